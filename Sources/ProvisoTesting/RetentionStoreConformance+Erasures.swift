internal import Proviso

extension RetentionStoreConformance {
    // MARK: - Decisions

    static let decisions: [Check] = [
        Check("nothing is erased a millisecond before its date, and at its date it is") { store in
            let item = try item(1, eraseBy: day(90, plus: 500))
            try store.insert(item)
            try expectDeclined(store, item, at: day(90, plus: 499), .notDue)
            try expectEqual(try status(store, item), RetentionStatus(item: item), "another status")
            try begin(store, item, at: day(90, plus: 500))
        },
        Check("a decision is remembered with its time, which counts as seen") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            guard case .begun(let begun) = try store.beginErasure(item.id, clock: .fixed(day(93, plus: 7))) else {
                throw Failure(description: "the erasure of an item that is due is not begun")
            }
            let expected = RetentionStatus(item: item, state: .erasing, begun: day(93, plus: 7))
            try expectEqual(begun, expected, "another status")
            try expectEqual(try status(store, item), expected, "another status")
            try expectEqual(try store.latestTime(), day(93, plus: 7), "another latest time")
        },
        Check("a decision that is declined changes nothing") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try expectDeclined(store, item, at: day(80), .notDue)
            try expect(try store.latestTime() == nil, "it counts as a time seen")
            try store.placeHold(hold(1, on: item))
            try expectDeclined(store, item, at: day(91), .onHold)
            try expect(try store.latestTime() == nil, "it counts as a time seen")
            try expectEqual(try status(store, item).state, .kept, "another state")
        },
        Check("whoever comes second is told how far the first has come") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try begin(store, item, at: day(90))
            try expectDeclined(store, item, at: day(91), .erasing)
            _ = try store.recordErased(item.id, evidence, at: day(90))
            try expectDeclined(store, item, at: day(91), .erased)
            _ = try store.recordCertificate(item.id, "a note")
            try expectDeclined(store, item, at: day(91), .certified)
            try expectEqual(try status(store, item).begun, day(90), "another decision")
        },
        Check("every step with an unknown item is refused") { store in
            let unknown = try id(1)
            try expectRefusal(.retentionUnknown, "a decision on an unknown item") {
                try store.beginErasure(unknown, clock: .fixed(day(1)))
            }
            try expectRefusal(.retentionUnknown, "the erasure of an unknown item") {
                try store.recordErased(unknown, evidence, at: day(1))
            }
            try expectRefusal(.retentionUnknown, "a certificate for an unknown item") {
                try store.recordCertificate(unknown, "a note")
            }
        },
    ]

    // MARK: - Records

    static let records: [Check] = [
        Check("nothing is gone whose erasure was not decided, and nothing is certified that is not gone") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try expectRefusal(.retentionOrder, "to record a kept item as erased") {
                try store.recordErased(item.id, evidence, at: day(95))
            }
            try expectRefusal(.retentionOrder, "to certify a kept item") {
                try store.recordCertificate(item.id, "a note")
            }
            try begin(store, item, at: day(90))
            try expectRefusal(.retentionOrder, "to certify an item that is being erased") {
                try store.recordCertificate(item.id, "a note")
            }
            try expectEqual(
                try status(store, item), RetentionStatus(item: item, state: .erasing, begun: day(90)), "another status")
        },
        Check("the first record of an erasure stays") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try begin(store, item, at: day(90))
            let expected = RetentionStatus(
                item: item, state: .erased, begun: day(90), erased: day(91, plus: 3), evidence: evidence)
            try expectEqual(
                try store.recordErased(item.id, evidence, at: day(91, plus: 3)), expected, "another status")
            let other = ErasureEvidence(fileCount: 5, method: .filesUnlinked, verification: .filesAbsent)
            try expectEqual(try store.recordErased(item.id, other, at: day(92)), expected, "another status")
            try expectEqual(try status(store, item), expected, "another status")
        },
        Check("nothing is gone before its erasure was decided, even if the clock stepped back between") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try begin(store, item, at: day(95))
            try expectEqual(
                try store.recordErased(item.id, evidence, at: day(3)).erased, day(95), "gone at another time")
        },
        Check("the first certificate stays, and the second sweeper gets it") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try begin(store, item, at: day(90))
            _ = try store.recordErased(item.id, evidence, at: day(91))
            let note = "proviso/certificate/v1\nissuer: fiu.example\n\n— fiu.example/retention rS0rQ\n"
            let expected = RetentionStatus(
                item: item, state: .certified, begun: day(90), erased: day(91), evidence: evidence, certificate: note)
            try expectEqual(try store.recordCertificate(item.id, note), expected, "another status")
            try expectEqual(try store.recordCertificate(item.id, "another note"), expected, "another status")
            try expectEqual(try store.recordErased(item.id, evidence, at: day(99)), expected, "another status")
            try expectEqual(try status(store, item), expected, "another status")
        },
    ]

    // MARK: - Clocks

    static let clocks: [Check] = [
        Check("the latest time never goes back, and a reading says if it is behind") { store in
            let readings: [(Instant, latest: Instant)] = [
                (day(10), day(10)), (day(9), day(10)), (day(10), day(10)), (day(10, plus: 1), day(10, plus: 1)),
            ]
            for (now, latest) in readings {
                let reading = try store.advanceClock(.fixed(now))
                try expectEqual(reading, ClockReading(now: now, latestBefore: latest), "another reading")
                try expectEqual(try store.latestTime(), latest, "another latest time")
            }
        },
        Check("while the clock is behind nothing is begun, and when it has caught up it is") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            _ = try store.advanceClock(.fixed(day(100)))
            try expectDeclined(store, item, at: day(99), .clockSteppedBack)
            // By this clock it is not even due; by the one before, it was.
            try expectDeclined(store, item, at: day(80), .clockSteppedBack)
            try expectEqual(try status(store, item).state, .kept, "another state")
            try begin(store, item, at: day(100))
        },
        Check("a clock that is behind does not stop what was begun") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            try begin(store, item, at: day(100))
            _ = try store.recordErased(item.id, evidence, at: day(5))
            try expectEqual(try store.recordCertificate(item.id, "a note").state, .certified, "another state")
        },
    ]

    // MARK: - Races

    static let races: [Check] = [
        Check("of many who decide at once, one begins") { store in
            let item = try item(1, eraseBy: day(90))
            try store.insert(item)
            let begun = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let decision = try store.beginErasure(item.id, clock: .fixed(day(90, plus: Int64(number))))
                        if case .begun = decision { return true }
                        return false
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try expectEqual(begun, 1, "so many begin")
        },
        Check("of a hold and a decision at once, one is told no") { store in
            for number in 0..<32 {
                let item = try item(number, eraseBy: day(90))
                try store.insert(item)
                let hold = try hold(number, on: item)
                async let isHeld: Bool = {
                    do {
                        try store.placeHold(hold)
                        return true
                    } catch let error as ProvisoError {
                        try expectEqual(error.code, .retentionErased, "a hold is refused with another word")
                        return false
                    }
                }()
                async let isBegun: Bool = {
                    if case .begun = try store.beginErasure(item.id, clock: .fixed(day(90))) { return true }
                    return false
                }()
                let (held, begun) = (try await isHeld, try await isBegun)
                try expect(held != begun, held ? "a hold is in force on what is being erased" : "both are told no")
            }
        },
    ]
}
