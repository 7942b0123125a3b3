import Testing

@testable import Proviso

/// A postcode of five digits is told from other numbers by a word alone, so it shows which words count.
@Suite struct ContextLexiconTests {
    private static func redactor(_ lines: String) throws -> Redactor {
        var options = Redactor.Options()
        options.types = [.germanPostcode, .paymentCard]
        options.contextWords = [try ContextWords("language: mul\n" + lines)]
        return try Redactor(options)
    }

    /// Whether words make the `12345` of each text a postcode.
    private func expect(
        _ words: String, in texts: [String], notIn others: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let redactor = try Self.redactor("de-postcode: " + words)
        #expect(!texts.isEmpty && !others.isEmpty, sourceLocation: sourceLocation)
        for text in texts {
            let found = redactor.redact(text).text
            let expected = text.replacing("12345", with: "[de-postcode]")
            #expect(found == expected, "\(words)", sourceLocation: sourceLocation)
        }
        for text in others {
            #expect(redactor.redact(text).text == text, "\(words)", sourceLocation: sourceLocation)
        }
    }

    @Test func `a word counts without case and accents, and no other word does`() throws {
        try expect(
            "Straßé", in: ["strasse 12345", "STRASSE 12345", "Stra\u{DF}e\u{301}: 12345", "straßé=12345"],
            notIn: ["strass 12345", "strasses1 12345", "xstrasse 12345", "12345", "stra sse 12345"])
        try expect("łódź", in: ["LODZ 12345", "łódz 12345", "Łódź 12345"], notIn: ["lod 12345", "лодз 12345"])
        try expect("код", in: ["КОД 12345", "код: 12345"], notIn: ["кода 12345", "ко 12345", "kod 12345"])
        try expect("الرمز", in: ["الرمز 12345", "الرَّمْز: 12345"], notIn: ["رمز 12345", "الرمزي 12345"])
    }

    @Test func `what stands between two words of a phrase does not count, unless it is a line end or long`() throws {
        try expect(
            "tax id",
            in: [
                "tax id 12345", "Tax-ID 12345", "tax_id=12345", "tax.id 12345", "TAX / ID 12345", "tax\u{A0}id 12345",
            ],
            notIn: ["taxid 12345", "tax 12345", "id 12345", "tax\nid 12345", "tax ---- id 12345", "id tax 12345"])
        try expect(
            "one two three four", in: ["One-two_three four 12345"],
            notIn: ["one two three 12345", "one two four three 12345", "one two three\nfour 12345"])
    }

    @Test func `an asterisk stands for any ending or any beginning`() throws {
        try expect(
            "post*", in: ["post 12345", "Postleitzahl 12345", "POSTCODES 12345", "postäölx 12345"],
            notIn: ["pos 12345", "xpost 12345"])
        try expect(
            "*zahl", in: ["zahl 12345", "Postleitzahl 12345", "ÄÖÜZAHL 12345"], notIn: ["zahlen 12345", "zah 12345"])
        try expect(
            "*éàîô", in: ["éàîô 12345", "xeaio 12345", "XÉÀÎÔ 12345"], notIn: ["eai 12345", "eaiox 12345"])
        try expect("code po*", in: ["code postal 12345", "code po 12345"], notIn: ["code p 12345", "codes 12345"])
    }

    @Test func `a plural of an s counts`() throws {
        try expect(
            "plz", in: ["plz 12345", "PLZs 12345", "plzs 12345"], notIn: ["plzes 12345", "plzss 12345", "pl 12345"])
        try expect("post code", in: ["post codes 12345", "posts codes 12345"], notIn: ["post codess 12345"])
    }

    @Test func `a phrase whose first word is in capitals counts in capitals only`() throws {
        try expect(
            "SIN", in: ["SIN 12345", "SIN: 12345", "SINs 12345", "S.I.N. 12345"], notIn: ["sin 12345", "Sin 12345"])
        try expect("my SIN", in: ["my SIN 12345", "my sin 12345"], notIn: ["SIN 12345"])
        try expect("SIN card", in: ["SIN card 12345", "SIN CARD 12345"], notIn: ["sin card 12345"])
    }

    @Test func `in scripts without spaces a word stands anywhere in a row of letters`() throws {
        try expect(
            "邮政编码", in: ["邮政编码12345", "我的邮政编码是12345", "（邮政编码）12345", "邮政编码：12345。"],
            notIn: ["邮政编12345", "政编码12345", "邮 政编码12345"])
        try expect("우편번호", in: ["우편번호는 12345", "새우편번호 12345"], notIn: ["우편 12345", "번호 12345"])
        try expect("รหัส", in: ["รหัสไปรษณีย์ 12345", "เลขรหัส12345"], notIn: ["รหั 12345", "ส 12345"])
        try expect("编码 号码", in: ["编码 号码12345", "编码号码是 12345"], notIn: ["编码12345", "号码12345"])
    }

    @Test func `letters with dots between them are an abbreviation`() throws {
        try expect(
            "acn", in: ["A.C.N. 12345", "a.c.n. 12345", "A.C.N 12345", "(A.C.N.) 12345"],
            notIn: ["A.C. 12345", "A.C.N.X. 12345", "A. C. N. 12345", "x.A.C.N. 12345"])
        try expect(
            "єдрпоу", in: ["Є.Д.Р.П.О.У. 12345", "є.д.р.п.о.у 12345", "ЄДРПОУ 12345"],
            notIn: ["Є.Д.Р.П. 12345", "Д.Р.П.О.У. 12345"])
        try expect("ab", in: ["(A.B.): 12345", "a.b. 12345"], notIn: ["(A.) 12345", "12345 A.B."])
    }

    @Test func `the longest phrase counts, and the words inside of it say nothing of their own`() throws {
        let redactor = try Self.redactor("de-postcode: code, area\npayment-card: area code number, area code")
        for text in ["code 12345", "area 12345", "area codex 12345"] {
            #expect(redactor.findings(in: text).map(\.type) == [.germanPostcode], "\(text)")
        }
        for text in ["area code 12345", "area code number 12345", "area codes 12345"] {
            #expect(redactor.findings(in: text).isEmpty, "\(text)")
        }
    }

    @Test func `phrases of one length count together`() throws {
        let redactor = try Self.redactor("de-postcode: code\npayment-card: code\nnot payment-card: plz")
        #expect(redactor.findings(in: "code 12345 4111111111111111").map(\.type) == [.germanPostcode, .paymentCard])
        #expect(redactor.findings(in: "plz 4111111111111111").isEmpty)
    }

    @Test func `words against a type take back what has a check digit alone`() throws {
        let redactor = try Self.redactor("not payment-card: order no\nnot *: version\nde-postcode: plz")
        #expect(redactor.findings(in: "4111111111111111").count == 1)
        for text in ["order no. 4111111111111111", "Order-No: 4111111111111111", "version 4111111111111111"] {
            #expect(redactor.findings(in: text).isEmpty, "\(text)")
        }
        #expect(redactor.findings(in: "plz version 12345").isEmpty)
        #expect(redactor.findings(in: "version plz 12345").count == 1)
    }

    @Test func `a word that is longer than any is none, and does not hide the next`() throws {
        let long = String(repeating: "x", count: 5000)
        try expect("plz", in: [long + " plz 12345", long + "-plz: 12345"], notIn: ["plz" + long + " 12345"])
    }

    @Test func `any bytes are read`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let lexicon = ContextLexicon(try ContextWords.builtIn.flatMap { try $0.phrases(for: .builtIn) })
        var space = FoldingSpace()
        let pieces = ["iban", "SIN", "账号", "号", "é", "ж", " ", ".", "tax", "id", "卡", "รหัส"].map { Array($0.utf8) }
        for _ in 0..<5000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                text += pieces.randomElement(using: &generator)!
                if Bool.random(using: &generator) { text.append(UInt8.random(in: 0 ... .max, using: &generator)) }
            }
            for start in text.indices {
                let isASCII = text[start...].allSatisfy { isASCIILetter($0) || isASCIIDigit($0) }
                let found = lexicon.evidence(text.span, start, text.count, isASCII: isASCII, &space)
                if let found { #expect((start...text.count).contains(found.end), "seed \(testSeed)") }
                let other = lexicon.unspacedEvidence(text.span, start, text.count, &space)
                if let other { #expect((start...text.count).contains(other.end), "seed \(testSeed)") }
            }
        }
    }
}
