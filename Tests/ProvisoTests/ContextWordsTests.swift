import Testing

@testable import Proviso

@Suite struct ContextWordsTests {
    // MARK: The format

    @Test func `lines say which types their words speak for and against, and which they prefer`() throws {
        let words = try ContextWords(
            """

              # a comment
            language: en   # another
            iban,bic:bank account , bank details
            \t not payment-card : order number
            not *: version
            prefer ua: Ukrainian
            """)
        #expect(words.language == "en")
        #expect(words.lines.map(\.types) == [["iban", "bic"], ["payment-card"], [], ["ua"]])
        #expect(words.lines.map(\.number) == [4, 5, 6, 7])
        #expect(words.lines.map { "\($0.meaning)" } == ["supporting", "contrary", "contrary", "preferring"])
        #expect(words.lines[0].phrases.count == 2)
        let phrase = words.lines[0].phrases[0].map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(phrase == ["bank", "account"])
    }

    @Test func `lines can end as on Windows, and the last without an end`() throws {
        let words = try ContextWords("language: en\r\niban: one, two\r\n\r\nnot *: three")
        #expect(words.language == "en")
        #expect(words.lines.map(\.number) == [2, 4])
        #expect(words.lines[0].phrases.count == 2)
    }

    private static let badLines: [(text: String, line: Int?, message: String)] = [
        ("", nil, "the words name no language"),
        ("# language: en", nil, "the words name no language"),
        ("iban: iban", nil, "the words name no language"),
        ("language:", 1, "a name or phrase is empty"),
        ("language: en\nlanguage: de", 2, "the language is not said once, at the beginning"),
        ("iban: iban\nlanguage: de", 2, "the language is not said once, at the beginning"),
        ("language: en, de", 1, "the language is not said once, at the beginning"),
        ("language: en\n\niban iban", 3, "no colon"),
        ("language: en\niban:", 2, "a name or phrase is empty"),
        ("language: en\niban: a, , b", 2, "a name or phrase is empty"),
        ("language: en\niban: abc,", 2, "a name or phrase is empty"),
        ("language: en\n: abc", 2, "a name or phrase is empty"),
        ("language: en\niban,: abc", 2, "a name or phrase is empty"),
        ("language: en\nnot : abc", 2, "no type is called 'not'"),
        ("language: en\n*: abc", 2, "words that speak for every type"),
        ("language: en\nprefer *: abc", 2, "words that speak for every type"),
        ("language: en\nnot *, iban: abc", 2, "no type is called '*'"),
        ("language: en\niban: *abcd*", 2, "'*abcd*' has an asterisk on both sides"),
        ("language: en\niban: abc*", 2, "'abc*' has an asterisk on both sides, or begins with fewer than four letters"),
        ("language: en\niban: *éa", 2, "'*éa' has an asterisk on both sides, or begins with fewer than four letters"),
        ("language: en\niban: *", 2, "'*' has no word, or more than four"),
        ("language: en\niban: ---", 2, "'---' has no word, or more than four"),
        ("language: en\niban: a b c d e", 2, "'a b c d e' has no word, or more than four"),
        ("language: en\niban: " + String(repeating: "x", count: 130), 2, "a word of more than 116 bytes"),
        ("language: en\niban: good\nibam: word", 3, "no type is called 'ibam'"),
        ("language: en\nprefer iba: word", 2, "no type is called 'iba'"),
        ("language: en\nprefer xx: word", 2, "no type is called 'xx'"),
        ("language: en\niban: -\u{301}", 2, "'-\u{301}' has no word, or more than four"),
        ("language: zh\niban: 号", 2, "'号' has a single letter of a script without spaces"),
        ("language: zh\niban: abc 账号\nbic: 号 abc", 3, "'号 abc' has a single letter of a script without spaces"),
    ]

    @Test(arguments: badLines.indices)
    func `what is wrong is said with its line`(number: Int) throws {
        let bad = Self.badLines[number]
        let error = #expect(throws: ProvisoError.self) {
            var options = Redactor.Options()
            options.contextWords = [try ContextWords(bad.text, source: "words.txt")]
            _ = try Redactor(options)
        }
        #expect(error?.code == .redactionWords)
        #expect(error?.message.hasPrefix(bad.message) == true, "\(error?.message ?? "") for \(bad.text)")
        #expect(error?.place.line == bad.line)
        #expect(error?.place.source == "words.txt")
    }

    @Test func `a mistyped type is answered with the nearest one`() throws {
        let words = try ContextWords("language: en\npayment-crad: visa")
        let error = #expect(throws: ProvisoError.self) { try words.phrases(for: .builtIn) }
        #expect(error?.remedy.contains("payment-card") == true)
    }

    // MARK: What is built in

    @Test func `all built-in texts are read, one for each language`() throws {
        let languages = ContextWords.builtIn.map(\.language)
        let named = ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "uk", "ar"]
        for language in named { #expect(languages.filter { $0 == language }.count == 1, "\(language)") }
        #expect(languages.count == ContextWords.texts.count)
        for words in ContextWords.builtIn { _ = try words.phrases(for: .builtIn) }
    }

    @Test func `every type but known values has a word that speaks for it`() throws {
        var supported: Set<Int> = []
        let table = TypeTable.builtIn
        for words in ContextWords.builtIn {
            for phrase in try words.phrases(for: table) {
                supported.formUnion(table.types.indices.filter { phrase.supported.contains($0) })
            }
        }
        let without = table.types.indices.filter { !supported.contains($0) }.map { table.types[$0] }
        #expect(without == [.knownValue])
    }

    @Test func `words for all types speak against telephone numbers and identifiers, not against what has a form`()
        throws
    {
        let words = try ContextWords("language: en\nnot *: version")
        let phrase = try #require(try words.phrases(for: .builtIn).first)
        let table = TypeTable.builtIn
        let contrary = table.types.indices.filter { phrase.contrary.contains($0) }.map { table.types[$0] }
        #expect(contrary.count == 100)
        #expect(contrary.contains(.phoneNumber) && contrary.contains(.paymentCard) && contrary.contains(.germanTaxID))
        for type in [RecognizedType.email, .url, .privateKey, .knownValue, .uuid] { #expect(!contrary.contains(type)) }
    }

    @Test func `two letters behind prefer are the types of a country`() throws {
        let words = try ContextWords("language: en\nprefer cz: Czech\nprefer payment-card: Visa")
        let phrases = try words.phrases(for: .builtIn)
        let table = TypeTable.builtIn
        func preferred(_ phrase: ContextLexicon.Phrase) -> [String] {
            table.types.indices.filter { phrase.preferred.contains($0) }.map { "\(table.types[$0])" }
        }
        #expect(preferred(phrases[0]) == table.types.map(\.description).filter { $0.hasPrefix("cz-") })
        #expect(!preferred(phrases[0]).isEmpty)
        #expect(preferred(phrases[1]) == ["payment-card"])
    }

    @Test func `own words can speak for own types`() throws {
        struct Case: Recognizer {
            static let type = try! RecognizedType(custom: "case-number")
            var types: [RecognizedType] { [Self.type] }
            func findings(in text: Span<UInt8>) -> [Finding] { [] }
        }
        var options = Redactor.Options()
        options.recognizers = [Case()]
        options.contextWords = [try ContextWords("language: en\ncase-number: case")]
        _ = try Redactor(options)
        options.recognizers = []
        #expect(throws: ProvisoError.self) { try Redactor(options) }
    }
}
