public import ProvisoCrypto

/// Seals what is written into it into an age v1 file, which appears as its ``OutputFile`` does: whole or not at all, unless it is a pipe or device.
///
/// - **Guarantees**: only the recipients' identities, or the passphrase, open it; a byte that is changed or missing is noticed. Any age program opens it.
/// - **Does not guarantee**: who sealed it. An age file can be made by anybody who knows a recipient.
/// - **Cost**: memory for a block and two chunks of 64 KiB, whatever the size, and with several threads at most 4.3 MiB; about 0.7 ns a byte and thread.
/// - **Source**: C2SP, *age*.
public struct AgeWriter: ~Copyable {
    private var file: OutputFile
    private var sealer: AgeSealer

    /// Begins a file for one or more recipients, with ASCII armor if a channel carries text alone.
    ///
    /// The bytes of a large file are sealed by several threads if asked for, the calling one among them; the result is no other.
    ///
    /// - **Throws**: `CryptoError`.
    public init(
        _ file: consuming OutputFile, to recipients: [AgeRecipient], isArmored: Bool = false, threadCount: Int = 1
    ) throws {
        self.file = file
        sealer = try AgeSealer(to: recipients, isArmored: isArmored, threadCount: threadCount)
    }

    /// Begins a file for whoever knows a passphrase.
    ///
    /// The work factor is the base-two logarithm of scrypt's N: one more makes each attempt to guess, and each opening, twice as dear.
    ///
    /// - **Cost**: with the standard work factor about a second, and 256 MiB of memory for that time.
    /// - **Throws**: `CryptoError`.
    public init(
        _ file: consuming OutputFile, passphrase: borrowing AgePassphrase,
        workFactor: Int = AgePassphrase.standardWorkFactor, isArmored: Bool = false, threadCount: Int = 1
    ) throws {
        self.file = file
        sealer = try AgeSealer(
            passphrase: passphrase, workFactor: workFactor, isArmored: isArmored, threadCount: threadCount)
    }

    /// Seals the next piece.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeClosed``.
    public mutating func write(_ bytes: Span<UInt8>) throws {
        try sealer.write(bytes) { sealed in try file.write(sealed) }
    }

    /// Seals the end, and puts the file in its place.
    ///
    /// `willAppear` is called when all is written and nothing is in its place yet; if it throws, nothing is.
    ///
    /// - **Throws**: as ``write(_:)``, and what `willAppear` throws.
    public consuming func finish(_ willAppear: () throws -> Void = {}) throws {
        var file = file
        try sealer.finish { sealed in try file.write(sealed) }
        try file.prepare()
        try willAppear()
        try file.commit()
    }
}
