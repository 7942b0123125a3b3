import Foundation
import Testing

@testable import Proviso

@Suite struct InputFileTests {
    /// Everything that a file gives, and how long each block was.
    private static func blocks(of file: consuming InputFile) throws -> (bytes: [UInt8], counts: [Int]) {
        var bytes: [UInt8] = []
        var counts: [Int] = []
        while try file.readBlock({ block in
            counts.append(block.count)
            for index in block.indices { bytes.append(block[index]) }
        }) {}
        return (bytes, counts)
    }

    private static func random(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: testSeed)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    // MARK: Blocks

    @Test(arguments: [1, 2, InputFile.blockByteCount - 1, InputFile.blockByteCount, InputFile.blockByteCount + 1])
    func `a file is lent in blocks, whole and in order`(count: Int) throws {
        let folder = try TemporaryFolder()
        let written = Self.random(count)
        let (bytes, counts) = try Self.blocks(of: InputFile(folder.write(written, to: "in")))
        #expect(bytes == written)
        #expect(counts.allSatisfy { (1...InputFile.blockByteCount).contains($0) })
        #expect(counts.count == (count > InputFile.blockByteCount ? 2 : 1))
    }

    @Test func `an open descriptor is read from where it stands, again and again, and stays open`() throws {
        let folder = try TemporaryFolder()
        let written = Self.random(InputFile.blockByteCount + 100)
        let file = try InputFile(folder.write(written, to: "in"))
        try file.withDescriptor { descriptor in
            for start in [0, 1, InputFile.blockByteCount, written.count, 0] {
                #expect(lseek(descriptor, off_t(start), SEEK_SET) == off_t(start))
                let again = InputFile(descriptor: descriptor, name: "a name")
                #expect(again.name == "a name")
                let bytes = try Self.blocks(of: again).bytes
                #expect(bytes == Array(written[start...]))
            }
        }
    }

    @Test func `an empty file has no block, however often it is asked`() throws {
        let folder = try TemporaryFolder()
        var file = try InputFile(folder.write("", to: "in"))
        for _ in 0..<2 {
            let isThere = try file.readBlock { _ in Issue.record("a block of nothing") }
            #expect(!isThere)
        }
    }

    @Test func `the end stays the end`() throws {
        let folder = try TemporaryFolder()
        var file = try InputFile(folder.write("a", to: "in"))
        let results = try (0..<3).map { _ in try file.readBlock { _ in } }
        #expect(results == [true, false, false])
    }

    @Test func `a pipe gives what is there, up to its end`() throws {
        let pipe = Pipe()
        var file = try InputFile("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
        var texts: [String] = []
        for text in ["one", "two, and more"] {
            try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            let isThere = try file.readBlock { block in
                texts.append(String(copying: try UTF8Span(validating: block)))
            }
            #expect(isThere)
        }
        try pipe.fileHandleForWriting.close()
        let isThere = try file.readBlock { _ in }
        #expect(!isThere)
        #expect(texts == ["one", "two, and more"])
    }

    @Test func `an error from the borrower comes out, and the next block follows`() throws {
        let folder = try TemporaryFolder()
        let written = Self.random(InputFile.blockByteCount + 7)
        var file = try InputFile(folder.write(written, to: "in"))
        #expect(throws: CryptoError.keyEncoding) {
            _ = try file.readBlock { _ in throw CryptoError.keyEncoding }
        }
        #expect(try Self.blocks(of: file).bytes == written.suffix(7))
    }

    // MARK: Whole contents

    @Test(arguments: [0, 1, 60, 65_535, 65_536, 65_537, 200_000])
    func `contents are whole up to the limit, and none beyond it`(count: Int) throws {
        let folder = try TemporaryFolder()
        let written = Self.random(count)
        let path = try folder.write(written, to: "in")
        #expect(try InputFile(path).contents(limit: count) == written)
        #expect(try InputFile(path).contents(limit: count + 1) == written)
        #expect(try InputFile(path).contents(limit: 1 << 20) == written)
        if count > 0 {
            #expect(try InputFile(path).contents(limit: count - 1) == nil)
            #expect(try InputFile(path).contents(limit: 0) == nil)
        }
    }

    #if os(Linux)
    @Test func `contents of a device without an end are given up at the limit`() throws {
        #expect(try InputFile("/dev/zero").contents(limit: 100_000) == nil)
    }
    #endif

    // MARK: Refusals

    @Test func `a file that is not there is missing by its name`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("", to: "file")
        for path in [folder.path("nothing"), folder.path("nowhere/nothing"), folder.path("file") + "/nothing", ""] {
            let error = #expect(throws: ProvisoError.self) { _ = try InputFile(path) }
            #expect(error?.code == .storeMissing)
            #expect(error?.place == ProvisoError.Place(source: path))
            #expect(error?.message == "there is no such file")
        }
    }

    @Test func `a folder cannot be read`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: ProvisoError.self) { _ = try InputFile(folder.url.path).contents(limit: 100) }
        #expect(error?.code == .storeFailed)
        #expect(error?.description == "\(folder.url.path): cannot be read: it is a folder; name a file")
    }

    /// The system would end the name at the NUL, and another file be read.
    @Test func `a name with a NUL in it is no name of a file`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("another file", to: "in")
        let error = #expect(throws: ProvisoError.self) { _ = try InputFile(path + "\0.ndjson") }
        #expect(error?.code == .storeFailed)
        #expect(
            error?.description == "\(path)\\u{0}.ndjson: cannot be opened: no file can have this name; check the name")
    }

    #if os(Linux)
    @Test func `a file that may not be read says whose fault it is`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a", to: "in", mode: 0o000)
        await #expect(processExitsWith: .success) { [path = path as String] in
            try ProcessState.becomeSomebodyElse()
            let error = #expect(throws: ProvisoError.self) { _ = try InputFile(path) }
            #expect(error?.code == .storeFailed)
            #expect(error?.message.hasPrefix("cannot be opened: ") == true)
            #expect(error?.remedy == "check who owns it and its mode")
        }
    }

    // MARK: Wiping

    /// The file is read in two pieces, so that a part is held already when the rest turns out to be too much.
    @Test func `nothing of contents that are given up is left in memory`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.random(100_001), to: "in")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let isGivenUp = try InputFile(path).contents(limit: 100_000) == nil
            try #require(ProcessState.holdFreedMemory() > 0)
            #expect(isGivenUp)
            var copy = try #require(try InputFile(path).contents(limit: 100_001))
            let scanner = MemoryScanner(for: copy.span.extracting(30_000..<30_040))
            #expect(try scanner.occurrences() == [1, 1, 1, 1, 1])
            wipe(&copy)
            #expect(try scanner.occurrences() == [0, 0, 0, 0, 0])
        }
    }

    // MARK: Descriptors

    @Test func `a file is closed when it is gone, and programs that we start do not get it`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a", to: "in")
        do {
            let file = try InputFile(path)
            #expect(try ProcessState.descriptors(below: folder.url.path) == [file.descriptor])
            #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
            #expect(file.name == path)
        }
        #expect(try ProcessState.descriptors(below: folder.url.path) == [])
        _ = try InputFile(path).contents(limit: 10)
        #expect(throws: ProvisoError.self) { _ = try InputFile(folder.url.path).contents(limit: 10) }
        #expect(try ProcessState.descriptors(below: folder.url.path) == [])
    }

    @Test func `standard input is named by a dash, and stays open`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("from the file", to: "in")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            try ProcessState.redirect(STDIN_FILENO, from: handle.fileDescriptor)
            let input = InputFile.standardInput()
            #expect(input.name == "-")
            #expect(try InputFileTests.blocks(of: input).bytes == Array("from the file".utf8))
            #expect(fcntl(STDIN_FILENO, F_GETFD) >= 0)
        }
    }

    @Test func `a folder as standard input cannot be read, and is named by a dash`() async throws {
        await #expect(processExitsWith: .success) {
            let descriptor = try CLibrary.openFile("/", for: .reading)
            try ProcessState.redirect(STDIN_FILENO, from: descriptor)
            let error = #expect(throws: ProvisoError.self) { _ = try InputFileTests.blocks(of: .standardInput()) }
            #expect(error?.description == "-: cannot be read: it is a folder; name a file")
        }
    }
    #endif
}
