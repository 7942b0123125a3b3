/// `redact` as JSON.
extension RedactionRule {
    var json: PolicyJSON {
        if self == RedactionRule() { return .text("everything") }
        return .map(
            ("find", find.isEmpty ? nil : .texts(find)), ("except", except.isEmpty ? nil : .texts(except)),
            ("known", known.isEmpty ? nil : .list(known.map(\.json))),
            ("watch-list", watchLists.isEmpty ? nil : .list(watchLists.map(\.json))),
            ("deny", deny.isEmpty ? nil : .texts(deny)), ("allow", allow.isEmpty ? nil : .texts(allow)),
            ("threshold", thresholdJSON), ("context-words", contextWords.isEmpty ? nil : .texts(contextWords)),
            ("replace", replaceJSON))
    }

    private var thresholdJSON: PolicyJSON? {
        let usual = threshold == .usualThreshold ? nil : PolicyJSON.number(threshold.percent)
        if thresholds.isEmpty { return usual }
        return .map(
            [("default", usual)]
                + Self.sorted(thresholds).map { ($0.key.description, .number($0.value.percent)) })
    }

    private var replaceJSON: PolicyJSON? {
        let usual = replace == .label ? nil : replace.json
        if replaceByType.isEmpty { return usual }
        return .map([("default", usual)] + Self.sorted(replaceByType).map { ($0.key.description, $0.value.json) })
    }

    private static func sorted<Value>(_ map: [RecognizedType: Value]) -> [(key: RecognizedType, value: Value)] {
        map.sorted { $0.key.description < $1.key.description }
    }
}

extension RedactionRule.KnownField {
    fileprivate var json: PolicyJSON {
        if kind == .name, pseudonym == nil { return field.json }
        return .map(
            field.members(path: "path") + [
                ("kind", kind == .name ? nil : .text(kind.rawValue)), ("as", pseudonym.map { .text($0.description) }),
            ])
    }
}

extension RedactionRule.WatchList {
    fileprivate var json: PolicyJSON {
        kind == .name ? .text(file) : .map(("file", .text(file)), ("kind", .text(kind.rawValue)))
    }
}

extension RedactionRule.TextReplacement {
    fileprivate var json: PolicyJSON {
        switch self {
        case .label: .text("label")
        case .surrogate: .text("surrogate")
        case .constant(let text): .map(("constant", .text(text)))
        case .mask(let first, let last, let mask):
            .map(("mask", FieldTransform.MaskOptions(keepFirst: first, keepLast: last, with: mask).json))
        case .pseudonym(let type, let canonicalization):
            .map(
                (
                    "pseudonymize",
                    .map(("as", .text(type.description)), ("canonical", canonicalization.jsonUnlessExact))
                ))
        case .token(let type): .map(("tokenize", .map(("as", .text(type.description)))))
        }
    }
}
