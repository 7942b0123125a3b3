internal import Proviso
internal import Synchronization

/// A scenario that is being played: the clock, the names that it gives to holds, and the erasers that are to fail.
final class RetentionScenarioRun {
    var store: any RetentionStore
    private let scenario: RetentionScenario
    private let clock = ScenarioClock()
    private let eraser = ScenarioEraser()
    private let signer: NoteSigner
    private let issuer: Party
    private var holds: [String: StatementID] = [:]
    private var inUse: Int?

    init(_ scenario: RetentionScenario, _ store: any RetentionStore) throws {
        self.scenario = scenario
        self.store = store
        signer = try NoteSigner.generate(name: "scenario.example/retention")
        issuer = try Party("scenario.example")
    }

    private var engine: RetentionEngine {
        RetentionEngine(store: store, erasers: ["scenario": eraser], time: clock.source)
    }

    /// Plays a line, and compares what comes of it with what must.
    func play(_ line: RetentionScenario.Line) throws {
        func fail(_ what: String) -> RetentionScenario.Failure { .init(line: line.number, description: what) }
        let found: String?
        do {
            found = try result(of: line)
        } catch let error as ProvisoError {
            guard line.expectation == "refused \(error.code)" else {
                throw fail("refused \(error.code) (\(error)), and not \(line.expectation ?? "done")")
            }
            return
        }
        if line.command == "explain", let found, let expectation = line.expectation {
            // Only what is written is compared.
            let words = Set(found.split(separator: " "))
            let missing = expectation.split(separator: " ").filter { !words.contains($0) }
            if !missing.isEmpty { throw fail("\(found), and not \(expectation)") }
            return
        }
        guard found == line.expectation else {
            throw fail("\(found ?? "done"), and not \(line.expectation ?? "done")")
        }
    }

    // MARK: - Commands

    private func result(of line: RetentionScenario.Line) throws -> String? {
        switch line.command {
        case "at": clock.set(try Instant(line.word(0)))
        case "adopt": try adopt(line)
        case "register": try engine.register(try item(line))
        case "touch": try engine.touch(try id(line), at: instant("at", line))
        case "event":
            guard let at = try instant("at", line) else { throw malformed(line) }
            try engine.record(try RetentionEvent(line.word(0), on: try target(line), at: at))
        case "withdraw": try engine.withdrawEvent(try line.word(0), on: try target(line))
        case "hold", "preserve": return try placeHold(line)
        case "renew": try engine.renew(try hold(line), term: try term(line), justification)
        case "release": try engine.release(try hold(line))
        case "restrict": try engine.restrict(try id(line), justification)
        case "lift": try engine.liftRestriction(of: try id(line), justification)
        case "review": try review(line)
        case "extend":
            guard let until = try instant("until", line) else { throw malformed(line) }
            try engine.extend(try id(line), until: until, justification, authorization: try authorization(line))
        case "shorten":
            guard let until = try instant("until", line) else { throw malformed(line) }
            try engine.shorten(try id(line), until: until, justification)
        case "validate":
            try engine.validate(try id(line), justification, authorization: try Self.digest())
        case "forget":
            try engine.forget(
                try SubjectReference(line.word(0)), justification,
                settingMinimumsAside: line.words.contains("despite-minimum"))
        case "confirm-clock": try engine.confirmClock(justification)
        case "correct-clock":
            guard let to = try instant("to", line) else { throw malformed(line) }
            try engine.correctClock(to: to, justification)
        case "fail": eraser.fail(try line.word(0), times: Int(line.options["times"] ?? "1") ?? 1)
        default: return try look(line)
        }
        return nil
    }

    private func look(_ line: RetentionScenario.Line) throws -> String {
        switch line.command {
        case "explain": return try Self.words(for: engine.explain(try id(line)))
        case "access": return try engine.access(to: try id(line)).description
        case "due": return list(try engine.due().map(\.status.item.id.description))
        case "notice": return list(try engine.ending().map(\.status.item.id.description))
        case "reviews": return list(try engine.overdueReviews().map(\.status.item.id.description))
        case "holds":
            let names = Dictionary(uniqueKeysWithValues: holds.map { ($1, $0) })
            return list(try engine.overdueHolds().map { names[$0.id] ?? "unnamed" })
        case "sweep":
            let report = try engine.collectedSweep(signer: signer, issuer: issuer)
            let failed = report.failures.map(\.id.description).sorted()
            return list(report.certified.map(\.item.id.description))
                + (failed.isEmpty ? "" : " failed " + list(failed))
        case "preview":
            let preview = try engine.preview(try schedule(line))
            return
                "at-once=\(preview.atOnce) sooner=\(preview.sooner) later=\(preview.later) unchanged=\(preview.unchanged) uncovered=\(preview.uncovered)"
        default: throw malformed(line)
        }
    }

    private func adopt(_ line: RetentionScenario.Line) throws {
        let scope: AdoptedSchedule.Scope = line.options["for"] == "new" ? .newItems : .allItems
        let replacing =
            switch line.options["replacing"] {
            case nil: try engine.schedule()?.version
            case "none": Int?.none
            case .some(let text): Int(text)
            }
        try engine.adopt(try schedule(line), for: scope, replacing: replacing, justification)
    }

    private func placeHold(_ line: RetentionScenario.Line) throws -> String? {
        let name = try line.word(0)
        let placed: RetentionEngine.PlacedHold
        if line.command == "preserve" {
            guard let until = try instant("until", line) else { throw malformed(line) }
            placed = try engine.preserve(
                try target(line), reason: "a request that follows", authority: "prosecutor.example",
                reference: "P-1", until: until)
        } else {
            placed = try engine.hold(
                try target(line), reason: "an appeal", authority: "court.example", term: try term(line),
                startsClock: line.words.contains("starts-clock"))
        }
        holds[name] = placed.hold.id
        return placed.tooLate.isEmpty ? nil : "too-late " + list(placed.tooLate.map(\.description))
    }

    private func review(_ line: RetentionScenario.Line) throws {
        let outcome: RetentionEngine.ReviewOutcome
        switch try line.word(1) {
        case "keep": outcome = .keep
        case "erase": outcome = .erase
        case "extend":
            guard let until = try instant("until", line) else { throw malformed(line) }
            outcome = .extend(until: until, authorization: try authorization(line))
        case "relabel":
            let labels = try engine.explain(try id(line)).status.retained.labels
            outcome = .relabel(
                try RetentionLabels(
                    category: line.options["category"] ?? labels.category,
                    purpose: line.options["purpose"] ?? labels.purpose,
                    subjectCategory: line.options["subject-category"] ?? labels.subjectCategory))
        default: throw malformed(line)
        }
        try engine.review(try id(line), outcome, justification)
    }

    // MARK: - Words and values

    private static func words(for explanation: RetentionExplanation) -> String {
        let times = explanation.times
        var words = [explanation.reason.description]
        words.append("end=" + (times.end?.description ?? "none"))
        switch times.minimum {
        case .none: words.append("minimum=none")
        case .until(let instant): words.append("minimum=\(instant)")
        case .unknown: words.append("minimum=unknown")
        }
        words.append("erasable=" + (times.erasableFrom?.description ?? "none"))
        words.append("rule=" + (times.endSource?.description ?? "none"))
        if times.isContradictory { words.append("contradiction") }
        return words.joined(separator: " ")
    }

    private func item(_ line: RetentionScenario.Line) throws -> RetentionItem {
        let id = try id(line)
        return try RetentionItem(
            id: id,
            labels: try RetentionLabels(
                category: line.options["category"] ?? "", purpose: line.options["purpose"],
                subjectCategory: line.options["subject-category"]),
            subject: try line.options["subject"].map { try SubjectReference($0) },
            caseReference: try line.options["case"].map { try CaseReference($0) },
            created: try instant("created", line) ?? clock.source.now(), received: try instant("received", line),
            eraseBy: try instant("erase-by", line), validateBy: try instant("validate-by", line),
            parts: [try ErasablePart(eraser: "scenario", locator: id.description)])
    }

    private func target(_ line: RetentionScenario.Line) throws -> RetentionTarget {
        guard let text = line.options["on"] else { throw malformed(line) }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        return try RetentionTarget(word: parts[0], name: parts.count > 1 ? parts[1] : "")
    }

    private func term(_ line: RetentionScenario.Line) throws -> LegalHold.Term {
        if let until = try instant("until", line) { return .until(until) }
        guard let date = try instant("review-by", line) else { throw malformed(line) }
        return .reviewBy(date)
    }

    private func schedule(_ line: RetentionScenario.Line) throws -> RetentionSchedule {
        guard let text = scenario.schedules[try line.word(0)] else { throw malformed(line) }
        return try RetentionSchedule(text: text, source: try line.word(0))
    }

    private func hold(_ line: RetentionScenario.Line) throws -> StatementID {
        // A name that was not given is an id that nobody knows.
        try holds[line.word(0)] ?? StatementID(String(repeating: "0", count: 32))
    }

    private func id(_ line: RetentionScenario.Line) throws -> RetentionID { try RetentionID(line.word(0)) }

    private func instant(_ option: String, _ line: RetentionScenario.Line) throws -> Instant? {
        try line.options[option].map { try Instant($0) }
    }

    private func authorization(_ line: RetentionScenario.Line) throws -> StatementDigest? {
        line.words.contains("authorized") ? try Self.digest() : nil
    }

    private static func digest() throws -> StatementDigest {
        try StatementDigest(bytes: Array(repeating: 7, count: 32))
    }

    private var justification: Justification {
        get throws { try Justification(reason: "the story wants it", by: "scenario.example") }
    }

    private func list(_ words: [String]) -> String { words.isEmpty ? "nothing" : words.joined(separator: " ") }

    private func malformed(_ line: RetentionScenario.Line) -> RetentionScenario.Failure {
        .init(line: line.number, description: "not a line of a scenario")
    }
}

/// The clock of a scenario.
private final class ScenarioClock: Sendable {
    private let instant = Mutex(Instant(millisecondsSinceEpoch: 0)!)

    func set(_ new: Instant) { instant.withLock { $0 = new } }

    var source: TimeSource { TimeSource { self.instant.withLock { $0 } } }
}

/// An eraser of nothing, which fails as often as a scenario says.
private final class ScenarioEraser: Eraser {
    private let failures = Mutex<[String: Int]>([:])

    func fail(_ locator: String, times: Int) { failures.withLock { $0[locator] = times } }

    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        let fails = failures.withLock { failures in
            guard let count = failures[part.locator], count > 0 else { return false }
            failures[part.locator] = count - 1
            return true
        }
        if fails { throw InjectedFault() }
        return ErasureEvidence(count: 1, method: .foundAbsent, verification: .filesAbsent)
    }
}
