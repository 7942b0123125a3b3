import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct FileEraserTests {
    private let temporary: Temporary
    private let folder: String
    private let path: String

    /// A folder that is removed with the suite's instance.
    private final class Temporary {
        let url: URL

        init() throws {
            url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
                path: "proviso-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    init() throws {
        temporary = try Temporary()
        folder = temporary.url.path
        path = folder + "/record.json"
        try write("{}", to: "record.json")
    }

    // MARK: What goes

    @Test func `a file is removed, and what is gone is no error`() throws {
        try write("{}", to: "other.json")
        #expect(try erase() == ErasureEvidence(count: 1, method: .filesUnlinked, verification: .filesAbsent))
        #expect(names(in: folder) == ["other.json"])
        #expect(try erase() == ErasureEvidence(count: 1, method: .foundAbsent, verification: .filesAbsent))
    }

    @Test(arguments: ["cafe\u{301}.json", " ", "-rf", "a*", "'", "…"])
    func `a file has any name, and only that one goes`(name: String) throws {
        try write("{}", to: name)
        _ = try erase(folder + "/" + name)
        #expect(names(in: folder) == ["record.json"])
    }

    @Test func `a file that cannot be read is removed all the same`() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        _ = try erase()
        #expect(names(in: folder) == [])
    }

    @Test func `a second name of a file stays`() throws {
        try FileManager.default.linkItem(atPath: path, toPath: folder + "/copy.json")
        _ = try erase()
        #expect(names(in: folder) == ["copy.json"])
    }

    // MARK: What stays

    @Test(arguments: ["record.json", "/nonexistent/file"])
    func `a link is refused, and what it leads to stays`(target: String) throws {
        let link = folder + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(refusal { _ = try erase(link) } == .erasureRefused)
        #expect(names(in: folder) == ["link", "record.json"])
    }

    @Test func `a folder in the place of the file is refused`() throws {
        try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: false)
        #expect(refusal { _ = try erase(folder + "/sub") } == .erasureRefused)
        #expect(names(in: folder) == ["record.json", "sub"])
    }

    @Test func `a link in the place of the folder around it is refused, and not followed`() throws {
        let real = folder + "/real"
        try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
        try write("{}", to: "real/a.json")
        try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "real")
        #expect(refusal { _ = try erase(folder + "/link/a.json") } == .erasureRefused)
        #expect(refusal { _ = try erase(path + "/a.json") } == .erasureRefused, "a file in the place of the folder")
        #expect(names(in: real) == ["a.json"])
    }

    @Test func `without the folder around it, nobody can see that it is gone`() throws {
        try FileManager.default.createDirectory(atPath: folder + "/disk", withIntermediateDirectories: false)
        try write("{}", to: "disk/a.json")
        try FileManager.default.moveItem(atPath: folder + "/disk", toPath: folder + "/unmounted")
        let error = #expect(throws: ProvisoError.self) { try erase(folder + "/disk/a.json") }
        #expect(error?.code == .erasureIncomplete)
        #expect(error?.place.source == folder + "/disk/a.json")
        try FileManager.default.moveItem(atPath: folder + "/unmounted", toPath: folder + "/disk")
        _ = try erase(folder + "/disk/a.json")
        #expect(names(in: folder + "/disk") == [])
    }

    @Test(.disabled(if: getuid() == 0, "root may remove everything"))
    func `a file that may not be removed is not said to be gone`() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder) }
        #expect(refusal { _ = try erase() } == .storeFailed)
        #expect(names(in: folder) == ["record.json"])
    }

    @Test func `a file that comes back is erased by the next sweep, and certified only then`() throws {
        let path = self.path
        let bench = try RetentionBench()
        let item = try RetentionItem(
            id: RetentionID("a"), labels: RetentionLabels(category: "note"), created: day(-10),
            parts: [ErasablePart(eraser: "file", locator: path), ErasablePart(eraser: "again", locator: path)])
        // The second part's eraser finds that somebody has made the file again.
        let again = FakeEraser { _, call in
            guard call == 1 else { return }
            try Data("{}".utf8).write(to: URL(filePath: path))
            throw InjectedFault()
        }
        let engine = RetentionEngine(store: bench.store, erasers: ["again": again], time: bench.clock.source)
        try engine.register(item)
        let recipient = try Recipient()
        #expect(try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party).failures.count == 1)
        #expect(names(in: folder) == ["record.json"])
        let report = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.first?.evidence.map(\.method) == [.filesUnlinked, .filesUnlinked])
        #expect(names(in: folder) == [])
    }

    // MARK: What it is for

    @Test(arguments: [
        "", "a", "./a", "/", "//", "/srv//a", "/srv/a/", "/srv/./a", "/srv/../etc/passwd", "/srv/..", "/.", "~/a",
    ])
    func `a locator is a path from the root, without . and ..`(locator: String) throws {
        guard !locator.isEmpty else { return }
        let part = try ErasablePart(eraser: "file", locator: locator)
        let item = try SampleItem.note("a")
        #expect(refusal { try FileEraser().check(part, of: item) } == .valueInvalid)
        #expect(refusal { _ = try FileEraser().erase(part, of: item) } == .valueInvalid)
    }

    // MARK: Helpers

    @discardableResult
    private func erase(_ path: String? = nil) throws -> ErasureEvidence {
        let part = try ErasablePart(eraser: FileEraser.name, locator: path ?? self.path)
        let item = try SampleItem.note("a")
        try FileEraser().check(part, of: item)
        return try FileEraser().erase(part, of: item)
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
    }
}
