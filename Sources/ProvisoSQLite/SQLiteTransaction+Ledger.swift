#if SQLite

internal import GRDB
internal import Proviso

/// What is left of erased items as rows.
extension SQLiteTransaction {
    func suppression(among pseudonyms: [[UInt8]]) throws -> Suppression? {
        for pseudonym in pseudonyms {
            let found = try rows(
                "SELECT * FROM proviso_suppression WHERE pseudonym = ?", [pseudonym], suppression)
            if let entry = found.first { return entry }
        }
        return nil
    }

    func set(_ suppression: Suppression) throws {
        try execute(
            """
            INSERT OR REPLACE INTO proviso_suppression (pseudonym, key_version, category, rule, due, erased)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                suppression.pseudonym, Int64(suppression.keyVersion.number), suppression.category,
                suppression.rule.description, suppression.due.millisecondsSinceEpoch,
                suppression.erased.millisecondsSinceEpoch,
            ])
    }

    func remove(_ id: RetentionID) throws {
        try execute(
            "DELETE FROM proviso_package WHERE item = (SELECT number FROM proviso_item WHERE id = ? AND state IN ('erased', 'certified'))",
            [id.description])
        try execute("DELETE FROM proviso_item WHERE id = ? AND state IN ('erased', 'certified')", [id.description])
        try requireChange(id)
    }

    func suppressions(after pseudonym: [UInt8]?, limit: Int) throws -> [Suppression] {
        try rows(
            "SELECT * FROM proviso_suppression WHERE pseudonym > ? ORDER BY pseudonym LIMIT ?",
            [pseudonym ?? [], limit], suppression)
    }

    func removeSuppressions(erasedBefore instant: Instant) throws -> Int {
        try execute("DELETE FROM proviso_suppression WHERE erased < ?", [instant.millisecondsSinceEpoch])
        return db.changesCount
    }

    private func suppression(_ row: StoredRow) throws -> Suppression {
        try Suppression(
            pseudonym: row.data("pseudonym"),
            keyVersion: KeyVersion(row.value(UInt32(exactly: row.number("key_version")))),
            category: row.text("category"), rule: RetentionRuleReference(row.text("rule")), due: row.instant("due"),
            erased: row.instant("erased"))
    }
}

#endif
