/// Something that was found, in the bytes of a stream. It is small, because it is made and compared often.
struct ScannedFinding: Equatable, Sendable, BitwiseCopyable {
    var start: Int
    var end: Int
    private let type: UInt8
    private let percent: UInt8
    var reason: Reason
    /// In which list of known values it is; -1 if it is none.
    private(set) var list: Int8
    /// Which value of the list it is.
    private(set) var value: Int32

    init(
        start: Int, end: Int, type: Int, confidence: Confidence, reason: Reason, list: Int = -1, value: Int = -1
    ) {
        self.start = start
        self.end = end
        self.type = UInt8(type)
        percent = UInt8(confidence.percent)
        self.reason = reason
        self.list = Int8(list)
        self.value = Int32(value)
    }

    /// It is no whole value any more.
    mutating func becomeRemainder() {
        reason = .remainder
        list = -1
        value = -1
    }

    /// The number of its type.
    var typeNumber: Int { Int(type) }
    var confidence: Confidence { Confidence(percent: Int(percent)) }

    /// ``Finding/Reason`` in a byte.
    struct Reason: Equatable, Sendable, BitwiseCopyable {
        private let code: UInt8

        static let knownValue = Reason(code: 12)
        static let recognizer = Reason(code: 13)
        static let remainder = Reason(code: 14)

        private init(code: UInt8) {
            self.code = code
        }

        /// A pattern, with what the words nearby say.
        init(_ grade: RecognitionGrade, _ evidence: ContextEvidence) {
            code = grade.rawValue * 3 + (evidence == .none ? 0 : evidence == .supporting ? 1 : 2)
        }

        /// Whether a word nearby speaks for it.
        var isSupported: Bool { code < 12 && code % 3 == 1 }

        var reason: Finding.Reason {
            switch code {
            case 12: .knownValue
            case 13: .recognizer
            case 14: .remainder
            default:
                .pattern(
                    RecognitionGrade(rawValue: code / 3) ?? .weak,
                    code % 3 == 0 ? .none : code % 3 == 1 ? .supporting : .contrary)
            }
        }
    }
}
