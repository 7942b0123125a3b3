/// How age wraps a file key for an X25519 recipient, and unwraps it again.
///
/// - **Source**: C2SP age, *X25519 recipient stanza*.
enum AgeX25519 {
    private static let type = "X25519"
    private static let wrapInfo = "age-encryption.org/v1/X25519"

    /// A stanza of this type whose shape is right.
    struct Candidate {
        fileprivate let share: AgreementPublicKey
        fileprivate let body: [UInt8]
    }

    /// Wraps a file key for a recipient under a new ephemeral key.
    ///
    /// - **Throws**: ``CryptoError/publicKeyInvalid`` for a recipient with whom no secret can be agreed on.
    static func wrap(_ fileKey: borrowing AgeFileKey, for recipient: AgeRecipient) throws(CryptoError) -> AgeStanza {
        let ephemeralKey = try AgreementKey.generate()
        let share = ephemeralKey.publicKey.bytes
        let salt = share + recipient.publicKey.bytes
        guard let wrapKey = try wrapKey(ephemeralKey, recipient.publicKey, salt: salt) else { throw .publicKeyInvalid }
        return AgeStanza(arguments: [type, Base64.encode(share.span, .unpadded)], body: wrapKey.wrap(fileKey))
    }

    /// The stanzas of this type among all of a header.
    ///
    /// - **Throws**: ``CryptoError/headerInvalid``.
    static func candidates(of stanzas: [AgeStanza]) throws(CryptoError) -> [Candidate] {
        var candidates: [Candidate] = []
        for stanza in stanzas where stanza.type == type {
            candidates.append(Candidate(share: try share(of: stanza), body: stanza.body))
        }
        return candidates
    }

    /// The file key, or nil if the stanza is for another identity.
    ///
    /// - **Throws**: ``CryptoError/headerInvalid`` where the shared secret is zero.
    static func open(_ candidate: Candidate, with identity: borrowing AgeIdentity) throws(CryptoError) -> AgeFileKey? {
        let salt = candidate.share.bytes + identity.recipient.publicKey.bytes
        guard let wrapKey = try wrapKey(identity.key, candidate.share, salt: salt) else { throw .headerInvalid }
        return try wrapKey.unwrapFileKey(candidate.body)
    }

    /// The ephemeral share of a stanza of our type, which has no other shape than this.
    private static func share(of stanza: AgeStanza) throws(CryptoError) -> AgreementPublicKey {
        guard stanza.arguments.count == 2, let share = Base64.decode(stanza.arguments[1].utf8Span.span, .unpadded),
            share.count == 32, stanza.body.count == SealingKey.wrappedFileKeyByteCount
        else { throw .headerInvalid }
        do throws(CryptoError) {
            return try AgreementPublicKey(bytes: share)
        } catch {
            // With a point of small order the shared secret would be zero, which the specification forbids.
            throw error == .publicKeyInvalid ? .headerInvalid : error
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
