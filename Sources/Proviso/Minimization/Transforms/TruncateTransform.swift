/// Cuts a text off behind its first characters, which are code points.
///
/// - **Source**: `Formats/Policy`, `truncate`.
enum TruncateTransform {
    /// Appends the first so many characters, or all of a shorter text; false for an empty one.
    static func apply(_ text: Span<UInt8>, count: Int, into output: inout ByteBuffer) -> Bool {
        guard !text.isEmpty else { return false }
        output.append(text, 0..<UTF8Text.offset(ofScalar: count, in: text))
        return true
    }
}
