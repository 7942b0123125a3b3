/// Luhn's formula: from the right, every second value is doubled, and the digits of all sum up to a multiple of ten.
///
/// - **Source**: ISO/IEC 7812-1:2017, annex B. With 36 characters: the specification of the check character of
///   India's GSTIN.
enum LuhnCheck {
    /// Whether digits end with their check digit. Another sum than zero stands for digits before them that are not
    /// written.
    static func isValid(_ text: Span<UInt8>, before sum: Int = 0) -> Bool {
        (self.sum(text, radix: 10) + sum) % 10 == 0
    }

    /// Whether digits and letters end with their check character.
    static func isValid36(_ text: Span<UInt8>) -> Bool { sum(text, radix: 36) % 36 == 0 }

    /// The digit that belongs behind digits.
    static func digit(behind text: Span<UInt8>) -> Int { (10 - sum(text, radix: 10, isWhole: false) % 10) % 10 }

    private static func sum(_ text: Span<UInt8>, radix: Int, isWhole: Bool = true) -> Int {
        var sum = 0
        var isDoubled = !isWhole
        var index = text.count - 1
        while index >= 0 {
            let value = text.value(at: index) * (isDoubled ? 2 : 1)
            sum += value / radix + value % radix
            isDoubled.toggle()
            index -= 1
        }
        return sum
    }
}
