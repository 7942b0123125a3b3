import Proviso
import Testing

@Suite struct CheckCharacterSystemTests {
    static let systems: [CheckCharacterSystem] = [
        .damm, .mod11Radix2, .mod37Radix2, .mod97Radix10, .hybridMod11And10, .hybridMod27And26, .hybridMod37And36,
    ]
    /// Those that find every exchange of neighbors.
    static let exact: [CheckCharacterSystem] = [.damm, .mod11Radix2, .mod37Radix2, .mod97Radix10]

    /// A text with its check characters, and where it was published.
    struct Published: Sendable {
        let system: CheckCharacterSystem
        let text: String
        let check: String
        let source: String
    }

    @Test(arguments: [
        Published(system: .damm, text: "572", check: "4", source: "the usual example of Damm's method"),
        Published(system: .mod11Radix2, text: "0794", check: "0", source: "ISO/IEC 7064"),
        Published(system: .mod11Radix2, text: "079", check: "X", source: "ISO/IEC 7064"),
        Published(system: .mod11Radix2, text: "000000021825009", check: "7", source: "ORCID 0000-0002-1825-0097"),
        Published(system: .mod11Radix2, text: "000000015109370", check: "0", source: "ORCID 0000-0001-5109-3700"),
        Published(system: .mod11Radix2, text: "000000021694233", check: "X", source: "ORCID 0000-0002-1694-233X"),
        Published(system: .mod37Radix2, text: "G123498654321", check: "H", source: "ISBT 128"),
        Published(system: .mod97Radix10, text: "794", check: "44", source: "ISO/IEC 7064"),
        // GB82 WEST 1234 5698 7654 32: bank and account in front of the country, letters as two digits.
        Published(system: .mod97Radix10, text: "32142829123456987654321611", check: "82", source: "the IBAN registry"),
        Published(system: .hybridMod11And10, text: "0794", check: "5", source: "ISO/IEC 7064"),
        Published(system: .hybridMod11And10, text: "8609574271", check: "9", source: "German tax number"),
        Published(system: .hybridMod37And36, text: "A12425GABC1234002", check: "M", source: "GRid"),
        Published(system: .hybridMod37And36, text: "779185342C2390308610", check: "5", source: "EIDR"),
    ])
    func `published examples come out`(example: Published) throws {
        #expect(try example.system.checkCharacters(of: example.text) == example.check, "\(example.source)")
        #expect(example.system.recognizes(example.text + example.check))
    }

    /// No published example is known to us. The definition of a hybrid system by hand, for A, 0: P = 26; P + 0 = 26 stays;
    /// doubled and modulo 27 it is 25. 25 + c must leave 1 modulo 26, so c is 2. For B: 26 + 1 leaves 1, doubled 2,
    /// c is 25. For BB: from 2, plus 1 is 3, doubled 6, c is 21.
    @Test func `MOD 27,26 is what its definition gives by hand`() throws {
        #expect(try CheckCharacterSystem.hybridMod27And26.checkCharacters(of: "A") == "C")
        #expect(try CheckCharacterSystem.hybridMod27And26.checkCharacters(of: "B") == "Z")
        #expect(try CheckCharacterSystem.hybridMod27And26.checkCharacters(of: "BB") == "V")
    }

    @Test(arguments: systems)
    func `a text without content or of another alphabet has no check characters`(system: CheckCharacterSystem) {
        for text in ["", "é", "0a", "A-1", "*", "1X ", " "] {
            let error = #expect(throws: ProvisoError.self) { try system.checkCharacters(of: text) }
            #expect(error?.code == .valueInvalid)
            #expect(!system.recognizes(text))
        }
    }

    @Test(arguments: systems)
    func `exactly one ending of all is recognized`(system: CheckCharacterSystem) throws {
        var generator = SeededGenerator(seed: testSeed)
        let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*").map(String.init)
        var endings = characters
        if system.characterCount == 2 { endings = characters.flatMap { first in characters.map { first + $0 } } }
        for _ in 0..<50 {
            let text = Self.text(system, &generator)
            let right = try system.checkCharacters(of: text)
            #expect(right.count == system.characterCount)
            #expect(endings.filter { system.recognizes(text + $0) } == [right])
        }
    }

    @Test(arguments: systems)
    func `every mistake in one character is found`(system: CheckCharacterSystem) throws {
        var generator = SeededGenerator(seed: testSeed)
        let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*".utf8)
        for _ in 0..<60 {
            let text = Self.text(system, &generator)
            let whole = Array((text + (try system.checkCharacters(of: text))).utf8)
            for index in whole.indices {
                for character in characters where character != whole[index] {
                    var wrong = whole
                    wrong[index] = character
                    let isRecognized = system.recognizes(String(decoding: wrong, as: UTF8.self))
                    #expect(!isRecognized, "\(system), character \(index) of \(text)")
                }
            }
        }
    }

    @Test(arguments: exact)
    func `every exchange of two neighbors is found`(system: CheckCharacterSystem) throws {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<2000 {
            let text = Self.text(system, &generator)
            let whole = Array((text + (try system.checkCharacters(of: text))).utf8)
            for index in whole.indices.dropLast() where whole[index] != whole[index + 1] {
                var wrong = whole
                wrong.swapAt(index, index + 1)
                let isRecognized = system.recognizes(String(decoding: wrong, as: UTF8.self))
                #expect(!isRecognized, "\(system), characters \(index) and \(index + 1) of \(text)")
            }
        }
    }

    /// Of M states and M·(M−1) pairs, two pairs per state are missed: 2 of 90, 2 of 650 and 2 of 1260.
    @Test(
        arguments: [
            (.hybridMod11And10, 90), (.hybridMod27And26, 650), (.hybridMod37And36, 1260),
        ] as [(CheckCharacterSystem, Int)])
    func `a hybrid system misses two of all exchanges at the beginning of a code`(
        system: CheckCharacterSystem, pairCount: Int
    ) throws {
        let characters = system.alphabet.description.map(String.init)
        var missed = 0
        var count = 0
        for first in characters {
            for second in characters where first != second {
                count += 1
                let right = try system.checkCharacters(of: first + second)
                if system.recognizes(second + first + right) { missed += 1 }
            }
        }
        #expect(count == pairCount)
        #expect(missed == 2)
    }

    private static func text(_ system: CheckCharacterSystem, _ generator: inout SeededGenerator) -> String {
        let alphabet = Array(system.alphabet.description)
        return String(
            (0..<Int.random(in: 1...40, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! })
    }
}
