#if SQLite

import GRDB
import Proviso
import Synchronization
import Testing

@testable import ProvisoSQLite
@testable import ProvisoTesting

/// How SQLite finds what a sweep asks for. That it finds the right items, the contract of stores says.
@Suite struct RangeQueryTests {
    private let queue: DatabaseQueue
    private let items: RetentionClass

    init() throws {
        queue = try DatabaseQueue()
        items = RetentionClass(labels: try RetentionLabels(category: "note"), scheduleVersion: 1)
        let store = try SQLiteRetentionStore(queue)
        try store.write { store in
            for number in 1...300 {
                var item = try RetentionStoreConformance.item(
                    number, category: number % 3 == 0 ? "letter" : "note", subject: "s\(number % 50)",
                    caseName: "c\(number % 20)", created: RetentionStoreConformance.day(Int64(number)),
                    eraseBy: number % 5 == 0 ? RetentionStoreConformance.day(500) : nil)
                if number % 7 == 0 { item.ownEnd = RetentionStoreConformance.day(600) }
                try store.insert(item)
            }
            try store.set(
                RetentionEvent("case-closed", on: .case(CaseReference("c1")), at: RetentionStoreConformance.day(1)))
        }
    }

    /// The ranges, each with the index that serves it and how far down in it the next page begins.
    private func ranges() -> [(DueRange, index: String, page: String)] {
        let through = RetentionStoreConformance.day(200)
        return [
            (.unfinished, "proviso_item_unfinished", "id>?"),
            (.failed(through: through), "proviso_item_failed", "(next_try,id)>(?,?)"),
            (.explicitEnd(through: through), "proviso_item_explicit", "(explicit_end,id)>(?,?)"),
            (.anchored(items, .created, through: through), "proviso_item_created", "(created,id)>(?,?)"),
            (.anchored(items, .received, through: through), "proviso_item_received", "(reception,id)>(?,?)"),
            (.anchored(items, .lastActivity, through: through), "proviso_item_activity", "(last_activity,id)>(?,?)"),
            (.reviewed(items, through: through), "proviso_item_review", "(review_from,id)>(?,?)"),
            (.event(items, "case-closed", through: through), "proviso_item_class", "id>?"),
            (.all(items), "proviso_item_class", "id>?"),
        ]
    }

    @Test(arguments: [false, true])
    func `each range is read from its index in its order, and each page from where the last one ended`(
        isAnalyzed: Bool
    ) throws {
        // What SQLite has counted must not lead it to another way.
        if isAnalyzed { try queue.write { try $0.execute(sql: "ANALYZE") } }
        for (range, index, page) in ranges() {
            let place = DueRange.Place(instant: RetentionStoreConformance.day(100), id: try RetentionID("item-7"))
            for place in [nil, place] {
                let plan = try plan { _ = try $0.items(in: range, after: place, limit: 20) }
                let steps = plan.filter { $0.contains(" item ") }
                #expect(steps.count == 1, "\(range): \(plan)")
                #expect(steps.allSatisfy { ($0 + " ").contains("USING INDEX \(index) ") }, "\(range): \(plan)")
                if place != nil { #expect(steps.allSatisfy { $0.contains(page) }, "\(range): \(plan)") }
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(range): \(plan)")
                // What is unfinished is all of its index.
                if range != .unfinished { #expect(!steps.contains { $0.contains("SCAN") }, "\(range): \(plan)") }
            }
        }
    }

    @Test func `a range of a class that has no items is empty, and asks nothing more`() throws {
        let none = RetentionClass(labels: try RetentionLabels(category: "none"), scheduleVersion: 1)
        let query = try queue.read { db in try RangeQuery(.all(none), SQLiteTransaction(db, path: "")) }
        #expect(query == nil)
        let found = try queue.read { db in
            try SQLiteTransaction(db, path: "").items(in: .all(none), after: nil, limit: 1)
        }
        #expect(found.isEmpty)
    }

    @Test func `whatever is asked for one item after the other is found by an index`() throws {
        let item = try RetentionStoreConformance.item(7, subject: "s", caseName: "c").item
        for (name, look) in [
            ("item", { _ = try $0.item(item.id) }), ("holds", { _ = try $0.holds(covering: item) }),
            ("events", { _ = try $0.events(covering: item) }), ("page", { _ = try $0.items(after: item.id, limit: 9) }),
            ("subject", { _ = try $0.items(coveredBy: .subject(SubjectReference("s"))) }),
            ("case", { _ = try $0.items(coveredBy: .case(CaseReference("c"))) }),
        ] as [(String, (SQLiteTransaction) throws -> Void)] {
            let plan = try plan(look)
            #expect(!plan.contains { $0.contains("SCAN") }, "\(name): \(plan)")
        }
        // There are few classes, and each is looked up.
        let classes = try plan { _ = try $0.classes() }
        #expect(classes.count { $0.contains("SCAN") } == 1, "\(classes)")
        #expect(classes.contains { $0.contains("SEARCH proviso_item USING") && $0.contains("(class=?)") }, "\(classes)")
    }

    /// How SQLite goes about the statements that something runs.
    private func plan(_ body: (SQLiteTransaction) throws -> Void) throws -> [String] {
        try queue.read { db in
            let statements = Mutex<[String]>([])
            db.trace { event in
                if case .statement(let statement) = event {
                    statements.withLock { $0.append(statement.expandedSQL) }
                }
            }
            try body(SQLiteTransaction(db, path: ""))
            db.trace()
            // Whether a table has a row at all is seen at its first one.
            let looked = statements.withLock(\.self).filter { $0 != "SELECT 1 FROM proviso_event LIMIT 1" }
            let steps = try looked.flatMap { sql in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { row -> String in row["detail"] }
            }
            return steps.filter { $0 != "SCAN CONSTANT ROW" }
        }
    }
}

#endif
