import Foundation

/// Where the programs under test and the files of the repository are.
enum Programs {
    /// The folder of the test bundle: what the tests depend on is built into it too.
    static let folder: String = {
        let candidates =
            [URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()]
            + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let found = candidates.first {
            FileManager.default.isExecutableFile(atPath: $0.appending(path: "redact").path)
        }
        guard let found else { fatalError("no redact beside the tests: \(candidates.map(\.path))") }
        return found.standardizedFileURL.path
    }()

    static let redact = folder + "/redact"
    static let sampleRecords = folder + "/sample-records"

    /// The root of the repository.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let examples = repository.path + "/Examples"

    static var isRoot: Bool { geteuid() == 0 }
    /// Whether processes and their open files can be looked at as files.
    static let hasProc = FileManager.default.fileExists(atPath: "/proc/self/fd")
    /// Whether there is a device on which nothing fits.
    static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

    /// Whether a program is on the path.
    static func exists(_ program: String) -> Bool {
        searchPath.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    static let searchPath = folder + ":/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
}
