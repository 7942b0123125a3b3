import Foundation
import Testing

@testable import Proviso

@Suite struct PolicyReadingTests {
    @Test(arguments: PolicyCase.invalid)
    func `an invalid policy says all that is wrong with it`(policyCase: PolicyCase) {
        let lines = problems(policyCase.policy)
        #expect(!lines.isEmpty)
        for expected in policyCase.expectedErrors {
            #expect(lines.contains { $0.contains(expected) }, "\(expected) is not in \(lines)")
        }
        for secret in policyCase.mustNotAppear {
            #expect(!lines.contains { $0.contains(secret) })
        }
    }

    @Test(arguments: PolicyCase.invalid)
    func `an invalid policy says nothing more than is wrong with it`(policyCase: PolicyCase) {
        #expect(problems(policyCase.policy).count == policyCase.referenceErrors.count)
    }

    @Test(arguments: PolicyCase.valid)
    func `a valid policy is read, and its JSON text reads back to the same`(policyCase: PolicyCase) throws {
        let policy = try MinimizationPolicy(text: policyCase.policy, source: "policy.yaml")
        #expect(policy.source == "policy.yaml")
        #expect(policy.digest == ContentDigest(of: policyCase.policy))
        let again = try MinimizationPolicy(text: policy.jsonText)
        #expect(again.says(theSameAs: policy))
        #expect(again.jsonText == policy.jsonText)
    }

    @Test func `the problems are sorted by line and column, and carry their place`() {
        let text = policyText(fields: "  \"$.b\": { mask: 1 }\n  \"$.a\": [ maks, keep ]").replacing(
            "purpose: test", with: "x: y")
        do {
            _ = try MinimizationPolicy(text: text, source: "here")
            Issue.record("the policy was read")
        } catch {
            #expect(error.problems.map(\.place.line) == [1, 2, 6, 7, 7])
            #expect(error.problems.map(\.place.column) == [1, 1, 18, 12, 18])
            #expect(error.problems.allSatisfy { $0.place.source == "here" })
            #expect(error.problems.map(\.rule) == [nil, nil, "$.b", "$.a", "$.a"])
            #expect(error.description.split(separator: "\n").count == 5)
        }
    }

    @Test func `one byte order mark is ignored, and the digest is of the bytes as read`() throws {
        let text = "\u{FEFF}" + policyText(rule: "keep")
        let policy = try MinimizationPolicy(text: text)
        #expect(policy.digest == ContentDigest(of: text))
        #expect(problems("\u{FEFF}" + policyText(rule: "kep")) == problems(policyText(rule: "kep")))
        let json = "\u{FEFF}  \n{\"proviso\": \"policy/v1\", \"x\": 1}"
        #expect(problems(json).first?.hasPrefix("policy.yaml:2:1: the policy lacks") == true)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end with LF, CRLF or CR`(lineEnd: String) {
        let text = policyText(rule: "kep").replacing("\n", with: lineEnd)
        #expect(problems(text) == problems(policyText(rule: "kep")))
        #expect(problems(text).first?.hasPrefix("policy.yaml:6:10: 'kep'") == true)
    }

    @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
    func `columns count scalars, and line ends that only YAML 1.1 knows count as one`(separator: String) {
        let text = policyText(fields: "  \"$.né😀e\u{301}\": kep").replacing(
            "purpose: test", with: "purpose: \"a\(separator) b\"")
        let lines = problems(text)
        #expect(lines.last?.hasPrefix("policy.yaml:6:14: 'kep' is not a rule") == true, "\(lines)")
    }

    @Test func `what is not UTF-8 gives one problem at its place`() {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] {
            let lines = problems(Array("a: é\nb: ".utf8) + bytes)
            #expect(lines == ["policy.yaml:2:4: not readable as UTF-8 text; save the file as UTF-8"])
        }
    }

    @Test func `a text that says nothing is no policy`() {
        for text in ["", "\u{FEFF}", " \n\t\r\n", "# a comment\n", "---\n"] {
            #expect(problems(text).count == 1, "\(text)")
        }
        for text in ["a", "[a]", "{}", "- a", "a: b", "{\"a\": 1}", "1"] {
            #expect(!problems(text).isEmpty, "\(text)")
        }
    }

    @Test func `a policy has at most one mebibyte`() throws {
        let start = policyText(rule: "keep") + "\n#"
        let limit = 1 << 20
        _ = try MinimizationPolicy(text: start + String(repeating: "a", count: limit - start.utf8.count))
        let lines = problems(start + String(repeating: "a", count: limit - start.utf8.count + 1))
        #expect(lines == ["policy.yaml: a policy of more than 1 MiB; share the data under several policies"])
    }

    @Test func `a policy is read from a file, whose name stands in its problems`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "proviso-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "policy.yaml")

        try Data(policyText(rule: "keep").utf8).write(to: file)
        let policy = try MinimizationPolicy(contentsOfFile: file.path)
        #expect(policy.source == file.path)
        #expect(policy.digest == ContentDigest(of: policyText(rule: "keep")))

        try Data(policyText(rule: "kep").utf8).write(to: file)
        let lines = problems { try MinimizationPolicy(contentsOfFile: file.path) }
        #expect(lines.first?.hasPrefix("\(file.path):6:10: ") == true)

        try Data(repeating: 0x20, count: 1 << 20 + 1).write(to: file)
        #expect(problems { try MinimizationPolicy(contentsOfFile: file.path) }.first?.contains("1 MiB") == true)
    }

    @Test func `a file that is not there, or is a folder, is an error of the store`() throws {
        let missing = #expect(throws: ProvisoError.self) {
            try MinimizationPolicy(contentsOfFile: "/nonexistent/policy")
        }
        #expect(missing?.code == .storeMissing)
        let folder = #expect(throws: ProvisoError.self) { try MinimizationPolicy(contentsOfFile: "/") }
        #expect(folder?.code == .storeFailed)
    }
}
