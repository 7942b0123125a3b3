/// Cells of CSV, out of texts.
enum CSVText {
    /// Appends a text as a cell, in quotes only where it needs them: where it holds the delimiter, a quote or a part of
    /// a line end, where it is empty and the only cell of its row, which would be an empty line, and where it begins
    /// with a byte order mark, which at the beginning of a file would be none of the text.
    ///
    /// The content of an unquoted cell of a row that was read with the same delimiter never needs quotes, unless it is
    /// the only one or has a mark.
    ///
    /// - **Source**: RFC 4180 section 2.
    static func append(_ text: Span<UInt8>, delimiter: UInt8, isOnlyCell: Bool, to output: inout ByteBuffer) {
        let first = nextSpecial(text, delimiter)
        let needsQuotes = first < text.count || (isOnlyCell && text.isEmpty) || UTF8Text.markByteCount(text) > 0
        if needsQuotes {
            appendQuoted(text, prefix: nil, to: &output)
        } else {
            output.append(text)
        }
    }

    /// The same for a file that will be opened in a spreadsheet, which may take a cell for a formula: a text that
    /// begins like one gets an apostrophe before it.
    ///
    /// That is a text that begins with `=`, `+`, `-` or `@`, with the full-width form of one of these, or with a tab,
    /// carriage return, line feed or NUL; but not a JSON number, as `-1.5` is.
    ///
    /// - **Does not guarantee**: that other programs read the text as it was, because the apostrophe is a part of it
    ///   for them; nor what a spreadsheet makes of a delimiter that it does not expect.
    /// - **Source**: OWASP, CSV Injection; OWASP ASVS 5.0, requirement 1.2.10.
    static func appendDefused(_ text: Span<UInt8>, delimiter: UInt8, isOnlyCell: Bool, to output: inout ByteBuffer) {
        guard beginsFormula(text) else {
            return append(text, delimiter: delimiter, isOnlyCell: isOnlyCell, to: &output)
        }
        let apostrophe = UInt8(ascii: "'")
        if nextSpecial(text, delimiter) < text.count || delimiter == apostrophe {
            appendQuoted(text, prefix: apostrophe, to: &output)
        } else {
            output.append(apostrophe)
            output.append(text)
        }
    }

    private static func appendQuoted(_ text: Span<UInt8>, prefix: UInt8?, to output: inout ByteBuffer) {
        let quote = UInt8(ascii: "\"")
        output.append(quote)
        if let prefix { output.append(prefix) }
        var start = 0
        while true {
            let found = ByteSearch.first(quote, or: quote, in: text, from: start)
            if found == text.count { break }
            output.append(text, start..<found + 1)
            output.append(quote)
            start = found + 1
        }
        output.append(text, start..<text.count)
        output.append(quote)
    }

    private static func beginsFormula(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        switch text[0] {
        case UInt8(ascii: "-"): return JSONScanner.endOfNumber(text, from: 0) != text.count
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x00, 0x09, 0x0A, 0x0D: return true
        case 0xEF:
            // The full-width forms are U+FF1D, U+FF0B, U+FF0D and U+FF20.
            guard text.count >= 3, text[1] == 0xBC else { return false }
            return text[2] == 0x9D || text[2] == 0x8B || text[2] == 0x8D || text[2] == 0xA0
        default: return false
        }
    }

    @inline(__always)
    private static func nextSpecial(_ text: Span<UInt8>, _ delimiter: UInt8) -> Int {
        let quote = UInt8(ascii: "\"")
        return ByteSearch.first(in: text, from: 0) {
            $0 == delimiter || $0 == quote || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        } mask: { block in
            let isDelimiter: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: delimiter)
            let isQuote: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: quote)
            let isLineFeed: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\n"))
            let isReturn: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\r"))
            let found: SIMDMask<SIMD16<Int8>> = isDelimiter .| isQuote .| isLineFeed .| isReturn
            return found
        }
    }
}
