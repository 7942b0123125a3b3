import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct FolderEraserTests {
    private let folder: URL
    private let item: RetentionItem
    /// Where the package lies.
    private let path: String
    private let temporary: Temporary

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
        folder = temporary.url
        path = folder.path + "/case-114"
        let package = try Self.package(in: folder)
        item = try RetentionItem(package.opened)
    }

    private static func package(in folder: URL) throws -> SamplePackage {
        try SamplePackage(
            in: folder.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
    }

    // MARK: What goes

    @Test func `the files of a package are removed, and their folder`() throws {
        let evidence = try erase(item)
        #expect(
            evidence == ErasureEvidence(count: 4, method: .filesUnlinked, verification: .filesAbsent))
        #expect(names(in: folder.path) == ["case-114.age"])
    }

    @Test func `what is gone is no error`() throws {
        _ = try erase(item)
        let again = try erase(item)
        #expect(again == ErasureEvidence(count: 4, method: .foundAbsent, verification: .filesAbsent))
    }

    #if os(Linux)
    @Test func `what tells whose the files are goes last`() throws {
        let watch = try FolderWatch(path)
        _ = try erase(item)
        #expect(watch.removedNames() == ["cases.0001.ndjson", "cases.report.json", "manifest.note", "terms.note"])
    }
    #endif

    /// In the order in which an eraser removes them.
    @Test(arguments: 0...4)
    func `an erasure that was killed after some files is finished`(count: Int) throws {
        let order = ["cases.0001.ndjson", "cases.report.json", "manifest.note", "terms.note"]
        for name in order.prefix(count) { try remove(name) }
        _ = try erase(item)
        #expect(names(in: path) == nil)
    }

    @Test func `notes that somebody else has signed too are still the package's`() throws {
        var note = try SignedNote(Array(try Data(contentsOf: URL(filePath: path + "/terms.note"))))
        try note.sign(try NoteSigner.generate(name: "clerk.example"))
        try Data(note.bytes).write(to: URL(filePath: path + "/terms.note"))
        _ = try erase(item)
        #expect(names(in: path) == nil)
    }

    // MARK: What stays

    @Test func `another file is left alone, and keeps the item from being certified`() throws {
        try write("my notes", to: "notes.txt")
        let error = failure()
        #expect(error?.code == .erasureIncomplete)
        #expect(error?.place.source == path)
        #expect(error?.message.contains("1 other file ") == true)
        #expect(names(in: path) == ["notes.txt"])
        #expect(try String(contentsOfFile: path + "/notes.txt", encoding: .utf8) == "my notes")

        try write("more", to: ".hidden")
        #expect(failure()?.message.contains("2 other files ") == true)
        try remove("notes.txt")
        try remove(".hidden")
        _ = try erase(item)
        #expect(names(in: path) == nil)
    }

    @Test func `a file that is named as a package's files are, and is not of this one, is left alone`() throws {
        try write("{}\n", to: "cases.0002.ndjson")
        #expect(failure()?.code == .erasureIncomplete)
        #expect(names(in: path) == ["cases.0002.ndjson"])
    }

    @Test func `another package in the same folder is left alone`() throws {
        try FileManager.default.removeItem(atPath: path)
        _ = try Self.package(in: folder)
        let before = names(in: path)
        #expect(failure()?.code == .erasureRefused)
        #expect(names(in: path) == before)
        #expect(before?.count == 4)
    }

    @Test(arguments: [["terms.note", "manifest.note"], ["terms.note"]])
    func `files are left alone if their notes are gone or others`(missing: [String]) throws {
        for name in missing { try remove(name) }
        if missing.count == 1 { try write("another note", to: "manifest.note") }
        let before = names(in: path)
        #expect(failure()?.code == .erasureRefused)
        #expect(names(in: path) == before)
    }

    @Test func `the manifest is enough to know the package by`() throws {
        try remove("terms.note")
        _ = try erase(item)
        #expect(names(in: path) == nil)
    }

    @Test(arguments: [1 << 20, 1 << 20 + 1]) func `a note that is too large is another's`(byteCount: Int) throws {
        try Data(count: byteCount).write(to: URL(filePath: path + "/terms.note"))
        #expect(failure()?.code == .erasureRefused)
        #expect(names(in: path)?.count == 4)
    }

    // MARK: Links and folders

    @Test func `a link in place of the folder is refused, and what it leads to stays`() throws {
        let real = folder.path + "/real"
        try FileManager.default.moveItem(atPath: path, toPath: real)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "real")
        #expect(failure()?.code == .erasureRefused)
        #expect(names(in: real)?.count == 4)
    }

    @Test(arguments: ["cases.0001.ndjson", "terms.note"])
    func `a link in place of a file is refused, and nothing is removed`(name: String) throws {
        let real = folder.path + "/real"
        try FileManager.default.moveItem(atPath: path + "/" + name, toPath: real)
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: real)
        let error = failure()
        #expect(error?.code == .erasureRefused)
        #expect(error?.message.contains(name) == true)
        #expect(names(in: path)?.count == 4)
        #expect(FileManager.default.fileExists(atPath: real))
    }

    @Test func `a link that leads nowhere is something too`() throws {
        try remove("cases.0001.ndjson")
        try FileManager.default.createSymbolicLink(
            atPath: path + "/cases.0001.ndjson", withDestinationPath: "/nonexistent/file")
        #expect(failure()?.code == .erasureRefused)
        #expect(names(in: path)?.count == 4)

        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nonexistent/folder")
        #expect(failure()?.code == .erasureRefused)
    }

    @Test func `a folder in place of a file, and a file in place of the folder, are refused`() throws {
        try remove("cases.0001.ndjson")
        try FileManager.default.createDirectory(
            atPath: path + "/cases.0001.ndjson", withIntermediateDirectories: false)
        #expect(failure()?.code == .erasureRefused)
        #expect(names(in: path)?.count == 4)

        try FileManager.default.removeItem(atPath: path)
        try Data("a file".utf8).write(to: URL(filePath: path))
        #expect(failure()?.code == .erasureRefused)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func `without the folder around it, nobody can see that it is gone`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/disk", withIntermediateDirectories: false)
        let package = try SamplePackage(
            in: folder.path + "/disk", named: "case-115", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        let item = try RetentionItem(package.opened)
        try FileManager.default.moveItem(atPath: folder.path + "/disk", toPath: folder.path + "/unmounted")
        let error = #expect(throws: ProvisoError.self) { try erase(item) }
        #expect(error?.code == .erasureIncomplete)

        try FileManager.default.moveItem(atPath: folder.path + "/unmounted", toPath: folder.path + "/disk")
        _ = try erase(item)
        #expect(names(in: folder.path + "/disk") == ["case-115.age"])
    }

    // MARK: Openings

    @Test func `what a killed opening left beside the folder goes too`() throws {
        // It was killed after the package was registered and before its folder appeared.
        let staged = folder.path + "/.case-114.proviso-staged"
        try FileManager.default.moveItem(atPath: path, toPath: staged)
        _ = try erase(item)
        #expect(names(in: folder.path) == ["case-114.age"])
    }

    @Test func `nothing is said to be gone while it is being opened`() throws {
        let created = try Instant("2026-11-25T10:00:00Z")
        var refused: ProvisoError.Code?
        let other = try SamplePackage(
            in: folder.path, named: "case-115", created: created, eraseBy: Instant("2027-02-23T10:00:00Z")
        ) { package in
            let item = try RetentionItem(package)
            do { _ = try erase(item) } catch let error as ProvisoError { refused = error.code }
        }
        #expect(refused == .erasureIncomplete)
        #expect(names(in: folder.path + "/case-115")?.count == 4)
        _ = try erase(RetentionItem(other.opened))
        #expect(names(in: folder.path) == ["case-114", "case-114.age", "case-115.age"])
    }

    @Test func `a link in place of what a killed opening left is refused, and not followed`() throws {
        let staged = folder.path + "/.case-114.proviso-staged"
        try FileManager.default.moveItem(atPath: path, toPath: folder.path + "/real")
        try FileManager.default.createSymbolicLink(atPath: staged, withDestinationPath: "real")
        #expect(failure()?.code == .storeFailed)
        #expect(names(in: folder.path + "/real")?.count == 4)
    }

    // MARK: What it is for

    @Test func `it is for the folders of packages, by paths from the root`() throws {
        #expect(item.parts == [try ErasablePart(eraser: FolderEraser.name, locator: path)])
        try FolderEraser().check(item.parts[0], of: item)
        let note = try SampleItem.note("a", locators: [path])
        #expect(refusal { try FolderEraser().check(note.parts[0], of: note) } == .valueInvalid)
        for locator in [
            "case-114", "./case-114", "/", "//", "/srv//a", "/srv/a/", "/srv/./a", "/srv/../etc", "/srv/..",
        ] {
            let part = try ErasablePart(eraser: FolderEraser.name, locator: locator)
            #expect(refusal { try FolderEraser().check(part, of: item) } == .valueInvalid, "\(locator)")
            #expect(refusal { _ = try FolderEraser().erase(part, of: item) } == .valueInvalid, "\(locator)")
        }
    }

    // MARK: Helpers

    private func erase(_ item: RetentionItem) throws -> ErasureEvidence {
        try FolderEraser().erase(item.parts[0], of: item)
    }

    private func failure() -> ProvisoError? {
        #expect(throws: ProvisoError.self) { try erase(item) }
    }

    private func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    }
}
