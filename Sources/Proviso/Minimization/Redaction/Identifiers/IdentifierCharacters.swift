/// The letters and digits of an identifier, in upper case and without what stands between them.
struct CompactIdentifier {
    private var bytes = InlineArray<34, UInt8>(repeating: 0)
    private(set) var count = 0

    /// The length of the longest, an IBAN of 34 characters.
    static let capacity = 34

    mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    mutating func removeAll() { count = 0 }

    func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(bytes.span.extracting(..<count)) }
}

/// What the checks read: compact texts whose shape is known.
extension Span<UInt8> {
    /// The value of the digit at an index.
    @inline(__always)
    func digit(at index: Int) -> Int { Int(self[index]) - 0x30 }

    /// The value of the character at an index: 0 to 9 for a digit, 10 to 35 for a letter.
    @inline(__always)
    func value(at index: Int) -> Int { isASCIIDigit(self[index]) ? digit(at: index) : Int(self[index]) - 0x41 + 10 }

    /// The number that digits make, at most eighteen of them.
    func number(_ range: Range<Int>) -> Int {
        var number = 0
        for index in range { number = number * 10 + digit(at: index) }
        return number
    }

    /// Whether there is nothing but one character.
    var isOneCharacter: Bool {
        for index in indices where self[index] != self[0] { return false }
        return true
    }
}
