import Testing

@testable import Proviso

@Suite struct PlainBufferTests {
    @Test func `elements stay in their order while the buffer grows`() {
        var buffer = PlainBuffer<Int>(capacity: 1)
        for number in 0..<1000 { buffer.append(number * 3) }
        buffer[7] = -1
        let count = buffer.count
        let elements = (0..<1000).map { buffer[$0] }
        #expect(count == 1000)
        #expect(elements == (0..<1000).map { $0 == 7 ? -1 : $0 * 3 })
        buffer.truncate(to: 8)
        buffer.append(5)
        let last = buffer[8]
        let shorter = buffer.count
        #expect(last == 5 && shorter == 9)
    }

    @Test func `a buffer can begin with elements`() {
        var buffer = PlainBuffer(repeating: UInt64(9), count: 3)
        buffer.append(10)
        let elements = (0..<4).map { buffer[$0] }
        #expect(elements == [9, 9, 9, 10])
        let none = PlainBuffer(repeating: 0, count: 0)
        let count = none.count
        #expect(count == 0)
    }

    @Test(arguments: 0..<20)
    func `pieces are appended with their separators, whatever lies behind them`(number: Int) {
        var generator = SeededGenerator(seed: testSeed &+ UInt64(number))
        let bytes = (0..<600).map { UInt8(truncatingIfNeeded: $0) }
        let count = Int.random(in: 300...600, using: &generator)
        var pieces = PlainBuffer<ByteBuffer.Piece>()
        var expected: [UInt8] = []
        var start = 0
        let isFirst = Bool.random(using: &generator)
        while start < count {
            let end = min(
                start + Int.random(in: 0...(Bool.random(using: &generator) ? 20 : 300), using: &generator), count)
            pieces.append(ByteBuffer.Piece(start: start, end: end))
            if !isFirst || !expected.isEmpty || start > 0 { expected.append(44) }
            expected += bytes[start..<end]
            start = end + 1
        }
        var buffer = ByteBuffer()
        buffer.append(
            pieces, of: bytes.span.extracting(0..<count), readableCount: bytes.count, separator: 44, isFirst: isFirst)
        #expect(buffer.array == expected)
        var exact = ByteBuffer()
        exact.append(
            pieces, of: bytes.span.extracting(0..<count), readableCount: count, separator: 44, isFirst: isFirst)
        #expect(exact.array == expected)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 100])
    func `slices of any length are appended from any place`(length: Int) {
        let bytes = (0..<200).map { UInt8($0) }
        for start in [0, 1, 50, 200 - length] {
            var buffer = ByteBuffer(capacity: 16)
            buffer.append(UInt8(255))
            buffer.append(bytes.span, start..<start + length)
            buffer.append(UInt8(254))
            #expect(buffer.array == [255] + bytes[start..<start + length] + [254])
        }
    }
}
