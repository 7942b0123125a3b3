import Testing

@testable import Proviso

/// Words are read near findings only, backwards from what is looked for. What is near then depends on nothing that stands further away.
@Suite struct ContextReaderTests {
    /// Nine digits are a passport of the United States only where a word says so.
    private static let number = "123456789"

    private static func finds(_ text: String) throws -> Bool {
        var options = Redactor.Options()
        options.types = [RecognizedType("us-passport")!]
        return try Redactor(options).findings(in: text).map(\.type.description) == ["us-passport"]
    }

    @Test(arguments: [0, 1, 63, 64, 65, 191, 192, 193, 4000, 9000, 40_000])
    func `a word is heard however much stands before it`(count: Int) throws {
        for filler in ["x", "y ", "ж", "号", "1 ", ". ", "_", "\\n", "é"] {
            let lead = String(repeating: filler, count: count)
            #expect(try Self.finds(lead + " passport \(Self.number)"), "\(filler)")
            #expect(try !Self.finds(lead + " harbor \(Self.number)"), "\(filler)")
        }
    }

    @Test func `a word is heard up to 64 bytes before a number, and no further`() throws {
        for gap in 1...80 {
            let text = "passport" + String(repeating: " ", count: gap) + Self.number
            #expect(try Self.finds(text) == (gap <= ContextMemory.reach), "\(gap)")
        }
    }

    @Test func `a word in the middle of a longer one is none, wherever reading begins`() throws {
        for count in 100...260 {
            let text = String(repeating: "a", count: count) + "passport \(Self.number)"
            #expect(try !Self.finds(text), "\(count)")
        }
    }

    @Test func `short and long words, those beyond ASCII and abbreviations are read alike`() throws {
        for words in [
            "passport", "PASSPORT", "Passports", "passport_number", "user.passport", "(passport)", "«passport»",
            "\\npassport",
            "\\tPassport", "U.S. passport", "паспорт США", "pasaporte", "护照",
        ] {
            #expect(try Self.finds("\(words): \(Self.number)"), "\(words)")
        }
    }

    @Test func `what is in a number that was found is no word`() throws {
        var options = Redactor.Options()
        options.types = [RecognizedType("iban")!, RecognizedType("us-passport")!]
        options.contextWords = [try ContextWords("language: mul\nus-passport: gb33bukb")]
        let redactor = try Redactor(options)
        let types = redactor.findings(in: "GB33BUKB20201555555555 \(Self.number)").map(\.type.description)
        #expect(types == ["iban"])
    }

    @Test(arguments: [
        ("mijn 06-nummer is 0612345678", "phone"), ("J'ai saisi 124479544 dans la case « n° siren »", "fr-siren"),
        ("135 877 229 em \"n.º de identificação fiscal\"", "pt-nif"), ("NIE z5568110e", "es-nie"),
        ("Tel. 01711234567 ist neu", "phone"), ("phone 2125550123.", "phone"),
    ])
    func `words with signs, digits and dots between them are heard`(text: String, type: String) throws {
        #expect(try Redactor().findings(in: text).map(\.type.description) == [type])
    }

    @Test func `numbers one after another hear the same words, and each its own`() throws {
        var options = Redactor.Options()
        options.types = [RecognizedType("us-passport")!]
        let redactor = try Redactor(options)
        let row = "passports \(Self.number), 987654321, 111222333."
        #expect(redactor.findings(in: row).count == 3)
        let far = row + String(repeating: " nothing", count: 12) + " 444555666"
        #expect(redactor.findings(in: far).count == 3)
        #expect(redactor.findings(in: far + " (passport)").count == 4)
    }

    @Test func `the words before a number are the same in a long text as alone`() throws {
        var random = SeededGenerator(seed: testSeed)
        let words = [
            "passport", "number", "order", "no", "ticket", "visa", "die", "Nr", "x", "паспорт", "护照", "a_b", "S.S.N.",
        ]
        let redactor = try Redactor()
        for _ in 0..<300 {
            let near = (0..<8).map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
            // Two lines, so that no phrase goes on from one to the other.
            let line = "\n\(near) \(Self.number)"
            let lead = String(repeating: "lorem ipsum ", count: Int.random(in: 0..<1000, using: &random))
            let alone = redactor.findings(in: line)
            let later = redactor.findings(in: lead + line)
            #expect(
                alone.map { [$0.range.lowerBound + lead.utf8.count, $0.confidence.percent] }
                    == later.map { [$0.range.lowerBound, $0.confidence.percent] },
                "\(line), seed \(testSeed)")
        }
    }
}
