internal import CSodium

/// How age wraps a file key under a passphrase, and unwraps it again.
///
/// - **Source**: C2SP age, *scrypt recipient stanza*; RFC 7914.
enum AgeScrypt {
    static let type = "scrypt"
    private static let label = "age-encryption.org/v1/scrypt"
    private static let saltByteCount = 16
    private static let blockSize: UInt32 = 8

    /// A stanza of this type whose shape is right.
    struct Candidate {
        let salt: [UInt8]
        let workFactor: Int
        let body: [UInt8]
    }

    /// Wraps a file key under a new salt.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    static func wrap(
        _ fileKey: borrowing AgeFileKey, with passphrase: borrowing AgePassphrase, workFactor: Int
    ) throws(CryptoError) -> AgeStanza {
        let salt = try RandomBytes.array(count: saltByteCount)
        let wrapKey = try wrapKey(passphrase, salt: salt, workFactor: workFactor)
        return AgeStanza(
            arguments: [type, Base64.encode(salt.span, .unpadded), String(workFactor)], body: wrapKey.wrap(fileKey))
    }

    /// What a stanza of our type says, which has no other shape than this.
    ///
    /// - **Throws**: ``CryptoError/headerInvalid``, also for a work factor above the limit.
    static func candidate(of stanza: AgeStanza) throws(CryptoError) -> Candidate {
        guard stanza.arguments.count == 3,
            let salt = Base64.decode(stanza.arguments[1].utf8Span.span, .unpadded), salt.count == saltByteCount,
            let workFactor = workFactor(stanza.arguments[2]), stanza.body.count == SealingKey.wrappedFileKeyByteCount
        else { throw .headerInvalid }
        return Candidate(salt: salt, workFactor: workFactor, body: stanza.body)
    }

    /// The file key, or nil under another passphrase.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    static func open(_ candidate: Candidate, with passphrase: borrowing AgePassphrase) throws(CryptoError)
        -> AgeFileKey?
    {
        let wrapKey = try wrapKey(passphrase, salt: candidate.salt, workFactor: candidate.workFactor)
        return try wrapKey.unwrapFileKey(candidate.body)
    }

    /// A decimal number without leading zeros that is not above the limit.
    private static func workFactor(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text.utf8.first != UInt8(ascii: "0"), let number = Int(text), number <= AgePassphrase.workFactorLimit
        else { return nil }
        return number
    }

    /// The key that wraps the file key, derived straight into guarded memory.
    private static func wrapKey(
        _ passphrase: borrowing AgePassphrase, salt: [UInt8], workFactor: Int
    ) throws(CryptoError) -> SealingKey {
        let salt = Array(label.utf8) + salt
        let memory = passphrase.memory
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = try builder.append(byteCount: 32) { (wrapKey: inout MutableSpan<UInt8>) throws(CryptoError) in
            // Sound: passphrase, salt and output are lent for the call with their lengths.
            let status = unsafe wrapKey.withUnsafeMutableBufferPointer { wrapKey in
                unsafe memory.withSecretPointer { passphrase, count in
                    unsafe crypto_pwhash_scryptsalsa208sha256_ll(
                        passphrase, count, salt, salt.count, UInt64(1) << UInt64(workFactor), blockSize, 1,
                        wrapKey.baseAddress!, wrapKey.count)
                }
            }
            sodium_stackzero(8192)
            // With valid numbers, the one thing that libsodium can lack is the memory.
            guard status == 0 else { throw .memoryUnavailable(byteCount: 128 * Int(blockSize) << workFactor) }
        }
        wipeTracesOfKey()
        return SealingKey(arena: builder.seal(), slot: slot, byteCount: 32)
    }
}
