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
        if !appendASCII(input, into: &scratch, lettersToo: lettersToo) {
            scratch.removeAll()
            if !appendFurther(input, into: &scratch, lettersToo: lettersToo) { return .unhandled }
        }
        return scratch.count == 0 ? .unhandled : .scratch
    }

    /// The same for ASCII alone; false if there is something else.
    @inline(__always)
    private static func appendASCII(_ input: Span<UInt8>, into scratch: inout ByteBuffer, lettersToo: Bool) -> Bool {
        var all: UInt8 = 0
        scratch.append(
            input,
            keeping: { byte in
                all |= byte
                let isLetter = lettersToo && isASCIILetter(byte)
                return (isLetter ? byte & ~0x20 : byte, isLetter || isASCIIDigit(byte))
            })
        return all < 0x80
    }

    @inline(never)
    private static func appendFurther(_ input: Span<UInt8>, into scratch: inout ByteBuffer, lettersToo: Bool) -> Bool {
        var index = 0
        while index < input.count {
            let byte = input[index]
            if byte < 0x80 {
                index += 1
                if isASCIIDigit(byte) {
                    scratch.append(byte)
                } else if lettersToo, isASCIILetter(byte) {
                    scratch.append(byte & ~0x20)
                }
                continue
            }
            let (scalar, length) = UTF8Text.scalar(at: index, in: input)
            switch UnicodeTables.properties(of: scalar).kind {
            case .other: break
            case .number: return false
            case .letterOrMark, .unassigned: if lettersToo { return false }
            }
            index += length
        }
        return true
    }
}
