import Testing

@testable import ProvisoCrypto

@Suite struct Bech32Tests {
    /// A text of BIP 173, its prefix and its data as whole bytes.
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let prefix: String
        let data: String
        var testDescription: String { text }

        init(_ text: String, prefix: String, data: String) {
            self.text = text
            self.prefix = prefix
            self.data = data
        }
    }

    private static let samples = [
        Sample("A12UEL5L", prefix: "A", data: ""),
        Sample("a12uel5l", prefix: "a", data: ""),
        Sample(
            "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
            prefix: "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", data: ""),
        // The words 0 to 31, whose bits are those of every five-bit number in turn.
        Sample(
            "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", prefix: "abcdef",
            data: "00443214c74254b635cf84653a56d7c675be77df"),
        Sample(
            "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j", prefix: "1",
            data: String(repeating: "00", count: 51)),
        Sample(
            "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", prefix: "split",
            data: "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d"),
        Sample("?1ezyfcl", prefix: "?", data: ""),
        // BIP 173 refuses this one for its length alone, which age does not limit.
        Sample(
            "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
            prefix: "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", data: ""),
    ]

    @Test(arguments: samples)
    func `the valid texts of BIP 173 are read and written`(sample: Sample) throws {
        let coder = Bech32(prefix: sample.prefix)
        let data = bytes(hex: sample.data)
        #expect(Self.decode(sample.text, coder, byteCount: data.count) == data)
        #expect(Self.encode(data, coder) == sample.text)
    }

    @Test(arguments: [
        ("x1b4n0q5v", "x", 0), ("x1b4n0q5v", "x", 1), ("li1dgmt3", "li", 0), ("A1G7SGD8", "A", 0), ("a1g7sgd8", "a", 0),
        ("de1lg7wt\u{7f}", "de", 0),
    ])
    func `the invalid texts of BIP 173 are refused`(text: String, prefix: String, byteCount: Int) {
        #expect(Self.decode(text, Bech32(prefix: prefix), byteCount: byteCount) == nil)
    }

    @Test func `every number of bytes comes back, in either case`() {
        var generator = SeededGenerator(seed: testSeed)
        for prefix in ["age", "AGE-SECRET-KEY-"] {
            let coder = Bech32(prefix: prefix)
            for byteCount in 0...200 {
                let data = generator.bytes(count: byteCount)
                let text = Self.encode(data, coder)
                #expect(text.utf8.count == coder.textByteCount(byteCount: byteCount))
                #expect(text == (prefix == "age" ? text.lowercased() : text.uppercased()))
                #expect(Self.decode(text, coder, byteCount: byteCount) == data)
            }
        }
    }

    @Test func `one or two changed characters are always found`() {
        let data = [UInt8](0..<32)
        let text = Array(Self.encode(data, .recipient).utf8)
        var generator = SeededGenerator(seed: testSeed)
        let characters = (0x21...0x7e).map { UInt8($0) }
        for position in text.indices {
            for character in characters where character != text[position] {
                var changed = text
                changed[position] = character
                #expect(Self.decode(changed, .recipient) == nil)
                let second = text.indices.randomElement(using: &generator)!
                guard second != position else { continue }
                changed[second] = characters.filter { $0 != text[second] }.randomElement(using: &generator)!
                #expect(Self.decode(changed, .recipient) == nil)
            }
        }
    }

    @Test func `a text of another length is refused`() {
        let text = Array(Self.encode([UInt8](0..<32), .recipient).utf8)
        for count in text.indices { #expect(Self.decode(Array(text[..<count]), .recipient) == nil) }
        #expect(Self.decode(text + [UInt8(ascii: "q")], .recipient) == nil)
        #expect(Self.decode(text + [UInt8(ascii: "\n")], .recipient) == nil)
        #expect(Self.decode([UInt8(ascii: " ")] + text, .recipient) == nil)
    }

    /// Two words hold one byte and two bits: `qq` is the byte 0 with the bits 00, and `qp`, `qz` and `qr` are it with
    /// others.
    @Test func `bits that belong to no byte must be zero`() {
        let coder = Bech32(prefix: "a")
        #expect(Self.encode([0], coder).hasPrefix("a1qq"))
        #expect(Self.withChecksum("a1qq") == Self.encode([0], coder))
        for start in ["a1qp", "a1qz", "a1qr"] {
            #expect(Self.decode(Self.withChecksum(start), coder, byteCount: 1) == nil)
        }
    }

    @Test func `what was refused leaves no bytes`() {
        var text = Array(Self.encode([UInt8](repeating: 0xff, count: 32), .recipient).utf8)
        text[text.count - 1] = text[text.count - 1] == UInt8(ascii: "q") ? UInt8(ascii: "p") : UInt8(ascii: "q")
        var data = [UInt8](repeating: 7, count: 32)
        var span = data.mutableSpan
        #expect(!Bech32.recipient.decode(text.span, into: &span))
        #expect(data == [UInt8](repeating: 0, count: 32))
    }

    // MARK: Helpers

    /// With the checksum as BIP 173's reference code computes it, for a text with a prefix of one character.
    private static func withChecksum(_ start: String) -> String {
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
        let prefix = Int(start.utf8.first!)
        let words = start.dropFirst(2).map { alphabet.firstIndex(of: $0)! }
        var sum = 1
        for value in [prefix >> 5, 0, prefix & 31] + words + [0, 0, 0, 0, 0, 0] {
            let top = sum >> 25
            sum = (sum & 0x1ff_ffff) << 5 ^ value
            for (bit, generator) in [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3].enumerated()
            where top >> bit & 1 == 1 {
                sum ^= generator
            }
        }
        sum ^= 1
        return start + String((0..<6).map { alphabet[sum >> (5 * (5 - $0)) & 31] })
    }

    private static func encode(_ data: [UInt8], _ coder: Bech32) -> String {
        var text = [UInt8](repeating: 0, count: coder.textByteCount(byteCount: data.count))
        var span = text.mutableSpan
        coder.encode(data.span, into: &span)
        return String(decoding: text, as: UTF8.self)
    }

    private static func decode(_ text: String, _ coder: Bech32, byteCount: Int = 32) -> [UInt8]? {
        decode(Array(text.utf8), coder, byteCount: byteCount)
    }

    private static func decode(_ text: [UInt8], _ coder: Bech32, byteCount: Int = 32) -> [UInt8]? {
        var data = [UInt8](repeating: 0, count: byteCount)
        var span = data.mutableSpan
        return coder.decode(text.span, into: &span) ? data : nil
    }
}
