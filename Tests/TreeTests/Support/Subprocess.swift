import Foundation

/// A program that was run to its end.
struct Subprocess {
    let status: Int32
    /// Standard output and standard error, as they came.
    let output: String

    /// What a program from this run may see: the test run's own variables would change how a compiler inside it behaves.
    private static let environment = ProcessInfo.processInfo.environment.filter { name, _ in
        [
            "PATH", "HOME", "TMPDIR", "LANG", "PKG_CONFIG_PATH", "LD_LIBRARY_PATH", "SDKROOT", "DEVELOPER_DIR",
            "TOOLCHAINS",
            "SWIFTLY_HOME_DIR", "SWIFTLY_BIN_DIR", "http_proxy", "https_proxy", "no_proxy",
        ].contains(name)
    }

    /// Runs a program that is found on the search path. Its output goes through a file: a pipe fills up, and then both wait.
    static func run(_ arguments: [String], in folder: URL = Repository.root) async throws -> Subprocess {
        let temporary = try TemporaryFolder(["output": ""])
        let file = temporary.url.appending(path: "output")
        let output = try FileHandle(forWritingTo: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Subprocess(status: process.terminationStatus, output: try String(contentsOf: file, encoding: .utf8))
    }
}
