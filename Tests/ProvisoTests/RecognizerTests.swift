import Testing

@testable import Proviso

@Suite struct RecognizerTests {
    /// Finds what it is told to.
    private struct Fixed: Recognizer {
        var types: [RecognizedType] = []
        var findings: [Finding] = []

        func findings(in text: Span<UInt8>) -> [Finding] { findings }
    }

    /// Finds every letter.
    private struct Letters: Recognizer {
        let letter: UInt8
        let type: RecognizedType

        var types: [RecognizedType] { [type] }

        func findings(in text: Span<UInt8>) -> [Finding] {
            text.indices.filter { text[$0] == letter }.map { Finding(type, at: $0..<$0 + 1, confidence: .certain) }
        }
    }

    private static let caseNumber = try! RecognizedType(custom: "case-number")

    private static func redactor(
        _ findings: [Finding], _ change: (inout Redactor.Options) -> Void = { _ in }
    ) throws -> Redactor {
        var options = Redactor.Options()
        options.recognizers = [Fixed(types: [caseNumber], findings: findings)]
        change(&options)
        return try Redactor(options)
    }

    private static func finding(_ range: Range<Int>, _ percent: Int = 90, _ type: RecognizedType = caseNumber)
        -> Finding
    {
        Finding(type, at: range, confidence: Confidence(percent: percent))
    }

    @Test func `what a program recognizes itself is replaced as all else is`() throws {
        let redactor = try Self.redactor([Self.finding(5..<9)])
        let redacted = redactor.redact("case 4711, jana@example.org")
        #expect(redacted.text == "case [case-number], [email]")
        #expect(redacted.findings.first?.reason == .recognizer)
        #expect(redacted.findings.first?.confidence.percent == 90)
    }

    @Test func `findings outside of the text or of nothing are ignored`() throws {
        let ranges = [
            -3..<2, -5..<(-1), 0..<0, 4..<4, 3..<5, 4..<9, 100..<200, Int.max - 1..<Int.max, Int.min..<Int.max,
        ]
        let redactor = try Self.redactor(ranges.map { Self.finding($0) })
        #expect(redactor.redact("abcd").text == "abcd")
        #expect(redactor.redact("").text == "")
        let inside = try Self.redactor(ranges.map { Self.finding($0) } + [Self.finding(1..<4)])
        #expect(inside.redact("abcd").text == "a[case-number]")
    }

    @Test func `thresholds hold for own types too`() throws {
        for (percent, text) in [(49, "abcd"), (50, "a[case-number]d")] {
            let redactor = try Self.redactor([Self.finding(1..<3, percent)])
            #expect(redactor.redact("abcd").text == text)
        }
        let strict = try Self.redactor([Self.finding(1..<3, 90)]) { $0.thresholds[Self.caseNumber] = .certain }
        #expect(strict.redact("abcd").text == "abcd")
    }

    @Test func `a type that the recognizer does not name, or that nobody wants, is ignored`() throws {
        let other = try RecognizedType(custom: "other")
        let redactor = try Self.redactor([Self.finding(0..<2, 90, other), Self.finding(2..<4, 90, .email)])
        #expect(redactor.redact("abcd").text == "ab[email]")
        let without = try Self.redactor([Self.finding(2..<4, 90, .email)]) { $0.types = [.url] }
        #expect(without.redact("abcd").text == "abcd")
    }

    @Test func `findings that overlap are settled by the rules`() throws {
        let redactor = try Self.redactor([
            Self.finding(6..<9, 80), Self.finding(0..<4, 60), Self.finding(2..<8, 90), Self.finding(3..<4, 100),
        ])
        let findings = redactor.findings(in: "abcdefghij")
        #expect(findings.map(\.range) == [0..<2, 2..<8, 8..<9])
        #expect(findings.map(\.reason) == [.remainder, .recognizer, .remainder])
    }

    @Test func `several recognizers are asked, each with its own types and replacement`() throws {
        let types = try ["x-type", "y-type"].map { try RecognizedType(custom: $0) }
        var options = Redactor.Options()
        options.recognizers = [
            Letters(letter: UInt8(ascii: "x"), type: types[0]), Letters(letter: UInt8(ascii: "y"), type: types[1]),
        ]
        options.replacements[types[1]] = .text("why")
        #expect(try Redactor(options).redact("axbyc").text == "a[x-type]bwhyc")
    }

    @Test func `recognizers with more types than there can be are refused`() throws {
        var options = Redactor.Options()
        options.recognizers = [Fixed(types: try (0..<100).map { try RecognizedType(custom: "own-\($0)") })]
        let error = #expect(throws: ProvisoError.self) { try Redactor(options) }
        #expect(error?.code == .valueInvalid)
    }

    @Test func `own findings are the same however a text is cut`() throws {
        var options = Redactor.Options()
        options.recognizers = [Letters(letter: UInt8(ascii: "e"), type: Self.caseNumber)]
        options.denied = ["Berlin"]
        let redactor = try Redactor(options)
        let session = RecognitionSession(redactor)
        let text = Array(RedactionCorpus.text[..<20_000])
        let whole = session.findings(in: text, redactor.known)
        var generator = SeededGenerator(seed: testSeed)
        let places = (0..<30).map { _ in Int.random(in: 0...text.count, using: &generator) }.sorted()
        #expect(session.findings(in: text, endingAt: places, redactor.known) == whole, "seed \(testSeed)")
    }
}
