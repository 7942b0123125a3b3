internal import Proviso

extension RetentionStoreConformance {
    // MARK: - Transactions

    static let transactions: [Check] = [
        Check("a new store knows nothing") { store in
            try store.read { store in
                try expect(try store.items(after: nil, limit: 10).isEmpty, "it has items")
                try expect(try store.item(id(1)) == nil, "it knows an item")
                try expect(try store.holds().isEmpty, "it has holds")
                try expect(try store.schedules().isEmpty, "it has schedules")
                try expect(try store.classes().isEmpty, "it has classes")
                try expect(try store.latestTime() == nil, "it has seen a time")
                try expect(try store.changes(after: 0, limit: 10).isEmpty, "it has changes")
            }
        },
        Check("a transaction whose body throws leaves nothing behind") { store in
            let item = try item(1, caseName: "26/114")
            do {
                try store.write { store in
                    try store.insert(item)
                    try store.set(hold(1, on: .everything))
                    try store.set(RetentionEvent("case-closed", on: .case(CaseReference("26/114")), at: day(3)))
                    try store.insert(
                        AdoptedSchedule(version: 1, name: "a", text: "b", scope: .allItems, adopted: day(1)))
                    try store.setLatestTime(day(9))
                    try store.append(.registered, of: .item(item.item.id), at: day(1), nil, [:])
                    throw InjectedFault()
                }
                throw Failure(description: "what the body throws does not come out")
            } catch is InjectedFault {}
            try store.read { store in
                try expect(try store.item(item.item.id) == nil, "the item is there")
                try expect(try store.holds().isEmpty, "the hold is there")
                try expect(try store.events(covering: item.item).isEmpty, "the event is there")
                try expect(try store.schedules().isEmpty, "the schedule is there")
                try expect(try store.latestTime() == nil, "the time is there")
                try expect(try store.changes(after: 0, limit: 10).isEmpty, "the change is there")
            }
        },
        Check("a transaction sees what it has written itself") { store in
            let item = try item(1)
            try store.write { store in
                try store.insert(item)
                try expectEqual(try store.item(item.item.id), item, "another item")
                try store.setLatestTime(day(9))
                try expectEqual(try store.latestTime(), day(9), "another time")
            }
        },
    ]

    // MARK: - Items

    static let items: [Check] = [
        Check("an item comes back as it was given, to the code point and to the millisecond") { store in
            for item in [try fullItem(1), try item(2)] {
                try store.write { try $0.insert(item) }
                let found = try store.read { try $0.item(item.item.id) }
                try expectEqual(found, item, "another item")
                func texts(_ item: RetainedItem?) -> [[UInt8]] {
                    guard let item = item?.item else { return [] }
                    let parties = item.package.map { [$0.sender] + $0.recipients } ?? []
                    return ([item.id.description] + item.parts.map(\.locator) + parties.map(\.description)).map {
                        Array($0.utf8)
                    }
                }
                try expectEqual(texts(found), texts(item), "other code points")
            }
        },
        Check("an update changes what may change, and nothing else") { store in
            var item = try item(1, eraseBy: day(5))
            try store.write { try $0.insert(item) }
            try move(store, item, to: .erased)
            let before = try store.read { try $0.item(item.item.id) }
            let full = try fullItem(1)
            item.labels = full.labels
            item.lastActivity = full.lastActivity
            item.ownEnd = full.ownEnd
            item.lastReview = full.lastReview
            item.disposal = full.disposal
            item.validated = full.validated
            item.restriction = full.restriction
            try store.write { try $0.update(item) }
            var expected = before
            expected?.labels = full.labels
            expected?.lastActivity = full.lastActivity
            expected?.ownEnd = full.ownEnd
            expected?.lastReview = full.lastReview
            expected?.disposal = full.disposal
            expected?.validated = full.validated
            expected?.restriction = full.restriction
            try expectEqual(try store.read { try $0.item(item.item.id) }, expected, "another item")
            // And back to nothing.
            let plain = try Self.item(1, eraseBy: day(5))
            try store.write { try $0.update(plain) }
            try expectEqual(try store.read { try $0.item(item.item.id)?.disposal }, nil, "another disposal")
            try expectEqual(try store.read { try $0.item(item.item.id)?.ownEnd }, nil, "another end")
        },
        Check("an item goes from kept to erasing to erased to certified, and remembers each step") { store in
            let item = try item(1, eraseBy: day(5))
            try store.write { try $0.insert(item) }
            let decision = try Self.decision(item, at: day(6, plus: 1))
            try store.write { try $0.begin(decision) }
            try store.write { try $0.recordErased(item.item.id, evidence, at: day(7, plus: 2)) }
            try store.write { try $0.recordCertificate("a note\n", of: [item.item.id]) }
            let end = try store.read { try $0.item(item.item.id) }
            try expectEqual(end?.state, .certified, "another state")
            try expectEqual(end?.begun, day(6, plus: 1), "begun at another time")
            try expectEqual(end?.decidedBy, decision.rule, "decided by another rule")
            try expectEqual(end?.due, day(5), "due at another time")
            try expectEqual(end?.erased, day(7, plus: 2), "erased at another time")
            try expectEqual(end?.evidence, evidence, "other evidence")
            try expectEqual(end?.certificate, "a note\n", "another certificate")
        },
        Check("a step before its time is refused, and so is one of an unknown item") { store in
            let (kept, unknown) = (try item(1, eraseBy: day(5)), try item(2, eraseBy: day(5)))
            try store.write { try $0.insert(kept) }
            func expectRefusals(_ code: ProvisoError.Code, _ item: RetainedItem, except allowed: String) throws {
                let id = item.item.id
                if allowed != "begin" {
                    let decision = try Self.decision(item, at: day(6))
                    try expectRefusal(code, "to begin") { try store.write { try $0.begin(decision) } }
                }
                if allowed != "erased" {
                    try expectRefusal(code, "to record as erased") {
                        try store.write { try $0.recordErased(id, evidence, at: day(6)) }
                    }
                }
                if allowed != "certified" {
                    try expectRefusal(code, "to record as certified") {
                        try store.write { try $0.recordCertificate("a note", of: [id]) }
                    }
                }
            }
            try expectRefusals(.retentionUnknown, unknown, except: "")
            try expectRefusal(.retentionUnknown, "to update what is unknown") {
                try store.write { try $0.update(unknown) }
            }
            try expectRefusals(.retentionOrder, kept, except: "begin")
            let decision = try Self.decision(kept, at: day(6))
            try store.write { try $0.begin(decision) }
            try expectRefusals(.retentionOrder, kept, except: "erased")
            try store.write { try $0.recordErased(kept.item.id, evidence, at: day(6)) }
            try expectRefusals(.retentionOrder, kept, except: "certified")
            try store.write { try $0.recordCertificate("a note", of: [kept.item.id]) }
            try expectRefusals(.retentionOrder, kept, except: "")
        },
        Check("failures of what is being erased are counted, with when it is tried again") { store in
            let (failing, kept) = (try item(1, eraseBy: day(5)), try item(2, eraseBy: day(5)))
            for item in [failing, kept] { try store.write { try $0.insert(item) } }
            try move(store, failing, to: .erasing)
            for instant in [day(6, plus: 1), day(7, plus: 2)] {
                try store.write { try $0.recordFailure(of: failing.item.id, nextTry: instant) }
            }
            try expectRefusal(.retentionOrder, "a failure of what is kept") {
                try store.write { try $0.recordFailure(of: kept.item.id, nextTry: day(6)) }
            }
            let found = try store.read { try $0.item(failing.item.id) }
            try expectEqual(found?.failureCount, 2, "another count")
            try expectEqual(found?.nextTry, day(7, plus: 2), "another time")
            try expectEqual(try store.read { try $0.item(kept.item.id)?.failureCount }, 0, "a failure of another item")
            try expectEqual(try store.read { try $0.postponedCount(after: day(7, plus: 1)) }, 1, "another count")
            try expectEqual(try store.read { try $0.postponedCount(after: day(7, plus: 2)) }, 0, "another count")
            try store.write { try $0.setNextTries(day(3)) }
            try expectEqual(try store.read { try $0.item(failing.item.id)?.nextTry }, day(3), "another time")
            try expectEqual(try store.read { try $0.item(kept.item.id)?.nextTry }, nil, "a time of another item")
        },
        Check("a certificate is for all of its items or for none, and certificates come in their order") { store in
            let items = try (1...4).map { try item($0, eraseBy: day(5)) }
            for item in items { try store.write { try $0.insert(item) } }
            for item in items.prefix(3) { try move(store, item, to: .erased) }
            try expectRefusal(.retentionOrder, "a certificate of what is kept") {
                try store.write { try $0.recordCertificate("a note", of: [items[0].item.id, items[3].item.id]) }
            }
            try expect(try store.read { try $0.certificates(after: 0, limit: 9).isEmpty }, "a certificate is there")
            try store.write { try $0.recordCertificate("one\n", of: items[..<2].map(\.item.id)) }
            try store.write { try $0.recordCertificate("two\n", of: [items[2].item.id]) }
            let notes = try store.read { store in try items.map { try store.item($0.item.id)?.certificate } }
            try expectEqual(notes, ["one\n", "one\n", "two\n", nil], "other certificates")
            let stored = try store.read { try $0.certificates(after: 0, limit: 9) }
            try expectEqual(stored.map(\.note), ["one\n", "two\n"], "other certificates")
            let rest = try store.read { try $0.certificates(after: stored[0].number, limit: 9) }
            try expectEqual(rest, Array(stored[1...]), "other certificates after the first")
            try expectEqual(
                try store.read { try $0.certificates(after: 0, limit: 1).count }, 1, "more than were asked for")
        },
        Check("items come in the order of the bytes of their ids, page by page") { store in
            let names = ["b", "a", "Z", "é", "e\u{301}", "aa", "0"]
            for name in names {
                let item = retained(
                    try RetentionItem(
                        id: RetentionID(name), labels: RetentionLabels(category: "note"), created: day(0),
                        parts: [ErasablePart(eraser: "file", locator: "/" + name)]))
                try store.write { try $0.insert(item) }
            }
            let expected = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map {
                Array($0.utf8)
            }
            for limit in 1...8 {
                var found: [[UInt8]] = []
                var last: RetentionID?
                while true {
                    let page = try store.read { try $0.items(after: last, limit: limit) }
                    try expect(page.count <= limit, "a page of more than \(limit)")
                    guard let end = page.last else { break }
                    found += page.map { Array($0.item.id.description.utf8) }
                    last = end.item.id
                }
                try expectEqual(found, expected, "another order")
            }
        },
        Check("a target covers its item, its subject's, its case's, or everything, whatever their state") { store in
            let first = try item(1, subject: "s", caseName: "c", eraseBy: day(5))
            let second = try item(2, subject: "s", caseName: "d")
            let third = try item(3)
            for item in [first, second, third] { try store.write { try $0.insert(item) } }
            try move(store, first, to: .certified)
            for (target, expected) in [
                (RetentionTarget.item(first.item.id), [first]), (.subject(try SubjectReference("s")), [first, second]),
                (.case(try CaseReference("d")), [second]), (.case(try CaseReference("e")), []),
                (.everything, [first, second, third]),
            ] {
                let found = try store.read { try $0.items(coveredBy: target).map(\.item.id) }
                try expectEqual(found, expected.map(\.item.id), "other items of \(target)")
            }
        },
    ]
}
