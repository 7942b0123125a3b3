/// Replaces the characters of a text by a mask character, but for some at the ends.
///
/// - **Source**: `Formats/Policy`, `mask`.
enum MaskTransform {
    /// Appends the masked text; false for an empty one.
    static func apply(
        _ text: Span<UInt8>, _ options: FieldTransform.MaskOptions, into output: inout ByteBuffer
    ) -> Bool {
        guard !text.isEmpty else { return false }
        let count = UTF8Text.scalarCount(before: text.count, in: text)
        // A mask that shows more than it hides is none.
        let showsEnds = (options.keepFirst + options.keepLast) * 2 <= count
        let keepFirst = showsEnds ? options.keepFirst : 0
        let keepLast = showsEnds ? options.keepLast : 0
        output.append(text, 0..<offset(ofScalar: keepFirst, in: text))
        for _ in 0..<(options.length ?? count - keepFirst - keepLast) { output.append(scalar: options.with) }
        output.append(text, offset(ofScalar: count - keepLast, in: text)..<text.count)
        return true
    }

    /// Where the n-th scalar begins.
    private static func offset(ofScalar number: Int, in text: Span<UInt8>) -> Int {
        var seen = 0
        for index in text.indices where text[index] & 0xC0 != 0x80 {
            if seen == number { return index }
            seen += 1
        }
        return text.count
    }
}
