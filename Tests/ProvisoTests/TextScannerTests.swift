import Testing

@testable import Proviso

/// Texts in which all that is found stands between `⟦` and `⟧`.
@Suite struct TextScannerTests {
    /// A text with what was found in it between marks.
    private static func marked(_ text: String, _ redactor: Redactor = usualRedactor) -> String {
        let bytes = Array(text.utf8)
        var (output, end): ([UInt8], Int) = ([], 0)
        for finding in redactor.findings(in: bytes.span) {
            output += bytes[end..<finding.range.lowerBound] + Array("⟦".utf8) + bytes[finding.range] + Array("⟧".utf8)
            end = finding.range.upperBound
        }
        return String(decoding: output + bytes[end...], as: UTF8.self)
    }

    private func expect(_ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        for text in texts {
            let plain = text.replacing("⟦", with: "").replacing("⟧", with: "")
            #expect(Self.marked(plain) == text, sourceLocation: sourceLocation)
        }
    }

    // MARK: Boundaries

    @Test func `a number is found where no word goes on`() {
        expect([
            "⟦4111111111111111⟧", "id=⟦4111111111111111⟧;", "«⟦4111111111111111⟧»", "\"⟦4111111111111111⟧\"",
            "(⟦4111 1111 1111 1111⟧)", "⟦4111-1111-1111-1111⟧.", "/⟦4111111111111111⟧", "€⟦4111111111111111⟧",
            "⟦DE02120300000000202051⟧,⟦DE02120300000000202051⟧", "⟦DE02120300000000202051⟧|x",
        ])
        expect([
            "card_4111111111111111", "_4111111111111111", "4111111111111111_", "4111111111111111x", "x4111111111111111",
            "é4111111111111111", "4111111111111111é", "ж4111111111111111", "4111111111111111ى",
            "IBANDE02120300000000202051",
            "DE02120300000000202051DE02120300000000202051",
        ])
    }

    @Test func `letters of scripts without spaces, and punctuation of any script, are boundaries`() {
        expect([
            "卡号⟦4111111111111111⟧。", "⟦4111111111111111⟧年", "카드⟦4111111111111111⟧입니다", "บัตร⟦4111111111111111⟧ค่ะ",
            "رقم،⟦4111111111111111⟧؛", "⟦4111111111111111⟧؟", "5×⟦4111111111111111⟧÷2", "α·⟦4111111111111111⟧",
            "“⟦4111111111111111⟧”…", "😀⟦4111111111111111⟧😀", "№⟦4111111111111111⟧",
        ])
    }

    @Test func `the letter of an escaped line end or tab is no part of what follows`() {
        expect([
            "x\\n⟦4111111111111111⟧\\ny", "\\t⟦4111111111111111⟧", "\\\\r⟦DE02120300000000202051⟧", "\\n⟦192.0.2.1⟧",
            "\\n⟦jana@example.org⟧\\n",
        ])
        expect(["C:\\new4111111111111111", "\\x4111111111111111", "n4111111111111111"])
    }

    @Test func `bytes that are no text are boundaries too`() {
        for byte: UInt8 in [0, 0x80, 0xC2, 0xC3, 0xE2, 0xF0, 0xFF] {
            let text = [byte] + Array("4111111111111111".utf8) + [byte]
            #expect(usualRedactor.findings(in: text.span).map(\.range) == [1..<17], "\(byte)")
        }
    }

    // MARK: Words nearby

    @Test func `one word speaks for all numbers of a row`() {
        expect([
            "SSN: ⟦536904399⟧, ⟦536904398⟧, ⟦536904397⟧ and ⟦536904396⟧", "SSN:\n⟦536904399⟧\n⟦536904398⟧\n⟦536904397⟧",
            "536904399, 536904398",
        ])
        let row = "SSN: " + (0..<50).map { "⟦5369043\(10 + $0)⟧" }.joined(separator: "; ")
        expect([row])
    }

    @Test func `a word behind a number speaks for it, if nothing but spaces and brackets stands between`() {
        expect([
            "⟦536904399⟧ (SSN)", "⟦536904399⟧ is the SSN", "⟦536904399⟧-SSN", "⟦536904399⟧ “SSN”", "536904399, SSN",
            "536904399. SSN", "536904399\nSSN", "536904399 = SSN", "536904399 one two three four five six SSN",
        ])
    }

    @Test func `the nearer of two words that differ counts`() {
        expect([
            "order no. 86095742719, Steuer-ID ⟦86095742719⟧", "Steuer-ID ⟦86095742719⟧, order no. 86095742719",
            "Bestellnummer 86095742719",
        ])
    }

    @Test func `a word speaks as far as it reaches`() {
        let near = "SSN" + String(repeating: ".", count: 64)
        expect([near + "⟦536904399⟧", near + ".536904399"])
        let order = "order no" + String(repeating: ".", count: 40)
        expect([order + "86095742719", order + ".⟦86095742719⟧"])
    }

    // MARK: Numbers in numbers

    @Test func `nothing is found inside of a number that was taken`() {
        expect([
            "⟦4111 1111 1111 1111⟧", "⟦+49 30 12345678⟧", "⟦http://x.example/4111111111111111⟧",
            "⟦4111111111111111@example.org⟧", "⟦12345678-1234-4234-8234-123456789abc⟧",
        ])
    }

    @Test func `numbers that follow one upon the other are found each`() {
        expect([
            "⟦4111111111111111⟧ ⟦4012888888881881⟧", "⟦+49 30 1234567⟧ / ⟦+49 30 1234568⟧",
            "⟦192.0.2.1⟧ ⟦192.0.2.2⟧,⟦192.0.2.3⟧", "⟦a@example.org⟧;⟦b@example.org⟧",
        ])
    }

    @Test func `a scan of nothing finds nothing`() {
        expect(["", " ", "\n", "@", ":", "::", "+", "(", "-", "%", "_", "1", "é"])
    }

    @Test func `a session begins anew with each text`() {
        let session = RecognitionSession(usualRedactor)
        func count(_ text: String) -> Int { session.findings(in: Array(text.utf8)).count }
        #expect(count("SSN: ") == 0)
        #expect(count("536904399") == 0)
        #expect(count("http://example.org/" + String(repeating: "x", count: 200)) == 1)
        #expect(count("http://example.org/") == 1)
        #expect(count("4111111111111111 4012888888881881") == 2)
        #expect(count("4111111111111111") == 1)
    }

    // MARK: Hostile texts

    /// A million bytes each would take minutes if anything grew with the square.
    @Test(arguments: [
        "1", "1234567890", "@", "\"", ":", "a@", "1-", "www.", "-----BEGIN ", "http://", "+1 ", "::", "é", "เลขประจำตัว",
        "A1 ",
        "DE89 ", "4111 ", "a.", "%40", "SSN ", "A.", "_", "\\n", "5 Mar ", "(1)", "eyJ.", "身份证", "\u{301}", "\0",
        "٤", "１", "１ ", "\u{200B}", "1\u{200B}", "http://\u{AD}",
    ])
    func `a text of one piece over and over is read through`(piece: String) {
        let unit = Array(piece.utf8)
        let text = Array(repeatElement(unit, count: 100_000 / unit.count).joined())
        let findings = usualRedactor.findings(in: text.span)
        #expect(findings.allSatisfy { $0.type == .url && $0.range.count <= TextScanner.reach }, "\(piece)")
    }
}
