/// Why Proviso refused to go on, in one sentence that names the place and the remedy, and never a value of the data.
///
/// The ``code`` says who is at fault and what a program can decide on; the texts are for people and may change.
public struct ProvisoError: Error, Sendable, CustomStringConvertible {
    /// What kind of error it is. More codes can be added, so a `switch` needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code as a stable word.
        public let description: String

        init(_ description: String) {
            self.description = description
        }

        /// The policy cannot be carried out as asked for: no key was given, or a key that it does not allow.
        public static let policyKey = Code("policy-key")
        /// A policy has a parameter for which no text was given, or a text was given for one that it does not have.
        public static let policyParameter = Code("policy-parameter")
        /// The policy names a transform that the program does not have.
        public static let policyTransform = Code("policy-transform")
        /// The policy names a generalization hierarchy that cannot be used.
        public static let policyLookup = Code("policy-lookup")
        /// The policy names a list of values that cannot be looked for in texts.
        public static let policyRedaction = Code("policy-redaction")
        /// A text of context words does not have its form.
        public static let redactionWords = Code("redaction-words")
        /// The policy has rules that the format of the records cannot meet.
        public static let policyFormat = Code("policy-format")
        /// There are more records or subjects than the policy allows to disclose.
        public static let recordsOverLimit = Code("records-over-limit")
        /// A record is not what its format promises: not RFC 8259, a name twice, too deep, too long.
        public static let recordMalformed = Code("record-malformed")
        /// A rule that says `otherwise: stop` met a value that it cannot handle.
        public static let recordStopped = Code("record-stopped")
        /// A file that was named is not there.
        public static let storeMissing = Code("store-missing")
        /// The operating system refused to read or write.
        public static let storeFailed = Code("store-failed")
        /// A file that holds a secret can be read by others.
        public static let storeMode = Code("store-mode")
        /// The reader of our output has gone away.
        public static let storeClosed = Code("store-closed")
        /// A key, or the text of one, cannot be used.
        public static let keyInvalid = Code("key-invalid")
        /// An argument that a name, an identifier or a period is made from does not have its form.
        public static let valueInvalid = Code("value-invalid")
    }

    /// Where in a file or stream; lines and columns count from one, and columns count Unicode scalars.
    public struct Place: Hashable, Sendable {
        /// The name of the file or stream, as the caller gave it.
        public var source: String?
        /// The line.
        public var line: Int?
        /// The column.
        public var column: Int?

        /// A place, as far as it is known.
        public init(source: String? = nil, line: Int? = nil, column: Int? = nil) {
            self.source = source
            self.line = line
            self.column = column
        }
    }

    /// What kind of error it is.
    public let code: Code
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let remedy: String
    /// Where it is.
    public var place: Place
    /// The path of the rule that stopped, as the policy writes it.
    public let rule: String?

    /// An error with its sentence.
    public init(_ code: Code, _ message: String, remedy: String, place: Place = Place(), rule: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.place = place
        self.rule = rule
    }

    /// `FILE:LINE:COLUMN: what is wrong (rule PATH); what to do`.
    public var description: String {
        diagnosticLine(place: place, message: message, rule: rule, remedy: remedy)
    }
}

/// The one form in which everything that is wrong is told: place, sentence, rule, remedy.
func diagnosticLine(place: ProvisoError.Place, message: String, rule: String?, remedy: String) -> String {
    var text = ""
    if let source = place.source { text += printable(source) + ":" }
    if let line = place.line { text += "\(line):" }
    if let column = place.column { text += "\(column):" }
    if !text.isEmpty { text += " " }
    text += message
    if let rule { text += " (rule \(printable(rule)))" }
    return remedy.isEmpty ? text : text + "; " + remedy
}

/// A text with every control, format and line-separator character written as `\u{…}`, so that a file name or a policy cannot
/// steer a terminal or turn a message around.
func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isInvisible) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar.isInvisible {
            result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

extension Unicode.Scalar {
    /// Control characters, format characters (bidirectional controls, zero-width ones) and line or paragraph separators.
    var isInvisible: Bool {
        if value < 0x80 { return value < 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }
}
