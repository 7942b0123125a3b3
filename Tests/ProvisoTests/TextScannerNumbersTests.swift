import Testing

@testable import Proviso

@Suite struct TextScannerNumbersTests {
    /// How sure a finding is of which type; nil for none.
    private static func found(_ text: String, _ redactor: Redactor = usualRedactor) -> String? {
        let found = redactor.findings(in: text).map { "\($0.type) \($0.confidence.percent)" }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    // MARK: What stands beside a number

    @Test(arguments: [
        "4111111111111111.5", "4111111111111111,50", "4111111111111111,5", "1.4111111111111111", "$4111111111111111",
        "4111111111111111$", "4111111111111111%", "Visa 4111111111111111.5", "Visa $4111111111111111",
    ])
    func `fractions, amounts and percentages are no identifiers, whatever words say`(text: String) {
        #expect(Self.found(text) == nil)
    }

    @Test(arguments: [
        "INV-4111111111111111", "#4111111111111111", "a/4111111111111111", "9\\4111111111111111", "4111111111111111/1",
        "4111111111111111-A", "4111111111111111:1",
    ])
    func `a number with a prefix or in a path needs a word nearby`(text: String) {
        #expect(Self.found(text) == nil)
        #expect(Self.found("Visa: " + text) == "payment-card 86")
    }

    @Test(arguments: [
        "4111111111111111,500", "4111111111111111.", "4111111111111111, 50", "4111111111111111:", "4111111111111111-",
        "4111111111111111/", "-4111111111111111", "/4111111111111111", ".4111111111111111", "x: 4111111111111111",
    ])
    func `other punctuation says nothing`(text: String) {
        #expect(Self.found(text) == "payment-card 75")
    }

    @Test func `what is distinct is so with a prefix too`() {
        for text in ["INV-DE02120300000000202051", "#DE02120300000000202051", "a/DE02120300000000202051"] {
            #expect(Self.found(text) == "iban 95", "\(text)")
        }
    }

    // MARK: Letters

    @Test func `small letters make a short identifier less sure, and not a long one`() {
        #expect(Self.found("de02120300000000202051") == "iban 95")
        #expect(Self.found("AB123456C") == "uk-nino 75")
        #expect(Self.found("ab123456c") == nil)
        #expect(Self.found("NINO ab123456c")?.hasPrefix("uk-nino 8") == true)
    }

    @Test func `letters alone are an identifier in capitals only`() {
        #expect(Self.found("BIC DEUTDEFF")?.hasPrefix("bic") == true)
        #expect(Self.found("BIC deutdeff") == nil)
        #expect(Self.found("DEUTDEFF") == nil)
    }

    @Test func `letters and digits fit a form character by character`() {
        #expect(Self.found("passport no. C01X00T47")?.hasPrefix("de-passport") == true)
        #expect(Self.found("NINO 1B123456C") == nil)
        #expect(Self.found("NINO AB12345CC") == nil)
    }

    // MARK: Choosing

    private static func finding(_ end: Int, _ percent: Int, _ type: Int) -> ScannedFinding {
        ScannedFinding(start: 0, end: end, type: type, confidence: Confidence(percent: percent), reason: .recognizer)
    }

    @Test func `the longest counts, then the surest, then the first`() {
        func chosen(_ findings: ScannedFinding?...) -> ScannedFinding? {
            var best: ScannedFinding?
            for finding in findings { TextScanner.choose(finding, &best) }
            return best
        }
        #expect(chosen(nil, nil) == nil)
        #expect(chosen(nil, Self.finding(5, 50, 1), nil)?.typeNumber == 1)
        #expect(chosen(Self.finding(5, 90, 1), Self.finding(6, 50, 2))?.typeNumber == 2)
        #expect(chosen(Self.finding(6, 50, 1), Self.finding(5, 90, 2))?.typeNumber == 1)
        #expect(chosen(Self.finding(5, 50, 1), Self.finding(5, 90, 2))?.typeNumber == 2)
        #expect(chosen(Self.finding(5, 50, 1), Self.finding(5, 50, 2))?.typeNumber == 1)
    }

    @Test func `of several types that a number can be, the one that the words name is chosen`() {
        for (text, type) in [
            ("SSN 078-05-1120", "us-ssn"), ("NPI 1234567893", "us-npi"), ("NHS number 943 476 5919", "uk-nhs"),
            ("BSN 111222333", "nl-bsn"), ("SIREN 732 829 320", "fr-siren"), ("ABN 51 824 753 556", "au-abn"),
            ("IMEI 490154203237518", "imei"), ("PESEL 44051401359", "pl-pesel"),
        ] {
            #expect(Self.found(text)?.hasPrefix(type + " ") == true, "\(text): \(Self.found(text) ?? "none")")
        }
    }

    @Test func `the country that is named nearby decides between types of one form`() {
        #expect(Self.found("German passport C01X00T47")?.hasPrefix("de-passport") == true)
        #expect(Self.found("British passport 925665416")?.hasPrefix("uk-passport") == true)
        #expect(Self.found("American passport 925665416")?.hasPrefix("us-passport") == true)
    }

    // MARK: Rows

    @Test func `a row of pieces is read with one kind of separator`() {
        for separator in [" ", "-", ".", "\u{A0}", "\u{202F}", "\u{2011}"] {
            let text = ["4111", "1111", "1111", "1111"].joined(separator: separator)
            #expect(Self.found(text) == "payment-card 75", "\(text)")
        }
        for text in ["4111  1111  1111  1111", "4111/1111/1111/1111", "4111_1111_1111_1111", "4111,1111,1111,1111"] {
            #expect(Self.found(text) == nil, "\(text)")
        }
    }

    @Test func `a row is as long as a form, and what follows is another`() {
        let redacted = usualRedactor.redact("4111 1111 1111 1111 4012 8888 8888 1881").text
        #expect(redacted == "[payment-card] [payment-card]")
        let iban = usualRedactor.redact("IBAN DE02 1203 0000 0000 2020 51 12 34").text
        #expect(iban == "IBAN [iban] 12 34")
    }
}
