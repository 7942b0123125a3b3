/// Cuts a postcode down to its beginning, which in most countries is a region: `SW1A 1AA` to `SW`, `1012 AB` to `10`.
///
/// The characters of a postcode are ASCII letters, which are written in upper case, and digits; spaces and hyphens
/// between them do not count, so that `sw1a1aa` and `SW1A 1AA` become the same. Not handled is
/// - what has no more characters than are kept: nothing of it would be hidden;
/// - what no postcode is: without a digit, of more than twelve characters, which is the longest with the letters of its
///   country before it, or with any other character.
///
/// - **Does not guarantee**: that the beginning is a region of a certain size, or the same one where some postcodes
///   stand with the letters of their country (`D-10115`) and some without.
/// - **Source**: `Formats/Policy`, `generalize` to `postcode`.
enum PostcodeTransform {
    /// Appends the first so many characters; false for a text that is not handled.
    static func apply(_ text: Span<UInt8>, first: Int, into output: inout ByteBuffer) -> Bool {
        var count = 0
        var hasDigit = false
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") { continue }
            let isDigit = isASCIIDigit(byte)
            guard isDigit || isASCIILetter(byte) else { return false }
            if count < first { output.append(isDigit ? byte : byte & ~0x20) }
            hasDigit = hasDigit || isDigit
            count += 1
        }
        return count > first && count <= longest && hasDigit
    }

    private static let longest = 12
}
