internal import ProvisoCrypto

/// Seals values under a key for each subject and case, so that to destroy the key is to erase the values, wherever they were copied to.
///
/// ```swift
/// let vault = ShredVault(engine: engine, keyring: keyring)
/// let sealed = try vault.seal(Array(address.utf8), for: VaultScope(subject: subject), at: "person/17/address")
/// let opened = try vault.open(sealed, at: "person/17/address")
/// ```
///
/// The sealed values belong into the application's own database. The keys lie in the engine's store, wrapped under the active version of a keyring. When the last
/// item of a subject in a case is erased, or a subject is forgotten, its key is destroyed in the very transaction that decides the
/// erasure: that is the point of no return.
///
/// - **Guarantees**: a value opens only at the place that it was sealed for. What was shredded is an error that says *erased*, and never an empty value. A key is
///   read from the store each time, so that no process has one that another has destroyed.
/// - **Does not guarantee**: that a value is gone of which somebody kept a clear copy, or a copy of its key from memory. It does not hide how long a value is, and how many
///   values a subject has. A backup of the store brings keys back for as long as the version of the keyring that they are wrapped under is there: ``rewrap(limit:)``
///   the survivors under a new version and destroy the old one.
/// - **Cost**: about 0.1 ms a value, most of it for guarded memory and the store.
/// - **Source**: `Formats/Vault`.
public struct ShredVault: Sendable {
    private let engine: RetentionEngine
    private let keyring: Keyring

    /// A vault whose keys lie in an engine's store, wrapped under the versions of a keyring.
    public init(engine: RetentionEngine, keyring: Keyring) {
        self.engine = engine
        self.keyring = keyring
    }

    /// Seals a value. A scope that has no key yet gets one; but there must be an item of its subject, and of its case, that is kept: nothing is
    /// kept without a clock.
    ///
    /// - Parameters:
    ///   - value: Any bytes.
    ///   - scope: Whom it is about, and which case it belongs to.
    ///   - place: Where it belongs, such as table, row and column. It opens there and nowhere else.
    /// - **Throws**: ``ProvisoError/Code/vaultUncovered`` where there is no such item; ``ProvisoError/Code/keyRetired`` if no version of the keyring is active;
    ///   as ``open(_:at:)``.
    public func seal(_ value: [UInt8], for scope: VaultScope, at place: String) throws -> [UInt8] {
        let (id, key) =
            try engine.read { work in try self.key(for: scope, work) }
            ?? engine.write { work in try self.key(for: scope, work) ?? makeKey(for: scope, work) }
        let nonce = try RandomBytes.array(count: XChaChaPoly.nonceByteCount)
        var ciphertext = [UInt8](repeating: 0, count: value.count + XChaChaPoly.tagByteCount)
        let context = VaultValue.context(of: id, at: place)
        key.withKey { key in
            var output = ciphertext.mutableSpan
            XChaChaPoly.seal(value.span, key: key, nonce: nonce.span, authenticating: context.span, into: &output)
        }
        return VaultValue.head(of: id) + nonce + ciphertext
    }

    /// Opens a value.
    ///
    /// - **Throws**: ``ProvisoError/Code/vaultErased`` for a value whose key was destroyed; ``ProvisoError/Code/vaultUnknown`` for one whose key the store never had;
    ///   ``ProvisoError/Code/vaultMalformed`` for bytes that are no sealed value, were changed, or belong to another place;
    ///   ``ProvisoError/Code/keyUnknown`` and ``ProvisoError/Code/keyDestroyed`` for a version of the keyring; what the store throws.
    public func open(_ sealed: [UInt8], at place: String) throws -> [UInt8] {
        guard let value = VaultValue(sealed) else { throw VaultValue.malformed }
        guard let known = try engine.read({ work in try work.store.vaultKey(value.keyID) }) else {
            throw ProvisoError(
                .vaultUnknown, "the value was sealed under a key that the store does not have",
                remedy: "name the store that it belongs to")
        }
        if let destroyed = known.destroyed {
            throw ProvisoError(
                .vaultErased, "the value is erased: its key was destroyed at \(destroyed)",
                remedy: "remove it, if it is still there")
        }
        let key = try unwrap(known)
        var opened = [UInt8](repeating: 0, count: value.ciphertext.count - XChaChaPoly.tagByteCount)
        let context = VaultValue.context(of: value.keyID, at: place)
        let ciphertext = Array(value.ciphertext)
        let nonce = Array(value.nonce)
        let isRight = key.withKey { key in
            var output = opened.mutableSpan
            return XChaChaPoly.open(
                ciphertext.span, key: key, nonce: nonce.span, authenticating: context.span, into: &output)
        }
        guard isRight else { throw VaultValue.malformed }
        return opened
    }

    /// Wraps keys under the active version of the keyring that are wrapped under an older one, and says how many are left.
    ///
    /// When none are, the older versions can be destroyed in the keyring; then no backup of the store brings back what was shredded before.
    ///
    /// - **Throws**: as ``open(_:at:)``; ``ProvisoError/Code/keyRetired`` if no version of the keyring is active.
    @discardableResult
    public func rewrap(limit: Int = 1000) throws -> Int {
        try engine.write { work in
            try keyring.withActiveKey { version, root in
                for known in try work.store.vaultKeys(notUnder: version, limit: limit) {
                    let key = try unwrap(known)
                    try work.store.set(
                        try wrapped(key, id: known.id, scope: known.scope, created: known.created, version, root))
                }
            }
            guard let active = keyring.activeVersion?.number else { return 0 }
            return try work.store.vaultKeyCount(notUnder: active)
        }
    }

    // MARK: - Keys

    /// The key of a scope; nil if it has none yet.
    ///
    /// - **Throws**: ``ProvisoError/Code/vaultUncovered`` where nothing would ever erase it.
    private func key(
        for scope: VaultScope, _ work: RetentionWork
    ) throws -> (StatementID, SharedKey<SealingRole>)? {
        guard try work.store.hasKeptItems(of: scope.subject, in: scope.caseReference) else {
            throw ProvisoError(
                .vaultUncovered, "no item of this subject and case is kept, so nothing would ever erase the value",
                remedy: "register one first, or ask whether it was erased")
        }
        return try work.store.vaultKey(for: scope).map { ($0.id, try unwrap($0)) }
    }

    private func makeKey(
        for scope: VaultScope, _ work: RetentionWork
    ) throws -> (StatementID, SharedKey<SealingRole>) {
        let key = try SharedKey<SealingRole>.generate()
        let id = try StatementID.random()
        try keyring.withActiveKey { version, root in
            try work.store.set(
                try wrapped(key, id: id, scope: scope, created: work.instant, version, root))
        }
        return (id, key)
    }

    private func wrapped(
        _ key: SharedKey<SealingRole>, id: StatementID, scope: VaultScope?, created: Instant, _ version: KeyVersion,
        _ root: borrowing RootKey
    ) throws -> VaultKey {
        guard let scope else { preconditionFailure("ShredVault: a living key without its scope") }
        let wrappingKey = try VaultWrapping.key(for: id, root)
        let context = VaultWrapping.context(of: id, scope)
        let bytes = wrappingKey.withKey { wrappingKey in
            key.withKey { key in KeyWrapping.wrap(key, under: wrappingKey, authenticating: context.span) }
        }
        return VaultKey(
            id: id, wrappedUnder: version, scope: scope, wrapped: bytes, created: created)
    }

    private func unwrap(_ known: VaultKey) throws -> SharedKey<SealingRole> {
        guard let scope = known.scope, let wrapped = known.wrapped, let version = known.wrappedUnder else {
            throw VaultValue.malformed
        }
        let key = try keyring.withKey(version, for: .recognizing) { root in
            let wrappingKey = try VaultWrapping.key(for: known.id, root)
            let context = VaultWrapping.context(of: known.id, scope)
            return try wrappingKey.withKey { (wrappingKey: borrowing SealingKey) throws(CryptoError) in
                try KeyWrapping.unwrap(wrapped.span, under: wrappingKey, authenticating: context.span)
            }
        }
        guard let key else {
            throw ProvisoError(
                .vaultMalformed, "a key in the store is not wrapped under version \(version) of this keyring",
                remedy: "name the keyring that the vault was made with")
        }
        return key
    }
}

/// The keys that wrap keys.
///
/// - **Source**: `Formats/Vault`.
private enum VaultWrapping {
    /// The key under which one vault key is wrapped, and no other.
    static func key(for id: StatementID, _ root: borrowing RootKey) throws(CryptoError) -> SharedKey<SealingRole> {
        var builder = try KeyArenaBuilder(capacity: 2)
        var roleContext = CanonicalEncoder()
        roleContext.append("shred-wrap")
        let role = builder.derive(
            from: root, personalization: Personalization("proviso-role---1"), context: roleContext.bytes.span)
        var keyContext = CanonicalEncoder()
        keyContext.append(id.description)
        let slot = builder.derive(
            from: role, personalization: Personalization("proviso-shred--1"), context: keyContext.bytes.span)
        return SharedKey(arena: builder.seal(), slot: slot)
    }

    static func context(of id: StatementID, _ scope: VaultScope) -> [UInt8] {
        var encoder = CanonicalEncoder()
        encoder.append("proviso-vault-key/v1")
        encoder.append(id.description)
        encoder.append(scope.subject.description)
        encoder.append(scope.caseReference?.description)
        return encoder.bytes
    }
}

/// A sealed value: `proviso-vault-v1`, the key's id in 16 bytes, a nonce of 24, the ciphertext and a tag of 16.
///
/// - **Source**: `Formats/Vault`.
private struct VaultValue {
    let keyID: StatementID
    let nonce: ArraySlice<UInt8>
    let ciphertext: ArraySlice<UInt8>

    private static let magic = Array("proviso-vault-v1".utf8)

    init?(_ bytes: [UInt8]) {
        let headCount = Self.magic.count + 16
        let start = headCount + XChaChaPoly.nonceByteCount
        guard bytes.count >= start + XChaChaPoly.tagByteCount, bytes.starts(with: Self.magic),
            let keyID = try? StatementID(Hexadecimal.encode(bytes.span.extracting(Self.magic.count..<headCount)))
        else { return nil }
        self.keyID = keyID
        nonce = bytes[headCount..<start]
        ciphertext = bytes[start...]
    }

    static func head(of id: StatementID) -> [UInt8] {
        // An id is 32 hexadecimal digits.
        magic + (Hexadecimal.decode(id.description) ?? [])
    }

    static func context(of id: StatementID, at place: String) -> [UInt8] {
        var encoder = CanonicalEncoder()
        encoder.append("proviso-vault/v1")
        encoder.append(id.description)
        encoder.append(place)
        return encoder.bytes
    }

    static var malformed: ProvisoError {
        ProvisoError(
            .vaultMalformed, "not a sealed value of this place, or one that was changed",
            remedy: "give it as it was sealed, and name the place that it was sealed for")
    }
}
