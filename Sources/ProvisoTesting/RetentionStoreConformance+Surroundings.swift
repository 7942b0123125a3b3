internal import Dispatch
internal import Proviso
internal import Synchronization

extension RetentionStoreConformance {
    // MARK: - Ranges

    static let ranges: [Check] = [
        Check("the classes are the different labels and versions of the items that are kept") { store in
            var other = try item(3, category: "note")
            other.labels = try RetentionLabels(category: "note", purpose: "inquiry")
            let gone = try item(4, category: "letter", eraseBy: day(5))
            for item in [try item(1), try item(2), other, gone] { try store.write { try $0.insert(item) } }
            try move(store, gone, to: .erasing)
            let expected: Set = [
                RetentionClass(labels: try RetentionLabels(category: "note"), scheduleVersion: 1),
                RetentionClass(labels: other.labels, scheduleVersion: 1),
            ]
            let found = try store.read { try $0.classes() }
            try expectEqual(Set(found), expected, "other classes")
            try expectEqual(found.count, 2, "a class twice")
        },
        Check("a range has what it says and in its order, page by page") { store in
            var numbers = SystemRandomNumberGenerator()
            let (items, events) = try population(&numbers)
            for item in items { try store.write { try $0.insert(item) } }
            for event in events { try store.write { try $0.set(event) } }
            for (index, state) in [RetentionState.erasing, .erased, .certified].enumerated() {
                for item in items.filter({ $0.explicitEnd != nil && $0.disposal == nil }).dropFirst(index * 3).prefix(3)
                where item.item.eraseBy != nil {
                    try move(store, item, to: state)
                }
            }
            let erasing = try store.read { try $0.items(after: nil, limit: 1000) }.filter { $0.state == .erasing }
            for (number, item) in erasing.dropFirst().enumerated() {
                let next = day(Int64(39 + number))
                try store.write { try $0.recordFailure(of: item.item.id, nextTry: next) }
            }
            let all = try store.read { try $0.items(after: nil, limit: 1000) }
            for range in try ranges(day(40)) {
                let expected = all.filter { item in
                    range.contains(item, events.filter { $0.target.covers(item.item) })
                }
                .sorted { range.place(of: $0) < range.place(of: $1) }.map(\.item.id)
                for limit in [1, 2, 7, 1000] {
                    var found: [RetentionID] = []
                    var place: DueRange.Place?
                    while true {
                        let page = try store.read { try $0.items(in: range, after: place, limit: limit) }
                        try expect(page.count <= limit, "a page of more than \(limit)")
                        found += page.map(\.0.item.id)
                        for (item, place) in page { try expectEqual(place, range.place(of: item), "another place") }
                        guard page.count == limit, let last = page.last?.1 else { break }
                        place = last
                    }
                    try expectEqual(found, expected, "other items in \(range), by \(limit)")
                }
            }
        },
    ]

    /// Items that differ in all that ranges look at.
    private static func population(
        _ numbers: inout some RandomNumberGenerator
    ) throws -> ([RetainedItem], [RetentionEvent]) {
        var items: [RetainedItem] = []
        for number in 1...60 {
            func chance() -> Bool { Bool.random(using: &numbers) }
            func date() -> Instant { day(Int64.random(in: 0...80, using: &numbers), plus: chance() ? 0 : 500) }
            let created = date()
            var item = retained(
                try RetentionItem(
                    id: id(number), labels: RetentionLabels(category: chance() ? "note" : "letter"),
                    subject: chance() ? SubjectReference("s\(number % 5)") : nil,
                    caseReference: chance() ? CaseReference("c\(number % 7)") : nil, created: created,
                    received: chance() ? created : nil, eraseBy: number % 4 == 0 ? max(created, day(30)) : nil,
                    validateBy: number % 11 == 0 ? date() : nil,
                    parts: [ErasablePart(eraser: "file", locator: "/srv/\(number)")]),
                scheduleVersion: chance() ? 1 : 2)
            if chance() { item.lastActivity = max(created, date()) }
            if number % 9 == 0 { item.ownEnd = date() }
            if number % 3 == 0 { item.lastReview = date() }
            if number % 13 == 0 {
                item.disposal = RetainedItem.Disposal(reason: .disposed, decided: date(), setsMinimumAside: false)
            }
            if chance() { item.validated = date() }
            items.append(item)
        }
        var events: [RetentionEvent] = []
        for number in 0..<7 {
            events.append(
                try RetentionEvent(
                    "case-closed", on: .case(CaseReference("c\(number)")), at: day(Int64(number * 12))))
        }
        for number in 0..<3 {
            events.append(
                try RetentionEvent("case-closed", on: .subject(SubjectReference("s\(number)")), at: day(39)))
        }
        events.append(try RetentionEvent("case-closed", on: .item(id(5)), at: day(41)))
        events.append(try RetentionEvent("other", on: .item(id(6)), at: day(1)))
        return (items, events)
    }

    private static func ranges(_ through: Instant) throws -> [DueRange] {
        var ranges: [DueRange] = [.unfinished, .failed(through: through), .explicitEnd(through: through)]
        for category in ["note", "letter", "none"] {
            for version in [1, 2] {
                let items = RetentionClass(
                    labels: try RetentionLabels(category: category), scheduleVersion: version)
                for anchor in [RetentionAnchor.created, .received, .lastActivity] {
                    ranges.append(.anchored(items, anchor, through: through))
                }
                ranges.append(.reviewed(items, through: through))
                ranges.append(.event(items, "case-closed", through: through))
                ranges.append(.all(items))
            }
        }
        return ranges
    }

    // MARK: - Holds, events, schedules, the clock

    static let surroundings: [Check] = [
        Check("a hold comes back as it was given, and takes the place of the one with its id") { store in
            let holds = [
                try hold(1, on: .item(id(1))),
                try hold(2, on: .subject(SubjectReference("s")), term: .reviewBy(day(9))),
                try LegalHold(
                    id: statementID(3), target: .everything, kind: .preservation, reason: "r", authority: "a",
                    reference: nil, placed: day(2, plus: 7), term: .until(day(8, plus: 9)), renewalCount: 4,
                    released: day(5, plus: 1)),
            ]
            for hold in holds { try store.write { try $0.set(hold) } }
            for hold in holds { try expectEqual(try store.read { try $0.hold(hold.id) }, hold, "another hold") }
            let other = try hold(1, on: .case(CaseReference("c")), term: .reviewBy(day(60)))
            try store.write { try $0.set(other) }
            try expectEqual(try store.read { try $0.hold(other.id) }, other, "another hold")
            try expectEqual(try store.read { try $0.holds().count }, 3, "more holds")
            try expectEqual(try store.read { try $0.hold(statementID(99)) }, nil, "a hold that nobody placed")
        },
        Check("an item is covered by the holds on it, its subject, its case and everything, the oldest first") {
            store in
            let item = try item(1, subject: "s", caseName: "c")
            for (number, target) in [
                RetentionTarget.everything, .item(item.item.id), .item(try id(2)), .subject(try SubjectReference("s")),
                .subject(try SubjectReference("c")), .case(try CaseReference("c")), .case(try CaseReference("s")),
            ].enumerated() {
                try store.write { try $0.set(hold(number, on: target, placed: day(Int64(20 - number)))) }
            }
            let found = try store.read { try $0.holds(covering: item.item).map(\.id) }
            try expectEqual(found, try [5, 3, 1, 0].map { try statementID(1000 + $0) }, "other holds")
            let alone = try Self.item(7)
            try expectEqual(try store.read { try $0.holds(covering: alone.item).count }, 1, "other holds")
        },
        Check("an event takes the place of the one with its name and target, and can be removed") { store in
            let item = try item(1, subject: "x", caseName: "x")
            let (onCase, onSubject) = (
                RetentionTarget.case(try CaseReference("x")), RetentionTarget.subject(try SubjectReference("x"))
            )
            let events = [
                try RetentionEvent("closed", on: onCase, at: day(1, plus: 1)),
                try RetentionEvent("ended", on: onSubject, at: day(2)),
                try RetentionEvent("left", on: .item(item.item.id), at: day(3)),
                try RetentionEvent("closed", on: .case(CaseReference("y")), at: day(4)),
            ]
            for event in events { try store.write { try $0.set(event) } }
            func covering() throws -> [RetentionEvent] { try store.read { try $0.events(covering: item.item) } }
            try expectEqual(try covering(), Array(events.prefix(3)), "other events")
            let corrected = try RetentionEvent("closed", on: onCase, at: day(9))
            try store.write { try $0.set(corrected) }
            try expectEqual(try covering(), [corrected] + events[1...2], "other events")
            try expect(try store.write { try $0.removeEvent("closed", on: onCase) }, "an event is not found")
            try expect(try !store.write { try $0.removeEvent("closed", on: onCase) }, "an event is found twice")
            try expect(
                try !store.write { try $0.removeEvent("ended", on: onCase) }, "an event of another target is found")
            try expectEqual(try covering(), Array(events[1...2]), "other events")
        },
        Check("versions of the schedule come back in the order in which they were adopted") { store in
            let versions = [(3, AdoptedSchedule.Scope.allItems), (1, .newItems), (2, .allItems)].map { version, scope in
                AdoptedSchedule(
                    version: version, name: "fälle", text: "{\"a\":\n\(version)}", scope: scope,
                    adopted: day(5, plus: Int64(version)))
            }
            for version in versions { try store.write { try $0.insert(version) } }
            try expectEqual(try store.read { try $0.schedules() }, versions, "other versions")
        },
        Check("the latest time is what was set last, also if that is earlier") { store in
            for instant in [day(5, plus: 3), day(9), day(2)] {
                try store.write { try $0.setLatestTime(instant) }
                try expectEqual(try store.read { try $0.latestTime() }, instant, "another time")
            }
        },
        Check("the end of the last sweep, and who sweeps now, are what was set last") { store in
            try expectEqual(try store.read { try $0.lastSweep() }, nil, "a sweep that was not")
            try expectEqual(try store.read { try $0.sweepLease() }, nil, "a lease that was not taken")
            for number: Int64 in [7, 3] {
                let lease = SweepLease(holder: try statementID(Int(number)), until: day(number, plus: 5))
                try store.write { store in
                    try store.setLastSweep(day(number, plus: 1))
                    try store.setSweepLease(lease)
                }
                try expectEqual(try store.read { try $0.lastSweep() }, day(number, plus: 1), "another sweep")
                try expectEqual(try store.read { try $0.sweepLease() }, lease, "another lease")
            }
            try store.write { try $0.setSweepLease(nil) }
            try expectEqual(try store.read { try $0.sweepLease() }, nil, "a lease that was given back")
            try expectEqual(try store.read { try $0.lastSweep() }, day(3, plus: 1), "another sweep")
        },
        Check("items are counted by their states") { store in
            try expectEqual(try store.read { try $0.countsByState().values.reduce(0, +) }, 0, "items of a new store")
            let states: [RetentionState] = [.kept, .kept, .erasing, .erased, .erased, .erased, .certified]
            for (number, state) in states.enumerated() {
                let item = try item(number, eraseBy: day(5))
                try store.write { try $0.insert(item) }
                try move(store, item, to: state)
            }
            let counts = try store.read { try $0.countsByState() }
            try expectEqual(counts, [.kept: 2, .erasing: 1, .erased: 3, .certified: 1], "other counts")
        },
    ]

    // MARK: - Changes

    static let changes: [Check] = [
        Check("changes are numbered from 1 on without a gap, and a number is never given again") { store in
            let justification = try Justification(reason: "Löschung, § 17", by: "dpo.example")
            for number in 1...5 {
                try store.write { store in
                    try store.append(
                        .forgotten, of: number == 1 ? .everything : .item(id(number)), at: day(Int64(number)),
                        number == 2 ? justification : nil, number == 3 ? ["b": "x=y\n", "a": ""] : [:])
                }
            }
            try expectEqual(try store.read { try $0.lastChangeNumber() }, 5, "another last number")
            let found = try store.read { try $0.changes(after: 0, limit: 10) }
            try expectEqual(found.map(\.number), [1, 2, 3, 4, 5], "other numbers")
            try expectEqual(found[0].target, .everything, "another target")
            try expectEqual(found[1].justification, justification, "another justification")
            try expectEqual(found[2].details, ["b": "x=y\n", "a": ""], "other details")
            try expectEqual(found[3].instant, day(4), "another time")
            try expectEqual(found[4].kind, .forgotten, "another kind")
            try expectEqual(
                try store.read { try $0.changes(after: 2, limit: 2).map(\.number) }, [3, 4], "other changes")
            try store.write { try $0.removeChanges(through: 5) }
            try expect(try store.read { try $0.changes(after: 0, limit: 10).isEmpty }, "removed changes are there")
            try expectEqual(try store.read { try $0.lastChangeNumber() }, 5, "another last number")
            try store.write { try $0.append(.touched, of: .everything, at: day(6), nil, [:]) }
            try expectEqual(try store.read { try $0.changes(after: 0, limit: 10).map(\.number) }, [6], "another number")
        }
    ]

    // MARK: - Several at once

    static let races: [Check] = [
        Check("of many who act at once nobody's work is lost, and each sees that of those before") { store in
            let item = try item(1)
            try store.write { try $0.insert(item) }
            let failures = Mutex<[any Error]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                for _ in 0..<10 {
                    do {
                        try store.write { store in
                            guard var found = try store.item(item.item.id) else { throw InjectedFault() }
                            found.restriction = String((Int(found.restriction ?? "0") ?? 0) + 1)
                            try store.update(found)
                        }
                    } catch {
                        failures.withLock { $0.append(error) }
                    }
                }
            }
            try expect(failures.withLock(\.isEmpty), "somebody failed: \(failures.withLock { $0 })")
            try expectEqual(try store.read { try $0.item(item.item.id)?.restriction }, "80", "work is lost")
        }
    ]
}
