internal import ProvisoCrypto

/// The keys of the reversible pseudonyms of one type in one domain, under one version of the root key.
///
/// ```
/// P = pad(identifier);  T = H(K_type of reversible-mac, "proviso-rvsiv--1", P, 24)
/// body = T ‖ (P ⊕ XChaCha20(K_type of reversible-enc, nonce T))
/// ```
///
/// - **Source**: `Formats/Pseudonyms`, *Reversible pseudonyms*.
struct ReversibleKeys: Sendable {
    let kind: PseudonymKeys.Kind
    let version: KeyVersion
    /// The domain's fingerprint under this version.
    let fingerprint: KeyFingerprint
    /// `TYPE_VERSIONr_`, with which every pseudonym's text begins.
    let prefix: [UInt8]
    private let cipher: DeterministicCipher

    /// Appends the tag and the encrypted identifier, given in canonical form. ``DeterministicCipher/wipeTraces()`` is the
    /// caller's, once for many.
    @inline(__always)
    func appendBody(of identifier: Span<UInt8>, to body: inout ByteBuffer, padded: inout ByteBuffer) {
        padded.removeAll()
        SizeClass.appendPadded(identifier, to: &padded)
        padded.withSpan { padded in
            body.append(count: DeterministicCipher.tagByteCount + padded.count) { body in
                cipher.seal(padded, into: &body)
            }
        }
    }

    /// Opens a body into `padded`, and says how many bytes of it are the identifier; nil for one that these keys have not made.
    func open(_ body: Span<UInt8>, into padded: inout ByteBuffer) -> Int? {
        padded.removeAll()
        guard SizeClass.isPaddedByteCount(body.count - DeterministicCipher.tagByteCount) else { return nil }
        var isGenuine = false
        padded.append(count: body.count - DeterministicCipher.tagByteCount) { padded in
            isGenuine = cipher.open(body, into: &padded)
        }
        guard isGenuine else { return nil }
        return padded.withSpan { padded in SizeClass.contentByteCount(padded) }
    }

    // MARK: Deriving

    /// A fingerprint, two keys of a type with what leads to them, and a compressed key block.
    private static let slotCount = 2 + 2 * 3 + 1

    /// The keys under one root key.
    static func derive(
        _ kind: PseudonymKeys.Kind, domain: PseudonymizationDomain, key: borrowing RootKey, version: KeyVersion
    ) throws(CryptoError) -> ReversibleKeys {
        var builder = try KeyArenaBuilder(capacity: slotCount)
        let slots = Slots(kind, domain, key, &builder)
        return ReversibleKeys(kind, version, slots, builder.seal())
    }

    /// The keys under all versions of a ring that have not been destroyed, in one arena; the oldest first.
    static func derive(
        _ kind: PseudonymKeys.Kind, domain: PseudonymizationDomain, keyring: Keyring
    ) throws -> [ReversibleKeys] {
        let living = keyring.versions.filter { $0.status != .destroyed }
        guard !living.isEmpty else { return [] }
        var builder = try KeyArenaBuilder(capacity: slotCount * living.count)
        var slots: [Slots] = []
        for version in living {
            try keyring.withKey(version.number, for: .recognizing) { key in
                slots.append(Slots(kind, domain, key, &builder))
            }
        }
        let arena = builder.seal()
        return zip(living, slots).map { ReversibleKeys(kind, $0.number, $1, arena) }
    }

    private struct Slots {
        let fingerprintKey: KeySlot
        let authenticationState: KeySlot
        let encryptionKey: KeySlot

        init(
            _ kind: PseudonymKeys.Kind, _ domain: PseudonymizationDomain, _ key: borrowing RootKey,
            _ builder: inout KeyArenaBuilder
        ) {
            fingerprintKey = PseudonymKeys.domainKey("fingerprint", domain, key, &builder)
            let authenticationKey = PseudonymKeys.typeKey(
                kind, PseudonymKeys.domainKey("reversible-mac", domain, key, &builder), &builder)
            authenticationState = builder.compressKeyBlock(
                of: authenticationKey, personalization: Personalization("proviso-rvsiv--1"),
                outputByteCount: DeterministicCipher.tagByteCount)
            encryptionKey = PseudonymKeys.typeKey(
                kind, PseudonymKeys.domainKey("reversible-enc", domain, key, &builder), &builder)
        }
    }

    private init(_ kind: PseudonymKeys.Kind, _ version: KeyVersion, _ slots: Slots, _ arena: KeyArena) {
        self.kind = kind
        self.version = version
        prefix = Array("\(kind.type)_\(version)r_".utf8)
        fingerprint = KeyFingerprint(of: slots.fingerprintKey, in: arena)
        cipher = DeterministicCipher(
            arena: arena, authenticationState: slots.authenticationState, encryptionKey: slots.encryptionKey)
    }
}

/// The keys of reversible pseudonyms by version, with the reason why a version has none.
struct ReversibleKeyVersions: Sendable {
    /// All that live, the oldest first.
    let living: [ReversibleKeys]
    /// What else is known of the versions.
    let directory: KeyDirectory

    init(_ kind: PseudonymKeys.Kind, domain: PseudonymizationDomain, keyring: Keyring) throws {
        living = try ReversibleKeys.derive(kind, domain: domain, keyring: keyring)
        directory = KeyDirectory(keyring)
    }

    init(
        _ kind: PseudonymKeys.Kind, domain: PseudonymizationDomain, key: borrowing RootKey, version: KeyVersion
    ) throws(CryptoError) {
        living = [try ReversibleKeys.derive(kind, domain: domain, key: key, version: version)]
        directory = .lone(version)
    }

    /// The keys that a pseudonym was made with, by its text: those whose texts begin like that, the newest first. Only for a text
    /// that none of them wrote is it worth while to take it apart, and to say what it is.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``, ``ProvisoError/Code/pseudonymType``,
    ///   ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``.
    private func keys(of text: Span<UInt8>) throws(ProvisoError) -> ReversibleKeys {
        for index in living.indices.reversed() where text.starts(with: living[index].prefix) { return living[index] }
        return try keys(of: ReversiblePseudonym(text.text))
    }

    private func keys(of pseudonym: ReversiblePseudonym) throws(ProvisoError) -> ReversibleKeys {
        guard let kind = living.first?.kind else { try directory.refuse(pseudonym.version) }
        guard pseudonym.type == kind.type else { throw .pseudonym(of: pseudonym.type, insteadOf: kind.type) }
        guard let keys = living.first(where: { $0.version == pseudonym.version }) else {
            try directory.refuse(pseudonym.version)
        }
        return keys
    }

    /// Opens a pseudonym, given as text, into `padded`, and says how many bytes of that are the identifier. `body` is used on the
    /// way. ``DeterministicCipher/wipeTraces()`` is the caller's, once for many.
    ///
    /// - **Throws**: as ``keys(of:)``, and ``ProvisoError/Code/pseudonymTag``.
    func open(
        _ text: Span<UInt8>, body: inout ByteBuffer, into padded: inout ByteBuffer
    ) throws(ProvisoError) -> Int {
        let keys = try keys(of: text)
        body.removeAll()
        guard Base32.append(decoding: text.extracting(keys.prefix.count..<text.count), to: &body),
            SizeClass.isPaddedByteCount(body.count - DeterministicCipher.tagByteCount)
        else { throw .notReversiblePseudonym }
        guard let count = body.withSpan({ body in keys.open(body, into: &padded) }) else {
            throw ProvisoError(
                .pseudonymTag,
                "a pseudonym that version \(keys.version) of this key has not made in this domain",
                remedy: "check domain, epoch, canonicalization and key, or whether it was changed")
        }
        return count
    }

    /// Refuses keys of which none is the expected one.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint``.
    func require(_ expected: KeyFingerprint?) throws(ProvisoError) {
        try KeyFingerprint.require(expected, among: living.map(\.fingerprint))
    }
}
