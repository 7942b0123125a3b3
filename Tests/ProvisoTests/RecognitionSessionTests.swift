import Testing

@testable import Proviso

@Suite struct RecognitionSessionTests {
    /// The first place where two lists differ, in words.
    private static func difference(_ one: [ScannedFinding], _ other: [ScannedFinding], _ text: [UInt8]) -> String? {
        if one == other { return nil }
        let index = Array(zip(one, other)).firstIndex { $0 != $1 } ?? min(one.count, other.count)
        func words(_ list: [ScannedFinding]) -> String { index < list.count ? list[index].words(text) : "nothing" }
        return "\(one.count) and \(other.count) findings; \(words(one)) became \(words(other))"
    }

    // MARK: Pieces

    @Test func `what is found does not depend on where the texts of the corpus are cut`() {
        let text = RedactionCorpus.text
        let session = RecognitionSession(usualRedactor)
        let whole = session.findings(in: text)
        #expect(whole.count > 4000)
        var generator = SeededGenerator(seed: testSeed)
        for longest in [200, 5000, 300_000] {
            // Small pieces of a part, because each is read together with what stands around it.
            let part = longest < 1000 ? Array(text[..<60_000]) : text
            let expected = longest < 1000 ? session.findings(in: part) : whole
            var places: [Int] = []
            while let next = Optional((places.last ?? 0) + Int.random(in: 0...longest, using: &generator)),
                next < part.count
            {
                places.append(next)
            }
            let found = session.findings(in: part, endingAt: places)
            let difference = Self.difference(expected, found, part)
            #expect(difference == nil, "pieces of up to \(longest), seed \(testSeed)")
        }
    }

    /// Every cut of short texts, so that none is left to chance.
    @Test(arguments: [
        "card 4111 1111 1111 1111, +49 30 1234567 and (212) 555-0123 http://a.example/b?c@d jana@example.org",
        "tel. +49 30 1234567",
        "see http://www.example.org/x, www.example.org and ftp://user:pw@example.net/",
        "x\\n4111111111111111\\tDE89370400440532013000\\r\\n192.0.2.1",
        "رقم،4111111111111111؛ DE89370400440532013000؟",
        "é4111111111111111 é×4111111111111111 ÷4111111111111111",
        "卡号4111111111111111。电话+86 10 6552 9988，邮箱a@example.org",
        "fe80::1%eth0 2001:db8::1 ::1 00:00:5e:00:53:af a%40example.org%20b",
        "SSN 123-45-6789 (SSN), 078-05-1120; born 5 March 1970, 1970-03-05T10:00:00Z",
        "-----BEGIN PRIVATE KEY-----\nq7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXoq7Rw2xT9bK4m\n-----END PRIVATE KEY-----\n",
        "A.C.N. 004 085 616, Е.Д.Р.П.О.У. 14360570 ІПН 3184710691",
        "at 52.520012, 13.405012 or -33.868820, 151.209290 and 12345678-1234-4234-8234-123456789abc",
    ])
    func `a short text can be cut anywhere`(text: String) {
        let bytes = Array(text.utf8)
        let session = RecognitionSession(usualRedactor)
        let whole = session.findings(in: bytes)
        #expect(!whole.isEmpty)
        for cut in 0...bytes.count {
            let difference = Self.difference(whole, session.findings(in: bytes, endingAt: [cut]), bytes)
            #expect(difference == nil, "cut at \(cut)")
        }
        let everywhere = session.findings(in: bytes, endingAt: Array(0..<bytes.count))
        let difference = Self.difference(whole, everywhere, bytes)
        #expect(difference == nil, "cut everywhere")
    }
}
