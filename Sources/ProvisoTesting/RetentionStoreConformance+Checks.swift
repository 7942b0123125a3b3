internal import Proviso

extension RetentionStoreConformance {
    // MARK: - Items

    static let items: [Check] = [
        Check("a new store knows nothing") { store in
            let item = try item(1, eraseBy: day(90))
            try expect(try store.items().isEmpty, "it has items")
            try expect(try store.items(dueBy: .last).isEmpty, "it has something to do")
            try expect(try store.status(of: item.id) == nil, "it knows an item")
            try expect(try store.latestTime() == nil, "it has seen a time")
        },
        Check("an item comes back as it was given, to the code point and to the millisecond") { store in
            // In one and in two code points: to Swift these are one text, and must not become one party.
            let parties = [
                try Party("caf\u{E9}.example"), try Party("cafe\u{301}.example"), try Party("Amt für Fälle, 2"),
            ]
            let item = try RetentionItem(
                id: id(1), sender: parties[1], recipients: parties, termsDigest: digest(0xFF),
                manifestDigest: digest(0),
                folder: "/srv/fälle/a b'c", fileNames: ["terms.note", "cases.0001.ndjson"], anchor: day(0, plus: 1),
                rule: RetentionRule(id: "cases/closed", version: 17), eraseBy: day(90, plus: 999),
                authorization: digest(7))
            try store.insert(item)
            let found = try status(store, item)
            try expectEqual(found, RetentionStatus(item: item), "another status")
            let texts = ([found.item.sender] + found.item.recipients).map { Array($0.description.utf8) }
            let given = ([item.sender] + item.recipients).map { Array($0.description.utf8) }
            try expectEqual(texts, given, "other code points")
        },
        Check("the same item again changes nothing") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try store.placeHold(hold(1, on: item))
            let before = try status(store, item)
            try store.insert(item)
            try expectEqual(try status(store, item), before, "another status")
            try expectEqual(try store.items().count, 1, "more items")
        },
        Check("the same item again is refused once its erasure was decided, because nobody would erase it again") {
            store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            func expectRefused(_ when: String) throws {
                let before = try status(store, item)
                try expectRefusal(.retentionErased, "to take in an item that is \(when)") { try store.insert(item) }
                try expectEqual(try status(store, item), before, "another status")
            }
            try begin(store, item, at: day(90))
            try expectRefused("being erased")
            _ = try store.recordErased(item.id, evidence, at: day(91))
            try expectRefused("gone")
            _ = try store.recordCertificate(item.id, "a note")
            try expectRefused("certified")
        },
        Check("another item with the same id is refused, and the first one stays") { store in
            let item = try item(1, eraseBy: day(90), folder: "/srv/caf\u{E9}")
            try store.insert(item)
            for other in [
                try Self.item(1, eraseBy: day(91)), try Self.item(1, eraseBy: day(90), folder: "/srv/elsewhere"),
                // To Swift it is the same text, and to the file system another folder.
                try Self.item(1, eraseBy: day(90), folder: "/srv/cafe\u{301}"),
            ] {
                try expectRefusal(.retentionExists, "another item with the same id") { try store.insert(other) }
            }
            try expectEqual(try status(store, item).item, item, "another item")
        },
        Check("items come by their date, and by their id on the same day") { store in
            for (number, days) in [(3, 90), (1, 91), (2, 90), (4, 89)] as [(Int, Int64)] {
                try store.insert(try item(number, eraseBy: day(days)))
            }
            let expected = [try id(4), try id(2), try id(3), try id(1)]
            try expectEqual(try store.items().map(\.item.id), expected, "another order of all")
            try expectEqual(try store.items(dueBy: day(91)).map(\.item.id), expected, "another order of what is due")
        },
        Check("to do is what has come to its date, on hold or not, and what was begun, but not what is certified") {
            store in
            let kept = try item(1, eraseBy: day(90, plus: 1))
            let due = try item(2, eraseBy: day(90))
            let held = try item(3, eraseBy: day(89))
            let begun = try item(4, eraseBy: day(88))
            let erased = try item(5, eraseBy: day(87))
            let certified = try item(6, eraseBy: day(86))
            for item in [kept, due, held, begun, erased, certified] { try store.insert(item) }
            try store.placeHold(hold(1, on: held))
            for item in [begun, erased, certified] { try begin(store, item, at: day(88)) }
            for item in [erased, certified] { _ = try store.recordErased(item.id, evidence, at: day(88)) }
            _ = try store.recordCertificate(certified.id, "a note")
            let ids = try store.items(dueBy: day(90)).map(\.item.id)
            try expectEqual(ids, [erased.id, begun.id, held.id, due.id], "something else to do")
            // What was begun is to be finished, whatever the clock shows.
            try expectEqual(
                try store.items(dueBy: day(1)).map(\.item.id), [erased.id, begun.id], "something else to do")
        },
        Check("what happens to one item does not happen to another") { store in
            let (first, second) = (try item(1, eraseBy: day(90)), try item(2, eraseBy: day(90)))
            try store.insert(first)
            try store.insert(second)
            try store.placeHold(hold(1, on: first))
            try begin(store, second, at: day(90))
            try expectEqual(try status(store, first).state, .kept, "another state")
            try expectEqual(try status(store, first).holds.count, 1, "other holds")
            try expectEqual(try status(store, second).holds.count, 0, "other holds")
        },
    ]

    // MARK: - Holds

    static let holds: [Check] = [
        Check("a hold comes back as it was given") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            let hold = try hold(1, on: item, reason: "Beschwerde „17/26“")
            try store.placeHold(hold)
            try expectEqual(try status(store, item).holds, [hold], "other holds")
        },
        Check("a hold keeps its item until it is released, and remembers since when") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            let hold = try hold(1, on: item)
            try store.placeHold(hold)
            try expectDeclined(store, item, at: day(95), .onHold)
            try expectEqual(try status(store, item).state, .kept, "another state")
            let released = try store.releaseHold(hold.id, at: day(96))
            try expectEqual(released.released, day(96), "released at another time")
            try expectEqual(try status(store, item).holds, [released], "other holds")
            try begin(store, item, at: day(96))
        },
        Check("of two holds, each one is enough to keep an item") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            let (first, second) = (try hold(1, on: item), try hold(2, on: item))
            try store.placeHold(first)
            try store.placeHold(second)
            _ = try store.releaseHold(first.id, at: day(91))
            try expectDeclined(store, item, at: day(92), .onHold)
            _ = try store.releaseHold(second.id, at: day(93))
            try begin(store, item, at: day(94))
        },
        Check("a hold that is released again keeps its first date") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            let hold = try hold(1, on: item)
            try store.placeHold(hold)
            _ = try store.releaseHold(hold.id, at: day(10))
            try expectEqual(try store.releaseHold(hold.id, at: day(11)).released, day(10), "another date")
            try expectEqual(try status(store, item).holds.first?.released, day(10), "another date")
        },
        Check("the same hold again changes nothing, also after its release and after the erasure") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            let hold = try hold(1, on: item)
            try store.placeHold(hold)
            try store.placeHold(hold)
            _ = try store.releaseHold(hold.id, at: day(10))
            try store.placeHold(hold)
            try begin(store, item, at: day(90))
            try store.placeHold(hold)
            try expectEqual(try status(store, item).holds.map(\.released), [day(10)], "other holds")
        },
        Check("another hold with the same id is refused") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try store.placeHold(hold(1, on: item))
            try expectRefusal(.retentionExists, "another hold with the same id") {
                try store.placeHold(hold(1, on: item, reason: "an audit"))
            }
            try expectEqual(try status(store, item).holds.map(\.reason), ["an appeal"], "other holds")
        },
        Check("a hold after the decision is refused by name, in every state") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            func expectTooLate() throws {
                try expectRefusal(.retentionErased, "a hold after the decision") {
                    try store.placeHold(hold(1, on: item))
                }
                try expect(try status(store, item).holds.isEmpty, "a hold that was refused is there")
            }
            try begin(store, item, at: day(90))
            try expectTooLate()
            _ = try store.recordErased(item.id, evidence, at: day(90))
            try expectTooLate()
            _ = try store.recordCertificate(item.id, "a note")
            try expectTooLate()
        },
        Check("a hold on an unknown item and the release of an unknown hold are refused") { store in
            let item = try item(1, eraseBy: day(90))
            try expectRefusal(.retentionUnknown, "a hold on an unknown item") {
                try store.placeHold(hold(1, on: item))
            }
            try store.insert(item)
            try expect(try status(store, item).holds.isEmpty, "a hold that was refused is there")
            try expectRefusal(.retentionUnknown, "the release of an unknown hold") {
                try store.releaseHold(id(1001), at: day(1))
            }
        },
    ]
}
