import Testing

@testable import Proviso

@Suite struct InputPlaceTests {
    @Test(arguments: [0, 1, 100, 65_535, 65_536, 65_537, 200_000])
    func `a place behind a text is the same however the text is cut`(count: Int) {
        var random = SeededGenerator(seed: testSeed)
        for rarity in [2, 100, 100_000] as [UInt64] {
            let text = (0..<count).map { _ in random.next() % rarity == 0 ? UInt8(ascii: "\n") : UInt8(ascii: "x") }
            let whole = InputPlace().advanced(over: text.span)
            var place = InputPlace()
            var start = 0
            while start < count {
                let end = min(start + Int(random.next() % 5000) + 1, count)
                place.advance(over: text.span.extracting(start..<end))
                start = end
            }
            #expect(whole.line == place.line && whole.column == place.column, "seed \(testSeed)")
            #expect(whole.line == text.count { $0 == UInt8(ascii: "\n") } + 1)
            #expect(whole.column == count - (text.lastIndex(of: UInt8(ascii: "\n")) ?? -1))
        }
    }
}
