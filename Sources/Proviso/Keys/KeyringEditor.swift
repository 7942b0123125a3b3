public import ProvisoCrypto

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Changes a keyring's file: makes new versions, retires and destroys old ones, and changes who may open it.
///
/// ```swift
/// var editor = try KeyringEditor("case.keyring", identity: identity, rollback: .remembered(in: "case.seen"))
/// let version = try editor.rotate(at: TimeSource.system.now())
/// let ring = try editor.commit()
/// ```
///
/// Changes are gathered and written by ``commit()``, all of them or none. As long as an editor lives, no other one has
/// the file.
///
/// - **Guarantees**: after a crash there is the old ring or the new one. The generation grows by one with each commit.
///   What was destroyed is not in the new file.
/// - **Does not guarantee**: that older copies of the file are gone: backups, snapshots and unused blocks of the disk
///   keep what they have. See `Formats/Keyrings`, *What destroying a version does*.
/// - **Source**: `Formats/Keyrings`.
public struct KeyringEditor: ~Copyable {
    /// What an editor does when another one has the file.
    public enum WhenBusy: Hashable, Sendable {
        /// It waits until the other one is done.
        case wait
        /// It throws ``ProvisoError/Code/keyringBusy``.
        case fail
    }

    private var contents: KeyringContents
    private var keys: [SharedKey<RootRole>?]
    /// The recipient of the identity that opened the ring; nil where it was a passphrase.
    private let opener: AgeRecipient?
    /// What the ring is sealed under if it has no recipients, and how dear it is to guess.
    private var passphrase: AgePassphrase?
    private var workFactor: Int
    private let known: RollbackCheck.Recollection
    /// The name as it was given, for messages.
    private let source: String
    /// The file itself, behind all links.
    private let path: String
    private let lock: FolderLock

    // MARK: Making and opening

    /// Makes a keyring with one active version, in a new file with mode 0600. A file that is already there is left
    /// alone.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/keyringRecipients``,
    ///   ``ProvisoError/Code/keyringOther`` if the memory is of another ring; `CryptoError`.
    @discardableResult
    public static func create(
        _ path: String, for recipients: [AgeRecipient], at instant: Instant, rollback: RollbackCheck
    ) throws -> Keyring {
        let first = try First(number: 1, key: SharedKey.generate(), at: instant)
        return try create(path, first, for: recipients, passphrase: nil, rollback: rollback)
    }

    /// Makes a keyring under a passphrase, which has no recipients.
    ///
    /// The work factor is the base-two logarithm of scrypt's N: one more makes each attempt to guess, and each opening,
    /// twice as dear.
    ///
    /// - **Throws**: as ``create(_:for:at:rollback:)``.
    @discardableResult
    public static func create(
        _ path: String, passphrase: borrowing AgePassphrase, workFactor: Int = AgePassphrase.standardWorkFactor,
        at instant: Instant, rollback: RollbackCheck
    ) throws -> Keyring {
        let first = try First(number: 1, key: SharedKey.generate(), at: instant)
        return try create(
            path, first, for: [], passphrase: AgePassphrase(sharing: passphrase), workFactor: workFactor,
            rollback: rollback)
    }

    /// Makes a keyring whose first version is the key of a bare key file. It has the number 0, so that its pseudonyms
    /// stay what they are. The key file is left to the caller.
    ///
    /// - **Throws**: as ``create(_:for:at:rollback:)``.
    @discardableResult
    public static func create(
        _ path: String, for recipients: [AgeRecipient], adopting key: borrowing RootKey, at instant: Instant,
        rollback: RollbackCheck
    ) throws -> Keyring {
        let first = try First(number: 0, key: SharedKey(copying: key), at: instant)
        return try create(path, first, for: recipients, passphrase: nil, rollback: rollback)
    }

    /// Makes a keyring under a passphrase whose first version is the key of a bare key file.
    ///
    /// - **Throws**: as ``create(_:for:adopting:at:rollback:)``.
    @discardableResult
    public static func create(
        _ path: String, passphrase: borrowing AgePassphrase, workFactor: Int = AgePassphrase.standardWorkFactor,
        adopting key: borrowing RootKey, at instant: Instant, rollback: RollbackCheck
    ) throws -> Keyring {
        let first = try First(number: 0, key: SharedKey(copying: key), at: instant)
        return try create(
            path, first, for: [], passphrase: AgePassphrase(sharing: passphrase), workFactor: workFactor,
            rollback: rollback)
    }

    /// Opens a keyring to change it, with the identity of one of its recipients.
    ///
    /// - **Throws**: as ``Keyring/init(_:identity:rollback:)``; ``ProvisoError/Code/keyringBusy`` if another editor has
    ///   it and this one does not wait.
    public init(
        _ path: String, identity: borrowing AgeIdentity, rollback: RollbackCheck, whenBusy: WhenBusy = .wait
    ) throws {
        try self.init(path, identities: AgeIdentities(identity), rollback: rollback, whenBusy: whenBusy)
    }

    /// Opens a keyring to change it, with whatever may open it, of which the first that does is used.
    ///
    /// Where that is a passphrase, the ring cannot be sealed under it again, and is written only to recipients or under
    /// a new one: to keep it, open with ``init(_:passphrase:workFactor:rollback:whenBusy:)``.
    ///
    /// - **Throws**: as ``init(_:identity:rollback:whenBusy:)``.
    public init(
        _ path: String, identities: AgeIdentities, rollback: RollbackCheck, whenBusy: WhenBusy = .wait
    ) throws {
        try self.init(
            path, identities: identities, passphrase: nil, workFactor: AgePassphrase.standardWorkFactor,
            rollback: rollback, whenBusy: whenBusy)
    }

    /// Opens a keyring to change it, with its passphrase, under which it is sealed again.
    ///
    /// - **Throws**: as ``init(_:identity:rollback:whenBusy:)``.
    public init(
        _ path: String, passphrase: borrowing AgePassphrase, workFactor: Int = AgePassphrase.standardWorkFactor,
        rollback: RollbackCheck, whenBusy: WhenBusy = .wait
    ) throws {
        try self.init(
            path, identities: AgeIdentities(passphrase: passphrase), passphrase: AgePassphrase(sharing: passphrase),
            workFactor: workFactor, rollback: rollback, whenBusy: whenBusy)
    }

    private init(
        _ path: String, identities: AgeIdentities, passphrase: consuming AgePassphrase?, workFactor: Int,
        rollback: RollbackCheck, whenBusy: WhenBusy
    ) throws {
        let file = try CLibrary.resolved(path)
        let lock = try Self.lock(file, source: path, whenBusy)
        // Behind the lock, so that nobody changes what is read here.
        let known = try rollback.recall()
        var (keyring, openedBy) = try Self.read(file, with: identities, source: path)
        keyring.source = path
        try known.check(keyring.contents, source: path)
        Self.removeLeftovers(of: file)
        contents = keyring.contents
        keys = keyring.keys
        opener = openedBy
        self.passphrase = passphrase
        self.workFactor = workFactor
        self.known = known
        source = path
        self.path = file
        self.lock = lock
    }

    // MARK: Changing

    /// All versions with what was changed so far.
    public var versions: [Keyring.Version] { contents.versions }

    /// To whom the file will be sealed.
    public var recipients: [AgeRecipient] { contents.recipients }

    /// Makes a new key, which is active; the one that was active is retired.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyringFull``; `CryptoError`.
    @discardableResult
    public mutating func rotate(at instant: Instant) throws -> KeyVersion {
        guard contents.versions.count < KeyringContents.largestVersionCount else {
            throw full("the keyring has \(contents.versions.count) versions, and can have no more")
        }
        let key = try SharedKey<RootRole>.generate()
        let number = KeyVersion(contents.versions[contents.versions.count - 1].number.number + 1)
        let version = Keyring.Version(
            number: number, status: .active, created: instant.wholeSeconds,
            fingerprint: try KeyFingerprint.ofKeys([key])[0])
        for index in contents.versions.indices where contents.versions[index].status == .active {
            contents.versions[index].status = .retired
        }
        contents.versions.append(version)
        keys.append(key)
        return number
    }

    /// Retires the active version without a successor: from then on the ring makes nothing new until it is rotated.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyRetired``,
    ///   ``ProvisoError/Code/keyDestroyed``.
    public mutating func retire(_ version: KeyVersion) throws(ProvisoError) {
        let index = try contents.index(of: version, source: source)
        switch contents.versions[index].status {
        case .active: contents.versions[index].status = .retired
        case .retired: throw refusal(.keyRetired, "version \(version) is retired already")
        case .destroyed: throw refusal(.keyDestroyed, "version \(version) was destroyed already")
        }
    }

    /// Destroys the key of a retired version: what needs it can never be recognized or reversed again.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyActive``,
    ///   ``ProvisoError/Code/keyDestroyed``.
    public mutating func destroy(_ version: KeyVersion) throws(ProvisoError) {
        let index = try contents.index(of: version, source: source)
        switch contents.versions[index].status {
        case .active:
            throw ProvisoError(
                .keyActive, "version \(version) is active, and is not destroyed", remedy: "rotate or retire it before",
                place: ProvisoError.Place(source: source))
        case .retired:
            contents.versions[index].status = .destroyed
            keys[index] = nil
        case .destroyed: throw refusal(.keyDestroyed, "version \(version) was destroyed already")
        }
    }

    /// Seals the ring to others from now on. Older copies of the file can still be opened as before.
    ///
    /// The recipient of the identity that opened the ring must be among them: otherwise a mistake would lock everybody
    /// out. Say `handingOver` where that is meant.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyringRecipients``.
    public mutating func changeRecipients(
        to recipients: [AgeRecipient], handingOver: Bool = false
    ) throws(ProvisoError) {
        try Self.check(recipients, source: source)
        if let opener, !handingOver, !recipients.contains(opener) {
            throw ProvisoError(
                .keyringRecipients, "the identity that opened the keyring could not open it any more",
                remedy: "add its recipient, or say that the keyring is handed over",
                place: ProvisoError.Place(source: source))
        }
        contents.recipients = recipients
        passphrase = nil
    }

    /// Seals the ring under another passphrase from now on, and to no recipients: an age file has either.
    public mutating func changePassphrase(
        to passphrase: borrowing AgePassphrase, workFactor: Int = AgePassphrase.standardWorkFactor
    ) {
        contents.recipients = []
        self.passphrase = AgePassphrase(sharing: passphrase)
        self.workFactor = workFactor
    }

    /// Writes the ring with all changes, and gives it as it is now.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, and then the old ring stays; ``ProvisoError/Code/keyringFull``.
    ///   An error of the memory comes when the ring is written already, and an older memory refuses nothing of it.
    @discardableResult
    public consuming func commit() throws -> Keyring {
        guard contents.generation < KeyringContents.largestGeneration else {
            throw full("the keyring was written as often as a keyring can be")
        }
        contents.generation += 1
        let keyring = try KeyringFile.keyring(contents, copying: keys, source: source)
        let sealer = try Self.sealer(contents, passphrase: passphrase, workFactor: workFactor, source: source)
        try KeyringFile.write(keyring, to: path, with: sealer)
        let (known, source) = (known, source)
        // The memory can lie in the same folder.
        _ = consume lock
        try known.remember(keyring.contents, source: source)
        return keyring
    }

    // MARK: Helpers

    /// The first version of a ring and its key.
    private struct First {
        let version: Keyring.Version
        let key: SharedKey<RootRole>

        init(number: UInt32, key: SharedKey<RootRole>, at instant: Instant) throws(CryptoError) {
            version = Keyring.Version(
                number: KeyVersion(number), status: .active, created: instant.wholeSeconds,
                fingerprint: try KeyFingerprint.ofKeys([key])[0])
            self.key = key
        }
    }

    private static func create(
        _ path: String, _ first: First, for recipients: [AgeRecipient], passphrase: consuming AgePassphrase?,
        workFactor: Int = AgePassphrase.standardWorkFactor, rollback: RollbackCheck
    ) throws -> Keyring {
        if passphrase == nil { try check(recipients, source: path) }
        let contents = KeyringContents(
            id: try StatementID.random(), generation: 1, recipients: recipients, versions: [first.version])
        let known = try rollback.recall()
        try known.check(contents, source: path)
        let keyring = try KeyringFile.keyring(contents, copying: [first.key], source: path)
        let sealer = try sealer(contents, passphrase: passphrase, workFactor: workFactor, source: path)
        let lock = try lock(path, source: path, .wait)
        if try CLibrary.exists(path) {
            throw ProvisoError(
                .storeFailed, "there is already a file", remedy: "name a new one; it is never replaced",
                place: ProvisoError.Place(source: path))
        }
        try KeyringFile.write(keyring, to: path, with: sealer)
        // The memory can lie in the same folder.
        _ = consume lock
        try known.remember(contents, source: path)
        return keyring
    }

    private static func sealer(
        _ contents: KeyringContents, passphrase: borrowing AgePassphrase?, workFactor: Int, source: String
    ) throws -> AgeSealer {
        if !contents.recipients.isEmpty { return try AgeSealer(to: contents.recipients, holdsKeys: true) }
        switch passphrase {
        case .some(let passphrase):
            return try AgeSealer(passphrase: passphrase, workFactor: workFactor, holdsKeys: true)
        case .none:
            throw ProvisoError(
                .keyringRecipients, "the keyring does not say to whom it is to be sealed",
                remedy: "change its recipients",
                place: ProvisoError.Place(source: source))
        }
    }

    private static func check(_ recipients: [AgeRecipient], source: String) throws(ProvisoError) {
        guard (1...KeyringContents.largestRecipientCount).contains(recipients.count),
            Set(recipients).count == recipients.count
        else {
            throw ProvisoError(
                .keyringRecipients, "a keyring is sealed to 1 to 64 recipients, each once",
                remedy: "mend the list of recipients", place: ProvisoError.Place(source: source))
        }
    }

    /// Reads the file behind all links; errors have the name as it was given.
    private static func read(
        _ path: String, with identities: AgeIdentities, source: String
    ) throws -> (keyring: Keyring, openedBy: AgeRecipient?) {
        do {
            return try KeyringFile.read(path, with: identities)
        } catch var error as ProvisoError where error.place.source == path {
            error.place.source = source
            throw error
        }
    }

    private static func lock(_ path: String, source: String, _ whenBusy: WhenBusy) throws(ProvisoError) -> FolderLock {
        guard let lock = try FolderLock.take(around: path, waits: whenBusy == .wait) else {
            throw ProvisoError(
                .keyringBusy, "another process is changing a keyring in this folder", remedy: "let it finish",
                place: ProvisoError.Place(source: source))
        }
        return lock
    }

    /// Removes what killed editors left: sealed files that can hold a key that was destroyed since.
    private static func removeLeftovers(of path: String) {
        let (folder, _) = OutputFile.split(path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where OutputFile.isTemporary(name, beside: path) { CLibrary.removeFile(folder + name) }
    }

    private func refusal(_ code: ProvisoError.Code, _ message: String) -> ProvisoError {
        ProvisoError(code, message, remedy: "nothing was changed", place: ProvisoError.Place(source: source))
    }

    private func full(_ message: String) -> ProvisoError {
        ProvisoError(
            .keyringFull, message, remedy: "make a new keyring", place: ProvisoError.Place(source: source))
    }
}
