/// What Unicode 15.0 says about code points, from tables that this library carries: a pseudonym must be the same on every system,
/// whatever version of Unicode the system and the Swift runtime know.
///
/// The tables are literals that `Scripts/make-unicode-tables.py` makes, and are read where they lie.
///
/// - **Source**: the Unicode Character Database 15.0.0, files UnicodeData, DerivedNormalizationProps and PropList.
enum UnicodeTables {
    /// What a canonicalization asks about a code point.
    struct Properties {
        /// By its general category.
        enum Kind: UInt8 {
            /// Punctuation, symbols, separators, controls, format characters and private use (P, S, Z, Cc, Cf, Co).
            case other
            /// A letter or mark (L, M).
            case letterOrMark
            /// A number (N).
            case number
            /// Unassigned (Cn); noncharacters are too.
            case unassigned
        }

        let kind: Kind
        let isWhiteSpace: Bool
        /// Whether it can be the second part of a canonical composition.
        let canFollow: Bool
        let combiningClass: UInt8
    }

    static func properties(of scalar: Unicode.Scalar) -> Properties {
        guard let place = place(of: scalar) else {
            // Planes 4 to 13 are unassigned; 15 and 16 are private but for the two noncharacters at the end of each.
            let isPrivate = scalar.value >> 16 > 14 && scalar.value & 0xFFFE != 0xFFFE
            return Properties(
                kind: isPrivate ? .other : .unassigned, isWhiteSpace: false, canFollow: false, combiningClass: 0)
        }
        let record = propertyStages[place]
        let flags = UInt8(truncatingIfNeeded: records.number(at: record * 3, digits: 1))
        return Properties(
            kind: Properties.Kind(rawValue: flags & 3) ?? .unassigned, isWhiteSpace: flags & 4 != 0,
            canFollow: flags & 8 != 0,
            combiningClass: UInt8(truncatingIfNeeded: records.number(at: record * 3 + 1, digits: 2)))
    }

    @inline(__always)
    static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return isASCIIWhiteSpace(UInt8(truncatingIfNeeded: scalar.value)) }
        return properties(of: scalar).isWhiteSpace
    }

    @inline(__always)
    static func isASCIIWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// What NFKC_Casefold makes of a code point, canonically decomposed but for the syllables of Hangul.
    enum Folding {
        /// The code point stays as it is.
        case itself
        /// Another one.
        case scalar(Unicode.Scalar)
        /// None or several, which ``UnicodeTables/scalar(at:in:)`` gives.
        case sequence(Sequence)
    }

    struct Sequence {
        fileprivate let start: Int
        let count: Int
    }

    static func folding(of scalar: Unicode.Scalar) -> Folding {
        guard let place = place(of: scalar) else { return .itself }
        let value = foldingStages[place]
        if value == 0 { return .itself }
        if value < firstSequence { return .scalar(Self.scalar(value)) }
        let start = value - firstSequence
        return .sequence(Sequence(start: start + 1, count: sequences.number(at: start, digits: 1)))
    }

    static func scalar(at index: Int, in sequence: Sequence) -> Unicode.Scalar {
        scalar(sequences.number(at: sequence.start + index * 3, digits: 3))
    }

    /// The primary composite of two code points, if there is one.
    static func composition(of first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        if let syllable = hangulSyllable(first, second) { return syllable }
        var range = 0..<compositions.count / 9
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            let one = UInt32(compositions.number(at: middle * 9, digits: 3))
            let two = UInt32(compositions.number(at: middle * 9 + 3, digits: 3))
            if one == first.value, two == second.value {
                return scalar(compositions.number(at: middle * 9 + 6, digits: 3))
            }
            if (one, two) < (first.value, second.value) {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }

    /// - **Source**: the Unicode Standard, section 3.12, *Conjoining Jamo Behavior*.
    private static func hangulSyllable(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        let (base, leading, vowel, trailing): (UInt32, UInt32, UInt32, UInt32) = (0xAC00, 0x1100, 0x1161, 0x11A7)
        let (vowelCount, trailingCount): (UInt32, UInt32) = (21, 28)
        if (leading..<leading + 19).contains(first.value), (vowel..<vowel + vowelCount).contains(second.value) {
            let number = (first.value - leading) * vowelCount + second.value - vowel
            return Unicode.Scalar(base + number * trailingCount)
        }
        if (base..<base + 11_172).contains(first.value), (first.value - base).isMultiple(of: trailingCount),
            (trailing + 1..<trailing + trailingCount).contains(second.value)
        {
            return Unicode.Scalar(first.value + second.value - trailing)
        }
        return nil
    }

    // MARK: The tables

    private static let records = NumberText(propertyRecordText)
    private static let propertyStages = Stages(propertyGroupText, propertyBlockText, propertyText, digits: 1)
    private static let foldingStages = Stages(foldingGroupText, foldingBlockText, foldingText, digits: 3)
    private static let sequences = NumberText(sequenceText)
    private static let compositions = NumberText(compositionText)
    /// From here on a folding is the place of a sequence.
    private static let firstSequence = 0x40000

    /// The index of a code point among those of the planes with tables: 0 to 3 and 14.
    @inline(__always)
    private static func place(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value >> 16 {
        case 0...3: Int(scalar.value)
        case 14: Int(scalar.value - 0xA0000)
        default: nil
        }
    }

    private static func scalar(_ number: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt32(truncatingIfNeeded: number)) ?? "\u{FFFD}"
    }
}

/// A table of three stages: groups of 32 blocks of 16 numbers, of which equal ones are stored once.
private struct Stages {
    private let groups: NumberText
    private let blocks: NumberText
    private let numbers: NumberText
    private let digits: Int

    init(_ groups: StaticString, _ blocks: StaticString, _ numbers: StaticString, digits: Int) {
        self.groups = NumberText(groups)
        self.blocks = NumberText(blocks)
        self.numbers = NumberText(numbers)
        self.digits = digits
    }

    subscript(_ place: Int) -> Int {
        let group = groups.number(at: (place >> 9) * 2, digits: 2)
        let block = blocks.number(at: (group << 5 | (place >> 4) & 31) * 2, digits: 2)
        return numbers.number(at: (block << 4 | place & 15) * digits, digits: digits)
    }
}

/// Numbers in base 90, in a literal of the digits from `%` to `~`.
@safe
private struct NumberText {
    private let text: StaticString
    let count: Int

    init(_ text: StaticString) {
        self.text = text
        count = text.utf8CodeUnitCount
    }

    @inline(__always)
    func number(at index: Int, digits: Int) -> Int {
        precondition(index >= 0 && index + digits <= count, "UnicodeTables: a number outside of its table")
        // Sound: the literal lives as long as the program, and the range was just checked.
        let start = unsafe text.utf8Start + index
        var number = 0
        for offset in 0..<digits { unsafe number = number * 90 + Int(start[offset] - UInt8(ascii: "%")) }
        return number
    }
}
