#if SQLite

internal import GRDB
internal import Proviso

/// One transaction of a ``SQLiteRetentionStore``: items as rows.
final class SQLiteTransaction: RetentionTransaction {
    let db: Database
    /// The name of the database, for messages.
    let path: String
    /// The statements that were run, by their texts.
    var statementsByText: [String: PreparedStatement] = [:]
    /// Those of constants.
    var statements: [ObjectIdentifier: PreparedStatement] = [:]
    /// Whether there are events; nil if that was not asked yet.
    var hasEvents: Bool?
    /// The classes that were read, by number, and the numbers that were asked for.
    var classesByNumber: [Int64: RetentionClass] = [:]
    var classNumbers: [RetentionClass: Int64] = [:]

    init(_ db: Database, path: String) {
        self.db = db
        self.path = path
    }

    // MARK: - One item

    func item(_ id: RetentionID) throws -> RetainedItem? {
        try items("WHERE item.id = ?", [id.description]).first?.0
    }

    func insert(_ retained: RetainedItem) throws {
        let item = retained.item
        let registeredClass = try classNumber(item.labels, retained.scheduleVersion)
        let number = try execute(
            """
            INSERT INTO proviso_item (id, class, registered_class, subject, case_reference, created, received, registered,
                erase_by, validate_by, authorization, parts, last_activity, own_end, last_review, disposal, disposed,
                sets_minimum_aside, validated, restriction, explicit_end, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'kept')
            """,
            [
                item.id.description,
                retained.labels == item.labels
                    ? registeredClass : try classNumber(retained.labels, retained.scheduleVersion),
                registeredClass, item.subject?.description, item.caseReference?.description,
                item.created.millisecondsSinceEpoch, item.received?.millisecondsSinceEpoch,
                retained.registered.millisecondsSinceEpoch, item.eraseBy?.millisecondsSinceEpoch,
                item.validateBy?.millisecondsSinceEpoch, item.authorization?.description,
                Self.lines(item.parts.map(\.description)),
            ] + Self.changeable(retained))
        guard let package = item.package else { return }
        try execute(
            "INSERT INTO proviso_package (item, id, sender, recipients, terms, manifest, files) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                number, package.id.description, package.sender.description,
                Self.lines(package.recipients.map(\.description)), package.termsDigest.description,
                package.manifestDigest.description, Self.lines(package.fileNames),
            ])
    }

    func update(_ retained: RetainedItem) throws {
        let arguments: [(any SQLArgument)?] =
            [try classNumber(retained.labels, retained.scheduleVersion)] + Self.changeable(retained)
        try execute(
            """
            UPDATE proviso_item SET class = ?, last_activity = ?, own_end = ?, last_review = ?, disposal = ?, disposed = ?,
                sets_minimum_aside = ?, validated = ?, restriction = ?, explicit_end = ?
            WHERE id = ?
            """,
            arguments + [retained.item.id.description])
        try requireChange(retained.item.id)
    }

    // MARK: - The steps of an erasure

    private static let begin = SQLText(
        "UPDATE proviso_item SET state = 'erasing', begun = ?, decided_by = ?, due = ? WHERE id = ? AND state = 'kept'")
    private static let recordErased = SQLText(
        "UPDATE proviso_item SET state = 'erased', erased = ?, evidence = ? WHERE id = ? AND state = 'erasing'")
    private static let recordCertified = SQLText(
        "UPDATE proviso_item SET state = 'certified', certificate = ? WHERE id = ? AND state = 'erased'")

    func begin(_ decision: ErasureDecision) throws {
        try execute(
            Self.begin,
            [
                decision.instant.millisecondsSinceEpoch, decision.rule.description, decision.due.millisecondsSinceEpoch,
                decision.id.description,
            ])
        try requireChange(decision.id)
    }

    func setDestroyedKeyCount(_ count: Int, of id: RetentionID) throws {
        try execute(
            "UPDATE proviso_item SET destroyed_keys = ? WHERE id = ? AND state = 'erasing'", [count, id.description])
        try requireChange(id)
    }

    func recordErased(_ id: RetentionID, _ evidence: [ErasureEvidence], at instant: Instant) throws {
        let lines = evidence.map { "\($0.count) \($0.method) \($0.verification)" }
        try execute(
            Self.recordErased,
            [instant.millisecondsSinceEpoch, Self.lines(lines), id.description])
        try requireChange(id)
    }

    func recordFailure(of id: RetentionID, nextTry: Instant) throws {
        // Whoever has written another count into the file must not stop a sweep by it.
        try execute(
            """
            UPDATE proviso_item SET failures = min(failures, 1000000) + 1, next_try = ?
            WHERE id = ? AND state = 'erasing'
            """,
            [nextTry.millisecondsSinceEpoch, id.description])
        try requireChange(id)
    }

    func setNextTries(_ instant: Instant) throws {
        try execute(
            "UPDATE proviso_item SET next_try = ? WHERE state = 'erasing' AND next_try IS NOT NULL",
            [instant.millisecondsSinceEpoch])
    }

    func postponedCount(after instant: Instant) throws -> Int {
        try rows(
            """
            SELECT count(*) AS count FROM proviso_item INDEXED BY proviso_item_failed
            WHERE state = 'erasing' AND next_try IS NOT NULL AND next_try > ?
            """, [instant.millisecondsSinceEpoch]
        ) { row in try row.count("count") }.first ?? 0
    }

    func recordCertificate(_ note: String, of ids: [RetentionID]) throws {
        let number = try execute("INSERT INTO proviso_certificate (note) VALUES (?)", [note])
        for id in ids {
            try execute(Self.recordCertified, [number, id.description])
            try requireChange(id)
        }
    }

    func certificates(after number: Int64, limit: Int) throws -> [StoredCertificate] {
        try rows(
            "SELECT number, note FROM proviso_certificate WHERE number > ? ORDER BY number LIMIT ?", [number, limit]
        ) { row in StoredCertificate(number: try row.number("number"), note: try row.text("note")) }
    }

    // MARK: - Many items

    func items(after id: RetentionID?, limit: Int) throws -> [RetainedItem] {
        guard let id else { return try items("ORDER BY item.id LIMIT ?", [limit]).map(\.0) }
        return try items("WHERE item.id > ? ORDER BY item.id LIMIT ?", [id.description, limit]).map(\.0)
    }

    func items(coveredBy target: RetentionTarget) throws -> [RetainedItem] {
        switch target {
        case .item(let id): return try item(id).map { [$0] } ?? []
        case .subject(let subject):
            return try items("WHERE item.subject = ? ORDER BY item.id", [subject.description]).map(\.0)
        case .case(let reference):
            return try items("WHERE item.case_reference = ? ORDER BY item.id", [reference.description]).map(\.0)
        case .everything: return try items("ORDER BY item.id", []).map(\.0)
        }
    }

    private static let hasKeptItems = SQLText(
        """
        SELECT 1 FROM proviso_item WHERE subject = ?1 AND state = 'kept' AND (?2 IS NULL OR case_reference = ?2) LIMIT 1
        """)

    func hasKeptItems(of subject: SubjectReference, in caseReference: CaseReference?) throws -> Bool {
        try exists(Self.hasKeptItems, [subject.description, caseReference?.description])
    }

    func classes() throws -> [RetentionClass] {
        // Each class is looked up in an index by itself: there are few classes, and may be millions of items.
        try rows(
            """
            SELECT * FROM proviso_class AS class
            WHERE EXISTS (SELECT 1 FROM proviso_item WHERE class = class.number AND state = 'kept')
            """
        ) { row in try retentionClass(row) }
    }

    func countsByState() throws -> [RetentionState: Int] {
        let counts = try rows("SELECT state, count(*) AS count FROM proviso_item GROUP BY state") { row in
            (try row.value(RetentionState(row.text("state"))), try row.count("count"))
        }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    func items(
        in range: DueRange, after place: DueRange.Place?, limit: Int
    ) throws -> [(RetainedItem, DueRange.Place)] {
        guard let query = try RangeQuery(range, self) else { return [] }
        var condition = query.condition
        var arguments = query.arguments
        if let place {
            condition += query.orderedBy.map { " AND (\($0), item.id) > (?, ?)" } ?? " AND item.id > ?"
            if query.orderedBy != nil { arguments += [place.instant?.millisecondsSinceEpoch ?? 0] }
            arguments += [place.id.description]
        }
        let order = query.orderedBy.map { "\($0), item.id" } ?? "item.id"
        return try items(
            "WHERE \(condition) ORDER BY \(order) LIMIT ?", arguments + [limit], query.orderedBy, by: query.index
        ).map { item, instant in (item, DueRange.Place(instant: instant, id: item.item.id)) }
    }

    // MARK: - Classes

    /// The number of a class, which is made if there is none.
    func classNumber(_ labels: RetentionLabels, _ version: Int) throws -> Int64 {
        if let known = try knownClassNumber(labels, version) { return known }
        let number = try execute(
            "INSERT INTO proviso_class (category, purpose, subject_category, schedule_version) VALUES (?, ?, ?, ?)",
            [labels.category, labels.purpose ?? "", labels.subjectCategory ?? "", version])
        classNumbers[RetentionClass(labels: labels, scheduleVersion: version)] = number
        return number
    }

    func knownClassNumber(_ labels: RetentionLabels, _ version: Int) throws -> Int64? {
        let wanted = RetentionClass(labels: labels, scheduleVersion: version)
        if let known = classNumbers[wanted] { return known }
        let number = try rows(
            """
            SELECT number FROM proviso_class
            WHERE category = ? AND purpose = ? AND subject_category = ? AND schedule_version = ?
            """, [labels.category, labels.purpose ?? "", labels.subjectCategory ?? "", version]
        ) { row in try row.number("number") }.first
        classNumbers[wanted] = number
        return number
    }

    // MARK: - Pieces

    func requireChange(_ id: RetentionID) throws {
        if db.changesCount == 1 { return }
        guard let known = try item(id) else {
            throw ProvisoError(.retentionUnknown, "there is no item \(id)", remedy: "check the id")
        }
        throw ProvisoError(
            .retentionOrder, "\(id) is \(known.state)", remedy: "leave these steps to a RetentionEngine")
    }

    /// What may change of an item, in the order of the columns.
    private static func changeable(_ retained: RetainedItem) -> [(any SQLArgument)?] {
        [
            retained.lastActivity.millisecondsSinceEpoch, retained.ownEnd?.millisecondsSinceEpoch,
            retained.lastReview?.millisecondsSinceEpoch, retained.disposal?.reason.rawValue,
            retained.disposal?.decided.millisecondsSinceEpoch, retained.disposal?.setsMinimumAside ?? false,
            retained.validated?.millisecondsSinceEpoch, retained.restriction,
            retained.explicitEnd?.millisecondsSinceEpoch,
        ]
    }

    static func lines(_ texts: [String]) -> String { texts.joined(separator: "\n") }

    static func texts(_ lines: String) -> [String] {
        lines.utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}

#endif
