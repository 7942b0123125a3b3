/// What `redact` must meet, whether it was read or written in Swift.
extension PolicyChecker {
    /// The redaction of texts, which have no record to know values from.
    mutating func check(_ redaction: RedactionRule, ofTexts mark: PolicyMark) {
        if let known = redaction.known.first {
            problems.add(
                known.field.mark, "known names a field, and a text has none", rule: "text",
                remedy: "write watch-list: with a file of names")
        }
        for fault in Self.faults(of: redaction) { add(mark, fault, rule: "text") }
        if redaction.needsKey, !draft.hasDomain {
            add(mark, .keyWithoutDomain(.redact(redaction)), rule: "text")
        }
    }

    /// The fields whose values are known.
    mutating func check(known fields: [RedactionRule.KnownField], ofRule field: FieldRule, from origin: Origin) {
        for known in fields {
            if known.field.prefixes.contains(where: \.isEmpty) {
                add(known.field.mark, .emptyPrefix, rule: field.writtenPath)
            }
            _ = path(known.field.writtenPath, from: origin, mark: known.field.mark, rule: field.writtenPath)
        }
    }

    static func faults(of redaction: RedactionRule) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        for word in redaction.find + redaction.except where RecognizedType.named(word).isEmpty {
            faults.append(
                PolicyFault(
                    message: "redact knows no type '\(excerpt(word))'",
                    remedy: NearestWord.remedy(
                        for: word, among: RecognizedType.groups + RecognizedType.all.map(\.description))))
        }
        for type in Array(redaction.thresholds.keys) + Array(redaction.replaceByType.keys)
        where RecognizedType(type.description) == nil {
            faults.append(
                PolicyFault(
                    message: "redact knows no type '\(excerpt(type.description))'",
                    remedy: "name a built-in type; those of recognizers are not known to a policy"))
        }
        if faults.isEmpty, redaction.types == [.knownValue], redaction.known.isEmpty, redaction.watchLists.isEmpty,
            redaction.deny.isEmpty
        {
            faults.append(
                PolicyFault(message: "redact looks for nothing", remedy: "name types in find, or known values"))
        }
        for name in redaction.watchLists.map(\.file) + redaction.contextWords {
            if let fault = PolicyFault.ofFileName(name) { faults.append(fault) }
        }
        for text in redaction.deny where KnownValues([KnownValue(text, kind: .exact)], type: 0).set.isEmpty {
            faults.append(
                PolicyFault(
                    message: "deny cannot be '\(excerpt(text))'",
                    remedy: "write at least three letters or digits; fewer would be found everywhere"))
        }
        for text in redaction.allow where text.utf8.count < 2 {
            faults.append(
                PolicyFault(message: "allow cannot be '\(excerpt(text))'", remedy: "write at least two characters"))
        }
        for case .mask(let first, let last, let mask) in redaction.replacements {
            let limit = FieldTransform.Limit.maskCount
            if !limit.contains(first) || !limit.contains(last) || mask.isInvisible {
                faults.append(
                    PolicyFault(
                        message: "mask needs a visible character, and counts between 0 and 1000",
                        remedy: "write { mask: { keep-last: 4 } }"))
            }
        }
        return faults
    }
}
