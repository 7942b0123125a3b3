import Testing

@testable import Proviso

@Suite struct ByteBufferTests {
    @Test func `bytes, spans, slices, arrays and texts are appended in their order`() {
        var buffer = ByteBuffer()
        let bytes = Array("0123456789".utf8)
        buffer.append(UInt8(ascii: "a"))
        buffer.append(bytes.span)
        buffer.append(bytes.span, 3..<5)
        buffer.append(bytes.span, 0..<0)
        buffer.append(bytes.span, 10..<10)
        buffer.append([])
        buffer.append([0x62, 0x63])
        buffer.append("é-")
        buffer.append("")
        #expect(buffer.text == "a012345678934bcé-")
        #expect(buffer.array == Array("a012345678934bcé-".utf8))
        #expect(buffer.count == 18)
    }

    @Test func `a scalar is written as UTF-8`() {
        var output = ByteBuffer()
        for scalar in [
            "a", "\u{0}", "\u{7F}", "\u{80}", "é", "\u{7FF}", "\u{800}", "€", "\u{FFFF}", "\u{10000}", "😀",
            "\u{10FFFF}",
        ] as [Unicode.Scalar] {
            output.append(scalar: scalar)
        }
        #expect(output.array == Array("a\u{0}\u{7F}\u{80}é\u{7FF}\u{800}€\u{FFFF}\u{10000}😀\u{10FFFF}".utf8))
    }

    @Test func `numbers and days are written in decimal, with zeros before them`() throws {
        var buffer = ByteBuffer()
        for (number, digits) in [
            (0, 1), (7, 1), (7, 2), (10, 1), (99, 2), (100, 2), (2026, 4), (31, 4), (.max, 1), (0, 3),
        ] {
            buffer.append(number, digits: digits)
            buffer.append(UInt8(ascii: " "))
        }
        buffer.append(try CalendarDay("0031-02-03"))
        #expect(buffer.text == "0 7 07 10 99 100 2026 0031 9223372036854775807 000 0031-02-03")
    }

    @Test(arguments: [0, 1, 16, 17, 1000])
    func `a buffer grows from any capacity without losing a byte`(capacity: Int) {
        var generator = SeededGenerator(seed: testSeed)
        var buffer = ByteBuffer(capacity: capacity)
        var expected: [UInt8] = []
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                for byte in bytes { buffer.append(byte) }
                expected += bytes
            case 1:
                let range = Int.random(in: 0...bytes.count, using: &generator)..<bytes.count
                buffer.append(bytes.span, range)
                expected += bytes[range]
            case 2:
                buffer.append(bytes)
                expected += bytes
            default:
                let count = Int.random(in: 0...expected.count, using: &generator)
                buffer.truncate(to: count)
                expected.removeLast(expected.count - count)
            }
            #expect(buffer.count == expected.count)
        }
        #expect(buffer.array == expected, "seed \(testSeed)")
    }

    @Test func `room for a large addition is made at once`() {
        var buffer = ByteBuffer()
        buffer.append("x")
        buffer.reserve(1_000_000)
        let bytes = [UInt8](repeating: 7, count: 1_000_000)
        buffer.append(bytes.span)
        #expect(buffer.count == 1_000_001)
        buffer.withSpan { span in
            #expect(span[0] == UInt8(ascii: "x"))
            #expect(span[1] == 7 && span[1_000_000] == 7)
        }
    }

    @Test func `what was forgotten is written over`() {
        var buffer = ByteBuffer()
        buffer.append("secret")
        buffer.truncate(to: 2)
        buffer.append("a")
        #expect(buffer.text == "sea")
        buffer.removeAll()
        #expect(buffer.text.isEmpty)
        #expect(buffer.array == [])
        buffer.append("b")
        #expect(buffer.text == "b")
    }

    @Test(arguments: [0, 1, 127, 128, 129, 1000]) func `a buffer on the stack moves to the heap when it is full`(
        count: Int
    ) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let result = ByteBuffer.withStackBuffer { buffer in
            for byte in bytes { buffer.append(byte) }
            return buffer.array
        }
        #expect(result == bytes)
    }

    @Test func `bytes are appended for the caller to write, and are zeros before`() {
        var buffer = ByteBuffer()
        buffer.append("secret")
        buffer.removeAll()
        buffer.append(count: 3) { bytes in
            let count = bytes.count
            #expect(count == 3)
            bytes[1] = 7
        }
        buffer.append(count: 0) { bytes in
            let isEmpty = bytes.isEmpty
            #expect(isEmpty)
        }
        #expect(buffer.array == [0, 7, 0])
    }

    @Test func `what was wiped is gone, also for whoever reserves it again`() {
        var buffer = ByteBuffer()
        buffer.append("secret")
        buffer.wipeAll()
        #expect(buffer.count == 0)
        buffer.append("x")
        #expect(buffer.array == Array("x".utf8))
    }

    @Test func `a truncation to a greater length stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var buffer = ByteBuffer()
            buffer.append("abc")
            buffer.truncate(to: 4)
        }
    }

    @Test func `a range outside of the bytes stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var buffer = ByteBuffer()
            let bytes: [UInt8] = [1, 2, 3]
            buffer.append(bytes.span, 2..<4)
        }
    }
}
