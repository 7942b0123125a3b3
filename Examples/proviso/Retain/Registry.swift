import Proviso
import ProvisoSQLite
import Shared

/// A retention store in a file, and the engine over it.
struct Registry {
    let engine: RetentionEngine
    private let store: SQLiteRetentionStore
    private let time: TimeSource

    /// A store that nobody used for so long wants its clock confirmed.
    private static let largestClockStepDays = 31

    /// A store that is made if there is none.
    init(newOrAt path: String, _ time: TimeSource) throws {
        store = try SQLiteRetentionStore(path)
        engine = RetentionEngine(
            store: store, time: time, largestClockStepDays: Self.largestClockStepDays)
        self.time = time
    }

    /// A store that is there: in a new one, made because of a mistyped name, nothing would ever be due.
    init(at path: String, _ time: TimeSource) throws {
        try Ending.requireName("--store", path)
        guard FileIdentity(path) != nil else {
            throw ProvisoError(
                .storeMissing, "there is no retention store",
                remedy: "name the one that the items are registered in, or make one with proviso retain init",
                place: ProvisoError.Place(source: path))
        }
        try self.init(newOrAt: path, time)
    }

    /// Those of these items that are known, as they were at one moment.
    func items(_ ids: some Sequence<RetentionID>) throws -> [RetentionID: RetainedItem] {
        try store.read { transaction in
            var known: [RetentionID: RetainedItem] = [:]
            for id in ids { known[id] = try transaction.item(id) }
            return known
        }
    }

    /// The items that come after an id, in the order of their ids, at most so many.
    func items(after id: RetentionID?, limit: Int) throws -> [RetainedItem] {
        try store.read { try $0.items(after: id, limit: limit) }
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
