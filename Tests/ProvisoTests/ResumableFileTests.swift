import Foundation
import Testing

@testable import Proviso

/// Files that a later process goes on with.
@Suite struct ResumableFileTests {
    @Test func `a file appears when it is whole`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("old", to: "a")
        var file = try ResumableFile(folder.path("a"))
        #expect(file.lineCount == 0 && file.lastLines.isEmpty)
        try file.write("one\n".utf8Span.span)
        #expect(try folder.read("a") == Array("old".utf8))
        #expect(try folder.mode("a.partial") == 0o600)
        try file.commit()
        #expect(try folder.read("a") == Array("one\n".utf8))
        #expect(try folder.names == ["a"])
    }

    @Test func `a later one goes on behind the last whole line`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("one\ntwo\nthr", to: "a.partial")
        var file = try ResumableFile(folder.path("a"))
        #expect(file.lineCount == 2 && file.lastLines == Array("one\ntwo\n".utf8))
        try file.write("three\n".utf8Span.span)
        try file.commit()
        #expect(try folder.read("a") == Array("one\ntwo\nthree\n".utf8))
    }

    @Test func `what was written stays when the work is given up`() throws {
        let folder = try TemporaryFolder()
        do {
            var file = try ResumableFile(folder.path("a"))
            try file.write("one\n".utf8Span.span)
            try file.flush()
            try file.write("not flushed\n".utf8Span.span)
        }
        #expect(try folder.names == ["a.partial"])
        #expect(try ResumableFile(folder.path("a")).lineCount == 1)
    }

    @Test func `a beginning without a whole line is none`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("cut o", to: "a.partial")
        var file = try ResumableFile(folder.path("a"))
        #expect(file.lineCount == 0)
        // It can be somebody else's file, as long as nothing was compared.
        try file.flush()
        #expect(try folder.read("a.partial") == Array("cut o".utf8))
        try file.write("one\n".utf8Span.span)
        try file.flush()
        #expect(try folder.read("a.partial") == Array("one\n".utf8))
    }

    @Test func `lines are counted across blocks`() throws {
        let folder = try TemporaryFolder()
        let line = String(repeating: "x", count: 1000) + "\n"
        _ = try folder.write(String(repeating: line, count: 700) + "last\ncut", to: "a.partial")
        let file = try ResumableFile(folder.path("a"))
        // 64 KiB end with 65 whole lines of 1001 bytes, and "last".
        #expect(file.lineCount == 701)
        #expect(file.lastLines == Array((String(repeating: line, count: 65) + "last\n").utf8))
        #expect(try folder.read("a.partial").count == 700 * 1001 + "last\ncut".utf8.count)
    }

    @Test func `a last line that is longer than what is made again is all of it`() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "x", count: 200_000) + "\n"
        for before in ["", "one\n"] {
            _ = try folder.write(before + long + "cut", to: "a.partial")
            #expect(try ResumableFile(folder.path("a")).lastLines == Array(long.utf8))
        }
        _ = try folder.write(long + "last\n", to: "a.partial")
        #expect(try ResumableFile(folder.path("a")).lastLines == Array("last\n".utf8))
    }

    @Test func `a folder and a device are not replaced, and nothing is begun beside them`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("folder"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder.path("device"), withDestinationPath: "/dev/null")
        for name in ["folder", "device"] {
            #expect(refusal { _ = try ResumableFile(folder.path(name)) } == .storeFailed)
        }
        #expect(try folder.names == ["device", "folder"])
    }

    @Test func `two at once, a loose mode, a link and zeros are refused`() throws {
        let folder = try TemporaryFolder()
        let first = try ResumableFile(folder.path("a"))
        #expect(refusal { _ = try ResumableFile(folder.path("a")) } == .storeFailed)
        _ = first.lineCount
        _ = try folder.write("one\n", to: "b.partial", mode: 0o644)
        #expect(refusal { _ = try ResumableFile(folder.path("b")) } == .storeMode)
        _ = try folder.write([0x61, 0, 0x0A], to: "c.partial")
        #expect(refusal { _ = try ResumableFile(folder.path("c")) } == .storeFailed)
        let secret = try folder.write("secret", to: "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: folder.path("d.partial"), withDestinationPath: secret)
        #expect(refusal { _ = try ResumableFile(folder.path("d")) } == .storeFailed)
        #expect(try folder.read("elsewhere") == Array("secret".utf8))
        #expect(refusal { _ = try ResumableFile(folder.path("no/e")) } != nil)
    }
}
