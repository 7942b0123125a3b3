internal import CTextPlaces

/// A part of a text as it reads to somebody: digits of other scripts and full-width characters as those of ASCII, and without what
/// cannot be seen. It knows where each of its bytes comes from.
///
/// - **Cost**: a copy of the part, and eight bytes more for each of its bytes.
/// - **Source**: `Formats/Redaction`, *Other digits and invisible characters*.
struct PlainReading: ~Copyable {
    private(set) var bytes = ByteBuffer()
    /// Where the character of each byte begins and ends in the text, from the beginning of the part.
    private var origins: [(start: Int32, end: Int32)] = []
    private var start = 0

    /// The first place from an index on at which a character begins that reads as another, or cannot be seen; the end if there is
    /// none.
    static func firstDisguise(in text: Span<UInt8>, from index: Int, to end: Int) -> Int {
        guard index < end else { return end }
        let part = text.extracting(0..<end)
        // Sound: the function reads as many bytes as there are from the base on, one at least since an index lies among them, and the
        // closure does not hand its pointer on.
        return unsafe part.withUnsafeBufferPointer { bytes in
            unsafe proviso_text_first_disguise(bytes.baseAddress!, bytes.count, index)
        }
    }

    /// Reads a part of a text, and the character at its end whole, instead of what was read before.
    mutating func read(_ text: Span<UInt8>, _ range: Range<Int>) {
        bytes.removeAll()
        origins.removeAll(keepingCapacity: true)
        start = range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            let (byte, length) = Self.plain(text, at: index)
            if let byte {
                bytes.append(byte)
                origins.append((start: Int32(index - start), end: Int32(index + length - start)))
            }
            index += length
        }
    }

    /// Where bytes of the reading stand in the text.
    func origin(of range: Range<Int>) -> Range<Int> {
        start + Int(origins[range.lowerBound].start)..<start + Int(origins[range.upperBound - 1].end)
    }

    /// What the character at an index reads as, and how many bytes it has; one byte of a character that reads as itself.
    private static func plain(_ text: Span<UInt8>, at index: Int) -> (byte: UInt8?, length: Int) {
        let one = text[index]
        guard one >= 0xC2, index + 1 < text.count else { return (one, 1) }
        let two = text[index + 1]
        if one < 0xE0 { return plainOfTwo(one, two) }
        guard index + 2 < text.count else { return (one, 1) }
        return plainOfThree(one, two, text[index + 2])
    }

    private static func plainOfTwo(_ one: UInt8, _ two: UInt8) -> (byte: UInt8?, length: Int) {
        switch (one, two) {
        // U+00AD and U+061C
        case (0xC2, 0xAD), (0xD8, 0x9C): (nil, 2)
        // U+0660 to U+0669 and U+06F0 to U+06F9
        case (0xD9, 0xA0...0xA9), (0xDB, 0xB0...0xB9): (UInt8(ascii: "0") + two & 0x0F, 2)
        // U+066B and U+066C, between the digits of numbers
        case (0xD9, 0xAB): (UInt8(ascii: "."), 2)
        case (0xD9, 0xAC): (UInt8(ascii: ","), 2)
        default: (one, 1)
        }
    }

    private static func plainOfThree(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> (byte: UInt8?, length: Int) {
        switch (one, two, three) {
        // U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F, U+FEFF
        case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0...0xAF), (0xEF, 0xBB, 0xBF):
            (nil, 3)
        // U+0966 and on, in blocks of 128
        case (0xE0, 0xA5...0xB5, 0xA6...0xAF) where two & 1 == 1: (UInt8(ascii: "0") + three - 0xA6, 3)
        // U+0E50 and U+0ED0
        case (0xE0, 0xB9, 0x90...0x99), (0xE0, 0xBB, 0x90...0x99): (UInt8(ascii: "0") + three - 0x90, 3)
        // U+3000
        case (0xE3, 0x80, 0x80): (UInt8(ascii: " "), 3)
        // U+FF01 to U+FF5E
        case (0xEF, 0xBC, 0x81...0xBF): (three - 0x60, 3)
        case (0xEF, 0xBD, 0x80...0x9E): (three - 0x20, 3)
        default: (one, 1)
        }
    }
}

/// Looks once more at the places of a text at which digits of other scripts, full-width or invisible characters stand, as they read.
///
/// It finds what holds such characters and nothing else.
///
/// - **Cost**: a look at each byte of a text without them. No byte is searched more than twice besides.
final class PlainScanner {
    private var scanner: TextScanner
    private var reading = PlainReading()

    /// No finding with such characters is longer, in bytes, on either side of one.
    static let reach = 512
    /// So far around such a character the text is read: as far as a finding reaches, and the words near it.
    private static let readReach = 1024
    /// So many bytes are read at once, if such characters stand close to one another.
    private static let longestPart = 64 * 1024

    init(_ plan: RecognitionPlan) {
        scanner = TextScanner(plan)
    }

    /// Whether such characters stand in or near a range of a text.
    static func isNeeded(for text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let around = around(range, text)
        return PlainReading.firstDisguise(in: text, from: around.lowerBound, to: around.upperBound) < around.upperBound
    }

    private static func around(_ range: Range<Int>, _ text: Span<UInt8>) -> Range<Int> {
        max(range.lowerBound - reach, 0)..<min(range.upperBound + reach, text.count)
    }

    /// Hands on what begins in a range of a text and holds such characters, with ranges in its stream.
    func forEachFinding(
        in text: Span<UInt8>, _ range: Range<Int>, base: Int, _ body: (ScannedFinding) -> Void
    ) {
        let around = Self.around(range, text)
        var index = around.lowerBound
        let limit = around.upperBound
        while true {
            let first = PlainReading.firstDisguise(in: text, from: index, to: limit)
            if first >= limit { return }
            let end = Self.endOfPart(in: text, from: first, to: limit)
            let beginning = max(first - Self.reach, index, range.lowerBound)
            let ending = min(end, range.upperBound)
            if beginning < ending { find(in: text, beginning..<ending, base: base, body) }
            index = end
        }
    }

    /// Behind the last of the characters that stand close to one another, from a first one on.
    private static func endOfPart(in text: Span<UInt8>, from first: Int, to limit: Int) -> Int {
        var end = first + 1
        while end - first < longestPart {
            // Of two that stand closer what is between them would be read twice.
            let bound = min(end + 2 * readReach, limit)
            let next = PlainReading.firstDisguise(in: text, from: end, to: bound)
            if next >= bound { break }
            end = next + 1
        }
        return end
    }

    private func find(in text: Span<UInt8>, _ range: Range<Int>, base: Int, _ body: (ScannedFinding) -> Void) {
        let start = max(range.lowerBound - Self.readReach, 0)
        let end = min(range.upperBound + Self.readReach, text.count)
        reading.read(text, start..<end)
        scanner.begin()
        reading.bytes.withSpan { scanner.scan($0, 0..<$0.count, base: 0) }
        for var finding in scanner.found {
            let origin = reading.origin(of: finding.start..<finding.end)
            // All of these characters have more than a byte, or read as none.
            guard origin.count > finding.end - finding.start, range.contains(origin.lowerBound) else { continue }
            // It may go on behind what was read.
            if origin.upperBound >= end, end < text.count { continue }
            finding.start = base + origin.lowerBound
            finding.end = base + origin.upperBound
            body(finding)
        }
    }
}
