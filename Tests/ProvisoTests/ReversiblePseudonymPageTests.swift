import Foundation
import Proviso
import Testing

/// The second program of the page `Formats/Pseudonyms` makes the reversible pseudonyms that the library makes, and turns them back.
@Suite struct ReversiblePseudonymPageTests {
    /// All programs of the page, one behind the other, as the page says.
    private static func program() throws -> String {
        let file = TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/Pseudonyms.md")
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```python\n").dropFirst()
        return parts.map { $0.components(separatedBy: "```")[0] }.joined(separator: "\n")
    }

    private struct Question: Codable {
        let root: [UInt8]
        let epoch: String?
        let identifier: [UInt8]
    }

    private static let questions = """

        import json, sys
        answers = []
        for q in json.load(sys.stdin):
            root, given, epoch = bytes(q["root"]), bytes(q["identifier"]), q.get("epoch")
            where = {"epoch": epoch.encode() if epoch else None}
            made = reversible(root, 7, b"fiu.example/case-114", b"person", b"exact", given, **where)
            body = made.split("_")[2].upper()
            body = b32decode(body + "=" * (-len(body) % 8))
            back = identifier(root, b"fiu.example/case-114", b"person", b"exact", body, **where)
            answers.append([made, back.decode()])
        print(json.dumps(answers))
        """

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `the page's program makes the same, and turns them back`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var questions: [Question] = []
        var ours: [[String]] = []
        for count in [1, 2, 30, 31, 32, 63, 64, 127, 128, 255, 256, 257, 1000] {
            let identifier = String(
                decoding: (0..<count).map { _ in UInt8.random(in: 0...127, using: &generator) }, as: UTF8.self)
            let question = Question(
                root: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) },
                epoch: Bool.random(using: &generator) ? "2026-q4" : nil, identifier: Array(identifier.utf8))
            let pseudonymizer = try ReversiblePseudonymizer(
                "person", in: PseudonymizationDomain(id: "fiu.example/case-114", epoch: question.epoch),
                key: RootKey(copying: question.root.span), version: KeyVersion(7))
            ours.append([try pseudonymizer.pseudonym(for: identifier).description, identifier])
            questions.append(question)
        }
        let theirs = try Python.run(Self.program() + Self.questions, input: questions, as: [[String]].self)
        #expect(theirs == ours)
    }
}
