import Testing

@testable import Proviso

/// Digits of other scripts, full-width characters, and such as cannot be seen.
@Suite struct PlainReadingTests {
    /// The zeros of the scripts that the specification names.
    private static let zeros: [UInt32] = [
        0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xFF10,
    ]
    private static let invisible: [ClosedRange<UInt32>] = [
        0xAD...0xAD, 0x61C...0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF...0xFEFF,
    ]

    /// A text with the ten digits as others.
    private static func with(_ text: String, zero: UInt32) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            result.unicodeScalars.append(isDigit ? Unicode.Scalar(zero + scalar.value - 0x30)! : scalar)
        }
        return result
    }

    private static func read(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var reading = PlainReading()
        reading.read(bytes.span, bytes.indices)
        return reading.bytes.withSpan { $0.text }
    }

    // MARK: - Reading

    @Test func `digits of every script that is named read as those of Unicode`() {
        for zero in Self.zeros {
            for value in 0..<10 as Range<UInt32> {
                let scalar = Unicode.Scalar(zero + value)!
                #expect(scalar.properties.numericType == .decimal)
                #expect(scalar.properties.numericValue == Double(value))
                #expect(Self.read(String(scalar)) == "\(value)")
            }
        }
    }

    @Test func `what cannot be seen is not there, and everything else reads as it stands`() {
        for range in Self.invisible {
            for value in range { #expect(Self.read("a\(Unicode.Scalar(value)!)b") == "ab") }
        }
        for value in 0x21...0x7E as ClosedRange<UInt32> {
            #expect(Self.read(String(Unicode.Scalar(value + 0xFEE0)!)) == String(Unicode.Scalar(value)!))
        }
        #expect(Self.read("１２　３٫٤٬٥") == "12 3.4,5")
        let text = "Grüße, Олена, 東京。カード、ｶﾅ 😀 ½ – “x” \u{A0} ३"
        #expect(Self.read(text) == text.replacing("३", with: "3"))
    }

    @Test func `the first of such characters is found wherever it stands`() {
        var disguises = Self.zeros.flatMap { zero in (0..<10).map { zero + $0 } }
        disguises += Self.invisible.flatMap { Array($0) } + [0xFF20]
        let all = Set(disguises)
        // Every character whose first byte begins one of them, so that nothing else is taken for one.
        for value in (0x80...0xFFFF as ClosedRange<UInt32>) where value % 7 == 0 || all.contains(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let place = Int(value % 150)
            let bytes = Array((String(repeating: "x", count: place) + String(scalar) + " 12").utf8)
            let first = PlainReading.firstDisguise(in: bytes.span, from: 0, to: bytes.count)
            #expect(first == (all.contains(value) ? place : bytes.count), "U+\(String(value, radix: 16))")
            #expect(PlainReading.firstDisguise(in: bytes.span, from: place + 1, to: bytes.count) == bytes.count)
        }
    }

    @Test func `any bytes can be read, and each has its place`() {
        var random = SeededGenerator(seed: testSeed)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                [0xE2, 0x80, 0x8B, 0xEF, 0xBC, 0x91, 0xD9, 0xA5, 0x31, 0xC2, 0xAD].randomElement(using: &random)!
                    as UInt8
            }
            var reading = PlainReading()
            reading.read(bytes.span, bytes.indices)
            let count = reading.bytes.count
            guard count > 0 else { continue }
            let whole = reading.origin(of: 0..<count)
            #expect(whole.lowerBound >= 0 && whole.upperBound <= bytes.count)
            for index in 1..<max(count, 2) where index < count {
                #expect(
                    reading.origin(of: index - 1..<index).upperBound <= reading.origin(of: index..<index + 1).lowerBound
                )
            }
        }
    }

    // MARK: - Finding

    @Test func `a number is found in the digits of every script, and its range is that of the text`() throws {
        let redactor = try Redactor()
        for zero in Self.zeros {
            let card = Self.with("4111 1111 1111 1111", zero: zero)
            let text = "Visa \(card), ok"
            let findings = redactor.findings(in: text)
            #expect(findings.map(\.type) == [.paymentCard], "\(text)")
            #expect(findings.map(\.range) == [5..<5 + card.utf8.count], "\(text)")
            #expect(
                findings.map(\.confidence) == redactor.findings(in: "Visa 4111 1111 1111 1111, ok").map(\.confidence))
        }
    }

    @Test(arguments: [
        ("هاتف ٠٥٠١٢٣٤٥٦٧", "هاتف [phone]"), ("電話：０３-１２３４-５６７８", "電話：[phone]"),
        ("カード番号：４１１１　１１１１　１１１１　１１１１", "カード番号：[payment-card]"),
        ("आधार २३४१ २३४१ २३४६", "आधार [in-aadhaar]"), ("２０２４年３月５日", "[date]"),
        ("ＩＢＡＮ：ＤＥ８９３７０４００４４０５３２０１３０００。", "ＩＢＡＮ：[iban]。"),
        ("mail ｊａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "mail [email]"), ("jana@\u{200B}example.org", "[email]"),
        ("IBAN DE89\u{2060} 3704\u{AD} 0044 0532 0130 00", "IBAN [iban]"),
        ("tel \u{202A}+49 30\u{200E} 1234567\u{202C}!", "tel \u{202A}[phone]\u{202C}!"),
        ("１９２．１６８．３．４", "[ipv4]"),
    ])
    func `what is written with such characters is found whole`(text: String, redacted: String) throws {
        #expect(try Redactor().redact(text).text == redacted)
    }

    @Test func `what holds no such character is found once, as without them`() throws {
        let redactor = try Redactor()
        let text = "jana@example.org, Visa 4111 1111 1111 1111"
        let alone = redactor.findings(in: text)
        #expect(redactor.findings(in: "\(text), ٣") == alone)
        #expect(redactor.findings(in: "\(text)\u{200B}").map(\.type) == alone.map(\.type))
    }

    @Test func `what goes on for longer than is read is not cut`() throws {
        let redactor = try Redactor()
        let lead = "https://example.org/" + String(repeating: "a", count: 300)
        for count in [10, 600, 1020, 1030, 3000] {
            let text = lead + "\u{AD}" + String(repeating: "a", count: count) + " end"
            for finding in redactor.findings(in: text) {
                let end = finding.range.upperBound
                #expect(end <= lead.utf8.count + 2 || end == text.utf8.count - 4, "\(count): \(finding)")
            }
        }
    }

    @Test func `words speak for numbers in other digits, and against them`() throws {
        let redactor = try Redactor()
        #expect(redactor.findings(in: "SSN ５３６９０４３９９").map(\.type.description) == ["us-ssn"])
        #expect(redactor.findings(in: "order no. ４１１１ １１１１ １１１１ １１１１").isEmpty)
    }

    @Test func `a text that is cut gives the same as whole`() throws {
        var random = SeededGenerator(seed: testSeed)
        let redactor = try Redactor()
        let values = [
            "４１１１１１１１１１１１１１１１", "jana@\u{200B}example.org", "هاتف ٠٥٠١٢٣٤٥٦٧", "號", "ж", "4111111111111111",
        ]
        var text = ""
        while text.utf8.count < 300_000 {
            text += String(repeating: "nothing of note, said he\n", count: Int.random(in: 0...60, using: &random))
            text += values.randomElement(using: &random)! + "\n"
        }
        let bytes = Array(text.utf8)
        let whole = redactor.findings(in: bytes.span).map(\.range)
        #expect(whole.count > 100)
        for size in [1000, 70_000, 131_072] {
            let session = RecognitionSession(redactor)
            var found: [Range<Int>] = []
            var start = 0
            while start < bytes.count {
                let end = min(start + size, bytes.count)
                let around = max(0, start - TextScanner.reach)..<min(bytes.count, end + TextScanner.reach)
                session.find(
                    in: bytes.span.extracting(around), start - around.lowerBound..<end - around.lowerBound,
                    base: around.lowerBound, redactor.known
                ) { found.append($0.start..<$0.end) }
                start = end
            }
            session.finish { found.append($0.start..<$0.end) }
            #expect(found == whole, "pieces of \(size) bytes, seed \(testSeed)")
        }
    }

    // MARK: - Replacing

    private static func redact(_ text: String, _ replacement: Replacement) throws -> String {
        var options = Redactor.Options()
        options.replacement = replacement
        return try Redactor(options).redact(text).text
    }

    @Test func `a number has one pseudonym, in whatever digits it is written`() throws {
        let domain = try PseudonymizationDomain(id: "fiu.example")
        let pseudonymizer = try Pseudonymizer("card", canonicalization: .exact, in: domain, key: testKey())
        let plain = try Self.redact("Visa 4111111111111111", .pseudonym(pseudonymizer))
        #expect(plain == "Visa [\(try pseudonymizer.pseudonym(for: "4111111111111111"))]")
        #expect(try Self.redact("Visa ４１１１１１１１１１１１１１１１", .pseudonym(pseudonymizer)) == plain)
        #expect(try Self.redact("Visa 41111111\u{200B}11111111", .pseudonym(pseudonymizer)) == plain)
    }

    @Test func `a token gives back what stood there`() throws {
        let domain = try PseudonymizationDomain(id: "fiu.example")
        let pseudonymizer = try ReversiblePseudonymizer("card", in: domain, key: testKey())
        let card = "４１１１１１１１１１１１１１１１"
        #expect(
            try Self.redact("Visa \(card)", .token(pseudonymizer)) == "Visa [\(try pseudonymizer.pseudonym(for: card))]"
        )
    }

    @Test func `a surrogate is in ASCII and has no digit of the number`() throws {
        let surrogate = try Self.redact("Visa ٤١١١١١١١١١١١١١١١", .surrogate)
        #expect(surrogate.utf8.allSatisfy { $0 < 0x80 })
        #expect(surrogate.hasPrefix("Visa 0000") && surrogate.utf8.count == "Visa ".utf8.count + 16)
    }
}
