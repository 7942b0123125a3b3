#if SQLite

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif
internal import GRDB
internal import Proviso

/// What is about several items: holds, events, schedules; the clock; and what was changed.
extension SQLiteTransaction {
    // MARK: - Holds

    func hold(_ id: StatementID) throws -> LegalHold? {
        try rows("SELECT * FROM proviso_hold WHERE id = ?", [id.description], hold).first
    }

    func holds() throws -> [LegalHold] {
        try rows("SELECT * FROM proviso_hold ORDER BY placed, id", [], hold)
    }

    private static let isHeld = SQLText(
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM proviso_hold WHERE target_kind = 'item' AND target = ?)
            OR EXISTS (SELECT 1 FROM proviso_hold WHERE target_kind = 'subject' AND target = ?)
            OR EXISTS (SELECT 1 FROM proviso_hold WHERE target_kind = 'case' AND target = ?)
            OR EXISTS (SELECT 1 FROM proviso_hold WHERE target_kind = 'everything' AND target = '')
        """)

    func holds(covering item: RetentionItem) throws -> [LegalHold] {
        // Few are: to look costs less than to look and sort.
        guard try exists(Self.isHeld, Self.targets(item)) else { return [] }
        return try rows(
            """
            SELECT * FROM proviso_hold
            WHERE (target_kind = 'item' AND target = ?) OR (target_kind = 'subject' AND target = ?)
                OR (target_kind = 'case' AND target = ?) OR (target_kind = 'everything' AND target = '')
            ORDER BY placed, id
            """, Self.targets(item), hold)
    }

    func set(_ hold: LegalHold) throws {
        var (until, reviewBy): (Int64?, Int64?)
        switch hold.term {
        case .until(let end): until = end.millisecondsSinceEpoch
        case .reviewBy(let date): reviewBy = date.millisecondsSinceEpoch
        }
        try execute(
            """
            INSERT OR REPLACE INTO proviso_hold
                (id, target_kind, target, kind, reason, authority, reference, placed, until, review_by, renewals, released)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                hold.id.description, hold.target.word, hold.target.name, hold.kind.description, hold.reason,
                hold.authority, hold.reference, hold.placed.millisecondsSinceEpoch, until, reviewBy, hold.renewalCount,
                hold.released?.millisecondsSinceEpoch,
            ])
    }

    // MARK: - Events

    private static let hasEvents = SQLText("SELECT 1 FROM proviso_event LIMIT 1")

    func events(covering item: RetentionItem) throws -> [RetentionEvent] {
        if hasEvents == nil { hasEvents = try exists(Self.hasEvents, []) }
        guard hasEvents == true else { return [] }
        return try rows(
            """
            SELECT * FROM proviso_event
            WHERE (target_kind = 'item' AND target = ?) OR (target_kind = 'subject' AND target = ?)
                OR (target_kind = 'case' AND target = ?)
            ORDER BY name, target_kind, target
            """, Self.targets(item)
        ) { row in try RetentionEvent(row.text("name"), on: target(row), at: row.instant("at")) }
    }

    func set(_ event: RetentionEvent) throws {
        hasEvents = true
        try execute(
            "INSERT OR REPLACE INTO proviso_event (target_kind, target, name, at) VALUES (?, ?, ?, ?)",
            [event.target.word, event.target.name, event.name, event.instant.millisecondsSinceEpoch])
    }

    func removeEvent(_ name: String, on target: RetentionTarget) throws -> Bool {
        try execute(
            "DELETE FROM proviso_event WHERE target_kind = ? AND target = ? AND name = ?",
            [target.word, target.name, name])
        return db.changesCount > 0
    }

    /// What covers an item by name; a subject or case that it does not have is covered by nothing.
    private static func targets(_ item: RetentionItem) -> [(any SQLArgument)?] {
        [item.id.description, item.subject?.description, item.caseReference?.description]
    }

    // MARK: - Schedules

    func schedules() throws -> [AdoptedSchedule] {
        try rows("SELECT * FROM proviso_schedule ORDER BY number") { row in
            AdoptedSchedule(
                version: try row.count("version"), name: try row.text("name"), text: try row.text("text"),
                scope: try row.value(AdoptedSchedule.Scope(rawValue: row.text("scope"))),
                adopted: try row.instant("adopted"))
        }
    }

    func insert(_ schedule: AdoptedSchedule) throws {
        try execute(
            "INSERT INTO proviso_schedule (version, name, text, scope, adopted) VALUES (?, ?, ?, ?, ?)",
            [
                schedule.version, schedule.name, schedule.text, schedule.scope.rawValue,
                schedule.adopted.millisecondsSinceEpoch,
            ])
    }

    // MARK: - The clock

    func latestTime() throws -> Instant? { try time("latest") }

    func setLatestTime(_ instant: Instant) throws { try set("latest", instant) }

    func lastSweep() throws -> Instant? { try time("last_sweep") }

    func setLastSweep(_ instant: Instant) throws { try set("last_sweep", instant) }

    func sweepLease() throws -> SweepLease? {
        try clock { row in
            guard let holder = try row.optionalText("sweeper") else { return nil }
            return SweepLease(holder: try StatementID(holder), until: try row.instant("sweeping_until"))
        }
    }

    func setSweepLease(_ lease: SweepLease?) throws {
        try setClock(
            "sweeper = ?, sweeping_until = ?", [lease?.holder.description, lease?.until.millisecondsSinceEpoch])
    }

    private func time(_ column: String) throws -> Instant? {
        try clock { row in try row.optionalInstant(column) }
    }

    private func set(_ column: String, _ instant: Instant) throws {
        try setClock("\(column) = ?", [instant.millisecondsSinceEpoch])
    }

    /// The one row of the clock. Without it the latest time would be unknown, and any clock believed.
    private func clock<R>(_ body: (StoredRow) throws -> R?) throws -> R? {
        let rows = try rows("SELECT * FROM proviso_clock", [], body)
        guard let row = rows.first, rows.count == 1 else { throw RetentionDatabase.damaged(path) }
        return row
    }

    private func setClock(_ assignments: String, _ arguments: [(any SQLArgument)?]) throws {
        try execute("UPDATE proviso_clock SET \(assignments)", arguments)
        guard db.changesCount == 1 else { throw RetentionDatabase.damaged(path) }
    }

    // MARK: - Changes

    private static let append = SQLText(
        """
        INSERT INTO proviso_change (at, kind, target_kind, target, reason, decided_by, details)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)

    func append(
        _ kind: RetentionChange.Kind, of target: RetentionTarget, at instant: Instant, _ justification: Justification?,
        _ details: [String: String]
    ) throws {
        try execute(
            Self.append,
            [
                instant.millisecondsSinceEpoch, kind.description, target.word, target.name, justification?.reason,
                justification?.by, ChangeDetails(details).text,
            ])
    }

    func lastChangeNumber() throws -> Int64 {
        try rows("SELECT seq FROM sqlite_sequence WHERE name = 'proviso_change'") { row in try row.number("seq") }.first
            ?? 0
    }

    func changes(after number: Int64, limit: Int) throws -> [RetentionChange] {
        try rows("SELECT * FROM proviso_change WHERE number > ? ORDER BY number LIMIT ?", [number, limit]) { row in
            let reason = try row.optionalText("reason")
            return RetentionChange(
                number: try row.number("number"), instant: try row.instant("at"),
                kind: RetentionChange.Kind(try row.text("kind")), target: try target(row),
                justification: try reason.map { try Justification(reason: $0, by: row.text("decided_by")) },
                details: try row.value(ChangeDetails(text: row.text("details"))).details)
        }
    }

    func removeChanges(through number: Int64) throws {
        try execute("DELETE FROM proviso_change WHERE number <= ?", [number])
    }
}

/// The details of a change as a text: an object of JSON with texts, which SQLite's own functions read.
private struct ChangeDetails {
    let details: [String: String]

    init(_ details: [String: String]) {
        self.details = details
    }

    init?(text: String) {
        guard let details = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) else { return nil }
        self.details = details
    }

    var text: String {
        let members = details.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ":" + Self.quoted($0.value) }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// A text as JSON has it (RFC 8259, section 7). An encoder would take longer than all the rest of a change.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

#endif
