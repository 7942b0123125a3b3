import Testing

@testable import Proviso

/// What each recognizer says that it reads, tried on texts in which all places look as if something began there.
@Suite struct PatternBoundsTests {
    /// A recognizer, and how many bytes it reads before a place and behind it.
    struct Recognizer: Sendable, CustomTestStringConvertible {
        let name: String
        let before: Int
        let behind: Int
        let match: @Sendable (Span<UInt8>, Int) -> PatternMatch?

        init(
            _ name: String, _ before: Int, _ behind: Int,
            _ match: @escaping @Sendable (Span<UInt8>, Int) -> PatternMatch?
        ) {
            (self.name, self.before, self.behind, self.match) = (name, before, behind, match)
        }

        var testDescription: String { name }

        /// The run of letters and digits that begins at a place, as far as it matters to anyone.
        static func word(_ text: Span<UInt8>, _ index: Int) -> Range<Int> {
            var end = index
            while end - index < 100, isASCIILetter(text.byte(at: end)) || isASCIIDigit(text.byte(at: end)) { end += 1 }
            return index..<end
        }
    }

    static let recognizers: [Recognizer] = [
        Recognizer("email", 132, 260) { EmailPattern.match(in: $0, at: $1) },
        Recognizer("escaped email", 132, 260) { EmailPattern.match(in: $0, atPercent: $1) },
        Recognizer("URL", 25, (16 << 10) + 8) { URLPattern.match(in: $0, at: $1) },
        Recognizer("host", 2, (16 << 10) + 280) { URLPattern.match(in: $0, atBareHost: $1) },
        Recognizer("IPv4", 2, 18) { AddressPattern.matchIPv4(in: $0, at: $1) },
        Recognizer("IPv6", 2, 70) { AddressPattern.matchIPv6(in: $0, at: $1) },
        Recognizer("MAC", 2, 26) { AddressPattern.matchMAC(in: $0, at: $1) },
        Recognizer("phone", 6, 100) { PhonePattern.match(in: $0, at: $1) },
        Recognizer("cryptocurrency", 2, 102) { CryptoAddressPattern.match(in: $0, word: Recognizer.word($0, $1)) },
        Recognizer("date", 2, 100) { DatePattern.match(in: $0, at: $1) },
        Recognizer("month", 2, 100) { DatePattern.match(in: $0, atMonth: Recognizer.word($0, $1)) },
        Recognizer("coordinates", 24, 80) { CoordinatePattern.match(in: $0, at: $1) },
        Recognizer("UUID", 2, 38) { UUIDPattern.match(in: $0, at: $1) },
        Recognizer("credential", 2, (8 << 10) + 2) { CredentialPattern.match(in: $0, word: Recognizer.word($0, $1)) },
        Recognizer("key block", 0, (16 << 10) + 80) { CredentialPattern.matchKeyBlock(in: $0, at: $1) },
        Recognizer("authorization", 24, (8 << 10) + 16) {
            CredentialPattern.matchAuthorization(in: $0, word: Recognizer.word($0, $1))
        },
    ]

    /// Pieces that are repeated to hostile texts.
    static let pieces = [
        "@", "0", "1", "+", "(", ":", "-", ".", "a.", "a@", "@a.bc", "1.", "1:", "1-", "1/", "1 ", "a:", "::", "f:",
        "://", "a://", "a://a", "www.", "%40", "+1 ", "+1(", "(1)", "01 ", "1.1.1.", "12:", "AA:BB-",
        "1,2.345 ", "1.234,", "52°", "N1.234 ", "Mar 5 ", "5 Mar ", "5. ", "2024-03-", "2024-03-05T", "A", "AKIA",
        "ghp_", "sk-", "eyJ", "eyJ.", "eyJhbGciOi.", "SG.", "1:AA", "xoxb-", "Bearer ", "Basic ",
        "Basic QUFB", "-----", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nAAAA", "é",
        "ф@", "中@中.", "\u{2009}", "=", "a=", "'", "[", "a(", "12345678-1234-", "bc1", "1A", "0x0",
    ]

    /// Matches that are long for their kind, with a letter of two bytes before them.
    static let matches = [
        String(repeating: "a", count: 125) + "@example.org ", "a@" + String(repeating: "b.", count: 110) + "example ",
        "a%2B" + String(repeating: "c", count: 110) + "%40example.org ", "é192.0.2.100.1 ", "x:é00:00:5e:00:53:af ",
        "00:00:5e:00:53:af-",
        "é2001:db8::1 ",
        "2001:db8:1234:5678:9abc:def0:1234:5678%eth0.0123456789 ", "é5. Października 2024 12:30:45 ",
        "Mar  5 12:30:45 CEST 2024 ", "2024-03-05T12:30:45.123456789 +01:00 ", "+49 (0 30) 123 45 67 89 ext. 12345 ",
        "DE89 0532 0130 00, ", "é12345678-1234-4234-8234-123456789abc ",
        "52° 31' 12.1234567'' N, 13° 24' 18.1234567'' E ",
        "1,234.567, 52.520012, 13.405012, 1.2345 ", "www." + String(repeating: "b.", count: 110) + "example:12345/ ",
        "bc1qrzkruu6r7qtgjrz3p6fljdfxz95ancl4da0ch0é", "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo7é",
        "gl" + "pat-" + String(repeating: "q7Rw2xT9bK", count: 6) + "é", "Authorization: \"Bearer abcd1234\", ",
        "ey" + "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5hIn0.q7Rw2xT9bK4mZ1vN8cLs5YdG3hJf ",
        "-----BEGIN RSA PRIVATE KEY-----\nq7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXoq7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXo\n-----END RSA PRIVATE KEY-----\n",
    ]

    private static let texts = (pieces + matches).map { piece in
        let bytes = Array(piece.utf8)
        return [UInt8](repeatElement(bytes, count: 40_000 / bytes.count).joined())
    }

    @Test(arguments: recognizers)
    func `nothing is read beyond the bound`(recognizer: Recognizer) {
        for (piece, text) in zip(Self.pieces + Self.matches, Self.texts) {
            // The places differ within a piece alone, and near the ends of the text.
            let middle = text.count / 2
            for index in [0, 1, 2, 3, 5, 8, 100] + Array(middle..<middle + piece.utf8.count) + [
                text.count - 20, text.count - 1,
            ] {
                let window = max(0, index - recognizer.before)..<min(text.count, index + recognizer.behind)
                let expected = recognizer.match(text.span, index)
                let found = recognizer.match(text.span.extracting(window), index - window.lowerBound)
                #expect(found?.grade == expected?.grade, "\(piece) at \(index)")
                #expect(found?.range.count == expected?.range.count, "\(piece) at \(index)")
            }
        }
    }

    /// Bytes at random, many of them such as patterns have: nothing traps, and what is found lies in the text and has
    /// the place in or right behind it.
    @Test(arguments: recognizers)
    func `any text whatever is read`(recognizer: Recognizer) {
        var generator = SeededGenerator(seed: testSeed)
        let alphabet =
            (Self.pieces + Self.matches).map { Array($0.utf8) } + [[0], [0xFF], [0xE2], [0xC2], [0xF0, 0x9F]]
        for _ in 0..<300 {
            var text: [UInt8] = []
            while text.count < 60 { text += alphabet.randomElement(using: &generator)! }
            for index in 0..<text.count {
                guard let match = recognizer.match(text.span, index) else { continue }
                let isInside =
                    match.range.lowerBound >= 0 && match.range.upperBound <= text.count && !match.range.isEmpty
                #expect(isInside, "seed \(testSeed)")
                #expect(match.range.lowerBound <= index + 10 && index <= match.range.upperBound, "seed \(testSeed)")
            }
        }
    }

    @Test(arguments: recognizers)
    func `an empty text and its end have nothing`(recognizer: Recognizer) {
        for piece in Self.pieces + [""] {
            let text = Array(piece.utf8)
            let found = recognizer.match(text.span, text.count)
            #expect(found == nil, "\(piece)")
        }
    }
}
