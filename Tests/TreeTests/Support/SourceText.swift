import Foundation

/// A Swift file, line by line, with its code apart from its comments.
///
/// This is no parser: it knows comments and string literals, and takes everything inside of a literal as text.
struct SourceText {
    struct Line {
        /// The code, with literals emptied.
        var code = ""
        /// The text of comments.
        var comment = ""

        /// Whether a word stands in the code.
        func mentions(_ word: String) -> Bool {
            code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == word }
        }
    }

    private(set) var lines = [Line()]

    init(_ file: URL) throws {
        self.init(text: try String(contentsOf: file, encoding: .utf8))
    }

    init(text: String) {
        var rest = Substring(text)
        while let character = rest.first {
            if rest.hasPrefix("//") {
                append(comment: rest.prefix { $0 != "\n" })
                rest = rest.drop { $0 != "\n" }
            } else if rest.hasPrefix("/*") {
                rest = blockComment(rest)
            } else if character == "\"" || rest.drop(while: { $0 == "#" }).first == "\"" {
                rest = literal(rest)
            } else {
                append(code: character)
                rest.removeFirst()
            }
        }
    }

    private mutating func append(code character: Character) {
        if character == "\n" { lines.append(Line()) } else { lines[lines.count - 1].code.append(character) }
    }

    private mutating func append(comment text: Substring) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { lines.append(Line()) }
            lines[lines.count - 1].comment += line
        }
    }

    private mutating func blockComment(_ text: Substring) -> Substring {
        var depth = 0
        var rest = text
        repeat {
            if rest.hasPrefix("/*") {
                depth += 1
                rest.removeFirst()
            } else if rest.hasPrefix("*/") {
                depth -= 1
                rest.removeFirst()
            }
            rest.removeFirst()
        } while depth > 0 && !rest.isEmpty
        append(comment: text[..<rest.startIndex])
        return rest
    }

    private mutating func literal(_ text: Substring) -> Substring {
        let pounds = text.prefix { $0 == "#" }
        var rest = text.dropFirst(pounds.count)
        let quotes = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        rest = rest.dropFirst(quotes.count)
        let end = quotes + pounds
        let escape = "\\" + pounds
        while !rest.isEmpty, !rest.hasPrefix(end) {
            if rest.hasPrefix(escape) { rest = rest.dropFirst(escape.count) }
            if rest.first == "\n" { lines.append(Line()) }
            rest = rest.dropFirst()
        }
        for quote in "\"\"" { append(code: quote) }
        return rest.dropFirst(end.count)
    }
}
