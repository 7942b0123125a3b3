import Testing

@testable import Proviso

@Suite struct KnownValueScannerTests {
    @Test("What is found in random texts is what a plain search finds", arguments: 0..<25)
    func plainSearch(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let values = (0..<Int.random(in: 1...6, using: &random)).map { index in
                let isName = Int.random(in: 0..<4, using: &random) > 0
                let words = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.word(&random) }
                return KnownValueSet.Value(words.joined(separator: " "), isName ? .name : .exact, index: index)
            }
            var text = ""
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                // Mostly words of the values, for much to be found.
                if Bool.random(using: &random), let value = values.randomElement(using: &random) {
                    text += value.text.split(separator: " ").randomElement(using: &random) ?? ""
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        text += ["s", "e", "n", "a", "en", "ana"].randomElement(using: &random) ?? ""
                    }
                } else {
                    text += Self.word(&random)
                }
                text +=
                    [" ", " ", " ", ", ", ". ", ".", "-", "_", "\n", "  ", "!", ",", " - "]
                    .randomElement(using: &random) ?? ""
            }
            let found = KnownValueSet(values).matches(in: text)
            let expected = PlainKnownValues(values).matches(in: text)
            #expect(
                found.map(Self.key).sorted() == expected.map(Self.key).sorted(),
                "seed \(seed), values \(values.map { "\($0.kind) \($0.text)" }), text \(text.debugDescription)")
        }
    }

    private static func word(_ random: inout SeededGenerator) -> String {
        let letters = (0..<Int.random(in: 1...5, using: &random)).map { _ in "anes".randomElement(using: &random) ?? "a"
        }
        return Bool.random(using: &random) ? letters[0].uppercased() + letters.dropFirst() : String(letters)
    }

    private static func key(_ match: KnownValueMatch) -> String {
        "\(match.range.lowerBound + 1000)-\(match.range.upperBound) \(match.value) \(match.form)"
    }

    @Test("Every written form of a random name is found, where it stands", arguments: 0..<20)
    func forms(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let (first, last) = (Self.name(&random), Self.name(&random))
            let set = KnownValueSet([KnownValueSet.Value("\(first) \(last)", .name, index: 1)])
            let plain = { (name: String) -> String in
                Self.written(name, ["ä": "a", "ö": "o", "ü": "u", "ø": "o", "å": "a"])
            }
            let ascii = { (name: String) -> String in
                Self.written(name, ["ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"])
            }
            let initial = first.prefix(1)
            let forms = [
                "\(first) \(last)", "\(last), \(first)", "\(last) \(first)", "\(initial). \(last)",
                "\(last), \(initial).", "\(first.uppercased()) \(last.uppercased())",
                "\(first.lowercased()) \(last.lowercased())", "\(plain(first)) \(plain(last))",
                "\(ascii(first)) \(ascii(last))", "\(first) X. \(last)", "\(first) Xaver Quirin \(last)",
                "\(first) \(last)s", "\(first) \(last)’s", "\(first)\u{A0}\(last)", "\(first)-\(last)",
                "\(ascii(first).lowercased()).\(ascii(last).lowercased())",
                "\(first) \(last)".unicodeScalars.map { String($0) + "\u{AD}" }.joined().replacing(
                    " \u{AD}", with: " "),
            ]
            for form in forms {
                let (before, after) = ("Wir sahen (", "); so war es")
                let range = before.utf8.count..<(before + form).utf8.count
                let matches = set.matches(in: before + form + after)
                // A soft hyphen at the end is not part of the name.
                let isWhole = matches.contains {
                    $0.range.lowerBound == range.lowerBound && range.upperBound - $0.range.upperBound <= 2
                }
                #expect(isWhole, "seed \(seed), \(form) of \(first) \(last)")
            }
        }
    }

    /// A name that is no word of German, and has no ending that names get.
    private static func name(_ random: inout SeededGenerator) -> String {
        let syllables = ["ka", "mö", "tü", "rø", "så", "li", "bro", "wä", "fju", "pen", "gor", "ßa"]
        var name = ""
        for _ in 0..<Int.random(in: 2...4, using: &random) { name += syllables.randomElement(using: &random) ?? "" }
        name += ["k", "t", "r", "nd"].randomElement(using: &random) ?? ""
        return name.prefix(1) == "ß" ? "S" + name : name.prefix(1).uppercased() + name.dropFirst()
    }

    private static func written(_ name: String, _ spellings: [Character: String]) -> String {
        name.map { spellings[$0] ?? String($0) }.joined()
    }

    @Test("Matches lie within the text at boundaries of characters, whatever the text is", arguments: 0..<20)
    func randomTexts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let set = KnownValueSet(
            [
                KnownValueSet.Value("Jana Müller", .name, index: 0), KnownValueSet.Value("Ян Ко", .name, index: 1),
                KnownValueSet.Value("山田 太郎", .name, index: 2), KnownValueSet.Value("AB-1 2", .exact, index: 3),
                KnownValueSet.Value("علي حسن", .name, index: 4), KnownValueSet.Value("O'Neill Ann", .name, index: 5),
            ], findsInitials: true)
        let pieces = [
            "J", ".", "Jana", "Müller", "mu", "\u{308}", " ", ",", "Ян", "Ко", "山", "田", "太郎", "AB", "1", "2", "-",
            "وعلي",
            "حسن", "ال", "O", "'", "’", "Neill", "Ann", "\u{200D}", "\u{AD}", "\n", "ß", "_", "s",
        ].map { Array($0.utf8) }
        for _ in 0..<200 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                switch Int.random(in: 0..<10, using: &random) {
                case 0: text.append(UInt8.random(in: 0...255, using: &random))
                case 1: text += pieces.randomElement(using: &random)?.dropLast() ?? []
                default: text += pieces.randomElement(using: &random) ?? []
                }
            }
            var start = 0
            for match in set.matches(in: text) {
                #expect(match.range.lowerBound >= start, "seed \(seed)")
                #expect(!match.range.isEmpty && match.range.upperBound <= text.count, "seed \(seed)")
                start = match.range.lowerBound
                if String(validating: text, as: UTF8.self) != nil {
                    #expect(String(validating: text[match.range], as: UTF8.self) != nil, "seed \(seed)")
                }
            }
        }
    }

    /// Each would take hours if a look could go on through the text.
    @Test(
        "Long words, marks and separators take time in proportion to their length",
        arguments: [
            "a", "ann", "\u{301}", "n\u{301}", "\u{AD}", "a\u{200D}", "-", " ", "'", "’", ".", ",", "\u{80}", "ü",
        ])
    func hostileTexts(piece: String) {
        let set = KnownValueSet([
            KnownValueSet.Value("Anna Müller", .name, index: 0), KnownValueSet.Value("山田", .name, index: 1),
            KnownValueSet.Value("AB-12", .exact, index: 2),
        ])
        let middle = String(repeating: piece, count: 100_000)
        let text = "Anna " + middle + " ab" + middle + "12 山" + middle + "田 Anna" + middle + " Müller"
        var matches: [KnownValueMatch] = []
        let elapsed = ContinuousClock().measure { matches = set.matches(in: text) }
        #expect(elapsed < .seconds(60))
        #expect(matches.first?.range == 0..<4)
        #expect(matches.last?.range.upperBound == text.utf8.count)
    }

    @Test("Texts of nothing but names are found as often as they are there")
    func crowdedTexts() {
        let set = KnownValueSet([
            KnownValueSet.Value("Anna Müller", .name, index: 0), KnownValueSet.Value("Jana Anna", .name, index: 1),
            KnownValueSet.Value(String(repeating: "a", count: 10), .exact, index: 2),
            KnownValueSet.Value("山山山", .name, index: 3),
        ])
        let count = { (piece: String) in set.matches(in: String(repeating: piece, count: 300)).count }
        #expect(count("Anna ") == 600)
        #expect(count("Anna, ") == 600)
        #expect(count("Anna Müller. ") == 600)
        #expect(count("J. ") == 0)
        #expect(count("a ") == 291)
        #expect(count("山") == 298)
    }

    @Test("A malformed byte ends words, and what is around it is found")
    func malformedBytes() {
        let set = KnownValueSet([KnownValueSet.Value("Jana Müller", .name, index: 0)])
        let text = Array("Jana Müller".utf8) + [0xFF] + Array("Jana Müller".utf8) + [0xC3]
        #expect(set.matches(in: text).map(\.range) == [0..<12, 13..<25])
        #expect(set.matches(in: Array("Jana M".utf8) + [0xC3] + Array("ller".utf8)).map(\.form) == [.initialed])
    }

    @Test("What lies inside of a match of the same value is left out, and of another value is not")
    func innerMatches() {
        let set = KnownValueSet([
            KnownValueSet.Value("Jana Müller", .name, index: 0), KnownValueSet.Value("Müller", .exact, index: 1),
            KnownValueSet.Value("O'Neill", .name, index: 2), KnownValueSet.Value("Neill", .name, index: 3),
        ])
        #expect(set.matches(in: "Jana Müller").map(\.value) == [0, 1])
        #expect(set.matches(in: "O'Neill").map(\.value) == [2, 3])
        #expect(set.matches(in: "Neill").map(\.value) == [3])
        let single = { (name: String, text: String) in
            KnownValueSet([KnownValueSet.Value(name, .name, index: 0)]).matches(in: text).map(\.range)
        }
        #expect(single("أحمد الشريف", "الشريف") == [0..<12])
        #expect(single("Anna Anna", "Anna") == [0..<4])
        #expect(single("山田 田山", "山田山") == [0..<6, 3..<9])
    }
}
