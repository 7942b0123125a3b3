import Foundation
import Testing

@testable import Proviso

/// The problems of a schedule, a line each; none if it is valid.
func scheduleProblems(_ text: String, source: String? = "schedule.yaml") -> [String] {
    scheduleProblems(Array(text.utf8), source: source)
}

func scheduleProblems(_ utf8: [UInt8], source: String? = "schedule.yaml") -> [String] {
    do {
        _ = try RetentionSchedule(utf8: utf8, source: source)
        return []
    } catch {
        precondition(!error.problems.isEmpty, "an error without a problem")
        return error.problems.map(\.description)
    }
}

/// A schedule in YAML with everything that is required; its rules begin in line 5.
func scheduleText(_ rules: String) -> String {
    "proviso: retention/v1\nschedule: one\nversion: 1\nrules:\n\(rules)\n"
}

@Suite struct RetentionScheduleReadingTests {
    private static let page = """
        proviso: retention/v1
        schedule: fiu-cases
        version: 7
        zone: Europe/Berlin
        ends: instant
        rules:
          everything: { maximum: P10Y, review-every: P1Y }
          case-records:
            category: case-record
            purpose: inquiry
            subject-category: victim
            anchor: { event: trial-over }
            minimum: P1Y
            lock: locked
            maximum: P5Y
            grace: P30D
            notice: P2W
            extension: authorized
            review-every: P6M
            unanswered: report
            basis: ["Case Records Act, section 12", "An agreement"]
        """

    @Test func `everything that can be said is read`() throws {
        let schedule = try RetentionSchedule(text: Self.page, source: "schedule.yaml")
        #expect(schedule.name == "fiu-cases" && schedule.version == 7)
        #expect(try schedule.calendar == RetentionCalendar(zone: CalendarZone("Europe/Berlin"), ends: .instant))
        #expect(
            try schedule.rules == [
                RetentionRule("everything", maximum: .years(10), reviewEvery: .years(1)),
                RetentionRule(
                    "case-records", category: "case-record", purpose: "inquiry", subjectCategory: "victim",
                    anchor: .event("trial-over"), minimum: .years(1), lock: .locked, maximum: .years(5),
                    grace: .days(30), notice: .weeks(2), extensionNeeds: .authorized,
                    reviewEvery: RetentionPeriod("P6M"), unanswered: .report,
                    basis: ["Case Records Act, section 12", "An agreement"]),
            ])
        #expect(schedule.digest == ContentDigest(of: Self.page))
    }

    @Test func `what is absent is as the page says`() throws {
        let schedule = try RetentionSchedule(text: scheduleText("  all: { maximum: P1D }"))
        #expect(schedule.calendar == RetentionCalendar(zone: .utc, ends: .day))
        let rule = try #require(schedule.rules.first)
        #expect(rule.category == nil && rule.purpose == nil && rule.subjectCategory == nil)
        #expect(rule.anchor == .created && rule.lock == .governed && rule.extensionNeeds == .reasoned)
        #expect(rule.unanswered == .restrict && rule.basis.isEmpty && rule.minimum == nil && rule.grace == nil)
    }

    @Test(arguments: [
        ("created", RetentionAnchor.created), ("received", .received), ("last-activity", .lastActivity),
        ("case-closed", .caseClosed), ("hold-released", .holdReleased), ("{ event: case-closed }", .caseClosed),
        ("{ event: created }", .event("created")),
    ])
    func `an anchor is a word or an event`(text: String, anchor: RetentionAnchor) throws {
        let rules = "  all: { anchor: \(text), maximum: P1D, review-every: P1D }"
        #expect(try RetentionSchedule(text: scheduleText(rules)).rules.first?.anchor == anchor)
    }

    // MARK: Problems

    @Test func `what a schedule must have is named when it is missing`() {
        #expect(
            scheduleProblems("x-y: z") == [
                "schedule.yaml:1:1: a schedule has no 'x-y'; one of: proviso, schedule, version, zone, ends, rules",
                "schedule.yaml:1:1: the schedule lacks 'proviso'; write `proviso: retention/v1`",
                "schedule.yaml:1:1: the schedule lacks 'schedule'; give it a name that its versions share",
                "schedule.yaml:1:1: the schedule lacks 'version'; write `version: 1`, and count up",
                "schedule.yaml:1:1: the schedule lacks 'rules'; say how long what is kept",
            ])
    }

    private static let word = "write a-z, then a-z 0-9 or -, at most 64 characters"
    private static let period = "is not a period; write years, months, weeks and days like P90D or P1Y6M"
    private static let category = "write words of a-z 0-9 and - with / between them, at most 128 characters"

    /// A line in the place of a good one, and its problem.
    static let topLevel: [(String, String)] = [
        ("schedule: FIU", "2:11: schedule cannot be 'FIU'; \(word)"),
        ("schedule: [a]", "2:11: schedule needs a text; write it in quotes"),
        ("version: 0", "3:10: version needs a whole number from 1 to 999999999; write it in digits"),
        ("version: 01", "3:10: version needs a whole number from 1 to 999999999; write it in digits"),
        ("version: 1000000000", "3:10: version needs a whole number from 1 to 999999999; write it in digits"),
        ("version: one", "3:10: version needs a whole number from 1 to 999999999; write it in digits"),
        ("version: 1\nzone: Mars/Base", "4:7: this machine has no time zone 'Mars/Base'"),
        (
            "version: 1\nzone: ../../etc/passwd",
            "4:7: '../../etc/passwd' is not the name of a time zone; write a name like Europe/Berlin, or UTC"
        ),
        (
            "version: 1\nzone: localtime",
            "4:7: 'localtime' is not a time zone but what a machine is set to; write a name like Europe/Berlin, or UTC"
        ),
        ("version: 1\nends: dya", "4:7: ends cannot be 'dya'; did you mean 'day'?"),
        ("version: 1\nrule: {}", "4:1: a schedule has no 'rule'; did you mean 'rules'?"),
        ("schedule: one\nschedule: two", "3:1: 'schedule' a second time"),
    ]

    @Test(arguments: topLevel) func `a statement that is wrong is one problem, at its place`(
        line: String, problem: String
    ) {
        let key = line.split(separator: ":")[0]
        let text = scheduleText("  all: { maximum: P1D }").split(separator: "\n").map { old in
            old.hasPrefix(key + ":") ? line : String(old)
        }
        let lines = scheduleProblems(text.joined(separator: "\n"))
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("schedule.yaml:\(problem)") == true, "\(lines)")
    }

    /// What follows `  a: ` in line 5, and its problem without the place's line.
    static let rules: [(String, String)] = [
        ("P1Y", "6: a rule needs its parts in { } (rule a); write { maximum: P1Y }"),
        ("[]", "6: a rule needs its parts in { } (rule a); write { maximum: P1Y }"),
        ("{}", "3: a rule that says nothing about time (rule a); give it a minimum, a maximum or review-every"),
        (
            "{ category: x }",
            "3: a rule that says nothing about time (rule a); give it a minimum, a maximum or review-every"
        ),
        ("{ maxmum: P1D }", "8: a rule has no 'maxmum' (rule a); did you mean 'maximum'?"),
        ("{ maximum: P1D, maximum: P1D }", "22: 'maximum' a second time (first in line 5); keep one of them"),
        ("{ maximum: 90 }", "17: '90' \(period.replacing(";", with: " (rule a);"))"),
        ("{ maximum: P1.5D }", "17: 'P1.5D' \(period.replacing(";", with: " (rule a);"))"),
        ("{ maximum: PT1H }", "17: 'PT1H' \(period.replacing(";", with: " (rule a);"))"),
        ("{ maximum: }", "17: maximum needs a text (rule a); write it in quotes"),
        ("{ maximum: P1000000D }", "17: 'P1000000D' \(period.replacing(";", with: " (rule a);"))"),
        ("{ maximum: P0D }", "3: maximum of no time (rule a); leave it out, or write at least P1D"),
        ("{ review-every: P0Y0M }", "3: review-every of no time (rule a); leave it out, or write at least P1D"),
        ("{ maximum: P1D, grace: P0W }", "3: grace of no time (rule a); leave it out, or write at least P1D"),
        ("{ category: Case, maximum: P1D }", "18: category cannot be 'Case' (rule a); \(category)"),
        ("{ category: case/, maximum: P1D }", "18: category cannot be 'case/' (rule a); \(category)"),
        ("{ category: a//b, maximum: P1D }", "18: category cannot be 'a//b' (rule a); \(category)"),
        ("{ purpose: Inquiry, maximum: P1D }", "17: purpose cannot be 'Inquiry' (rule a); \(word)"),
        ("{ purpose: a/b, maximum: P1D }", "17: purpose cannot be 'a/b' (rule a); \(word)"),
        ("{ subject-category: 1, maximum: P1D }", "26: subject-category cannot be '1' (rule a); \(word)"),
        ("{ anchor: craeted, maximum: P1D }", "16: anchor cannot be 'craeted' (rule a); did you mean 'created'?"),
        (
            "{ anchor: birth, maximum: P1D }",
            "16: anchor cannot be 'birth' (rule a); one of: created, received, last-activity, case-closed, hold-released, or { event: NAME }"
        ),
        ("{ anchor: {}, maximum: P1D }", "16: an anchor without 'event' (rule a); write { event: contract-ended }"),
        ("{ anchor: { evnt: a }, maximum: P1D }", "18: an anchor has no 'evnt' (rule a); did you mean 'event'?"),
        ("{ anchor: { event: A }, maximum: P1D }", "25: event cannot be 'A' (rule a); \(word)"),
        ("{ anchor: [created], maximum: P1D }", "16: anchor needs a text (rule a); write it in quotes"),
        (
            "{ anchor: received, review-every: P1D }",
            "16: anchor without minimum or maximum (rule a); add minimum or maximum, or remove it"
        ),
        ("{ lock: locked, maximum: P1D }", "14: lock without minimum (rule a); add minimum, or remove it"),
        ("{ lock: governed, maximum: P1D }", "14: lock without minimum (rule a); add minimum, or remove it"),
        (
            "{ minimum: P1D, maximum: P1D, lock: lokced }",
            "42: lock cannot be 'lokced' (rule a); did you mean 'locked'?"
        ),
        ("{ grace: P1D, review-every: P1D }", "15: grace without maximum (rule a); add maximum, or remove it"),
        ("{ notice: P1D, review-every: P1D }", "16: notice without maximum (rule a); add maximum, or remove it"),
        (
            "{ extension: reasoned, review-every: P1D }",
            "19: extension without maximum (rule a); add maximum, or remove it"
        ),
        ("{ extension: free, maximum: P1D }", "19: extension cannot be 'free' (rule a); one of: reasoned, authorized"),
        (
            "{ unanswered: erase, maximum: P1D }",
            "20: unanswered without review-every (rule a); add review-every, or remove it"
        ),
        (
            "{ unanswered: keep, review-every: P1D }",
            "20: unanswered cannot be 'keep' (rule a); one of: restrict, erase, report"
        ),
        ("{ maximum: P1D, basis: \"\" }", "29: basis is empty (rule a); say it in words"),
        ("{ maximum: P1D, basis: [] }", "29: basis needs a text (rule a); write at least one, or leave it out"),
        ("{ maximum: P1D, basis: [a, \"b\\u202e\"] }", "33: basis holds an invisible character (rule a); remove it"),
        ("{ maximum: P1D, basis: { a: b } }", "29: basis needs a text (rule a); write it in quotes"),
        (
            "{ maximum: P1D, minimum: P2D }",
            "3: the minimum P2D can be longer than the maximum P1D (rule a); write a shorter minimum, or both in the same unit"
        ),
        (
            "{ anchor: case-closed, maximum: P1D }",
            "3: what this rule is for could be kept for ever (rule a); add review-every, or a maximum from created, received or "
                + "last-activity, here or in a rule that is for more"
        ),
    ]

    @Test(arguments: rules) func `a rule that is wrong is one problem, with its place, its sentence and what to do`(
        rule: String, problem: String
    ) {
        #expect(scheduleProblems(scheduleText("  a: \(rule)")) == ["schedule.yaml:5:\(problem)"])
    }

    @Test func `a parameter has no meaning here`() {
        for line in [
            "  a: { maximum: \"${p}\" }", "  a: { maximum: P1D, basis: \"see ${law}\" }",
            "  a: { category: \"${c}\", maximum: P1D }",
        ] {
            let lines = scheduleProblems(scheduleText(line))
            #expect(lines.count == 1 && lines[0].contains("${"), "\(lines)")
        }
    }

    @Test(arguments: ["{}", "[a]", "a", "", "[{ a: { maximum: P1D } }]"])
    func `rules have names with what each says`(rules: String) {
        let text = "proviso: retention/v1\nschedule: one\nversion: 1\nrules: \(rules)\n"
        #expect(
            scheduleProblems(text).map { $0.drop { $0 != " " } } == [
                " rules needs names with what each says; write `records: { maximum: P1Y }`"
            ])
    }

    @Test(arguments: ["A", "a b", "1", "a/b"]) func `a rule has a word for its name`(id: String) {
        let lines = scheduleProblems(scheduleText("  \"\(id)\": { maximum: P1D }"))
        #expect(lines == ["schedule.yaml:5:3: a rule cannot be called '\(id)'; \(Self.word)"])
    }

    @Test func `every problem is told at once, in the order of the lines`() {
        let lines = scheduleProblems(
            """
            proviso: retention/v1
            schedule: One
            version: 0
            zone: Nowhere
            ends: never
            rules:
              a: { maximum: P1, grace: P0D, unanswered: x }
              B: { maximum: P1D }
              c: { lock: locked, basis: "" }
            more: 1
            """)
        let places = lines.map { $0.split(separator: ":").dropFirst().prefix(2).joined(separator: ":") }
        #expect(
            places == ["2:11", "3:10", "4:7", "5:7", "7:17", "7:45", "7:45", "8:3", "9:14", "9:29", "10:1"], "\(lines)")
    }

    @Test(arguments: ["retention/v2", "policy/v1", "Retention/v1", "1"])
    func `an unknown version gives exactly one problem`(version: String) {
        #expect(
            scheduleProblems("proviso: \(version)\nnew: &x x\nnew: *x\n") == [
                "schedule.yaml:1:10: this program does not know '\(version)'; it reads `proviso: retention/v1`"
            ])
    }

    @Test(arguments: ["", "\u{FEFF}", "# a\n", "a", "[a]", "1"])
    func `a text that says nothing is no schedule`(text: String) {
        let lines = scheduleProblems(text)
        #expect(lines.count == 1)
        #expect(lines.first?.contains("a schedule begins with `proviso: retention/v1`") == true, "\(lines)")
    }

    // MARK: JSON

    @Test func `the same is said in JSON, with its own places`() throws {
        let text = """
            {"proviso": "retention/v1", "schedule": "one", "version": 1,
             "rules": {"a": {"maximum": "P1D"}, "b": {"category": "letter", "maximum": "P2D", "basis": "A law"}}}
            """
        let yaml = scheduleText("  a: { maximum: P1D }\n  b: { category: letter, maximum: P2D, basis: A law }")
        #expect(try RetentionSchedule(text: text).rules == RetentionSchedule(text: yaml).rules)
        let wrong = text.replacing("\"P2D\"", with: "2").replacing("\"letter\"", with: "\"Letter\"")
        #expect(
            scheduleProblems(wrong) == [
                "schedule.yaml:2:55: category cannot be 'Letter' (rule b); \(Self.category)",
                "schedule.yaml:2:76: '2' \(Self.period.replacing(";", with: " (rule b);"))",
            ])
        #expect(scheduleProblems(text.replacing("\"b\"", with: "\"a\"")).count == 1)
    }

    // MARK: Files

    @Test func `a schedule is read from a file, whose name stands in its problems`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(scheduleText("  all: { maximum: P1D }"), to: "schedule.yaml")
        #expect(try RetentionSchedule(contentsOfFile: path).name == "one")
        let wrong = try folder.write(scheduleText("  all: { maximum: 1 }"), to: "wrong.yaml")
        let error = #expect(throws: PolicyError.self) { try RetentionSchedule(contentsOfFile: wrong) }
        #expect(error?.description.hasPrefix("\(wrong):5:19: '1' is not a period") == true)
        let large = try folder.write(String(repeating: " ", count: 1 << 20 + 1), to: "large.yaml")
        let tooLarge = #expect(throws: PolicyError.self) { try RetentionSchedule(contentsOfFile: large) }
        #expect(tooLarge?.problems.count == 1)
        #expect(refusal { _ = try RetentionSchedule(contentsOfFile: folder.path("missing")) } == .storeMissing)
        #expect(refusal { _ = try RetentionSchedule(contentsOfFile: folder.url.path) } == .storeFailed)
    }
}
