/// What a member of a package may be called, and what its name says it is.
///
/// - **Source**: `Formats/Package`, *Members*.
enum MemberName: Hashable {
    case terms
    case manifest
    /// A part of a stream of records, counted from one.
    case part(stream: StreamName, number: Int)
    /// The report on a stream of records.
    case report(stream: StreamName)

    static let partLimit = 9999

    /// A member from its name; nil if no member is called that.
    init?(_ name: String) {
        switch name {
        case "terms.note": self = .terms
        case "manifest.note": self = .manifest
        default:
            let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard parts.count == 3, let stream = try? StreamName(parts[0]) else { return nil }
            if parts[1] == "report", parts[2] == "json" {
                self = .report(stream: stream)
            } else if parts[2] == "ndjson", parts[1].utf8.count == 4, parts[1].utf8.allSatisfy(isASCIIDigit),
                let number = Int(parts[1]), number >= 1
            {
                self = .part(stream: stream, number: number)
            } else {
                return nil
            }
        }
    }

    var text: String {
        switch self {
        case .terms: return "terms.note"
        case .manifest: return "manifest.note"
        case .part(let stream, let number):
            let digits = String(number)
            return "\(stream).\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits).ndjson"
        case .report(let stream): return "\(stream).report.json"
        }
    }

    var mediaType: String {
        switch self {
        case .terms, .manifest: "text/plain"
        case .part: "application/x-ndjson"
        case .report: "application/json"
        }
    }

    /// The sizes that a member of this kind may have.
    var sizes: ClosedRange<Int> {
        switch self {
        case .terms, .manifest: 0...SignedNote.byteLimit
        case .part: 1...1024 * 1024 * 1024
        case .report: 0...16 * 1024 * 1024
        }
    }
}
