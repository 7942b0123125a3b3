// A build without tests comes by here too, and then Testing cannot be seen.
#if canImport(Testing)

package import Foundation
package import Testing

/// What a README tells people to type.
package enum Readme {
    package struct Block {
        package let line: Int
        package let text: String
        /// Whether `<!-- runs -->` stands above it.
        package let isMarked: Bool
    }

    /// The blocks that begin with three backquotes and `sh`.
    package static func blocks(of file: URL) throws -> [Block] {
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

    /// Runs blocks in one session, as somebody would who copies them one after the other. What a block shows as a
    /// message must come.
    package static func run(
        _ blocks: [Block], in folder: String, of workshop: Workshop, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var script = "cd \(folder)\n"
        for block in blocks { script += "echo 'block in line \(block.line)' >&2\n\(block.text)\n" }
        let outcome = try workshop.bash(script)
        #expect(outcome.ending == .exit(ExitCode.done), "\(outcome.errors)", sourceLocation: sourceLocation)
        for line in blocks.flatMap({ $0.text.split(separator: "\n") }) where line.hasPrefix("# \(workshop.program): ") {
            #expect(outcome.problems.contains(String(line.dropFirst(2))), "\(line)", sourceLocation: sourceLocation)
        }
    }
}

#endif
