public import ProvisoCrypto

/// Opens parts of an age v1 file, in any order, without opening what lies between.
///
/// - **Guarantees**: as for ``AgeReader``. The end of the file is opened and checked first, so ``byteCount`` can be relied on, and a file that was
///   cut off is refused before anything is read of it.
/// - **Does not guarantee**: that the chunks that were not read are right.
/// - **Cost**: memory for two chunks of 64 KiB. To read a byte is to open its chunk; the one that was opened last is kept.
/// - **Source**: C2SP, *age*.
public struct AgeSeekableReader: ~Copyable {
    private let file: InputFile
    private var opener: AgeSeekableOpener

    /// Begins to open a file with an identity.
    ///
    /// - **Throws**: as ``init(_:identities:)``.
    public init(_ file: consuming InputFile, identity: borrowing AgeIdentity) throws {
        try self.init(file, identities: AgeIdentities(identity))
    }

    /// Begins to open a file with whatever may open it. It must be a regular file, and have no armor.
    ///
    /// - **Throws**: ``ProvisoError/Code/ageHeader``, ``ProvisoError/Code/ageNoIdentity``, ``ProvisoError/Code/agePayload``,
    ///   ``ProvisoError/Code/storeFailed``.
    public init(_ file: consuming InputFile, identities: AgeIdentities) throws {
        let descriptor = file.descriptor
        let name = file.name
        let byteCount = try CLibrary.byteCount(of: descriptor, name)
        opener = try namingAgeFile(name) {
            try AgeSeekableOpener.open(identities: identities, fileByteCount: byteCount) { offset, bytes in
                try Self.read(descriptor, name, at: offset, into: &bytes)
            }
        }
        self.file = file
    }

    /// The length of the content.
    public var byteCount: Int { opener.byteCount }

    /// Whose identity opened the file; nil where it was a passphrase.
    public var openedBy: AgeRecipient? { opener.openedBy }

    /// Lends the content of a range, in pieces of at most 64 KiB. A range outside of the content stops the program.
    ///
    /// - **Throws**: ``ProvisoError/Code/agePayload``, ``ProvisoError/Code/storeFailed``, and whatever `body` throws. Other ranges can be read after an error.
    public mutating func read(_ range: Range<Int>, _ body: (Span<UInt8>) throws -> Void) throws {
        let descriptor = file.descriptor
        let name = file.name
        try namingAgeFile(name) {
            try opener.read(range, source: { try Self.read(descriptor, name, at: $0, into: &$1) }, body)
        }
    }

    private static func read(
        _ descriptor: Int32, _ name: String, at offset: Int, into bytes: inout MutableSpan<UInt8>
    ) throws {
        // Fewer bytes than the file had: it was cut off meanwhile.
        guard try CLibrary.readBytes(descriptor, name, at: offset, into: &bytes) == bytes.count else {
            throw CryptoError.payloadInvalid
        }
    }
}
