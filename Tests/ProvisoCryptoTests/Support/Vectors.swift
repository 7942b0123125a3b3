import Foundation
import Testing

/// One row of the BLAKE2 reference repository's known answers.
struct KnownAnswer: Decodable {
    let `in`: String
    let key: String
    let out: String
}

enum Vectors {
    fileprivate static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The rows that this repository carries.
    static func transcribed() throws -> [KnownAnswer] {
        try rows(of: "blake2b-keyed.json")
    }

    /// The rows of a file in this repository.
    static func rows<Row: Decodable>(of file: String) throws -> [Row] {
        try rows(repository.appending(path: "Tests/Vectors/\(file)"))
    }

    /// The whole file, which lies beside the repository on some machines.
    private static let published = repository.appending(path: "../shared/vectors/blake2/blake2b-kat.json")

    static var hasPublished: Bool { FileManager.default.fileExists(atPath: published.path) }

    static func publishedKeyed() throws -> [KnownAnswer] {
        try rows(published).filter { !$0.key.isEmpty }
    }

    private static func rows<Row: Decodable>(_ file: URL) throws -> [Row] {
        try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
    }
}

/// Project Wycheproof's files of cases that implementations have got wrong. They lie beside the repository on some
/// machines.
enum Wycheproof {
    private static let folder = Vectors.repository.appending(path: "../shared/vectors/wycheproof")

    static var isHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static let whereItIsMissing: Comment =
        "the folder ../shared/vectors with Project Wycheproof's files is not on this machine"

    /// What an implementation must make of a case. Where it is `acceptable`, the implementation decides.
    enum Verdict: String, Decodable { case valid, invalid, acceptable }

    /// The groups of a file, whose cases are as many as the file says.
    static func groups<Group: WycheproofGroup>(of name: String) throws -> [Group] {
        let data = try Data(contentsOf: folder.appending(path: "\(name)_test.json"))
        let file = try JSONDecoder().decode(File<Group>.self, from: data)
        try #require(file.testGroups.map(\.tests.count).reduce(0, +) == file.numberOfTests)
        return file.testGroups
    }

    private struct File<Group: Decodable>: Decodable {
        let numberOfTests: Int
        let testGroups: [Group]
    }
}

protocol WycheproofGroup: Decodable {
    associatedtype Case
    var tests: [Case] { get }
}
