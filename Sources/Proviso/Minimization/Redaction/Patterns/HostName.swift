/// The name of a host with at least one dot, as it stands in a text.
///
/// Labels are letters, digits and inner hyphens, or of UTF-8 letters too, up to 63 bytes; the last one is the letters
/// of a top-level domain, `xn--` and its code, or of UTF-8 letters. Behind a label that began in ASCII a letter of
/// three bytes is no part of it: Chinese, Japanese and Korean go on right behind a name.
///
/// - **Cost**: at most 254 bytes are read.
/// - **Source**: RFC 1035 section 2.3.1, RFC 1123 section 2.1, RFC 3696 section 2, RFC 5890 section 2.3.
struct HostName {
    /// Where the name ends: behind the last label that can be a top-level domain.
    let end: Int
    /// The labels up to there.
    let labelCount: Int
    /// The last of them.
    let lastLabel: Range<Int>

    /// The name that begins at an index; nil where none does.
    init?(in text: Span<UInt8>, from start: Int) {
        var index = start
        var count = 0
        var best: (count: Int, label: Range<Int>)?
        while true {
            guard let end = Self.endOfLabel(in: text, from: index), end - start <= 253 else { break }
            count += 1
            if count > 1, let last = Self.endOfTopLevel(in: text, index..<end) { best = (count, index..<last) }
            guard text.has(".", at: end) else { break }
            index = end + 1
        }
        guard let best else { return nil }
        (end, labelCount, lastLabel) = (best.label.upperBound, best.count, best.label)
    }

    private static func endOfLabel(in text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        let isWide = text.byte(at: start) >= 0x80
        while index - start <= 63 {
            let byte = text.byte(at: index)
            if isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "-") && index > start {
                index += 1
                continue
            }
            guard byte >= 0x80 else { break }
            var length = TextBoundary.twoByteLetterLength(at: index, in: text)
            if length == 0, isWide { length = TextBoundary.threeByteLetterLength(at: index, in: text) }
            guard length > 0 else { break }
            index += length
        }
        guard index - start <= 63 else { return nil }
        while index > start, text[index - 1] == UInt8(ascii: "-") { index -= 1 }
        return index > start ? index : nil
    }

    /// Where the part of a label ends that can be a top-level domain: at a hyphen, which none has.
    private static func endOfTopLevel(in text: Span<UInt8>, _ label: Range<Int>) -> Int? {
        if text.spells("xn--", at: label.lowerBound, anyCase: true), label.count > 4 { return label.upperBound }
        for index in label {
            let byte = text[index]
            if byte == UInt8(ascii: "-"), index - label.lowerBound >= 2 { return index }
            guard isASCIILetter(byte) || byte >= 0x80 else { return nil }
        }
        return label.count >= 2 ? label.upperBound : nil
    }
}
