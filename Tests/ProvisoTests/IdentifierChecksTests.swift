import Testing

@testable import Proviso

@Suite struct IdentifierChecksTests {
    private typealias Check = @Sendable (Span<UInt8>) -> Bool

    private static func holds(_ check: Check, _ text: String) -> Bool { check(Array(text.utf8).span) }

    // MARK: Published examples

    @Test func `Luhn's formula takes the example of its usual description, and one digit behind it`() {
        for digit in 0...9 {
            let isRight = Self.holds({ LuhnCheck.isValid($0) }, "7992739871\(digit)")
            #expect(isRight == (digit == 3))
        }
        let digit = LuhnCheck.digit(behind: Array("7992739871".utf8).span)
        #expect(digit == 3)
    }

    @Test func `Verhoeff's method takes the usual examples`() {
        for text in ["2363", "123451", "1428570", "84736430954837284567892"] {
            let isRight = Self.holds(VerhoeffCheck.isValid, text)
            #expect(isRight, "\(text)")
        }
    }

    /// Of ICAO Doc 9303-4, appendix B: the number of the document, the days of birth and expiry, and the personal number,
    /// with zeros for what fills it up.
    @Test func `the check digit of travel documents is that of the standard's example`() {
        for text in ["L898902C36", "7408122", "1204159", "ZE184226B000001"] {
            let isRight = Self.holds(WeightedCheck.isTravelDocument, text)
            #expect(isRight, "\(text)")
        }
        let isWrong = Self.holds(WeightedCheck.isTravelDocument, "L898902C37")
        #expect(!isWrong)
    }

    @Test func `the check digit of articles is that of the standard's example`() {
        for digit in 0...9 {
            let isRight = Self.holds(WeightedCheck.isArticle, "629104150021\(digit)")
            #expect(isRight == (digit == 3))
        }
    }

    // MARK: Against what is written out elsewhere in the module

    @Test func `MOD 11,10 and MOD 97-10 are what pseudonyms are checked with`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<300 {
            let text = String(
                (0..<Int.random(in: 1...20, using: &generator)).map { _ in
                    "0123456789".randomElement(using: &generator)!
                })
            for (system, check) in [
                (CheckCharacterSystem.hybridMod11And10, ISO7064Check.isValidMod11And10),
                (.mod97Radix10, ISO7064Check.isValidMod97And10),
            ] as [(CheckCharacterSystem, Check)] {
                let right = try system.checkCharacters(of: text)
                let endings =
                    system.characterCount == 1 ? (0...9).map { "\($0)" } : (0...99).map { $0 < 10 ? "0\($0)" : "\($0)" }
                let found = endings.filter { Self.holds(check, text + $0) }
                #expect(found == [right], "\(system), seed \(testSeed)")
            }
        }
    }

    // MARK: Mistakes

    @Test func `Verhoeff's method finds each wrong digit and each exchange of neighbors`() {
        let right = Array("84736430954837284567892".utf8)
        for index in right.indices {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != right[index] {
                var text = right
                text[index] = digit
                let isValid = VerhoeffCheck.isValid(text.span)
                #expect(!isValid)
            }
            if index > 0, right[index - 1] != right[index] {
                var text = right
                text.swapAt(index - 1, index)
                let isValid = VerhoeffCheck.isValid(text.span)
                #expect(!isValid)
            }
        }
    }

    // MARK: Tables and days

    @Test func `a set has its characters and no others`() {
        let set: CharacterSet36 = "09AZ"
        let found = (UInt8.min...UInt8.max).filter(set.contains)
        #expect(found == Array("09AZ".utf8))
    }

    @Test func `pairs of letters are found where they stand`() {
        let pairs: LetterPairs = """
            AB ZZ
            MA
            """
        let text = Array("xABZZMA0".utf8)
        let found = (0..<text.count - 1).filter { pairs.contains(text.span, at: $0) }
        #expect(found == [1, 3, 5])
    }

    @Test func `days are those of the calendar, and of a year without its century those of some year`() {
        #expect(IdentifierDate.exists(2000, 2, 29) && !IdentifierDate.exists(1900, 2, 29))
        #expect(
            IdentifierDate.exists(yearOfSomeCentury: 0, 2, 29) && !IdentifierDate.exists(yearOfSomeCentury: 1, 2, 29))
        for (month, day) in [(0, 1), (13, 1), (1, 0), (1, 32), (4, 31), (2, 30)] {
            #expect(!IdentifierDate.exists(2000, month, day))
        }
    }
}
