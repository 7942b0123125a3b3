internal import CSodium

/// What a key may be used for. A role is a type, so that a key in the wrong place does not compile.
public protocol KeyRole: Sendable {
    /// The lengths in bytes that a key of this role may have.
    static var allowedByteCounts: ClosedRange<Int> { get }
}

/// The role of the key at the top of the hierarchy, from which every other key is derived.
public enum RootRole: KeyRole {
    /// A root key has 32 bytes.
    public static let allowedByteCounts = 32...32
}

/// The role of a key that hashes and does nothing else.
public enum HashingRole: KeyRole {
    /// BLAKE2b takes keys of up to 64 bytes; fewer than 16 can be guessed, and none at all gives an unkeyed hash.
    public static let allowedByteCounts = 16...64
}

/// The key at the top of the hierarchy. Whoever holds it can recompute every pseudonym that was made under it.
public typealias RootKey = SecretKey<RootRole>

/// A key for keyed BLAKE2b.
public typealias HashingKey = SecretKey<HashingRole>

/// A secret key in guarded memory, of one role.
///
/// A key cannot be copied, printed, compared, stored in an array or encoded: each of these is an error when the program is
/// compiled. Pass it `borrowing`, or bind it to a `let` that lives as long as it is needed.
///
/// - **Guarantees**: the bytes lie in read-only pages between guard pages, are kept out of core dumps, and are wiped when the key
///   goes out of scope. ``memoryLocking`` says whether they are kept out of swap.
/// - **Does not guarantee**: protection from whoever can read the process's memory while it runs, or from a hibernating machine.
/// - **Cost**: three or four pages of memory and about 25 µs for a key of its own.
/// - **Source**: libsodium, *Secure memory*.
public struct SecretKey<Role: KeyRole>: ~Copyable, Sendable {
    private let arena: KeyArena
    private let slot: KeySlot
    /// The length of the key in bytes; not a secret.
    public let byteCount: Int

    /// A new key of 32 random bytes.
    ///
    /// - **Throws**: ``CryptoError/libraryUnavailable``, ``CryptoError/memoryUnavailable(byteCount:)``.
    public static func generate() throws(CryptoError) -> SecretKey {
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = try builder.append(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) throws(CryptoError) in
            try RandomBytes.fill(&bytes)
        }
        return SecretKey(arena: builder.seal(), slot: slot, byteCount: 32)
    }

    /// A key with a copy of these bytes. The caller's bytes stay where they are: ``wipe(_:)-(MutableSpan<UInt8>)`` them.
    ///
    /// - **Throws**: ``CryptoError/keyLength(found:allowed:)`` for an empty, short or long key.
    public init(copying bytes: Span<UInt8>) throws(CryptoError) {
        guard Role.allowedByteCounts.contains(bytes.count) else {
            throw .keyLength(found: bytes.count, allowed: Role.allowedByteCounts)
        }
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = builder.append(copying: bytes)
        // To copy bytes is to have them in registers.
        wipeTracesOfKey()
        self.init(arena: builder.seal(), slot: slot, byteCount: bytes.count)
    }

    init(arena: KeyArena, slot: KeySlot, byteCount: Int) {
        self.arena = arena
        self.slot = slot
        self.byteCount = byteCount
    }

    /// The same key in the same memory, for someone who needs it for longer than it is lent.
    init(sharing other: borrowing SecretKey) {
        arena = other.arena
        slot = other.slot
        byteCount = other.byteCount
    }

    // The arena wipes the bytes. The deinitializer is here because Swift 6.3.1 crashes, compiling in release, on a public
    // method that passes a temporary of a noncopyable type without one.
    deinit {}

    /// Whether the operating system agreed to keep this key out of swap.
    public var memoryLocking: MemoryLocking { arena.locking }

    /// Hands the key's bytes out of guarded memory, for a file or a secret manager that keeps them.
    ///
    /// This is the door through which a key's bytes leave; signing keys and age identities have one of their own. The reason is
    /// written where a reviewer reads it; a tree test keeps the list of doors, and of their callers inside Proviso.
    ///
    /// - **Does not guarantee**: anything about copies that `body` makes.
    public borrowing func exportCleartext<R, Failure: Error>(
        because reason: StaticString, _ body: (Span<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R {
        precondition(reason.utf8CodeUnitCount > 0, "SecretKey: an export of cleartext needs a reason")
        let arena = self.arena
        let byteCount = self.byteCount
        var result: Result<R, Failure>?
        // Sound: the span is built over `byteCount` bytes of the slot, which the arena keeps alive during the call.
        unsafe arena.withSlot(slot, byteCount: byteCount) { pointer in
            let bytes = unsafe Span<UInt8>(_unsafeStart: pointer, count: byteCount)
            do throws(Failure) { result = .success(try body(bytes)) } catch { result = .failure(error) }
        }
        return try result!.get()
    }

    /// Lends the key's bytes to libsodium. Only this module can call it.
    borrowing func withSecretPointer<R>(_ body: (UnsafeRawPointer, Int) -> R) -> R {
        let byteCount = self.byteCount
        // Sound: the pointer is valid during the call.
        return unsafe arena.withSlot(slot, byteCount: byteCount) { unsafe body(UnsafeRawPointer($0), byteCount) }
    }

    /// Lends the key's bytes to the compositions of this module.
    borrowing func withSecretBytes<R>(_ body: (Span<UInt8>) -> R) -> R {
        // Sound: the bytes are valid during the call.
        unsafe withSecretPointer { pointer, count in
            unsafe body(Span(_unsafeStart: pointer.assumingMemoryBound(to: UInt8.self), count: count))
        }
    }

    /// The address behind the key's memory. For tests of the guard page.
    package var addressOfGuardPage: UInt { arena.addressOfGuardPage }
}

extension SecretKey where Role == RootRole {
    /// A root key from its text, 32 bytes in unpadded base64url, decoded in constant time straight into guarded memory.
    ///
    /// - **Throws**: ``CryptoError/keyEncoding`` for any other text.
    /// - **Source**: RFC 4648 section 5.
    package init(base64URL text: Span<UInt8>) throws(CryptoError) {
        guard text.count == 43 else { throw .keyEncoding }
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = try builder.append(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) throws(CryptoError) in
            guard Base64.decode(text, .urlUnpadded, into: &bytes) == 32 else { throw .keyEncoding }
        }
        self.init(arena: builder.seal(), slot: slot, byteCount: 32)
    }

    /// The key's text, 43 characters of unpadded base64url, in a buffer that is wiped after the call.
    package borrowing func exportBase64URL<R>(
        because reason: StaticString, _ body: (Span<UInt8>) throws -> R
    ) throws -> R {
        try exportCleartext(because: reason) { (bytes: Span<UInt8>) throws(any Error) -> R in
            // The encoder also writes a terminating zero.
            var text = [UInt8](repeating: 0, count: 44)
            defer { wipe(&text) }
            // Sound: the output has the 44 bytes that 32 bytes need, the input is lent for the call.
            unsafe text.withUnsafeMutableBytes { output in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    _ = unsafe sodium_bin2base64(
                        output.baseAddress!.assumingMemoryBound(to: CChar.self), 44, bytes.baseAddress!, bytes.count,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING)
                }
            }
            return try body(text.span.extracting(0..<43))
        }
    }
}
