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

    private init(_ pattern: [UInt8]) {
        self.pattern = pattern
        shape = Shape(pattern: pattern.filter { isASCIIDigit($0) || isASCIILetter($0) })
        precondition(shape.pattern.count <= CompactIdentifier.capacity, "IdentifierForm: longer than any identifier")
    }

    /// The forms of a notation: a pattern in which a `?` says that the character before it may be missing.
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
        for pattern in patterns {
            let form = IdentifierForm(pattern)
            if !forms.contains(form) { forms.append(form) }
        }
        return forms
    }

    /// Where an identifier of this form ends that begins at an index of a text, or nil. What it holds is then in
    /// `compact`, in upper case.
    func end(in text: Span<UInt8>, from start: Int, into compact: inout CompactIdentifier) -> Int? {
        compact.removeAll()
        var index = start
        var separator: Separator?
        for place in pattern {
            guard index < text.count else { return nil }
            if let wanted = Separator(place) {
                guard let (found, length) = Separator.read(text, at: index) else { return nil }
                if place == UInt8(ascii: " ") {
                    guard found.isUsual, separator == nil || separator == found else { return nil }
                    separator = found
                } else if found != wanted {
                    return nil
                }
                index += length
            } else {
                let byte = isASCIILetter(text[index]) ? text[index] & ~0x20 : text[index]
                guard Shape.matches(byte, place) else { return nil }
                compact.append(byte)
                index += 1
            }
        }
        return index
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

    /// What can stand between the characters of an identifier.
    private enum Separator: UInt8 {
        case space = 0x20
        case hyphen = 0x2D
        case dot = 0x2E
        case slash = 0x2F
        case plus = 0x2B

        /// The separator that a place of a pattern asks for.
        init?(_ place: UInt8) { self.init(rawValue: place) }

        /// Whether a space of a pattern stands for it.
        var isUsual: Bool { self == .space || self == .hyphen || self == .dot }

        /// The separator at an index, and how many bytes it has.
        static func read(_ text: Span<UInt8>, at index: Int) -> (Separator, length: Int)? {
            if let separator = Separator(rawValue: text[index]) { return (separator, 1) }
            guard text[index] >= 0xC2, index + 1 < text.count else { return nil }
            // U+00A0
            if text[index] == 0xC2 { return text[index + 1] == 0xA0 ? (.space, 2) : nil }
            guard text[index] == 0xE2, index + 2 < text.count else { return nil }
            switch (text[index + 1], text[index + 2]) {
            // U+2007, U+2009, U+202F
            case (0x80, 0x87), (0x80, 0x89), (0x80, 0xAF): return (.space, 3)
            // U+2010 to U+2013, U+2212
            case (0x80, 0x90...0x93), (0x88, 0x92): return (.hyphen, 3)
            default: return nil
            }
        }
    }
}
