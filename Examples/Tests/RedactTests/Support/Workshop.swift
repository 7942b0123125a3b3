import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A temporary folder with a policy and a key in it, in which a test runs programs. It goes when the test goes.
final class Workshop {
    let path: String

    /// The key of the worked cases.
    static let key = "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"

    /// A policy without pseudonyms.
    static let policy = policy(fields: "  \"$.a\": keep\n")

    /// A policy with a pseudonym.
    static let pseudonymPolicy = policy(fields: "  \"$.a\": { pseudonymize: { as: person } }\n")

    static func policy(fields: String) -> String {
        """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        domain: test.example/case-1
        fields:
        \(fields)
        """
    }

    /// How a program ended, and what it wrote.
    struct Outcome {
        let ending: ChildProcess.Ending
        let bytes: [UInt8]
        let errors: String

        var output: String { String(decoding: bytes, as: UTF8.self) }
        /// The lines of standard error. A line that is not ended counts too.
        var problems: [String] {
            errors.isEmpty
                ? []
                : errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast(isEnded ? 1 : 0)
                    .map(String.init)
        }
        private var isEnded: Bool { errors.utf8.last == UInt8(ascii: "\n") }
    }

    /// What a program reads as its standard input.
    enum Input: ExpressibleByStringLiteral {
        case stream(ChildProcess.Stream)
        case bytes([UInt8])

        init(stringLiteral text: String) { self = .bytes(Array(text.utf8)) }
        static func text(_ text: String) -> Input { .bytes(Array(text.utf8)) }
    }

    init() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "redact-tests-\(UUID().uuidString.lowercased())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        path = folder.path
        try write("policy.yaml", Self.policy)
        try write("case.key", Self.key)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    // MARK: - Files

    func path(of name: String) -> String { path + "/" + name }

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
        try write(name, Array(text.utf8), mode: mode)
    }

    func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: path(of: name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(of: name))
    }

    func makeFolder(_ name: String, mode: Int = 0o700) throws {
        try FileManager.default.createDirectory(
            atPath: path(of: name), withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
    }

    func read(_ name: String) throws -> String { String(decoding: try readBytes(name), as: UTF8.self) }

    func readBytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(of: name)))) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(of: name)) }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(of: name))[.posixPermissions] as? Int
    }

    /// The names in the folder, hidden ones too, without those that a workshop begins with and those of the streams.
    var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix("stream-") && !["policy.yaml", "case.key"].contains($0) }.sorted()
        }
    }

    // MARK: - Programs

    /// Starts `redact` with its standard streams as told.
    func start(
        _ arguments: [String], input: ChildProcess.Stream = .null, output: ChildProcess.Stream = .null,
        errors: ChildProcess.Stream = .null
    ) throws -> ChildProcess {
        try ChildProcess(
            Programs.redact, arguments, in: path, input: input, output: output, errors: errors,
            environment: environment)
    }

    /// Runs `redact` to its end.
    func redact(
        _ arguments: [String], input: Input = .stream(.null), output: ChildProcess.Stream? = nil
    ) throws -> Outcome {
        try run(Programs.redact, arguments, input: input, output: output)
    }

    /// Runs `redact` under the workshop's policy.
    func filter(
        _ arguments: String..., input: Input = .stream(.null), output: ChildProcess.Stream? = nil
    ) throws -> Outcome {
        try redact(["--policy", "policy.yaml"] + arguments, input: input, output: output)
    }

    func sampleRecords(_ arguments: String..., output: ChildProcess.Stream? = nil) throws -> Outcome {
        try run(Programs.sampleRecords, arguments, output: output)
    }

    /// Runs a script in which `redact` and `sample-records` are commands.
    func bash(_ script: String, input: Input = .stream(.null)) throws -> Outcome {
        try run("/bin/bash", ["-eu", "-c", script], input: input)
    }

    private func run(
        _ program: String, _ arguments: [String], input: Input = .stream(.null), output: ChildProcess.Stream? = nil
    ) throws -> Outcome {
        let stream: ChildProcess.Stream
        switch input {
        case .stream(let given): stream = given
        case .bytes(let bytes):
            try write("stream-in", bytes)
            stream = .file(path(of: "stream-in"))
        }
        let child = try ChildProcess(
            program, arguments, in: path, input: stream, output: output ?? .file(path(of: "stream-out")),
            errors: .file(path(of: "stream-err")), environment: environment)
        let ending = try child.wait()
        return Outcome(
            ending: ending, bytes: output == nil ? try readBytes("stream-out") : [], errors: try read("stream-err"))
    }

    private var environment: [String: String] {
        ["PATH": Programs.searchPath, "HOME": path, "TMPDIR": path, "LC_ALL": "C"]
    }
}
