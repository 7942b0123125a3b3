import Foundation
import Testing

@testable import Proviso

/// What of ``CLibrary`` the tests of files and keys do not reach.
@Suite struct CLibraryTests {
    @Test func `the first line feed is found from every index on`() {
        #expect(
            (0...9).map { Self.lineFeed(in: "a\n\nbc\r\nd", from: $0) } == [1, 1, 2, 6, 6, 6, 6, nil, nil, nil])
        #expect(Self.lineFeed(in: "", from: 0) == nil)
    }

    @Test func `a line feed outside of the span is not seen`() {
        #expect(Self.lineFeed(in: "abc\ndef\n", 0..<3, from: 0) == nil)
        #expect(Self.lineFeed(in: "abc\ndef\n", 4..<8, from: 0) == 3)
    }

    private static func lineFeed(in text: String, _ part: Range<Int>? = nil, from start: Int) -> Int? {
        let bytes = Array(text.utf8)
        return CLibrary.lineFeed(in: bytes.span.extracting(part ?? 0..<bytes.count), from: start)
    }

    @Test func `a regular file is replaced, and what leads elsewhere is written in place`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("a", to: "file")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: file)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("dangling"), withDestinationPath: folder.path("nothing"))
        for path in [file, folder.path("link"), folder.path("dangling"), folder.path("nothing"), file + "/nothing"] {
            #expect(try !CLibrary.isWrittenInPlace(path), "\(path)")
        }
        let pipe = Pipe()
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        for path in [
            "/dev/null", "/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)", "/dev/fd/\(handle.fileDescriptor)",
        ] {
            #expect(try CLibrary.isWrittenInPlace(path), "\(path)")
        }
    }

    @Test func `permissions are those of files and pipes, and devices have none that matter`() throws {
        let folder = try TemporaryFolder()
        for mode in [0o600, 0o644, 0o777, 0o400] {
            let file = try InputFile(folder.write("a", to: "file", mode: mode))
            #expect(try CLibrary.permissions(of: file.descriptor, file.name) == UInt32(mode))
            try FileManager.default.removeItem(atPath: file.name)
        }
        let null = try InputFile("/dev/null")
        #expect(try CLibrary.permissions(of: null.descriptor, null.name) == nil)
        let error = #expect(throws: ProvisoError.self) {
            let root = try InputFile("/")
            _ = try CLibrary.permissions(of: root.descriptor, root.name)
        }
        #expect(error?.description == "/: cannot be read: it is a folder; name a file")
    }
}
