import Foundation
import Testing

@testable import Proviso

/// Keyrings under a passphrase. The work factor is small here, so that nobody waits.
@Suite struct KeyringPassphraseTests {
    private static let workFactor = 4

    private static func passphrase(_ text: String) throws -> AgePassphrase {
        try AgePassphrase(copying: text.utf8Span.span)
    }

    private static func create(_ path: String, _ text: String = "a passphrase") throws {
        try KeyringEditor.create(
            path, passphrase: passphrase(text), workFactor: workFactor, at: Keyrings.instant(), rollback: .unchecked)
    }

    @Test func `a ring opens with its passphrase, and with no other`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        try Self.create(path)
        #expect(try folder.mode("a.keyring") == 0o600)
        let ring = try Keyring(path, passphrase: Self.passphrase("a passphrase"), rollback: .unchecked)
        #expect(ring.recipients.isEmpty)
        #expect(ring.activeVersion?.number == KeyVersion(1))
        let wrong = try Self.passphrase("A passphrase")
        #expect(refusal { _ = try Keyring(path, passphrase: wrong, rollback: .unchecked) } == .keyringPassphrase)
        let identity = try AgeIdentity.generate()
        #expect(refusal { _ = try Keyring(path, identity: identity, rollback: .unchecked) } == .ageNoIdentity)
    }

    @Test func `a passphrase does not open a ring for recipients`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        try KeyringEditor.create(
            path, for: [AgeIdentity.generate().recipient], at: Keyrings.instant(), rollback: .unchecked)
        let passphrase = try Self.passphrase("a passphrase")
        #expect(refusal { _ = try Keyring(path, passphrase: passphrase, rollback: .unchecked) } == .keyringPassphrase)
    }

    @Test func `a ring under a passphrase takes over the key of a key file, as version 0`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        let key = try RootKey.generate()
        let passphrase = try Self.passphrase("a passphrase")
        try KeyringEditor.create(
            path, passphrase: passphrase, workFactor: Self.workFactor, adopting: key, at: Keyrings.instant(),
            rollback: .unchecked)
        let ring = try Keyring(path, passphrase: passphrase, rollback: .unchecked)
        #expect(ring.versions.map(\.number) == [.bareKeyFile])
        #expect(ring.versions.map(\.fingerprint) == [try KeyFingerprint(of: key)])
        #expect(ring.recipients.isEmpty)
    }

    @Test func `a ring that is opened with many things is not sealed under a passphrase that was among them`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        try Self.create(path)
        let before = try folder.read("a.keyring")
        let identity = try AgeIdentity.generate()
        var identities = AgeIdentities(identity)
        identities.append(passphrase: try Self.passphrase("a passphrase"))
        func changed(_ change: (inout KeyringEditor) throws -> Void) throws -> Keyring {
            var editor = try KeyringEditor(path, identities: identities, rollback: .unchecked)
            try change(&editor)
            return try editor.commit()
        }
        #expect(
            refusal { _ = try changed { editor in _ = try editor.rotate(at: Keyrings.instant()) } }
                == .keyringRecipients)
        #expect(try folder.read("a.keyring") == before)
        let ring = try changed { editor in try editor.changeRecipients(to: [identity.recipient]) }
        #expect(ring.recipients == [identity.recipient])
        // And from then on the identity opens it.
        #expect(try changed { editor in _ = try editor.rotate(at: Keyrings.instant()) }.generation == 3)
    }

    @Test func `a change seals the ring under the same passphrase`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        try Self.create(path)
        let passphrase = try Self.passphrase("a passphrase")
        var editor = try KeyringEditor(
            path, passphrase: passphrase, workFactor: Self.workFactor, rollback: .unchecked)
        try editor.rotate(at: Keyrings.instant())
        let committed = try editor.commit()
        let ring = try Keyring(path, passphrase: passphrase, rollback: .atLeast(2))
        #expect(ring.contents == committed.contents)
        #expect(try Keyrings.bytes(of: 2, in: ring) == Keyrings.bytes(of: 2, in: committed))
    }

    @Test func `a ring goes from a passphrase to recipients and back`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        try Self.create(path)
        let first = try Self.passphrase("a passphrase")
        let second = try Self.passphrase("another one")
        let identity = try AgeIdentity.generate()

        var editor = try KeyringEditor(path, passphrase: first, workFactor: Self.workFactor, rollback: .unchecked)
        try editor.changeRecipients(to: [identity.recipient])
        _ = try editor.commit()
        #expect(refusal { _ = try Keyring(path, passphrase: first, rollback: .unchecked) } == .keyringPassphrase)
        #expect(try Keyring(path, identity: identity, rollback: .unchecked).recipients == [identity.recipient])

        editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        editor.changePassphrase(to: second, workFactor: Self.workFactor)
        #expect(editor.recipients.isEmpty)
        _ = try editor.commit()
        #expect(refusal { _ = try Keyring(path, identity: identity, rollback: .unchecked) } == .ageNoIdentity)
        #expect(refusal { _ = try Keyring(path, passphrase: first, rollback: .unchecked) } == .keyringPassphrase)
        #expect(try Keyring(path, passphrase: second, rollback: .unchecked).generation == 3)
    }

    /// Another program can seal a payload to whomever it likes.
    @Test func `a ring that does not say to whom it is sealed is not written before it does`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let payload = try Keyrings.payload([Keyrings.Sample(1, "active")], recipients: [])
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        let before = try folder.read("a.keyring")
        var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        do {
            _ = try editor.commit()
            Issue.record("written all the same")
        } catch let error as ProvisoError {
            #expect(error.code == .keyringRecipients)
        }
        #expect(try folder.read("a.keyring") == before)
        editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        try editor.changeRecipients(to: [identity.recipient])
        #expect(try editor.commit().recipients == [identity.recipient])
    }

    @Test func `whichever of several opens the ring is used`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.keyring")
        try Self.create(path)
        var all = AgeIdentities(try AgeIdentity.generate())
        #expect(refusal { _ = try Keyring(path, identities: all, rollback: .unchecked) } == .ageNoIdentity)
        try all.append(passphrase: Self.passphrase("another one"))
        try all.append(passphrase: Self.passphrase("a passphrase"))
        #expect(try Keyring(path, identities: all, rollback: .unchecked).generation == 1)
    }
}
