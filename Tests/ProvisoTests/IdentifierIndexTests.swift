import Testing

@testable import Proviso

@Suite struct IdentifierIndexTests {
    /// A redactor for one type alone, which takes whatever it is sure of, and a word that says what stands behind it.
    private static func redactor(_ type: RecognizedType) throws -> Redactor {
        var options = Redactor.Options()
        options.types = [type]
        options.threshold = Confidence(percent: 0)
        options.contextWords = [try ContextWords("language: mul\n\(type): telltale")]
        return try Redactor(options)
    }

    /// What is found in lines, as it stands there.
    private static func found(_ lines: [String], _ redactor: Redactor) -> [String?] {
        let bytes = lines.map { Array(("telltale " + $0 + "\n").utf8) }
        let findings = redactor.findings(in: Array(bytes.joined()).span)
        var result: [String?] = []
        var start = 0
        for line in bytes {
            let inside = findings.filter { $0.range.lowerBound >= start && $0.range.lowerBound < start + line.count }
            let texts = inside.map { finding in
                String(
                    decoding: line[finding.range.lowerBound - start..<finding.range.upperBound - start], as: UTF8.self)
            }
            result.append(texts.isEmpty ? nil : texts.joined(separator: " and "))
            start += line.count
        }
        return result
    }

    private static let separators = [" ", "-", ".", "\u{A0}", "\u{2009}", "\u{2011}", "\u{2013}", "\u{2212}"]

    /// All ways to write a compact text in the forms of a rule, in one case or the other where that can make no word of it.
    private static func written(_ compact: [UInt8], _ rule: IdentifierRule) -> [String] {
        rule.forms.flatMap { form in
            (form.hasOpenSeparator ? separators : [" "]).compactMap { form.written(compact, separator: $0) }
        }
    }

    @Test func `right identifiers are found from their first character to their last, in every form`() throws {
        for (type, texts) in IdentifierVectors.right {
            let redactor = try Self.redactor(type)
            let rules = IdentifierRules.rules(of: type)
            let lines = texts.prefix(60).flatMap { text in
                rules.filter { $0.accepts(text) }.flatMap { Self.written(text, $0) }
            }
            #expect(lines.count >= 40, "\(type)")
            for (line, found) in zip(lines, Self.found(lines, redactor)) {
                #expect(found == line, "\(type)")
            }
        }
    }

    @Test func `every form of every rule is found`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for type in Set(IdentifierRules.all.map(\.type)) {
            let redactor = try Self.redactor(type)
            var lines: [String] = []
            for rule in IdentifierRules.rules(of: type) {
                for form in rule.forms {
                    guard let compact = Self.valid(rule, form, using: &generator) else { continue }
                    lines += Self.separators.compactMap { form.written(compact, separator: $0) }
                }
            }
            // Chance makes no identifier with a date and names in it, but there are examples of them.
            let hasExamples = IdentifierVectors.right.contains { $0.type == type }
            #expect(!lines.isEmpty || hasExamples, "\(type), seed \(testSeed)")
            for (line, found) in zip(lines, Self.found(lines, redactor)) {
                #expect(found == line, "\(type), seed \(testSeed)")
            }
        }
    }

    /// A compact text of a form that a rule takes; nil if chance gives none.
    private static func valid(
        _ rule: IdentifierRule, _ form: IdentifierForm, using generator: inout SeededGenerator
    ) -> [UInt8]? {
        for _ in 0..<2000 {
            let compact = form.randomCompact(using: &generator)
            if rule.accepts(compact) { return compact }
        }
        return nil
    }

    @Test func `what is found is what the forms and the check of a rule say, and nothing else`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for type in Set(IdentifierRules.all.map(\.type)) {
            let redactor = try Self.redactor(type)
            let rules = IdentifierRules.rules(of: type)
            var lines: [String] = []
            for _ in 0..<60 {
                let form = rules.randomElement(using: &generator)!.forms.randomElement(using: &generator)!
                let compact = form.randomCompact(using: &generator)
                let separator = Self.separators.randomElement(using: &generator)!
                guard var line = form.written(compact, separator: separator).map({ Array($0.utf8) }) else { continue }
                // Another character, or one more or less.
                let place = Int.random(in: 0..<line.count, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: line[place] = Array("0A-. /+".utf8).randomElement(using: &generator)!
                case 1: line.insert(Array("7Z-. ".utf8).randomElement(using: &generator)!, at: place)
                case 2: line.remove(at: place)
                default: break
                }
                let text = String(decoding: line, as: UTF8.self)
                if !text.isEmpty, !text.contains("\u{FFFD}") { lines.append(text) }
            }
            for (line, found) in zip(lines, Self.found(lines, redactor)) {
                let isWhole = rules.contains { $0.recognizes(line) }
                #expect(!isWhole || found == line, "\(type), seed \(testSeed)")
                guard let found, !isWhole else { continue }
                // A part of it, or two.
                for part in found.split(separator: " and ") {
                    #expect(rules.contains { $0.recognizes(String(part)) }, "\(type) '\(line)', seed \(testSeed)")
                }
            }
        }
    }

    // MARK: Grades

    /// A type, a form, and how sure the first rule of the type that has the form is of it.
    private static let grades: [(String, String, RecognitionGrade)] = [
        ("payment-card", "DDDDDDDDDDDDDDDD", .likely), ("payment-card", "DDDD DDDD DDDD DDDD", .likely),
        ("payment-card", "DDDDDDDDDDDD", .possible), ("lei", "AAAAAAAAAAAAAAAAAADD", .likely),
        ("imei", "DDDDDDDDDDDDDDD", .possible), ("de-tax-id", "DDDDDDDDDDD", .likely),
        ("de-tax-id", "DD DDD DDD DDD", .likely), ("de-health-insurance", "LDDDDDDDDD", .possible),
        ("de-vat", "deDDDDDDDDD", .likely), ("de-lanr", "DDDDDDDDD", .possible), ("de-postcode", "DDDDD", .weak),
        ("at-social-security", "DDDDDDDDDD", .likely), ("ch-social-security", "756 DDDD DDDD DD", .likely),
        ("fr-nir", "DDDDDDDDDDDDDDD", .possible), ("fr-nir", "D DD DD DA DDD DDD DD", .likely),
        ("fr-siren", "DDD DDD DDD", .possible), ("nl-bsn", "DDDDDDDDD", .possible),
        ("be-national-number", "DD.DD.DD-DDD.DD", .likely), ("uk-nhs", "DDD DDD DDDD", .possible),
        ("uk-nino", "LLDDDDDDL", .likely), ("uk-nino", "LLDDDDDD", .weak), ("us-ssn", "DDD DD DDDD", .likely),
        ("us-ssn", "DDDDDDDDD", .weak), ("us-passport", "DDDDDDDDD", .weak),
        ("de-commercial-register", "hrb DDDDD", .likely),
    ]

    @Test(arguments: grades.indices)
    func `how sure a rule is of a form follows from what it checks`(number: Int) throws {
        let (word, pattern, grade) = Self.grades[number]
        let form = IdentifierForm.forms(pattern)[0]
        let rule = try #require(
            IdentifierRules.rules(of: RecognizedType(word)!).first { $0.forms.contains(form) }, "\(word) \(pattern)")
        #expect(rule.grade(of: form) == grade, "\(word) \(pattern)")
    }

    @Test func `no rule is surer of a form than what it lets pass allows`() {
        for rule in IdentifierRules.all where rule.fixedGrade == nil {
            for form in rule.forms {
                let grade = rule.grade(of: form)
                if rule.strength == .weak { #expect(grade == .weak, "\(rule.type)") }
                if grade == .distinct { #expect(rule.selectivity >= 1000, "\(rule.type)") }
                if rule.strength == .checked { #expect(grade >= .possible, "\(rule.type)") }
                if grade == .likely, rule.strength == .checked, rule.selectivity < 50 {
                    // It begins with two fixed characters, or has two kinds of separators.
                    let fixed = form.pattern.filter { isASCIIDigit($0) || (0x61...0x7A).contains($0) }.count
                    let kinds = Set(form.pattern.filter { !isASCIIDigit($0) && !isASCIILetter($0) }).count
                    #expect(fixed >= 2 || kinds >= 2, "\(rule.type)")
                }
            }
        }
    }

    // MARK: The index itself

    @Test func `an index of no rules leads nowhere`() {
        let index = IdentifierIndex([], threshold: { _ in 50 })
        for length in 0...IdentifierIndex.longestPiece + 10 {
            #expect(index.piece(0, length, 0).isNone)
            #expect(!index.mayBegin(withLetters: length))
        }
    }

    @Test func `entries that need no word nearby come first`() {
        let table = TypeTable.builtIn
        let rules = IdentifierRules.all.map { IdentifierIndex.Rule(rule: $0, type: table.number(of: $0.type)!) }
        let index = IdentifierIndex(rules, threshold: { _ in 50 })
        let piece = index.piece(0, 16, 0)
        let open = index.entries(of: piece.node, openOnly: true)
        let all = index.entries(of: piece.node, openOnly: false)
        #expect(open.lowerBound == all.lowerBound && open.upperBound < all.upperBound && !open.isEmpty)
        for number in all { #expect((index.entry(number).grade >= .likely) == open.contains(number)) }
    }

    @Test func `separators are read with the variants of typesetters, also at the end of a text`() {
        let expected: [(String, IdentifierIndex.Separator?)] = [
            (" ", .space), ("-", .hyphen), (".", .dot), ("/", .slash), ("+", .plus), ("\u{A0}", .space),
            ("\u{2007}", .space), ("\u{2009}", .space), ("\u{202F}", .space), ("\u{2010}", .hyphen),
            ("\u{2011}", .hyphen), ("\u{2012}", .hyphen), ("\u{2013}", .hyphen), ("\u{2212}", .hyphen),
            ("\u{2014}", nil), ("\u{2002}", nil), ("_", nil), (",", nil), ("é", nil), ("", nil), ("\n", nil),
        ]
        for (text, separator) in expected {
            let bytes = Array(text.utf8)
            let found = IdentifierIndex.Separator.read(bytes.span, at: 0)
            #expect(found?.separator == separator, "\(text)")
            if separator != nil { #expect(found?.length == bytes.count) }
            for cut in 0..<max(bytes.count, 1) {
                let part = IdentifierIndex.Separator.read(bytes.span.extracting(..<cut), at: 0)
                #expect(part == nil)
            }
        }
    }
}
