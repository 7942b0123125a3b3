import Testing

@testable import Proviso

@Suite struct KnownValueTests {
    @Test func `a known value is printed without the value`() {
        for kind in KnownValue.Kind.allCases {
            let value = KnownValue("Jana Geheim", kind: kind, replacement: .text("Geheimnis"))
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), "\([value])", "\(Optional(value) as Any)", dumped] {
                #expect(!text.contains("Geheim") && !text.contains("Jana"), "\(text)")
            }
            #expect(Mirror(reflecting: value).children.isEmpty)
            #expect(value.description == "a known value (\(kind.rawValue))")
        }
    }

    @Test func `a redactor and its options are printed without known, denied and allowed texts`() throws {
        var options = Redactor.Options()
        options.knownValues = [KnownValue("Jana Geheim")]
        options.denied = ["Operation Geheim"]
        options.allowed = ["@geheim.example"]
        let redactor = try Redactor(options)
        let redacted = redactor.redact("Jana Geheim")
        var dumped = ""
        dump(redactor, to: &dumped)
        dump(options, to: &dumped)
        dump(redacted.findings, to: &dumped)
        let texts = [
            "\(redactor)", String(reflecting: redactor), "\(options)", String(reflecting: options), "\([options])",
            "\(redacted)", "\(redacted.findings)", dumped,
        ]
        for text in texts { #expect(!text.lowercased().contains("geheim"), "\(text.prefix(200))") }
        #expect("\(options)" == "114 types, 2 known values, 1 allowed texts")
    }

    @Test(arguments: ["", "a", "ab", "é.", "12", "- -", "  "])
    func `what has fewer than three letters or digits is refused, without showing it`(text: String) throws {
        var options = Redactor.Options()
        options.knownValues = [KnownValue("Jana Müller"), KnownValue(text, kind: .exact)]
        let error = #expect(throws: ProvisoError.self) { try Redactor(options) }
        #expect(error?.code == .valueInvalid)
        #expect(error?.message.contains("known value 2 of 2") == true)
        options.knownValues = []
        options.denied = [text]
        #expect(throws: ProvisoError.self) { try Redactor(options) }
    }

    @Test func `a known value is surer than all else, and has its own replacement`() throws {
        var options = Redactor.Options()
        options.knownValues = [
            KnownValue("Jana Müller", replacement: .text("Person A")), KnownValue("K-4711", kind: .exact),
        ]
        options.threshold = .certain
        let redacted = try Redactor(options).redact("Frau Mueller, J. Müller: k 4711")
        #expect(redacted.text == "Frau Person A, Person A: [known]")
        for finding in redacted.findings {
            #expect(finding.type == .knownValue && finding.confidence == .certain && finding.reason == .knownValue)
        }
    }

    @Test func `a name inside of an address goes with it`() throws {
        var options = Redactor.Options()
        options.knownValues = [KnownValue("Jana Müller")]
        #expect(try Redactor(options).redact("jana.mueller@example.org").text == "[email]")
    }
}
