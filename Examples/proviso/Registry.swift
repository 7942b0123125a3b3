import Proviso
import ProvisoSQLite
import Shared

/// A retention store in a file, and the engine over it.
struct Registry {
    let store: SQLiteRetentionStore
    let engine: RetentionEngine

    /// A store that is made if there is none.
    init(newOrAt path: String, _ time: TimeSource) throws {
        store = try SQLiteRetentionStore(path)
        engine = RetentionEngine(store: store, time: time)
    }

    /// A store that is there: in a new one, made because of a mistyped name, nothing would ever be due.
    init(at path: String, _ time: TimeSource) throws {
        try Ending.requireName("--store", path)
        guard FileIdentity(path) != nil else {
            throw ProvisoError(
                .storeMissing, "there is no retention store",
                remedy: "name the one that the packages are registered in",
                place: ProvisoError.Place(source: path))
        }
        try self.init(newOrAt: path, time)
    }

    /// Registers a package that is there or about to appear.
    func register(_ package: VerifiedPackage) throws {
        let item = try engine.register(package)
        // One that was erased, and comes back under a clock that stepped back, would stay for ever.
        guard let status = try store.status(of: item.id), status.state == .kept else {
            throw ProvisoError(
                .retentionErased, "the package \(item.id) was to be erased already, and would not be erased again",
                remedy: "check the clock, and erase this copy of it",
                place: ProvisoError.Place(source: package.folder))
        }
    }
}

extension JSON {
    /// An item with all that has happened to it, without the note of its certificate.
    static func item(_ status: RetentionStatus, and others: [(name: String, value: JSON)] = []) -> JSON {
        let item = status.item
        return .object(
            [
                "package": .of(item.id),
                "state": .of(status.state),
                "sender": .of(item.sender),
                "recipients": .texts(item.recipients),
                "folder": .of(item.folder),
                "files": .number(item.fileNames.count),
                "terms": .of(item.termsDigest),
                "manifest": .of(item.manifestDigest),
                "rule": .of(item.rule),
                "anchor": .of(item.anchor),
                "erase-by": .of(item.eraseBy),
                "begun": .of(status.begun),
                "erased-at": .of(status.erased),
                "holds": .list(status.holds.map(hold)),
            ], and: others)
    }

    static func hold(_ hold: LegalHold) -> JSON {
        .object([
            "hold": .of(hold.id),
            "package": .of(hold.item),
            "reason": .of(hold.reason),
            "authority": .of(hold.authority),
            "placed": .of(hold.placed),
            "released": .of(hold.released),
        ])
    }
}
