import Foundation

/// This repository, as the tests find it on the machine that they were built on.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

extension URL {
    /// The files below this folder whose names end like this, in one order on every machine.
    func files(withExtension pathExtension: String) -> [URL] {
        let all = FileManager.default.enumerator(at: self, includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? [])
            .filter { $0.pathExtension == pathExtension }
            .sorted { $0.path < $1.path }
    }

    /// The folders in this folder, by name.
    func folders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: self, includingPropertiesForKeys: [.isDirectoryKey])
            .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent).sorted()
    }

    /// The path of a file from a folder above it, for messages.
    func path(from root: URL) -> String {
        let start = root.standardizedFileURL.path
        let own = standardizedFileURL.path
        return own.hasPrefix(start) ? String(own.dropFirst(start.count).drop { $0 == "/" }) : own
    }
}

/// A folder that is made for one test and removed after it.
final class TemporaryFolder {
    let url: URL

    /// `files` are texts by path.
    init(_ files: [String: String] = [:]) throws {
        // Without symbolic links, because the compiler and the package manager print paths without them.
        url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "proviso-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (path, text) in files {
            let file = url.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
