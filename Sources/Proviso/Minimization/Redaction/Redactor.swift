/// Finds personal data in free text by rules, and replaces it: identifiers with check digits, addresses, phone numbers, credentials,
/// dates, and values that are known before.
///
/// ```swift
/// let redactor = try Redactor()
/// let redacted = redactor.redact("Write to jana@example.org, IBAN DE02 1203 0000 0000 2020 51.")
/// print(redacted.text)        // Write to [email], IBAN [iban].
/// print(redacted.findings)    // no values
/// ```
///
/// Names of people are found where they are known: from the record, the case file or a watch list. A redactor is a handle: make it
/// once, copy it, and share it between threads.
///
/// - **Guarantees**: every byte of every finding is replaced. The time is linear in the text, whatever it holds, and no finding,
///   report or description holds a value.
/// - **Does not guarantee**: that all personal data are found. Rules do not see unknown names, addresses of streets, or what a text
///   says in other words. What is not recognized passes.
/// - **Cost**: one pass over the text; a few milliseconds to make a redactor.
/// - **Source**: `Formats/Redaction`.
public struct Redactor: Sendable {
    let plan: RecognitionPlan
    let known: [KnownValues]
    let allowed: AllowedTexts?
    let recognizers: [any Recognizer]
    let replacements: ReplacementTable
    /// The number of the type of known values.
    let knownType: Int

    /// What the redactor does.
    public let options: Options

    /// So far a recognizer may look to either side, in bytes, and no finding is longer. What stands further away does not change a
    /// finding, but for a row of numbers, each of which hands on what a word said of the one before it.
    public static let longestFinding = TextScanner.reach

    /// What a redactor looks for, and what it writes instead.
    public struct Options: Sendable {
        /// What is looked for; everything, unless said otherwise. Known values are always looked for.
        public var types: [RecognizedType]
        /// How sure a finding must be.
        public var threshold: Confidence
        /// How sure a finding of a type must be, where this differs.
        public var thresholds: [RecognizedType: Confidence]
        /// Words that say what stands near them; those of ten languages, unless said otherwise.
        public var contextWords: [ContextWords]
        /// Values that are known, such as the names in a case file.
        public var knownValues: [KnownValue]
        /// Texts that always go, such as the name of an operation.
        public var denied: [String]
        /// Texts that stay, such as the address of one's own office; `@example.org` is every e-mail address of a domain. Known values
        /// and denied texts go all the same.
        public var allowed: [String]
        /// Recognizers of the program's own.
        public var recognizers: [any Recognizer]
        /// What is written in place of a finding.
        public var replacement: Replacement
        /// What is written in place of findings of a type, where this differs.
        public var replacements: [RecognizedType: Replacement]

        /// The usual options: everything is looked for, and labels are written.
        public init() {
            types = RecognizedType.all
            threshold = .usualThreshold
            thresholds = [:]
            contextWords = ContextWords.builtIn
            knownValues = []
            denied = []
            allowed = []
            recognizers = []
            replacement = .label
            replacements = [:]
        }
    }

    /// A redactor.
    ///
    /// - **Throws**: ``ProvisoError/Code/redactionWords`` if context words name a type that there is not;
    ///   ``ProvisoError/Code/valueInvalid`` if a known, denied or allowed text is too short to be looked for, or recognizers have more
    ///   types than there can be.
    /// - **Cost**: a few milliseconds, and time and memory in proportion to the known values.
    public init(_ options: Options = Options()) throws(ProvisoError) {
        self.options = options
        guard let table = TypeTable(adding: options.recognizers.flatMap(\.types)) else {
            throw ProvisoError(.valueInvalid, "recognizers with too many types", remedy: "use fewer")
        }
        var phrases: [ContextLexicon.Phrase] = []
        for words in options.contextWords { phrases += try words.phrases(for: table) }
        let thresholds = table.types.map { (options.thresholds[$0] ?? options.threshold).percent }
        plan = RecognitionPlan(
            table, types: options.types + options.recognizers.flatMap(\.types), thresholds: thresholds,
            phrases: phrases)
        knownType = table.number(of: .knownValue)!
        let denied = options.denied.map { KnownValue($0, kind: .exact) }
        known = try KnownValues.lists(options.knownValues + denied, type: knownType)
        allowed = options.allowed.isEmpty ? nil : try AllowedTexts(options.allowed)
        recognizers = options.recognizers
        replacements = ReplacementTable(table, options)
    }

    /// What is found in a text, in its order and without overlaps.
    ///
    /// - **Cost**: one pass, and memory for the findings.
    public func findings(in text: Span<UInt8>) -> [Finding] {
        let session = RecognitionSession(self)
        let table = plan.table
        var result: [Finding] = []
        session.forEachFinding(in: text, known) { result.append(Finding($0, table)) }
        return result
    }

    /// What is found in a text, in its order and without overlaps.
    public func findings(in text: String) -> [Finding] {
        let bytes = Array(text.utf8)
        return findings(in: bytes.span)
    }

    /// A text with what was found replaced. For texts that do not fit into memory, filter them with ``RecordFormat/text``.
    ///
    /// - **Guarantees**: everything but what was found is there byte for byte.
    /// - **Does not guarantee**: that nothing is left; what is not recognized passes.
    /// - **Cost**: one pass, and memory for the text and the findings.
    public func redact(_ text: Span<UInt8>) -> RedactedText {
        let session = RecognitionSession(self)
        var output = ByteBuffer(capacity: text.count)
        var writer = RedactionWriter(replacements)
        let table = plan.table
        var findings: [Finding] = []
        var position = 0
        session.forEachFinding(in: text, known) { found in
            output.append(text, position..<found.start)
            writer.append(found, text.extracting(found.start..<found.end), known, to: &output)
            position = found.end
            findings.append(Finding(found, table))
        }
        output.append(text, position..<text.count)
        return RedactedText(bytes: output.array, findings: findings)
    }

    /// A text with what was found replaced.
    public func redact(_ text: String) -> RedactedText {
        let bytes = Array(text.utf8)
        return redact(bytes.span)
    }
}

extension Redactor: CustomStringConvertible, CustomReflectable {
    /// How much it looks for, and none of the texts that it knows.
    public var description: String { "a redactor of \(options)" }

    /// Nothing of the texts that it knows.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Redactor.Options: CustomStringConvertible, CustomReflectable {
    /// How many types and known texts there are, and none of them: what must go from texts must not come into logs.
    public var description: String {
        "\(types.count) types, \(knownValues.count + denied.count) known values, \(allowed.count) allowed texts"
    }

    /// Nothing of the texts that are known.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A text in which what was recognized was replaced.
///
/// - **Does not guarantee**: that it holds no personal data. What was not recognized is in it.
public struct RedactedText: Sendable, CustomStringConvertible {
    /// The text in UTF-8.
    public let bytes: [UInt8]
    /// What was replaced, by its place in the text as it was.
    public let findings: [Finding]

    /// The text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// How much was found, and nothing of the text: what was not recognized is still in it.
    public var description: String { "a text with \(findings.count) findings" }
}
