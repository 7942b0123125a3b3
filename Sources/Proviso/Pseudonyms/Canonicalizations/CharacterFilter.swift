/// Taking characters out of identifiers: `trimmed`, `digits` and `alphanumeric`.
enum CharacterFilter {
    /// What is left without the white space at both ends.
    static func trimmed(_ input: Span<UInt8>) -> Range<Int> {
        var start = 0
        while start < input.count {
            let (scalar, length) = UTF8Text.scalar(at: start, in: input)
            guard UnicodeTables.isWhiteSpace(scalar) else { break }
            start += length
        }
        var end = input.count
        while end > start {
            var begin = end - 1
            while begin > start, input[begin] & 0xC0 == 0x80 { begin -= 1 }
            guard UnicodeTables.isWhiteSpace(UTF8Text.scalar(at: begin, in: input).scalar) else { break }
            end = begin
        }
        return start..<end
    }

    /// Keeps ASCII digits, and ASCII letters in upper case where wanted.
    static func apply(_ input: Span<UInt8>, into scratch: inout ByteBuffer, lettersToo: Bool) -> CanonicalForm {
        scratch.removeAll()
        var index = 0
        while index < input.count {
            let byte = input[index]
            if byte < 0x80 {
                index += 1
                if isASCIIDigit(byte) {
                    scratch.append(byte)
                } else if lettersToo, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) {
                    scratch.append(byte & ~0x20)
                }
                continue
            }
            let (scalar, length) = UTF8Text.scalar(at: index, in: input)
            switch UnicodeTables.properties(of: scalar).kind {
            case .other: break
            case .number: return .unhandled
            case .letterOrMark, .unassigned: if lettersToo { return .unhandled }
            }
            index += length
        }
        return scratch.count == 0 ? .unhandled : .scratch
    }
}
