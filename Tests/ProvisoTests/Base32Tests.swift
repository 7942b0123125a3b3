import Testing

@testable import Proviso

@Suite struct Base32Tests {
    /// RFC 4648 section 10, in lower case and without padding.
    static let vectors = [
        ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"), ("fooba", "mzxw6ytb"),
        ("foobar", "mzxw6ytboi"),
    ]

    @Test(arguments: vectors)
    func `the vectors of RFC 4648 hold in both directions`(plain: String, text: String) {
        let bytes = Array(plain.utf8)
        #expect(Base32.encode(bytes.span) == text)
        #expect(Base32.decode(text[...]) == bytes)
        #expect(Base32.encodedCount(byteCount: bytes.count) == text.utf8.count)
    }

    @Test func `random bytes of every length come back`() {
        var generator = SeededGenerator(seed: testSeed)
        for count in 0...70 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = Base32.encode(bytes.span)
            #expect(text.utf8.count == Base32.encodedCount(byteCount: count))
            #expect(Base32.decode(text[...]) == bytes, "seed \(testSeed), \(count) bytes")
        }
    }

    @Test(arguments: ["MY", "my======", "m y", "m1", "m0", "m8", "my\n", "mý", "m-", "=", "m\u{0}"])
    func `upper case, padding and foreign characters are refused`(text: String) {
        #expect(Base32.decode(text[...]) == nil)
    }

    @Test(arguments: ["m", "mzx", "mzxw6y", "mzxw6ytbo"])
    func `a length that no bytes have is refused`(text: String) {
        #expect(Base32.decode(text[...]) == nil)
    }

    /// Characters are taken by eight: each place of a group, and of a group that is not full, is looked at.
    @Test func `a foreign character is refused at every place of a long text, and nothing is appended`() {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        let text = Array(Base32.encode([UInt8](repeating: 0xA7, count: 19).span).utf8)
        var buffer = ByteBuffer()
        buffer.append("x_")
        for index in text.indices {
            for foreign in UInt8.min...UInt8.max where !alphabet.contains(foreign) {
                var changed = text
                changed[index] = foreign
                #expect(!Base32.append(decoding: changed.span, to: &buffer), "\(foreign) at \(index)")
            }
        }
        #expect(buffer.text == "x_")
        #expect(Base32.append(decoding: text.span, to: &buffer))
        #expect(buffer.array == Array("x_".utf8) + [UInt8](repeating: 0xA7, count: 19))
    }

    /// The last character of a text for 1, 2, 3 or 4 bytes has 2, 4, 1 or 3 bits that belong to no byte.
    @Test(arguments: [("my", 2), ("mzxq", 4), ("mzxw6", 1), ("mzxw6yq", 3)])
    func `bits that belong to no byte must be zero`(text: String, unusedBitCount: Int) {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        let accepted = alphabet.indices.filter { digit in
            Base32.decode(String(decoding: text.utf8.dropLast() + [alphabet[digit]], as: UTF8.self)[...]) != nil
        }
        #expect(accepted == Array(stride(from: 0, to: 32, by: 1 << unusedBitCount)))
    }

    @Test func `text is appended to what is there`() {
        var buffer = ByteBuffer()
        buffer.append("x_")
        Base32.append(Array("foobar".utf8).span, to: &buffer)
        #expect(buffer.text == "x_mzxw6ytboi")
    }
}
