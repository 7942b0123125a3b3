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
        output.append(text, 0..<UTF8Text.offset(ofScalar: keepFirst, in: text))
        for _ in 0..<(options.length ?? count - keepFirst - keepLast) { output.append(scalar: options.with) }
        output.append(text, UTF8Text.offset(ofScalar: count - keepLast, in: text)..<text.count)
        return true
    }
}
