import Testing

@testable import Proviso

@Suite struct LegalHoldTests {
    private func make(
        _ target: RetentionTarget = .everything, _ kind: LegalHold.Kind = .hold, reason: String = "an appeal",
        authority: String = "court.example", reference: String? = "17/26", term: LegalHold.Term = .until(day(20))
    ) throws -> LegalHold {
        try LegalHold.new(
            on: target, kind, reason: reason, authority: authority, reference: reference, term: term, at: day(0))
    }

    @Test func `a new hold is in force and has an id of its own`() throws {
        let (first, second) = (try make(), try make())
        #expect(first.isInForce(at: day(0)))
        #expect(first.released == nil && first.placed == day(0) && first.renewalCount == 0)
        #expect(first.id != second.id)
    }

    @Test func `a hold lapses at its end, to the millisecond, and one with a date of review never`() throws {
        let hold = try make(term: .until(day(20)))
        #expect(hold.isInForce(at: day(20, plus: -1)) && hold.end(by: day(20, plus: -1)) == nil)
        #expect(!hold.isInForce(at: day(20)) && hold.end(by: day(500)) == day(20))
        let open = try make(term: .reviewBy(day(20)))
        #expect(open.isInForce(at: day(100_000)))
        for (instant, isOverdue) in [(day(20, plus: -1), false), (day(20), true), (day(900), true)] {
            #expect(open.isOverdue(at: instant) == isOverdue)
            #expect(!hold.isOverdue(at: instant))
        }
    }

    @Test func `a hold that was released is over since then, and is not overdue`() throws {
        let hold = try make(term: .reviewBy(day(5))).released(at: day(7))
        #expect(!hold.isInForce(at: day(7)) && hold.end(by: day(9)) == day(7))
        #expect(!hold.isOverdue(at: day(9)))
        #expect(try hold.released(at: day(9)).released == day(7), "the first release counts")
        // Its end was before.
        #expect(try make(term: .until(day(5))).released(at: day(7)).end(by: day(9)) == day(5))
    }

    @Test func `there is no hold without an end or a date of review that lies ahead`() throws {
        for instant in [day(0), day(0, plus: -1), day(-100)] {
            for term in [LegalHold.Term.until(instant), .reviewBy(instant)] {
                #expect(refusal { _ = try make(term: term) } == .retentionDirection)
            }
        }
        _ = try make(term: .until(day(0, plus: 1)))
        _ = try make(term: .reviewBy(.last))
    }

    @Test func `a hold that starts the clock is not placed on everything`() throws {
        #expect(refusal { _ = try make(.everything, .clockStarting) } == .valueInvalid)
        _ = try make(.subject(named: "s"), .clockStarting)
    }

    @Test func `a preservation order ends within 90 days of 24 hours, and has no date of review`() throws {
        #expect(try make(.everything, .preservation, term: .until(day(90))).term.instant == day(90))
        #expect(refusal { _ = try make(.everything, .preservation, term: .until(day(90, plus: 1))) } == .retentionLimit)
        #expect(refusal { _ = try make(.everything, .preservation, term: .reviewBy(day(9))) } == .retentionLimit)
        let order = try make(.everything, .preservation, term: .until(day(90)))
        #expect(try order.renewed(.until(day(95)), at: day(5)).term == .until(day(95)))
        #expect(refusal { _ = try order.renewed(.until(day(95, plus: 1)), at: day(5)) } == .retentionLimit)
        #expect(refusal { _ = try order.renewed(.reviewBy(day(91)), at: day(5)) } == .retentionLimit)
    }

    @Test func `a renewal sets a later term, never an earlier one, and counts itself`() throws {
        let hold = try make()
        let renewed = try hold.renewed(.until(day(30)), at: day(19))
        #expect(renewed.term == .until(day(30)) && renewed.renewalCount == 1 && renewed.id == hold.id)
        #expect(try renewed.renewed(.reviewBy(day(40)), at: day(19)).renewalCount == 2)
        for instant in [day(20), day(19), day(1)] {
            #expect(refusal { _ = try hold.renewed(.reviewBy(instant), at: day(0)) } == .retentionDirection)
        }
        #expect(refusal { _ = try hold.renewed(.until(day(30)), at: day(20)) } == .retentionEnded)
        let released = try hold.released(at: day(3))
        #expect(refusal { _ = try released.renewed(.until(day(30)), at: day(4)) } == .retentionEnded)
    }

    @Test(arguments: ["", " ", "an\nappeal", "an \u{202E}appeal"])
    func `a hold says why, by whom and under which number, in visible words`(text: String) {
        for (reason, authority, reference) in [
            (text, "court.example", "1"), ("an appeal", text, "1"), ("an appeal", "court.example", text),
        ] {
            let error = #expect(throws: ProvisoError.self) {
                try make(reason: reason, authority: authority, reference: reference)
            }
            #expect(error?.code == .valueInvalid)
            #expect(error?.message.contains("appeal") == false, "an error does not repeat what was written")
        }
    }

    @Test func `the kinds have words, and no other word is a kind`() {
        for kind in [LegalHold.Kind.hold, .clockStarting, .preservation] {
            #expect(LegalHold.Kind(kind.description) == kind)
        }
        for word in ["", "Hold", "hold ", "event"] { #expect(LegalHold.Kind(word) == nil) }
    }
}
