/// Transforms and their options.
extension PolicyParser {
    mutating func transform(_ entry: PolicyNode.Entry) -> FieldTransform? {
        let node = entry.value
        switch entry.key {
        case "pseudonymize": return pseudonymize(node)
        case "mask": return mask(node)
        case "generalize": return generalize(node)
        case "truncate-ip": return truncateIP(node)
        case "truncate":
            return wholeNumber(node, "truncate", in: FieldTransform.Limit.truncation).map { .truncate(to: $0) }
        case "round": return plainDecimal(node, "round", above: 0).map { .round(to: $0) }
        case "top-code": return plainDecimal(node, "top-code").map { .topCode(at: $0) }
        case "bottom-code": return plainDecimal(node, "bottom-code").map { .bottomCode(at: $0) }
        case "bucket": return bucket(node)
        case "round-geo": return roundGeo(node)
        case "url": return choice(node, "url").map { .url($0) }
        case "lookup": return lookup(node)
        case "shift-date": return shiftDate(node)
        case "encrypt": return encrypt(node)
        case "custom": return custom(node)
        case "redact": return redact(node)
        case "constant": return parameterText(node, "constant").map { .constant($0) }
        case "set-null":
            requireNothing(node, "set-null")
            return .setNull
        default:
            problems.add(
                entry.keyMark, "no transform is called '\(excerpt(entry.key))'", rule: rule,
                remedy: PolicyWords.remedy(forTransform: entry.key, among: PolicyWords.transforms))
            return nil
        }
    }

    mutating func requireNothing(_ node: PolicyNode, _ name: String) {
        if case .scalar(let scalar) = node.content, scalar.isNothing { return }
        report(node, "\(name) has no options", remedy: "write nothing after the colon")
    }

    mutating func options(_ node: PolicyNode, _ name: String, _ words: [String]) -> [String: PolicyNode]? {
        guard case .mapping(let entries) = node.content else {
            report(node, "\(name) needs its options in { }", remedy: "options: " + words.joined(separator: ", "))
            return nil
        }
        return values(of: entries, "\(name) has no option", among: words)
    }

    /// An option that must be there.
    mutating func option(
        _ word: String, in options: [String: PolicyNode], of node: PolicyNode, _ name: String, remedy: String
    ) -> PolicyNode? {
        if let option = options[word] { return option }
        report(node, "\(name) lacks '\(word)'", remedy: remedy)
        return nil
    }

    private mutating func mask(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "mask", ["keep-first", "keep-last", "with", "length"]) else { return nil }
        let length = options["length"].flatMap { wholeNumber($0, "length", in: FieldTransform.Limit.maskCount) }
        let (keepFirst, keepLast, character) = maskEnds(options)
        return .mask(keepFirst: keepFirst, keepLast: keepLast, with: character, length: length)
    }

    /// What a mask that has no fixed length shows, and with what it hides the rest.
    mutating func maskEnds(_ node: PolicyNode) -> (keepFirst: Int, keepLast: Int, with: Unicode.Scalar)? {
        options(node, "mask", ["keep-first", "keep-last", "with"]).map { maskEnds($0) }
    }

    private mutating func maskEnds(
        _ options: [String: PolicyNode]
    ) -> (keepFirst: Int, keepLast: Int, with: Unicode.Scalar) {
        let limit = FieldTransform.Limit.maskCount
        let keepFirst = options["keep-first"].flatMap { wholeNumber($0, "keep-first", in: limit) }
        let keepLast = options["keep-last"].flatMap { wholeNumber($0, "keep-last", in: limit) }
        let character = options["with"].flatMap { maskCharacter($0) }
        return (keepFirst ?? 0, keepLast ?? 0, character ?? "*")
    }

    private mutating func maskCharacter(_ node: PolicyNode) -> Unicode.Scalar? {
        guard let text = text(node, "with") else { return nil }
        if let scalar = text.unicodeScalars.first, text.unicodeScalars.dropFirst().isEmpty, !scalar.isInvisible {
            return scalar
        }
        report(node, "with needs one visible character", remedy: "write it in quotes, like \"*\"")
        return nil
    }

    private mutating func truncateIP(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "truncate-ip", ["v4", "v6"]) else { return nil }
        let v4 = options["v4"].flatMap { wholeNumber($0, "v4", in: FieldTransform.Limit.v4PrefixLength) }
        let v6 = options["v6"].flatMap { wholeNumber($0, "v6", in: FieldTransform.Limit.v6PrefixLength) }
        return .truncateIP(v4: v4 ?? 24, v6: v6 ?? 48)
    }

    private mutating func lookup(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "lookup", ["file", "level", "delimiter"]) else { return nil }
        let delimiter: Character? =
            if let delimiter = options["delimiter"] { self.delimiter(delimiter) } else { "," }
        let file = option("file", in: options, of: node, "lookup", remedy: "name a CSV file, like { file: jobs.csv }")
            .flatMap { self.file($0) }
        let level = option("level", in: options, of: node, "lookup", remedy: "1 is the second column of the file")
            .flatMap { wholeNumber($0, "level", in: FieldTransform.Limit.lookupLevel) }
        guard let file, let level, let delimiter else { return nil }
        return .lookup(file: file, level: level, delimiter: delimiter)
    }

    mutating func file(_ node: PolicyNode) -> String? {
        guard let file = text(node, "file") else { return nil }
        if let fault = PolicyFault.ofFileName(file) {
            report(node, fault)
            return nil
        }
        return file
    }

    private mutating func delimiter(_ node: PolicyNode) -> Character? {
        guard let text = text(node, "delimiter") else { return nil }
        if text.count == 1, let character = text.first, character.isDelimiter { return character }
        report(node, "delimiter needs one ASCII character that is no quote", remedy: "write it like \";\" or \"\\t\"")
        return nil
    }

    private mutating func encrypt(_ node: PolicyNode) -> FieldTransform? {
        let remedy = "name the recipient's age key, like { to: age1… }"
        guard let options = options(node, "encrypt", ["to"]),
            let key = option("to", in: options, of: node, "encrypt", remedy: remedy),
            let text = text(key, "to")
        else { return nil }
        do {
            return .encrypt(to: try AgeRecipient(text))
        } catch {
            // The text is not repeated: somebody may have taken an identity, which is secret, for a recipient.
            report(key, "to needs an age recipient", remedy: "this is \(error)")
            return nil
        }
    }

    private mutating func custom(_ node: PolicyNode) -> FieldTransform? {
        guard case .mapping = node.content else {
            return text(node, "custom").flatMap { customName($0, node) }.map { .custom($0) }
        }
        guard let options = options(node, "custom", ["name", "options"]) else { return nil }
        let texts = options["options"].map { customOptions($0) }
        let name = option("name", in: options, of: node, "custom", remedy: "name a transform of the program's own")
        guard let name, let text = text(name, "name"), let name = customName(text, name) else { return nil }
        return .custom(name, options: texts ?? [:])
    }

    private mutating func customName(_ name: String, _ node: PolicyNode) -> String? {
        if let fault = PolicyFault.ofCustomName(name) {
            report(node, fault)
            return nil
        }
        return name
    }

    private mutating func customOptions(_ node: PolicyNode) -> [String: String] {
        guard case .mapping(let entries) = node.content else {
            report(node, "options needs names with texts", remedy: "write { name: text }")
            return [:]
        }
        var result: [String: String] = [:]
        for entry in entries {
            // To Swift two names are equal if they look alike, and so one of them would be lost.
            if result[entry.key] != nil {
                problems.add(
                    entry.keyMark, "'\(excerpt(entry.key))' a second time, in other characters", rule: rule,
                    remedy: "keep one of them")
            }
            result[entry.key] = text(entry.value, "an option")
        }
        return result
    }
}
