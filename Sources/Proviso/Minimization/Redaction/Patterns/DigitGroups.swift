/// Groups of digits with one separator between each, as numbers are written to be read.
///
/// - **Cost**: at most 8 groups, 18 digits and 80 bytes are read; no allocation.
struct DigitGroups {
    /// What stands before a group. Spaces on its sides are part of a separator.
    enum Separator: UInt8 {
        case none, space, hyphen, dot, slash
        /// The end of parentheses, or their beginning.
        case parenthesis
    }

    private(set) var count = 0
    /// The digits of all groups.
    private(set) var digitCount = 0
    private var starts = InlineArray<8, Int>(repeating: 0)
    private var lengths = InlineArray<8, Int>(repeating: 0)
    private var separators = InlineArray<8, Separator>(repeating: .none)
    private var isParenthesized = InlineArray<8, Bool>(repeating: false)

    /// Reads the groups that begin with the digit at an index.
    /// With `isOpen` the first group must end with a parenthesis.
    init(in text: Span<UInt8>, from start: Int, isOpen: Bool) {
        var index = start
        var isOpen = isOpen
        var separator = Separator.none
        while count < 8 {
            let end = text.endOfDigits(from: index, limit: 19)
            guard end > index, digitCount + end - index <= 18 else { return }
            // (0 30) 1234567
            let staysOpen = isOpen && text.has(" ", at: end) && isASCIIDigit(text.byte(at: end + 1))
            if isOpen, !staysOpen, !text.has(")", at: end) { return }
            starts[count] = index
            lengths[count] = end - index
            separators[count] = separator
            isParenthesized[count] = isOpen
            digitCount += end - index
            count += 1
            if staysOpen {
                (index, separator) = (end + 1, .space)
                continue
            }
            index = isOpen ? end + 1 : end
            separator = isOpen ? .parenthesis : .none
            isOpen = false
            index = Self.skipSeparator(in: text, at: index, &separator, &isOpen)
            if separator == .none { return }
        }
    }

    func length(_ group: Int) -> Int { lengths[group] }
    func separator(_ group: Int) -> Separator { separators[group] }
    func isInParentheses(_ group: Int) -> Bool { isParenthesized[group] }
    func start(_ group: Int) -> Int { starts[group] }
    func end(_ group: Int) -> Int { starts[group] + lengths[group] }

    /// How many digits the groups have up to one.
    func total(through group: Int) -> Int {
        var total = 0
        for index in 0...group { total += lengths[index] }
        return total
    }

    /// Whether the groups have these lengths from one on, given as the digits of a number: 334 for 3, 3 and 4.
    func have(_ pattern: Int, from first: Int = 0) -> Bool {
        var pattern = pattern
        var group = first - 1
        var rest = pattern
        while rest > 0 { (group, rest) = (group + 1, rest / 10) }
        guard group < count else { return false }
        while pattern > 0 {
            guard lengths[group] == pattern % 10 else { return false }
            (group, pattern) = (group - 1, pattern / 10)
        }
        return true
    }

    /// Whether all groups from the second to one have the same separator.
    func haveOneSeparator(_ separator: Separator, through last: Int) -> Bool {
        for group in 1...last where separators[group] != separator { return false }
        return true
    }

    private static func skipSeparator(
        in text: Span<UInt8>, at start: Int, _ separator: inout Separator, _ isOpen: inout Bool
    ) -> Int {
        var index = start
        let space = TextBoundary.spaceLength(at: index, in: text)
        index += space
        switch text.byte(at: index) {
        case UInt8(ascii: "-"): (separator, index) = (.hyphen, index + 1)
        case UInt8(ascii: "."): (separator, index) = (.dot, index + 1)
        case UInt8(ascii: "/"): (separator, index) = (.slash, index + 1)
        case UInt8(ascii: "("): (separator, index, isOpen) = (.parenthesis, index + 1, true)
        // A hyphen that does not break, and a dash.
        case 0xE2 where text.byte(at: index + 1) == 0x80 && (0x90...0x93).contains(text.byte(at: index + 2)):
            (separator, index) = (.hyphen, index + 3)
        default:
            if space > 0, separator == .none { separator = .space }
            return index
        }
        return isOpen ? index : index + TextBoundary.spaceLength(at: index, in: text)
    }
}
