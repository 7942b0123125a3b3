import Foundation
import Testing

@testable import Proviso

/// Pseudonyms of identifiers in several parts.
@Suite struct CompositePseudonymizerTests {
    private static func persons(_ parts: [Canonicalization]) throws -> CompositePseudonymizer {
        try CompositePseudonymizer(
            "person", of: parts, in: PseudonymizationDomain(id: "fiu.example"), key: testKey(), version: KeyVersion(1))
    }

    private static let people: [Canonicalization] = [
        .casefoldedU15, .casefoldedU15, .date(formats: ["YYYY-MM-DD", "D.M.YYYY"]),
    ]

    @Test func `the page's table comes out`() throws {
        let rows = try FormatPage("Pseudonyms").table(
            "| Canonicalization | Parts | Canonical parts | Pseudonym (version 1, `fiu.example`, `person`) |",
            below: "## Composite identifiers")
        #expect(rows.count == 3)
        for row in rows {
            try #require(row.count == 4)
            let parts = try FormatPage.literal(row[0]).split(separator: "+").map { name in
                name == "date" ? Self.people[2] : try Canonicalization(text: String(name))
            }
            let identifier = row[1].split(separator: ",").map {
                FormatPage.literal($0.trimmingCharacters(in: .whitespaces))
            }
            let pseudonym = try Self.persons(parts).pseudonym(for: identifier)
            #expect(pseudonym.description == FormatPage.literal(row[3]))
            let canonical = row[2].split(separator: ",").map {
                FormatPage.literal($0.trimmingCharacters(in: .whitespaces))
            }
            #expect(try Self.persons(parts).pseudonym(for: canonical) == pseudonym)
        }
    }

    @Test func `no part runs into the next, and their order counts`() throws {
        let persons = try Self.persons([.exact, .exact])
        let identifiers = [["Ana", "B"], ["An", "aB"], ["B", "Ana"], ["AnaB", "x"]]
        #expect(try Set(identifiers.map { try persons.pseudonym(for: $0) }).count == 4)
        let other = try Self.persons([.exact, .trimmed])
        #expect(try other.pseudonym(for: ["Ana", "B"]) != persons.pseudonym(for: ["Ana", "B"]))
        let single = try Pseudonymizer(
            "person", in: PseudonymizationDomain(id: "fiu.example"), key: testKey(), version: KeyVersion(1))
        #expect(try single.pseudonym(for: "AnaB") != persons.pseudonym(for: ["Ana", "B"]))
        #expect(single.fingerprint == persons.fingerprint)
    }

    @Test func `a part that is missing or cannot be normalized makes no other person`() throws {
        let persons = try Self.persons(Self.people)
        for identifier in [
            ["Jana", "Müller"], ["Jana", "Müller", "1969-04-07", "x"], [], ["", "Müller", "1969-04-07"],
            ["Jana", " ", "1969-04-07"], ["Jana", "Müller", "1969-02-30"],
        ] {
            let error = #expect(throws: ProvisoError.self) { try persons.pseudonym(for: identifier) }
            #expect(error?.code == .valueInvalid)
            #expect(error.map { "\($0)".contains("Jana") || "\($0)".contains("Müller") } == false)
        }
    }

    @Test func `another key than the expected one is refused, and fewer parts than two stop the program`() async throws
    {
        let domain = try PseudonymizationDomain(id: "fiu.example")
        let other = try KeyFingerprint("fp_ptfseupknvqcwd3iflihry42ee")
        #expect(
            refusal {
                _ = try CompositePseudonymizer("person", of: Self.people, in: domain, key: testKey(), expecting: other)
            } == .keyFingerprint)
        #expect(
            refusal { _ = try Pseudonymizer("person", in: domain, key: testKey(), expecting: other) } == .keyFingerprint
        )
        #expect(
            refusal {
                _ = try ShapedPseudonymizer("person", shape: .uuid, in: domain, key: testKey(), expecting: other)
            } == .keyFingerprint)
        await #expect(processExitsWith: .failure) { _ = try CompositePseudonymizerTests.persons([.exact]) }
    }

    @Test func `lines with tabs between the parts become pseudonyms in bulk`() throws {
        let folder = try TemporaryFolder()
        let persons = try Self.persons(Self.people)
        var input = try InputFile(folder.write("Jana\tMüller\t7.4.1969\nJana\tMüller\n", to: "in"))
        var output: [UInt8] = []
        let error = #expect(throws: ProvisoError.self) {
            try BulkPseudonyms(making: persons).run(over: &input) { lines in
                for index in lines.indices { output.append(lines[index]) }
            }
        }
        #expect(error?.place.line == 2)
        let expected = try persons.pseudonym(for: ["jana", "müller", "1969-04-07"])
        #expect(output == Array("\(expected)\n".utf8))
    }
}
