/// How an identifier is normalized before it is hashed, so that one identity gives one pseudonym.
///
/// The name of the canonicalization is bound into the key: pseudonyms of different canonicalizations never match, so two parties
/// notice at once that they do not use the same one.
///
/// What a canonicalization cannot normalize without guessing is *unhandled*: it gets no pseudonym.
///
/// - **Source**: `Formats/Pseudonyms`.
public enum Canonicalization: String, Hashable, Sendable, CaseIterable {
    /// The string's UTF-8 as it is.
    case exact
    /// Unicode white space taken off both ends.
    case trimmed
    /// ASCII digits kept, everything else left out. A digit of another script is unhandled.
    case digits
    /// ASCII letters, upper-cased, and digits kept. A letter, mark or digit of another script, or an unassigned code point, is
    /// unhandled.
    case alphanumeric

    /// Normalizes an identifier, given as valid UTF-8.
    ///
    /// The result is a part of `input` where nothing has to be rewritten, and lies in `scratch` elsewhere. An empty result is
    /// unhandled: it would give everybody without an identifier the same pseudonym.
    func canonicalize(_ input: Span<UInt8>, into scratch: inout ByteBuffer) -> CanonicalForm {
        switch self {
        case .exact: input.isEmpty ? .unhandled : .part(0..<input.count)
        case .trimmed: Self.trim(input)
        case .digits: Self.filter(input, into: &scratch, lettersToo: false)
        case .alphanumeric: Self.filter(input, into: &scratch, lettersToo: true)
        }
    }

    /// Whether a JSON number can be normalized: `exact` takes any literal, the others only a plain whole number, because `1e2`
    /// and `100` are one number and two texts.
    func handles(number literal: Span<UInt8>) -> Bool {
        if self == .exact { return true }
        guard !literal.isEmpty else { return false }
        if literal.count > 1, literal[0] == UInt8(ascii: "0") { return false }
        for index in literal.indices where !isASCIIDigit(literal[index]) { return false }
        return true
    }

    private static func trim(_ input: Span<UInt8>) -> CanonicalForm {
        var start = 0
        while start < input.count {
            let (scalar, length) = UTF8Text.scalar(at: start, in: input)
            guard scalar.properties.isWhitespace else { break }
            start += length
        }
        var end = input.count
        while end > start {
            var begin = end - 1
            while begin > start, input[begin] & 0xC0 == 0x80 { begin -= 1 }
            guard UTF8Text.scalar(at: begin, in: input).scalar.properties.isWhitespace else { break }
            end = begin
        }
        return start == end ? .unhandled : .part(start..<end)
    }

    private static func filter(_ input: Span<UInt8>, into scratch: inout ByteBuffer, lettersToo: Bool) -> CanonicalForm
    {
        scratch.removeAll()
        var index = 0
        while index < input.count {
            let byte = input[index]
            if byte < 0x80 {
                index += 1
                if isASCIIDigit(byte) {
                    scratch.append(byte)
                } else if lettersToo, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) {
                    scratch.append(byte & ~0x20)
                }
                continue
            }
            let (scalar, length) = UTF8Text.scalar(at: index, in: input)
            if isUnhandled(scalar.properties.generalCategory, lettersToo: lettersToo) { return .unhandled }
            index += length
        }
        return scratch.count == 0 ? .unhandled : .scratch
    }

    private static func isUnhandled(_ category: Unicode.GeneralCategory, lettersToo: Bool) -> Bool {
        switch category {
        case .decimalNumber, .letterNumber, .otherNumber: true
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .unassigned:
            lettersToo
        default: false
        }
    }
}

/// Where the canonical form of an identifier lies.
enum CanonicalForm {
    /// There is none.
    case unhandled
    /// It is a part of the input.
    case part(Range<Int>)
    /// It was written to the scratch buffer.
    case scratch
}
