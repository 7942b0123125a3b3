import Foundation

/// A page under `Formats`, read so that a test can compare what it says with what the library does.
struct FormatPage {
    private let lines: [Substring]

    init(_ name: String) throws {
        let file = TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/\(name).md")
        lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines below a heading, up to the next one of its level.
    func section(_ heading: String) -> [Substring] {
        lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }.map { $0 }
    }

    /// The first Python program below a heading.
    func program(below heading: String) -> String {
        section(heading).drop { $0 != "```python" }.dropFirst().prefix { $0 != "```" }.joined(separator: "\n") + "\n"
    }

    /// The cells of the rows of the table with this first row.
    func table(_ header: String, below heading: String) -> [[String]] {
        section(heading).drop { $0 != header }.dropFirst(2).prefix { $0.hasPrefix("|") }.map { line in
            line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// A cell without its backquotes.
    static func literal(_ cell: String) -> String {
        cell.hasPrefix("`") && cell.hasSuffix("`") && cell.count > 2 ? String(cell.dropFirst().dropLast()) : cell
    }
}
