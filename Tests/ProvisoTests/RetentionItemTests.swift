import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RetentionItemTests {
    @Test func `a package becomes an item with its terms, digests and files`() throws {
        let folder = try TemporaryFolder()
        let created = try Instant("2026-11-25T10:00:00Z")
        let eraseBy = try Instant("2027-02-23T10:00:00Z")
        let package = try SamplePackage(in: folder.url.path, named: "case-114", created: created, eraseBy: eraseBy)
        let item = try RetentionItem(package.opened)
        #expect(item.id == package.sealed.terms.id)
        #expect(item.sender == package.sender && item.recipients == [package.recipient])
        #expect(item.termsDigest == package.sealed.termsDigest)
        #expect(item.manifestDigest == package.sealed.manifestDigest)
        #expect(item.anchor == created && item.eraseBy == eraseBy)
        #expect(item.rule.description == "package-terms 1")
        #expect(item.authorization == nil)
        #expect(item.fileNames.sorted() == names(in: folder.path("case-114")))
    }

    @Test func `its folder begins at the root, without links and trailing slashes`() throws {
        let folder = try TemporaryFolder()
        let real = folder.url.resolvingSymlinksInPath().path
        try FileManager.default.createDirectory(atPath: folder.path("real"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "real")
        let package = try SamplePackage(
            in: folder.path("link/../link"), named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        #expect(try RetentionItem(package.opened).folder == real + "/real/case-114")
        let other = package.opened.moved(to: folder.path("link/case-114//"))
        #expect(try RetentionItem(other).folder == real + "/real/case-114")
        let inside = package.opened.moved(to: folder.path("link/case-114/."))
        #expect(try RetentionItem(inside).folder == real + "/real/case-114")
    }

    @Test func `its folder need not be there yet, but the folder around it`() throws {
        let folder = try TemporaryFolder()
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        let soon = package.opened.moved(to: folder.path("soon"))
        #expect(try RetentionItem(soon).folder.hasSuffix("/soon"))
        let error = #expect(throws: ProvisoError.self) {
            try RetentionItem(package.opened.moved(to: folder.path("nowhere/case-114")))
        }
        #expect(error?.code == .storeMissing)
    }

    @Test func `folders that only look alike make two items`() throws {
        let items = try ["/srv/caf\u{E9}", "/srv/cafe\u{301}", "/srv/caf\u{E9}"].map { folder throws in
            try SampleItem.make(1, eraseBy: "2027-02-23T10:00:00Z", folder: folder)
        }
        #expect(items[0] != items[1])
        #expect(items[0] == items[2])
    }

    @Test func `a folder whose path is not UTF-8 is refused, because it could not be found again`() throws {
        let folder = try TemporaryFolder()
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        _ = try Shell.run("name=$(printf 'caf\\351'); mkdir \"$name\"; ln -s \"$name\" link", in: folder.url)
        let error = #expect(throws: ProvisoError.self) {
            try RetentionItem(package.opened.moved(to: folder.path("link/case-115")))
        }
        #expect(error?.code == .storeFailed)
    }

    @Test func `a package that was only inspected is no item`() throws {
        let folder = try TemporaryFolder()
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        let error = #expect(throws: ProvisoError.self) { try RetentionItem(package.opened.moved(to: nil)) }
        #expect(error?.code == .retentionFolder)
    }

    @Test(arguments: [
        "", "case-114", "./case-114", "/", "//", "/srv//case-114", "/srv/case-114/", "/srv/./case-114", "/srv/../etc",
        "/srv/..", "/srv/a\0b",
    ])
    func `a folder that is no path from the root is refused`(folder: String) {
        let error = #expect(throws: ProvisoError.self) {
            try SampleItem.make(1, eraseBy: "2027-02-23T10:00:00Z", folder: folder)
        }
        #expect(error?.code == .valueInvalid)
    }

    @Test(arguments: [
        [], ["terms.note", "terms.note"], ["../terms.note"], ["passwd"], ["cases.1.ndjson"], ["cases.0000.ndjson"],
        ["terms.note", "a/b.0001.ndjson"], [".", "terms.note"], ["terms.note\0"],
    ])
    func `files that no package has are refused`(fileNames: [String]) throws {
        let item = try SampleItem.make(1, eraseBy: "2027-02-23T10:00:00Z")
        let error = #expect(throws: ProvisoError.self) {
            try RetentionItem(
                id: item.id, sender: item.sender, recipients: item.recipients, termsDigest: item.termsDigest,
                manifestDigest: item.manifestDigest, folder: item.folder, fileNames: fileNames, anchor: item.anchor,
                rule: item.rule, eraseBy: item.eraseBy, authorization: nil)
        }
        #expect(error?.code == .valueInvalid)
    }

    @Test func `an item without recipients, or that ends before it begins, is refused`() throws {
        for (eraseBy, recipients) in [("2027-02-23T10:00:00Z", []), ("2026-11-25T09:59:59Z", ["fiu.example"])] {
            let error = #expect(throws: ProvisoError.self) {
                try SampleItem.make(1, eraseBy: eraseBy, recipients: recipients)
            }
            #expect(error?.code == .valueInvalid)
        }
    }

    @Test func `recipients are told apart code point by code point`() throws {
        let item = try SampleItem.make(
            1, eraseBy: "2027-02-23T10:00:00Z", recipients: ["a.example", "caf\u{E9}.example"])
        #expect(item.isRecipient(try Party("caf\u{E9}.example")))
        #expect(!item.isRecipient(try Party("cafe\u{301}.example")))
        #expect(!item.isRecipient(try Party("A.example")))
    }
}

extension VerifiedPackage {
    /// The same package, as if it had been opened elsewhere.
    fileprivate func moved(to folder: String?) -> VerifiedPackage {
        VerifiedPackage(
            terms: terms, termsDigest: termsDigest, manifest: manifest, manifestDigest: manifestDigest, folder: folder)
    }
}
