extension RecognizedType {
    /// A place on Earth, as latitude and longitude.
    public static let coordinates = RecognizedType(unchecked: "coordinates")
}

/// Pairs of geographic coordinates in text.
///
/// **Rule.** Two numbers in either order, one of at most 90 degrees and one of at most 180:
/// - decimal, with at least three decimals each, and a comma, a semicolon or a space between. Likely with a comma or
///   semicolon; possible where both are below 1 as probabilities are, where they stand in a longer list of numbers, or
///   behind a space.
/// - behind `geo:`, with any decimals;
/// - with a letter N, S, E or W before or behind each, one for latitude and one for longitude, and degrees alone or
///   with minutes and seconds, in any of the signs that are used for them.
///
/// - **Cost**: at most 24 bytes before the index are read and 80 behind it; no allocation.
/// - **Source**: ISO 6709:2022 annex D, RFC 5870 section 3.3, RFC 7946 section 3.1.1 for the other order.
enum CoordinatePattern {
    /// The pair that begins with the digit or sign at an index. Its range can begin with the letter before it.
    static func match(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        let byte = text.byte(at: index)
        guard isASCIIDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else { return nil }
        if let match = lettered(in: text, at: index) { return match }
        guard TextBoundary.isBefore(index, in: text), !TextBoundary.isInsideNumber(index, in: text),
            let first = Angle(decimalIn: text, from: index)
        else { return nil }
        let isURI = text.spells("geo:", at: index - 4, anyCase: true)
        guard let separator = separator(in: text, at: first.end),
            let second = Angle(decimalIn: text, from: separator.end), isPair(first, second)
        else { return nil }
        guard TextBoundary.isBehind(second.end, in: text), !goesOn(text, second.end) else { return nil }
        let range = index..<second.end
        if isURI, separator.isComma { return PatternMatch(type: .coordinates, range: range, grade: .distinct) }
        guard first.decimals >= 3, second.decimals >= 3 else { return nil }
        let isDoubtful =
            !separator.isComma || first.isBelowOne && second.isBelowOne || isListed(in: text, range)
        return PatternMatch(type: .coordinates, range: range, grade: isDoubtful ? .possible : .likely)
    }

    /// Whether a letter before a number may be one of a hemisphere.
    @inline(__always)
    static func mayBegin(_ letter: UInt8) -> Bool { hemisphere(letter) != nil }

    // MARK: Decimal pairs

    private static func separator(in text: Span<UInt8>, at index: Int) -> (isComma: Bool, end: Int)? {
        var end = index + TextBoundary.spaceLength(at: index, in: text)
        let isComma = text.has(",", at: end) || text.has(";", at: end)
        if isComma {
            end += 1
            end += TextBoundary.spaceLength(at: end, in: text)
        }
        return end > index ? (isComma, end) : nil
    }

    private static func isPair(_ first: Angle, _ second: Angle) -> Bool {
        first.isLatitude && second.isLongitude || first.isLongitude && second.isLatitude
    }

    /// Whether what ends before an index is a longer number, or a share.
    private static func goesOn(_ text: Span<UInt8>, _ end: Int) -> Bool {
        text.has(".", at: end) && isASCIIDigit(text.byte(at: end + 1)) || text.has("%", at: end)
    }

    /// Whether another number with decimals stands before or behind, as in a list of measurements.
    private static func isListed(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if let next = separator(in: text, at: range.upperBound), next.isComma,
            let third = Angle(decimalIn: text, from: next.end), third.decimals >= 3
        {
            return true
        }
        var index = range.lowerBound
        if index > 0, text[index - 1] == UInt8(ascii: " ") { index -= 1 }
        guard index > 0, text[index - 1] == UInt8(ascii: ",") || text[index - 1] == UInt8(ascii: ";") else {
            return false
        }
        var digits = 0
        while digits < 16, isASCIIDigit(text.byte(at: index - 2 - digits)) { digits += 1 }
        return digits >= 3 && text.has(".", at: index - 2 - digits)
    }

    // MARK: With letters

    private static func lettered(in text: Span<UInt8>, at index: Int) -> PatternMatch? {
        var start = index
        var before: UInt8 = 0
        let letterIndex = text.has(" ", at: index - 1) ? index - 2 : index - 1
        if let letter = hemisphere(text.byte(at: letterIndex)), TextBoundary.isBefore(letterIndex, in: text) {
            (start, before) = (letterIndex, letter)
        } else {
            guard TextBoundary.isBefore(index, in: text), !TextBoundary.isInsideNumber(index, in: text) else {
                return nil
            }
        }
        guard let first = Angle(in: text, from: index) else { return nil }
        var end = first.end
        var firstLetter = before
        if before == 0 {
            guard let letter = hemisphereBehind(text, &end) else { return nil }
            firstLetter = letter
        }
        if let separator = separator(in: text, at: end) { end = separator.end }
        var secondLetter: UInt8 = 0
        if before != 0 {
            guard let letter = hemisphere(text.byte(at: end)) else { return nil }
            secondLetter = letter
            end += 1
            end += TextBoundary.spaceLength(at: end, in: text)
        }
        guard let second = Angle(in: text, from: end) else { return nil }
        end = second.end
        if before == 0 {
            guard let letter = hemisphereBehind(text, &end) else { return nil }
            secondLetter = letter
        }
        guard TextBoundary.isBehind(end, in: text), isNorthSouth(firstLetter) != isNorthSouth(secondLetter),
            isNorthSouth(firstLetter) ? first.isLatitude && second.isLongitude : first.isLongitude && second.isLatitude,
            // Streets are called so too: 12 N, 5 W.
            first.isExact && second.isExact
        else { return nil }
        return PatternMatch(type: .coordinates, range: start..<end, grade: .distinct)
    }

    private static func hemisphereBehind(_ text: Span<UInt8>, _ end: inout Int) -> UInt8? {
        let index = end + TextBoundary.spaceLength(at: end, in: text)
        guard let letter = hemisphere(text.byte(at: index)) else { return nil }
        end = index + 1
        return letter
    }

    /// The letter of a direction; O is east in German and west in French, and O stands for both.
    private static func hemisphere(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "N"), UInt8(ascii: "S"), UInt8(ascii: "E"), UInt8(ascii: "W"), UInt8(ascii: "O"): byte
        default: nil
        }
    }

    private static func isNorthSouth(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "N") || letter == UInt8(ascii: "S")
    }
}

extension CoordinatePattern {
    /// A number of degrees, as it is written at a place.
    private struct Angle {
        /// Degrees, rounded down; one more than there are if minutes or seconds or decimals follow.
        private var ceiling = 0
        private(set) var decimals = 0
        private(set) var isBelowOne = false
        /// Whether it says more than whole degrees, or has their sign.
        private(set) var isExact = false
        private(set) var end: Int

        var isLatitude: Bool { ceiling <= 90 }
        var isLongitude: Bool { ceiling <= 180 }

        /// A decimal number with a sign or none.
        init?(decimalIn text: Span<UInt8>, from start: Int) {
            var index = start
            if text.has("-", at: index) || text.has("+", at: index) { index += 1 }
            let point = text.endOfDigits(from: index, limit: 4)
            guard (1...3).contains(point - index), text.has(".", at: point) else { return nil }
            end = text.endOfDigits(from: point + 1, limit: 20)
            decimals = end - point - 1
            guard (1...19).contains(decimals) else { return nil }
            ceiling = text.number(index..<point)
            isBelowOne = ceiling == 0
            for place in point + 1..<end where text[place] != UInt8(ascii: "0") {
                ceiling += 1
                break
            }
            isExact = decimals >= 3
        }

        /// Degrees with or without decimals, and minutes and seconds behind them.
        init?(in text: Span<UInt8>, from start: Int) {
            if let decimal = Angle(decimalIn: text, from: start) {
                self = decimal
                let length = Self.degreeSignLength(text, end)
                if length > 0 { (end, isExact) = (end + length, true) }
                return
            }
            end = text.endOfDigits(from: start, limit: 4)
            guard (1...3).contains(end - start) else { return nil }
            ceiling = text.number(start..<end)
            let sign = Self.degreeSignLength(text, end)
            guard sign > 0 else { return nil }
            end += sign
            isExact = true
            guard readSixtieth(text, seconds: false) else { return }
            ceiling += 1
            _ = readSixtieth(text, seconds: true)
        }

        /// Reads minutes or seconds, with decimals or without, and their sign.
        private mutating func readSixtieth(_ text: Span<UInt8>, seconds: Bool) -> Bool {
            let start = end + TextBoundary.spaceLength(at: end, in: text)
            var index = text.endOfDigits(from: start, limit: 3)
            guard (1...2).contains(index - start), text.number(start..<index) < 60 else { return false }
            if text.has(".", at: index) || text.has(",", at: index) {
                index = text.endOfDigits(from: index + 1, limit: 8)
            }
            let sign = Self.sixtiethSignLength(text, index, seconds: seconds)
            guard sign > 0 else { return false }
            end = index + sign
            return true
        }

        /// ° or º, with a space before it or none.
        private static func degreeSignLength(_ text: Span<UInt8>, _ index: Int) -> Int {
            let space = TextBoundary.spaceLength(at: index, in: text)
            guard text.byte(at: index + space) == 0xC2 else { return 0 }
            let second = text.byte(at: index + space + 1)
            return second == 0xB0 || second == 0xBA ? space + 2 : 0
        }

        /// ' ′ ’ for minutes; " ″ ” or two of those for seconds.
        private static func sixtiethSignLength(_ text: Span<UInt8>, _ index: Int, seconds: Bool) -> Int {
            if text.has("'", at: index) { return !seconds ? 1 : text.has("'", at: index + 1) ? 2 : 0 }
            if text.has("\"", at: index) { return seconds ? 1 : 0 }
            guard text.byte(at: index) == 0xE2, text.byte(at: index + 1) == 0x80 else { return 0 }
            switch text.byte(at: index + 2) {
            case 0xB2, 0x99:
                guard seconds else { return 3 }
                return sixtiethSignLength(text, index + 3, seconds: false) == 3 ? 6 : 0
            case 0xB3, 0x9D: return seconds ? 3 : 0
            default: return 0
            }
        }
    }
}
