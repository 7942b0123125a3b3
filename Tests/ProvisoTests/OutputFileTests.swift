import Foundation
import Testing

@testable import Proviso

@Suite struct OutputFileTests: ~Copyable {
    private let folder: TemporaryFolder
    private var path: String { folder.path("out") }

    init() throws { folder = try TemporaryFolder() }

    /// What was there before stays until the new file is whole.
    private static let before = "what was there before"

    private func writeBefore(mode: Int = 0o600) throws {
        _ = try folder.write(Self.before, to: "out", mode: mode)
    }

    // MARK: Whole

    @Test func `a file is there whole after its commit, and not before`() throws {
        var output = try OutputFile(path)
        #expect(output.name == path)
        try output.write("one\n")
        try output.write(Array("two\n".utf8).span)
        try output.flush()
        #expect(try !folder.names.contains("out"))
        try output.prepare()
        #expect(try !folder.names.contains("out"))
        try output.commit()
        #expect(try folder.read("out") == Array("one\ntwo\n".utf8))
        #expect(try folder.names == ["out"])
    }

    @Test func `a file without a byte is a file too`() throws {
        let output = try OutputFile(path)
        try output.commit()
        #expect(try folder.read("out") == [])
        #expect(try folder.names == ["out"])
    }

    @Test func `what was there before stays until the commit`() throws {
        try writeBefore()
        var output = try OutputFile(path)
        try output.write("new")
        try output.prepare()
        #expect(try folder.read("out") == Array(Self.before.utf8))
        try output.commit()
        #expect(try folder.read("out") == Array("new".utf8))
        #expect(try folder.names == ["out"])
    }

    /// Whoever has opened the old file reads it to its end.
    @Test func `an output may be the input`() throws {
        let lines = String(repeating: "a line\n", count: 100_000)
        _ = try folder.write(lines, to: "out")
        var input = try InputFile(path)
        var output = try OutputFile(path)
        while try input.readBlock({ block in
            try output.write("x")
            try output.write(block)
        }) {}
        try output.commit()
        #expect(String(decoding: try folder.read("out"), as: UTF8.self).replacing("x", with: "") == lines)
    }

    @Test func `pieces of all sizes come out in order`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let block = InputFile.blockByteCount
        var expected: [UInt8] = []
        var output = try OutputFile(path)
        let edges = [0, 1, block - 1, 1, 1, block, 5, block + 1, block - 1, block - 1, 2, 3 * block, 0, 7]
        let sizes = edges + (0..<40).map { _ in Int.random(in: 0...70_000, using: &generator) }
        for (number, size) in sizes.enumerated() {
            let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size)
            expected += piece
            try output.write(piece.span)
        }
        try output.commit()
        #expect(try folder.read("out") == expected)
    }

    @Test func `of two files for one place the last commit stays`() throws {
        var first = try OutputFile(path)
        var second = try OutputFile(path)
        try first.write("first")
        try second.write("second")
        try second.commit()
        #expect(try folder.read("out") == Array("second".utf8))
        try first.commit()
        #expect(try folder.read("out") == Array("first".utf8))
        #expect(try folder.names == ["out"])
    }

    // MARK: Or not at all

    @Test func `without a commit nothing is there`() throws {
        do {
            var output = try OutputFile(path)
            try output.write("half")
            try output.prepare()
            #expect(try folder.names.count == 1)
        }
        #expect(try folder.names == [])
    }

    @Test func `an error between leaves what was there before`() throws {
        try writeBefore(mode: 0o644)
        #expect(throws: CryptoError.keyEncoding) {
            var output = try OutputFile(path)
            try output.write("half")
            try output.flush()
            throw CryptoError.keyEncoding
        }
        #expect(try folder.read("out") == Array(Self.before.utf8))
        #expect(try folder.mode("out") == 0o644)
        #expect(try folder.names == ["out"])
    }

    @Test func `a place that became a folder is not replaced, and the temporary file is removed`() throws {
        var output = try OutputFile(path)
        try output.write("new")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let error = Self.errorOfCommit(output)
        #expect(error?.code == .storeFailed)
        #expect(error?.description == "\(path): cannot be replaced: it is a folder; name a file")
        #expect(try folder.names == ["out"])
    }

    private static func errorOfCommit(_ output: consuming OutputFile) -> ProvisoError? {
        do throws(ProvisoError) {
            try output.commit()
            return nil
        } catch {
            return error
        }
    }

    // MARK: The temporary file

    @Test func `a temporary file lies beside its place, named after it, for its owner alone`() throws {
        try FileManager.default.createDirectory(atPath: folder.path("deep"), withIntermediateDirectories: false)
        var output = try OutputFile(folder.path("deep/out.ndjson"))
        try output.write("secret")
        try output.flush()
        #expect(try folder.names == ["deep"])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("deep"))
        let name = try #require(names.first)
        #expect(names.count == 1)
        #expect(name.hasPrefix(".out.ndjson.proviso-"))
        // Nobody can guess it and put something else there.
        #expect(name.utf8.count == ".out.ndjson.proviso-".utf8.count + 16)
        #expect(try folder.mode("deep/\(name)") == 0o600)
        try output.commit()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("deep")) == ["out.ndjson"])
    }

    @Test(arguments: [
        String(repeating: "n", count: 255), String(repeating: "名", count: 85), String(repeating: "é", count: 127),
    ])
    func `a name may be as long as names can be`(name: String) throws {
        var output = try OutputFile(folder.path(name))
        try output.write("a")
        try output.commit()
        #expect(try folder.names == [name])
    }

    @Test func `a name that is too long is refused at once`() throws {
        Self.expectRefusal(folder.path(String(repeating: "n", count: 256)), "cannot be written: ")
        #expect(try folder.names == [])
    }

    // MARK: Modes and links

    @Test func `a file that is replaced gets mode 0600, however open it was`() throws {
        try writeBefore(mode: 0o666)
        var output = try OutputFile(path)
        try output.write("new")
        try output.commit()
        #expect(try folder.mode("out") == 0o600)
    }

    @Test(arguments: [true, false])
    func `a symbolic link is replaced, and what it leads to stays`(isThere: Bool) throws {
        if isThere { _ = try folder.write("elsewhere", to: "target") }
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path("target"))
        var output = try OutputFile(path)
        try output.write("new")
        try output.commit()
        #expect(try folder.read("out") == Array("new".utf8))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeRegular)
        #expect(try folder.names == (isThere ? ["out", "target"] : ["out"]))
        if isThere { #expect(try folder.read("target") == Array("elsewhere".utf8)) }
    }

    // MARK: Refusals

    @Test func `a folder is no place for a file`() throws {
        Self.expectRefusal(folder.url.path, "cannot be written: it is a folder")
        Self.expectRefusal(folder.url.path + "/", "cannot be written: it is a folder")
    }

    @Test func `a folder that is not there is not made`() throws {
        try writeBefore()
        Self.expectRefusal(folder.path("nowhere/out"), "cannot be written: there is no such folder")
        Self.expectRefusal(folder.path("nowhere") + "/", "cannot be written: there is no such folder")
        Self.expectRefusal(path + "/out", "cannot be written: there is no such folder")
        #expect(try folder.names == ["out"])
    }

    /// The system would end a name at its NUL, and another file be replaced.
    @Test func `an empty name and one with a NUL are no names of files`() throws {
        try writeBefore()
        for path in ["", path + "\0.ndjson", "\0", "/dev/null\0"] {
            Self.expectRefusal(path, "cannot be written: no file can have this name")
        }
        #expect(try folder.names == ["out"])
    }

    private static func expectRefusal(_ path: String, _ message: String) {
        let error = #expect(throws: ProvisoError.self) { _ = try OutputFile(path) }
        #expect(error?.code == .storeFailed)
        #expect(error?.place == ProvisoError.Place(source: path))
        #expect(error?.message.hasPrefix(message) == true)
    }

    // MARK: Devices and pipes

    @Test func `it says whether it appears whole or is seen as it is written`() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write("old", to: "old")
        for (path, appearsWhole) in [(old, true), (folder.path("new"), true), ("/dev/null", false)] {
            let file = try OutputFile(path)
            #expect(file.appearsWhole == appearsWhole, "\(path)")
        }
        let standardOutput = OutputFile.standardOutput()
        #expect(standardOutput.appearsWhole == false)
    }

    @Test func `a device is written in place`() throws {
        var output = try OutputFile("/dev/null")
        try output.write("gone")
        try output.commit()
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
    }

    @Test func `a pipe is written as it comes`() throws {
        let pipe = Pipe()
        var output = try OutputFile("/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
        try output.write("one")
        try output.flush()
        #expect(pipe.fileHandleForReading.availableData == Data("one".utf8))
        try output.write("two")
        try output.commit()
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("two".utf8))
    }

    @Test func `a link of the system to an open file is written behind what is there`() throws {
        try writeBefore()
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        var output = try OutputFile("/dev/fd/\(handle.fileDescriptor)")
        try output.write(", and more")
        try output.commit()
        #expect(try folder.read("out") == Array("what was there before, and more".utf8))
        #expect(try folder.names == ["out"])
    }

    #if os(Linux)
    @Test func `a full device fails, by its name and with what to do`() throws {
        var output = try OutputFile("/dev/full")
        try output.write("a")
        let error = Self.errorOfCommit(output)
        #expect(error?.code == .storeFailed)
        #expect(error?.place == ProvisoError.Place(source: "/dev/full"))
        #expect(error?.message.hasPrefix("cannot be written: ") == true)
        #expect(error?.remedy == "make room and run again")

        var other = try OutputFile("/dev/full")
        try other.write("a")
        #expect(Self.error { () throws(ProvisoError) in try other.flush() }?.code == .storeFailed)
        let block = [UInt8](repeating: 0, count: InputFile.blockByteCount)
        #expect(Self.error { () throws(ProvisoError) in try other.write(block.span) }?.code == .storeFailed)
    }

    private static func error(_ body: () throws(ProvisoError) -> Void) -> ProvisoError? {
        do throws(ProvisoError) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    // MARK: The rest of the process

    @Test func `a disk that is full in the middle leaves what was there before`() async throws {
        try writeBefore()
        await #expect(processExitsWith: .success) { [path = path as String, root = folder.url.path as String] in
            try ProcessState.withLargestFile(ofByteCount: 100_000) {
                // Pieces that are gathered first fail when they are written out, one that is large at once.
                var gathered = try OutputFile(path)
                let piece = [UInt8](repeating: 7, count: 50_001)
                try gathered.write(piece.span)
                try gathered.write(piece.span)
                let late = OutputFileTests.errorOfCommit(gathered)
                #expect(late?.code == .storeFailed)
                #expect(late?.place.source == path)

                var direct = try OutputFile(path)
                let large = [UInt8](repeating: 7, count: 100_001)
                let early = OutputFileTests.error { () throws(ProvisoError) in try direct.write(large.span) }
                #expect(early?.code == .storeFailed)
                #expect(early?.place.source == path)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == OutputFileTests.before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["out"])
            #expect(try ProcessState.descriptors(below: root) == [])
        }
    }

    @Test func `a reader that has gone away is told apart from other errors`() async {
        await #expect(processExitsWith: .success) {
            _ = signal(SIGPIPE, SIG_IGN)
            let pipe = Pipe()
            var output = try OutputFile("/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
            try pipe.fileHandleForReading.close()
            try output.write("a")
            let error = OutputFileTests.errorOfCommit(output)
            #expect(error?.code == .storeClosed)
            #expect(error?.message == "the reader of the output has gone away")
        }
    }

    @Test(arguments: [true, false])
    func `a file is closed when it is gone, and programs that we start do not get it`(isCommitted: Bool) throws {
        let root = folder.url.path
        do {
            var output = try OutputFile(path)
            try output.write("a")
            let descriptors = try ProcessState.descriptors(below: root)
            #expect(descriptors.count == 1)
            #expect(descriptors.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
            if isCommitted { try output.commit() }
        }
        #expect(try ProcessState.descriptors(below: root) == [])
    }

    /// A named pipe has a path by which its descriptor can be found, and is written in place as a device is.
    @Test(arguments: [true, false])
    func `what is written in place is closed when it is gone`(isCommitted: Bool) throws {
        // Sound: the path is lent for the call as a C string.
        try unsafe #require(mkfifo(path, 0o600) == 0)
        let reader = try FileHandle(forUpdating: URL(filePath: path))
        do {
            var output = try OutputFile(path)
            try output.write("a")
            #expect(try ProcessState.descriptors(below: folder.url.path).count == 2)
            if isCommitted { try output.commit() }
        }
        #expect(try ProcessState.descriptors(below: folder.url.path) == [reader.fileDescriptor])
        #expect(try folder.names == ["out"])
    }

    @Test func `a folder that may not be written to says whose fault it is`() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            try ProcessState.becomeSomebodyElse()
            let error = #expect(throws: ProvisoError.self) { _ = try OutputFile(path) }
            #expect(error?.code == .storeFailed)
            #expect(error?.remedy == "check who owns it and its mode")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
    }

    @Test func `a name without a folder lies in the working folder, and no umask opens the file`() async throws {
        await #expect(processExitsWith: .success) { [root = folder.url.path as String] in
            try #require(FileManager.default.changeCurrentDirectoryPath(root))
            umask(0)
            var output = try OutputFile("out")
            try output.write("a")
            try output.commit()
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["out"])
            let attributes = try FileManager.default.attributesOfItem(atPath: root + "/out")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `standard output is named by a dash, written as it comes, and stays open`() async throws {
        let path = try folder.write("", to: "out")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            try ProcessState.redirect(STDOUT_FILENO, from: handle.fileDescriptor)
            var output = OutputFile.standardOutput()
            #expect(output.name == "-")
            try output.write("one")
            try output.flush()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
            try output.write("two")
            try output.commit()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "onetwo")
            #expect(fcntl(STDOUT_FILENO, F_GETFD) >= 0)
        }
    }
    #endif
}
