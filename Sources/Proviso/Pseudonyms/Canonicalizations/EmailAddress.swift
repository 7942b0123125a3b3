/// The canonical form `email`.
///
/// - **Source**: `Formats/Pseudonyms`; RFC 5321, RFC 6531 for what an address is.
enum EmailAddress {
    /// Appends the canonical form to an empty buffer, or gives false.
    ///
    /// The address is folded whole. That is the same as folding both sides, because `@` is neither changed nor combined with
    /// anything; and a full-width `@`, which folds to it, parts the sides too.
    static func append(_ input: Span<UInt8>, to output: inout ByteBuffer) -> Bool {
        guard CaseFolding.append(input, to: &output) else { return false }
        let dot = UInt8(ascii: ".")
        let length = output.withSpan { folded -> Int? in
            var end = folded.count
            if end > 0, folded[end - 1] == dot { end -= 1 }
            // What is left must not end in a dot, or its canonical form would have another one.
            guard end > 0, folded[end - 1] != dot else { return nil }
            var last: Int?
            for index in 0..<end {
                switch folded[index] {
                case UInt8(ascii: "@"): last = index
                // A name beside the address, or a list of addresses.
                case UInt8(ascii: " "), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"):
                    return nil
                default: break
                }
            }
            guard let last, last > 0, last < end - 1 else { return nil }
            return end
        }
        guard let length else { return false }
        output.truncate(to: length)
        return true
    }
}
