import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionEngineEndTests {
    private static let digest = try? StatementDigest(bytes: Array(repeating: 7, count: 32))
    private func digest() throws -> StatementDigest { try #require(Self.digest) }

    // MARK: Extending and shortening

    @Test func `an extension sets a later end, and one to the same date changes nothing`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        let count = try bench.changes().count
        try bench.engine.extend(id, until: day(10), bench.why)
        #expect(try bench.changes().count == count)
        for earlier in [day(10, plus: -1), day(0), day(-9)] {
            #expect(refusal { try bench.engine.extend(id, until: earlier, bench.why) } == .retentionDirection)
        }
        try bench.engine.extend(id, until: day(10, plus: 1), bench.why)
        #expect(try bench.end(id) == day(10, plus: 1))
        try bench.engine.extend(id, until: .last, bench.why)
        #expect(try bench.end(id) == .last)
    }

    @Test func `an extension can never shorten, and a shortening never extends`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a")
        #expect(refusal { try bench.engine.shorten(id, until: day(10, plus: 1), bench.why) } == .retentionDirection)
        try bench.engine.shorten(id, until: day(5), bench.why)
        let count = try bench.changes().count
        try bench.engine.shorten(id, until: day(5), bench.why)
        #expect(try bench.changes().count == count)
        #expect(try bench.end(id) == day(5))
        try bench.engine.extend(id, until: day(20), bench.why)
        #expect(try bench.end(id) == day(20))
        // To a date that is over: it ends at once.
        try bench.engine.shorten(id, until: day(-3), bench.why)
        #expect(try bench.due() == ["a"])
        #expect(refusal { try bench.engine.shorten(id, until: day(-4), bench.why) } == .retentionEnded)
    }

    @Test func `no end counts as later than every date`() throws {
        let bench = try RetentionBench("all: { anchor: case-closed, maximum: P10D, review-every: P1Y }")
        let id = try bench.register("a")
        #expect(refusal { try bench.engine.extend(id, until: .last, bench.why) } == .retentionDirection)
        try bench.engine.shorten(id, until: .last, bench.why)
        #expect(try bench.end(id) == .last)
    }

    @Test func `nothing goes beyond erase by, and up to it all may`() throws {
        let bench = try RetentionBench()
        let id = try bench.register("a", eraseBy: day(12))
        #expect(refusal { try bench.engine.extend(id, until: day(12, plus: 1), bench.why) } == .retentionLimit)
        try bench.engine.extend(id, until: day(12), bench.why)
        #expect(try bench.end(id) == day(12))
        #expect(refusal { try bench.engine.extend(id, until: day(12, plus: 1), bench.why) } == .retentionLimit)
    }

    @Test func `an extension that needs an authorization is refused without one`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, extension: authorized, review-every: P5D }")
        let id = try bench.register("a")
        #expect(refusal { try bench.engine.extend(id, until: day(11), bench.why) } == .retentionAuthorization)
        #expect(
            refusal { try bench.engine.review(id, .extend(until: day(11)), bench.why) } == .retentionAuthorization)
        try bench.engine.extend(id, until: day(11), bench.why, authorization: digest())
        try bench.engine.review(id, .extend(until: day(12), authorization: digest()), bench.why)
        #expect(try bench.end(id) == day(12))
    }

    @Test func `an item that ended comes back during its grace, to the millisecond, and not after`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, grace: P5D }")
        let ids = try ["a", "b"].map { try bench.register($0) }
        try bench.at(15, plus: -1)
        #expect(refusal { try bench.engine.extend(ids[0], until: day(15, plus: -1), bench.why) } == .retentionDirection)
        try bench.engine.extend(ids[0], until: day(15), bench.why)
        #expect(try bench.engine.access(to: ids[0]) == .open)
        try bench.at(15)
        #expect(refusal { try bench.engine.extend(ids[1], until: day(20), bench.why) } == .retentionEnded)
        #expect(try bench.reason(ids[0]) == .inGrace, "its own end has a grace too")
    }

    @Test func `while an item that has a grace is on hold, its grace has not begun`() throws {
        let bench = try RetentionBench(
            "a: { category: a, maximum: P10D, grace: P5D }, b: { category: b, maximum: P10D }")
        let ids = try ["a", "b"].map { try bench.register($0, category: $0) }
        try bench.hold(.everything, until: day(40))
        try bench.at(30)
        #expect(refusal { try bench.engine.extend(ids[1], until: day(50), bench.why) } == .retentionEnded)
        try bench.engine.extend(ids[0], until: day(50), bench.why)
        #expect(try bench.engine.access(to: ids[0]) == .open)
    }

    @Test func `an extension takes back a disposal, and never a forgetting`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, grace: P5D }, duty: { minimum: P30D }")
        let ids = try ["a", "b"].map { try bench.register($0, subject: $0) }
        try bench.engine.review(ids[0], .erase, bench.why)
        try bench.engine.forget(SubjectReference("b"), bench.why)
        try bench.at(1)
        try bench.engine.extend(ids[0], until: day(20), bench.why)
        #expect(try bench.item(ids[0])?.disposal == nil)
        #expect(refusal { try bench.engine.extend(ids[1], until: day(20), bench.why) } == .retentionEnded)
        #expect(refusal { try bench.engine.review(ids[1], .extend(until: day(20)), bench.why) } == .retentionEnded)
    }

    // MARK: Reviews

    @Test func `a review date is another than the end, and each outcome has its effect, a reason and a person`() throws
    {
        let bench = try RetentionBench(
            "all: { maximum: P30D, grace: P2D, review-every: P5D }, b: { category: b, maximum: P9D }")
        let ids = try ["keep", "erase", "extend", "relabel"].map { try bench.register($0) }
        try bench.at(4)
        try bench.engine.review(ids[0], .keep, bench.why)
        try bench.engine.review(ids[1], .erase, bench.why)
        try bench.engine.review(ids[2], .extend(until: day(40)), bench.why)
        try bench.engine.review(ids[3], .relabel(RetentionLabels(category: "b")), bench.why)
        let found = try ids.map { try bench.engine.explain($0) }
        #expect(found.map(\.times.reviewDue) == [day(9), day(9), day(9), day(9)])
        #expect(found.map(\.times.end) == [day(30), day(4), day(40), day(9)])
        #expect(found.map(\.reason) == [.notDue, .inGrace, .notDue, .notDue])
        #expect(found[3].status.retained.labels.category == "b" && found[3].status.item.labels.category == "note")
        let changes = try bench.engine.changes().suffix(4)
        #expect(changes.map { $0.details["outcome"] } == ["keep", "erase", "extend", "relabel"])
        #expect(changes.allSatisfy { $0.justification == bench.why })
    }

    @Test func `an unanswered review does what the rule says, and no more`() throws {
        let bench = try RetentionBench(
            "a: { category: restrict, review-every: P5D }, b: { category: erase, review-every: P5D, unanswered: erase }, "
                + "c: { category: report, review-every: P5D, unanswered: report }")
        let ids = try ["restrict", "erase", "report"].map { try bench.register($0, category: $0) }
        try bench.at(5)
        #expect(try ids.map { try bench.engine.access(to: $0) } == [.restricted, .ended, .open])
        #expect(try bench.engine.overdueReviews().map(\.status.item.id.description) == ["report", "restrict"])
        #expect(try bench.swept() == ["erase"])
    }

    @Test func `a relabeling out of every rule, or out of a locked one, is refused`() throws {
        let bench = try RetentionBench(
            "a: { category: a, minimum: P5D, lock: locked, maximum: P9D }, b: { category: b, minimum: P5D, maximum: P9D }, "
                + "c: { category: a, purpose: p, maximum: P3D }")
        let ids = try ["a", "b"].map { try bench.register($0, category: $0) }
        func relabel(_ id: RetentionID, _ labels: RetentionLabels) throws {
            try bench.engine.review(id, .relabel(labels), bench.why)
        }
        #expect(refusal { try relabel(ids[0], RetentionLabels(category: "b")) } == .retentionLocked)
        #expect(refusal { try relabel(ids[1], RetentionLabels(category: "c")) } == .retentionUncovered)
        try relabel(ids[0], RetentionLabels(category: "a/sub", purpose: "p"))
        try relabel(ids[1], RetentionLabels(category: "a"))
        #expect(try bench.end(ids[0]) == day(3))
        #expect(refusal { try relabel(ids[1], RetentionLabels(category: "b")) } == .retentionLocked)
    }

    // MARK: Validating

    @Test func `data of an emergency measure are validated in time, or go without grace`() throws {
        let bench = try RetentionBench("all: { maximum: P90D, grace: P5D, minimum: P30D }")
        let ids = try ["a", "b"].map { try bench.register($0, validateBy: day(3)) }
        try bench.at(3, plus: -1)
        try bench.engine.validate(ids[0], bench.why, authorization: digest())
        let count = try bench.changes().count
        try bench.engine.validate(ids[0], bench.why, authorization: digest())
        #expect(try bench.changes().count == count)
        try bench.at(3)
        #expect(refusal { try bench.engine.validate(ids[1], bench.why, authorization: digest()) } == .retentionEnded)
        #expect(refusal { try bench.engine.extend(ids[1], until: day(20), bench.why) } == .retentionEnded)
        let report = try bench.sweep()
        #expect(report.certified.map(\.item.id) == [ids[1]])
        #expect(report.certified.first?.decidedBy?.description == "not-validated 1")
        #expect(try bench.reason(ids[0]) == .notDue)
    }

    // MARK: Forgetting

    @Test func `a subject is forgotten at once, but for holds and minimums, and later without being asked for again`()
        throws
    {
        let bench = try RetentionBench(
            "all: { maximum: P90D, grace: P5D }, duty: { category: duty, minimum: P20D }, "
                + "law: { category: law, minimum: P20D, lock: locked }")
        let names = ["free", "duty", "held", "law"]
        for name in names { try bench.register(name, category: name, subject: "s") }
        try bench.register("other", subject: "t")
        try bench.hold(.item(RetentionID("held")), until: day(15))
        let answer = try bench.engine.forget(SubjectReference("s"), bench.why)
        #expect(answer.due.map(\.description) == ["free"])
        #expect(answer.deferred.map(\.id.description) == ["duty", "held", "law"])
        #expect(answer.deferred.map(\.reason) == [.minimum, .onHold, .minimum])
        for name in names { #expect(try bench.engine.access(to: RetentionID(name)) == .ended) }
        #expect(try bench.swept() == ["free"])
        #expect(try bench.engine.forget(SubjectReference("s"), bench.why).gone.map(\.description) == ["free"])
        // Later items of the subject are not meant.
        try bench.register("late", subject: "s")
        try bench.at(15)
        #expect(try bench.swept() == ["held"])
        try bench.at(20)
        #expect(try bench.swept() == ["duty", "law"])
        #expect(try bench.reason(RetentionID("late")) == .notDue)
    }

    @Test func `two locks: a governed minimum is set aside by a named person, a locked one by nobody`() throws {
        let bench = try RetentionBench(
            "all: { maximum: P90D, minimum: P30D }, law: { category: law, minimum: P20D, lock: locked }")
        try bench.register("duty", subject: "s")
        try bench.register("law", category: "law", subject: "s")
        let answer = try bench.engine.forget(SubjectReference("s"), bench.why, settingMinimumsAside: true)
        #expect(answer.due.map(\.description) == ["duty"])
        #expect(answer.deferred.map(\.reason) == [.minimum])
        let change = try #require(try bench.engine.changes().last)
        #expect(
            change.kind == .forgotten && change.justification == bench.why && change.details["minimums"] == "set-aside")
        // What was set aside once stays so.
        try bench.engine.forget(SubjectReference("s"), bench.why)
        #expect(try bench.item(RetentionID("duty"))?.disposal?.setsMinimumAside == true)
        #expect(try bench.swept() == ["duty"])
        try bench.at(20)
        #expect(try bench.swept() == ["law"])
    }

    @Test func `forgetting during the grace ends it, and a review that erases does not`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, grace: P5D }")
        for id in ["a", "b"] { try bench.register(id, subject: id) }
        try bench.at(11)
        try bench.engine.review(RetentionID("b"), .erase, bench.why)
        try bench.engine.forget(SubjectReference("a"), bench.why)
        #expect(try bench.due() == ["a"])
        #expect(try bench.engine.explain(RetentionID("b")).times.erasableFrom == day(15))
    }

    @Test func `what has ended is no longer reviewed, shortened, touched or relabeled`() throws {
        let bench = try RetentionBench("all: { maximum: P10D, grace: P5D }")
        let id = try bench.register("a")
        try bench.at(10)
        let calls: [() throws -> Void] = [
            { try bench.engine.review(id, .keep, bench.why) },
            { try bench.engine.review(id, .relabel(RetentionLabels(category: "b")), bench.why) },
            { try bench.engine.shorten(id, until: day(9), bench.why) }, { try bench.engine.touch(id) },
        ]
        for call in calls { #expect(refusal(call) == .retentionEnded) }
        try bench.engine.review(id, .erase, bench.why)
        try bench.engine.review(id, .extend(until: day(11)), bench.why)
        try bench.at(16)
        _ = try bench.sweep()
        let late =
            calls + [
                { try bench.engine.review(id, .erase, bench.why) },
                { try bench.engine.extend(id, until: day(99), bench.why) },
                { try bench.engine.validate(id, bench.why, authorization: self.digest()) },
            ]
        for call in late { #expect(refusal(call) == .retentionErased) }
    }
}
