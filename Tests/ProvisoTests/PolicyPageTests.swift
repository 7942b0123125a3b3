import Foundation
import Proviso
import Testing

/// What `Formats/Policy` says, tried.
@Suite struct PolicyPageTests {
    /// A rule, an input, and what comes out; nil if nothing is written.
    struct Example: CustomTestStringConvertible, Sendable {
        let rule: String
        let input: String
        let output: String?

        var testDescription: String { "\(rule): \(input)" }
    }

    private static let page = try! String(
        contentsOf: TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/Policy.md"),
        encoding: .utf8)

    /// The rows of all tables of rules, one example for each input.
    static let examples: [Example] = page.split(separator: "\n").filter { $0.hasPrefix("| `{ ") }.flatMap { line in
        let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
        guard cells.count == 3 else { return [] as [Example] }
        let rule = String(cells[0].dropFirst().dropLast())
        let output = cells[2] == "unhandled" ? nil : String(cells[2].dropFirst().dropLast())
        return cells[1].dropFirst().dropLast().components(separatedBy: "`, `").map { input in
            Example(rule: rule, input: input, output: output)
        }
    }

    @Test(arguments: examples)
    func `a rule does to a value what its table says`(example: Example) throws {
        let result = try makeFilter("\"$.a\": \(example.rule)").run("{\"a\":\(example.input)}\n")
        #expect(result.error == nil)
        #expect(result.text == (example.output.map { "{\"a\":\($0)}\n" } ?? ""))
    }

    @Test func `the tables are found`() {
        #expect(Self.examples.count > 90)
        #expect(Set(Self.examples.map { $0.rule.split(separator: ":")[0] }).count == 12)
        #expect(Self.runs.count == 8)
    }

    /// A policy, records, and what comes out of them.
    struct Run: CustomTestStringConvertible, Sendable {
        let policy: String
        let records: String
        let output: String

        var testDescription: String { policy }
    }

    /// The policies that records follow: in one block those that go in and those that come out, or each in a block of their own.
    static let runs: [Run] = {
        let blocks = page.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        return blocks.indices.compactMap { index in
            guard blocks[index].hasPrefix("yaml\n") else { return nil }
            let records = blocks[(index + 1)...].prefix { $0.hasPrefix("json\n") }.map { $0.dropFirst("json\n".count) }
            guard let first = records.first else { return nil }
            let policy = completed(String(blocks[index].dropFirst("yaml\n".count)))
            if records.count == 2 { return Run(policy: policy, records: String(first), output: String(records[1])) }
            let lines = first.split(separator: "\n").map { $0 + "\n" }
            return Run(
                policy: policy, records: lines.prefix(lines.count / 2).joined(),
                output: lines.suffix(lines.count / 2).joined())
        }
    }()

    @Test(arguments: runs)
    func `records come out as the page shows them`(run: Run) throws {
        let result = try makeFilter(policy: run.policy).run(run.records)
        #expect(result.error == nil)
        #expect(result.text == run.output)
    }

    /// The blocks of one language, each with the text that follows it.
    private static func blocks(_ language: String) -> [(block: String, rest: Substring)] {
        page.components(separatedBy: "```\(language)\n").dropFirst().map { part in
            let end = part.range(of: "```")?.lowerBound ?? part.endIndex
            return (String(part[..<end]), part[end...])
        }
    }

    /// Some are parts of a policy; what a policy must have is added.
    private static func completed(_ block: String) -> String {
        var text = block
        if !text.contains("proviso:") {
            text = "proviso: policy/v1\npurpose: test\nrecipient: test.example\ndomain: test.example/case-1\n" + text
        }
        return block.contains("fields:\n") || block.contains("kinds:\n") ? text : text + "fields: { \"$.z\": keep }\n"
    }

    @Test func `every policy on the page is read, but the one that shows errors`() {
        let blocks = Self.blocks("yaml")
        #expect(blocks.count > 20)
        for (block, _) in blocks where !block.contains("only_if") {
            #expect(problems(Self.completed(block)) == [], "\(block)")
        }
    }

    @Test func `the errors are those of the policy above them`() throws {
        let (block, rest) = try #require(Self.blocks("yaml").first { $0.block.contains("only_if") })
        let text = try #require(rest.components(separatedBy: "```text\n").dropFirst().first)
        let errors = text.components(separatedBy: "\n").prefix { $0 != "```" }
        #expect(problems(block) == Array(errors))
    }
}
