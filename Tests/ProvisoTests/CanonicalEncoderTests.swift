import Proviso
import Testing

@Suite struct CanonicalEncoderTests {
    /// What a list of items is encoded to; nil is an absent item.
    private func encoding(_ items: [[UInt8]?]) -> [UInt8] {
        var encoder = CanonicalEncoder()
        for item in items { encoder.append(item) }
        return encoder.bytes
    }

    @Test func `no items are a count of zero`() {
        #expect(CanonicalEncoder().bytes == [0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `an item is its length and its bytes behind a one`() {
        var encoder = CanonicalEncoder()
        encoder.append("fé")
        #expect(hex(encoder.bytes) == "0100000000000000" + "01" + "0300000000000000" + "66c3a9")
    }

    @Test func `an absent item is a zero, and an empty one is not`() {
        #expect(hex(encoding([nil])) == "0100000000000000" + "00")
        #expect(hex(encoding([[]])) == "0100000000000000" + "01" + "0000000000000000")
    }

    @Test func `numbers are little-endian, of 64 bits`() {
        let long = encoding([[UInt8](repeating: 0xAA, count: 0x1_0203)])
        #expect(hex(long.prefix(17)) == "0100000000000000" + "01" + "0302010000000000")
        #expect(long.count == 17 + 0x1_0203)
        let many = encoding([[UInt8]?](repeating: nil, count: 258))
        #expect(hex(many.prefix(8)) == "0201000000000000")
        #expect(many.count == 8 + 258)
    }

    @Test func `a domain is encoded as the key hierarchy asks for`() {
        var encoder = CanonicalEncoder()
        encoder.append("a")
        encoder.append("2026")
        encoder.append([0xC8, 0x00])
        #expect(
            hex(encoder.bytes) == "0300000000000000" + "01010000000000000061" + "01040000000000000032303236"
                + "010200000000000000c800")
    }

    @Test func `a text is encoded as its UTF-8 is`() {
        for text in ["", "a", "é", "e\u{301}", "😀"] {
            var texts = CanonicalEncoder()
            texts.append(text)
            #expect(texts.bytes == encoding([Array(text.utf8)]))
        }
        var absent = CanonicalEncoder()
        absent.append(nil as String?)
        #expect(absent.bytes == encoding([nil]))
    }

    @Test func `the encoding can be taken before the last item`() {
        var encoder = CanonicalEncoder()
        encoder.append("a")
        let first = encoder.bytes
        encoder.append("b")
        #expect(first == encoding([[0x61]]))
        #expect(encoder.bytes == encoding([[0x61], [0x62]]))
    }

    /// Lists that a careless encoding would confuse: moved boundaries, absent and empty items, items that look like encodings.
    @Test func `different lists have different encodings`() {
        let inner = encoding([[0x61]])
        let lists: [[[UInt8]?]] = [
            [], [nil], [[]], [nil, nil], [nil, []], [[], nil], [[], []],
            [[0x61, 0x62]], [[0x61], [0x62]], [[], [0x61, 0x62]], [[0x61, 0x62], []], [nil, [0x61, 0x62]],
            [[0x61]], [inner], [Array(inner.dropFirst(8))], [[0]], [[1]], [[0], nil], [[1, 0, 0, 0, 0, 0, 0, 0, 0]],
        ]
        #expect(Set(lists.map(encoding)).count == lists.count)
    }

    @Test func `random lists have different encodings unless they are equal`() {
        var generator = SeededGenerator(seed: testSeed)
        var seen: [[UInt8]: [[UInt8]?]] = [:]
        for _ in 0..<3000 {
            let list: [[UInt8]?] = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                if Int.random(in: 0..<4, using: &generator) == 0 { return nil }
                return (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                    UInt8.random(in: 0...1, using: &generator)
                }
            }
            let bytes = encoding(list)
            #expect(seen[bytes, default: list] == list, "seed \(testSeed)")
            seen[bytes] = list
        }
    }
}
