import Testing

@testable import Proviso

@Suite struct RetentionExplanationTests {
    private static let first = """
        Package 0000000000000000000000000000007b from police.example, in /srv/cases/123:

        """
    private static let rule = """

        The rule package-terms 1 says: erase by 2027-02-23T10:00:00Z, counted from 2026-11-25T10:00:00Z.
        """

    /// State, now, what decides, the sentence.
    static let rows: [(RetentionState, String, RetentionReason, String)] = [
        (.kept, "2027-01-01T00:00:00Z", .notDue, "It is kept, because it is not due before 2027-02-23T10:00:00Z."),
        (
            .kept, "2027-03-01T00:00:00Z", .due,
            "It has been due since 2027-02-23T10:00:00Z, and the next sweep erases it."
        ),
        (
            .erasing, "2027-03-01T00:00:00Z", .erasing,
            "Its erasure was decided at 2027-02-24T00:00:01Z, and the next sweep finishes it."
        ),
        (
            .erased, "2027-03-01T00:00:00Z", .erased,
            "It was found to be gone at 2027-02-24T00:00:02Z, and the next sweep certifies that."
        ),
        (
            .certified, "2027-03-01T00:00:00Z", .certified,
            "It was found to be gone at 2027-02-24T00:00:02Z, and that is certified."
        ),
    ]

    @Test(arguments: rows)
    func `an explanation says what decides, the rule and the dates`(
        state: RetentionState, now: String, reason: RetentionReason, sentence: String
    ) throws {
        let status = RetentionStatus(
            item: try SampleItem.make(123, eraseBy: "2027-02-23T10:00:00Z"), state: state,
            begun: try Instant("2027-02-24T00:00:01Z"), erased: try Instant("2027-02-24T00:00:02Z"))
        let explanation = RetentionExplanation(
            status, clock: ClockReading(now: try Instant(now), latestBefore: nil))
        #expect(explanation.reason == reason)
        #expect(explanation.rule == .packageTerms)
        #expect(explanation.description == Self.first + sentence + Self.rule)
    }

    @Test func `holds are listed, those in force and those that are over`() throws {
        let item = try SampleItem.make(123, eraseBy: "2027-02-23T10:00:00Z")
        let appeal = try LegalHold(
            id: StatementID("000000000000000000000000000000a1"), item: item.id, reason: "an audit",
            authority: "auditor.example", placed: Instant("2026-12-01T00:00:00Z"),
            released: Instant("2026-12-24T00:00:00Z"))
        let audit = try LegalHold(
            id: StatementID("000000000000000000000000000000a2"), item: item.id, reason: "appeal 17/26",
            authority: "court.example", placed: Instant("2026-12-02T00:00:00Z"), released: nil)
        let status = RetentionStatus(item: item, holds: [appeal, audit])
        let explanation = RetentionExplanation(
            status, clock: ClockReading(now: try Instant("2027-03-01T00:00:00Z"), latestBefore: nil))
        #expect(explanation.reason == .onHold)
        let holds = """

            Hold 000000000000000000000000000000a1 by auditor.example, placed 2026-12-01T00:00:00Z, \
            released 2026-12-24T00:00:00Z: an audit.
            Hold 000000000000000000000000000000a2 by court.example, placed 2026-12-02T00:00:00Z, \
            in force: appeal 17/26.
            """
        #expect(explanation.description == Self.first + "It is kept, because it is on hold." + Self.rule + holds)
    }

    @Test func `a clock that stepped back is named with both times`() throws {
        let status = RetentionStatus(item: try SampleItem.make(123, eraseBy: "2027-02-23T10:00:00Z"))
        let clock = ClockReading(
            now: try Instant("2027-02-24T00:00:00Z"), latestBefore: try Instant("2027-02-25T00:00:00Z"))
        let explanation = RetentionExplanation(status, clock: clock)
        #expect(explanation.reason == .clockSteppedBack)
        #expect(explanation.description.contains("2027-02-24T00:00:00Z"))
        #expect(explanation.description.contains("2027-02-25T00:00:00Z"))
    }

    @Test func `a folder cannot steer a terminal`() throws {
        let item = try SampleItem.make(1, eraseBy: "2027-02-23T10:00:00Z", folder: "/srv/\u{1B}[2J")
        let explanation = RetentionExplanation(
            RetentionStatus(item: item), clock: ClockReading(now: item.anchor, latestBefore: nil))
        #expect(explanation.description.contains("/srv/\\u{1B}[2J"))
        #expect(!explanation.description.contains("\u{1B}"))
    }
}
