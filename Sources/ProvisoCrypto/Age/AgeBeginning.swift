/// Reads what stands before the chunks of an age file, its header and the payload's nonce, as the bytes arrive.
///
/// The header is checked before the identities are tried, and its MAC after that.
///
/// - **Throws**: ``CryptoError/headerInvalid``, ``CryptoError/noIdentityMatched``,
///   ``CryptoError/memoryUnavailable(byteCount:)``.
package struct AgeBeginning: ~Copyable, Sendable {
    private let identities: AgeIdentities
    private var parser = AgeHeaderParser()
    private var fileKey: AgeFileKey?
    private var nonce: [UInt8] = []

    /// How many bytes were taken.
    package private(set) var byteCount = 0
    /// Whose identity unwrapped the file key; nil before that, and where it was a passphrase.
    package private(set) var openedBy: AgeRecipient?

    /// Whether the header says that it is sealed under a passphrase; nil before it was read.
    package private(set) var isUnderPassphrase: Bool?

    package init(identities: AgeIdentities) {
        self.identities = identities
    }

    /// Takes bytes from `position` on until the chunks begin, and moves `position` behind the last that was taken.
    ///
    /// - **Returns**: the key of the chunks, or nil if more bytes are needed.
    package mutating func read(_ bytes: Span<UInt8>, from position: inout Int) throws(CryptoError) -> SealingKey? {
        let start = position
        defer { byteCount += position - start }
        if fileKey == nil {
            guard let header = try parser.read(bytes, from: &position) else { return nil }
            parser = AgeHeaderParser()
            isUnderPassphrase = header.stanzas.contains { $0.type == AgeScrypt.type }
            let fileKey = try identities.unwrap(header.stanzas, openedBy: &openedBy)
            guard fileKey.authenticates(header) else { throw .headerInvalid }
            self.fileKey = consume fileKey
        }
        while nonce.count < AgeFileKey.payloadNonceByteCount, position < bytes.count {
            nonce.append(bytes[position])
            position += 1
        }
        guard nonce.count == AgeFileKey.payloadNonceByteCount, let fileKey = fileKey.take() else { return nil }
        return try fileKey.payloadKey(nonce: nonce.span)
    }
}
