import Testing

@testable import Proviso

/// `TextRun`: texts without fields, in blocks of any size.
@Suite struct TextRunTests {
    private static let piece = 512 * 1024

    private static func filter(_ redaction: String = "everything", listsFindings: Bool = true) throws -> RecordFilter {
        try RecordFilter(
            MinimizationPolicy(
                text: """
                    proviso: policy/v1
                    purpose: test
                    recipient: test.example
                    domain: test.example/case-1
                    text: { redact: \(redaction) }
                    """), key: testKey(),
            options: RecordFilter.Options(format: .text, listsFindings: listsFindings))
    }

    private static let key = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu
        KUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQJAIJLixBy2qpFoS4DSmoEm
        -----END RSA PRIVATE KEY-----
        """

    private static let text = """
        Liebe Frau Roth,
        für Rückfragen: jana@example.org, +49 30 901820, IBAN DE02 1203 0000 0000 2020 51.
        \(key)
        Karte: 4111 1111 1111 1111; https://example.org/a?b=c, 2001:db8::7 und 192.168.3.4 😀
        Geburtsdatum 19.07.1984 — 日本語 jana@example.org
        """

    // MARK: - Where a text is cut

    @Test func `a text gives the same in blocks of every size`() throws {
        let filter = try Self.filter()
        let whole = filter.run(Self.text)
        #expect(whole.error == nil)
        #expect(
            whole.text == """
                Liebe Frau Roth,
                für Rückfragen: [email], [phone], IBAN [iban].
                [private-key]
                Karte: [payment-card]; [url], [ipv6] und [ipv4] 😀
                Geburtsdatum [date] — 日本語 [email]
                """)
        for blockSize in 1...64 {
            #expect(filter.run(Self.text, blockSize: blockSize) == whole, "blocks of \(blockSize)")
        }
    }

    @Test func `a redactor says of a whole text what a filter says of it in pieces`() throws {
        let filter = try Self.filter()
        let redacted = try #require(filter.textRedactor).redact(Self.text)
        let result = filter.run(Self.text, blockSize: 3)
        #expect(redacted.text == result.text)
        #expect(redacted.findings.map(\.type) == result.report?.findings.map(\.type))
        #expect(redacted.findings.map(\.range) == result.report?.findings.map { $0.start..<$0.end })
    }

    /// What is found lies in every way across the border at which a piece is searched, and what comes before and behind it decides
    /// whether it is found.
    @Test(arguments: [
        ("jana@example.org", "[email]"), ("DE02 1203 0000 0000 2020 51", "[iban]"),
        (key, "[private-key]"), ("Quirin Zwackelmann", "[known]"), ("passport number C01X00T47", nil),
    ])
    func `what lies across the border of a piece is found whole`(value: String, label: String?) throws {
        let filter = try Self.filter("{ find: everything, deny: [Quirin Zwackelmann] }")
        let redacted = try #require(filter.textRedactor).redact(" \(value) ").text
        #expect(label == nil || redacted == " \(label!) ")
        let lengths = [0, 1, 2, value.utf8.count / 2, value.utf8.count - 1, value.utf8.count, value.utf8.count + 1]
        for border in [Self.piece, Self.piece + Redactor.longestFinding] {
            for length in lengths {
                let before = Self.filler(border - length - 1)
                let after = Self.filler(2000)
                let input = before + " \(value) " + after
                let result = filter.run(input, blockSize: 64 * 1024)
                #expect(result.text == before + redacted + after, "\(length) bytes before \(border)")
            }
        }
    }

    /// Lines of words in which nothing is found.
    private static func filler(_ count: Int) -> String {
        let line = "nothing of note happened on that day, said he\n"
        return String(String(repeating: line, count: count / line.utf8.count + 1).prefix(count))
    }

    @Test func `a long text gives the same in blocks of random sizes`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let filter = try Self.filter("{ find: everything, deny: [Quirin Zwackelmann] }")
        let values = [
            "jana@example.org", "DE02120300000000202051", "Quirin Zwackelmann", "4111111111111111", "ü😀", Self.key,
        ]
        var input = ""
        while input.utf8.count < 1_300_000 {
            input += Self.filler(Int.random(in: 1...9000, using: &generator))
            input +=
                " " + values.randomElement(using: &generator)! + [" ", "\n", ","].randomElement(using: &generator)!
        }
        let bytes = Array(input.utf8)
        let whole = filter.run(bytes)
        #expect(whole.text == filter.textRedactor?.redact(input).text)
        #expect(whole.report?.findings.isEmpty == false)
        for _ in 0..<3 {
            let size = Int.random(in: 1...600_000, using: &generator)
            #expect(filter.run(bytes, blockSize: size) == whole, "blocks of \(size), seed \(testSeed)")
        }
    }

    // MARK: - Several inputs, and special ones

    @Test func `every input is a text of its own`() throws {
        let filter = try Self.filter()
        var sink = MemorySink()
        var run = filter.start()
        for (name, text) in [("a.txt", "x jana@"), ("b.txt", "example.org\nto jana@example.org"), ("c.txt", "")] {
            try run.begin(name, into: &sink)
            try run.write(Array(text.utf8).span, into: &sink)
        }
        let report = try run.finish(into: &sink)
        #expect(String(decoding: sink.bytes, as: UTF8.self) == "x jana@example.org\nto [email]")
        #expect(report.records.read == 3 && report.records.written == 3)
        #expect(report.counts == [[3, 1, 0, 0]])
        let json = try JSONValue(report.json)
        #expect(json["findings"]?.elements.map { $0["input"]?.integer } == [2])
        #expect(json["findings"]?.elements.map { $0["line"]?.integer } == [2])
        #expect(json["findings"]?.elements.map { $0["column"]?.integer } == [4])
        #expect(json["findings"]?.elements.map { $0["start"]?.integer } == [15])
    }

    @Test(arguments: ["", "\n", "x", "no trailing newline", "\r\n\r\n", "ab\u{0}c", "\u{FEFF}", "\u{FEFF}x"])
    func `a text in which nothing is found comes out as it is`(text: String) throws {
        let filter = try Self.filter()
        for blockSize in [1, 2, 3, 1000] {
            let result = filter.run(text, blockSize: blockSize)
            #expect(result.error == nil)
            #expect(result.output == Array(text.utf8))
            #expect(result.report?.counts == [[1, 0, 0, 0]])
            #expect(result.report?.records.read == 1)
        }
    }

    @Test func `places are lines and columns in scalars, and bytes`() throws {
        let filter = try Self.filter()
        let text = "jana@example.org\r\nfür 😀 jana@example.org jana@example.org\n\n\tjana@example.org"
        let report = try #require(filter.run(text, blockSize: 5).report)
        #expect(report.findings.map(\.line) == [1, 2, 2, 4])
        #expect(report.findings.map(\.column) == [1, 7, 24, 2])
        #expect(report.findings.map(\.start) == [0, 28, 45, 64])
        #expect(report.findings.map(\.end) == [16, 44, 61, 80])
        #expect(report.findings.allSatisfy { $0.path == "text" && $0.type == .email })
        #expect(report.rules.map(\.path) == ["text"])
        #expect(report.rules[0].found.map(\.count) == [4])
        #expect(report.unlistedFindingCount == 0)
    }

    @Test func `a byte order mark stays, counts no column and hides nothing`() throws {
        let filter = try Self.filter()
        for blockSize in [1, 2, 4, 100] {
            let result = filter.run("\u{FEFF}jana@example.org to jana@example.org", blockSize: blockSize)
            #expect(result.output == Array("\u{FEFF}[email] to [email]".utf8))
            #expect(result.report?.findings.map(\.column) == [1, 21])
            #expect(result.report?.findings.map(\.start) == [3, 23])
        }
    }

    @Test func `findings beyond the limit are counted`() throws {
        let count = FilterReport.listedFindingLimit + 3
        let report = try #require(Self.filter().run(String(repeating: "a@b.de ", count: count)).report)
        #expect(report.findings.count == FilterReport.listedFindingLimit)
        #expect(report.unlistedFindingCount == 3)
        #expect(report.rules[0].found.map(\.count) == [count])
        #expect(try JSONValue(report.json)["findings-not-listed"] == .number(3))
    }

    @Test func `findings are listed only on demand`() throws {
        let report = try #require(Self.filter(listsFindings: false).run(Self.text).report)
        #expect(report.findings.isEmpty && report.unlistedFindingCount == 0)
        #expect(try JSONValue(report.json)["findings"] == nil)
        #expect(report.rules[0].found.map(\.count).reduce(0, +) == 10)
    }

    // MARK: - What is no text

    private static let broken: [(name: String, bytes: [UInt8])] = [
        ("a byte of Latin-1", [0xFC]), ("a lone continuation", [0x80]), ("a cut sequence", [0xE2, 0x82]),
        ("an overlong slash", [0xC0, 0xAF]), ("a surrogate", [0xED, 0xA0, 0x80]),
        ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80]),
    ]

    @Test(arguments: broken)
    func `what is not UTF-8 ends the run, with nothing of it and after it written`(
        name: String, bytes: [UInt8]
    ) throws {
        let filter = try Self.filter()
        let remedy = "convert a text that is in Latin-1 with iconv -f ISO-8859-1 -t UTF-8"
        for (before, output, place) in [
            ("", "", "1:1"), ("für jana@example.org ", "für [email] ", "1:22"), ("a\r\nb\n", "a\r\nb\n", "3:1"),
            ("jana@example.org", "[email]", "1:17"), ("\u{FEFF}x", "\u{FEFF}x", "1:2"),
        ] {
            for after in ["", " SECRET", "x"] where after.isEmpty || bytes.count != 2 || bytes[0] != 0xE2 || after != ""
            {
                for blockSize in [1, 2, 3, 4, 1000] {
                    let result = filter.run(
                        Array(before.utf8) + bytes + Array(after.utf8), blockSize: blockSize, name: "a.txt")
                    #expect(result.error?.code == .recordMalformed)
                    #expect(result.error?.description == "a.txt:\(place): not UTF-8; \(remedy)")
                    #expect(result.output == Array(output.utf8), "blocks of \(blockSize)")
                    #expect(result.report == nil)
                }
            }
        }
    }

    @Test func `what comes before it is written whole, wherever the text is cut`() throws {
        let filter = try Self.filter()
        for border in [Self.piece, Self.piece + Redactor.longestFinding] {
            for distance in [-20, -16, -3, -1, 0, 1, 100, 5000] {
                let before = Self.filler(border + distance - 17) + " jana@example.org"
                let input = Array(before.utf8) + [0xFF] + Array((" bert@example.org" + Self.filler(200_000)).utf8)
                let expected = before.dropLast(16) + "[email]"
                for blockSize in [64 * 1024, 100_000, 1_000_000] {
                    let result = filter.run(input, blockSize: blockSize)
                    #expect(result.output == Array(expected.utf8), "\(distance) bytes behind \(border), \(blockSize)")
                    #expect(result.error?.code == .recordMalformed)
                }
            }
        }
    }

    @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x62, 0x00]] as [[UInt8]])
    func `UTF-16 is refused at once`(bytes: [UInt8]) throws {
        let filter = try Self.filter()
        for blockSize in [1, 2, 1000] {
            let result = filter.run(bytes, blockSize: blockSize, name: "a.txt")
            #expect(result.error?.code == .recordMalformed)
            #expect(result.error?.description.hasPrefix("a.txt:1:1: ") == true)
            #expect(result.error?.description.contains("UTF-16") == true)
            #expect(result.output.isEmpty)
        }
    }

    // MARK: - Policies

    @Test func `a policy must say what becomes of texts, and one for texts alone is for nothing else`() throws {
        let fields = try MinimizationPolicy(text: policyText(rule: "keep"), source: "policy.yaml")
        #expect(
            Self.refusal(fields, .text)
                == "policy.yaml: the policy says nothing about texts without fields; "
                + "add `text: { redact: everything }`, or choose another format")
        let start = "proviso: policy/v1\npurpose: p\nrecipient: r\ntext: { redact: everything }\n"
        let alone = try MinimizationPolicy(text: start, source: "policy.yaml")
        #expect(Self.refusal(alone, .text) == nil)
        for format in [RecordFormat.ndjson, .json, .csv, .combinedLog] {
            #expect(
                Self.refusal(alone, format)
                    == "policy.yaml: the policy is for texts alone; add `fields:`, or choose the format text")
        }
        for condition in ["only-if: { \"$.t\": x }", "limit: { records: 1 }", "require: { \"$.t\": string }"] {
            let policy = try MinimizationPolicy(
                text: start + "fields: { \"$.a\": keep }\n" + condition, source: "policy.yaml")
            #expect(
                Self.refusal(policy, .text)
                    == "policy.yaml: the policy has conditions on records, and a text is none; "
                    + "write a policy for texts without only-if, limit and require")
            #expect(Self.refusal(policy, .ndjson) == nil)
        }
    }

    private static func refusal(_ policy: MinimizationPolicy, _ format: RecordFormat) -> String? {
        do {
            _ = try RecordFilter(policy, options: RecordFilter.Options(format: format))
            return nil
        } catch {
            #expect((error as? ProvisoError)?.code == .policyFormat)
            return "\(error)"
        }
    }

    @Test func `pseudonyms and tokens are written into texts`() throws {
        let filter = try Self.filter(
            "{ find: [email], replace: { default: label, email: { pseudonymize: { as: person } } } }")
        let made = try Pseudonymizer(
            "person", canonicalization: .exact, in: PseudonymizationDomain(id: "test.example/case-1"), key: testKey()
        ).pseudonym(for: "jana@example.org")
        #expect(filter.run("an jana@example.org").text == "an [\(made)]")
        let tokens = try Self.filter("{ find: [email], replace: { tokenize: { as: person } } }")
        let text = tokens.run("an jana@example.org, jana@example.org").text
        #expect(text.hasPrefix("an [person_0r_") && !text.contains("jana"))
        let parts = text.dropFirst(3).split(separator: ", ")
        #expect(parts.count == 2 && parts[0] == parts[1])
    }
}
