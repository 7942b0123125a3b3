import Foundation
import Testing

@testable import Proviso

/// Policies that were made to do harm: they are refused quickly, and what they say cannot harm a terminal.
@Suite struct PolicyHostileTests {
    private static let limit = 1 << 20

    private static func repeated(_ text: String, after start: String = "") -> String {
        start + String(repeating: text, count: (limit - start.utf8.count) / text.utf8.count)
    }

    /// One line of nesting, each line deeper by one blank, as long as a policy may be.
    private static func staircase(_ text: String) -> String {
        var result = ""
        var depth = 0
        while result.utf8.count + depth + text.utf8.count + 1 <= limit {
            result += String(repeating: " ", count: depth) + text + "\n"
            depth += 1
        }
        return result
    }

    private static let texts: [(String, String)] = [
        ("letters", repeated("a")), ("blanks", repeated(" ")), ("line ends", repeated("\n")), ("tabs", repeated("\t")),
        ("carriage returns", repeated("\r")), ("NUL", repeated("\u{0}")), ("colons", repeated(":")),
        ("words", repeated("a ")),
        ("opening brackets", repeated("[")), ("opening braces in YAML", repeated("{a: ", after: "a: ")),
        ("opening braces in JSON", repeated("{\"a\":")), ("brackets in JSON", repeated("[", after: "{\"a\":")),
        ("dashes", repeated("- ")), ("question marks", repeated("? ")), ("colons and blanks", repeated(": ")),
        ("anchors", repeated("&a ")), ("tags", repeated("! ")), ("aliases", repeated("- *a\n")),
        ("quotes", repeated("\"")), ("single quotes", repeated("'")), ("open text", repeated("a", after: "a: \"")),
        ("comments", repeated("#")), ("lines of comments", repeated("# a\n")), ("lines of keys", repeated("a:\n")),
        ("elements", repeated("a,", after: "[")), ("pairs", repeated("a: b,", after: "a: {")),
        ("percent", repeated("%")),
        ("documents", repeated("---\n")), ("ends", repeated("...\n")),
        ("block text", repeated(" a\n", after: "a: |\n")),
        ("folded lines", repeated("\n\n a", after: "a: >\n")), ("pipes", repeated("|")),
        ("escapes", repeated("\\n", after: "\"")),
        ("escapes in JSON", repeated("\\n", after: "{\"")), ("numbers", repeated("1", after: "{\"a\":")),
        ("stairs of keys", staircase("a:")), ("stairs of dashes", staircase("-")),
        ("stairs of questions", staircase("?")),
        ("one long key", repeated("a", after: "proviso: policy/v1\nfields:\n  ? $.")),
        ("one long path", repeated(".a", after: "proviso: policy/v1\nfields:\n  ? $")),
        ("one long text", repeated("é", after: "proviso: policy/v1\npurpose: ")),
        ("one long rule", repeated("x", after: "proviso: policy/v1\nfields:\n  a: ")),
        ("parameters", repeated("- ${\n")), ("words nobody knows", (0..<85_000).map { "kee\($0): x\n" }.joined()),
        ("parameters of one list", repeated("a,", after: "proviso: policy/v1\nparameters: [")),
        ("parameters of one text", repeated("${a}", after: "proviso: policy/v1\nparameters: [a]\nonly-if: { b: \"")),
        ("requirements", "proviso: policy/v1\nrequire:\n" + (0..<60_000).map { "  a\($0): date\n" }.joined()),
        (
            "special fields below stars",
            "proviso: policy/v1\nspecial-categories: { health: { fields: ["
                + (0..<200).map { "\"$.*.*.k.z\($0)\"" }.joined(separator: ", ") + "] } }\nfields:\n"
                + (0..<10_000).map { "  \"$.a\($0 / 100).b\($0).k\": keep-subtree\n" }.joined()
        ),
        (
            "kinds with data subjects",
            "proviso: policy/v1\nkinds:\n"
                + (0..<50).map { kind in
                    "- when: { t: a\(kind) }\n  data-subjects: \(kind % 2 == 0 ? "suspect" : "victim")\n  fields:\n"
                        + (0..<200).map { "    a\($0 + kind): keep\n" }.joined()
                }.joined()
        ),
        ("merge keys", repeated("<<: x\n")), ("empty keys", repeated("? \n")),
        ("transforms", repeated("{ mask: {} }, ", after: "proviso: policy/v1\nfields:\n  a: [ ") + "]"),
        ("tests", repeated("x, ", after: "proviso: policy/v1\nonly-if:\n  a: { in: [ ")),
    ]

    @Test(arguments: texts.map(\.0))
    func `a hostile policy is refused in a moment, in few words`(name: String) throws {
        let text = try #require(Self.texts.first { $0.0 == name }).1
        #expect(text.utf8.count <= Self.limit + 1)
        var lines: [String] = []
        let elapsed = ContinuousClock().measure { lines = problems(text) }
        #expect(elapsed < .seconds(10))
        #expect((1...1001).contains(lines.count))
        #expect(lines.allSatisfy { $0.utf8.count < 3000 })
    }

    @Test func `nesting is allowed up to 64 and refused from 65 on, in both languages`() {
        func yaml(_ depth: Int) -> String {
            "x: " + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        }
        func json(_ depth: Int) -> String {
            "{\"x\":" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
        }
        #expect(problems(yaml(64)).count > 1)
        #expect(problems(json(64)).count > 1)
        #expect(
            problems(yaml(65)) == [
                "policy.yaml:1:67: not readable as YAML: nested more than 64 deep; check quotes, brackets and indentation; a path "
                    + "inside { } needs quotes; YAML indents with spaces"
            ])
        #expect(
            problems(json(65)) == [
                "policy.yaml:1:69: not readable as JSON: nested more than 64 deep; check quotes, commas and brackets"
            ])
    }

    @Test func `more problems than anybody reads are cut off`() {
        let lines = problems(policyText(fields: (0..<2000).map { "  $.a\($0): kep" }.joined(separator: "\n")))
        #expect(lines.count == PolicyProblems.limit + 1)
        #expect(lines.last == "policy.yaml: there are more problems; solve these first")
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{7}", "\u{0}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{2028}", "\u{FEFF}", "\r", "\n",
    ])
    func `no invisible character of a policy reaches a message`(character: String) throws {
        let escaped = character.unicodeScalars.map { "\\u" + String(0x1_0000 + $0.value, radix: 16).dropFirst() }
            .joined()
        let bad = "x\(escaped)y"
        let templates = [
            #"{"BAD": 1}"#, #"{"proviso": "BAD"}"#,
            #"""
            {"proviso": "policy/v1", "purpose": "BAD", "recipient": ["BAD"], "legal-basis": "BAD", "domain": "BAD",
             "key-fingerprint": "BAD", "only-if": {"BAD.": "BAD", "$.a": {"BAD": 1}}, "BAD": 1, "BAD": 2,
             "terms": {"erase-after": "BAD", "BAD": 1, "handling": ["BAD", "${BAD"]},
             "fields": {"$.BAD": "BAD", "$.BAD.BAD": "keep", "$['BAD": "keep", "BAD.": "BAD", "$.a": {"BAD": 1},
              "$.b": ["BAD", {"BAD": 1}], "$.c": {"mask": {"with": "BAD", "length": "BAD", "BAD": 1}},
              "$.d": {"generalize": "BAD", "otherwise": "BAD", "BAD": 1},
              "$.e": {"pseudonymize": {"as": "BAD", "canonical": "BAD"}}, "$['BAD']": "keep", "$[\"BAD\"]": "mask"}}
            """#,
            #"""
            {"proviso": "policy/v1", "purpose": "p", "recipient": "r", "parameters": ["BAD", "a"],
             "subject": {"path": "$.BAD", "BAD": 1}, "require": {"$.BAD": "BAD", "$.b": {"type": "BAD", "optional": "BAD"}},
             "only-if": {"any": [{"$.BAD": {"above": "BAD"}}, {"$.a": "${BAD}"}, {"$.b": {"BAD": 1, "present": "BAD"}}]},
             "limit": {"records": "BAD", "otherwise": "BAD"},
             "special-categories": {"BAD": {}, "health": {"fields": ["$['BAD']", "$.BAD"], "safeguard": "BAD"}},
             "fields": {"$.a": {"derive": {"$.BAD": "BAD", "BAD": ["BAD"]}}, "$.b": {"round": "BAD"}, "$.c": {"custom": "BAD"},
              "$.d": {"custom": {"name": "BAD", "options": {"BAD": []}}}, "$.e": {"lookup": {"file": "BAD", "delimiter": "BAD"}},
              "$.f": {"shift-date": {"by": "$.BAD", "written": ["BAD"]}}, "$.g": {"generalize": {"to": "BAD"}},
              "$.h[*]": {"only-elements": {"BAD": 1}, "then": "BAD"}, "$.i": {"encrypt": {"to": "BAD"}}, "$.j": {"url": "BAD"},
              "$.k": {"constant": "${BAD"}, "$.l": {"kinds": [{"when": {"@.a": "x"}, "data-subjects": "BAD", "fields": {}}]}}}
            """#,
        ]
        for template in templates {
            let lines = problems(template.replacing("BAD", with: bad), source: "a\(character)b")
            #expect(!lines.isEmpty)
            for line in lines {
                #expect(!line.unicodeScalars.contains { $0.isInvisible }, "\(line.debugDescription)")
            }
        }
        for line in problems("a: &x\(character)y b\nb: *x\(character)y\n\"\(character)\": c\n", source: character) {
            #expect(!line.unicodeScalars.contains { $0.isInvisible }, "\(line.debugDescription)")
        }
    }

    @Test func `a valid policy with some bytes changed is read or refused, and never stops the program`() {
        var generator = SeededGenerator(seed: testSeed)
        let texts = PolicyCase.all.map { Array($0.policy.utf8) }
        let jsonTexts = PolicyCase.valid.compactMap { try? MinimizationPolicy(text: $0.policy).jsonText }.map {
            Array($0.utf8)
        }
        var readCount = 0
        let rounds = ProcessInfo.processInfo.environment["PROVISO_TEST_ROUNDS"].flatMap { Int($0) } ?? 4000
        for _ in 0..<rounds {
            let bytes = mutated(
                (Bool.random(using: &generator) ? texts : jsonTexts).randomElement(using: &generator)!, &generator)
            do throws(PolicyError) {
                let policy = try MinimizationPolicy(utf8: bytes)
                readCount += 1
                let again = try MinimizationPolicy(text: policy.jsonText)
                #expect(again.says(theSameAs: policy))
            } catch {
                #expect(!error.problems.isEmpty)
                #expect(!error.problems.contains { $0.description.unicodeScalars.contains { $0.isInvisible } })
            }
        }
        #expect(readCount > rounds / 100)
        #expect(readCount < rounds)
    }

    /// A text with a few bytes removed, doubled, moved or replaced by those that mean something.
    private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        let telling =
            Array("\"'\\{}[]:,#&*!|>%@`-?$~<.= \t\n\r\u{0}\u{85}é9".utf8) + [0xFF, 0xC3, 0xED, 0xA0, 0xEF, 0xBB]
        var result = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !result.isEmpty {
            let index = Int.random(in: 0..<result.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: result.remove(at: index)
            case 1: result[index] = telling.randomElement(using: &generator)!
            case 2: result.insert(telling.randomElement(using: &generator)!, at: index)
            case 3:
                let end = min(result.count, index + Int.random(in: 1...40, using: &generator))
                result.insert(contentsOf: result[index..<end], at: Int.random(in: 0...result.count, using: &generator))
            default:
                let end = min(result.count, index + Int.random(in: 1...20, using: &generator))
                result.removeSubrange(index..<end)
            }
        }
        return result
    }
}
