import Foundation

/// A Python that computes the same hashes with code that is not ours.
enum Python {
    /// The first `python3` on the search path.
    static let executable: URL? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(filePath: String($0)).appending(path: "python3") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// Runs a program once, with a JSON value as its input and one as its output.
    ///
    /// Both go through files: with two pipes, each side can wait for the other to read.
    static func run<Output: Decodable>(_ program: String, input: some Encodable, as output: Output.Type) throws
        -> Output
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "proviso-python-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let inputFile = folder.appending(path: "input.json")
        let outputFile = folder.appending(path: "output.json")
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
