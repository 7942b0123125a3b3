#if SQLite

internal import GRDB
internal import Proviso

/// The keys of a vault as rows.
extension SQLiteTransaction {
    private static let hasVaultKeys = SQLText(
        "SELECT 1 FROM proviso_vault_key WHERE destroyed IS NULL AND subject = ? LIMIT 1")

    func hasVaultKeys(of subject: SubjectReference) throws -> Bool {
        try exists(Self.hasVaultKeys, [subject.description])
    }

    func vaultKey(_ id: StatementID) throws -> VaultKey? {
        try rows("SELECT * FROM proviso_vault_key WHERE id = ?", [id.description], vaultKey).first
    }

    func vaultKey(for scope: VaultScope) throws -> VaultKey? {
        try rows(
            """
            SELECT * FROM proviso_vault_key
            WHERE destroyed IS NULL AND subject = ? AND ifnull(case_reference, '') = ?
            """, Self.arguments(scope), vaultKey
        ).first
    }

    func set(_ key: VaultKey) throws {
        try execute(
            """
            INSERT OR REPLACE INTO proviso_vault_key
                (id, wrapped_under, subject, case_reference, wrapped, created, destroyed)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key.id.description, key.wrappedUnder.map { Int64($0.number) }, key.scope?.subject.description,
                key.scope?.caseReference?.description, key.wrapped,
                key.created.millisecondsSinceEpoch, key.destroyed?.millisecondsSinceEpoch,
            ])
    }

    func vaultKeys(notUnder version: KeyVersion, limit: Int) throws -> [VaultKey] {
        try rows(
            "SELECT * FROM proviso_vault_key WHERE destroyed IS NULL AND wrapped_under <> ? ORDER BY id LIMIT ?",
            [Int64(version.number), limit], vaultKey)
    }

    func vaultKeyCount(notUnder version: KeyVersion) throws -> Int {
        try rows(
            "SELECT count(*) AS count FROM proviso_vault_key WHERE destroyed IS NULL AND wrapped_under <> ?",
            [Int64(version.number)]
        ) { row in try row.count("count") }.first ?? 0
    }

    func destroyVaultKey(for scope: VaultScope, at instant: Instant) throws -> Bool {
        try execute(
            """
            UPDATE proviso_vault_key
            SET wrapped_under = NULL, subject = NULL, case_reference = NULL, wrapped = NULL, destroyed = ?
            WHERE destroyed IS NULL AND subject = ? AND ifnull(case_reference, '') = ?
            """,
            [instant.millisecondsSinceEpoch] + Self.arguments(scope))
        return db.changesCount > 0
    }

    private static func arguments(_ scope: VaultScope) -> [(any SQLArgument)?] {
        [scope.subject.description, scope.caseReference?.description ?? ""]
    }

    private func vaultKey(_ row: StoredRow) throws -> VaultKey {
        let id = try StatementID(row.text("id"))
        let created = try row.instant("created")
        if let destroyed = try row.optionalInstant("destroyed") {
            return VaultKey(id: id, created: created, destroyed: destroyed)
        }
        let wrapped = try row.data("wrapped")
        // A key of 32 bytes and a tag of 16.
        guard wrapped.count == 48 else { throw RetentionDatabase.damaged(path) }
        return VaultKey(
            id: id, wrappedUnder: KeyVersion(try row.value(UInt32(exactly: row.number("wrapped_under")))),
            scope: VaultScope(
                subject: try SubjectReference(row.text("subject")),
                caseReference: try row.optionalText("case_reference").map { try CaseReference($0) }),
            wrapped: wrapped, created: created)
    }
}

#endif
