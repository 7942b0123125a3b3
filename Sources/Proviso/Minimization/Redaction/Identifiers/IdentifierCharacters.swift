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
