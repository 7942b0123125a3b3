import Testing

@testable import Proviso

@Suite struct RedactorTests {
    private static func redactor(_ change: (inout Redactor.Options) throws -> Void) throws -> Redactor {
        var options = Redactor.Options()
        try change(&options)
        return try Redactor(options)
    }

    // MARK: What is found

    /// Those of the specification.
    private static let examples: [(text: String, type: String?, percent: Int)] = [
        ("4111 1111 1111 1111", "payment-card", 75), ("Visa 4111 1111 1111 1111", "payment-card", 93),
        ("order no. 4111 1111 1111 1111", nil, 0), ("DE02 1203 0000 0000 2020 51", "iban", 95),
        ("536-90-4399", "us-ssn", 75), ("SSN 536-90-4399", "us-ssn", 93), ("536904399", nil, 0),
        ("536904399 (SSN)", "us-ssn", 81), ("Steuer-ID 86 095 742 719", "de-tax-id", 93),
        ("+49 30 1234567", "phone", 95), ("Order 30 1234567", nil, 0), ("version 1.2.3.4", nil, 0),
        ("jana@example.org", "email", 95), ("", nil, 0), (" ", nil, 0),
    ]

    @Test(arguments: examples.indices)
    func `what is found has the type and confidence of the specification`(number: Int) throws {
        let example = Self.examples[number]
        let findings = usualRedactor.findings(in: example.text)
        #expect(findings.map(\.type.description) == [example.type].compactMap(\.self), "\(example.text)")
        if let finding = findings.first { #expect(finding.confidence.percent == example.percent, "\(example.text)") }
    }

    @Test func `a text is written again with what was found replaced`() {
        let text = "Jana <jana@example.org>, IBAN DE02 1203 0000 0000 2020 51, é 卡 😀."
        let redacted = usualRedactor.redact(text)
        #expect(redacted.text == "Jana <[email]>, IBAN [iban], é 卡 😀.")
        #expect(redacted.findings == usualRedactor.findings(in: text))
        #expect(redacted.findings.map(\.range) == [6..<22, 30..<57])
        #expect(redacted.description == "a text with 2 findings")
    }

    @Test func `bytes and texts are redacted alike`() {
        let text = "tel. +49 30 1234567"
        let bytes = Array(text.utf8)
        #expect(usualRedactor.redact(bytes.span).bytes == usualRedactor.redact(text).bytes)
        #expect(usualRedactor.findings(in: bytes.span) == usualRedactor.findings(in: text))
    }

    // MARK: Options

    @Test func `only the types that are named are looked for, and known values`() throws {
        let text = "jana@example.org, 192.0.2.1, DE02120300000000202051, Nordlicht"
        let redactor = try Self.redactor {
            $0.types = [.ipv4Address]
            $0.denied = ["Nordlicht"]
        }
        #expect(redactor.redact(text).text == "jana@example.org, [ipv4], DE02120300000000202051, [known]")
        let nothing = try Self.redactor { $0.types = [] }
        #expect(nothing.findings(in: text).isEmpty)
        let part = Array(RedactionCorpus.text[..<20_000])
        for type in [RecognizedType.email, .url, .macAddress, .apiKey, .jsonWebToken, .bitcoinAddress, .bankAccount] {
            let one = try Self.redactor { $0.types = [type] }
            for finding in one.findings(in: part.span) { #expect(finding.type == type) }
        }
    }

    @Test func `a threshold decides what is sure enough, for all types or for one`() throws {
        let text = "a 4111111111111111 b jana@example.org c"
        func found(_ change: (inout Redactor.Options) throws -> Void) throws -> [String] {
            try Self.redactor(change).findings(in: text).map(\.type.description)
        }
        #expect(try found { _ in } == ["payment-card", "email"])
        #expect(try found { $0.threshold = Confidence(percent: 75) } == ["payment-card", "email"])
        #expect(try found { $0.threshold = Confidence(percent: 76) } == ["email"])
        #expect(try found { $0.threshold = .certain } == [])
        #expect(try found { $0.thresholds = [.paymentCard: Confidence(percent: 76)] } == ["email"])
        #expect(try found { $0.thresholds = [.email: Confidence(percent: 96)] } == ["payment-card"])
        let one = try found {
            $0.threshold = .certain
            $0.thresholds = [.paymentCard: Confidence(percent: 75)]
        }
        #expect(one == ["payment-card"])
    }

    @Test func `a lower threshold never finds less`() throws {
        let part = Array(RedactionCorpus.text[..<60_000])
        var covered: Set<Int> = []
        for percent in [100, 95, 75, 50, 40] {
            let redactor = try Self.redactor { $0.threshold = Confidence(percent: percent) }
            let now = Set(redactor.findings(in: part.span).flatMap { Array($0.range) })
            // A number that is found hides what begins inside of it.
            let lost = covered.subtracting(now)
            #expect(lost.count * 1000 <= covered.count, "\(percent)")
            covered = now
        }
    }

    @Test func `without context words only the form counts`() throws {
        let redactor = try Self.redactor { $0.contextWords = [] }
        #expect(redactor.findings(in: "SSN 536904399").isEmpty)
        #expect(redactor.findings(in: "order no. 4111 1111 1111 1111").map(\.confidence.percent) == [75])
    }

    // MARK: Allowed and denied

    @Test func `allowed texts stay, in either case, and nothing else that begins or ends so`() throws {
        let redactor = try Self.redactor { $0.allowed = ["Office@example.org", "+49 30 1234567"] }
        #expect(
            redactor.redact("office@EXAMPLE.org, my.office@example.org, +49 30 1234567, +49 30 1234568").text
                == "office@EXAMPLE.org, [email], +49 30 1234567, [phone]")
    }

    @Test func `an allowed domain is every address of it, and of no other`() throws {
        let redactor = try Self.redactor { $0.allowed = ["@Example.org"] }
        #expect(
            redactor.redact("a@example.org B.C@EXAMPLE.ORG a@sub.example.org a@example.org.evil.net a@xexample.org")
                .text
                == "a@example.org B.C@EXAMPLE.ORG [email] [email] [email]")
    }

    @Test func `a password in a URL goes, whatever domain is allowed`() throws {
        let redactor = try Self.redactor { $0.allowed = ["@example.org"] }
        for url in [
            "https://jana:secret@example.org", "redis://:secret@example.org",
            "https://other.example/x?u=jana@example.org",
        ] {
            #expect(redactor.redact(url).text == "[url]")
        }
    }

    @Test func `known and denied texts go all the same`() throws {
        let redactor = try Self.redactor {
            $0.denied = ["jana@example.org"]
            $0.allowed = ["jana@example.org", "@example.org"]
        }
        #expect(redactor.redact("jana@example.org, otto@example.org").text == "[known], otto@example.org")
    }

    @Test func `denied texts go however they are spaced and in either case`() throws {
        let redactor = try Self.redactor { $0.denied = ["Operation Nordlicht"] }
        #expect(
            redactor.redact("operation NORDLICHT, Operation-Nordlicht, Nordlicht").text == "[known], [known], Nordlicht"
        )
    }

    @Test func `an allowed text of less than two bytes is refused`() throws {
        for text in ["", "x"] {
            let error = #expect(throws: ProvisoError.self) { try Self.redactor { $0.allowed = ["fine", text] } }
            #expect(error?.code == .valueInvalid)
        }
    }

    // MARK: Any bytes

    private static let pieces: [[UInt8]] =
        PatternBoundsTests.pieces.map { Array($0.utf8) } + [
            [0], [0xFF], [0xC2], [0xE2, 0x80], [0xF0, 0x9F], Array("账号".utf8), Array("iban ".utf8), Array("SSN".utf8),
            Array("4111111111111111".utf8), Array("DE89 3704 0044 0532 0130 00".utf8), Array("jana@example.org".utf8),
        ]

    @Test func `any bytes whatever are redacted, and nothing changes but what was found`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<400 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: text.append(UInt8.random(in: 0 ... .max, using: &generator))
                default: text += Self.pieces.randomElement(using: &generator)!
                }
            }
            expectSound(usualRedactor.redact(text.span), of: text, "seed \(testSeed), round \(round)")
        }
    }

    @Test func `texts that were cut anywhere and put together again are redacted`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let redactor = try Self.redactor {
            $0.threshold = Confidence(percent: 0)
            $0.denied = ["Berlin", "der Bericht"]
            $0.knownValues = [KnownValue("Anna Smith"), KnownValue("Jana Müller")]
        }
        for round in 0..<60 {
            var text: [UInt8] = []
            while text.count < 3000 {
                let piece = Array(RedactionCorpus.entries.randomElement(using: &generator)!.text.utf8)
                let start = Int.random(in: 0...piece.count, using: &generator)
                text += piece[start..<Int.random(in: start...piece.count, using: &generator)]
            }
            for redactor in [usualRedactor, redactor] {
                let redacted = redactor.redact(text.span)
                expectSound(redacted, of: text, "seed \(testSeed), round \(round)")
                // Nothing is found twice: labels have no form.
                if round % 10 == 0 {
                    let again = redactor.findings(in: text.span)
                    #expect(again == redacted.findings, "seed \(testSeed), round \(round)")
                }
            }
        }
    }

    @Test func `one redactor serves many tasks at once`() async {
        let part = Array(RedactionCorpus.text[..<30_000])
        let expected = usualRedactor.redact(part.span).bytes
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { usualRedactor.redact(part.span).bytes == expected }
            }
            for await isSame in group { #expect(isSame) }
        }
    }
}
