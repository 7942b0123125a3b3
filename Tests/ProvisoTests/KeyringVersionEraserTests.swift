import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct KeyringVersionEraserTests {
    /// A ring of three versions in a file, of which the last is active, and the identity that opens it.
    private struct Case: ~Copyable {
        let folder: TemporaryFolder
        let path: String
        let opener: @Sendable (String) throws -> KeyringEditor

        init() throws {
            let folder = try TemporaryFolder()
            let path = folder.url.resolvingSymlinksInPath().path + "/a.keyring"
            let recipient = try AgeIdentityFile.create(folder.path("a.identity"), at: Keyrings.instant())
            try KeyringEditor.create(path, for: [recipient], at: Keyrings.instant(), rollback: .unchecked)
            let opener = Self.opener(folder)
            for _ in 0..<2 {
                var editor = try opener(path)
                try editor.rotate(at: Keyrings.instant())
                try editor.commit()
            }
            self.folder = folder
            self.path = path
            self.opener = opener
        }

        private static func opener(_ folder: borrowing TemporaryFolder) -> @Sendable (String) throws -> KeyringEditor {
            let identityPath = folder.path("a.identity")
            let memory = folder.path("seen")
            return { path in
                try KeyringEditor(
                    path, identity: AgeIdentityFile.read(identityPath), rollback: .remembered(in: memory),
                    whenBusy: .fail)
            }
        }

        var eraser: KeyringVersionEraser { KeyringVersionEraser(opener) }

        func ring() throws -> Keyring {
            try Keyring(path, identity: AgeIdentityFile.read(folder.path("a.identity")), rollback: .unchecked)
        }

        @discardableResult
        func erase(_ version: UInt32, of path: String? = nil) throws -> ErasureEvidence {
            try eraser.erase(
                KeyringVersionEraser.part(KeyVersion(version), of: path ?? self.path), of: SampleItem.note("a"))
        }
    }

    // MARK: What goes

    @Test func `a version goes, and its pseudonyms can neither be computed nor matched any more`() throws {
        let test = try Case()
        let old = try persons(test.ring()).pseudonymizer(of: KeyVersion(1)).pseudonym(for: "Ana")
        #expect(try persons(test.ring()).isPseudonym(old, of: "Ana"))
        #expect(try test.erase(1) == ErasureEvidence(count: 1, method: .keysDestroyed, verification: .keysAbsent))
        let ring = try test.ring()
        #expect(ring.versions.map(\.status) == [.destroyed, .retired, .active])
        #expect(refusal { _ = try persons(ring).isPseudonym(old, of: "Ana") } == .keyDestroyed)
        #expect(try persons(ring).pseudonyms(for: "Ana").keys.sorted() == [KeyVersion(2), KeyVersion(3)])
    }

    @Test func `the file that is there afterwards does not have the key, and nothing else lies beside it`() throws {
        let test = try Case()
        let identity = try AgeIdentityFile.read(test.folder.path("a.identity"))
        let key = try Keyrings.bytes(of: 1, in: test.ring())
        #expect(try Keyrings.open(test.folder.read("a.keyring"), with: identity).contains(key))
        try test.erase(1)
        #expect(try !Keyrings.open(test.folder.read("a.keyring"), with: identity).contains(key))
        #expect(try test.folder.names == ["a.identity", "a.keyring", "seen"])
    }

    @Test func `what is destroyed already is no error, and the file stays as it is`() throws {
        let test = try Case()
        try test.erase(1)
        let before = try test.folder.read("a.keyring")
        #expect(try test.erase(1) == ErasureEvidence(count: 1, method: .foundAbsent, verification: .keysAbsent))
        #expect(try test.folder.read("a.keyring") == before)
    }

    @Test func `what a killed editor left beside the ring goes too, also if the key is destroyed already`() throws {
        let test = try Case()
        let leftover = ".a.keyring.proviso-" + Base32.encode([UInt8](repeating: 7, count: 10).span)
        for _ in 0..<2 {
            _ = try test.folder.write(test.folder.read("a.keyring"), to: leftover)
            try test.erase(1)
            #expect(try test.folder.names == ["a.identity", "a.keyring", "seen"])
        }
    }

    @Test func `a ring under a passphrase stays under it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.resolvingSymlinksInPath().path + "/a.keyring"
        let words = Array("a passphrase for a test".utf8)
        try KeyringEditor.create(
            path, passphrase: AgePassphrase(copying: words.span), workFactor: 4, at: Keyrings.instant(),
            rollback: .unchecked)
        let opener: @Sendable (String) throws -> KeyringEditor = { path in
            try KeyringEditor(
                path, passphrase: AgePassphrase(copying: words.span), workFactor: 4, rollback: .unchecked)
        }
        var editor = try opener(path)
        try editor.rotate(at: Keyrings.instant())
        try editor.commit()
        _ = try KeyringVersionEraser(opener).erase(
            KeyringVersionEraser.part(KeyVersion(1), of: path), of: SampleItem.note("a"))
        let ring = try Keyring(path, passphrase: AgePassphrase(copying: words.span), rollback: .unchecked)
        #expect(ring.versions.map(\.status) == [.destroyed, .active])
    }

    // MARK: What stays

    @Test func `the active version is not destroyed, until the ring was rotated`() throws {
        let test = try Case()
        let before = try test.folder.read("a.keyring")
        let error = #expect(throws: ProvisoError.self) { try test.erase(3) }
        #expect(error?.code == .keyActive)
        #expect(error?.message == "version 3 is active, and is not destroyed")
        #expect(try test.folder.read("a.keyring") == before)
        var editor = try test.opener(test.path)
        try editor.rotate(at: Keyrings.instant())
        try editor.commit()
        try test.erase(3)
        #expect(try test.ring().versions.map(\.status) == [.retired, .retired, .destroyed, .active])
    }

    @Test(arguments: [0, 4, UInt32.max])
    func `a version that the ring does not have is refused`(version: UInt32) throws {
        let test = try Case()
        #expect(refusal { try test.erase(version) } == .keyUnknown)
    }

    @Test func `without the ring, nobody can see that the key is gone`() throws {
        let test = try Case()
        try FileManager.default.moveItem(atPath: test.path, toPath: test.path + ".moved")
        let error = #expect(throws: ProvisoError.self) { try test.erase(1) }
        #expect(error?.code == .erasureIncomplete)
        #expect(error?.place.source == test.path)
        #expect(refusal { try test.erase(1, of: "/nonexistent/a.keyring") } == .erasureIncomplete)
    }

    @Test func `an older copy of the ring, in which the key lives again, is refused`() throws {
        let test = try Case()
        let old = try test.folder.read("a.keyring")
        try test.erase(1)
        _ = try test.folder.write(old, to: "a.keyring")
        #expect(refusal { try test.erase(1) } == .keyringGeneration)
    }

    @Test func `a ring that somebody is changing is left alone`() throws {
        let test = try Case()
        let editor = try test.opener(test.path)
        #expect(refusal { try test.erase(1) } == .keyringBusy)
        _ = consume editor
        try test.erase(1)
    }

    @Test func `whoever cannot open the ring destroys nothing`() throws {
        let test = try Case()
        let before = try test.folder.read("a.keyring")
        let eraser = KeyringVersionEraser { path in
            try KeyringEditor(path, identity: AgeIdentity.generate(), rollback: .unchecked)
        }
        let part = try KeyringVersionEraser.part(KeyVersion(1), of: test.path)
        #expect(refusal { _ = try eraser.erase(part, of: SampleItem.note("a")) } == .ageNoIdentity)
        #expect(try test.folder.read("a.keyring") == before)
    }

    // MARK: What it is for

    @Test(arguments: [
        "/srv/a", "/srv/a#", "/srv/a#x", "/srv/a#-1", "/srv/a#+1", "/srv/a#01", "/srv/a#1 ", "/srv/a#4294967296", "#1",
        "a#1",
        "/#1", "/srv/../a#1", "/srv/a#1#", "/srv/a/#1",
    ])
    func `a locator is a path from the root and a version`(locator: String) throws {
        let test = try Case()
        let part = try ErasablePart(eraser: KeyringVersionEraser.name, locator: locator)
        #expect(refusal { try test.eraser.check(part, of: SampleItem.note("a")) } == .valueInvalid)
        #expect(refusal { _ = try test.eraser.erase(part, of: SampleItem.note("a")) } == .valueInvalid)
    }

    @Test func `the path of a ring can have any character, also the one before the version`() throws {
        let test = try Case()
        let path = test.path + " #2 café"
        try FileManager.default.moveItem(atPath: test.path, toPath: path)
        #expect(try KeyringVersionEraser.part(KeyVersion(1), of: path).locator == path + "#1")
        #expect(try test.erase(1, of: path).method == .keysDestroyed)
        #expect(refusal { _ = try KeyringVersionEraser.part(KeyVersion(1), of: "a.keyring") } == .valueInvalid)
    }

    @Test func `at its sunset a sweep destroys the key, and certifies it; while it is active it fails`() throws {
        let test = try Case()
        let bench = try RetentionBench("all: { maximum: P10D }")
        let engine = RetentionEngine(
            store: bench.store, erasers: [KeyringVersionEraser.name: test.eraser], time: bench.clock.source)
        for version: UInt32 in [2, 3] {
            try engine.register(
                RetentionItem(
                    id: RetentionID("key/\(version)"), labels: RetentionLabels(category: "key"), created: day(0),
                    parts: [KeyringVersionEraser.part(KeyVersion(version), of: test.path)]))
        }
        let recipient = try Recipient()
        try bench.at(9)
        #expect(try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party).certified.isEmpty)
        try bench.at(10)
        let report = try engine.collectedSweep(signer: recipient.signer, issuer: recipient.party)
        #expect(report.certified.map(\.item.id.description) == ["key/2"])
        #expect(report.failures.map { ($0.error as? ProvisoError)?.code } == [.keyActive])
        #expect(try test.ring().versions.map(\.status) == [.retired, .destroyed, .active])
    }

    // MARK: Helpers

    private func persons(_ ring: Keyring) throws -> VersionedPseudonymizer {
        try VersionedPseudonymizer("person", in: PseudonymizationDomain(id: "fiu.example/case-114"), keyring: ring)
    }
}
