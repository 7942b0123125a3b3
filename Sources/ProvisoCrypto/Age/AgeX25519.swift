/// How age wraps a file key for an X25519 recipient, and unwraps it again.
///
/// - **Source**: C2SP age, *X25519 recipient stanza*.
enum AgeX25519 {
    private static let type = "X25519"
    private static let wrapInfo = "age-encryption.org/v1/X25519"
    private static let bodyByteCount = AgeFileKey.fileKeyByteCount + ChaChaPoly.tagByteCount
    /// A wrap key is used once, so its nonce can be fixed.
    private static let nonce = [UInt8](repeating: 0, count: ChaChaPoly.nonceByteCount)

    /// Wraps a file key for a recipient under a new ephemeral key.
    ///
    /// - **Throws**: ``CryptoError/publicKeyInvalid`` for a recipient with whom no secret can be agreed on.
    static func wrap(_ fileKey: borrowing AgeFileKey, for recipient: AgeRecipient) throws(CryptoError) -> AgeStanza {
        let ephemeralKey = try AgreementKey.generate()
        let share = ephemeralKey.publicKey.bytes
        let salt = share + recipient.publicKey.bytes
        guard let wrapKey = try wrapKey(ephemeralKey, recipient.publicKey, salt: salt) else { throw .publicKeyInvalid }
        var body = [UInt8](repeating: 0, count: bodyByteCount)
        fileKey.withSecretBytes { fileKey in
            var span = body.mutableSpan
            ChaChaPoly.seal(fileKey, key: wrapKey, nonce: nonce.span, authenticating: Span(), into: &span)
        }
        return AgeStanza(arguments: [type, Base64.encode(share.span, .unpadded)], body: body)
    }

    /// The file key, from the first stanza that the identity opens.
    ///
    /// Stanzas of other types are ignored, except that a passphrase must stand alone. All stanzas of this type are
    /// looked at before one is opened, so that a malformed one is refused wherever it stands.
    ///
    /// - **Throws**: ``CryptoError/headerInvalid``, ``CryptoError/noIdentityMatched``.
    static func unwrap(_ stanzas: [AgeStanza], with identity: borrowing AgeIdentity) throws(CryptoError) -> AgeFileKey {
        guard stanzas.count == 1 || !stanzas.contains(where: { $0.type == "scrypt" }) else { throw .headerInvalid }
        var candidates: [(share: AgreementPublicKey, body: [UInt8])] = []
        for stanza in stanzas where stanza.type == type {
            candidates.append((try share(of: stanza), stanza.body))
        }
        for candidate in candidates {
            if let fileKey = try open(candidate.body, share: candidate.share, with: identity) { return fileKey }
        }
        throw .noIdentityMatched
    }

    /// The ephemeral share of a stanza of our type, which has no other shape than this.
    private static func share(of stanza: AgeStanza) throws(CryptoError) -> AgreementPublicKey {
        guard stanza.arguments.count == 2, let share = Base64.decode(stanza.arguments[1].utf8Span.span, .unpadded),
            share.count == 32, stanza.body.count == bodyByteCount
        else { throw .headerInvalid }
        do throws(CryptoError) {
            return try AgreementPublicKey(bytes: share)
        } catch {
            // With a point of small order the shared secret would be zero, which the specification forbids.
            throw error == .publicKeyInvalid ? .headerInvalid : error
        }
    }

    private static func open(
        _ body: [UInt8], share: AgreementPublicKey, with identity: borrowing AgeIdentity
    ) throws(CryptoError) -> AgeFileKey? {
        let salt = share.bytes + identity.recipient.publicKey.bytes
        guard let wrapKey = try wrapKey(identity.key, share, salt: salt) else { throw .headerInvalid }
        return try withWipedBytes(count: AgeFileKey.fileKeyByteCount) { (bytes) throws(CryptoError) -> AgeFileKey? in
            guard
                ChaChaPoly.open(
                    body.span, key: wrapKey, nonce: nonce.span, authenticating: Span(), into: &bytes)
            else { return nil }
            return try AgeFileKey(copying: bytes.span)
        }
    }

    /// The key that wraps the file key, derived straight into guarded memory; nil where the shared secret is all zero.
    private static func wrapKey(
        _ key: borrowing AgreementKey, _ other: AgreementPublicKey, salt: [UInt8]
    ) throws(CryptoError) -> SealingKey? {
        try withWipedBytes(count: 32) { (secret) throws(CryptoError) -> SealingKey? in
            guard key.sharedSecret(with: other, into: &secret) else { return nil }
            var builder = try KeyArenaBuilder(capacity: 1)
            let slot = builder.append(byteCount: 32) { (wrapKey: inout MutableSpan<UInt8>) in
                HKDFSHA256.derive(from: secret.span, salt: salt.span, info: wrapInfo.utf8Span.span, into: &wrapKey)
            }
            return SealingKey(arena: builder.seal(), slot: slot, byteCount: 32)
        }
    }
}
