import Foundation
import TestSupport
import Testing

/// A worked package of `Tests/Testkit/packages`: a header of text, an empty line, and the package.
struct PackageCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// The word with which it must be refused; nil if it must open.
    let refusal: String?
    let identity: String
    let trust: [String]
    let at: String
    /// `NAME SIZE blake2b-256:DIGEST` of every file that must come out.
    let members: [String]
    let package: [UInt8]

    var testDescription: String { name }

    /// All that open, and of those that are refused the smallest for each word: the library's tests go through the
    /// others.
    static let sample: [PackageCase] = {
        let folder = Programs.repository.appending(path: "Tests/Testkit/packages")
        do {
            let all = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .map { try PackageCase(name: $0.lastPathComponent, Array(Data(contentsOf: $0))) }
            let byWord = Dictionary(grouping: all.filter { $0.refusal != nil }) { $0.refusal! }
            let bad = byWord.values.compactMap { cases in
                cases.min { ($0.package.count, $0.name) < ($1.package.count, $1.name) }
            }
            return (all.filter { $0.refusal == nil } + bad).sorted { $0.name < $1.name }
        } catch {
            fatalError("Tests/Testkit/packages: \(error)")
        }
    }()

    private init(name: String, _ bytes: [UInt8]) throws {
        let lineFeed = UInt8(ascii: "\n")
        let end = try #require(bytes.indices.dropFirst().first { bytes[$0] == lineFeed && bytes[$0 - 1] == lineFeed })
        var values: [String: [String]] = [:]
        for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n") {
            let colon = try #require(line.firstIndex(of: ":"))
            values[String(line[..<colon]), default: []].append(String(line[line.index(colon, offsetBy: 2)...]))
        }
        self.name = name
        let expected = try #require(values["expect"]?.first)
        refusal = expected == "opened" ? nil : String(expected.dropFirst("refused ".count))
        identity = try #require(values["identity"]?.first)
        trust = values["trust"] ?? []
        at = try #require(values["at"]?.first)
        members = values["member"] ?? []
        package = Array(bytes[(end + 1)...])
    }
}
