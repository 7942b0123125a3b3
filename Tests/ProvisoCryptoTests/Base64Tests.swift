import Foundation
import ProvisoCrypto
import Testing

@Suite struct Base64Tests {
    /// RFC 4648, section 10.
    private static let published = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: published)
    func `the examples of RFC 4648 come out, with padding and without`(bytes: String, text: String) {
        let array = Array(bytes.utf8)
        let unpadded = text.replacing("=", with: "")
        #expect(Base64.encode(array.span, .standard) == text)
        #expect(Base64.encode(array.span, .unpadded) == unpadded)
        #expect(Base64.encode(array.span, .urlUnpadded) == unpadded)
        #expect(Self.decode(text, .standard) == array)
        #expect(Self.decode(unpadded, .unpadded) == array)
        #expect(Self.decode(unpadded, .urlUnpadded) == array)
    }

    /// Sections 4 and 5: the last two characters of the alphabet are + and /, or - and _.
    @Test func `the alphabets differ in two characters`() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF, 0xFB]
        let texts: [(Base64.Variant, String)] = [
            (.standard, "++//+w=="), (.unpadded, "++//+w"), (.urlUnpadded, "--__-w"),
        ]
        for (variant, text) in texts {
            #expect(Base64.encode(bytes.span, variant) == text)
            #expect(Self.decode(text, variant) == bytes)
        }
        #expect(Self.decode("--__-w", .unpadded) == nil)
        #expect(Self.decode("++//+w", .urlUnpadded) == nil)
    }

    @Test(arguments: 0...100)
    func `every length comes out as Foundation has it`(length: Int) {
        var generator = SeededGenerator(seed: testSeed &+ UInt64(length))
        let bytes = generator.bytes(count: length)
        let text = Data(bytes).base64EncodedString()
        let unpadded = text.replacing("=", with: "")
        let url = unpadded.replacing("+", with: "-").replacing("/", with: "_")
        for (variant, text) in [(Base64.Variant.standard, text), (.unpadded, unpadded), (.urlUnpadded, url)] {
            #expect(Base64.encode(bytes.span, variant) == text)
            #expect(Self.decode(text, variant) == bytes)
        }
    }

    /// Two characters are twelve bits, of which the last four must be zero: 256 of all the pairs are texts.
    @Test(arguments: [Base64.Variant.unpadded, .urlUnpadded])
    func `every byte has one text of two characters, and no other pair is a text`(variant: Base64.Variant) {
        var decoded: [[UInt8]] = []
        for pair in 0...UInt16.max {
            let text = [UInt8(pair >> 8), UInt8(pair & 0xFF)]
            guard let bytes = Base64.decode(text.span, variant) else { continue }
            decoded.append(bytes)
            if Array(Base64.encode(bytes.span, variant).utf8) != text { Issue.record("not canonical: \(text)") }
        }
        #expect(decoded.count == 256)
        #expect(Set(decoded) == Set((0...UInt8.max).map { [$0] }))
    }

    @Test(arguments: [
        ("one character", "Z"), ("five characters", "Zm9vY"), ("trailing bits of four", "Zh=="),
        ("trailing bits of two", "Zm9="), ("no padding", "Zg"), ("half the padding", "Zg="),
        ("too much padding", "Zg==="), ("padding after a whole group", "Zm9v="), ("padding alone", "="),
        ("four times padding", "===="), ("padding in the middle", "Zg==Zm9v"), ("a line feed at the end", "Zm9v\n"),
        ("a line feed in the middle", "Zm\n9v"), ("a space", "Zm9 "), ("a space in front", " Zm9v"),
        ("a zero byte at the end", "Zm9v\0"), ("a zero byte", "Zm9\0"), ("a hyphen", "Zm-v"), ("an underscore", "Zm_v"),
        ("a letter of two bytes", "Zmü"), ("another character", "Zm9*"),
    ])
    func `another text is no padded base64`(what: String, text: String) {
        #expect(Self.decode(text, .standard) == nil, "\(what)")
    }

    @Test(arguments: [
        ("one character", "Z"), ("five characters", "Zm9vY"), ("trailing bits of four", "Zh"),
        ("trailing bits of two", "Zm9"), ("padding", "Zg=="), ("padding after a whole group", "Zm9v="),
        ("padding alone", "="), ("a line feed at the end", "Zm9v\n"), ("a line feed in the middle", "Zm\n9v"),
        ("a space", "Zm9 "), ("a space in front", " Zm9v"), ("a zero byte at the end", "Zm9v\0"),
        ("a zero byte", "Zm9\0"), ("a letter of two bytes", "Zmü"), ("another character", "Zm9*"),
    ])
    func `another text is no unpadded base64`(what: String, text: String) {
        #expect(Self.decode(text, .unpadded) == nil, "\(what)")
        #expect(Self.decode(text, .urlUnpadded) == nil, "\(what)")
    }

    /// libsodium 1.0.18 alone would read each of them as the last character of the alphabet.
    @Test(arguments: [Base64.Variant.standard, .unpadded, .urlUnpadded])
    func `a byte above 127 is no character, wherever it stands`(variant: Base64.Variant) {
        for byte in 0x80...0xFF as ClosedRange<UInt8> {
            for position in 0..<8 {
                var text = Array("Zm9vYmFy".utf8)
                text[position] = byte
                #expect(Base64.decode(text.span, variant) == nil, "byte \(byte) at \(position)")
            }
        }
    }

    private static func decode(_ text: String, _ variant: Base64.Variant) -> [UInt8]? {
        Base64.decode(Array(text.utf8).span, variant)
    }
}
