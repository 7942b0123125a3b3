import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A temporary folder with some files in it, in which a test runs programs. It goes when the test goes.
package final class Workshop {
    package let path: String
    /// The program under test.
    package let program: String
    private let firstNames: Set<String>

    /// How a program ended, and what it wrote.
    package struct Outcome {
        /// The name that begins each line of standard error.
        package let program: String
        package let ending: ChildProcess.Ending
        package let bytes: [UInt8]
        package var errors: String

        package var output: String { String(decoding: bytes, as: UTF8.self) }
        /// The lines of standard error. A line that is not ended counts too.
        package var problems: [String] {
            errors.isEmpty
                ? []
                : errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast(isEnded ? 1 : 0)
                    .map(String.init)
        }
        private var isEnded: Bool { errors.utf8.last == UInt8(ascii: "\n") }
    }

    /// What a program reads as its standard input.
    package enum Input: ExpressibleByStringLiteral {
        case stream(ChildProcess.Stream)
        case bytes([UInt8])

        package init(stringLiteral text: String) { self = .bytes(Array(text.utf8)) }
        package static func text(_ text: String) -> Input { .bytes(Array(text.utf8)) }
    }

    /// A folder for a program, with some files, by name.
    package init(for program: String, files: [String: String] = [:]) throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "\(program)-tests-\(UUID().uuidString.lowercased())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        path = folder.path
        self.program = program
        firstNames = Set(files.keys)
        for (name, text) in files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    // MARK: - Files

    package func path(of name: String) -> String { path + "/" + name }

    package func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
        try write(name, Array(text.utf8), mode: mode)
    }

    package func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: path(of: name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(of: name))
    }

    package func makeFolder(_ name: String, mode: Int = 0o700) throws {
        try FileManager.default.createDirectory(
            atPath: path(of: name), withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
    }

    package func read(_ name: String) throws -> String { String(decoding: try readBytes(name), as: UTF8.self) }

    package func readBytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(of: name))))
    }

    package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(of: name)) }

    package func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(of: name))[.posixPermissions] as? Int
    }

    /// The names in the folder, hidden ones too, without those that it began with and those of the streams.
    package var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix("stream-") && !firstNames.contains($0) }.sorted()
        }
    }

    // MARK: - Programs

    /// Starts the program with its standard streams as told.
    package func start(
        _ arguments: [String], input: ChildProcess.Stream = .null, output: ChildProcess.Stream = .null,
        errors: ChildProcess.Stream = .null, environment: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            Programs.folder + "/" + program, arguments, in: path, input: input, output: output, errors: errors,
            environment: self.environment.merging(environment) { $1 })
    }

    /// Runs the program to its end.
    package func run(
        _ arguments: [String], input: Input = .stream(.null), output: ChildProcess.Stream? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(Programs.folder + "/" + program, arguments, input: input, output: output, environment: environment)
    }

    package func sampleRecords(_ arguments: String..., output: ChildProcess.Stream? = nil) throws -> Outcome {
        try run(Programs.sampleRecords, arguments, output: output)
    }

    /// Runs a script in which the programs of the examples are commands.
    package func bash(
        _ script: String, input: Input = .stream(.null), environment: [String: String] = [:]
    ) throws -> Outcome {
        try run("/bin/bash", ["-eu", "-c", script], input: input, environment: environment)
    }

    private func run(
        _ path: String, _ arguments: [String], input: Input = .stream(.null), output: ChildProcess.Stream? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let stream: ChildProcess.Stream
        switch input {
        case .stream(let given): stream = given
        case .bytes(let bytes):
            try write("stream-in", bytes)
            stream = .file(self.path(of: "stream-in"))
        }
        let child = try ChildProcess(
            path, arguments, in: self.path, input: stream, output: output ?? .file(self.path(of: "stream-out")),
            errors: .file(self.path(of: "stream-err")), environment: self.environment.merging(environment) { $1 })
        let ending = try child.wait()
        return Outcome(
            program: program, ending: ending, bytes: output == nil ? try readBytes("stream-out") : [],
            errors: try read("stream-err"))
    }

    private var environment: [String: String] {
        ["PATH": Programs.searchPath, "HOME": path, "TMPDIR": path, "LC_ALL": "C"]
    }
}
