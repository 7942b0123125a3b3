/// The content of JSON strings: out of the text of a record, and into the text of an output.
enum JSONText {
    /// Appends the content of a string without its escapes. The string was checked before.
    static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, into buffer: inout ByteBuffer) {
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index
            while end < range.upperBound, bytes[end] != UInt8(ascii: "\\") { end += 1 }
            buffer.append(bytes, index..<end)
            if end == range.upperBound { return }
            index = appendEscaped(bytes, at: end, to: &buffer)
        }
    }

    /// Appends a text as a JSON string with its quotes, in which only `"`, `\` and control characters are escaped.
    static func appendString(_ text: Span<UInt8>, to output: inout ByteBuffer) {
        output.append(UInt8(ascii: "\""))
        appendContent(text, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// The same without the quotes.
    static func appendContent(_ text: Span<UInt8>, to output: inout ByteBuffer) {
        var start = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            output.append(text, start..<index)
            start = index + 1
            switch byte {
            case UInt8(ascii: "\""): output.append("\\\"")
            case UInt8(ascii: "\\"): output.append("\\\\")
            case 0x08: output.append("\\b")
            case 0x0C: output.append("\\f")
            case 0x0A: output.append("\\n")
            case 0x0D: output.append("\\r")
            case 0x09: output.append("\\t")
            default:
                output.append("\\u00")
                output.append(hexadecimal(byte >> 4))
                output.append(hexadecimal(byte & 15))
            }
        }
        output.append(text, start..<text.count)
    }

    /// Appends the text of a value that was checked before, without the white space between its tokens.
    static func appendCompact(_ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout ByteBuffer) {
        var isInString = false
        var start = range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if isInString {
                // An escaped quote does not end the string; the byte behind a backslash never needs a look.
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte <= 0x20 {
                output.append(bytes, start..<index)
                start = index + 1
            }
            index += 1
        }
        output.append(bytes, start..<range.upperBound)
    }

    /// The number that four hexadecimal digits stand for.
    static func codeUnit(_ bytes: Span<UInt8>, at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for index in start..<start + 4 {
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private static func appendEscaped(_ bytes: Span<UInt8>, at start: Int, to buffer: inout ByteBuffer) -> Int {
        switch bytes[start + 1] {
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"):
            let unit = codeUnit(bytes, at: start + 2) ?? 0xFFFD
            if unit & 0xFC00 == 0xD800, let low = codeUnit(bytes, at: start + 8) {
                buffer.append(scalar: Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}")
                return start + 12
            }
            buffer.append(scalar: Unicode.Scalar(unit) ?? "\u{FFFD}")
            return start + 6
        default: buffer.append(bytes[start + 1])
        }
        return start + 2
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
