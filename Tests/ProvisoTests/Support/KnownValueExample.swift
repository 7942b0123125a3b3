import Testing

@testable import Proviso

/// A value, and a text in which all that is to be found of it stands between `[` and `]`.
struct KnownValueExample: CustomTestStringConvertible, Sendable {
    let value: String
    let marked: String
    let kind: KnownValueSet.Value.Kind

    init(_ value: String, _ marked: String, _ kind: KnownValueSet.Value.Kind = .name) {
        self.value = value
        self.marked = marked
        self.kind = kind
    }

    var testDescription: String { "\(value): \(marked)" }

    func check(
        findsParts: Bool = true, findsInitials: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let set = KnownValueSet(
            [KnownValueSet.Value(value, kind, index: 7)], findsParts: findsParts, findsInitials: findsInitials)
        let text = Array(marked.utf8).filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        #expect(Self.mark(text, set.matches(in: text)) == marked, sourceLocation: sourceLocation)
    }

    /// A text with its matches between brackets, those that overlap as one.
    static func mark(_ text: [UInt8], _ matches: [KnownValueMatch]) -> String {
        var ranges: [Range<Int>] = []
        for match in matches {
            if let last = ranges.last, match.range.lowerBound < last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, match.range.upperBound)
            } else {
                ranges.append(match.range)
            }
        }
        var (output, end): ([UInt8], Int) = ([], 0)
        for range in ranges {
            output += text[end..<range.lowerBound] + [UInt8(ascii: "[")] + text[range] + [UInt8(ascii: "]")]
            end = range.upperBound
        }
        return String(decoding: output + text[end...], as: UTF8.self)
    }
}

extension KnownValueSet {
    func matches(in text: [UInt8]) -> [KnownValueMatch] {
        var matches: [KnownValueMatch] = []
        forEachMatch(in: text.span) { matches.append($0) }
        return matches
    }

    func matches(in text: String) -> [KnownValueMatch] { matches(in: Array(text.utf8)) }
}
