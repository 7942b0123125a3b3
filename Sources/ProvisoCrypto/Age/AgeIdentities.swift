/// Whatever may open a file: any number of identities, and passphrases.
///
/// This is a handle: it can be copied and sent, and lends its secrets to the code that opens files.
///
/// - **Cost**: opening a file tries each identity on each stanza of type X25519, about 100 µs each, and each passphrase
///   on the one stanza of type scrypt, about a second each.
public struct AgeIdentities: Sendable {
    // Noncopyable values cannot be in arrays.
    private final class IdentityBox: Sendable {
        let identity: AgeIdentity
        init(_ identity: consuming AgeIdentity) { self.identity = identity }
    }

    private final class PassphraseBox: Sendable {
        let passphrase: AgePassphrase
        init(_ passphrase: consuming AgePassphrase) { self.passphrase = passphrase }
    }

    private var identities: [IdentityBox] = []
    private var passphrases: [PassphraseBox] = []

    fileprivate init() {}

    /// A single identity.
    public init(_ identity: borrowing AgeIdentity) {
        append(identity)
    }

    /// A single passphrase.
    public init(passphrase: borrowing AgePassphrase) {
        append(passphrase: passphrase)
    }

    /// Adds an identity; one that is there already is not added again.
    public mutating func append(_ identity: borrowing AgeIdentity) {
        append(sharing: AgeIdentity(sharing: identity))
    }

    /// Adds a passphrase.
    public mutating func append(passphrase: borrowing AgePassphrase) {
        passphrases.append(PassphraseBox(AgePassphrase(sharing: passphrase)))
    }

    /// Adds all of another handle.
    public mutating func append(contentsOf other: AgeIdentities) {
        for box in other.identities { append(sharing: AgeIdentity(sharing: box.identity)) }
        passphrases += other.passphrases
    }

    /// To whom a file can be sealed that one of the identities opens, in their order.
    public var recipients: [AgeRecipient] { identities.map { $0.identity.recipient } }

    private mutating func append(sharing identity: consuming AgeIdentity) {
        let recipient = identity.recipient
        guard !recipients.contains(recipient) else { return }
        identities.append(IdentityBox(identity))
    }

    // MARK: Opening

    /// The file key, from the first stanza that one of the identities opens; `openedBy` is then whose it is, or nil where
    /// it was a passphrase.
    ///
    /// Stanzas of types for which there is nothing here are ignored, except that one of type scrypt must stand alone.
    /// All stanzas of the other types are looked at before one is opened, so that a malformed one is refused wherever
    /// it stands.
    ///
    /// - **Throws**: ``CryptoError/headerInvalid``, ``CryptoError/noIdentityMatched``,
    ///   ``CryptoError/memoryUnavailable(byteCount:)``.
    func unwrap(_ stanzas: [AgeStanza], openedBy: inout AgeRecipient?) throws(CryptoError) -> AgeFileKey {
        openedBy = nil
        if stanzas.contains(where: { $0.type == AgeScrypt.type }) {
            guard stanzas.count == 1 else { throw .headerInvalid }
            if !passphrases.isEmpty {
                let candidate = try AgeScrypt.candidate(of: stanzas[0])
                for box in passphrases {
                    if let fileKey = try AgeScrypt.open(candidate, with: box.passphrase) { return fileKey }
                }
            }
        } else if !identities.isEmpty {
            let candidates = try AgeX25519.candidates(of: stanzas)
            for candidate in candidates {
                for box in identities {
                    guard let fileKey = try AgeX25519.open(candidate, with: box.identity) else { continue }
                    openedBy = box.identity.recipient
                    return fileKey
                }
            }
        }
        throw .noIdentityMatched
    }
}

/// Reads the texts of identities into one guarded allocation.
package struct AgeIdentitiesBuilder: ~Copyable {
    private var builder: KeyArenaBuilder
    private var slots: [KeySlot] = []

    /// Room for so many identities, at least one.
    ///
    /// - **Throws**: ``CryptoError/libraryUnavailable``, ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(capacity: Int) throws(CryptoError) {
        builder = try KeyArenaBuilder(capacity: capacity)
    }

    /// Adds an identity from its text; see ``AgeIdentity/init(text:)``.
    ///
    /// - **Throws**: as there. After an error nothing can be made of the builder.
    package mutating func append(text: Span<UInt8>) throws(CryptoError) {
        slots.append(try AgeIdentity.decode(text, into: &builder))
    }

    /// The identities.
    package consuming func finish() -> AgeIdentities {
        let slots = slots
        let arena = builder.seal()
        var identities = AgeIdentities()
        for slot in slots {
            let identity = AgeIdentity(AgreementKey(arena: arena, slot: slot, byteCount: 32))
            identities.append(identity)
        }
        return identities
    }
}
