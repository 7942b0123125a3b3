import Foundation

/// A Python that computes the same with code that is not ours.
enum Python {
    /// The first `python3` on the search path.
    static let executable: URL? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(filePath: String($0)).appending(path: "python3") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    static var isMissing: Bool { executable == nil }

    /// Runs a program once, with a JSON value as its input and one as its output.
    ///
    /// Both go through files: with two pipes, each side can wait for the other to read.
    static func run<Output: Decodable>(
        _ program: String, input: some Encodable, as output: Output.Type
    ) throws -> Output {
        let folder = try TemporaryFolder()
        let inputFile = folder.url.appending(path: "input.json")
        let outputFile = folder.url.appending(path: "output.json")
        try JSONEncoder().encode(input).write(to: inputFile)
        try Data().write(to: outputFile)

        let process = Process()
        process.executableURL = executable
        process.arguments = ["-c", program]
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        try process.run()
        process.waitUntilExit()
        return try JSONDecoder().decode(Output.self, from: Data(contentsOf: outputFile))
    }
}
