/// Rounds coordinates to some decimals: three hide what lies within about a hundred meters, two within a kilometer.
///
/// Numbers are those of ``DecimalTransform``, and halves go away from zero.
///
/// - **Does not guarantee**: that a number is one of degrees; of a coordinate in meters, decimals hide nothing.
/// - **Source**: `Formats/Policy`, `round-geo`.
enum GeoTransform {
    /// How many decimals can be left.
    static let decimals = 0...6

    /// Appends a text of one or two numbers with each of them rounded, and what stands between them as it is written:
    /// white space, or a comma or semicolon with white space around it.
    ///
    /// False for any other text, and for two numbers without a point that a comma alone divides: they may be one number
    /// with a decimal comma, of which nothing would be hidden. White space is spaces and tabs.
    static func apply(_ text: Span<UInt8>, decimals: Int, into output: inout ByteBuffer) -> Bool {
        let firstEnd = endOfNumber(text)
        if firstEnd == text.count { return number(text, decimals: decimals, into: &output) }
        var index = firstEnd
        skipWhiteSpace(text, &index)
        if index < text.count, text[index] == UInt8(ascii: ",") || text[index] == UInt8(ascii: ";") {
            index += 1
            skipWhiteSpace(text, &index)
        }
        let isBareComma = index == firstEnd + 1 && text[firstEnd] == UInt8(ascii: ",")
        if isBareComma, !hasPoint(text) { return false }
        guard index > firstEnd, number(text.extracting(0..<firstEnd), decimals: decimals, into: &output) else {
            return false
        }
        output.append(text, firstEnd..<index)
        return number(text.extracting(index..<text.count), decimals: decimals, into: &output)
    }

    /// Appends a single number, rounded; false for what is none.
    static func number(_ literal: Span<UInt8>, decimals: Int, into output: inout ByteBuffer) -> Bool {
        DecimalTransform.round(literal, to: steps[decimals], into: &output)
    }

    private static let steps = decimals.map { DecimalLiteral(powerOfTen: -$0) }

    /// Where the characters end that a number can have.
    private static func endOfNumber(_ text: Span<UInt8>) -> Int {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"): return index
            default: continue
            }
        }
        return text.count
    }

    private static func skipWhiteSpace(_ text: Span<UInt8>, _ index: inout Int) {
        while index < text.count, text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "\t") { index += 1 }
    }

    private static func hasPoint(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] == UInt8(ascii: ".") { return true }
        return false
    }
}
