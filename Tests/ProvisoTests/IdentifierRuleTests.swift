import Foundation
import Testing

@testable import Proviso

@Suite struct IdentifierRuleTests {
    // MARK: The list

    @Test func `every type has a word of its own, by which it is found`() {
        let types = Set(IdentifierRules.all.map(\.type))
        #expect(types.count == 99)
        for type in types {
            #expect(RecognizedType(type.description) == type)
            #expect(type.description.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) })
        }
        for word in ["", "DE-TAX-ID", "de-tax-id ", "e-mail-of-nobody"] { #expect(RecognizedType(word) == nil) }
    }

    @Test func `the rules of a type stand together, the strongest first`() {
        let types = IdentifierRules.all.map(\.type)
        var seen: Set<RecognizedType> = []
        for (index, type) in types.enumerated() where index == 0 || types[index - 1] != type {
            #expect(seen.insert(type).inserted, "\(type)")
            let strengths = IdentifierRules.rules(of: type).map(\.strength)
            let order: [IdentifierRule.Strength] = [.checked, .structural, .weak]
            let places = strengths.map { order.firstIndex(of: $0)! }
            #expect(places == places.sorted(), "\(type)")
        }
    }

    @Test func `what has no rule is no identifier`() {
        #expect(IdentifierRules.rules(of: RecognizedType(unchecked: "nothing")).isEmpty)
    }

    // MARK: What a rule says of any text

    /// Digits and letters of a shape.
    private static func text(
        _ shape: IdentifierForm.Shape, either: [UInt8], using generator: inout SeededGenerator
    ) -> [UInt8] {
        shape.pattern.map { place in
            switch place {
            case UInt8(ascii: "D"): digits.randomElement(using: &generator)!
            case UInt8(ascii: "L"): letters.randomElement(using: &generator)!
            case UInt8(ascii: "A"): either.randomElement(using: &generator)!
            default: isASCIILetter(place) ? place & ~0x20 : place
            }
        }
    }

    private static let digits = Array("0123456789".utf8)
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    @Test func `any text whatever is valid or not, and what is valid has a shape of a form`() {
        var generator = SeededGenerator(seed: testSeed)
        for rule in IdentifierRules.all {
            let shapes = rule.forms.map(\.shape)
            var texts = [[], [0], [0xFF], Array("é".utf8)]
            for shape in shapes {
                // The extremes of each place, with which sums are smallest and largest.
                for (digit, letter) in [("0", "A"), ("9", "Z"), ("0", "Z"), ("9", "A")] as [(Character, Character)] {
                    texts.append(Self.filled(shape, digit: digit, letter: letter, either: digit))
                    texts.append(Self.filled(shape, digit: digit, letter: letter, either: letter))
                }
                let random = Self.text(shape, either: Self.digits + Self.letters, using: &generator)
                texts += [random, Array(random.dropLast()), random + [UInt8(ascii: "0")], random.map { $0 | 0x20 }]
                for index in random.indices {
                    var changed = random
                    changed[index] = UInt8.random(in: 0 ... .max, using: &generator)
                    texts.append(changed)
                }
            }
            for text in texts where rule.accepts(text) {
                #expect(shapes.contains { $0.matches(text.span) }, "\(rule.type), seed \(testSeed)")
            }
        }
    }

    private static func filled(
        _ shape: IdentifierForm.Shape, digit: Character, letter: Character, either: Character
    ) -> [UInt8] {
        shape.pattern.map { place in
            switch place {
            case UInt8(ascii: "D"): digit.asciiValue!
            case UInt8(ascii: "L"): letter.asciiValue!
            case UInt8(ascii: "A"): either.asciiValue!
            default: isASCIILetter(place) ? place & ~0x20 : place
            }
        }
    }

    /// From four in five of what it says to a quarter more, and six standard deviations of the sample.
    @Test func `as many random texts pass as a rule says`() {
        var generator = SeededGenerator(seed: testSeed)
        for rule in IdentifierRules.all where rule.selectivity <= 300 {
            let count = rule.selectivity * 40
            let expected = Double(count) / Double(rule.selectivity)
            var most = 0
            for shape in Set(rule.forms.map(\.shape)) {
                for either in [Self.digits, Self.digits + Self.letters] {
                    var passed = 0
                    for _ in 0..<count where rule.accepts(Self.text(shape, either: either, using: &generator)) {
                        passed += 1
                    }
                    most = max(most, passed)
                }
            }
            let spread = 6 * expected.squareRoot()
            let range = expected * 0.8 - spread...expected * 1.25 + spread
            #expect(
                range.contains(Double(most)), "\(rule.type) \(rule.strength): \(most) of \(count), seed \(testSeed)")
        }
    }

    @Test func `rules of a shape alone take every text of it, and need a word`() {
        var generator = SeededGenerator(seed: testSeed)
        for rule in IdentifierRules.all where rule.selectivity == 1 && rule.strength == .checked {
            Issue.record("\(rule.type) has a check digit that tells nothing")
        }
        for type in [RecognizedType.germanPostcode, .britishPassport, .usBankAccount, .nigerianPerson] {
            for rule in IdentifierRules.rules(of: type) {
                #expect(rule.strength == .weak)
                for form in rule.forms {
                    let text = Self.text(form.shape, either: Self.digits, using: &generator)
                    #expect(rule.accepts(text))
                }
            }
        }
    }

    // MARK: python-stdnum

    /// One line of `Vectors/identifiers.txt`.
    private struct Row {
        let text: [UInt8]
        let isRight: Bool
    }

    private static func vectors() throws -> [(type: RecognizedType, strengths: Set<String>, rows: [Row])] {
        let file = try String(contentsOf: TestData.folder.appending(path: "Vectors/identifiers.txt"), encoding: .utf8)
        var groups: [(type: RecognizedType, strengths: Set<String>, rows: [Row])] = []
        for line in file.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "#" {
                groups.append((try #require(RecognizedType(words[1])), Set(words[2...]), []))
            } else {
                // A third word says that Proviso differs, and why.
                let row = Row(text: Array(words[0].utf8), isRight: (words[1] == "1") != (words.count > 2))
                groups[groups.count - 1].rows.append(row)
            }
        }
        return groups
    }

    @Test func `identifiers are right or wrong as python-stdnum says, but for the differences that are listed`() throws
    {
        let groups = try Self.vectors()
        #expect(groups.count == 62)
        for group in groups {
            let rules = IdentifierRules.rules(of: group.type).filter { group.strengths.contains("\($0.strength)") }
            let right = group.rows.filter(\.isRight).count
            #expect(right >= 40 && group.rows.count - right >= 40, "\(group.type)")
            for row in group.rows {
                let isValid = rules.contains { $0.accepts(row.text) }
                #expect(isValid == row.isRight, "\(group.type): \(String(decoding: row.text, as: UTF8.self))")
            }
        }
    }
}
