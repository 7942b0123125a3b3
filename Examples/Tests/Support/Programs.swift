package import Foundation

/// Where the programs under test and the files of the repository are.
package enum Programs {
    /// The folder of the programs as they are installed. `make test` builds them first; the tests alone do not.
    package static let folder: String = {
        let folder = examples + "/.build/release"
        guard FileManager.default.isExecutableFile(atPath: folder + "/redact") else {
            fatalError("no redact in \(folder): run Scripts/build-examples.sh")
        }
        return URL(filePath: folder).resolvingSymlinksInPath().path
    }()

    package static let sampleRecords = folder + "/sample-records"

    /// The root of the repository.
    package static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    package static let examples = repository.path + "/Examples"

    package static var isRoot: Bool { geteuid() == 0 }
    /// Whether processes and their open files can be looked at as files.
    package static let hasProc = FileManager.default.fileExists(atPath: "/proc/self/fd")
    /// Whether there is a device on which nothing fits.
    package static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

    /// Whether a program is on the path.
    package static func exists(_ program: String) -> Bool {
        searchPath.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    package static let searchPath = folder + ":/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
}
