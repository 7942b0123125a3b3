#if SQLite

internal import GRDB
internal import Proviso

/// A range as a condition that an index serves.
struct RangeQuery {
    let condition: String
    /// The index. It is named, because SQLite counts what is in a database, and then takes another for one that was empty.
    let index: String
    let arguments: [(any SQLArgument)?]
    /// The expression that the range is ordered by before the id, if any.
    let orderedBy: String?

    /// Nil for a class that has no items.
    init?(_ range: DueRange, _ store: SQLiteTransaction) throws {
        func number(_ items: RetentionClass) throws -> Int64? {
            try store.knownClassNumber(items.labels, items.scheduleVersion)
        }
        let ofClass = "item.class = ? AND item.state = 'kept' AND item.own_end IS NULL"
        switch range {
        case .unfinished:
            self.init(
                "(item.state = 'erased' OR (item.state = 'erasing' AND item.next_try IS NULL))", [], orderedBy: nil,
                "proviso_item_unfinished")
        case .failed(let through):
            self.init(
                "item.state = 'erasing' AND item.next_try IS NOT NULL AND item.next_try <= ?",
                [through.millisecondsSinceEpoch], orderedBy: "item.next_try", "proviso_item_failed")
        case .explicitEnd(let through):
            self.init(
                "item.state = 'kept' AND item.explicit_end IS NOT NULL AND item.explicit_end <= ?",
                [through.millisecondsSinceEpoch], orderedBy: "item.explicit_end",
                "proviso_item_explicit")
        case .anchored(let items, let anchor, let through):
            guard let number = try number(items), let (date, index) = Self.date(anchor) else { return nil }
            self.init(
                "\(ofClass) AND \(date) <= ?", [number, through.millisecondsSinceEpoch], orderedBy: date, index)
        case .reviewed(let items, let through):
            guard let number = try number(items) else { return nil }
            let date = "item.review_from"
            self.init(
                "item.class = ? AND item.state = 'kept' AND \(date) <= ?", [number, through.millisecondsSinceEpoch],
                orderedBy: date, "proviso_item_review")
        case .event(let items, let name, let through):
            // Of a class that is under such a rule every item is looked at: what an event is about is known by the item alone.
            guard let number = try number(items) else { return nil }
            self.init(
                """
                \(ofClass) AND EXISTS (
                    SELECT 1 FROM proviso_event AS event
                    WHERE event.name = ? AND event.at <= ?
                        AND (event.target_kind = 'item' AND event.target = item.id
                            OR event.target_kind = 'subject' AND event.target = item.subject
                            OR event.target_kind = 'case' AND event.target = item.case_reference))
                """, [number, name, through.millisecondsSinceEpoch], orderedBy: nil, "proviso_item_class")
        case .all(let items):
            guard let number = try number(items) else { return nil }
            self.init(ofClass, [number], orderedBy: nil, "proviso_item_class")
        }
    }

    private init(_ condition: String, _ arguments: [(any SQLArgument)?], orderedBy: String?, _ index: String) {
        self.condition = condition
        self.index = index
        self.arguments = arguments
        self.orderedBy = orderedBy
    }

    private static func date(_ anchor: RetentionAnchor) -> (column: String, index: String)? {
        switch anchor {
        case .created: ("item.created", "proviso_item_created")
        case .received: ("item.reception", "proviso_item_received")
        case .lastActivity: ("item.last_activity", "proviso_item_activity")
        case .event: nil
        }
    }
}

#endif
