internal import ProvisoCrypto

/// The text of a policy or a schedule, checked to be UTF-8, with its lines.
struct PolicyText {
    /// The text without a byte order mark.
    let utf8: [UInt8]
    /// The same as scalars, which is what marks count.
    let scalars: [Unicode.Scalar]
    /// Where lines begin: after LF, CRLF or CR, as editors count them. YAML 1.1 knows more line breaks.
    private let lineStarts: [Int]

    /// How long a policy may be.
    static let maximumByteCount = 1 << 20

    /// Checks the bytes of a file.
    init(_ bytes: [UInt8], _ language: PolicyLanguage, source: String?) throws(PolicyError) {
        guard bytes.count <= Self.maximumByteCount else { throw language.tooLong(source: source) }
        utf8 = Array(bytes[UTF8Text.markByteCount(bytes.span)...])
        let end = Self.wellFormedCount(utf8)
        scalars = Array(String(decoding: utf8[..<end], as: UTF8.self).unicodeScalars)
        var starts = [0]
        for index in scalars.indices {
            let isCRLF = scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            if scalars[index] == "\n" || scalars[index] == "\r" && !isCRLF { starts.append(index + 1) }
        }
        lineStarts = starts
        if end < utf8.count {
            throw PolicyProblems.single(
                mark(at: scalars.count), "not readable as UTF-8 text", remedy: "save the file as UTF-8", source: source)
        }
    }

    /// The line and column of a scalar.
    func mark(at index: Int) -> PolicyMark {
        // The last line that begins at or before the index.
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= index { low = middle } else { high = middle }
        }
        return PolicyMark(line: low + 1, column: index - lineStarts[low] + 1)
    }

    /// The index of the scalar that begins at a byte.
    func scalarIndex(ofByte offset: Int) -> Int {
        UTF8Text.scalarCount(before: offset, in: utf8.span)
    }

    /// The first scalar that is not blank, by which JSON is told from YAML.
    var firstVisible: Unicode.Scalar? {
        scalars.first { !" \t\r\n".unicodeScalars.contains($0) }
    }

    private static func wellFormedCount(_ bytes: [UInt8]) -> Int {
        let span = bytes.span
        var index = 0
        while index < span.count {
            let length = span[index] < 0x80 ? 1 : UTF8Text.sequenceLength(at: index, in: span)
            if length == 0 { break }
            index += length
        }
        return index
    }
}
