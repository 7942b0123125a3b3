/// One way to write an identifier.
///
/// In a pattern stands
/// - `D` for a digit, `L` for a letter, `A` for either, all of ASCII;
/// - a lower-case letter for itself in either case, and a digit for itself;
/// - a space for a space, a hyphen or a dot, the same one wherever the pattern has a space;
/// - `-`, `.`, `/` and `+` for that separator alone.
///
/// Of separators the variants that typesetters use count too: no-break, narrow and figure spaces, dashes, the minus
/// sign. What stands before and after an identifier is for those to look at who search for it.
struct IdentifierForm: Hashable, Sendable {
    /// The pattern.
    let pattern: [UInt8]
    /// The pattern without what stands between the characters.
    let shape: Shape

    /// So many letters and digits an identifier has at most: those of an IBAN.
    static let longest = 34

    private init(_ pattern: [UInt8]) {
        self.pattern = pattern
        shape = Shape(pattern: pattern.filter { isASCIIDigit($0) || isASCIILetter($0) })
        precondition(shape.pattern.count <= Self.longest, "IdentifierForm: longer than any identifier")
    }

    /// The forms of a notation: a pattern in which a `?` says that the character before it may be missing. None ends with what
    /// stands between characters.
    static func forms(_ notation: String) -> [IdentifierForm] {
        var patterns: [[UInt8]] = [[]]
        for byte in notation.utf8 {
            if byte == UInt8(ascii: "?") {
                patterns = patterns.flatMap { [$0, $0.dropLast()] }
            } else {
                patterns = patterns.map { $0 + [byte] }
            }
        }
        var forms: [IdentifierForm] = []
        for pattern in patterns where pattern.last.map({ isASCIIDigit($0) || isASCIILetter($0) }) ?? false {
            let form = IdentifierForm(pattern)
            if !forms.contains(form) { forms.append(form) }
        }
        return forms
    }

    /// What the letters and digits of a form are, one after another.
    struct Shape: Hashable, Sendable {
        let pattern: [UInt8]

        /// Whether a compact text has this shape.
        func matches(_ text: Span<UInt8>) -> Bool {
            guard text.count == pattern.count else { return false }
            for index in text.indices where !Self.matches(text[index], pattern[index]) { return false }
            return true
        }

        /// Whether an upper-case letter, a digit or something else is what a place of a pattern asks for.
        @inline(__always)
        static func matches(_ byte: UInt8, _ place: UInt8) -> Bool {
            let isDigit = isASCIIDigit(byte)
            let isLetter = byte &- UInt8(ascii: "A") < 26
            switch place {
            case UInt8(ascii: "D"): return isDigit
            case UInt8(ascii: "L"): return isLetter
            case UInt8(ascii: "A"): return isDigit || isLetter
            default: return (isDigit && byte == place) || (isLetter && byte | 0x20 == place)
            }
        }
    }
}
