import Foundation
import Proviso
import Testing

/// What `Formats/Pseudonyms` says of shapes is what the library does: its program runs, and its tables come out.
@Suite struct PseudonymShapesPageTests {
    private static func page() throws -> FormatPage { try FormatPage("Pseudonyms") }

    private static func alphabet(_ cell: String) throws -> PseudonymAlphabet {
        switch cell {
        case "digits": .digits
        case "letters": .letters
        case "alphanumeric": .alphanumeric
        case "Crockford base32": .crockfordBase32
        default: try PseudonymAlphabet(FormatPage.literal(cell))
        }
    }

    private static func system(_ name: String) throws -> CheckCharacterSystem {
        try #require(CheckCharacterSystemTests.systems.first { $0.description == name })
    }

    /// Any code; the greatest risk is accepted.
    private static func code(
        _ alphabet: PseudonymAlphabet, _ length: Int, _ system: CheckCharacterSystem?
    ) throws -> PseudonymShape {
        try .shortCode(
            alphabet, length: length, check: system, acceptingCollisionProbability: 1, amongIdentifiers: 0)
    }

    // MARK: Tables

    @Test func `the page's vectors come out`() throws {
        let rows = try Self.page().table(
            "| Shape | Alphabet | Length | Check characters | Pseudonym |", below: "## Vectors of shapes")
        #expect(rows.count == 15)
        for row in rows {
            try #require(row.count == 5)
            let shape: PseudonymShape =
                switch row[0] {
                case "hexadecimal": .hexadecimal
                case "UUID version 8": .uuid
                default:
                    try Self.code(
                        Self.alphabet(row[1]), #require(Int(row[2])), row[3].isEmpty ? nil : Self.system(row[3]))
                }
            let persons = try ShapedPseudonymizer(
                "person", shape: shape, in: PseudonymizationDomain(id: "fiu.example"), key: testKey())
            let expected = FormatPage.literal(row[4])
            #expect(try persons.pseudonym(for: "Ana").description == expected)
            #expect(shape.recognizes(expected))
        }
    }

    @Test func `the page's alphabets are the library's, with their shortest lengths`() throws {
        let rows = try Self.page().table(
            "| Alphabet | Characters | From which length on 80 bits |", below: "## Shapes")
        #expect(rows.count == 4)
        for row in rows {
            let alphabet = try Self.alphabet(row[0])
            #expect(alphabet.description == FormatPage.literal(row[1]))
            let length = try #require(Int(row[2]))
            _ = try PseudonymShape.code(alphabet, length: length)
            #expect(throws: ProvisoError.self) { try PseudonymShape.code(alphabet, length: length - 1) }
        }
    }

    @Test func `the page's check characters come out, for every system`() throws {
        let rows = try Self.page().table(
            "| System | Alphabet | Check characters | Of `0794`, `ISOAB` or `G123489654321` |", below: "## Shapes")
        #expect(Set(rows.map { $0[0] }) == Set(CheckCharacterSystemTests.systems.map(\.description)))
        for row in rows {
            let system = try Self.system(row[0])
            #expect(try system.alphabet == Self.alphabet(row[1]))
            let text = ["digits": "0794", "letters": "ISOAB"][row[1]] ?? "G123489654321"
            #expect(try system.checkCharacters(of: text) == FormatPage.literal(row[3]))
        }
    }

    @Test func `the page's collision probabilities come out`() throws {
        let rows = try Self.page().table(
            "| Identifiers | text, hexadecimal | UUID | 2^80 | 10^14 |", below: "## Shapes")
        #expect(rows.map { $0[0] } == ["10^4", "10^6", "10^9"])
        let shapes: [PseudonymShape] = [
            .text, .uuid, try .code(PseudonymAlphabet("01"), length: 80), try Self.code(.digits, 14, nil),
        ]
        for (row, count) in zip(rows, [10_000, 1_000_000, 1_000_000_000]) {
            for (cell, shape) in zip(row.dropFirst(), shapes) {
                let written = try #require(Double(cell.replacingOccurrences(of: "·10^", with: "e")))
                // Two digits are written.
                #expect(abs(shape.collisionProbability(identifierCount: count) / written - 1) < 0.04, "\(cell)")
            }
        }
    }

    // MARK: Python

    private struct Question: Encodable {
        let root: String
        let identifier: String
        let shape: String
        var alphabet = ""
        var length = 0
        var check: String?
    }

    private static let questions = """

        import json, sys

        answers = []
        for q in json.load(sys.stdin):
            root, identifier = bytes.fromhex(q["root"]), bytes.fromhex(q["identifier"])
            data = pseudonym_bytes(
                root, b"fiu.example", b"person", b"exact", identifier, 32 if q["shape"] == "code" else 16)
            if q["shape"] == "code":
                answers.append(code(data, q["alphabet"], q["length"], systems[q["check"]] if q.get("check") else None))
            else:
                answers.append(uuid(data) if q["shape"] == "uuid" else data.hex())
        print(json.dumps(answers))
        """

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `the page's program computes the same shapes`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var questions: [Question] = []
        var ours: [String] = []
        for number in 0..<400 {
            let root = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let identifier = "é \(UInt64.random(in: 0...(.max), using: &generator))"
            var question = Question(
                root: hex(root), identifier: hex(identifier.utf8), shape: ["code", "code", "uuid", "hex"][number % 4])
            var shape = question.shape == "uuid" ? PseudonymShape.uuid : .hexadecimal
            if question.shape == "code" {
                let system =
                    Bool.random(using: &generator)
                    ? CheckCharacterSystemTests.systems.randomElement(using: &generator) : nil
                let alphabet = try system?.alphabet ?? Self.randomAlphabet(&generator)
                question.alphabet = alphabet.description
                // Of every alphabet at most 128 bits.
                question.length = Int.random(
                    in: 1...[26: 27, 36: 24, 10: 38][alphabet.description.count, default: 21], using: &generator)
                question.check = system?.description
                shape = try Self.code(alphabet, question.length, system)
            }
            let persons = try ShapedPseudonymizer(
                "person", shape: shape, in: PseudonymizationDomain(id: "fiu.example"),
                key: RootKey(copying: root.span))
            ours.append(try persons.pseudonym(for: identifier).description)
            questions.append(question)
        }
        let page = try Self.page()
        let program =
            page.program(below: "## Recomputing a pseudonym in Python")
            + page.program(below: "## Recomputing shapes in Python")
        #expect(program.contains("import blake2b") && program.contains("def pseudonym_bytes"))
        let theirs = try Python.run(program + Self.questions, input: questions, as: [String].self)
        #expect(theirs.count == ours.count)
        for (number, pair) in zip(ours, theirs).enumerated() { #expect(pair.0 == pair.1, "case \(number)") }
    }

    private static func randomAlphabet(_ generator: inout SeededGenerator) throws -> PseudonymAlphabet {
        let visible = (0x21...0x7E).compactMap { Unicode.Scalar($0) }.shuffled(using: &generator)
        return try PseudonymAlphabet(
            String(String.UnicodeScalarView(visible.prefix(Int.random(in: 2...64, using: &generator)))))
    }
}
