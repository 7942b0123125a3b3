/// Something in a text that was recognized, and why.
///
/// - **Guarantees**: it does not hold what was found, and neither does its description.
/// - **Does not guarantee**: that place and type tell nothing to whoever has the text.
/// - **Source**: `Formats/Redaction`, *Findings*.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// What it was recognized as.
    public let type: RecognizedType
    /// Where it stands, in bytes of the text's UTF-8.
    public let range: Range<Int>
    /// How sure it is.
    public let confidence: Confidence
    /// Why it was found.
    public let reason: Reason

    /// Why something was found.
    public enum Reason: Hashable, Sendable, CustomStringConvertible {
        /// It looks so, and the words nearby say what they say.
        case pattern(RecognitionGrade, ContextEvidence)
        /// It is a value that is known: of a field, a watch list or a list of what must go.
        case knownValue
        /// A recognizer of the program's own says so.
        case recognizer
        /// It is what another, surer finding left over of one that overlaps with it.
        case remainder

        /// The reason in a few words.
        public var description: String {
            switch self {
            case .pattern(let grade, .none): "\(grade)"
            case .pattern(let grade, .supporting): "\(grade), and a word nearby says so"
            case .pattern(let grade, .contrary): "\(grade), though a word nearby says otherwise"
            case .knownValue: "known value"
            case .recognizer: "own recognizer"
            case .remainder: "rest of an overlap"
            }
        }
    }

    /// A finding of a program's own recognizer.
    public init(_ type: RecognizedType, at range: Range<Int>, confidence: Confidence) {
        self.init(type, at: range, confidence: confidence, reason: .recognizer)
    }

    init(_ found: ScannedFinding, _ table: TypeTable) {
        self.init(
            table.types[found.typeNumber], at: found.start..<found.end, confidence: found.confidence,
            reason: found.reason.reason)
    }

    init(_ type: RecognizedType, at range: Range<Int>, confidence: Confidence, reason: Reason) {
        self.type = type
        self.range = range
        self.confidence = confidence
        self.reason = reason
    }

    /// `iban at 12..<34, 95 % (distinct)`: no value.
    public var description: String { "\(type) at \(range), \(confidence) (\(reason))" }
}
