import Foundation
import Testing

@testable import Proviso

/// The tables and examples of `Formats/Redaction`, compared with what the library does.
@Suite struct RedactionPageTests {
    private let page: FormatPage

    init() throws { page = try FormatPage("Redaction") }

    /// The words below a heading, wherever lines end.
    private func text(below heading: String) -> String {
        page.section(heading).joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    // MARK: Confidence

    @Test func `the page has the twelve figures of confidence`() throws {
        let rows = page.table("| Grade | none | supporting | contrary |", below: "## Confidence")
        #expect(rows.map { FormatPage.literal($0[0]) } == RecognitionGrade.allCases.map { "\($0)" })
        for (row, grade) in zip(rows, RecognitionGrade.allCases) {
            let figures = [ContextEvidence.none, .supporting, .contrary].map { grade.confidence($0).percent }
            #expect(row.dropFirst().map { Int($0) } == figures, "\(grade)")
        }
    }

    @Test func `the page's examples are found with the confidence that it gives`() throws {
        let rows = page.table("| Text | Finding | Confidence |", below: "## Confidence")
        #expect(rows.count >= 10)
        let redactor = try Redactor()
        for row in rows {
            let findings = redactor.findings(in: FormatPage.literal(row[0]))
            let expected = row[1] == "none" ? [] : [FormatPage.literal(row[1]) + " " + row[2]]
            #expect(findings.map { "\($0.type) \($0.confidence.percent)" } == expected, "\(row[0])")
        }
    }

    // MARK: Types

    @Test func `the page has every pattern, in the order of the list of types`() {
        let rows = page.table("| Type | What is found | Grade | Source |", below: "## Patterns")
        #expect(
            rows.map { FormatPage.literal($0[0]) } == PatternType.allCases.map { $0.recognizedType.description })
    }

    @Test func `the page counts the types`() {
        let counts =
            "`known`, for values that were known before, \(PatternType.allCases.count) patterns and "
            + "\(RecognizedType.named("identifiers").count) identifiers"
        let section = text(below: "## Findings")
        #expect(section.contains("There are \(RecognizedType.all.count) built-in types: " + counts))
        #expect(section.contains("are at most \(TypeSet.capacity)"))
    }

    private var identifierRows: [[String]] {
        page.table("| Type | What it is | Forms | Check | Grade | Source |", below: "## Identifiers")
    }

    @Test func `the page has every rule of an identifier, with its forms`() {
        #expect(identifierRows.map { FormatPage.literal($0[0]) } == IdentifierRules.all.map(\.type.description))
        for (row, rule) in zip(identifierRows, IdentifierRules.all) where rule.type != .bankAccount {
            let notations = row[2].components(separatedBy: ", ").map { Self.written(out: FormatPage.literal($0)) }
            let forms = Set(notations.flatMap { IdentifierForm.forms($0) })
            #expect(forms == Set(rule.forms), "\(rule.type)")
        }
    }

    @Test func `the page has the grades of every rule, and how much its check tells`() {
        let words = RecognitionGrade.allCases.map { "\($0)" }
        for (row, rule) in zip(identifierRows, IdentifierRules.all) {
            let grades = Set(row[4].split { !$0.isLetter }.map(String.init).filter { words.contains($0) })
            #expect(grades == Set(rule.forms.map { "\(rule.grade(of: $0))" }), "\(rule.type)")
            let share = row[3].components(separatedBy: "one in ").dropFirst().first.flatMap {
                Int($0.prefix { $0.isNumber })
            }
            #expect(share ?? 1 == rule.selectivity, "\(rule.type)")
        }
    }

    /// `D{6}` as six of them.
    private static func written(out notation: String) -> String {
        var result = ""
        var rest = notation[...]
        while let open = rest.firstIndex(of: "{"), let close = rest.firstIndex(of: "}") {
            let count = Int(rest[rest.index(after: open)..<close])!
            result += rest[..<open] + String(repeating: rest[rest.index(before: open)], count: count - 1)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    @Test func `the page has every group of types and what is in it`() {
        let rows = page.table("| Group | Types |", below: "## In a policy")
        #expect(rows.dropLast().map { FormatPage.literal($0[0]) } == RecognizedType.groups)
        for row in rows where row[1].hasPrefix("`") {
            let types = RecognizedType.named(FormatPage.literal(row[0])).map(\.description)
            #expect(Set(row[1].components(separatedBy: ", ").map(FormatPage.literal)) == Set(types), "\(row[0])")
        }
    }

    // MARK: Words, values, replacements

    @Test func `the page's context words are of their form`() throws {
        let block = page.section("## Context words").drop { $0 != "```text" }.dropFirst().prefix { $0 != "```" }
        let words = try ContextWords(block.joined(separator: "\n"))
        #expect(words.language == "en")
        #expect(words.lines.count == 5)
    }

    @Test func `the page gives the reach of context words and of recognizers`() {
        let section = text(below: "## Context words")
        #expect(section.contains("at most \(ContextMemory.reach) bytes lie between it and the finding"))
        #expect(section.contains("against them if at most \(ContextMemory.contraryReach) do"))
        #expect(section.contains("begins at most \(ContextReader.reach) bytes before the finding"))
        #expect(text(below: "## In texts").contains("at most \(Redactor.longestFinding / 1024) KiB long"))
    }

    @Test func `known values are found in the forms of the page, and in no others`() throws {
        let rows = page.table("| Value | Found in | Not found in |", below: "## Known values")
        #expect(rows.count >= 5)
        for row in rows {
            var options = Redactor.Options()
            options.knownValues = [KnownValue(FormatPage.literal(row[0]))]
            let redactor = try Redactor(options)
            for (cell, isFound) in [(row[1], true), (row[2], false)] {
                for text in cell.components(separatedBy: ", `").map({ $0.replacing("`", with: "") }) {
                    let isKnown = redactor.findings(in: text).contains { $0.type == .knownValue }
                    #expect(isKnown == isFound, "\(row[0]): \(text)")
                }
            }
        }
    }

    @Test func `the page has the surrogates that are written`() {
        let texts = [
            "email": "jana@example.org", "url": "https://jana.example.org/me", "ipv4": "198.51.100.7",
            "ipv6": "2001:db8:1::7", "mac-address": "3C-22-FB-00-11-AA", "date": "5.3.1984",
        ]
        let rows = page.table("| Type | Surrogate |", below: "## Replacements")
        var checkedCount = 0
        for row in rows {
            guard let type = RecognizedType(FormatPage.literal(row[0])) else { continue }
            let text = Array((texts[type.description] ?? "52.374, 4.889").utf8)
            var output = ByteBuffer()
            let isMade = Surrogate.append(type, text.span, to: &output)
            #expect(isMade == (type != .privateKey))
            guard texts[type.description] != nil else { continue }
            #expect(
                String(decoding: output.array, as: UTF8.self)
                    == FormatPage.literal(row[1].components(separatedBy: ", ")[0]))
            checkedCount += 1
        }
        #expect(checkedCount == texts.count)
    }

    // MARK: In a policy

    @Test func `the page has every option of redact with its default`() throws {
        let rows = page.table("| Option | Default | Meaning |", below: "## In a policy")
        #expect(rows.map { FormatPage.literal($0[0]) } == PolicyParser.redactOptions)
        let rule = RedactionRule()
        let defaults = Dictionary(
            uniqueKeysWithValues: rows.map { (FormatPage.literal($0[0]), FormatPage.literal($0[1])) })
        #expect(rule.types == RecognizedType.all && defaults["find"] == "everything")
        #expect(defaults["threshold"].flatMap { Int($0) } == rule.threshold.percent)
        #expect(rule.replace == .label && defaults["replace"] == "label")
    }

    @Test func `the page's policy is read`() throws {
        let block = page.section("## In a policy").drop { $0 != "```yaml" }.dropFirst().prefix { $0 != "```" }
        #expect(problems(block.joined(separator: "\n")) == [])
    }

    @Test func `the page's examples of what is not found are not found`() throws {
        let redactor = try Redactor()
        for text in ["login: jmueller / Sommer2024", "jana at example dot org"] {
            #expect(self.text(below: "## What is not found").contains(text), "\(text)")
            #expect(redactor.findings(in: text) == [], "\(text)")
        }
    }

    // MARK: In texts

    /// What becomes of a text in blocks, and the error where there is one.
    private func redacted(_ text: [UInt8]) throws -> FilterResult {
        let policy = "proviso: policy/v1\npurpose: p\nrecipient: r.example\ntext: { redact: everything }\n"
        return try makeFilter(policy: policy, format: .text).run(inputs: [("a.txt", text)], blockSize: 3)
    }

    @Test func `everything but what is found is written byte for byte, a byte order mark too`() throws {
        let result = try redacted(Array("\u{FEFF}To:\r\n\u{0}\tjana@example.org \r\n\n".utf8))
        #expect(result.error == nil)
        #expect(result.text == "\u{FEFF}To:\r\n\u{0}\t[email] \r\n\n")
    }

    @Test func `a text that is not UTF-8 stops at its first wrong byte, behind what is written`() throws {
        let result = try redacted(Array("To jana@example.org\nà la ".utf8) + [0xFF] + Array(" carte".utf8))
        #expect(result.error?.place.line == 2)
        #expect(result.error?.place.column == 6)
        #expect(result.text == "To [email]\nà la ")
    }
}
