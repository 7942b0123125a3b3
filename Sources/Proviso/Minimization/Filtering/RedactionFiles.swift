/// Reads the files that `redact` names: watch lists and context words, each once.
struct RedactionFiles {
    private let policy: MinimizationPolicy
    private let keys: PolicyKeys?
    private var contents: [String: [UInt8]] = [:]
    /// The files that were read, as the policy names them, with their digests.
    private(set) var digests: [String: ContentDigest] = [:]

    /// More than any list has; the bound keeps a wrong file from filling the memory.
    private static let maximumByteCount = 64 * 1024 * 1024

    init(_ policy: MinimizationPolicy, keys: PolicyKeys?) {
        self.policy = policy
        self.keys = keys
    }

    /// What finds and replaces for a rule.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing`` and ``ProvisoError/Code/storeFailed`` for a file,
    ///   ``ProvisoError/Code/redactionWords`` and ``ProvisoError/Code/policyRedaction`` for what it says.
    mutating func redactor(_ redaction: RedactionRule, rule: String) throws -> Redactor {
        var options = Redactor.Options()
        options.types = redaction.types
        options.threshold = redaction.threshold
        options.thresholds = redaction.thresholds
        options.denied = redaction.deny
        options.allowed = redaction.allow
        for file in redaction.contextWords {
            let text = try text(file, rule: rule)
            options.contextWords.append(
                try Self.ofRule(rule) { () throws(ProvisoError) in try ContextWords(text, source: path(of: file)) })
        }
        for list in redaction.watchLists {
            options.knownValues += try values(list, rule: rule)
        }
        options.replacement = replacement(redaction.replace)
        options.replacements = redaction.replaceByType.mapValues { replacement($0) }
        return try Self.ofRule(rule) { () throws(ProvisoError) in try Redactor(options) }
    }

    /// Names the rule in what is thrown.
    private static func ofRule<R>(_ rule: String, _ make: () throws(ProvisoError) -> R) throws(ProvisoError) -> R {
        do throws(ProvisoError) {
            return try make()
        } catch {
            throw ProvisoError(error.code, error.message, remedy: error.remedy, place: error.place, rule: rule)
        }
    }

    /// What stands for the values of a known field; nil for what stands for all known values.
    func replacement(of field: RedactionRule.KnownField) -> Replacement? {
        field.pseudonym.map { .pseudonym(keys!.pseudonymizer(as: $0, field.field.canonicalization)) }
    }

    private func replacement(_ replacement: RedactionRule.TextReplacement) -> Replacement {
        switch replacement {
        case .label: .label
        case .surrogate: .surrogate
        case .constant(let text): .text(text)
        case .mask(let first, let last, let mask): .mask(keepFirst: first, keepLast: last, with: mask)
        case .pseudonym(let type, let canonicalization): .pseudonym(keys!.pseudonymizer(as: type, canonicalization))
        case .token(let type): .token(keys!.reversiblePseudonymizer(as: type))
        }
    }

    /// The values of a list: its lines, without those that are empty or begin with a number sign.
    private mutating func values(_ list: RedactionRule.WatchList, rule: String) throws -> [KnownValue] {
        // By scalars: to Swift a carriage return and a line feed are one character, which is no line feed.
        let lines = try text(list.file, rule: rule).unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false)
        var values: [KnownValue] = []
        for (index, line) in lines.enumerated() {
            let text = Substring(line.last == "\r" ? line.dropLast() : line)
            if text.unicodeScalars.first == "#" || text.allSatisfy(\.isWhitespace) { continue }
            let value = KnownValue(String(text), kind: list.kind)
            if KnownValues([value], type: 0).set.isEmpty {
                throw ProvisoError(
                    .policyRedaction, "a value of fewer than three letters or digits",
                    remedy: "leave it out; it would be found everywhere",
                    place: ProvisoError.Place(source: path(of: list.file), line: index + 1), rule: rule)
            }
            values.append(value)
        }
        return values
    }

    private func path(of file: String) -> String { LookupFiles.path(file, beside: policy.source) }

    private mutating func text(_ file: String, rule: String) throws -> String {
        let name = path(of: file)
        if contents[name] == nil {
            guard let bytes = try InputFile(name).contents(limit: Self.maximumByteCount) else {
                throw ProvisoError(
                    .policyRedaction, "a list of more than \(Self.maximumByteCount) bytes", remedy: "split it",
                    place: ProvisoError.Place(source: name), rule: rule)
            }
            contents[name] = bytes
            digests[file] = ContentDigest(of: bytes)
        }
        let bytes = contents[name]!
        guard let text = String(validating: bytes[UTF8Text.markByteCount(bytes.span)...], as: UTF8.self) else {
            throw ProvisoError(
                .policyRedaction, "a list that is not UTF-8", remedy: "convert it with iconv -t UTF-8",
                place: ProvisoError.Place(source: name), rule: rule)
        }
        return text
    }
}
