internal import ProvisoCrypto

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// One line of an export of ledger and holds: an object of JSON with texts and numbers.
///
/// - **Source**: `Formats/Retention`, *The suppression ledger*.
enum SafeguardLine {
    case head(latestTime: Instant?)
    case hold(LegalHold)
    case suppression(Suppression)

    private static let format = "safeguards/v1"

    /// The line as it is written, without its line feed.
    var text: String {
        let object: PolicyJSON
        switch self {
        case .head(let latestTime):
            object = .map(
                ("proviso", .text(Self.format)),
                ("latest-time", latestTime.map { .text($0.description) }))
        case .hold(let hold):
            var (until, reviewBy): (Int?, Int?)
            switch hold.term {
            case .until(let end): until = Int(end.millisecondsSinceEpoch)
            case .reviewBy(let date): reviewBy = Int(date.millisecondsSinceEpoch)
            }
            object = .map(
                ("hold", .text(hold.id.description)), ("target-kind", .text(hold.target.word)),
                ("target", .text(hold.target.name)), ("kind", .text(hold.kind.description)),
                ("reason", .text(hold.reason)), ("authority", .text(hold.authority)),
                ("reference", hold.reference.map { .text($0) }),
                ("placed", .number(Int(hold.placed.millisecondsSinceEpoch))), ("until", until.map { .number($0) }),
                ("review-by", reviewBy.map { .number($0) }), ("renewals", .number(hold.renewalCount)),
                ("released", hold.released.map { .number(Int($0.millisecondsSinceEpoch)) }))
        case .suppression(let suppression):
            object = .map(
                ("suppression", .text(Hexadecimal.encode(suppression.pseudonym.span))),
                ("key-version", .number(Int(suppression.keyVersion.number))),
                ("category", .text(suppression.category)), ("rule", .text(suppression.rule.description)),
                ("due", .number(Int(suppression.due.millisecondsSinceEpoch))),
                ("erased", .number(Int(suppression.erased.millisecondsSinceEpoch))))
        }
        return object.line
    }

    /// The lines of an export.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for the first line that is none.
    static func parse(_ lines: [String]) throws(ProvisoError) -> [SafeguardLine] {
        var result: [SafeguardLine] = []
        for (index, text) in lines.enumerated() where !text.isEmpty {
            guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(text.utf8)),
                let line = try? SafeguardLine(fields), (index == 0) == line.isHead
            else {
                throw ProvisoError(
                    .valueInvalid, "not a line of exported safeguards",
                    remedy: "give the whole export, as it was written", place: ProvisoError.Place(line: index + 1))
            }
            result.append(line)
        }
        guard !result.isEmpty else {
            throw ProvisoError(.valueInvalid, "not exported safeguards", remedy: "give the whole export")
        }
        return result
    }

    private var isHead: Bool {
        if case .head = self { true } else { false }
    }

    private init(_ fields: Fields) throws {
        if let proviso = fields.proviso {
            guard proviso == Self.format else { throw Fault() }
            self = .head(latestTime: try fields.latestTime.map { try Instant($0) })
        } else if let id = fields.hold {
            self = .hold(try Self.hold(id, fields))
        } else {
            guard let text = fields.suppression, let pseudonym = Hexadecimal.decode(text),
                let version = fields.keyVersion, let category = fields.category, let rule = fields.rule
            else { throw Fault() }
            self = .suppression(
                try Suppression(
                    pseudonym: pseudonym, keyVersion: KeyVersion(version), category: category,
                    rule: RetentionRuleReference(rule), due: Self.instant(fields.due),
                    erased: Self.instant(fields.erased)))
        }
    }

    private static func hold(_ id: String, _ fields: Fields) throws -> LegalHold {
        guard let kind = fields.kind.flatMap({ LegalHold.Kind($0) }), let word = fields.targetKind,
            let name = fields.target, let reason = fields.reason, let authority = fields.authority,
            let renewals = fields.renewals, (fields.until == nil) != (fields.reviewBy == nil)
        else { throw Fault() }
        let term: LegalHold.Term =
            fields.until == nil ? .reviewBy(try instant(fields.reviewBy)) : .until(try instant(fields.until))
        return try LegalHold(
            id: StatementID(id), target: RetentionTarget(word: word, name: name), kind: kind, reason: reason,
            authority: authority, reference: fields.reference, placed: instant(fields.placed), term: term,
            renewalCount: renewals, released: fields.released.map { try instant($0) })
    }

    private static func instant(_ milliseconds: Int64?) throws -> Instant {
        guard let milliseconds, let instant = Instant(millisecondsSinceEpoch: milliseconds) else { throw Fault() }
        return instant
    }

    private struct Fault: Error {}

    private struct Fields: Decodable {
        let proviso, latestTime: String?
        let hold, targetKind, target, kind, reason, authority, reference: String?
        let placed, until, reviewBy, released, due, erased: Int64?
        let renewals: Int?
        let suppression, category, rule: String?
        let keyVersion: UInt32?

        enum CodingKeys: String, CodingKey {
            case proviso, hold, target, kind, reason, authority, reference, placed, until, released, due, erased
            case renewals, suppression, category, rule
            case latestTime = "latest-time"
            case targetKind = "target-kind"
            case reviewBy = "review-by"
            case keyVersion = "key-version"
        }
    }
}
