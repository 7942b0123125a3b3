import Foundation
import Testing

@testable import Proviso

/// What the page `Formats/Pseudonyms` says is what the library does: its program runs, and its tables come out.
@Suite struct PseudonymsPageTests {
    private static func page() throws -> [Substring] {
        let file = TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/Pseudonyms.md")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines below a heading, up to the next one.
    private static func section(_ heading: String) throws -> [Substring] {
        try page().drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }.map { $0 }
    }

    // MARK: Python

    private static func program() throws -> String {
        let lines = try section("## Recomputing a pseudonym in Python")
        return lines.drop { $0 != "```python" }.dropFirst().prefix { $0 != "```" }.joined(separator: "\n")
    }

    /// What the page's program is asked; texts and bytes in hexadecimal.
    private struct Question: Encodable {
        let root: String
        let version: UInt32
        let domain: String
        let epoch: String?
        let authorization: String?
        let type: String
        let canonicalization: String
        let canonical: String
        let n: Int
    }

    /// Behind the page's program, whose last lines check its own example.
    private static let questions = """

        import json, sys

        def given(question, name):
            return bytes.fromhex(question[name]) if question.get(name) is not None else None

        answers = []
        for q in json.load(sys.stdin):
            root, domain, type, canonicalization, canonical, epoch, authorization = (given(q, name) for name in (
                "root", "domain", "type", "canonicalization", "canonical", "epoch", "authorization"))
            answers.append([
                pseudonym(
                    root, q["version"], domain, type, canonicalization, canonical, epoch, authorization, q["n"]),
                fingerprint(root, domain, epoch, authorization)])
        print(json.dumps(answers))
        """

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `the page's program computes the same pseudonyms and fingerprints`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var questions: [Question] = []
        var ours: [[String]] = []
        for number in 0..<400 {
            let sample = Sample(number, &generator)
            let pseudonymizer = try Pseudonymizer(
                PseudonymType(sample.type), canonicalization: sample.canonicalization,
                in: PseudonymizationDomain(
                    id: sample.domain, epoch: sample.epoch,
                    authorization: sample.authorization.map { try StatementDigest(bytes: $0) }),
                key: RootKey(copying: sample.root.span), version: KeyVersion(sample.version),
                byteCount: sample.byteCount)
            ours.append([
                try pseudonymizer.pseudonym(for: sample.identifier).description, pseudonymizer.fingerprint.description,
            ])
            questions.append(
                Question(
                    root: hex(sample.root), version: sample.version, domain: hex(sample.domain.utf8),
                    epoch: sample.epoch.map { hex($0.utf8) }, authorization: sample.authorization.map { hex($0) },
                    type: hex(sample.type.utf8), canonicalization: hex(sample.canonicalization.name.utf8),
                    canonical: hex(sample.canonical.utf8), n: sample.byteCount))
        }
        let program = try Self.program()
        #expect(program.contains("import blake2b"))
        let theirs = try Python.run(program + Self.questions, input: questions, as: [[String]].self)
        #expect(theirs.count == ours.count)
        for (number, pair) in zip(ours, theirs).enumerated() { #expect(pair.0 == pair.1, "case \(number)") }
    }

    /// A random case. The identifier is made from its canonical form, so that nothing of the library's canonicalization
    /// is asked for the answer.
    private struct Sample {
        let root: [UInt8]
        let version: UInt32
        let domain: String
        let epoch: String?
        let authorization: [UInt8]?
        let type: String
        let canonicalization: Canonicalization
        let canonical: String
        let identifier: String
        let byteCount: Int

        init(_ number: Int, _ generator: inout SeededGenerator) {
            func text(_ alphabet: String, _ count: ClosedRange<Int>) -> String {
                let scalars = Array(alphabet.unicodeScalars)
                var result = String.UnicodeScalarView()
                for _ in 0..<Int.random(in: count, using: &generator) {
                    result.append(scalars.randomElement(using: &generator)!)
                }
                return String(result)
            }
            func bytes() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) } }
            func between(_ noise: String, _ parts: [String]) -> String {
                text(noise, 0...2) + parts.map { $0 + text(noise, 0...2) }.joined()
            }
            let names = "abcdefghijklmnopqrstuvwxyz0123456789./-"
            root = bytes()
            version = UInt32.random(in: 0...(.max), using: &generator) >> UInt32.random(in: 0...31, using: &generator)
            domain = text(names, 1...64)
            epoch = Bool.random(using: &generator) ? text(names, 1...64) : nil
            authorization = Bool.random(using: &generator) ? bytes() : nil
            type = text("abcdefghijklmnopqrstuvwxyz", 1...1) + text("abcdefghijklmnopqrstuvwxyz0123456789", 0...15)
            byteCount = number % 3 == 0 ? Int.random(in: 16...32, using: &generator) : 16
            // Mostly as long as names are, some around the ends of BLAKE2b's blocks.
            let count = [1...40, 1...40, 126...130, 1...1000][number / 4 % 4]
            canonicalization = [.exact, .trimmed, .digits, .alphanumeric][number % 4]
            switch number % 4 {
            case 0:
                canonical = text("aZ0 \t\u{0}\u{A0}é\u{301}名\u{663}😀", count)
                identifier = canonical
            case 1:
                canonical = "x" + text("a é\u{2003}\u{663}名", count) + "é"
                identifier = between(" \t\u{A0}\u{2003}\u{3000}", [canonical])
            case 2:
                canonical = text("0123456789", count)
                identifier = between(" -./abcé名\u{301}", canonical.map(String.init))
            default:
                canonical = text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", count)
                identifier = between(
                    " -./()–\u{200B}😀", canonical.map { Bool.random(using: &generator) ? $0.lowercased() : String($0) })
            }
        }
    }

    // MARK: Tables

    /// The cells of the rows of a table with this first row.
    private static func table(_ header: String, in lines: [Substring]) -> [[String]] {
        lines.drop { $0 != header }.dropFirst(2).prefix { $0.hasPrefix("|") }.map { line in
            line.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What stands between backquotes.
    private static func literal(_ cell: String) throws -> String {
        try #require(cell.hasPrefix("`") && cell.hasSuffix("`") && cell.count > 2, "\(cell)")
        return String(cell.dropFirst().dropLast())
    }

    private static func domain(_ id: String, _ epoch: String, _ authorization: String) throws -> PseudonymizationDomain
    {
        let digest = try StatementDigest(
            bytes: bytes(hex: "c8008ca642c8e379b7e6d3d198432aaa9bbaeffb55167bceaccc4832ebd10fca"))
        try #require(["A", "absent"].contains(authorization))
        return try PseudonymizationDomain(
            id: literal(id), epoch: epoch == "absent" ? nil : literal(epoch),
            authorization: authorization == "A" ? digest : nil)
    }

    @Test func `the page's table of pseudonyms comes out`() throws {
        let lines = try Self.section("## Vectors")
        let rows = Self.table(
            "| Version | Domain | Epoch | Authorization | Type | Canonicalization | Canonical identifier | Pseudonym |",
            in: lines)
        #expect(rows.count == 14)
        for row in rows {
            try #require(row.count == 8)
            let (identifier, byteCount) =
                switch row[6] {
                case "*128 x*": (String(repeating: "x", count: 128), 16)
                case "*129 x*": (String(repeating: "x", count: 129), 16)
                case "`Ana`, 20 bytes": ("Ana", 20)
                default: (try Self.literal(row[6]), 16)
                }
            let version = try #require(UInt32(row[0]))
            // Default country and formats are no part of the key.
            let canonicalization: Canonicalization =
                switch try Self.literal(row[5]) {
                case "phone": .phone(defaultCountry: "US")
                case "date": .date(formats: ["YYYY-MM-DD"])
                case let name: try Canonicalization(text: name)
                }
            let pseudonymizer = try Pseudonymizer(
                PseudonymType(Self.literal(row[4])), canonicalization: canonicalization,
                in: Self.domain(row[1], row[2], row[3]), key: testKey(), version: KeyVersion(version),
                byteCount: byteCount)
            #expect(try pseudonymizer.pseudonym(for: identifier).description == Self.literal(row[7]))
        }
        // The digest that the rows call A, as this file has it.
        #expect(lines.contains { $0.contains("`c8008ca642c8e379b7e6d3d198432aaa9bbaeffb55167bceaccc4832ebd10fca`") })
    }

    /// The tables of the canonicalizations, in which `\u{…}` stands for a character that would not be seen.
    @Test func `the page's examples of canonical forms come out`() throws {
        let lines = try Self.section("## Canonicalizations")
        let rows = Self.table("| Canonicalization | Identifier | Canonical form |", in: lines)
        #expect(rows.count == 49)
        for row in rows {
            try #require(row.count == 3)
            let canonicalization = try Canonicalization(text: Self.literal(row[0]))
            let expected = row[2].hasPrefix("unhandled") ? nil : Self.unescaped(try Self.literal(row[2]))
            let form = canonicalization.form(of: Self.unescaped(try Self.literal(row[1])))
            #expect(areSameBytes(form, expected), "\(row)")
        }
        #expect(Set(rows.map { $0[0].prefix { $0 != ":" } }).count == 5)

        for row in Self.table("| Identifier | `exact` | `trimmed` | `digits` | `alphanumeric` |", in: lines) {
            for (cell, canonicalization) in zip(row[1...], [Canonicalization.exact, .trimmed, .digits, .alphanumeric]) {
                guard cell.hasSuffix("`"), row[0].hasSuffix("`") else { continue }
                let form = canonicalization.form(of: try Self.literal(row[0]))
                #expect(areSameBytes(form, try Self.literal(cell)), "\(row)")
            }
        }
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing(/\\u\{([0-9A-F]+)\}/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
    }

    @Test func `the page's table of fingerprints comes out`() throws {
        let rows = Self.table("| Domain | Epoch | Authorization | Fingerprint |", in: try Self.section("## Vectors"))
        #expect(rows.count == 4)
        for row in rows {
            try #require(row.count == 4)
            let pseudonymizer = try Pseudonymizer(
                "person", in: Self.domain(row[0], row[1], row[2]), key: testKey())
            #expect(pseudonymizer.fingerprint.description == (try Self.literal(row[3])))
        }
    }

    @Test func `the page's key file is read as the key of the vectors`() throws {
        let lines = try Self.section("## The key file")
        let line = try #require(lines.first { $0.hasPrefix("proviso-key-v1:") })
        let folder = try TemporaryFolder()
        let key = try KeyFile.read(folder.write(line + "\n", to: "a.key"))
        let persons = try Pseudonymizer(
            "person", in: PseudonymizationDomain(id: "fiu.example"), key: key, version: KeyVersion(1))
        #expect(try persons.pseudonym(for: "Ana").description == "person_1_emfdyj4fpopzgh44tspvjekkv4")
    }

    @Test func `the page's canonical encodings come out`() throws {
        let rows = Self.table("| Call | Bytes |", in: try Self.section("## The canonical encoding"))
        var person = CanonicalEncoder()
        person.append("person")
        var domain = CanonicalEncoder()
        domain.append("fiu.example")
        domain.append(nil as String?)
        domain.append(nil as String?)
        #expect(rows.map { $0[0] } == ["`enc(\"person\")`", "`enc(\"fiu.example\", absent, absent)`"])
        #expect(rows.map { $0[1].filter(\.isHexDigit) } == [hex(person.bytes), hex(domain.bytes)])
    }
}
