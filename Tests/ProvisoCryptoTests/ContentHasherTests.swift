import ProvisoCrypto
import Testing

@Suite struct ContentHasherTests {
    @Test func `a hasher without pieces gives the digest of nothing`() {
        let hasher = ContentHasher()
        #expect(hasher.finalize() == ContentDigest(of: ""))
    }

    /// The lengths around the ends of BLAKE2b's blocks, and some that are long.
    @Test(arguments: [1, 127, 128, 129, 255, 256, 257, 4096, 100_000])
    func `the digest does not depend on where the content was cut`(length: Int) {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: length)
        let whole = ContentDigest(of: content)
        for _ in 0..<20 {
            let cuts = [Int.random(in: 0...length, using: &generator), Int.random(in: 0...length, using: &generator)]
                .sorted()
            var hasher = ContentHasher()
            hasher.update(content.span.extracting(..<cuts[0]))
            hasher.update(content.span.extracting(cuts[0]..<cuts[1]))
            hasher.update(content.span.extracting(cuts[1]...))
            #expect(hasher.finalize() == whole, "cut at \(cuts)")
        }
    }

    @Test func `two hashers do not disturb each other`() {
        var first = ContentHasher()
        var second = ContentHasher()
        for piece in ["a", "b", "c"] {
            let bytes = Array(piece.utf8)
            first.update(bytes.span)
            second.update((bytes + bytes).span)
        }
        #expect(first.finalize() == ContentDigest(of: "abc"))
        #expect(second.finalize() == ContentDigest(of: "aabbcc"))
    }

    @Test func `a hasher that is given up is freed`() {
        var hasher = ContentHasher()
        hasher.update([UInt8(1)].span)
    }
}
