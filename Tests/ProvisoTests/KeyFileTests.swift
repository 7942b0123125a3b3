import Foundation
import Testing

@testable import Proviso

@Suite struct KeyFileTests {
    /// The key of the vectors: the bytes from 0 to 31.
    private static let text = "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    static func bytes(of key: borrowing RootKey) -> [UInt8] {
        key.exportCleartext(because: "a test compares a key with its file") { bytes in bytes.indices.map { bytes[$0] } }
    }

    private static func expectRefusal(
        _ path: String, _ code: ProvisoError.Code, _ message: String, remedy: String? = nil
    ) {
        let error = #expect(throws: ProvisoError.self) { _ = try KeyFile.read(path) }
        #expect(error?.code == code)
        #expect(error?.message == message)
        #expect(error?.place == ProvisoError.Place(source: path))
        if let remedy { #expect(error?.remedy == remedy) }
    }

    private static let malformed = "not a key file: it must be one line, proviso-key-v1: and 43 characters"

    // MARK: Making

    @Test func `a new key file is one line with 32 bytes in base64url, and reads back`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("new.key")
        try KeyFile.create(path)
        let line = String(decoding: try folder.read("new.key"), as: UTF8.self)
        let text = String(try #require(line.wholeMatch(of: /proviso-key-v1:([A-Za-z0-9_-]{43})\n/)).1)
        // Another decoder than the library's; it knows the other alphabet and wants padding.
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + "="
        let expected = try #require(Data(base64Encoded: base64))
        #expect(expected.count == 32)
        let key = try KeyFile.read(path)
        #expect(Self.bytes(of: key) == Array(expected))
        #expect(try folder.mode("new.key") == 0o600)
        #expect(try folder.names == ["new.key"])
    }

    @Test func `every new key is another`() throws {
        let folder = try TemporaryFolder()
        var keys: Set<[UInt8]> = []
        for number in 0..<10 {
            try KeyFile.create(folder.path("\(number).key"))
            let key = try KeyFile.read(folder.path("\(number).key"))
            keys.insert(Self.bytes(of: key))
        }
        #expect(keys.count == 10)
    }

    @Test(arguments: ["", text, "the only copy of something"])
    func `a file that is already there is never replaced`(content: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(content, to: "old.key", mode: 0o640)
        let error = #expect(throws: ProvisoError.self) { try KeyFile.create(path) }
        #expect(error?.code == .storeFailed)
        #expect(error?.description == "\(path): there is already a file; name a new one; it is never replaced")
        #expect(try folder.read("old.key") == Array(content.utf8))
        #expect(try folder.mode("old.key") == 0o640)
    }

    @Test func `neither a folder nor a link is replaced or followed`() throws {
        let folder = try TemporaryFolder()
        let link = folder.path("link.key")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path("elsewhere.key"))
        for path in [link, folder.url.path] {
            let error = #expect(throws: ProvisoError.self) { try KeyFile.create(path) }
            #expect(error?.code == .storeFailed)
            #expect(error?.message == "there is already a file")
        }
        #expect(try folder.names == ["link.key"])
    }

    @Test func `a folder that is not there is not made`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("nowhere/new.key")
        let error = #expect(throws: ProvisoError.self) { try KeyFile.create(path) }
        #expect(error?.code == .storeFailed)
        #expect(
            error?.description
                == "\(path): cannot be made: there is no such folder; make it, or name another file")
        #expect(try folder.names == [])
    }

    /// The system would end the name at the NUL.
    @Test func `a name with a NUL in it is refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("new.key") + "\0.old"
        let error = #expect(throws: ProvisoError.self) { try KeyFile.create(path) }
        #expect(error?.code == .storeFailed)
        #expect(try folder.names == [])
        _ = try folder.write(Self.text, to: "new.key")
        Self.expectRefusal(path, .storeFailed, "cannot be opened: no file can have this name")
    }

    // MARK: Reading

    @Test(arguments: ["", "\n", "\r\n", "\r"])
    func `a key file is read with any ending of its line`(ending: String) throws {
        let folder = try TemporaryFolder()
        let key = try KeyFile.read(folder.write(Self.text + ending, to: "a.key"))
        #expect(Self.bytes(of: key) == Array(0..<32))
    }

    private static let start = String(text.dropLast())

    /// What is wrong with a file, and the file.
    private static let others: [(String, String)] = [
        ("nothing", ""), ("a line feed", "\n"), ("the mark alone", "proviso-key-v1:"),
        ("the key alone", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("another version", "proviso-key-v2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("a mark in upper case", "PROVISO-KEY-V1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("a space behind the mark", "proviso-key-v1: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh"),
        ("a space in front", " \(text)"), ("a byte order mark", "\u{FEFF}\(text)"),
        ("an empty line in front", "\n\(text)"), ("a comment in front", "# key\n\(text)"),
        ("a space behind", "\(text) "), ("a space behind, and a line feed", "\(text) \n"),
        ("two line feeds", "\(text)\n\n"), ("two carriage returns", "\(text)\r\r"),
        ("the endings turned around", "\(text)\n\r"), ("a byte behind the line", "\(text)\na"),
        ("a NUL behind the line", "\(text)\n\0"), ("a NUL", "\(text)\0"), ("the line twice", "\(text)\n\(text)\n"),
        ("42 characters", start), ("44 characters", "\(text)A"), ("padding", "\(text)="),
        ("padding in the right length", "\(start)="),
        ("the plus sign of base64", "proviso-key-v1:+AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("the slash of base64", "proviso-key-v1:/AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ("trailing bits that are not zero", "\(start)9"),
        ("a line feed inside", "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\nHh8"),
        ("a letter of two bytes", "\(start.dropLast())ü"), ("quotes", "\"\(text)\""),
        ("another file", "AGE-SECRET-KEY-1" + String(repeating: "Q", count: 58)),
        ("a long file", String(repeating: "a", count: 100_000)),
        ("a long line that begins right", text + String(repeating: "A", count: 100_000)),
    ]

    @Test(arguments: others)
    func `anything but one line of the right form is refused`(what: String, text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "a.key")
        Self.expectRefusal(
            path, .keyInvalid, Self.malformed, remedy: "restore the file, or make a new key with --new-key")
    }

    @Test func `bytes that are not text are refused`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([0xFF, 0xFE] + Array(Self.text.utf8), to: "a.key")
        Self.expectRefusal(path, .keyInvalid, Self.malformed)
    }

    @Test func `a file that is not there is missing by its name`() throws {
        let folder = try TemporaryFolder()
        Self.expectRefusal(
            folder.path("no.key"), .storeMissing, "there is no such file", remedy: "check the name")
    }

    @Test func `a folder is no key file`() throws {
        let folder = try TemporaryFolder()
        Self.expectRefusal(folder.url.path, .storeFailed, "cannot be read: it is a folder", remedy: "name a file")
    }

    /// Whoever can reach a device has a mode of their own reasons; and some never end.
    @Test(arguments: ["/dev/null", "/dev/zero"])
    func `a device is no key file`(path: String) {
        Self.expectRefusal(path, .keyInvalid, Self.malformed)
    }

    @Test func `a name cannot steer a terminal`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.text, to: "a\n\u{1B}[2J\u{202E}.key", mode: 0o644)
        let error = #expect(throws: ProvisoError.self) { _ = try KeyFile.read(path) }
        #expect(error?.description.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" } == false)
        #expect(error?.remedy.hasSuffix("a\\u{A}\\u{1B}[2J\\u{202E}.key") == true)
    }

    // MARK: Modes

    @Test(arguments: [0o600, 0o400, 0o700, 0o500])
    func `a file that only its owner can reach is read`(mode: Int) throws {
        let folder = try TemporaryFolder()
        let key = try KeyFile.read(folder.write(Self.text, to: "a.key", mode: mode))
        #expect(Self.bytes(of: key) == Array(0..<32))
    }

    /// Each right of the group and of others alone, and usual modes.
    @Test(arguments: [
        (0o640, "0640"), (0o620, "0620"), (0o610, "0610"), (0o604, "0604"), (0o602, "0602"), (0o601, "0601"),
        (0o644, "0644"), (0o660, "0660"), (0o664, "0664"), (0o666, "0666"), (0o755, "0755"), (0o777, "0777"),
        (0o440, "0440"), (0o040, "0040"), (0o004, "0004"),
    ])
    func `a file that others can reach is refused by its mode, until it is closed to them`(mode: Int, text: String)
        throws
    {
        // Without a right of its owner nobody but the superuser gets as far as the mode.
        if mode & 0o400 == 0, getuid() != 0 { return }
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.text, to: "a.key", mode: mode)
        Self.expectRefusal(
            path, .storeMode, "mode \(text) lets others reach the key", remedy: "run: chmod 600 \(path)")
        #expect(try folder.mode("a.key") == mode)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let key = try KeyFile.read(path)
        #expect(Self.bytes(of: key) == Array(0..<32))
    }

    @Test func `the mode is looked at before the content`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("something else", to: "a.key", mode: 0o644)
        Self.expectRefusal(path, .storeMode, "mode 0644 lets others reach the key")
    }

    @Test func `of a link the mode of the file counts`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("link.key")
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: folder.write(Self.text, to: "a.key", mode: 0o644))
        Self.expectRefusal(path, .storeMode, "mode 0644 lets others reach the key")
        _ = try folder.write(Self.text, to: "a.key", mode: 0o600)
        let key = try KeyFile.read(path)
        #expect(Self.bytes(of: key) == Array(0..<32))
    }

    // MARK: Pipes

    /// As `<(pass show case)` and `/dev/stdin` give one.
    @Test func `a key is read from a pipe, also in pieces`() async throws {
        let pipe = Pipe()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        let halves = [Self.text.prefix(20), Self.text.dropFirst(20) + "\n"]
        async let written: Void = {
            for half in halves { try pipe.fileHandleForWriting.write(contentsOf: Data(half.utf8)) }
            try pipe.fileHandleForWriting.close()
        }()
        let key = try KeyFile.read(path)
        #expect(Self.bytes(of: key) == Array(0..<32))
        try await written
    }

    @Test func `a pipe with more than a key is refused`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data((Self.text + "\nmore").utf8))
        try pipe.fileHandleForWriting.close()
        Self.expectRefusal("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", .keyInvalid, Self.malformed)
    }

    #if os(Linux)
    @Test func `a named pipe that others can reach is refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.key")
        // Sound: the path is lent for the call as a C string.
        try unsafe #require(mkfifo(path, 0o600) == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        // Opened for both, so that nobody waits for the other end.
        // Sound: as above.
        let descriptor = unsafe open(path, O_RDWR)
        defer { close(descriptor) }
        Self.expectRefusal(path, .storeMode, "mode 0640 lets others reach the key")
    }

    // MARK: The rest of the process

    @Test func `a key is read from standard input by its path`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.text + "\n", to: "a.key")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            try ProcessState.redirect(STDIN_FILENO, from: handle.fileDescriptor)
            let key = try KeyFile.read("/dev/stdin")
            #expect(KeyFileTests.bytes(of: key) == Array(0..<32))
        }
    }

    @Test func `a disk that is full leaves no half of a key, and the next attempt works`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [root = folder.url.path as String] in
            let path = root + "/new.key"
            for byteCount in [0, 20, 58] as [UInt] {
                try ProcessState.withLargestFile(ofByteCount: byteCount) {
                    let error = #expect(throws: ProvisoError.self) { try KeyFile.create(path) }
                    #expect(error?.code == .storeFailed)
                    #expect(error?.place.source == path)
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [])
                #expect(try ProcessState.descriptors(below: root) == [])
            }
            try KeyFile.create(path)
            _ = try KeyFile.read(path)
        }
    }

    @Test func `a key file is closed when it was read, made or refused`() throws {
        let folder = try TemporaryFolder()
        try KeyFile.create(folder.path("new.key"))
        _ = try KeyFile.read(folder.path("new.key"))
        #expect(throws: ProvisoError.self) { try KeyFile.create(folder.path("new.key")) }
        #expect(throws: ProvisoError.self) { _ = try KeyFile.read(folder.url.path) }
        #expect(throws: ProvisoError.self) { _ = try KeyFile.read(folder.write("a", to: "a.key", mode: 0o644)) }
        #expect(throws: ProvisoError.self) { _ = try KeyFile.read(folder.write("b", to: "b.key")) }
        #expect(try ProcessState.descriptors(below: folder.url.path) == [])
    }

    /// The words of the key's text are looked for in the whole memory of a process that does nothing else.
    @Test func `no part of a new key's text is left in memory`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.path("new.key") as String] in
            try KeyFile.create(path)
            try #require(ProcessState.holdFreedMemory() > 0)
            var line = try #require(try InputFile(path).contents(limit: 100))
            let scanner = MemoryScanner(for: line.span.extracting(15..<58))
            // The test's own copy: the search counts right.
            #expect(try scanner.occurrences() == [1, 1, 1, 1, 1])
            wipe(&line)
            #expect(try scanner.occurrences() == [0, 0, 0, 0, 0])
        }
    }

    @Test func `no part of a key's text is left in memory when it was read`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.key")
        try KeyFile.create(path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            let key = try KeyFile.read(path)
            try #require(ProcessState.holdFreedMemory() > 0)
            var line = try #require(try InputFile(path).contents(limit: 100))
            let scanner = MemoryScanner(for: line.span.extracting(15..<58))
            #expect(try scanner.occurrences() == [1, 1, 1, 1, 1])
            wipe(&line)
            #expect(try scanner.occurrences() == [0, 0, 0, 0, 0])
            withExtendedLifetime(key) {}
        }
    }

    @Test func `no umask opens a new key file to others`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.path("new.key") as String] in
            umask(0)
            try KeyFile.create(path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
    #endif
}
