import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct SuppressionLedgerTests {
    private let store = InMemoryRetentionStore()
    private let eraser = FakeEraser()

    // MARK: Entries

    @Test func `with a ledger nothing is left of a certified item but its entry, and it cannot come back`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        let item = try item("a")
        try engine.register(item)
        try clock.set("2026-12-01T00:00:00Z")
        let report = try sweep(engine)
        #expect(report.certified.map(\.item.id) == [item.id] && report.certificates.count == 1)

        #expect(try store.read { try $0.item(item.id) } == nil)
        let entry = try #require(try engine.suppression(of: item.id))
        #expect(entry.category == "note")
        #expect(entry.erased == (try Instant("2026-12-01T00:00:00Z")))
        #expect(entry.rule.description == "erase-by 1")
        #expect(refusal { try engine.register(item) } == .retentionErased)
        #expect(refusal { _ = try engine.explain(item.id) } == .retentionErased)
        #expect(try engine.access(to: item.id) == .erased)
        #expect(refusal { try engine.touch(item.id) } == .retentionErased)
        #expect(try engine.suppression(of: RetentionID("b")) == nil)
    }

    @Test func `an entry's pseudonym is the keyed hash that the page gives`() throws {
        let root = try RootKey(copying: Array(UInt8(0)..<32).span)
        let keys = try SuppressionKeys(root)
        // python3: blake2b(enc(b"item", b"case-114/record-7"), key=K_role, person=b"proviso-suppress", digest_size=16)
        #expect(
            keys.pseudonym(of: try RetentionID("case-114/record-7")).bytes
                == Hexadecimal.decode("7b73947c23634a97d95146309cb3dec8"))
    }

    @Test func `an entry that was made under a retired version is found`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let old = try Keyrings.open([Keyrings.Sample(1, "active")])
        let both = try Keyrings.open([Keyrings.Sample(1, "retired"), Keyrings.Sample(2, "active")])
        let new = try Keyrings.open([Keyrings.Sample(1, "destroyed"), Keyrings.Sample(2, "active")])
        let item = try item("a")
        let first = try engine(clock, SuppressionKeys(old))
        try first.register(item)
        try clock.set("2026-12-01T00:00:00Z")
        _ = try sweep(first)
        #expect(refusal { try engine(clock, SuppressionKeys(both)).register(item) } == .retentionErased)
        // What the page warns of.
        try engine(clock, SuppressionKeys(new)).register(item)
    }

    // MARK: Restoring

    @Test func `what was erased since a backup goes again after it was restored, and what was held since is held`()
        throws
    {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        for id in ["a", "b", "c"] { try engine.register(try item(id)) }
        try engine.register(try item("d", eraseBy: "2027-06-01T00:00:00Z"))

        try clock.set("2026-12-01T00:00:00Z")
        let early = try engine.hold(
            .item(RetentionID("c")), reason: "an appeal", authority: "court.example",
            term: .reviewBy(Instant("2027-01-01T00:00:00Z"))
        ).hold
        _ = try sweep(engine)
        var lines: [String] = []
        try engine.exportSafeguards { lines.append($0) }
        #expect(lines.count == 4 && lines.allSatisfy { !$0.contains("\n") })

        // The backup is of the first day: all four are there, and nothing is held.
        let restored = InMemoryRetentionStore()
        let other = try self.engine(ManualClock("2026-11-25T12:00:00Z"), store: restored)
        for id in ["a", "b", "c"] { try other.register(try item(id)) }
        try other.register(try item("d", eraseBy: "2027-06-01T00:00:00Z"))
        let result = try other.reapplySafeguards(lines)
        #expect(result.newSuppressionCount == 2 && result.changedHoldCount == 1)
        #expect(result.reappeared == (try ["a", "b"].map { try RetentionID($0) }))
        #expect(try other.access(to: RetentionID("a")) == .ended)
        #expect(try other.access(to: RetentionID("d")) == .open)
        // The restored store has seen the time of the export, and believes no clock that shows an earlier one.
        #expect(try other.explain(RetentionID("a")).reason == .clockSteppedBack)

        let later = try self.engine(ManualClock("2026-12-02T00:00:00Z"), store: restored)
        #expect(try sweep(later).certified.map(\.item.id.description) == ["a", "b"])
        #expect(try later.explain(RetentionID("c")).reason == .onHold)
        #expect(try later.explain(RetentionID("c")).status.holds.map(\.id) == [early.id])
        let again = try later.reapplySafeguards(lines)
        #expect(again == RetentionEngine.Reapplication())
    }

    @Test func `a clock that is behind the export does not take back the time that the export has seen`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        try engine.register(try item("a"))
        try clock.set("2026-12-20T10:00:00Z")
        _ = try sweep(engine)
        var lines: [String] = []
        try engine.exportSafeguards { lines.append($0) }

        let restored = InMemoryRetentionStore()
        let wrong = try ManualClock("2026-11-25T12:00:00Z")
        let other = try self.engine(wrong, store: restored)
        try other.register(try item("a"))
        // It runs, and is weeks behind.
        try wrong.set("2026-11-27T12:00:00Z")
        _ = try other.reapplySafeguards(lines)
        #expect(try restored.read { try $0.latestTime() } == Instant("2026-12-20T10:00:00Z"))
        #expect(try other.explain(RetentionID("a")).reason == .clockSteppedBack)
    }

    @Test func `a hold that was renewed more often than anybody could is no line of an export`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        _ = try engine.hold(
            .everything, reason: "an audit", authority: "court.example", term: .until(Instant("2027-01-01T00:00:00Z")))
        var lines: [String] = []
        try engine.exportSafeguards { lines.append($0) }
        for count in ["-1", "9223372036854775807"] {
            let changed = lines.map { $0.replacing("\"renewals\": 0", with: "\"renewals\": " + count) }
            #expect(changed != lines)
            let error = #expect(throws: ProvisoError.self) { _ = try engine.reapplySafeguards(changed) }
            #expect(error?.code == .valueInvalid)
        }
    }

    @Test func `a hold keeps what came back, and its release lets it go`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        try engine.register(try item("a"))
        try clock.set("2026-12-01T00:00:00Z")
        _ = try sweep(engine)
        var lines: [String] = []
        try engine.exportSafeguards { lines.append($0) }

        let restored = InMemoryRetentionStore()
        let other = try self.engine(clock, store: restored)
        try other.register(try item("a", eraseBy: "2027-06-01T00:00:00Z"))
        let hold = try other.hold(
            .everything, reason: "an audit", authority: "court.example", term: .until(Instant("2027-01-01T00:00:00Z"))
        ).hold
        _ = try other.reapplySafeguards(lines)
        #expect(try other.explain(RetentionID("a")).reason == .onHold)
        #expect(try sweep(other).certified.isEmpty)
        try other.release(hold.id)
        #expect(try other.explain(RetentionID("a")).times.endSource == .suppressed)
        #expect(try sweep(other).certified.count == 1)
    }

    @Test func `of two states of a hold the later counts`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        let placed = try engine.hold(
            .everything, reason: "an audit", authority: "court.example", term: .until(Instant("2027-01-01T00:00:00Z"))
        ).hold
        var before: [String] = []
        try engine.exportSafeguards { before.append($0) }
        let justification = try Justification(reason: "it goes on", by: "court.example")
        let renewed = try engine.renew(placed.id, term: .until(Instant("2027-02-01T00:00:00Z")), justification)
        try engine.release(placed.id)
        var after: [String] = []
        try engine.exportSafeguards { after.append($0) }

        // An older export changes nothing.
        #expect(try engine.reapplySafeguards(before).changedHoldCount == 0)
        let other = InMemoryRetentionStore()
        let second = try self.engine(clock, store: other)
        #expect(try second.reapplySafeguards(before).changedHoldCount == 1)
        #expect(try second.reapplySafeguards(after).changedHoldCount == 1)
        let merged = try #require(try other.read { try $0.hold(placed.id) })
        #expect(merged.term == renewed.term)
        #expect(merged.released == (try Instant("2026-11-25T10:00:00Z")))
    }

    @Test func `what is no export is refused with its line, and nothing is changed`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        try engine.register(try item("a"))
        _ = try engine.hold(
            .everything, reason: "an audit", authority: "court.example", term: .until(Instant("2027-01-01T00:00:00Z")))
        var lines: [String] = []
        try engine.exportSafeguards { lines.append($0) }
        let store = InMemoryRetentionStore()
        let other = try self.engine(clock, store: store)
        for (bad, line) in [
            ([], nil), ([""], nil), (["{}"], 1), ([lines[1]], 1), ([lines[0], lines[0]], 2), ([lines[0], "x"], 2),
            ([lines[0], lines[1], "{\"suppression\":\"00\"}"], 3),
            ([lines[0].replacing("safeguards/v1", with: "safeguards/v2"), lines[1]], 1),
            ([lines[0], lines[1].replacing("\"until\"", with: "\"til\"")], 2),
        ] as [([String], Int?)] {
            let error = #expect(throws: ProvisoError.self) { try other.reapplySafeguards(bad) }
            #expect(error?.code == .valueInvalid && error?.place.line == line, "\(bad)")
        }
        #expect(try store.read { try $0.holds() }.isEmpty)
    }

    @Test func `entries that are older than every backup can be removed`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let engine = try engine(clock)
        for (id, day) in [("a", "2026-12-01"), ("b", "2026-12-02")] {
            try engine.register(try item(id, eraseBy: day + "T00:00:00Z"))
        }
        for day in ["2026-12-01", "2026-12-02"] {
            try clock.set(day + "T00:00:00Z")
            _ = try sweep(engine)
        }
        let justification = try Justification(reason: "the backups are gone", by: "ops.example")
        #expect(try engine.forgetSuppressions(erasedBefore: Instant("2026-12-02T00:00:00Z"), justification) == 1)
        #expect(try engine.suppression(of: RetentionID("a")) == nil)
        #expect(try engine.suppression(of: RetentionID("b")) != nil)
    }

    // MARK: Helpers

    private func engine(
        _ clock: ManualClock, _ keys: SuppressionKeys? = nil, store: InMemoryRetentionStore? = nil
    ) throws -> RetentionEngine {
        let root = try RootKey(copying: Array(UInt8(0)..<32).span)
        let engine = RetentionEngine(
            store: store ?? self.store, erasers: ["fake": eraser], time: clock.source,
            suppression: try keys ?? SuppressionKeys(root))
        let schedule = try RetentionSchedule("tests", version: 1) { RetentionRule("all", maximum: .years(100)) }
        try engine.adopt(schedule, replacing: engine.schedule()?.version)
        return engine
    }

    /// An item that ends when its *erase by* says so.
    private func item(_ id: String, eraseBy: String = "2026-12-01T00:00:00Z") throws -> RetentionItem {
        try RetentionItem(
            id: RetentionID(id), labels: RetentionLabels(category: "note"), created: Instant("2026-11-01T00:00:00Z"),
            eraseBy: Instant(eraseBy), parts: [ErasablePart(eraser: "fake", locator: id)])
    }

    private func sweep(_ engine: RetentionEngine) throws -> CollectedSweep {
        let recipient = try Recipient()
        return try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
    }
}
