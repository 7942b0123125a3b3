internal import CSodium

/// A secret key that signs with Ed25519, in guarded memory.
///
/// Like a ``SecretKey`` it cannot be copied, printed, compared, stored in an array or encoded.
///
/// - **Guarantees**: a signature depends on key and message alone: there is no random number that could be bad.
/// - **Does not guarantee**: protection from whoever can read the process's memory while it runs.
/// - **Cost**: three or four pages of memory and about 40 µs for a key of its own.
/// - **Source**: RFC 8032 section 5.1.
public struct SigningKey: ~Copyable, Sendable {
    private let arena: KeyArena
    /// The seed of 32 bytes and, as libsodium wants it, the public key behind it.
    private let slot: KeySlot
    /// What others check this key's signatures with.
    public let publicKey: VerifyingKey

    /// A new key from random bytes.
    ///
    /// - **Throws**: ``CryptoError/libraryUnavailable``, ``CryptoError/memoryUnavailable(byteCount:)``.
    public static func generate() throws(CryptoError) -> SigningKey {
        // Sound: libsodium writes the 32 and 64 bytes that the two have.
        try unsafe SigningKey { publicKey, secretKey in unsafe crypto_sign_ed25519_keypair(publicKey, secretKey) }
    }

    /// The key that a seed of 32 bytes stands for. The caller's bytes stay where they are:
    /// ``wipe(_:)-(MutableSpan<UInt8>)`` them.
    ///
    /// - **Throws**: ``CryptoError/keyLength(found:allowed:)`` for another length.
    public init(seed: Span<UInt8>) throws(CryptoError) {
        guard seed.count == 32 else { throw .keyLength(found: seed.count, allowed: 32...32) }
        // Sound: the seed has the 32 bytes that libsodium reads, and it writes the 32 and 64 bytes that the two have.
        try unsafe self.init { publicKey, secretKey in
            unsafe seed.withUnsafeBufferPointer { seed in
                unsafe crypto_sign_ed25519_seed_keypair(publicKey, secretKey, seed.baseAddress!)
            }
        }
    }

    private init(
        _ makePair: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Int32
    ) throws(CryptoError) {
        var publicBytes = [UInt8](repeating: 0, count: 32)
        var builder = try KeyArenaBuilder(capacity: 1)
        slot = builder.append(byteCount: 64) { (secret: inout MutableSpan<UInt8>) in
            // Sound: the slot has 64 bytes and the array 32, and both are exclusively ours during the call.
            let status = unsafe secret.withUnsafeMutableBufferPointer { secret in
                unsafe makePair(&publicBytes, secret.baseAddress!)
            }
            precondition(status == 0, "SigningKey: libsodium refused valid lengths")
        }
        arena = builder.seal()
        publicKey = VerifyingKey(computed: publicBytes)
    }

    // The arena wipes the bytes; see `SecretKey` for why the deinitializer is here.
    deinit {}

    /// Whether the operating system agreed to keep this key out of swap.
    public var memoryLocking: MemoryLocking { arena.locking }

    /// The signature of a message, 64 bytes.
    ///
    /// What is signed should begin with words that say what it is, or a signature for one purpose serves another.
    ///
    /// - **Cost**: about 16 µs for a short message, and two passes of SHA-512 over a long one.
    /// - **Source**: RFC 8032 section 5.1.6; libsodium, `crypto_sign_ed25519_detached`.
    public borrowing func signature(of message: Span<UInt8>) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        // Sound: the signature has its 64 bytes, and so has the slot; the message is lent for the call with its length.
        let status = unsafe signature.withUnsafeMutableBufferPointer { signature in
            unsafe arena.withSlot(slot, byteCount: 64) { key in
                unsafe message.withUnsafeBufferPointer { message in
                    unsafe crypto_sign_ed25519_detached(
                        signature.baseAddress!, nil, message.baseAddress, UInt64(message.count), key)
                }
            }
        }
        precondition(status == 0, "SigningKey: libsodium refused valid lengths")
        return signature
    }

    /// The signature of an array.
    public borrowing func signature(of message: [UInt8]) -> [UInt8] {
        signature(of: message.span)
    }

    /// Hands the 32 bytes of the seed out of guarded memory, for a file that keeps them.
    ///
    /// This is the only door through which they leave; see ``SecretKey/exportCleartext(because:_:)``.
    ///
    /// - **Does not guarantee**: anything about copies that `body` makes.
    package borrowing func exportSeed<R, Failure: Error>(
        because reason: StaticString, _ body: (Span<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R {
        precondition(reason.utf8CodeUnitCount > 0, "SigningKey: an export of the seed needs a reason")
        let arena = self.arena
        var result: Result<R, Failure>?
        // Sound: the seed is the first 32 bytes of the slot, which the arena keeps alive during the call.
        unsafe arena.withSlot(slot, byteCount: 32) { pointer in
            let bytes = unsafe Span<UInt8>(_unsafeStart: pointer, count: 32)
            do throws(Failure) { result = .success(try body(bytes)) } catch { result = .failure(error) }
        }
        return try result!.get()
    }

    /// The address behind the key's memory. For tests of wiping.
    package var addressOfGuardPage: UInt { arena.addressOfGuardPage }
}
