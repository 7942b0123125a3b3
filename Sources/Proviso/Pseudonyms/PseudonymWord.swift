/// A run of letters, digits and `_`, taken byte by byte: whether it is a pseudonym, and of which version.
struct PseudonymWord {
    private enum Part {
        /// Behind a backslash, which can begin an escape of JSON.
        case escape
        /// Behind `\u`: four hexadecimal digits.
        case hexadecimal
        case start, type, version, reversible, body
        /// It cannot become a pseudonym any more.
        case other
    }

    private var part = Part.start
    /// How many characters the part has.
    private var count = 0
    private var number: UInt64 = 0
    /// Whether it is a reversible one, if it is a pseudonym at all.
    private(set) var isReversible = false
    private var lastDigit: UInt8 = 0
    /// How many of the first bytes belong to an escape of JSON before the word, such as the `n` of `\n`.
    private(set) var escapeByteCount = 0

    /// Whether a digit of an escape is a capital letter, which no word has.
    private var hasCapital = false

    init() {}

    /// A word behind something that is none.
    init(behind byte: UInt8) {
        if byte == UInt8(ascii: "\\") { part = .escape }
    }

    /// Takes the next byte; false if the word has ended before it.
    mutating func take(_ byte: UInt8) -> Bool {
        if part == .escape || part == .hexadecimal, takeEscape(byte) { return true }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        let isUnderscore = byte == UInt8(ascii: "_")
        guard isLetter || isDigit || isUnderscore else {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return false }
            part = .other
            return true
        }
        switch part {
        case .start: part = isLetter ? .type : .other
        case .type where isUnderscore: begin(.version)
        case .type: if count == 15 { part = .other } else { count += 1 }
        case .version where isDigit: takeVersionDigit(byte - UInt8(ascii: "0"))
        case .version where count > 0 && isUnderscore: begin(.body)
        case .version where count > 0 && byte == UInt8(ascii: "r"): begin(.reversible)
        case .reversible where isUnderscore:
            isReversible = true
            begin(.body)
        case .body where isLetter:
            count += 1
            lastDigit = byte - UInt8(ascii: "a")
        case .body where (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte):
            count += 1
            lastDigit = byte - UInt8(ascii: "2") + 26
        default: part = .other
        }
        return true
    }

    /// Takes a byte of an escape; false if it belongs to the word already.
    private mutating func takeEscape(_ byte: UInt8) -> Bool {
        switch (part, byte) {
        case (.escape, UInt8(ascii: "u")): begin(.hexadecimal)
        case (.escape, UInt8(ascii: "b")), (.escape, UInt8(ascii: "f")), (.escape, UInt8(ascii: "n")),
            (.escape, UInt8(ascii: "r")), (.escape, UInt8(ascii: "t")), (.escape, UInt8(ascii: "\\")):
            begin(.start)
        case (.hexadecimal, UInt8(ascii: "0")...UInt8(ascii: "9")),
            (.hexadecimal, UInt8(ascii: "a")...UInt8(ascii: "f")):
            count += 1
            if count == 4 { begin(.start) }
        case (.hexadecimal, UInt8(ascii: "A")...UInt8(ascii: "F")):
            hasCapital = true
            count += 1
            if count == 4 { begin(.start) }
        case (.hexadecimal, _):
            // No escape after all, and so the word began with its `u`; the digits so far are those of a type.
            part = hasCapital ? .other : .type
            escapeByteCount = 0
            return false
        default:
            part = .start
            return false
        }
        escapeByteCount += 1
        return true
    }

    private mutating func begin(_ part: Part) {
        self.part = part
        count = 0
    }

    private mutating func takeVersionDigit(_ digit: UInt8) {
        // No leading zero, and no more than a number of 32 bits has.
        if count == 1 && number == 0 || count == 10 { part = .other }
        number = number * 10 + UInt64(digit)
        count += 1
    }

    /// The version, if the word is a pseudonym as it stands.
    var version: KeyVersion? {
        guard part == .body, number <= UInt64(UInt32.max) else { return nil }
        // A linkable one has 16 to 32 bytes, a reversible one a tag of 24 and at least 32.
        let byteCount = count * 5 / 8
        let spareBitCount = count * 5 % 8
        guard isReversible ? byteCount >= 56 : (16...32).contains(byteCount), spareBitCount < 5,
            lastDigit & (1 << spareBitCount - 1) == 0
        else { return nil }
        return KeyVersion(UInt32(number))
    }
}
