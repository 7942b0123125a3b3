import Testing

@testable import Proviso

@Suite struct UTF8TextTests {
    /// Bytes of 0x80 and more that begin no well-formed sequence, by what is wrong with them.
    static let malformed: [(what: String, bytes: [UInt8])] = [
        ("a stray continuation", [0x80]), ("a stray continuation", [0xBF]), ("two stray continuations", [0x80, 0x80]),
        ("an overlong NUL", [0xC0, 0x80]), ("an overlong slash", [0xC0, 0xAF]), ("an overlong DEL", [0xC1, 0xBF]),
        ("an overlong form of three bytes", [0xE0, 0x80, 0x80]),
        ("an overlong form of three bytes", [0xE0, 0x9F, 0xBF]),
        ("an overlong form of four bytes", [0xF0, 0x80, 0x80, 0x80]),
        ("an overlong form of four bytes", [0xF0, 0x8F, 0xBF, 0xBF]),
        ("the first high surrogate", [0xED, 0xA0, 0x80]), ("the last high surrogate", [0xED, 0xAF, 0xBF]),
        ("the first low surrogate", [0xED, 0xB0, 0x80]), ("the last low surrogate", [0xED, 0xBF, 0xBF]),
        ("a surrogate pair", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
        ("the first value above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        ("a value above U+10FFFF", [0xF5, 0x80, 0x80, 0x80]),
        ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]), ("six bytes", [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80]),
        ("a byte that UTF-8 does not have", [0xFE]), ("a byte that UTF-8 does not have", [0xFF]),
        ("one of two bytes", [0xC3]), ("one of three bytes", [0xE2]), ("two of three bytes", [0xE2, 0x82]),
        ("one of four bytes", [0xF0]), ("two of four bytes", [0xF0, 0x9F]),
        ("three of four bytes", [0xF0, 0x9F, 0x98]),
        ("two bytes whose second begins another", [0xC3, 0xC3]),
        ("three bytes with a letter inside", [0xE2, 0x41, 0x80]),
        ("three bytes with a letter at the end", [0xE2, 0x82, 0x41]),
        ("four bytes with a letter at the end", [0xF0, 0x9F, 0x98, 0x41]),
    ]

    @Test(arguments: malformed)
    func `a malformed sequence has no length, whatever follows it`(what: String, bytes: [UInt8]) {
        #expect(UTF8Text.sequenceLength(at: 0, in: bytes.span) == 0)
        for next: UInt8 in [0x22, 0x41, 0xC3, 0xFF] {
            let text = [0x41] + bytes + [next]
            #expect(UTF8Text.sequenceLength(at: 1, in: text.span) == 0)
        }
    }

    @Test func `every two bytes are judged as the standard library judges them`() {
        for first in UInt8(0x80)...0xFF {
            for second in UInt8(0)...0xFF {
                let bytes = [first, second]
                let length = UTF8Text.sequenceLength(at: 0, in: bytes.span)
                let isPair = String(validating: bytes, as: UTF8.self)?.unicodeScalars.count == 1
                #expect(length == (isPair ? 2 : 0), "\(hex(bytes))")
            }
        }
    }

    /// Every value of the second byte, and the ones at the borders of the others.
    @Test(arguments: [UInt8(0xE0)...0xEF, 0xF0...0xFF])
    func `longer sequences are judged as the standard library judges them`(firsts: ClosedRange<UInt8>) {
        let ends: [UInt8] = [0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for first in firsts {
            let tails = first < 0xF0 ? ends.map { [$0] } : ends.flatMap { third in ends.map { [third, $0] } }
            for second in UInt8(0)...0xFF {
                for tail in tails {
                    let bytes = [first, second] + tail
                    let isOne = String(validating: bytes, as: UTF8.self)?.unicodeScalars.count == 1
                    let length = UTF8Text.sequenceLength(at: 0, in: bytes.span)
                    if length != (isOne ? bytes.count : 0) { Issue.record("\(hex(bytes)): \(length)") }
                }
            }
        }
    }

    @Test(
        arguments: [
            "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{D7FF}", "\u{E000}", "\u{FEFF}", "\u{FFFD}",
            "\u{FFFF}", "\u{10000}", "\u{1F600}", "\u{FFFFF}", "\u{100000}", "\u{10FFFF}",
        ] as [Unicode.Scalar])
    func `a scalar has its length and comes back`(scalar: Unicode.Scalar) {
        let bytes = Array("a\(scalar)b".utf8)
        #expect(UTF8Text.sequenceLength(at: 1, in: bytes.span) == bytes.count - 2)
        let (read, length) = UTF8Text.scalar(at: 1, in: bytes.span)
        #expect(read == scalar)
        #expect(length == bytes.count - 2)
    }

    @Test func `an ASCII character is a scalar of one byte`() {
        for value in UInt8(0)..<0x80 {
            let (scalar, length) = UTF8Text.scalar(at: 0, in: [value].span)
            #expect(scalar.value == UInt32(value) && length == 1)
        }
    }

    @Test func `scalars are counted up to an index, and malformed bytes as they fall`() {
        let bytes = Array("aé😀b".utf8)
        #expect(
            (0...bytes.count).map { UTF8Text.scalarCount(before: $0, in: bytes.span) } == [0, 1, 2, 2, 3, 3, 3, 3, 4])
        #expect(UTF8Text.scalarCount(before: 99, in: bytes.span) == 4)
        #expect(UTF8Text.scalarCount(before: 3, in: [0x80, 0xFF, 0xC3].span) == 2)
    }

    @Test func `a scalar is found by how many there are before it`() {
        let bytes = Array("aé€😀b".utf8)
        #expect((0...6).map { UTF8Text.offset(ofScalar: $0, in: bytes.span) } == [0, 1, 3, 6, 10, 11, 11])
        let nothing: [UInt8] = []
        #expect(UTF8Text.offset(ofScalar: 0, in: nothing.span) == 0)
    }

    @Test func `letters and digits are those of ASCII`() {
        for byte in UInt8.min...UInt8.max {
            let scalar = Unicode.Scalar(byte)
            let isLetter = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars.contains(scalar)
            #expect(isASCIILetter(byte) == isLetter)
            #expect(isASCIIDigit(byte) == "0123456789".unicodeScalars.contains(scalar))
            #expect(lowerCased(byte) == (isLetter ? Array(String(scalar).lowercased().utf8)[0] : byte))
        }
    }
}
