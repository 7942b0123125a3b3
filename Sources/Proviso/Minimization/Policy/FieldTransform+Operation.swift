/// What a transform does, for those who carry it out or write it down.
extension FieldTransform {
    enum Operation: Hashable, Sendable {
        case pseudonymize(PseudonymType, Canonicalization, prefixes: [String])
        case pseudonymizeComposite(PseudonymType, [SubjectField])
        case mask(MaskOptions)
        case generalize(DatePrecision, forms: [DateForm])
        case ageBand(AgeBandOptions)
        case postcode(first: Int)
        case truncateIP(v4: Int, v6: Int)
        case truncate(Int)
        case round(PlainDecimal)
        case topCode(PlainDecimal)
        case bottomCode(PlainDecimal)
        case bucket(BucketOptions)
        case roundGeo(decimals: Int)
        case url(URLPart)
        case lookup(LookupOptions)
        case shiftDate(ShiftDateOptions)
        case encrypt(AgeRecipient)
        case redact(RedactionRule)
        case custom(CustomOptions)
        case constant(String)
        case setNull
    }

    struct MaskOptions: Hashable, Sendable {
        var keepFirst = 0
        var keepLast = 0
        var with: Unicode.Scalar = "*"
        var length: Int?
    }

    struct AgeBandOptions: Hashable, Sendable {
        let day: CalendarDay
        var width = 10
        var top = 90
        var forms: [DateForm] = [.standard]
    }

    enum BucketOptions: Hashable, Sendable {
        /// One label more than bounds, if any.
        case bounds([PlainDecimal], labels: [String]?)
        case size(PlainDecimal)
    }

    struct LookupOptions: Hashable, Sendable {
        let file: String
        let level: Int
        let delimiter: UInt8
    }

    struct ShiftDateOptions: Hashable, Sendable {
        let subject: SubjectField
        let days: Int
        var forms: [DateForm] = [.standard]
    }

    struct CustomOptions: Hashable, Sendable {
        let name: String
        let options: [String: String]
    }

    /// What the options of the transforms may be.
    enum Limit {
        static let maskCount = 0...1000
        static let v4PrefixLength = 0...31
        static let v6PrefixLength = 0...127
        static let ageBandWidth = 1...100
        static let topAge = 1...150
        static let postcodePrefix = 1...10
        static let truncation = 1...1_000_000
        static let bounds = 1...1000
        static let geoDecimals = 0...6
        static let lookupLevel = 1...100
        static let shiftDays = 1...3650
        static let compositeFields = 2...8
        static let dateForms = 1...8
    }

    /// Whether the transform needs the key of a domain.
    var needsKey: Bool {
        switch operation {
        case .pseudonymize, .pseudonymizeComposite, .shiftDate: true
        case .redact(let redaction): redaction.needsKey
        default: false
        }
    }

    /// The fields that the transform reads beside its own value.
    var readFields: [SubjectField] {
        switch operation {
        case .pseudonymizeComposite(_, let fields): fields
        case .shiftDate(let options): [options.subject]
        default: []
        }
    }

    /// The fields whose values the transform looks for in a text.
    var knownFields: [SubjectField] {
        if case .redact(let redaction) = operation { redaction.known.map(\.field) } else { [] }
    }

    /// Whether nothing can follow in a list, because the result is not a value that a transform takes.
    var mustBeLast: Bool {
        switch operation {
        case .pseudonymize, .pseudonymizeComposite, .constant, .setNull, .encrypt: true
        default: false
        }
    }

    /// The transform's name in a policy.
    var name: String {
        switch operation {
        case .pseudonymize, .pseudonymizeComposite: "pseudonymize"
        case .mask: "mask"
        case .generalize, .ageBand, .postcode: "generalize"
        case .truncateIP: "truncate-ip"
        case .truncate: "truncate"
        case .round: "round"
        case .topCode: "top-code"
        case .bottomCode: "bottom-code"
        case .bucket: "bucket"
        case .roundGeo: "round-geo"
        case .url: "url"
        case .lookup: "lookup"
        case .shiftDate: "shift-date"
        case .encrypt: "encrypt"
        case .redact: "redact"
        case .custom: "custom"
        case .constant: "constant"
        case .setNull: "set-null"
        }
    }
}

extension Character {
    /// Whether it can stand between the cells of a table: one ASCII character, and neither a quote nor a line end.
    var isDelimiter: Bool {
        guard unicodeScalars.count == 1, let byte = asciiValue else { return false }
        return byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r")
    }
}
