/// A passphrase that seals and opens files.
///
/// Like every key it cannot be copied, printed, compared or encoded. Its bytes are taken as they are: the same words in
/// another Unicode normalization, or with a line feed behind them, are another passphrase.
///
/// - **Guarantees**: the bytes lie in read-only pages between guard pages and are wiped with the value.
/// - **Does not guarantee**: that it cannot be guessed. Whoever has a file can try passphrases on it, and each attempt
///   costs as much as the file's work factor says.
/// - **Source**: C2SP age, *The scrypt recipient type*.
public struct AgePassphrase: ~Copyable, Sendable {
    let memory: GuardedBytes

    /// How many bytes a passphrase can have.
    public static let allowedByteCounts = 1...1024

    /// The work factor of a new file, the base-two logarithm of scrypt's N: about a second, and 256 MiB of memory.
    public static let standardWorkFactor = 18

    /// The greatest work factor of a file that is opened; with one more, anybody who sends a file could have it take
    /// the memory of a machine.
    public static let workFactorLimit = 22

    /// A passphrase with a copy of these bytes. The caller's bytes stay where they are: ``wipe(_:)-(MutableSpan<UInt8>)``
    /// them.
    ///
    /// - **Throws**: ``CryptoError/passphraseLength(found:allowed:)``, ``CryptoError/libraryUnavailable``,
    ///   ``CryptoError/memoryUnavailable(byteCount:)``.
    public init(copying bytes: Span<UInt8>) throws(CryptoError) {
        guard Self.allowedByteCounts.contains(bytes.count) else {
            throw .passphraseLength(found: bytes.count, allowed: Self.allowedByteCounts)
        }
        memory = try GuardedBytes(copying: bytes)
    }

    /// The same passphrase in the same memory, for someone who needs it for longer than it is lent.
    package init(sharing other: borrowing AgePassphrase) {
        memory = other.memory
    }

    // See `SecretKey.deinit`.
    deinit {}
}
