import Proviso
import Shared

extension JSON {
    /// An item with all that has happened to it, and what becomes of it, without the note of its certificate.
    static func item(_ explanation: RetentionExplanation) -> JSON {
        let (status, times) = (explanation.status, explanation.times)
        let (item, retained) = (status.item, status.retained)
        let labels = retained.labels
        return .object(
            [
                "item": .of(item.id), "state": .of(status.state), "reason": .of(explanation.reason),
                "access": .of(explanation.access), "category": .text(labels.category), "purpose": .of(labels.purpose),
                "subject-category": .of(labels.subjectCategory), "subject": .of(item.subject),
                "case": .of(item.caseReference), "created": .of(item.created), "received": .of(item.received),
                "registered": .of(retained.registered), "schedule-version": .number(retained.scheduleVersion),
                "erase-by": .of(item.eraseBy), "validate-by": .of(item.validateBy),
                "authorization": .of(item.authorization), "parts": .list(item.parts.map { .text($0.commandLineText) }),
                "package": item.package.map(package),
            ],
            and: object([
                "last-activity": .of(retained.lastActivity), "own-end": .of(retained.ownEnd),
                "last-review": .of(retained.lastReview), "disposal": .of(retained.disposal?.reason.rawValue),
                "validated": .of(retained.validated), "restriction": .of(retained.restriction),
                "end": .of(times.end), "rule": .of(explanation.decidingRule), "minimum": minimum(times.minimum),
                "erasable-from": .of(times.erasableFrom), "review-due": .of(times.reviewDue),
                "begun": .of(retained.begun), "due": .of(retained.due), "erased-at": .of(retained.erased),
                "certificate": .of(retained.certificate.flatMap { CertificateNote($0) }?.id),
                "holds": .list(status.holds.map { hold($0, at: explanation.clock.latest) }),
                "events": .list(status.events.map(event)),
            ]).namedValues)
    }

    static func hold(_ hold: LegalHold, at now: Instant) -> JSON {
        var (until, reviewBy): (Instant?, Instant?)
        switch hold.term {
        case .until(let instant): until = instant
        case .reviewBy(let instant): reviewBy = instant
        }
        return .object([
            "hold": .of(hold.id), "kind": .of(hold.kind), "target": .text(hold.target.commandLineText),
            "reason": .text(hold.reason), "authority": .text(hold.authority), "reference": .of(hold.reference),
            "placed": .of(hold.placed), "until": .of(until), "review-by": .of(reviewBy),
            "renewals": .number(hold.renewalCount), "released": .of(hold.released),
            "in-force": .flag(hold.isInForce(at: now)), "overdue": .flag(hold.isOverdue(at: now)),
        ])
    }

    static func event(_ event: RetentionEvent) -> JSON {
        .object([
            "event": .text(event.name), "target": .text(event.target.commandLineText), "at": .of(event.instant),
        ])
    }

    static func change(_ change: RetentionChange) -> JSON {
        .object([
            "number": .number(Int(change.number)), "at": .of(change.instant), "change": .of(change.kind),
            "target": .text(change.target.commandLineText), "reason": .of(change.justification?.reason),
            "by": .of(change.justification?.by),
            "details": .members(change.details.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }),
        ])
    }

    /// What a clock shows, and whether it can be believed.
    static func clock(_ clock: ClockReading) -> [(name: String, value: JSON)] {
        object([
            "at": .of(clock.now), "latest-time-seen": .of(clock.latestBefore), "clock": .text(clock.word),
        ]).namedValues
    }

    /// How many items something keeps, by what it is.
    static func kept(_ counts: [RetentionReason: Int]) -> JSON {
        .members(
            counts.sorted { $0.key.description < $1.key.description }.map { ($0.key.description, .number($0.value)) })
    }

    private static func package(_ package: PackageOrigin) -> JSON {
        .object([
            "sender": .of(package.sender), "recipients": .texts(package.recipients),
            "terms": .of(package.termsDigest), "manifest": .of(package.manifestDigest),
            "files": .number(package.fileNames.count),
        ])
    }

    private static func minimum(_ minimum: RetentionTimes.Minimum) -> JSON? {
        switch minimum {
        case .none: nil
        case .until(let instant): .of(instant)
        case .unknown: .text("waits-for-event")
        }
    }
}

extension RetentionExplanation {
    /// The rule that the end comes from, where there is one.
    fileprivate var decidingRule: RetentionRuleReference? { times.end == nil && status.state == .kept ? nil : rule }

    /// Where it lies, for people.
    var places: String { Ending.quoted(status.item.parts.map(\.locator).joined(separator: ", ")) }
}

extension ErasablePart {
    /// It as the command line takes it.
    var commandLineText: String { "\(eraser):\(locator)" }
}

extension ClockReading {
    /// Whether it can be believed, as a word.
    fileprivate var word: String { isBehind ? "stepped-back" : hasJumped ? "jumped" : "sound" }

    /// Why nothing is begun by it, and what to do; nil for one that can be believed.
    var problem: Ending.Problem? {
        if isBehind {
            return Ending.Problem(
                "clock-stepped-back",
                "the clock shows \(now), and has shown \(latest) before, so nothing is begun",
                remedy: "set the clock, or run proviso retain clock correct if it was wrong before")
        }
        guard hasJumped, let latestBefore else { return nil }
        return Ending.Problem(
            "clock-jumped",
            "the clock shows \(now), and was last seen at \(latestBefore), so nothing is begun",
            remedy: "look at another clock, then run proviso retain clock confirm")
    }
}

/// The note of a certificate in this party's own store, as far as it names files and is counted.
struct CertificateNote {
    let id: StatementID
    private let lines: [Substring]

    init?(_ note: String) {
        lines = note.split(separator: "\n")
        guard let text = Self.value("id", in: lines), let id = try? StatementID(text) else { return nil }
        self.id = id
    }

    /// The name of its file: a package's has that of the package, of which there is one.
    var fileName: String { "\(self["package"] ?? id.description).certificate.note" }

    /// What it says, for people.
    var sentence: String {
        if let package = self["package"] { return "Package \(package): erased \(self["erased-at"] ?? "before")." }
        return "\(self["items"] ?? "Some") of \(self["class"] ?? "a class"): erased, by \(self["rule"] ?? "a rule")."
    }

    func json(file: String) -> JSON {
        let package = self["package"]
        return .object([
            "certificate": .of(id), "file": .text(file), "package": package.map { .text($0) },
            "category": package == nil ? .of(self["class"]) : nil, "rule": .of(self["rule"]),
            "items": package == nil ? self["items"].flatMap { Int($0) }.map { .number($0) } : nil,
        ])
    }

    /// The first value of a name.
    subscript(name: String) -> String? { Self.value(name, in: lines) }

    private static func value(_ name: String, in lines: [Substring]) -> String? {
        lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
}
