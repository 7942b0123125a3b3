import Foundation

@testable import Proviso

/// The sentences of `Vectors/redaction-corpus.ndjson`, in which the personal data are known.
enum RedactionCorpus {
    struct Entry: Decodable, Sendable {
        let id: Int
        let language: String
        let kind: String
        let text: String
        let findings: [Label]
    }

    /// What is to be found.
    struct Label: Decodable, Sendable {
        let type: String
        let start: Int
        let end: Int
        /// Other types that would be right too.
        let also: [String]?
        /// Whether it may be found or not.
        let optional: Bool?

        var range: Range<Int> { start..<end }
        var isOptional: Bool { optional ?? false }

        /// Whether a finding of a type is right here. A password in a URL goes with it.
        func allows(_ found: String) -> Bool {
            found == type || also?.contains(found) == true || (type == "password-in-url" && found == "url")
        }
    }

    static let entries: [Entry] = {
        let file = TestData.folder.appending(path: "Vectors/redaction-corpus.ndjson")
        let lines = try! Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        return lines.map { try! JSONDecoder().decode(Entry.self, from: $0) }
    }()

    /// All texts, one after another, each with a line end.
    static let text: [UInt8] = entries.flatMap { Array($0.text.utf8) + [UInt8(ascii: "\n")] }
}
