extension RecognizedType {
    /// The number of a telephone.
    public static let phoneNumber = RecognizedType(unchecked: "phone")
}

/// Telephone numbers in text.
///
/// **Rule.** Groups of digits with one separator between each: a space of any width, a hyphen, a dot, a slash or
/// parentheses.
///
/// - With `+` or `00`, a calling code, and as many digits as its numbering plan has: distinct behind `+` with eight
///   digits or more, likely otherwise, possible behind `00` without separators. A `(0)` is left out of the count, and
///   so is a zero that does not belong there. Behind `+` another number of digits, from eight, is possible.
/// - With a trunk `0` and 8 to 12 digits: likely in the groups that such numbers are written in (`01 42 68 53 00`,
///   `0171/2345678`, `(030) 1234567`, `020 7946 0958`), possible in others, weak without separators.
/// - Of the North American plan: area and exchange begin with 2 to 9 and do not end in 11; `(212) 555-0123`,
///   `212-555-0123`, `212.555.0123` and those with a `1` before are likely, with spaces possible.
/// - In other usual groups (`912 345 678`, `22 12 34 56`), and 8 to 11 digits without separators that do not begin with `0`: weak.
///
/// Amounts, dates, social security numbers, groups of four as cards and accounts have, and what goes on as a number are
/// none. An extension behind `ext.` or `x` is part.
///
/// - **Cost**: at most 6 bytes before the index are read and 100 behind it; no allocation.
/// - **Source**: ITU-T E.164 section 6, E.123 sections 2 to 4; the lists that ``NumberingPlan`` names; NANPA's *NPA
///   codes*; RFC 3966 section 5.1.4.
enum PhonePattern {
    /// The most digits that a number has without separators.
    static let longestRow = 17

    /// The number that begins with the `+`, the parenthesis or the digit at an index.
    static func match(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        let byte = text.byte(at: index)
        switch byte {
        case UInt8(ascii: "+"): return international(in: text, at: index)
        case UInt8(ascii: "("):
            if text.has("+", at: index + 1) { return international(in: text, at: index + 1) }
            guard TextBoundary.isBefore(index, in: text), isASCIIDigit(text.byte(at: index + 1)) else { return nil }
            return parenthesized(in: text, at: index)
        default:
            guard isASCIIDigit(byte), TextBoundary.isBefore(index, in: text),
                !TextBoundary.isInsideNumber(index, in: text), !isAmount(before: index, in: text)
            else { return nil }
            if byte == UInt8(ascii: "0") {
                return text.has("0", at: index + 1)
                    ? internationalWithZeros(in: text, at: index) : withTrunk(in: text, at: index)
            }
            return withoutTrunk(in: text, at: index)
        }
    }

    // MARK: International

    private static func international(in text: Span<UInt8>, at plus: Int) -> PatternMatch? {
        let first = text.byte(at: plus + 1)
        guard first > UInt8(ascii: "0"), first <= UInt8(ascii: "9"), TextBoundary.isBefore(plus, in: text),
            !text.has("+", at: plus - 1), !text.has(")", at: plus - 1)
        else { return nil }
        // (+49) 30 1234567
        var isOpen = false
        if text.has("(", at: plus - 1) { isOpen = text.has(")", at: text.endOfDigits(from: plus + 1, limit: 4)) }
        let groups = DigitGroups(in: text, from: plus + 1, isOpen: isOpen)
        let start = isOpen ? plus - 1 : plus
        guard groups.count > 0 else { return nil }
        let number = InternationalNumber(groups, text, skipping: 0)
        if let number, let last = number.last {
            guard ends(groups.end(last), in: text, isLast: last == groups.count - 1) else { return nil }
            let isBare = last == 0
            let grade: RecognitionGrade =
                number.digitCount < 8
                ? (isBare ? .possible : .likely) : isBare && number.digitCount < 10 ? .likely : .distinct
            return found(text, start..<groups.end(last), grade)
        }
        let last = groups.count - 1
        guard let number, !number.isRefused, (8...15).contains(groups.digitCount), groups.count > 1,
            !groups.isInParentheses(last),
            ends(groups.end(last), in: text, isLast: true), !groups.haveOneSeparator(.dot, through: last)
        else { return nil }
        return found(text, start..<groups.end(last), .possible)
    }

    private static func internationalWithZeros(in text: Span<UInt8>, at start: Int) -> PatternMatch? {
        let groups = DigitGroups(in: text, from: start, isOpen: false)
        guard groups.count > 0, groups.length(0) != 4 || !isBehindFour(start, in: text),
            let number = InternationalNumber(groups, text, skipping: 2), let last = number.last, number.digitCount >= 9,
            ends(groups.end(last), in: text, isLast: last == groups.count - 1)
        else { return nil }
        return found(text, start..<groups.end(last), last > 0 ? .likely : .possible)
    }

    /// A number with a calling code.
    private struct InternationalNumber {
        /// The last group of a number that the plan has; nil where there is none.
        private(set) var last: Int?
        private(set) var digitCount = 0
        /// Whether the plan has numbers of this length, but not this one.
        private(set) var isRefused = false

        /// Reads groups, of which the first begins with some digits that are no part. Nil without a calling code, or if
        /// the digits behind it are all the same.
        init?(_ groups: DigitGroups, _ text: Span<UInt8>, skipping prefix: Int) {
            // The calling code is at most three digits, over which separators may fall.
            var code = 0
            var codeLength = 0
            var plan: CallingCodes.Plan?
            var national = 0
            var first: UInt8 = 0
            var second: UInt8 = 0
            var fourth: UInt8 = 0
            var isOneDigit = true
            for group in 0..<groups.count {
                let isTrunk = groups.isInParentheses(group) && groups.length(group) == 1 && group > 0
                if isTrunk, text.has("0", at: groups.start(group)) { continue }
                for index in groups.start(group) + (group == 0 ? prefix : 0)..<groups.end(group) {
                    let digit = text[index]
                    if plan == nil {
                        code = code * 10 + Int(digit - UInt8(ascii: "0"))
                        codeLength += 1
                        plan = CallingCodes.plan(code)
                        if plan == nil, codeLength == 3 { return nil }
                        continue
                    }
                    national += 1
                    // A trunk prefix that does not belong here.
                    if national == 1, digit == UInt8(ascii: "0"), plan?.keepsZero == false {
                        national = 0
                        continue
                    }
                    if national == 1 { first = digit } else if digit != first { isOneDigit = false }
                    if national == 2 { second = digit }
                    if national == 4 { fourth = digit }
                }
                guard let plan, !groups.isInParentheses(group) || group == 0 else { continue }
                guard plan.lengths >> UInt32(national) & 1 == 1, codeLength + national <= 15 else { continue }
                if code == 1, !isNorthAmerican(area: first, second, exchange: fourth) {
                    isRefused = true
                } else {
                    (last, digitCount) = (group, codeLength + national)
                }
            }
            guard plan != nil, !isOneDigit else { return nil }
        }
    }

    // MARK: With a trunk prefix

    private static func withTrunk(in text: Span<UInt8>, at start: Int) -> PatternMatch? {
        let groups = DigitGroups(in: text, from: start, isOpen: false)
        guard groups.count > 0 else { return nil }
        if groups.count == 1 {
            return (9...12).contains(groups.length(0)) ? row(in: text, start..<groups.end(0)) : nil
        }
        guard (2...6).contains(groups.length(0)), let last = lastOfTrunk(groups, text) else { return nil }
        guard ends(groups.end(last), in: text, isLast: last == groups.count - 1), !isOther(groups, last, text) else {
            return nil
        }
        let isCut = last < groups.count - 1 && !text.has("0", at: groups.start(last + 1))
        return found(text, start..<groups.end(last), isCut ? .possible : gradeOfTrunk(groups, last))
    }

    /// The last group of a number of 8 to 12 digits that begins with 0. Another one may begin behind it.
    private static func lastOfTrunk(_ groups: DigitGroups, _ text: Span<UInt8>) -> Int? {
        var total = groups.length(0)
        var last: Int?
        for group in 1..<groups.count {
            if total >= 9, text.has("0", at: groups.start(group)), groups.separator(group) == .space { break }
            total += groups.length(group)
            guard total <= 12 else { break }
            if total >= 8, !groups.isInParentheses(group) { last = group }
        }
        return last
    }

    /// Whether groups that begin with 0 are something else: a date, a social security number, an amount, part of a card
    /// or an account.
    private static func isOther(_ groups: DigitGroups, _ last: Int, _ text: Span<UInt8>) -> Bool {
        if last == 2, groups.have(324) { return true }
        if last >= 2, groups.have(222) || groups.have(224), groups.separator(1) == groups.separator(2),
            groups.separator(1) != .space,
            !groups.have(22222) || !groups.haveOneSeparator(groups.separator(1), through: last)
        {
            return true
        }
        if groups.haveOneSeparator(.dot, through: last), (1...last).allSatisfy({ groups.length($0) == 3 }) {
            return true
        }
        guard groups.length(0) == 4, groups.length(1) == 4 else { return false }
        if isBehindFour(groups.start(0), in: text) { return true }
        for group in 2..<max(2, last + 1) where groups.length(group) != 4 { return false }
        return last < groups.count - 1 || last > 2
    }

    private static func gradeOfTrunk(_ groups: DigitGroups, _ last: Int) -> RecognitionGrade {
        let total = groups.total(through: last)
        var slashes = 0
        var others = 0
        var shortest = 18
        for group in 1...last {
            if groups.separator(group) == .slash { slashes += 1 } else { others += 1 }
            shortest = min(shortest, groups.length(group))
        }
        if groups.separator(1) == .slash {
            // 012/345/67890 is a tax number.
            return slashes == 1 && groups.length(0) >= 3 ? .likely : .possible
        }
        if slashes > 0 || total < 9 { return total < 9 && last == 1 ? .weak : .possible }
        switch groups.length(0) {
        case 2:
            if last == 4, groups.have(22222) { return .likely }
            return groups.have(244) || groups.have(28) || groups.have(234) && last == 2 ? .likely : .possible
        case 3...5:
            if groups.haveOneSeparator(.dot, through: last) { return .possible }
            return last == 1
                ? (groups.length(1) >= 5 ? .likely : .possible) : shortest >= 2 && total >= 10 ? .likely : .possible
        default: return .possible
        }
    }

    // MARK: In parentheses

    private static func parenthesized(in text: Span<UInt8>, at start: Int) -> PatternMatch? {
        let groups = DigitGroups(in: text, from: start + 1, isOpen: true)
        guard groups.count > 1 else { return nil }
        let area = groups.length(0)
        if text.has("0", at: start + 1) {
            guard area <= 6, let last = lastOfTrunk(groups, text),
                ends(groups.end(last), in: text, isLast: last == groups.count - 1)
            else { return nil }
            return found(text, start..<groups.end(last), .likely)
        }
        if area == 3, groups.have(334) || groups.have(37), isNorthAmerican(in: text, groups, from: 0) {
            let last = groups.have(37) ? 1 : 2
            guard ends(groups.end(last), in: text, isLast: last == groups.count - 1) else { return nil }
            return found(text, start..<groups.end(last), .likely)
        }
        let last = groups.count - 1
        guard ends(groups.end(last), in: text, isLast: true) else { return nil }
        // Brazil (11) 91234-5678, Russia (495) 123-45-67.
        if last == 2, groups.have(244) || groups.have(254), groups.separator(2) == .hyphen {
            return found(text, start..<groups.end(last), .likely)
        }
        if last == 3, groups.have(3322) { return found(text, start..<groups.end(last), .likely) }
        guard (2...4).contains(area), (8...11).contains(groups.digitCount) else { return nil }
        return found(text, start..<groups.end(last), .weak)
    }

    // MARK: Without a trunk prefix

    private static func withoutTrunk(in text: Span<UInt8>, at start: Int) -> PatternMatch? {
        // Most numbers in a text are single groups.
        let first = text.endOfDigits(from: start, limit: 12)
        if (8...11).contains(first - start) {
            return row(in: text, start..<first)
        }
        guard mayBegin(text, start, first) else { return nil }
        let groups = DigitGroups(in: text, from: start, isOpen: false)
        guard groups.count > 1 else { return nil }
        let withOne = text.has("1", at: start) && groups.length(0) == 1
        if groups.have(withOne ? 1334 : 334), isNorthAmerican(in: text, groups, from: withOne ? 1 : 0) {
            let last = withOne ? 3 : 2
            guard ends(groups.end(last), in: text, isLast: last == groups.count - 1) else { return nil }
            let isUsual =
                groups.separator(last) != .space && groups.separator(last) != .slash
                && groups.separator(last - 1) != .space && groups.separator(last - 1) != .slash
            return found(
                text, start..<groups.end(last), isUsual || groups.isInParentheses(last - 2) ? .likely : .possible)
        }
        // A group in the middle of a longer number.
        if text.has(" ", at: start - 1), isASCIIDigit(text.byte(at: start - 2)) { return nil }
        let last = groups.count - 1
        guard ends(groups.end(last), in: text, isLast: true) else { return nil }
        // Russia 8 (495) 123-45-67, 8 800 555-35-35.
        if text.has("8", at: start), last == 4, groups.have(13322) {
            return found(text, start..<groups.end(last), groups.isInParentheses(1) ? .likely : .possible)
        }
        return isUsual(groups, last) ? found(text, start..<groups.end(last), .weak) : nil
    }

    /// Digits without separators. Letters behind them belong to a word that is no number of a telephone.
    private static func row(in text: Span<UInt8>, _ range: Range<Int>) -> PatternMatch? {
        guard !text.has("+", at: range.lowerBound - 1), TextBoundary.isBehind(range.upperBound, in: text),
            ends(range.upperBound, in: text, isLast: true)
        else {
            return nil
        }
        return found(text, range, .weak)
    }

    /// Whether a number without a trunk prefix may begin with a group of digits, by its length and what stands behind it.
    private static func mayBegin(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let next = text.byte(at: end)
        let isDotOrSlash = next == UInt8(ascii: ".") || next == UInt8(ascii: "/")
        return switch end - start {
        case 1: text.has("1", at: start) || text.has("8", at: start)
        case 2: !isDotOrSlash
        case 3: true
        case 4, 5: !isDotOrSlash && next != UInt8(ascii: "-") && next != UInt8(ascii: "(")
        default: false
        }
    }

    /// Whether groups are what numbers without a trunk prefix are written in.
    private static func isUsual(_ groups: DigitGroups, _ last: Int) -> Bool {
        let hasSpaces = groups.haveOneSeparator(.space, through: last)
        guard hasSpaces || groups.haveOneSeparator(.hyphen, through: last) else { return false }
        return switch last {
        case 1: hasSpaces && (groups.have(44) || groups.have(55) || groups.have(37))
        case 2:
            groups.have(333) || groups.have(344) || groups.have(234) || groups.have(334) && hasSpaces
                || groups.have(224) && hasSpaces
        case 3: groups.have(2222) || groups.have(3222) || groups.have(2322) || groups.have(3322)
        default: false
        }
    }

    // MARK: Parts

    /// Whether area code and exchange are some of the North American plan, in groups of 3, 3 and 4 from one on.
    private static func isNorthAmerican(in text: Span<UInt8>, _ groups: DigitGroups, from area: Int) -> Bool {
        let (first, exchange) = (groups.start(area), groups.start(area + 1))
        if text[first + 1] == UInt8(ascii: "1"), text[first + 2] == UInt8(ascii: "1") { return false }
        if text[exchange + 1] == UInt8(ascii: "1"), text[exchange + 2] == UInt8(ascii: "1") { return false }
        return isNorthAmerican(area: text[first], text[first + 1], exchange: text[exchange])
    }

    private static func isNorthAmerican(area: UInt8, _ second: UInt8, exchange: UInt8) -> Bool {
        area >= UInt8(ascii: "2") && second < UInt8(ascii: "9") && exchange >= UInt8(ascii: "2")
    }

    /// Whether a group of four stands before an index, as in cards and accounts.
    private static func isBehindFour(_ index: Int, in text: Span<UInt8>) -> Bool {
        guard text.has(" ", at: index - 1) || text.has("-", at: index - 1) else { return false }
        return (2...5).allSatisfy { TextBoundary.isWordByte(text.byte(at: index - $0)) }
            && !TextBoundary.isWordByte(text.byte(at: index - 6))
    }

    /// Whether a number can end before an index: no digit, letter, decimals or unit stand there. Behind a number of a
    /// list another one can stand.
    private static func ends(_ end: Int, in text: Span<UInt8>, isLast: Bool) -> Bool {
        if !TextBoundary.isBehind(end, in: text) { return endOfExtension(text, end) > end }
        if TextBoundary.goesOn(end, in: text) {
            return !isLast && (text.has("/", at: end) || text.has("-", at: end))
        }
        switch text.byte(at: end) {
        case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "$"): return false
        default: return !text.spells("€", at: end) && !text.spells("°", at: end)
        }
    }

    /// Whether the sign of a currency, or a number sign stands right before a number.
    private static func isAmount(before index: Int, in text: Span<UInt8>) -> Bool {
        switch text.byte(at: index - 1) {
        case UInt8(ascii: "$"), UInt8(ascii: "#"): return true
        // € and £.
        case 0xAC: return text.spells("€", at: index - 3)
        case 0xA3: return text.spells("£", at: index - 2)
        default: return false
        }
    }

    /// A number, with the extension behind it.
    private static func found(_ text: Span<UInt8>, _ range: Range<Int>, _ grade: RecognitionGrade) -> PatternMatch {
        PatternMatch(
            type: .phoneNumber, range: range.lowerBound..<endOfExtension(text, range.upperBound), grade: grade)
    }

    private static func endOfExtension(_ text: Span<UInt8>, _ end: Int) -> Int {
        var index = end + (text.has(" ", at: end) ? 1 : 0)
        if text.spells("ext", at: index, anyCase: true) {
            index += 3
            if text.has(".", at: index) { index += 1 }
        } else if text.has("x", at: index) {
            index += 1
        } else {
            return end
        }
        if text.has(" ", at: index) { index += 1 }
        let last = text.endOfDigits(from: index, limit: 7)
        return (1...6).contains(last - index) && TextBoundary.isBehind(last, in: text) ? last : end
    }
}

/// How long the numbers behind each calling code are.
///
/// - **Cost**: one access to a table.
private enum CallingCodes {
    struct Plan {
        /// Bit n: there are national numbers of n digits.
        fileprivate(set) var lengths: UInt32 = 0
        fileprivate(set) var keepsZero = false
    }

    /// The plan of a calling code, or nil.
    static func plan(_ code: Int) -> Plan? {
        let plan = plans[code]
        return plan.lengths == 0 ? nil : plan
    }

    private static let plans: [Plan] = {
        var plans = Array(repeating: Plan(), count: 1000)
        for plan in NumberingPlan.all {
            for count in 4...14 where plan.hasLength(count) { plans[plan.callingCode].lengths |= 1 << UInt32(count) }
            if plan.keepsZero { plans[plan.callingCode].keepsZero = true }
        }
        // Freephone, satellites and networks belong to no country.
        for code in 800...999 where plans[code].lengths == 0 && NumberingPlan.isCallingCode(code) {
            for count in 7...12 { plans[code].lengths |= 1 << UInt32(count) }
        }
        return plans
    }()
}
