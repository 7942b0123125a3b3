import Foundation

/// One row of the BLAKE2 reference repository's known answers.
struct KnownAnswer: Decodable {
    let `in`: String
    let key: String
    let out: String
}

enum Vectors {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The rows that this repository carries.
    static func transcribed() throws -> [KnownAnswer] {
        try rows(repository.appending(path: "Tests/Vectors/blake2b-keyed.json"))
    }

    /// The whole file, which lies beside the repository on some machines.
    private static let published = repository.appending(path: "../shared/vectors/blake2/blake2b-kat.json")

    static var hasPublished: Bool { FileManager.default.fileExists(atPath: published.path) }

    static func publishedKeyed() throws -> [KnownAnswer] {
        try rows(published).filter { !$0.key.isEmpty }
    }

    private static func rows(_ file: URL) throws -> [KnownAnswer] {
        try JSONDecoder().decode([KnownAnswer].self, from: Data(contentsOf: file))
    }
}
