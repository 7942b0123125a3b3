import ProvisoCrypto
import Testing

@Suite struct SHA256HasherTests {
    @Test func `a hasher without pieces gives the digest of nothing`() {
        let hasher = SHA256Hasher()
        #expect(hasher.finalize() == SHA256Digest(of: ""))
    }

    @Test func `empty pieces change nothing`() {
        var hasher = SHA256Hasher()
        hasher.update(Span())
        hasher.update(Array("abc".utf8).span)
        hasher.update(Span())
        #expect(hasher.finalize() == SHA256Digest(of: "abc"))
    }

    /// The lengths around the ends of SHA-256's blocks, where the length of the message still fits or no longer does,
    /// and some that are long.
    @Test(arguments: [1, 55, 56, 63, 64, 65, 119, 120, 128, 4096, 100_000])
    func `the digest does not depend on where the content was cut`(length: Int) {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: length)
        let whole = SHA256Digest(of: content)
        for _ in 0..<20 {
            let cuts = [Int.random(in: 0...length, using: &generator), Int.random(in: 0...length, using: &generator)]
                .sorted()
            var hasher = SHA256Hasher()
            hasher.update(content.span.extracting(..<cuts[0]))
            hasher.update(content.span.extracting(cuts[0]..<cuts[1]))
            hasher.update(content.span.extracting(cuts[1]...))
            #expect(hasher.finalize() == whole, "cut at \(cuts)")
        }
    }

    @Test func `two hashers do not disturb each other`() {
        var first = SHA256Hasher()
        var second = SHA256Hasher()
        for piece in ["a", "b", "c"] {
            let bytes = Array(piece.utf8)
            first.update(bytes.span)
            second.update((bytes + bytes).span)
        }
        #expect(first.finalize() == SHA256Digest(of: "abc"))
        #expect(second.finalize() == SHA256Digest(of: "aabbcc"))
    }
}
