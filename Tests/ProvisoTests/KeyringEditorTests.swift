import Foundation
import Testing

@testable import Proviso

/// Making and changing keyrings, as their files show it.
@Suite struct KeyringEditorTests {
    private static let later = "2027-01-08T09:00:00Z"

    /// A ring in a file, with one active version, and the identity that opens it.
    private struct Case: ~Copyable {
        let folder: TemporaryFolder
        let identity: AgeIdentity
        let path: String
        let rollback: RollbackCheck

        init() throws {
            let folder = try TemporaryFolder()
            let identity = try AgeIdentity.generate()
            let path = folder.path("a.keyring")
            let rollback = RollbackCheck.remembered(in: folder.path("seen"))
            try KeyringEditor.create(path, for: [identity.recipient], at: Keyrings.instant(), rollback: rollback)
            self.folder = folder
            self.identity = identity
            self.path = path
            self.rollback = rollback
        }

        func editor(_ whenBusy: KeyringEditor.WhenBusy = .wait) throws -> KeyringEditor {
            try KeyringEditor(path, identity: identity, rollback: rollback, whenBusy: whenBusy)
        }

        func ring() throws -> Keyring { try Keyring(path, identity: identity, rollback: rollback) }

        func payload() throws -> [UInt8] { try Keyrings.open(folder.read("a.keyring"), with: identity) }
    }

    // MARK: Making

    @Test func `a new ring has one active version, in a file for its owner alone`() throws {
        let test = try Case()
        #expect(try test.folder.mode("a.keyring") == 0o600)
        #expect(try test.folder.names == ["a.keyring", "seen"])
        let ring = try test.ring()
        #expect(ring.generation == 1)
        #expect(ring.versions.map(\.number.number) == [1])
        #expect(ring.activeVersion?.created == Keyrings.instant())
        #expect(ring.recipients == [test.identity.recipient])
        // The payload is the line, a line feed, and the key whose fingerprint is in the line.
        let payload = try test.payload()
        let line = payload.prefix { $0 != 10 }
        #expect(payload.count == line.count + 33)
        #expect(
            ring.activeVersion?.fingerprint.description == (try Keyrings.fingerprint(of: Array(payload.suffix(32)))))
        #expect(String(decoding: line, as: UTF8.self) == ring.contents.line)
    }

    @Test func `errors name the file as it was given, and not what a link leads to`() throws {
        let test = try Case()
        let link = test.folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: test.path)
        let stranger = try AgeIdentity.generate()
        let error = #expect(throws: ProvisoError.self) {
            _ = try KeyringEditor(link, identity: stranger, rollback: .unchecked)
        }
        #expect(error?.code == .ageNoIdentity)
        #expect(error?.place.source == link)
    }

    @Test func `a file that is there is left alone`() throws {
        let test = try Case()
        let before = try test.folder.read("a.keyring")
        let recipient = test.identity.recipient
        func word(_ name: String, _ recipients: [AgeRecipient], rollback: RollbackCheck = .unchecked) -> ProvisoError
            .Code?
        {
            refusal {
                try KeyringEditor.create(
                    test.folder.path(name), for: recipients, at: Keyrings.instant(), rollback: rollback)
            }
        }
        #expect(word("a.keyring", [recipient]) == .storeFailed)
        #expect(try test.folder.read("a.keyring") == before)
        #expect(word("none/a.keyring", [recipient]) == .storeFailed)
        #expect(word("b.keyring", []) == .keyringRecipients)
        #expect(word("b.keyring", [recipient, recipient]) == .keyringRecipients)
        // The memory is of the first ring.
        #expect(word("b.keyring", [recipient], rollback: test.rollback) == .keyringOther)
        #expect(try test.folder.names == ["a.keyring", "seen"])
    }

    @Test func `a bare key is adopted as version 0, and its pseudonyms stay`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        try KeyFile.create(folder.path("a.key"))
        let key = try KeyFile.read(folder.path("a.key"))
        let path = folder.path("a.keyring")
        let ring = try KeyringEditor.create(
            path, for: [identity.recipient], adopting: key, at: Keyrings.instant(), rollback: .unchecked)
        #expect(ring.versions.map(\.number) == [.bareKeyFile])
        let domain = try PseudonymizationDomain(id: "a")
        let before = try Pseudonymizer("person", in: domain, key: key).pseudonym(for: "x")
        let opened = try Keyring(path, identity: identity, rollback: .unchecked)
        #expect(try Pseudonymizer("person", in: domain, keyring: opened).pseudonym(for: "x") == before)
        var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        #expect(try editor.rotate(at: Keyrings.instant()) == KeyVersion(1))
        #expect(try editor.commit().versions.map(\.status) == [.retired, .active])
    }

    // MARK: Rotating and retiring

    @Test func `rotating makes a new active version and retires the one before`() throws {
        let test = try Case()
        let first = try Keyrings.bytes(of: 1, in: test.ring())
        var editor = try test.editor()
        let version = try editor.rotate(at: Keyrings.instant(Self.later))
        let committed = try editor.commit()
        #expect(version == KeyVersion(2))
        let ring = try test.ring()
        #expect(ring.contents == committed.contents)
        #expect(ring.generation == 2)
        #expect(ring.versions.map(\.status) == [.retired, .active])
        #expect(ring.versions[1].created == Keyrings.instant(Self.later))
        #expect(try Keyrings.bytes(of: 1, in: ring) == first)
        #expect(try Keyrings.bytes(of: 2, in: ring) != first)
        #expect(try Keyrings.bytes(of: 2, in: ring) == Keyrings.bytes(of: 2, in: committed))
        #expect(try test.folder.mode("a.keyring") == 0o600)
    }

    @Test func `several changes are one generation`() throws {
        let test = try Case()
        var editor = try test.editor()
        try editor.rotate(at: Keyrings.instant())
        try editor.rotate(at: Keyrings.instant())
        try editor.destroy(KeyVersion(1))
        try editor.retire(KeyVersion(3))
        #expect(editor.versions.map(\.status) == [.destroyed, .retired, .retired])
        _ = try editor.commit()
        let ring = try test.ring()
        #expect(ring.generation == 2)
        #expect(ring.versions.map(\.status) == [.destroyed, .retired, .retired])
        #expect(refusal { try ring.withActiveKey { _, _ in } } == .keyRetired)
    }

    @Test func `what is not committed changes nothing, and the next editor is not kept out`() throws {
        let test = try Case()
        let before = try test.folder.read("a.keyring")
        do {
            var editor = try test.editor()
            try editor.rotate(at: Keyrings.instant())
            _ = consume editor
        }
        #expect(try test.folder.read("a.keyring") == before)
        _ = try test.editor(.fail)
    }

    @Test func `a change that cannot be is refused by name`() throws {
        let test = try Case()
        var editor = try test.editor()
        #expect(refusal { try editor.destroy(KeyVersion(1)) } == .keyActive)
        #expect(refusal { try editor.destroy(KeyVersion(2)) } == .keyUnknown)
        #expect(refusal { try editor.retire(KeyVersion(0)) } == .keyUnknown)
        #expect(refusal { try editor.retire(KeyVersion(1)) } == nil)
        #expect(refusal { try editor.retire(KeyVersion(1)) } == .keyRetired)
        #expect(refusal { try editor.destroy(KeyVersion(1)) } == nil)
        #expect(refusal { try editor.destroy(KeyVersion(1)) } == .keyDestroyed)
        #expect(refusal { try editor.retire(KeyVersion(1)) } == .keyDestroyed)
    }

    @Test func `a full ring is not rotated`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let samples = (1...4096).map { Keyrings.Sample(UInt32($0), "destroyed") }
        let payload = try Keyrings.payload(samples, recipients: [identity.recipient])
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        #expect(throws: ProvisoError.self) { try editor.rotate(at: Keyrings.instant()) }
        #expect(editor.versions.count == 4096)
    }

    @Test func `a ring of the last generation is not written again`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let payload = try Keyrings.payload(
            [Keyrings.Sample(1, "active")], generation: KeyringContents.largestGeneration,
            recipients: [identity.recipient])
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        let editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        do {
            _ = try editor.commit()
            Issue.record("written all the same")
        } catch let error as ProvisoError {
            #expect(error.code == .keyringFull)
        }
    }

    // MARK: Destroying

    @Test func `after destroying, neither the file nor the new handle has the key`() throws {
        let test = try Case()
        var editor = try test.editor()
        try editor.rotate(at: Keyrings.instant())
        let before = try editor.commit()
        let old = try Keyrings.bytes(of: 1, in: before)
        #expect(try test.payload().suffix(64).starts(with: old))
        editor = try test.editor()
        try editor.destroy(KeyVersion(1))
        let after = try editor.commit()
        let payload = try test.payload()
        #expect(payload.indices.allSatisfy { !payload[$0...].starts(with: old.prefix(8)) })
        // Its line is still there.
        #expect(after.versions[0].status == .destroyed)
        #expect(after.versions[0].fingerprint.description == (try Keyrings.fingerprint(of: old)))
        for ring in [after, try test.ring()] {
            let error = #expect(throws: ProvisoError.self) {
                try ring.withKey(KeyVersion(1), for: .recognizing) { _ in _ = Issue.record("lent all the same") }
            }
            #expect(error?.code == .keyDestroyed)
            #expect(error?.message.contains("version 1") == true)
        }
        // A handle from before keeps what it has, as the page says.
        #expect(try Keyrings.bytes(of: 1, in: before) == old)
    }

    #if os(Linux)
    @Test func `a destroyed key is gone from memory when the handles from before are`() async throws {
        let folder = try TemporaryFolder()
        let identityPath = folder.path("a.identity")
        let recipient = try AgeIdentityFile.create(identityPath, at: Keyrings.instant())
        let path = folder.path("a.keyring")
        try KeyringEditor.create(path, for: [recipient], at: Keyrings.instant(), rollback: .unchecked)
        await #expect(processExitsWith: .success) { [path = path as String, identityPath = identityPath as String] in
            let identity = try AgeIdentityFile.read(identityPath)
            var scanner: MemoryScanner?
            do {
                let ring = try Keyring(path, identity: identity, rollback: .unchecked)
                scanner = try ring.withActiveKey { _, key in
                    key.exportCleartext(because: "a test looks for a key in memory") { MemoryScanner(for: $0) }
                }
            }
            let ring = try farDownTheStack {
                var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
                try editor.rotate(at: Keyrings.instant())
                _ = try editor.commit()
                var second = try KeyringEditor(path, identity: identity, rollback: .unchecked)
                try second.destroy(KeyVersion(1))
                return try second.commit()
            }
            try #require(ProcessState.holdFreedMemory() > 0)
            #expect(try scanner?.occurrences() == [0, 0, 0, 0])
            #expect(ring.activeVersion?.number == KeyVersion(2))
        }
    }
    #endif

    // MARK: Recipients

    @Test func `escrow opens the ring alone, and stays through changes that know nothing of it`() throws {
        let folder = try TemporaryFolder()
        let ours = try AgeIdentity.generate()
        let escrow = try AgeIdentity.generate()
        let path = folder.path("a.keyring")
        try KeyringEditor.create(
            path, for: [ours.recipient, escrow.recipient], at: Keyrings.instant(), rollback: .unchecked)
        var editor = try KeyringEditor(path, identity: ours, rollback: .unchecked)
        try editor.rotate(at: Keyrings.instant())
        let ring = try editor.commit()
        let opened = try Keyring(path, identity: escrow, rollback: .unchecked)
        #expect(opened.contents == ring.contents)
        #expect(try Keyrings.bytes(of: 1, in: opened) == Keyrings.bytes(of: 1, in: ring))
        #expect(try Keyrings.bytes(of: 2, in: opened) == Keyrings.bytes(of: 2, in: ring))
    }

    @Test func `other recipients open the ring from then on`() throws {
        let test = try Case()
        let second = try AgeIdentity.generate()
        var editor = try test.editor()
        try editor.changeRecipients(to: [test.identity.recipient, second.recipient])
        #expect(editor.recipients.count == 2)
        _ = try editor.commit()
        _ = try test.ring()
        _ = try Keyring(test.path, identity: second, rollback: test.rollback)

        editor = try KeyringEditor(test.path, identity: second, rollback: test.rollback)
        try editor.changeRecipients(to: [second.recipient])
        let ring = try editor.commit()
        #expect(ring.generation == 3)
        #expect(refusal { _ = try test.ring() } == .ageNoIdentity)
    }

    @Test func `nobody locks everybody out by mistake`() throws {
        let test = try Case()
        let other = try AgeIdentity.generate()
        var editor = try test.editor()
        let recipient = other.recipient
        #expect(refusal { try editor.changeRecipients(to: [recipient]) } == .keyringRecipients)
        #expect(refusal { try editor.changeRecipients(to: []) } == .keyringRecipients)
        #expect(editor.recipients == [test.identity.recipient])
        try editor.changeRecipients(to: [other.recipient], handingOver: true)
        _ = try editor.commit()
        _ = try Keyring(test.path, identity: other, rollback: test.rollback)
    }

    // MARK: Files

    @Test func `an older copy is not changed, and not opened`() throws {
        let test = try Case()
        let old = try test.folder.read("a.keyring")
        var editor = try test.editor()
        try editor.rotate(at: Keyrings.instant())
        _ = try editor.commit()
        _ = try test.folder.write(old, to: "a.keyring")
        #expect(refusal { _ = try test.ring() } == .keyringGeneration)
        #expect(refusal { _ = try test.editor() } == .keyringGeneration)
        // On purpose it can be looked at.
        #expect(try Keyring(test.path, identity: test.identity, rollback: .unchecked).generation == 1)
    }

    @Test func `a link is followed, and what it leads to is replaced`() throws {
        let test = try Case()
        let inner = test.folder.path("inner")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: test.path, toPath: inner + "/b.keyring")
        try FileManager.default.createSymbolicLink(atPath: test.path, withDestinationPath: "inner/b.keyring")
        var editor = try test.editor()
        try editor.rotate(at: Keyrings.instant())
        _ = try editor.commit()
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: test.path) == "inner/b.keyring")
        #expect(try FileManager.default.contentsOfDirectory(atPath: inner) == ["b.keyring"])
        #expect(try Keyring(inner + "/b.keyring", identity: test.identity, rollback: .unchecked).generation == 2)
    }

    @Test func `what a killed editor left is removed, and nothing else`() throws {
        let test = try Case()
        let left = ".a.keyring.proviso-" + String(repeating: "a", count: 16)
        let others = [
            ".b.keyring.proviso-" + String(repeating: "a", count: 16), ".a.keyring.proviso-notes",
            ".a.keyring.proviso-" + String(repeating: "A", count: 16), "a.keyring.proviso-aaaaaaaaaaaaaaaa",
        ]
        for name in others + [left] { _ = try test.folder.write("x", to: name) }
        _ = try test.editor()
        #expect(try test.folder.names == (others + ["a.keyring", "seen"]).sorted())
    }

    @Test func `a ring that cannot be replaced stays, and leaves nothing beside it`() throws {
        let test = try Case()
        let before = try test.folder.read("a.keyring")
        var editor = try test.editor()
        try editor.rotate(at: Keyrings.instant())
        // A folder cannot be replaced by a file, whoever asks.
        try FileManager.default.removeItem(atPath: test.path)
        try FileManager.default.createDirectory(atPath: test.path, withIntermediateDirectories: false)
        do {
            _ = try editor.commit()
            Issue.record("written all the same")
        } catch let error as ProvisoError {
            #expect(error.code == .storeFailed)
        }
        try FileManager.default.removeItem(atPath: test.path)
        _ = try test.folder.write(before, to: "a.keyring")
        #expect(try test.folder.names == ["a.keyring", "seen"])
        #expect(try test.ring().generation == 1)
    }

    // MARK: Two at once

    @Test func `a second editor is told that the first one is at work`() throws {
        let test = try Case()
        let first = try test.editor()
        #expect(refusal { _ = try test.editor(.fail) } == .keyringBusy)
        // Readers are not kept out.
        _ = try test.ring()
        _ = try first.commit()
        _ = try test.editor(.fail)
    }

    @Test func `editors that wait lose none of each other's changes`() async throws {
        let folder = try TemporaryFolder()
        let identityPath = folder.path("a.identity")
        let recipient = try AgeIdentityFile.create(identityPath, at: Keyrings.instant())
        let path = folder.path("a.keyring")
        let rollback = RollbackCheck.remembered(in: folder.path("seen"))
        try KeyringEditor.create(path, for: [recipient], at: Keyrings.instant(), rollback: rollback)
        let versions = try await withThrowingTaskGroup(of: [UInt32].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let identity = try AgeIdentityFile.read(identityPath)
                    return try (0..<5).map { _ in
                        var editor = try KeyringEditor(path, identity: identity, rollback: rollback)
                        let version = try editor.rotate(at: Keyrings.instant())
                        try editor.commit()
                        return version.number
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(versions.sorted() == Array(2...21))
        let identity = try AgeIdentityFile.read(identityPath)
        let ring = try Keyring(path, identity: identity, rollback: rollback)
        #expect(ring.generation == 21)
        #expect(ring.versions.count == 21)
    }
}
