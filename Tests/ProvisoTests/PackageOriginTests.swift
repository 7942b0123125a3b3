import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct PackageOriginTests {
    private static func package(in folder: String) throws -> SamplePackage {
        try SamplePackage(in: folder, named: "case-114", created: day(0), eraseBy: day(30))
    }

    @Test func `a package becomes an item with its terms, digests and files`() throws {
        let folder = try TemporaryFolder()
        let package = try Self.package(in: folder.url.path)
        let item = try RetentionItem(package.opened)
        let origin = try #require(item.package)
        #expect(item.id.description == package.sealed.terms.id.description && origin.id == package.sealed.terms.id)
        #expect(origin.sender == package.sender && origin.recipients == [package.recipient])
        #expect(origin.termsDigest == package.sealed.termsDigest)
        #expect(origin.manifestDigest == package.sealed.manifestDigest)
        #expect(item.created == day(0) && item.eraseBy == day(30) && item.received == nil)
        #expect(item.labels == (try RetentionLabels(category: "disclosure-package")))
        #expect(item.authorization == nil && item.subject == nil)
        #expect(origin.fileNames.sorted() == names(in: folder.path("case-114")))
        #expect(item.parts.map(\.eraser) == [FolderEraser.name])
    }

    private func folder(of package: VerifiedPackage) throws -> String? {
        try RetentionItem(package).parts.first?.locator
    }

    @Test func `its folder begins at the root, without links and trailing slashes`() throws {
        let folder = try TemporaryFolder()
        let real = folder.url.resolvingSymlinksInPath().path
        try FileManager.default.createDirectory(atPath: folder.path("real"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "real")
        let package = try Self.package(in: folder.path("link/../link"))
        for path in [nil, "link/case-114//", "link/case-114/."] {
            let moved = path.map { package.opened.moved(to: folder.path($0)) } ?? package.opened
            #expect(try self.folder(of: moved) == real + "/real/case-114")
        }
    }

    @Test func `its folder need not be there yet, but the folder around it`() throws {
        let folder = try TemporaryFolder()
        let package = try Self.package(in: folder.url.path)
        let soon = package.opened.moved(to: folder.path("soon"))
        #expect(try self.folder(of: soon)?.hasSuffix("/soon") == true)
        let nowhere = package.opened.moved(to: folder.path("nowhere/case-114"))
        #expect(refusal { _ = try RetentionItem(nowhere) } == .storeMissing)
    }

    @Test func `a folder whose path is not UTF-8 is refused, because it could not be found again`() throws {
        let folder = try TemporaryFolder()
        let package = try Self.package(in: folder.url.path)
        _ = try Shell.run("name=$(printf 'caf\\351'); mkdir \"$name\"; ln -s \"$name\" link", in: folder.url)
        let moved = package.opened.moved(to: folder.path("link/case-115"))
        #expect(refusal { _ = try RetentionItem(moved) } == .storeFailed)
    }

    @Test func `a package that was only inspected is no item`() throws {
        let folder = try TemporaryFolder()
        let package = try Self.package(in: folder.url.path)
        #expect(refusal { _ = try RetentionItem(package.opened.moved(to: nil)) } == .retentionFolder)
    }

    @Test(arguments: [
        [], ["terms.note", "terms.note"], ["../terms.note"], ["passwd"], ["cases.1.ndjson"], ["cases.0000.ndjson"],
        ["terms.note", "a/b.0001.ndjson"], [".", "terms.note"], ["terms.note\0"],
    ])
    func `files that no package has are refused`(fileNames: [String]) throws {
        #expect(
            refusal { _ = try SampleItem.package(1, eraseBy: day(30), fileNames: fileNames) } == .valueInvalid)
    }

    @Test func `a package without recipients is refused`() throws {
        #expect(refusal { _ = try SampleItem.package(1, eraseBy: day(30), recipients: []) } == .valueInvalid)
    }

    @Test func `recipients are told apart code point by code point`() throws {
        let item = try SampleItem.package(1, eraseBy: day(30), recipients: ["a.example", "caf\u{E9}.example"])
        let origin = try #require(item.package)
        #expect(origin.isRecipient(try Party("caf\u{E9}.example")))
        #expect(!origin.isRecipient(try Party("cafe\u{301}.example")))
        #expect(!origin.isRecipient(try Party("A.example")))
    }
}

extension VerifiedPackage {
    /// The same package, as if it had been opened elsewhere.
    fileprivate func moved(to folder: String?) -> VerifiedPackage {
        VerifiedPackage(
            terms: terms, termsDigest: termsDigest, manifest: manifest, manifestDigest: manifestDigest, folder: folder)
    }
}
