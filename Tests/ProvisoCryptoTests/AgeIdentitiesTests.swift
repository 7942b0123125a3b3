import Testing

@testable import ProvisoCrypto

/// Opening with several identities and passphrases at once.
@Suite struct AgeIdentitiesTests {
    @Test func `any of several identities opens a file, and it is told which`() throws {
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        let third = try AgeIdentity.generate()
        var identities = AgeIdentities(first)
        identities.append(second)
        identities.append(third)
        #expect(identities.recipients == [first.recipient, second.recipient, third.recipient])
        for recipient in identities.recipients {
            let opened = try AgeFiles.open(AgeFiles.seal([1, 2], to: [recipient]), with: identities)
            #expect(opened.content == [1, 2])
            #expect(opened.openedBy == recipient)
        }
        let stranger = try AgeIdentity.generate().recipient
        let refused = try AgeFiles.open(AgeFiles.seal([1, 2], to: [stranger]), with: identities)
        #expect(refused.error == .noIdentityMatched)
        #expect(refused.openedBy == nil)
    }

    /// The header's order decides, as it does in age.
    @Test func `of several that match, the first stanza counts`() throws {
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        var identities = AgeIdentities(first)
        identities.append(second)
        let file = try AgeFiles.seal([1, 2], to: [second.recipient, first.recipient])
        #expect(try AgeFiles.open(file, with: identities).openedBy == second.recipient)
    }

    @Test func `identities and passphrases are tried on one file`() throws {
        let identity = try AgeIdentity.generate()
        var identities = AgeIdentities(passphrase: try AgeFiles.passphrase("one"))
        identities.append(passphrase: try AgeFiles.passphrase("two"))
        identities.append(identity)
        for text in ["one", "two"] {
            let opened = try AgeFiles.open(AgeFiles.seal([3], passphrase: AgeFiles.passphrase(text)), with: identities)
            #expect(opened.content == [3])
            #expect(opened.openedBy == nil)
        }
        let other = try AgeFiles.seal([3], passphrase: AgeFiles.passphrase("three"))
        #expect(try AgeFiles.open(other, with: identities).error == .noIdentityMatched)
        #expect(
            try AgeFiles.open(AgeFiles.seal([3], to: [identity.recipient]), with: identities).openedBy
                == identity.recipient)
    }

    @Test func `an identity is there once, however often it is added`() throws {
        let first = try AgeIdentity.generate()
        let second = try AgeIdentity.generate()
        var identities = AgeIdentities(first)
        var others = AgeIdentities(second)
        others.append(first)
        identities.append(first)
        identities.append(contentsOf: others)
        #expect(identities.recipients == [first.recipient, second.recipient])
        #expect(others.recipients == [second.recipient, first.recipient])
    }

    @Test func `a copy does not change with the other`() throws {
        let first = try AgeIdentity.generate()
        let identities = AgeIdentities(first)
        var copy = identities
        copy.append(try AgeIdentity.generate())
        #expect(identities.recipients.count == 1)
        #expect(copy.recipients.count == 2)
    }

    /// The spec asks an implementation to reject them, whoever opens the others.
    @Test func `a malformed stanza is refused wherever it stands, and other types are ignored`() throws {
        let identity = try AgeIdentity.generate()
        let fileKey = try AgeFileKey.generate()
        let right = try AgeX25519.wrap(fileKey, for: identity.recipient)
        let malformed = AgeStanza(arguments: ["X25519"], body: right.body)
        let other = AgeStanza(arguments: ["example.com/enigma", "a"], body: [1])
        func error(_ stanzas: [AgeStanza], _ identities: AgeIdentities) throws -> CryptoError? {
            try AgeFiles.open(AgeHeader(stanzas: stanzas, authenticatedWith: fileKey).text, with: identities).error
        }
        let identities = AgeIdentities(identity)
        for stanzas in [[right, malformed], [malformed, right], [other, malformed]] {
            #expect(try error(stanzas, identities) == .headerInvalid)
        }
        #expect(try error([malformed], AgeIdentities(passphrase: AgeFiles.passphrase("a"))) == .noIdentityMatched)
        #expect(try error([other], identities) == .noIdentityMatched)
    }
}
