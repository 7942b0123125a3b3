extension MinimizationPolicy {
    /// The policy as a text in JSON that reads back to the same policy, with its keys in a fixed order.
    ///
    /// - **Source**: `Formats/Policy`.
    public var jsonText: String {
        var members: [(String, PolicyJSON)] = [
            ("proviso", .text(PolicyWords.version)), ("purpose", .text(purpose.description)),
            ("recipient", .text(recipient.description)),
        ]
        if !legalBasis.isEmpty { members.append(("legal-basis", .texts(legalBasis.map(\.description)))) }
        if let domain { members.append(("domain", domain.json)) }
        if let keyFingerprint { members.append(("key-fingerprint", .text(keyFingerprint.description))) }
        if let onlyIf { members.append(("only-if", onlyIf.json)) }
        switch content {
        case .fields(let fields): members.append(("fields", PolicyJSON.fields(fields)))
        case .kinds(let kinds): members.append(("kinds", PolicyJSON.kinds(kinds)))
        }
        if let terms { members.append(("terms", terms.json)) }
        return PolicyJSON.map(members).text
    }
}

/// A tree of JSON whose maps keep their order.
private indirect enum PolicyJSON {
    case null
    case number(Int)
    case text(String)
    case list([PolicyJSON])
    case map([(String, PolicyJSON)])

    static func texts(_ texts: [String]) -> PolicyJSON { .list(texts.map { .text($0) }) }

    static func fields(_ fields: [FieldRule]) -> PolicyJSON {
        .map(fields.map { ($0.writtenPath, $0.action.json) })
    }

    static func kinds(_ kinds: [RecordKind]) -> PolicyJSON {
        .list(
            kinds.map { kind in
                .map([("when", kind.when?.json ?? .text("always")), ("fields", fields(kind.fields))])
            })
    }

    /// The text: what is near the top stands on lines of its own.
    var text: String {
        var result = ""
        append(to: &result, depth: 0)
        return result + "\n"
    }

    private func append(to result: inout String, depth: Int) {
        switch self {
        case .null: result += "null"
        case .number(let number): result += String(number)
        case .text(let text): result += JSONWriter.quoted(text)
        case .list(let elements):
            Self.append(elements, "[", "]", to: &result, depth: depth) { element, result in
                element.append(to: &result, depth: depth + 1)
            }
        case .map(let members):
            Self.append(members, "{", "}", to: &result, depth: depth) { member, result in
                result += JSONWriter.quoted(member.0) + ": "
                member.1.append(to: &result, depth: depth + 1)
            }
        }
    }

    private static func append<Part>(
        _ parts: [Part], _ open: String, _ close: String, to result: inout String, depth: Int,
        _ appendPart: (Part, inout String) -> Void
    ) {
        let ownLines = depth < 2 && !parts.isEmpty
        result += open
        for (index, part) in parts.enumerated() {
            if index > 0 { result += "," }
            if ownLines {
                result += "\n" + String(repeating: "  ", count: depth + 1)
            } else if index > 0 {
                result += " "
            }
            appendPart(part, &result)
        }
        if ownLines { result += "\n" + String(repeating: "  ", count: depth) }
        result += close
    }
}

extension PseudonymizationDomain {
    fileprivate var json: PolicyJSON {
        guard let epoch else { return .text(id) }
        return .map([("id", .text(id)), ("epoch", .text(epoch))])
    }
}

extension HandlingTerms {
    fileprivate var json: PolicyJSON {
        var members: [(String, PolicyJSON)] = []
        if let eraseAfter { members.append(("erase-after", .text(eraseAfter.description))) }
        if let reviewEvery { members.append(("review-every", .text(reviewEvery.description))) }
        if !handling.isEmpty { members.append(("handling", .texts(handling))) }
        return .map(members)
    }
}

extension RecordCondition {
    fileprivate var json: PolicyJSON {
        .map(
            tests.map { test in
                let texts = test.test.texts
                return (test.writtenPath, texts.count == 1 ? .text(texts[0]) : .map([("in", .texts(texts))]))
            })
    }
}

extension FieldAction {
    fileprivate var json: PolicyJSON {
        switch operation {
        case .keep(.drop): .text("keep")
        case .keep(let otherwise): Self.map("keep", .null, otherwise)
        case .keepSubtree: .text("keep-subtree")
        case .drop: .text("drop")
        case .transform(let steps): steps.count == 1 ? steps[0].json : .list(steps.map(\.json))
        case .kinds(let kinds, let otherwise): Self.map("kinds", .kinds(kinds), otherwise)
        }
    }

    fileprivate static func map(_ name: String, _ value: PolicyJSON, _ otherwise: Otherwise) -> PolicyJSON {
        .map([(name, value)] + (otherwise == .drop ? [] : [("otherwise", .text(otherwise.rawValue))]))
    }
}

extension FieldAction.Step {
    fileprivate var json: PolicyJSON {
        if case .setNull = transform.operation, otherwise == .drop { return .text(transform.name) }
        return FieldAction.map(transform.name, transform.options, otherwise)
    }
}

extension Canonicalization {
    fileprivate var json: PolicyJSON {
        if let country { return .map([(name, .text(country.description))]) }
        if let formats { return .map([(name, .texts(formats.map(\.description)))]) }
        return .text(name)
    }
}

extension FieldTransform {
    fileprivate var options: PolicyJSON {
        switch operation {
        case .pseudonymize(let type, let canonicalization, let prefixes):
            var members: [(String, PolicyJSON)] = [("as", .text(type.description))]
            if canonicalization != .exact { members.append(("canonical", canonicalization.json)) }
            if !prefixes.isEmpty { members.append(("prefixes", .texts(prefixes))) }
            return .map(members)
        case .mask(let mask):
            var members: [(String, PolicyJSON)] = []
            if mask.keepFirst != 0 { members.append(("keep-first", .number(mask.keepFirst))) }
            if mask.keepLast != 0 { members.append(("keep-last", .number(mask.keepLast))) }
            if mask.with != "*" { members.append(("with", .text(String(mask.with)))) }
            if let length = mask.length { members.append(("length", .number(length))) }
            return .map(members)
        case .generalize(let precision): return .text(precision.rawValue)
        case .truncateIP(let v4, let v6): return .map([("v4", .number(v4)), ("v6", .number(v6))])
        case .constant(let text): return .text(text)
        case .setNull: return .null
        }
    }
}
