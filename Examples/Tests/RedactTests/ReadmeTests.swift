import Foundation
import Testing

/// What a README tells people to type works.
struct ReadmeTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func `the shell blocks of the README of redact run in its folder`() throws {
        let folder = URL(filePath: Programs.examples + "/redact")
        try FileManager.default.copyItem(at: folder, to: URL(filePath: workshop.path(of: "redact")))
        let blocks = try Self.blocks(of: folder.appending(path: "README.md"))
        #expect(blocks.count >= 4)
        try run(blocks, in: "redact")
    }

    @Test func `the shell blocks of the main README that are marked run in an empty folder`() throws {
        let blocks = try Self.blocks(of: Programs.repository.appending(path: "README.md")).filter(\.isMarked)
        #expect(!blocks.isEmpty)
        try workshop.makeFolder("empty")
        try run(blocks, in: "empty")
    }

    private struct Block {
        let line: Int
        let text: String
        /// Whether `<!-- runs -->` stands above it.
        let isMarked: Bool
    }

    /// The blocks that begin with three backquotes and `sh`.
    private static func blocks(of file: URL) throws -> [Block] {
        var blocks: [Block] = []
        var block: (line: Int, lines: [Substring], isMarked: Bool)?
        var lastText: Substring = ""
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if let open = block, line == "```" {
                blocks.append(Block(line: open.line, text: open.lines.joined(separator: "\n"), isMarked: open.isMarked))
                block = nil
            } else if block != nil {
                block?.lines.append(line)
            } else if line == "```sh" {
                block = (index + 1, [], lastText == "<!-- runs -->")
            }
            if !line.isEmpty { lastText = line }
        }
        return blocks
    }

    /// Runs blocks in one session, as somebody would who copies them one after the other. What a block shows as a message must come.
    private func run(_ blocks: [Block], in folder: String) throws {
        var script = "cd \(folder)\n"
        for block in blocks { script += "echo 'block in line \(block.line)' >&2\n\(block.text)\n" }
        let outcome = try workshop.bash(script)
        #expect(outcome.ending == .exit(ExitCode.done), "\(outcome.errors)")
        for line in blocks.flatMap({ $0.text.split(separator: "\n") }) where line.hasPrefix("# redact: ") {
            #expect(outcome.problems.contains(String(line.dropFirst(2))), "\(line)")
        }
    }
}
