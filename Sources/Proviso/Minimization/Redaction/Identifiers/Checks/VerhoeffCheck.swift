/// Verhoeff's check digit: the digits, each permuted by its place, multiply to the identity of the dihedral group of
/// order ten.
///
/// - **Source**: J. Verhoeff, *Error Detecting Decimal Codes*, Mathematical Centre Tract 29, 1969.
enum VerhoeffCheck {
    /// Whether digits end with their check digit.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        var product = 0
        for place in 0..<text.count {
            let digit = text.digit(at: text.count - 1 - place)
            product = multiplied(product, permuted(digit, times: place % 8))
        }
        return product == 0
    }

    /// The product in the dihedral group: 0 to 4 are rotations, 5 to 9 reflections.
    private static func multiplied(_ left: Int, _ right: Int) -> Int {
        let turned = left < 5 ? right % 5 + left : left - right % 5
        return turned % 5 + ((left < 5) == (right < 5) ? 0 : 5)
    }

    /// The digit after the permutation of the method, so many times over.
    private static func permuted(_ digit: Int, times: Int) -> Int {
        var digit = digit
        for _ in 0..<times { digit = Int(permutation[digit]) }
        return digit
    }

    private static let permutation: InlineArray<10, UInt8> = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
}
