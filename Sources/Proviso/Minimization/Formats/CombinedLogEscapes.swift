/// The escapes that web servers write into their logs, so that nothing that a client sends ends a field.
///
/// Apache writes `\"`, `\\`, `\b`, `\n`, `\r`, `\t`, `\v`, and `\xhh` for every other byte that is not printable ASCII;
/// nginx writes `\xHH` for all of them.
///
/// - **Source**: Apache HTTP Server, `mod_log_config`, the notes on formats; nginx, `log_format`, `escape=default`.
enum CombinedLogEscapes {
    /// Where a text stands, and what would end it there.
    enum Place {
        /// Between spaces.
        case bare
        /// Between square brackets, where no spaces are expected either.
        case bracketed
        /// Between quotes.
        case quoted
    }

    /// The length of the escape whose backslash is at an index, or 0 if there is none.
    static func length(_ bytes: Span<UInt8>, at start: Int) -> Int {
        guard start + 1 < bytes.count else { return 0 }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "n"), UInt8(ascii: "r"),
            UInt8(ascii: "t"), UInt8(ascii: "v"):
            return 2
        case UInt8(ascii: "x"): return hexadecimal(bytes, at: start + 2) == nil ? 0 : 4
        default: return 0
        }
    }

    /// Appends a text without its escapes, each of which has a ``length(_:at:)``. What comes out need not be UTF-8.
    static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, into buffer: inout ByteBuffer) {
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index
            while end < range.upperBound, bytes[end] != UInt8(ascii: "\\") { end += 1 }
            buffer.append(bytes, index..<end)
            if end == range.upperBound { return }
            switch bytes[end + 1] {
            case UInt8(ascii: "b"): buffer.append(0x08)
            case UInt8(ascii: "n"): buffer.append(0x0A)
            case UInt8(ascii: "r"): buffer.append(0x0D)
            case UInt8(ascii: "t"): buffer.append(0x09)
            case UInt8(ascii: "v"): buffer.append(0x0B)
            case UInt8(ascii: "x"): buffer.append(hexadecimal(bytes, at: end + 2) ?? 0)
            default: buffer.append(bytes[end + 1])
            }
            index = end + (bytes[end + 1] == UInt8(ascii: "x") ? 4 : 2)
        }
    }

    /// Appends a text with the escapes that Apache would write, and one for whatever would end it where it stands.
    static func append(_ text: Span<UInt8>, in place: Place, to output: inout ByteBuffer) {
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0x08: output.append("\\b")
            case 0x0A: output.append("\\n")
            case 0x0D: output.append("\\r")
            case 0x09: output.append("\\t")
            case 0x0B: output.append("\\v")
            case UInt8(ascii: " ") where place == .quoted: output.append(byte)
            case UInt8(ascii: "]") where place == .bracketed: appendHexadecimal(byte, to: &output)
            case 0x21...0x7E: output.append(byte)
            default: appendHexadecimal(byte, to: &output)
            }
        }
    }

    private static func appendHexadecimal(_ byte: UInt8, to output: inout ByteBuffer) {
        output.append("\\x")
        for digit in [byte >> 4, byte & 15] {
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private static func hexadecimal(_ bytes: Span<UInt8>, at start: Int) -> UInt8? {
        guard start + 2 <= bytes.count, let high = digit(bytes[start]), let low = digit(bytes[start + 1]) else {
            return nil
        }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
