import ProvisoCrypto
import Testing

@Suite struct HexadecimalTests {
    @Test(
        arguments: [
            ([], ""), ([0], "00"), ([0x0F, 0xF0], "0ff0"),
            ([0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF], "0123456789abcdef"),
        ] as [([UInt8], String)])
    func `bytes are two digits each, the high one first`(bytes: [UInt8], text: String) {
        #expect(Hexadecimal.encode(bytes.span) == text)
        #expect(Self.decode(text) == bytes)
    }

    /// So upper-case digits, signs, spaces and what stands beside the digits in ASCII are refused too.
    @Test func `every byte has one text, and no other pair of characters is one`() {
        var decoded: [[UInt8]] = []
        for pair in 0...UInt16.max {
            let text = [UInt8(pair >> 8), UInt8(pair & 0xFF)]
            guard let bytes = Hexadecimal.decode(text.span) else { continue }
            decoded.append(bytes)
            if Array(Hexadecimal.encode(bytes.span).utf8) != text { Issue.record("two texts of one byte: \(text)") }
        }
        #expect(decoded.count == 256)
        #expect(Set(decoded) == Set((0...UInt8.max).map { [$0] }))
    }

    @Test(arguments: ["0", "000", "0g", "00 ", "0x00", "AB", "aB", "00\n", "00\0", "ü"])
    func `another text is refused`(text: String) {
        #expect(Self.decode(text) == nil)
    }

    @Test func `long byte strings come back from their text`() {
        var generator = SeededGenerator(seed: testSeed)
        let bytes = generator.bytes(count: 1000)
        #expect(Hexadecimal.encode(bytes.span) == hex(bytes))
        #expect(Self.decode(hex(bytes)) == bytes)
    }

    private static func decode(_ text: String) -> [UInt8]? {
        Hexadecimal.decode(Array(text.utf8).span)
    }
}
