import Testing

@testable import Proviso

@Suite struct RetentionScheduleJSONTests {
    @Test func `the text says what is not as it would be anyway, in a fixed order`() throws {
        let schedule = try RetentionSchedule("cases", version: 12, zone: CalendarZone("Europe/Berlin"), ends: .instant)
        {
            RetentionRule("all", maximum: .years(10))
            RetentionRule(
                "full", category: "a/b", purpose: "p", subjectCategory: "s", anchor: .event("e"), minimum: .days(1),
                lock: .locked, maximum: .weeks(2), grace: .days(3), notice: .days(4), extensionNeeds: .authorized,
                reviewEvery: .days(5), unanswered: .erase, basis: ["A \"law\"", "Fälle"])
        }
        let text = schedule.jsonText.replacing(#/\s+/#, with: "")
        #expect(
            text
                == #"{"proviso":"retention/v1","schedule":"cases","version":12,"zone":"Europe/Berlin","ends":"instant","rules":{"#
                + #""all":{"maximum":"P10Y"},"full":{"category":"a/b","purpose":"p","subject-category":"s","anchor":{"event":"e"},"#
                + #""minimum":"P1D","lock":"locked","maximum":"P2W","grace":"P3D","notice":"P4D","extension":"authorized","#
                + #""review-every":"P5D","unanswered":"erase","basis":["A\"law\"","Fälle"]}}}"#)
    }

    @Test(arguments: [
        (RetentionAnchor.received, "received"), (.lastActivity, "last-activity"), (.caseClosed, "case-closed"),
        (.holdReleased, "hold-released"),
    ])
    func `an anchor with a word of its own is written by it`(anchor: RetentionAnchor, word: String) throws {
        let schedule = try RetentionSchedule("a", version: 1) {
            RetentionRule("a", anchor: anchor, maximum: .days(1), reviewEvery: .days(1))
        }
        #expect(schedule.jsonText.contains("\"\(word)\""))
        #expect(try RetentionSchedule(text: schedule.jsonText) == schedule)
    }

    @Test func `whatever schedule can be written in Swift, its text reads back to the same, to the byte`() throws {
        var numbers = SeededGenerator(seed: testSeed)
        var made = 0
        for _ in 0..<2000 {
            let rules = (0..<Int.random(in: 1...4, using: &numbers)).map { Self.rule($0, &numbers) }
            let zone = try CalendarZone(
                ["UTC", "Etc/UTC", "Europe/Berlin", "Asia/Kolkata"].randomElement(using: &numbers)!)
            guard
                let schedule = try? RetentionSchedule(
                    "s", version: .random(in: 1...999_999_999, using: &numbers), zone: zone,
                    ends: Bool.random(using: &numbers) ? .day : .instant, rules: { rules })
            else { continue }
            made += 1
            let again = try RetentionSchedule(text: schedule.jsonText)
            #expect(again == schedule)
            #expect(Array(again.jsonText.utf8) == Array(schedule.jsonText.utf8))
            for (rule, other) in zip(schedule.rules, again.rules) {
                #expect(rule.basis.map { Array($0.utf8) } == other.basis.map { Array($0.utf8) })
            }
        }
        #expect(made > 300, "too few of the schedules are sound: \(made)")
    }

    private static func rule(_ number: Int, _ numbers: inout SeededGenerator) -> RetentionRule {
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
        func period() -> RetentionPeriod? {
            guard !chance(3) else { return nil }
            let count = chance(40) ? 0 : Int.random(in: 1...3, using: &numbers)
            return [.days(count), .weeks(count), .months(count), .years(count), .years(999_999)].randomElement(
                using: &numbers)
        }
        let texts = [
            "see ${law}", " ", "A law", "§ 12 „Fälle“", "caf\u{E9}", "cafe\u{301}", "a \"b\" \\c", "# 1", "- x: y",
            "\u{1F600}", "null", "{}",
        ]
        // Mostly what is sound, and sometimes what is not.
        let (minimum, maximum, review) = (chance(3) ? period() : nil, period(), chance(2) ? period() : nil)
        func may(_ isSound: Bool) -> Bool { chance(isSound ? 2 : 40) }
        let anchors: [RetentionAnchor] = [
            .received, .lastActivity, .caseClosed, .holdReleased, .event("created"), .event("case-closed"),
        ]
        return RetentionRule(
            "r\(number)", category: ["a", "a/b", nil].randomElement(using: &numbers)!,
            purpose: chance(3) ? "null" : nil,
            subjectCategory: chance(3) ? "true" : nil,
            anchor: may(minimum != nil || maximum != nil) ? anchors.randomElement(using: &numbers)! : .created,
            minimum: minimum, lock: may(minimum != nil) ? .locked : .governed, maximum: maximum,
            grace: may(maximum != nil) ? period() : nil, notice: may(maximum != nil) ? period() : nil,
            extensionNeeds: may(maximum != nil) ? .authorized : .reasoned, reviewEvery: review,
            unanswered: may(review != nil) ? [.erase, .report].randomElement(using: &numbers)! : .restrict,
            basis: (0..<Int.random(in: 0...2, using: &numbers)).map { _ in
                texts[Int.random(in: chance(20) ? 0..<texts.count : 2..<texts.count, using: &numbers)]
            })
    }
}
