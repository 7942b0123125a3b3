import Testing

@testable import Proviso

@Suite struct ByteOrderMarkTests {
    /// An input, how many of its bytes are passed over, and whether they may begin it.
    static let inputs: [(input: [UInt8], length: Int, isRight: Bool)] = [
        ([], 0, true), ([0x61], 0, true), ([0xEF, 0xBB, 0xBF], 3, true), ([0xEF, 0xBB, 0xBF, 0x61], 3, true),
        ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], 3, true), ([0xEF], 1, true), ([0xEF, 0xBB], 2, true),
        ([0xEF, 0x61], 1, false), ([0xEF, 0xEF, 0xBB, 0xBF], 1, false), ([0xEF, 0xBB, 0x61], 2, false),
        ([0xEF, 0xBF, 0xBB], 1, false), ([0xBB, 0xBF], 0, true), ([0xFE, 0xFF], 0, true), ([0xFF, 0xFE], 0, true),
    ]

    @Test(arguments: inputs)
    func `three bytes are passed over at the beginning, in blocks of any size`(
        input: [UInt8], length: Int, isRight: Bool
    ) {
        for size in 1...max(input.count, 1) {
            var mark = ByteOrderMark()
            var passedCount = 0
            var isFine = true
            var start = 0
            while start < input.count, !mark.isSettled {
                let block = Array(input[start..<min(start + size, input.count)])
                var index = 0
                isFine = mark.pass(block.span, &index)
                passedCount += index
                start += block.count
            }
            #expect(passedCount == length && isFine == isRight, "in blocks of \(size)")
            // What has not been decided waits for more.
            #expect(mark.isSettled == (input.count >= 3 || (!input.isEmpty && input[0] != 0xEF) || !isRight))
        }
    }
}
