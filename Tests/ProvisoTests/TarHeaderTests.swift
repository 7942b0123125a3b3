import Testing

@testable import Proviso

@Suite struct TarHeaderTests {
    static let header = TarHeader(.part(stream: "cases", number: 12), size: 0o1234567, time: 0o15_000_000_000)

    @Test func `a block has the form that is written down`() {
        let block = Self.header.block
        func text(_ range: Range<Int>) -> String { String(decoding: block[range], as: UTF8.self) }
        #expect(block.count == 512)
        #expect(text(0..<18) == "cases.0012.ndjson\0")
        #expect(text(100..<124) == "0000600\u{0}0000000\u{0}0000000\u{0}")
        #expect(text(124..<136) == "00001234567\0")
        #expect(text(136..<148) == "15000000000\0")
        #expect(text(156..<157) == "0")
        #expect(text(257..<265) == "ustar\u{0}00")
        #expect(text(329..<345) == "0000000\u{0}0000000\u{0}")
        var blank = block
        blank.replaceSubrange(148..<156, with: repeatElement(0x20, count: 8))
        let sum = blank.reduce(0) { $0 + Int($1) }
        #expect(
            text(148..<156) == String(repeating: "0", count: 6 - String(sum, radix: 8).count) + String(sum, radix: 8)
                + "\0 ")
        for range in [18..<100, 157..<257, 265..<329, 345..<512] { #expect(block[range].allSatisfy { $0 == 0 }) }
    }

    @Test func `a block is read as it was written`() {
        #expect(TarHeader(Self.header.block.span) == Self.header)
    }

    @Test func `a bit that is another makes it no block, or another block`() {
        for index in 0..<512 {
            for bit in 0..<8 {
                var block = Self.header.block
                block[index] ^= 1 << UInt8(bit)
                // Nothing is read as this header; with a sum that fits by chance it would be another one.
                #expect(TarHeader(block.span) == nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test(arguments: [
        ("terms.note", true), ("manifest.note", true), ("cases.0001.ndjson", true), ("a.9999.ndjson", true),
        ("0_-.report.json", true), ("terms", false), ("terms.note.", false), ("cases.0000.ndjson", false),
        ("cases.1.ndjson", false), ("cases.00001.ndjson", false), ("cases.0001.json", false),
        ("cases.report.ndjson", false),
        ("Cases.0001.ndjson", false), ("_cases.0001.ndjson", false), ("../cases.0001.ndjson", false),
        ("/terms.note", false),
        ("cases.0001.ndjson/x", false), ("", false), (".0001.ndjson", false), ("cases..0001.ndjson", false),
        ("c\u{E4}ses.0001.ndjson", false), ("cases.٠٠٠١.ndjson", false), ("terms.notE", false),
    ])
    func `a member has one of the names that members have`(name: String, isName: Bool) {
        #expect((MemberName(name) != nil) == isName)
        if isName { #expect(MemberName(name)?.text == name) }
    }

    @Test func `the name of a stream has 1 to 40 characters`() throws {
        let longest = String(repeating: "a", count: 40)
        #expect(try StreamName(longest).description == longest)
        for name in ["", longest + "a", "a.b", "A", "-a", "a b", "ä"] {
            #expect(refusal { _ = try StreamName(name) } == .valueInvalid)
        }
    }

    /// Reckoned by hand from the formula of Padmé, for the bytes up to the last block of the members.
    @Test(arguments: [
        (1536, 2560), (2560, 3584), (3072, 4096), (7168, 8192), (8192, 9216), (65536, 67584), (1_048_576, 1_081_344),
        (1_073_741_824, 1_107_296_256),
    ])
    func `an archive is padded to its Padmé size in whole blocks`(end: Int, length: Int) {
        #expect(ArchiveLength.padded(end: end) == length)
    }

    @Test func `padding adds at most an eighth, and no archive is padded twice`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<1000 {
            let end = Int.random(in: 3...1_000_000, using: &generator) * 512
            let length = ArchiveLength.padded(end: end)
            #expect(length >= end + 1024 && length % 512 == 0)
            #expect(Double(length) <= Double(end + 1024) * 1.125 + 512)
            #expect(ArchiveLength.padded(end: length - 1024) == length)
        }
    }
}
