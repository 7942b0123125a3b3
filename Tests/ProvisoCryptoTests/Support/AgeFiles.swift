import Foundation
import ProvisoCrypto

/// What came out of a file that was opened, until its end or until it was refused.
struct OpenedFile {
    var content: [UInt8] = []
    var error: CryptoError?
    var openedBy: AgeRecipient?
    /// The sizes of the pieces in which the content came.
    var pieceByteCounts: [Int] = []
}

enum AgeFiles {
    /// Pushes a file through an opener in pieces of this size, or as a whole.
    static func open(
        _ file: [UInt8], with identity: borrowing AgeIdentity, pieceByteCount: Int = .max, threadCount: Int = 1
    ) throws -> OpenedFile {
        try open(file, with: AgeIdentities(identity), pieceByteCount: pieceByteCount, threadCount: threadCount)
    }

    static func open(
        _ file: [UInt8], with identities: AgeIdentities, pieceByteCount: Int = .max, threadCount: Int = 1
    ) throws -> OpenedFile {
        var result = OpenedFile()
        func take(_ piece: Span<UInt8>) {
            append(piece, to: &result.content)
            result.pieceByteCounts.append(piece.count)
        }
        do {
            var opener = AgeOpener(identities: identities, threadCount: threadCount)
            try forEachPiece(of: file.count, pieceByteCount) { piece in
                try opener.write(file.span.extracting(piece), take)
                result.openedBy = opener.openedBy
            }
            try opener.finish(take)
        } catch let error as CryptoError {
            result.error = error
        }
        return result
    }

    static func seal(
        _ content: [UInt8], to recipients: [AgeRecipient], pieceByteCount: Int = .max, isArmored: Bool = false,
        threadCount: Int = 1
    ) throws -> [UInt8] {
        var file: [UInt8] = []
        var sealer = try AgeSealer(to: recipients, isArmored: isArmored, threadCount: threadCount)
        forEachPiece(of: content.count, pieceByteCount) { piece in
            sealer.write(content.span.extracting(piece)) { append($0, to: &file) }
        }
        sealer.finish { append($0, to: &file) }
        return file
    }

    /// With a work factor that takes no time.
    static func seal(
        _ content: [UInt8], passphrase: borrowing AgePassphrase, workFactor: Int = 8, isArmored: Bool = false
    ) throws -> [UInt8] {
        var file: [UInt8] = []
        var sealer = try AgeSealer(passphrase: passphrase, workFactor: workFactor, isArmored: isArmored)
        sealer.write(content.span) { append($0, to: &file) }
        sealer.finish { append($0, to: &file) }
        return file
    }

    static func passphrase(_ text: String) throws -> AgePassphrase {
        try AgePassphrase(copying: text.utf8Span.span)
    }

    static func identity(_ text: String) throws -> AgeIdentity {
        try AgeIdentity(text: text.utf8Span.span)
    }

    /// Where the payload begins: behind the line of the MAC.
    static func headerByteCount(of file: [UInt8]) -> Int {
        let mark = file.indices.first { file[$0...].starts(with: "\n---".utf8) }!
        return file[(mark + 1)...].firstIndex(of: UInt8(ascii: "\n"))! + 1
    }

    /// Calls `body` with one range after the other.
    static func forEachPiece(
        of byteCount: Int, _ pieceByteCount: Int, _ body: (Range<Int>) throws -> Void
    ) rethrows {
        var start = 0
        while start < byteCount {
            let end = start + min(pieceByteCount, byteCount - start)
            try body(start..<end)
            start = end
        }
    }

    static func append(_ piece: Span<UInt8>, to array: inout [UInt8]) {
        // Sound: the piece is borrowed for the call.
        unsafe piece.withUnsafeBufferPointer { unsafe array.append(contentsOf: $0) }
    }
}

/// Debian's, or any other, `age` program.
enum AgeProgram {
    /// The first `age` on the search path.
    static let executable: URL? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(filePath: String($0)).appending(path: "age") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    static func seal(_ content: [UInt8], to recipients: [AgeRecipient], isArmored: Bool = false) throws -> [UInt8] {
        try run((isArmored ? ["-a"] : []) + recipients.flatMap { ["-r", $0.description] }, input: content).output
    }

    static func open(
        _ file: [UInt8], with identity: borrowing AgeIdentity
    ) throws -> (status: Int32, output: [UInt8]) {
        let text = identity.exportText(because: "another program opens what we sealed") { SecretKeyTests.copy($0) }
        return try run(["-d", "-i", "identity.txt"], input: file, identity: text)
    }

    /// Seals under a passphrase, which `age` asks for at a terminal.
    static func seal(_ content: [UInt8], passphrase: String) throws -> [UInt8] {
        try runAtTerminal(["-p"], input: content, answers: [passphrase, passphrase]).output
    }

    static func open(_ file: [UInt8], passphrase: String) throws -> (status: Int32, output: [UInt8]) {
        try runAtTerminal(["-d"], input: file, answers: [passphrase])
    }

    private static func runAtTerminal(
        _ arguments: [String], input: [UInt8], answers: [String]
    ) throws -> (status: Int32, output: [UInt8]) {
        // Answers one prompt after the other, each when it has come.
        let program = """
            import base64, json, os, pty, sys, tempfile
            task = json.load(sys.stdin)
            os.chdir(tempfile.mkdtemp())
            with open("input", "wb") as file: file.write(base64.b64decode(task["input"]))
            child, terminal = pty.fork()
            if child == 0: os.execv(task["program"], [task["program"]] + task["arguments"] + ["-o", "output", "input"])
            shown = b""
            while True:
                try: piece = os.read(terminal, 1024)
                except OSError: break
                if not piece: break
                shown += piece
                if task["answers"] and b"passphrase" in shown and shown.rstrip().endswith(b":"):
                    os.write(terminal, task["answers"].pop(0).encode() + b"\\n")
                    shown = b""
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            output = b""
            for name in os.listdir("."):
                with open(name, "rb") as file:
                    if name == "output": output = file.read()
                os.remove(name)
            os.rmdir(os.getcwd())
            print(json.dumps({"status": status, "output": base64.b64encode(output).decode()}))
            """
        struct Task: Encodable {
            let program: String
            let arguments, answers: [String]
            let input: Data
        }
        struct Result: Decodable {
            let status: Int32
            let output: Data
        }
        let task = Task(program: executable!.path, arguments: arguments, answers: answers, input: Data(input))
        let result = try Python.run(program, input: task, as: Result.self)
        return (result.status, Array(result.output))
    }

    private static func run(
        _ arguments: [String], input: [UInt8], identity: [UInt8] = []
    ) throws -> (status: Int32, output: [UInt8]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "proviso-age-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(identity).write(to: folder.appending(path: "identity.txt"))
        try Data(input).write(to: folder.appending(path: "input"))

        let process = Process()
        process.executableURL = executable
        process.currentDirectoryURL = folder
        process.arguments = arguments + ["-o", "output", "input"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let output = (try? Data(contentsOf: folder.appending(path: "output"))) ?? Data()
        return (process.terminationStatus, Array(output))
    }
}
