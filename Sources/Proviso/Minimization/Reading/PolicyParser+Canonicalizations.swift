/// Canonicalizations: a word, or a map with what `phone` and `date` need.
extension PolicyParser {
    mutating func canonicalization(_ node: PolicyNode) -> Canonicalization? {
        if case .mapping(let entries) = node.content { return canonicalization(node, entries) }
        guard let word = text(node, "canonical") else { return nil }
        if let method = Canonicalization.Method(rawValue: word) {
            if let canonicalization = Canonicalization(withoutOptions: method) { return canonicalization }
            report(
                node, "canonical '\(word)' needs its \(method == .phone ? "default country" : "formats")",
                remedy: "write \(method == .phone ? "{ phone: NL }" : "{ date: [DD.MM.YYYY] }")")
            return nil
        }
        var later: [String] = []
        // `casefolded-u17` and so on name a version of Unicode.
        if word.hasPrefix("casefolded-u"), Int(word.dropFirst(12)) != nil { later.append(word) }
        // The text form, which command lines take.
        let name = word.prefix { $0 != ":" }
        let remedy =
            PolicyWords.canonicalizationsInMap.contains(String(name))
            ? "write it as a map: { \(name): … }"
            : PolicyWords.remedy(for: word, among: PolicyWords.canonicalizations, later: later)
        report(node, "canonical cannot be '\(excerpt(word))'", remedy: remedy)
        return nil
    }

    private mutating func canonicalization(
        _ node: PolicyNode, _ entries: [PolicyNode.Entry]
    ) -> Canonicalization? {
        for entry in entries where !PolicyWords.canonicalizationsInMap.contains(entry.key) {
            let isWord = PolicyWords.canonicalizations.contains(entry.key)
            problems.add(
                entry.keyMark,
                isWord ? "\(entry.key) has no options" : "canonical has no option '\(excerpt(entry.key))'", rule: rule,
                remedy: isWord
                    ? "write it as a word: \(entry.key)"
                    : NearestWord.remedy(for: entry.key, among: PolicyWords.canonicalizationsInMap))
            return nil
        }
        guard let entry = entries.first, entries.count == 1 else {
            report(
                node, "canonical needs one of phone and date", remedy: "write { phone: NL } or { date: [DD.MM.YYYY] }")
            return nil
        }
        return entry.key == "phone" ? phone(entry.value) : date(entry.value)
    }

    private mutating func phone(_ node: PolicyNode) -> Canonicalization? {
        guard let code = text(node, "phone") else { return nil }
        do throws(ProvisoError) {
            return .phone(defaultCountry: try Canonicalization.PhoneCountry(code))
        } catch {
            report(node, "phone cannot be '\(excerpt(code))'", remedy: error.remedy)
            return nil
        }
    }

    private mutating func date(_ node: PolicyNode) -> Canonicalization? {
        guard let texts = texts(node, "date"), case .sequence(let elements) = node.content else { return nil }
        var formats: [Canonicalization.DateFormat] = []
        for (text, element) in zip(texts, elements) {
            guard case .scalar(let scalar) = element.content, !scalar.isNothing else { continue }
            do throws(ProvisoError) {
                formats.append(try Canonicalization.DateFormat(text))
            } catch {
                report(element, "date cannot be '\(excerpt(text))'", remedy: error.remedy)
            }
        }
        guard formats.count == elements.count else { return nil }
        do throws(ProvisoError) {
            return .date(formats: try Canonicalization.checked(formats))
        } catch {
            report(node, error.message, remedy: error.remedy)
            return nil
        }
    }
}
