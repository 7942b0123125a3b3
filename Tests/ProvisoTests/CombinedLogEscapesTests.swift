import Testing

@testable import Proviso

@Suite struct CombinedLogEscapesTests {
    private static func decoded(_ text: String) -> [UInt8] {
        var buffer = ByteBuffer()
        let bytes = Array(text.utf8)
        CombinedLogEscapes.decode(bytes.span, 0..<bytes.count, into: &buffer)
        return buffer.array
    }

    private static func escaped(_ text: [UInt8], in place: CombinedLogEscapes.Place) -> String {
        var buffer = ByteBuffer()
        CombinedLogEscapes.append(text.span, in: place, to: &buffer)
        return buffer.text
    }

    @Test(
        arguments: [
            ("", []), ("a b", Array("a b".utf8)), (#"\"\\"#, Array(#""\"#.utf8)), (#"\b\n\r\t\v"#, [8, 10, 13, 9, 11]),
            (#"\x00\x7f\xC3\xa9\xFF"#, [0, 0x7F, 0xC3, 0xA9, 0xFF]), (#"\\x41\x5cx41"#, Array(#"\x41\x41"#.utf8)),
            (#"a\\\"b"#, Array(#"a\"b"#.utf8)),
        ] as [(String, [UInt8])])
    func `the escapes of servers are read`(text: String, bytes: [UInt8]) {
        #expect(Self.decoded(text) == bytes)
    }

    @Test func `every other escape is none`() {
        for byte in UInt8.min...UInt8.max {
            let text: [UInt8] = [UInt8(ascii: "\\"), byte, UInt8(ascii: "0"), UInt8(ascii: "f")]
            let expected = byte == UInt8(ascii: "x") ? 4 : "\"\\bnrtv".utf8.contains(byte) ? 2 : 0
            let length = CombinedLogEscapes.length(text.span, at: 0)
            #expect(length == expected)
        }
        for text in [#"\"#, #"\x"#, #"\x0"#, #"\x0g"#, #"\xg0"#, #"\x 0"#, #"\X00"#] {
            let bytes = Array(text.utf8)
            let length = CombinedLogEscapes.length(bytes.span, at: 0)
            #expect(length == 0, "\(text)")
        }
    }

    @Test func `every byte is printable ASCII once it is escaped, and comes back`() {
        let all = Array(UInt8.min...UInt8.max)
        for (place, forbidden) in [
            (.bare, [0x20, 0x22]), (.bracketed, [0x20, 0x22, 0x5D]), (.quoted, [0x22]),
        ] as [(CombinedLogEscapes.Place, [UInt8])] {
            for byte in all {
                let text = Self.escaped([byte], in: place)
                #expect(Self.decoded(text) == [byte])
                #expect(text.utf8.allSatisfy { (0x20...0x7E).contains($0) })
                // A quote is always behind its backslash, which Apache writes and not a number.
                if byte != 0x22 { #expect(forbidden.allSatisfy { !text.utf8.contains($0) }) }
            }
            #expect(Self.decoded(Self.escaped(all, in: place)) == all)
        }
        #expect(Self.escaped(Array("a \"b\"\\\n]é".utf8), in: .quoted) == #"a \"b\"\\\n]\xc3\xa9"#)
        #expect(Self.escaped(Array("a \"b\"\\\n]".utf8), in: .bare) == #"a\x20\"b\"\\\n]"#)
        #expect(Self.escaped(Array("a ]".utf8), in: .bracketed) == #"a\x20\x5d"#)
    }
}
