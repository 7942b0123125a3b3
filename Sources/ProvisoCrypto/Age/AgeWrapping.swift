/// How a key that is made for one stanza wraps the file key: encrypted, with a nonce of zeros because it is used once.
///
/// - **Source**: C2SP age, *X25519 recipient stanza*, *scrypt recipient stanza*.
extension SecretKey where Role == SealingRole {
    /// The length that the body of a stanza must have before it is decrypted.
    static let wrappedFileKeyByteCount = AgeFileKey.fileKeyByteCount + ChaChaPoly.tagByteCount

    private static let wrapNonce = [UInt8](repeating: 0, count: ChaChaPoly.nonceByteCount)

    /// The body of the stanza.
    borrowing func wrap(_ fileKey: borrowing AgeFileKey) -> [UInt8] {
        var body = [UInt8](repeating: 0, count: Self.wrappedFileKeyByteCount)
        fileKey.withSecretBytes { fileKey in
            var span = body.mutableSpan
            ChaChaPoly.seal(fileKey, key: self, nonce: Self.wrapNonce.span, authenticating: Span(), into: &span)
        }
        return body
    }

    /// The file key in the body of a stanza, or nil if this key did not wrap it.
    borrowing func unwrapFileKey(_ body: [UInt8]) throws(CryptoError) -> AgeFileKey? {
        try withWipedBytes(count: AgeFileKey.fileKeyByteCount) { (bytes) throws(CryptoError) -> AgeFileKey? in
            guard
                ChaChaPoly.open(
                    body.span, key: self, nonce: Self.wrapNonce.span, authenticating: Span(), into: &bytes)
            else { return nil }
            return try AgeFileKey(copying: bytes.span)
        }
    }
}
