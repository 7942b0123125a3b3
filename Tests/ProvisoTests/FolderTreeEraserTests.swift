import Foundation
import ProvisoTesting
import Synchronization
import Testing

@testable import Proviso

@Suite struct FolderTreeEraserTests {
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

    /// A folder with five files, a link and a pipe, in three levels, beside one that is not to be touched.
    init() throws {
        temporary = try Temporary()
        folder = temporary.url.path
        path = folder + "/case-114"
        for name in ["a.json", ".hidden", "scans/1.png", "scans/2.png", "scans/old/1.png"] {
            try write(name, to: "case-114/" + name)
        }
        try makeFolder("case-114/empty")
        try makeLink("case-114/link", to: folder + "/case-115/b.json")
        // Sound: the path is lent for the call as a C string.
        let status = unsafe mkfifo(path + "/pipe", 0o600)
        try #require(status == 0)
        try write("{}", to: "case-115/b.json")
    }

    // MARK: What goes

    @Test func `a folder goes with everything in it, and what is gone is no error`() throws {
        #expect(try erase() == ErasureEvidence(count: 7, method: .filesUnlinked, verification: .filesAbsent))
        #expect(names(in: folder) == ["case-115"])
        #expect(try erase() == ErasureEvidence(count: 0, method: .foundAbsent, verification: .filesAbsent))
        #expect(names(in: folder + "/case-115") == ["b.json"])
    }

    @Test func `a link in it goes, and what it leads to stays`() throws {
        try makeLink("case-114/scans/folder", to: folder + "/case-115")
        try makeLink("case-114/scans/up", to: "../..")
        try makeLink("case-114/scans/nowhere", to: "/nonexistent/file")
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
        #expect(names(in: folder + "/case-115") == ["b.json"])
    }

    @Test func `a second name of a file stays`() throws {
        try FileManager.default.linkItem(atPath: path + "/a.json", toPath: folder + "/copy.json")
        _ = try erase()
        #expect(names(in: folder) == ["case-115", "copy.json"])
    }

    @Test func `names are whatever the file system takes, also what is not UTF-8`() throws {
        for name in [" ", "-rf", "a*", "'", "…", "cafe\u{301}", String(repeating: "x", count: 255)] {
            try write("{}", to: "case-114/" + name)
        }
        #if os(Linux)
        let bytes = Array((path + "/").utf8).map { CChar(bitPattern: $0) } + [CChar(bitPattern: 0xFF), 0]
        // Sound: the name is lent for the call as a C string that ends with a zero.
        let status = unsafe mkdir(bytes, 0o700)
        #expect(status == 0)
        #endif
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
    }

    @Test func `a folder of three thousand files is emptied in one go`() throws {
        for number in 0..<3000 { try write("", to: "case-114/empty/\(number)") }
        #expect(try erase().count == 3007)
        #expect(names(in: folder) == ["case-115"])
    }

    @Test func `a folder that cannot be used by others but its owner goes too`() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path + "/a.json")
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
    }

    // MARK: Kills and others

    @Test(arguments: 0..<7)
    func `an erasure that was killed leaves fewer files, and is finished`(count: Int) throws {
        let killed = FolderTreeEraser { removedCount in if removedCount == count { throw InjectedFault() } }
        #expect(throws: InjectedFault.self) { try erase(with: killed) }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: path).count <= 10 - count)
        #expect(try erase() == ErasureEvidence(count: 7 - count, method: .filesUnlinked, verification: .filesAbsent))
        #expect(names(in: folder) == ["case-115"])
    }

    @Test func `two that erase the same folder at once are both right`() async throws {
        for number in 0..<500 { try write("", to: "case-114/scans/\(number)") }
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask { [path = path] in
                    let part = try ErasablePart(eraser: FolderTreeEraser.name, locator: path)
                    return try FolderTreeEraser().erase(part, of: SampleItem.note("a")).count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(counts == 507)
        #expect(names(in: folder) == ["case-115"])
    }

    @Test func `a file that comes into a folder that was read already goes too`() throws {
        let made = Mutex(false)
        let path = self.path
        let eraser = FolderTreeEraser { removedCount in
            guard removedCount == 6, made.withLock({ !exchange(&$0, with: true) }) else { return }
            try Data().write(to: URL(filePath: path + "/late.json"))
        }
        #expect(try erase(with: eraser).count == 8)
        #expect(names(in: folder) == ["case-115"])
    }

    @Test func `while somebody goes on putting files there, nothing is said to be gone`() throws {
        let path = self.path
        let eraser = FolderTreeEraser { removedCount in
            try Data().write(to: URL(filePath: path + "/\(removedCount).late"))
        }
        let error = #expect(throws: ProvisoError.self) { try erase(with: eraser) }
        #expect(error?.code == .erasureIncomplete)
        #expect(error?.place.source == path)
        #expect(names(in: folder) == ["case-114", "case-115"])
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
    }

    @Test func `a folder that turns into a link meanwhile is not followed`() throws {
        let (path, folder) = (self.path, self.folder)
        // A folder that comes to be read only after the files that are removed before it, wherever that is.
        let turned = Mutex(false)
        let eraser = FolderTreeEraser { _ in
            guard turned.withLock({ !exchange(&$0, with: true) }) else { return }
            for name in ["scans", "empty"] where FileManager.default.fileExists(atPath: path + "/" + name) {
                try FileManager.default.removeItem(atPath: path + "/" + name)
                try FileManager.default.createSymbolicLink(
                    atPath: path + "/" + name, withDestinationPath: folder + "/case-115")
            }
        }
        _ = try? erase(with: eraser)
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
        #expect(names(in: folder + "/case-115") == ["b.json"])
    }

    // MARK: What stays

    @Test func `a link in the place of the folder is refused, and what it leads to stays`() throws {
        try makeLink("link", to: "case-114")
        #expect(refusal { _ = try erase(folder + "/link") } == .erasureRefused)
        try makeLink("dangling", to: "/nonexistent/folder")
        #expect(refusal { _ = try erase(folder + "/dangling") } == .erasureRefused)
        #expect(names(in: folder) == ["case-114", "case-115", "dangling", "link"])
        #expect(names(in: path)?.count == 6)
    }

    @Test func `a link on the way is refused, also when the item is registered`() throws {
        try makeLink("link", to: ".")
        try makeFolder("deep/er")
        try makeLink("deep/er/link", to: "../../case-114")
        for locator in [folder + "/link/case-114", folder + "/deep/er/link/scans", path + "/a.json/x"] {
            let part = try ErasablePart(eraser: FolderTreeEraser.name, locator: locator)
            let item = try SampleItem.note("a")
            #expect(refusal { try FolderTreeEraser().check(part, of: item) } == .erasureRefused, "\(locator)")
            let error = #expect(throws: ProvisoError.self) { try FolderTreeEraser().erase(part, of: item) }
            #expect(error?.code == .erasureRefused)
            #expect(error?.place.source == locator)
        }
        #expect(names(in: path)?.count == 6)
        #expect(names(in: path + "/scans") == ["1.png", "2.png", "old"])
    }

    @Test func `a file in the place of the folder is refused`() throws {
        #expect(refusal { _ = try erase(path + "/a.json") } == .erasureRefused)
        #expect(refusal { _ = try erase(path + "/pipe") } == .erasureRefused)
        #expect(names(in: path)?.count == 6)
    }

    @Test func `without the folder around it, nobody can see that it is gone`() throws {
        try FileManager.default.moveItem(atPath: folder, toPath: folder + "-unmounted")
        let error = #expect(throws: ProvisoError.self) { try erase() }
        #expect(error?.code == .erasureIncomplete)
        #expect(error?.place.source == path)
        // It can be registered all the same.
        try FolderTreeEraser().check(
            ErasablePart(eraser: FolderTreeEraser.name, locator: path), of: SampleItem.note("a"))
        try FileManager.default.moveItem(atPath: folder + "-unmounted", toPath: folder)
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
    }

    @Test(arguments: [(127, true), (128, false)])
    func `folders that lie too deep in one another are refused whole`(count: Int, isErased: Bool) throws {
        // The case's own folder is the first.
        try makeFolder("case-114/" + Array(repeating: "d", count: count).joined(separator: "/"))
        #expect(refusal { _ = try erase() } == (isErased ? nil : .erasureRefused))
        #expect(names(in: path)?.count == (isErased ? nil : 7))
        if !isErased { #expect(names(in: path + "/scans")?.count == 3) }
    }

    @Test(.disabled(if: getuid() == 0, "root may remove everything"))
    func `what may not be removed is not said to be gone`() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: path + "/scans")
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path + "/scans") }
        #expect(refusal { _ = try erase() } == .storeFailed)
        #expect(names(in: path + "/scans") == ["1.png", "2.png", "old"])
    }

    #if os(Linux)
    /// Only root may mount, and not everywhere.
    private static let canMount: Bool = {
        guard getuid() == 0, let temporary = try? Temporary() else { return false }
        return (try? Shell.run("mount --bind . . && umount .", in: temporary.url)) == ""
    }()

    @Test(
        .enabled(if: canMount, "nothing can be mounted here"),
        arguments: [
            "mount -t tmpfs none empty", "mount --bind ../case-115 empty", "mount --bind ../case-115 scans/old",
        ])
    func `where something is mounted in it, nothing is removed`(command: String) throws {
        let url = URL(filePath: path)
        try #require(try Shell.run(command, in: url) == "")
        defer { _ = try? Shell.run("umount empty || umount scans/old", in: url) }
        let error = #expect(throws: ProvisoError.self) { try erase() }
        #expect(error?.code == .erasureRefused)
        #expect(names(in: folder + "/case-115") == ["b.json"])
        #expect(names(in: path) == [".hidden", "a.json", "empty", "link", "pipe", "scans"])
        #expect(names(in: path + "/scans")?.count == 3)
        _ = try Shell.run("umount empty || umount scans/old", in: url)
        _ = try erase()
        #expect(names(in: folder) == ["case-115"])
    }

    @Test(.enabled(if: canMount, "nothing can be mounted here"))
    func `a folder that is itself a disk is refused`() throws {
        let url = URL(filePath: folder)
        try #require(try Shell.run("mount --bind case-115 case-114", in: url) == "")
        defer { _ = try? Shell.run("umount case-114", in: url) }
        #expect(refusal { _ = try erase() } == .erasureRefused)
        #expect(names(in: folder + "/case-115") == ["b.json"])
    }
    #endif

    // MARK: What it is for

    @Test(arguments: [
        "a", "./a", "/", "//", "/home", "/etc/", "/srv//a", "/srv/a/", "/srv/./a", "/srv/../etc/passwd", "/srv/..",
        "/.", "~/a",
    ])
    func `a locator is a path from the root, two names long or more, without . and ..`(locator: String) throws {
        let part = try ErasablePart(eraser: FolderTreeEraser.name, locator: locator)
        let item = try SampleItem.note("a")
        #expect(refusal { try FolderTreeEraser().check(part, of: item) } == .valueInvalid)
        #expect(refusal { _ = try FolderTreeEraser().erase(part, of: item) } == .valueInvalid)
    }

    @Test func `a sweep erases the folder of a case, and certifies it`() throws {
        let bench = try RetentionBench()
        let engine = RetentionEngine(
            store: bench.store, erasers: [FolderTreeEraser.name: FolderTreeEraser()], time: bench.clock.source)
        try engine.register(
            RetentionItem(
                id: RetentionID("a"), labels: RetentionLabels(category: "note"), created: day(-10),
                parts: [ErasablePart(eraser: "folder-tree", locator: path)]))
        let recipient = try Recipient()
        let report = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.first?.evidence.map(\.count) == [7])
        #expect(report.failures.isEmpty)
        #expect(names(in: folder) == ["case-115"])
    }

    // MARK: Helpers

    @discardableResult
    private func erase(
        _ path: String? = nil, with eraser: FolderTreeEraser = FolderTreeEraser()
    ) throws -> ErasureEvidence {
        try eraser.erase(
            ErasablePart(eraser: FolderTreeEraser.name, locator: path ?? self.path), of: SampleItem.note("a"))
    }

    private func write(_ text: String, to name: String) throws {
        let url = URL(filePath: folder + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    }

    private func makeLink(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder + "/" + name, withDestinationPath: target)
    }
}
