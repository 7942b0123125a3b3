#if SQLite

internal import GRDB
internal import Proviso

/// The rows of the database, inside of one transaction.
struct RetentionRows {
    let db: Database
    /// For messages.
    let path: String

    /// The first version. Lists of texts, none of which holds a line feed, stand one to a line.
    static let schema = """
        CREATE TABLE item (
            id TEXT PRIMARY KEY NOT NULL,
            sender TEXT NOT NULL,
            recipients TEXT NOT NULL,
            terms TEXT NOT NULL,
            manifest TEXT NOT NULL,
            authorization TEXT,
            folder TEXT NOT NULL,
            files TEXT NOT NULL,
            anchor INTEGER NOT NULL,
            rule TEXT NOT NULL,
            rule_version INTEGER NOT NULL,
            erase_by INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('kept', 'erasing', 'erased', 'certified')),
            begun INTEGER CHECK ((begun IS NULL) = (state = 'kept')),
            erased INTEGER CHECK ((erased IS NULL) = (state IN ('kept', 'erasing'))),
            erased_files INTEGER CHECK ((erased_files IS NULL) = (erased IS NULL)),
            method TEXT CHECK ((method IS NULL) = (erased IS NULL)),
            verification TEXT CHECK ((verification IS NULL) = (erased IS NULL)),
            certificate TEXT CHECK ((certificate IS NULL) = (state <> 'certified')),
            CHECK (begun IS NULL OR begun >= erase_by),
            CHECK (erased IS NULL OR erased >= begun)
        ) STRICT;
        CREATE INDEX item_erase_by ON item (erase_by, id);
        CREATE TABLE hold (
            id TEXT PRIMARY KEY NOT NULL,
            item TEXT NOT NULL REFERENCES item (id),
            reason TEXT NOT NULL,
            authority TEXT NOT NULL,
            placed INTEGER NOT NULL,
            released INTEGER
        ) STRICT;
        CREATE INDEX hold_item ON hold (item);
        CREATE TABLE clock (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            latest INTEGER NOT NULL
        ) STRICT;
        """

    // MARK: - Looking

    func status(of id: StatementID) throws -> RetentionStatus? {
        try statuses("WHERE id = ?", [id.description]).first
    }

    func requireStatus(of id: StatementID) throws -> RetentionStatus {
        guard let status = try status(of: id) else { throw RetentionStatus.unknown("item", id) }
        return status
    }

    func statuses() throws -> [RetentionStatus] {
        try statuses("ORDER BY erase_by, id", [])
    }

    func statuses(dueBy instant: Instant) throws -> [RetentionStatus] {
        try statuses(
            "WHERE (state = 'kept' AND erase_by <= ?) OR state IN ('erasing', 'erased') ORDER BY erase_by, id",
            [instant.millisecondsSinceEpoch])
    }

    func hold(_ id: StatementID) throws -> LegalHold? {
        try Row.fetchOne(db, sql: "SELECT * FROM hold WHERE id = ?", arguments: [id.description]).map(hold)
    }

    func latestTime() throws -> Instant? {
        try Int64.fetchOne(db, sql: "SELECT latest FROM clock").map(instant)
    }

    // MARK: - Acting

    func insert(_ item: RetentionItem) throws {
        try db.execute(
            sql: """
                INSERT INTO item (id, sender, recipients, terms, manifest, authorization, folder, files, anchor, rule,
                    rule_version, erase_by, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'kept')
                """,
            arguments: [
                item.id.description, item.sender.description, Self.lines(item.recipients.map(\.description)),
                item.termsDigest.description, item.manifestDigest.description, item.authorization?.description,
                item.folder, Self.lines(item.fileNames), item.anchor.millisecondsSinceEpoch, item.rule.id,
                item.rule.version, item.eraseBy.millisecondsSinceEpoch,
            ])
    }

    func insert(_ hold: LegalHold) throws {
        try db.execute(
            sql: "INSERT INTO hold (id, item, reason, authority, placed, released) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                hold.id.description, hold.item.description, hold.reason, hold.authority,
                hold.placed.millisecondsSinceEpoch, hold.released?.millisecondsSinceEpoch,
            ])
    }

    func release(_ hold: StatementID, at instant: Instant) throws {
        try db.execute(
            sql: "UPDATE hold SET released = ? WHERE id = ? AND released IS NULL",
            arguments: [instant.millisecondsSinceEpoch, hold.description])
    }

    func begin(_ id: StatementID, at instant: Instant) throws {
        try db.execute(
            sql: "UPDATE item SET state = 'erasing', begun = ? WHERE id = ?",
            arguments: [instant.millisecondsSinceEpoch, id.description])
    }

    func recordErased(_ id: StatementID, _ evidence: ErasureEvidence, at instant: Instant) throws {
        try db.execute(
            sql: """
                UPDATE item SET state = 'erased', erased = ?, erased_files = ?, method = ?, verification = ? WHERE id = ?
                """,
            arguments: [
                instant.millisecondsSinceEpoch, evidence.fileCount, evidence.method.description,
                evidence.verification.description, id.description,
            ])
    }

    func recordCertificate(_ id: StatementID, _ note: String) throws {
        try db.execute(
            sql: "UPDATE item SET state = 'certified', certificate = ? WHERE id = ?",
            arguments: [note, id.description])
    }

    func setLatestTime(_ instant: Instant) throws {
        try db.execute(
            sql: "INSERT INTO clock (id, latest) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET latest = excluded.latest",
            arguments: [instant.millisecondsSinceEpoch])
    }

    // MARK: - Rows and values

    private func statuses(_ condition: String, _ arguments: StatementArguments) throws -> [RetentionStatus] {
        try Row.fetchAll(db, sql: "SELECT * FROM item \(condition)", arguments: arguments).map { row in
            try soundly {
                RetentionStatus(
                    item: try item(row), state: try value(RetentionState(row["state"])),
                    holds: try holds(on: row["id"]), begun: try optionalInstant(row["begun"]),
                    erased: try optionalInstant(row["erased"]), evidence: try evidence(row),
                    certificate: row["certificate"])
            }
        }
    }

    private func item(_ row: Row) throws -> RetentionItem {
        try RetentionItem(
            id: StatementID(row["id"]), sender: Party(row["sender"]),
            recipients: Self.texts(row["recipients"]).map { text throws in try Party(text) },
            termsDigest: StatementDigest(row["terms"]), manifestDigest: StatementDigest(row["manifest"]),
            folder: row["folder"],
            fileNames: Self.texts(row["files"]), anchor: instant(row["anchor"]),
            rule: RetentionRule(id: row["rule"], version: row["rule_version"]), eraseBy: instant(row["erase_by"]),
            authorization: (row["authorization"] as String?).map { text throws in try StatementDigest(text) })
    }

    private func evidence(_ row: Row) throws -> ErasureEvidence? {
        guard let fileCount = row["erased_files"] as Int? else { return nil }
        return ErasureEvidence(
            fileCount: fileCount, method: try value(ErasureEvidence.Method(row["method"])),
            verification: try value(ErasureEvidence.Verification(row["verification"])))
    }

    private func holds(on item: String) throws -> [LegalHold] {
        try Row.fetchAll(db, sql: "SELECT * FROM hold WHERE item = ? ORDER BY placed, id", arguments: [item]).map(hold)
    }

    private func hold(_ row: Row) throws -> LegalHold {
        try soundly {
            try LegalHold(
                id: StatementID(row["id"]), item: StatementID(row["item"]), reason: row["reason"],
                authority: row["authority"], placed: instant(row["placed"]),
                released: optionalInstant(row["released"]))
        }
    }

    /// A row with a value that it cannot have was not written by us.
    private func soundly<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch is ProvisoError {
            throw RetentionDatabase.damaged(path)
        }
    }

    private func value<V>(_ value: V?) throws -> V {
        guard let value else { throw RetentionDatabase.damaged(path) }
        return value
    }

    private func instant(_ milliseconds: Int64) throws -> Instant {
        try value(Instant(millisecondsSinceEpoch: milliseconds))
    }

    private func optionalInstant(_ milliseconds: Int64?) throws -> Instant? {
        try milliseconds.map(instant)
    }

    private static func lines(_ texts: [String]) -> String { texts.joined(separator: "\n") }

    private static func texts(_ lines: String) -> [String] {
        lines.utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}

#endif
