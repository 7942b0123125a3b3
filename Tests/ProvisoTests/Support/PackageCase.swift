import Foundation
import Testing

@testable import Proviso

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

    /// All cases, by name.
    static let all: [PackageCase] = {
        let folder = TestData.folder.appending(path: "Testkit/packages")
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .sorted { $0.path < $1.path }
                .map { try PackageCase(name: $0.lastPathComponent, Array(Data(contentsOf: $0))) }
        } catch {
            fatalError("Tests/Testkit/packages: \(error)")
        }
    }()

    static let good = all.filter { $0.refusal == nil }
    static let bad = all.filter { $0.refusal != nil }

    private init(name: String, _ bytes: [UInt8]) throws {
        let lineFeed = UInt8(ascii: "\n")
        let end = try #require(
            bytes.indices.dropFirst().first { bytes[$0] == lineFeed && bytes[$0 - 1] == lineFeed })
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

    func reader() throws -> PackageReader {
        try PackageReader(
            trust: TrustPolicy(utf8: Array(trust.map { $0 + "\n" }.joined().utf8)), time: .fixed(Instant(at)))
    }

    /// The identity, which is known to everybody.
    func makeIdentity() throws -> AgeIdentity {
        let text = Array(identity.utf8)
        return try AgeIdentity(text: text.span)
    }
}
