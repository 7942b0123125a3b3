import Foundation

/// A folder for the files of one test, which is gone after it.
final class TemporaryFolder: Sendable {
    let path: String

    /// A folder on the disk, or in memory where there is a place for that: SQLite waits for a disk after each transaction.
    init(inMemory: Bool = false) throws {
        let memory = "/dev/shm"
        let around =
            inMemory && FileManager.default.isWritableFile(atPath: memory)
            ? URL(filePath: memory) : FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let url = around.appending(path: "proviso-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in the folder.
    func path(_ name: String) -> String { path + "/" + name }

    /// Everything in a folder of this one; nil if there is no such folder.
    func names(in name: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    func setMode(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

    /// Writes a file for its owner alone, and gives its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        try setMode(0o600, of: name)
        return path(name)
    }
}
