/// NFKC_Casefold of Unicode 15.0, with runs of white space as one space and none at the ends.
///
/// - **Guarantees**: time and memory grow with the length of the text alone, however its combining characters are arranged.
/// - **Source**: `Formats/Pseudonyms`; the Unicode Standard 15.0, section 3.13, R5 *toNFKC_Casefold*, section 3.11,
///   *Normalization Forms*, and UAX #44, *NFKC_Casefold*.
enum CaseFolding {
    /// Appends a folded text, or gives false for one with an unassigned code point.
    static func append(_ text: Span<UInt8>, to output: inout ByteBuffer) -> Bool {
        var writer = SpacedWriter(start: output.count)
        var index = 0
        while index < text.count, text[index] < 0x80 { index += 1 }
        if index == text.count {
            for index in text.indices { writer.append(lowercased(text[index]), to: &output) }
            return true
        }
        return appendComposed(text, &writer, to: &output)
    }

    private static func appendComposed(
        _ text: Span<UInt8>, _ writer: inout SpacedWriter, to output: inout ByteBuffer
    ) -> Bool {
        var composer = Composer(writer: writer)
        var index = 0
        while index < text.count {
            let (scalar, length) = UTF8Text.scalar(at: index, in: text)
            index += length
            if length == 1 {
                composer.appendASCII(Unicode.Scalar(lowercased(UInt8(scalar.value))), to: &output)
                continue
            }
            let properties = UnicodeTables.properties(of: scalar)
            if properties.kind == .unassigned { return false }
            switch UnicodeTables.folding(of: scalar) {
            case .itself: composer.append(scalar, properties, to: &output)
            case .scalar(let folded): composer.append(folded, UnicodeTables.properties(of: folded), to: &output)
            case .sequence(let sequence):
                for index in 0..<sequence.count {
                    let folded = UnicodeTables.scalar(at: index, in: sequence)
                    composer.append(folded, UnicodeTables.properties(of: folded), to: &output)
                }
            }
        }
        composer.finish(&output)
        return true
    }

    @inline(__always)
    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

/// Writes a text without white space at its ends, and with one space for each run inside.
private struct SpacedWriter {
    /// Where the text begins in the output.
    let start: Int
    private var owesSpace = false

    init(start: Int) { self.start = start }

    @inline(__always)
    mutating func append(_ byte: UInt8, to output: inout ByteBuffer) {
        if UnicodeTables.isASCIIWhiteSpace(byte) {
            owesSpace = true
        } else {
            paySpace(&output)
            output.append(byte)
        }
    }

    mutating func append(_ scalar: Unicode.Scalar, to output: inout ByteBuffer) {
        if UnicodeTables.isWhiteSpace(scalar) {
            owesSpace = true
        } else {
            paySpace(&output)
            output.append(scalar: scalar)
        }
    }

    @inline(__always)
    private mutating func paySpace(_ output: inout ByteBuffer) {
        if owesSpace, output.count > start { output.append(UInt8(ascii: " ")) }
        owesSpace = false
    }
}

/// Puts decomposed text into Normalization Form C.
private struct Composer {
    private var writer: SpacedWriter
    /// The starter that what follows may be composed with.
    private var starter: Unicode.Scalar?
    /// What follows it and does not start anything, with its combining class in the upper eight bits.
    private var marks: [UInt32] = []

    init(writer: SpacedWriter) { self.writer = writer }

    mutating func append(
        _ scalar: Unicode.Scalar, _ properties: UnicodeTables.Properties, to output: inout ByteBuffer
    ) {
        if properties.combiningClass != 0 {
            marks.append(UInt32(properties.combiningClass) << 24 | scalar.value)
            return
        }
        combineMarks()
        if properties.canFollow, marks.isEmpty, let first = starter,
            let composite = UnicodeTables.composition(of: first, scalar)
        {
            starter = composite
            return
        }
        flush(&output)
        starter = scalar
    }

    /// A character of ASCII starts, and is never composed with what stands before it.
    mutating func appendASCII(_ scalar: Unicode.Scalar, to output: inout ByteBuffer) {
        combineMarks()
        flush(&output)
        starter = scalar
    }

    mutating func finish(_ output: inout ByteBuffer) {
        combineMarks()
        flush(&output)
    }

    private mutating func flush(_ output: inout ByteBuffer) {
        if let starter { writer.append(starter, to: &output) }
        starter = nil
        for mark in marks { writer.append(Self.scalar(mark), to: &output) }
        marks.removeAll(keepingCapacity: true)
    }

    /// Orders the marks, and composes the starter with those that are not blocked from it.
    private mutating func combineMarks() {
        if marks.isEmpty { return }
        orderMarks()
        guard var first = starter else { return }
        var kept = 0
        // The combining class of the last mark that stays: another of the same class is blocked by it.
        var lastClass: UInt32 = 0
        for index in marks.indices {
            let mark = marks[index]
            if mark >> 24 != lastClass, let composite = UnicodeTables.composition(of: first, Self.scalar(mark)) {
                first = composite
            } else {
                marks[kept] = mark
                kept += 1
                lastClass = mark >> 24
            }
        }
        marks.removeSubrange(kept...)
        starter = first
    }

    /// The canonical ordering: by combining class, and in their order where it is the same.
    private mutating func orderMarks() {
        if marks.count <= 16 {
            for end in marks.indices.dropFirst() {
                let mark = marks[end]
                var index = end
                while index > 0, marks[index - 1] >> 24 > mark >> 24 {
                    marks[index] = marks[index - 1]
                    index -= 1
                }
                marks[index] = mark
            }
            return
        }
        // Many marks are counted by their class instead, so that no text takes time that grows with the square of its length.
        var places = [Int](repeating: 0, count: 257)
        for mark in marks { places[Int(mark >> 24) + 1] += 1 }
        for combiningClass in 1...256 { places[combiningClass] += places[combiningClass - 1] }
        var ordered = marks
        for mark in marks {
            ordered[places[Int(mark >> 24)]] = mark
            places[Int(mark >> 24)] += 1
        }
        marks = ordered
    }

    private static func scalar(_ mark: UInt32) -> Unicode.Scalar { Unicode.Scalar(mark & 0xFF_FFFF) ?? "\u{FFFD}" }
}
