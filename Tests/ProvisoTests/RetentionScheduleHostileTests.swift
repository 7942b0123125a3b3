import Testing

@testable import Proviso

/// Schedules that were made to do harm: they are refused quickly, and what they say cannot harm a terminal.
@Suite struct RetentionScheduleHostileTests {
    private static let limit = 1 << 20

    private static func repeated(_ text: String, after start: String = "") -> String {
        start + String(repeating: text, count: (limit - start.utf8.count) / text.utf8.count)
    }

    private static let texts: [(String, String)] = [
        ("letters", repeated("a")), ("opening brackets", repeated("[")),
        ("opening braces", repeated("{a: ", after: "a: ")),
        ("opening braces in JSON", repeated("{\"a\":")), ("anchors", repeated("&a ")), ("aliases", repeated("- *a\n")),
        ("one long name", repeated("a", after: "proviso: retention/v1\nschedule: ")),
        ("one long number", repeated("1", after: "proviso: retention/v1\nversion: ")),
        ("one long zone", repeated("a/", after: "proviso: retention/v1\nzone: ")),
        ("one long period", repeated("9", after: scheduleText("  a: { maximum: P"))),
        ("one long category", repeated("a/", after: scheduleText("  a: { category: "))),
        ("one long basis", repeated("é", after: scheduleText("  a: { maximum: P1D, basis: "))),
        ("many rules", scheduleText((0..<30_000).map { "  a\($0): { maximum: P1D }" }.joined(separator: "\n"))),
        ("many bad rules", scheduleText((0..<60_000).map { "  a\($0): {}" }.joined(separator: "\n"))),
        ("many keys", scheduleText("  a: { " + (0..<60_000).map { "k\($0): x, " }.joined() + "}")),
        (
            "many texts",
            scheduleText("  a: { maximum: P1D, basis: [" + String(repeating: "\"\", ", count: 200_000) + "] }")
        ),
    ]

    @Test(arguments: texts.map(\.0)) func `a hostile schedule is refused in a moment, in few words`(name: String) throws
    {
        let text = try #require(Self.texts.first { $0.0 == name }).1
        #expect(text.utf8.count <= Self.limit + 1)
        var lines: [String] = []
        let elapsed = ContinuousClock().measure { lines = scheduleProblems(text) }
        #expect(elapsed < .seconds(10))
        #expect((1...1001).contains(lines.count))
        #expect(lines.allSatisfy { $0.utf8.count < 3000 })
    }

    @Test func `a schedule has at most one mebibyte`() throws {
        let start = scheduleText("  all: { maximum: P1D }") + "#"
        let fill = Self.limit - start.utf8.count
        _ = try RetentionSchedule(text: start + String(repeating: "a", count: fill))
        #expect(
            scheduleProblems(start + String(repeating: "a", count: fill + 1)) == [
                "schedule.yaml: a schedule of more than 1 MiB; use fewer rules, or schedules of several engines"
            ])
    }

    @Test func `a thousand rules are read, each checked against all, and one more is refused at its place`() throws {
        func text(_ count: Int) -> String {
            scheduleText(
                (1...count).map { "  a\($0): { category: c/d\($0), minimum: P1M, maximum: P31D }" }.joined(
                    separator: "\n"))
        }
        var count = 0
        let elapsed = try ContinuousClock().measure {
            count = try RetentionSchedule(text: text(1000)).rules.count
        }
        #expect(count == 1000)
        #expect(elapsed < .seconds(30))
        #expect(
            scheduleProblems(text(1001)) == [
                "schedule.yaml:1005:3: more than 1000 rules; use categories, so that one rule is for many"
            ])
    }

    @Test func `nesting is allowed up to 64 and refused from 65 on`() {
        func text(_ depth: Int) -> String {
            "x: " + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        }
        #expect(scheduleProblems(text(64)).count > 1)
        #expect(scheduleProblems(text(65)).count == 1)
        #expect(scheduleProblems(text(65)).first?.contains("nested more than 64 deep") == true)
    }

    @Test(arguments: ["\u{1B}[2J", "\u{0}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{2028}", "\u{FEFF}", "\r", "\n"])
    func `no invisible character of a schedule reaches a message`(character: String) {
        let escaped = character.unicodeScalars.map { "\\u" + String(0x1_0000 + $0.value, radix: 16).dropFirst() }
            .joined()
        let bad = "x\(escaped)y"
        let templates = [
            #"{"BAD": 1}"#, #"{"proviso": "BAD"}"#,
            #"""
            {"proviso": "retention/v1", "schedule": "BAD", "version": "BAD", "zone": "BAD", "ends": "BAD", "BAD": 1,
             "rules": {"BAD": {"maximum": "P1D"}, "a": {"category": "BAD", "purpose": "BAD", "subject-category": "BAD",
              "anchor": "BAD", "minimum": "BAD", "lock": "BAD", "maximum": "BAD", "grace": "BAD", "notice": "BAD",
              "extension": "BAD", "review-every": "BAD", "unanswered": "BAD", "basis": ["BAD"], "BAD": 1},
              "b": {"anchor": {"BAD": 1, "event": "BAD"}, "maximum": "P1D"}, "c": "BAD", "d": ["BAD"], "d": {}}}
            """#,
        ]
        for template in templates {
            let lines = scheduleProblems(template.replacing("BAD", with: bad), source: "a\(character)b")
            #expect(!lines.isEmpty)
            for line in lines { #expect(!line.unicodeScalars.contains { $0.isInvisible }, "\(line.debugDescription)") }
        }
    }
}
