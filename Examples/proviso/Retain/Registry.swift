import Proviso
import ProvisoSQLite
import Shared

/// A retention store in a file, and the engine over it.
struct Registry {
    let engine: RetentionEngine
    private let path: String
    private let store: SQLiteRetentionStore
    private let ledger: Ledger?
    private let time: TimeSource

    /// A store that nobody used for so long wants its clock confirmed.
    private static let largestClockStepDays = 31
    private static let examinedEntryCount = 100

    /// A store that is made if there is none.
    init(
        newOrAt path: String, _ time: TimeSource, backups: RetentionPeriod? = nil,
        _ openLedger: () throws -> Ledger? = { nil }
    ) throws {
        store = try SQLiteRetentionStore(path)
        ledger = try openLedger()
        engine = RetentionEngine(
            store: store, time: time, largestClockStepDays: Self.largestClockStepDays, suppression: ledger?.keys,
            backupsKeptFor: backups)
        self.path = path
        self.time = time
    }

    /// A store that is there: in a new one, made because of a mistyped name, nothing would ever be due.
    ///
    /// - Parameter backups: How long backups of what is erased are kept, for its certificates.
    init(
        at path: String, _ time: TimeSource, backups: RetentionPeriod? = nil,
        _ openLedger: () throws -> Ledger? = { nil }
    ) throws {
        try Ending.requireName("--store", path)
        guard FileIdentity(path) != nil else {
            throw ProvisoError(
                .storeMissing, "there is no retention store",
                remedy: "name the one that the items are registered in, or make one with proviso retain init",
                place: ProvisoError.Place(source: path))
        }
        try self.init(newOrAt: path, time, backups: backups, openLedger)
    }

    /// Finds out whether it could be told that an item was erased: who lacks the keys takes it for one that never was.
    ///
    /// Entries say which version of a keyring they were made under, and not of which keyring.
    func requireLedger() throws {
        // Their order is that of pseudonyms, so that the first are as good as any.
        let entries = try store.read { try $0.suppressions(after: nil, limit: Self.examinedEntryCount) }
        guard let ledger else {
            if entries.isEmpty { return }
            throw Self.lacksLedger(path)
        }
        guard let lost = entries.first(where: { !ledger.versions.contains($0.keyVersion) }) else { return }
        throw Ending(
            .configuration,
            [
                Ending.Problem(
                    "ledger-keys",
                    "\(Ending.quoted(path)): its ledger has entries under version \(lost.keyVersion), which the keyring has"
                        + " not, or not any more",
                    remedy: "give the keyring that has it, or remove old entries with proviso retain safeguards forget")
            ])
    }

    /// Those of these items that are known, as they were at one moment.
    func items(_ ids: some Sequence<RetentionID>) throws -> [RetentionID: RetainedItem] {
        try store.read { transaction in
            var known: [RetentionID: RetainedItem] = [:]
            for id in ids { known[id] = try transaction.item(id) }
            return known
        }
    }

    static func lacksLedger(_ path: String) -> Ending {
        Ending(
            .configuration,
            [
                Ending.Problem(
                    "ledger-keys",
                    "\(Ending.quoted(path)): without the keys of its ledger it cannot be told what was erased",
                    remedy: "add --ledger-keys FILE, the keyring under which it was swept, with what opens it")
            ])
    }

    /// Every hold.
    func holds() throws -> [LegalHold] { try store.read { try $0.holds() } }

    /// What the clock shows, and what it has shown before.
    func clock() throws -> ClockReading {
        ClockReading(
            now: time.now(), latestBefore: try store.read { try $0.latestTime() },
            largestStepDays: Self.largestClockStepDays)
    }
}
