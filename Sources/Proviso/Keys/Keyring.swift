public import ProvisoCrypto

/// Root keys that follow one another, from one sealed file: lends them, and never hands them out.
///
/// ```swift
/// let identity = try AgeIdentityFile.read("case.identity")
/// let ring = try Keyring("case.keyring", identity: identity, rollback: .remembered(in: "case.seen"))
/// let filter = try RecordFilter(policy, keyring: ring)
/// ```
///
/// A keyring is a handle: copy it and share it between threads. It shows the file as it was when it was opened;
/// ``KeyringEditor`` changes the file.
///
/// - **Guarantees**: every key has its fingerprint. The keys lie in one guarded allocation, reach it through guarded
///   memory alone, and are wiped when the last handle is gone. What is retired makes nothing, and what is destroyed
///   does nothing.
/// - **Does not guarantee**: that the file comes from whoever you think: anybody can seal a ring to a recipient. See
///   ``RollbackCheck``.
/// - **Cost**: opening takes about 0.3 ms, and 3 µs and 64 bytes of guarded memory for each living version.
/// - **Source**: `Formats/Keyrings`.
public struct Keyring: Sendable {
    /// One key and what is known of it; no secret.
    public struct Version: Hashable, Sendable {
        /// Its number, as in pseudonyms.
        public let number: KeyVersion
        /// What it is good for.
        public internal(set) var status: KeyStatus
        /// When it was made, by the clock of whoever made it.
        public let created: Instant
        /// The key's own fingerprint, not that of a domain.
        public let fingerprint: KeyFingerprint
    }

    let contents: KeyringContents
    /// The keys of all versions, in their order; nil for those that were destroyed.
    let keys: [SharedKey<RootRole>?]
    /// The file's name as it was given, for messages.
    var source: String
    /// Whether the keys are kept out of swap.
    public let memoryLocking: MemoryLocking

    /// Opens a keyring with the identity of one of its recipients.
    ///
    /// - **Throws**: what `Formats/Keyrings` lists, first ``ProvisoError/Code/storeMissing``,
    ///   ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/ageNoIdentity`` and
    ///   ``ProvisoError/Code/keyringGeneration``; `CryptoError` where there is no memory for keys.
    public init(_ path: String, identity: borrowing AgeIdentity, rollback: RollbackCheck) throws {
        try self.init(path, identities: AgeIdentities(identity), rollback: rollback)
    }

    /// Opens a keyring with its passphrase.
    ///
    /// - **Throws**: as ``init(_:identity:rollback:)``, with ``ProvisoError/Code/keyringPassphrase`` for another
    ///   passphrase.
    public init(_ path: String, passphrase: borrowing AgePassphrase, rollback: RollbackCheck) throws {
        try self.init(path, identities: AgeIdentities(passphrase: passphrase), rollback: rollback)
    }

    /// Opens a keyring with whatever may open it, of which the first that does is used.
    ///
    /// - **Throws**: as ``init(_:identity:rollback:)``.
    public init(_ path: String, identities: AgeIdentities, rollback: RollbackCheck) throws {
        let known = try rollback.recall()
        self = try KeyringFile.read(path, with: identities).keyring
        try known.check(contents, source: path)
        try known.remember(contents, source: path)
    }

    init(contents: KeyringContents, keys: [SharedKey<RootRole>?], source: String, memoryLocking: MemoryLocking) {
        self.contents = contents
        self.keys = keys
        self.source = source
        self.memoryLocking = memoryLocking
    }

    /// How often the ring was written: a higher number is a later state.
    public var generation: Int { contents.generation }

    /// All versions, the oldest first, also those that were destroyed.
    public var versions: [Version] { contents.versions }

    /// To whom the file is sealed; empty for a passphrase.
    public var recipients: [AgeRecipient] { contents.recipients }

    /// The version that makes pseudonyms; nil if all are retired or destroyed.
    public var activeVersion: Version? { contents.activeVersion }

    /// What is known of a version.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``.
    public func version(_ number: KeyVersion) throws(ProvisoError) -> Version {
        contents.versions[try contents.index(of: number, source: source)]
    }

    /// Lends the active version's key, to make something with.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active, and what `body` throws.
    public func withActiveKey<R: ~Copyable>(
        _ body: (_ version: KeyVersion, _ key: borrowing RootKey) throws -> R
    ) throws -> R {
        guard let version = contents.activeVersion else {
            throw ProvisoError(
                .keyRetired, "no version of the keyring is active, so nothing new is made with it",
                remedy: "rotate it", place: ProvisoError.Place(source: source))
        }
        return try withKey(version.number, for: .making) { key in try body(version.number, key) }
    }

    /// Lends the key of a version.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``, and for making
    ///   ``ProvisoError/Code/keyRetired``; and what `body` throws.
    public func withKey<R: ~Copyable>(
        _ version: KeyVersion, for use: KeyUse, _ body: (borrowing RootKey) throws -> R
    ) throws -> R {
        let index = try contents.livingIndex(of: version, source: source)
        guard let key = keys[index] else { preconditionFailure("Keyring: a living version without its key") }
        if use == .making, contents.versions[index].status != .active {
            throw ProvisoError(
                .keyRetired, "version \(version) is retired, and makes nothing new", remedy: "use the active version",
                place: ProvisoError.Place(source: source))
        }
        return try key.withKey(body)
    }
}

extension KeyFingerprint {
    /// The fingerprint of a root key itself, as a keyring states it. That of a domain, which a policy states, is
    /// another.
    ///
    /// - **Throws**: `CryptoError`.
    /// - **Source**: `Formats/Keyrings`, *Versions*.
    public init(of key: borrowing RootKey) throws(CryptoError) {
        self = try Self.ofKeys([SharedKey(copying: key)])[0]
    }

    /// The fingerprints of many keys, with one guarded allocation for what is derived on the way.
    static func ofKeys(_ keys: [SharedKey<RootRole>]) throws(CryptoError) -> [KeyFingerprint] {
        guard !keys.isEmpty else { return [] }
        var context = CanonicalEncoder()
        context.append("fingerprint")
        let encoded = context.bytes
        var builder = try KeyArenaBuilder(capacity: keys.count)
        var slots: [KeySlot] = []
        for key in keys {
            slots.append(
                key.withKey { key in
                    builder.derive(
                        from: key, personalization: Personalization("proviso-role---1"), context: encoded.span)
                })
        }
        let arena = builder.seal()
        return slots.map { KeyFingerprint(of: $0, in: arena) }
    }
}
