import Testing

@testable import ProvisoCrypto

/// Passphrases: what is sealed under them, and by what they are refused.
@Suite struct AgePassphraseTests {
    @Test(arguments: [0, 1025, 5000])
    func `a passphrase is neither empty nor endless`(byteCount: Int) {
        let bytes = [UInt8](repeating: 1, count: byteCount)
        #expect(throws: CryptoError.passphraseLength(found: byteCount, allowed: 1...1024)) {
            _ = try AgePassphrase(copying: bytes.span)
        }
    }

    @Test(arguments: [1, 63, 64, 65, 1024])
    func `a file that was sealed under a passphrase is opened with it`(passphraseByteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let bytes = generator.bytes(count: passphraseByteCount)
        let content = generator.bytes(count: 70_000)
        let passphrase = try AgePassphrase(copying: bytes.span)
        let file = try AgeFiles.seal(content, passphrase: passphrase)
        for pieceByteCount in [Int.max, 1, 2, 15, 16, 17, 65535, 65536, 65537] {
            let opened = try AgeFiles.open(
                file, with: AgeIdentities(passphrase: passphrase), pieceByteCount: pieceByteCount)
            #expect(opened.error == nil)
            #expect(opened.content == content)
            #expect(opened.openedBy == nil)
        }
        var changed = bytes
        changed[passphraseByteCount - 1] ^= 1
        let other = try AgePassphrase(copying: changed.span)
        #expect(try AgeFiles.open(file, with: AgeIdentities(passphrase: other)).error == .noIdentityMatched)
        let longer = try AgePassphrase(copying: (Array(bytes.prefix(1023)) + [0]).span)
        if passphraseByteCount < 1024, passphraseByteCount > 64 {
            #expect(try AgeFiles.open(file, with: AgeIdentities(passphrase: longer)).error == .noIdentityMatched)
        }
    }

    @Test func `the files that age made under a passphrase are opened`() throws {
        let identities = AgeIdentities(passphrase: try AgeFiles.passphrase("correct horse battery staple"))
        let opened = try AgeFiles.open(AgeVector.carried("passphrase.age"), with: identities)
        #expect(opened.error == nil)
        #expect(opened.content == Array("share the least, to a named recipient\n".utf8))
        let wrong = AgeIdentities(passphrase: try AgeFiles.passphrase("correct horse battery stapler"))
        #expect(try AgeFiles.open(AgeVector.carried("passphrase.age"), with: wrong).error == .noIdentityMatched)
    }

    @Test func `nothing in two files under the same passphrase is the same`() throws {
        let passphrase = try AgeFiles.passphrase("hunter2")
        let headers = try (0..<2).map { _ in try Self.header(of: AgeFiles.seal([1], passphrase: passphrase)) }
        #expect(headers[0].stanzas.count == 1)
        #expect(headers[0].stanzas[0].arguments[0] == "scrypt")
        #expect(headers[0].stanzas[0].arguments[1] != headers[1].stanzas[0].arguments[1])
        #expect(headers[0].stanzas[0].body != headers[1].stanzas[0].body)
        #expect(headers[0].stanzas[0].arguments[2] == "8")
    }

    @Test func `a new file has a work factor of 18, and at most 22 is opened`() {
        #expect(AgePassphrase.standardWorkFactor == 18)
        #expect(AgePassphrase.workFactorLimit == 22)
    }

    @Test(arguments: [
        ("1", 1), ("9", 9), ("10", 10), ("22", 22), ("23", nil), ("64", nil), ("9223372036854775818", nil), ("0", nil),
        ("01", nil), ("", nil), ("+9", nil), ("-9", nil), ("0x9", nil), ("9 ", nil), ("٩", nil), ("1e1", nil),
    ])
    func `a work factor is a decimal number up to the limit`(text: String, workFactor: Int?) throws {
        let salt = [UInt8](repeating: 7, count: 16)
        let stanza = AgeStanza(
            arguments: ["scrypt", Base64.encode(salt.span, .unpadded), text], body: [UInt8](repeating: 0, count: 32))
        guard let workFactor else {
            #expect(throws: CryptoError.headerInvalid) { _ = try AgeScrypt.candidate(of: stanza) }
            return
        }
        #expect(try AgeScrypt.candidate(of: stanza).workFactor == workFactor)
    }

    /// One more bit of work would have to be done before the passphrase could be found wrong.
    @Test func `a work factor above the limit is refused without work`() throws {
        let salt = [UInt8](repeating: 7, count: 16)
        let stanza = AgeStanza(
            arguments: ["scrypt", Base64.encode(salt.span, .unpadded), "40"], body: [UInt8](repeating: 0, count: 32))
        let header = AgeHeader(
            stanzas: [stanza], authenticatedText: AgeHeader.text(of: [stanza]), mac: [UInt8](repeating: 0, count: 32))
        let identities = AgeIdentities(passphrase: try AgeFiles.passphrase("hunter2"))
        #expect(try AgeFiles.open(header.text, with: identities).error == .headerInvalid)
        // Whoever has no passphrase to try need not look at it.
        #expect(try AgeFiles.open(header.text, with: AgeIdentity.generate()).error == .noIdentityMatched)
    }

    @Test func `a passphrase stands alone in a header`() throws {
        let passphrase = try AgeFiles.passphrase("hunter2")
        let identity = try AgeIdentity.generate()
        let fileKey = try AgeFileKey.generate()
        let scrypt = try AgeScrypt.wrap(fileKey, with: passphrase, workFactor: 2)
        let x25519 = try AgeX25519.wrap(fileKey, for: identity.recipient)
        let other = AgeStanza(arguments: ["other"], body: [])
        var identities = AgeIdentities(passphrase: passphrase)
        identities.append(identity)
        for stanzas in [[scrypt, x25519], [x25519, scrypt], [scrypt, scrypt], [scrypt, other]] {
            let header = AgeHeader(stanzas: stanzas, authenticatedWith: fileKey)
            #expect(try AgeFiles.open(header.text, with: identities).error == .headerInvalid)
        }
        // With one stanza the header is right, and what is missing is the rest of the file.
        for stanza in [scrypt, x25519] {
            let header = AgeHeader(stanzas: [stanza], authenticatedWith: fileKey)
            let payload = [UInt8](repeating: 0, count: 16)
            #expect(try AgeFiles.open(header.text + payload, with: identities).error == .payloadInvalid)
        }
    }

    #if os(Linux)
    @Test func `a passphrase is gone with it, and so is what it was used for`() async {
        await #expect(processExitsWith: .success) {
            var bytes = try RandomBytes.array(count: 64)
            let scanner = MemoryScanner(for: bytes.span)
            do {
                let passphrase = try AgePassphrase(copying: bytes.span)
                #expect(try scanner.occurrences() == [2, 2, 2, 2, 2, 2, 2, 2])
                wipe(&bytes)
                var file: [UInt8] = []
                var opened = OpenedFile()
                try farDownTheStack {
                    file = try AgeFiles.seal([1, 2, 3], passphrase: passphrase)
                    opened = try AgeFiles.open(file, with: AgeIdentities(passphrase: passphrase))
                }
                #expect(opened.content == [1, 2, 3])
                // In guarded memory alone.
                #expect(try scanner.occurrences() == [1, 1, 1, 1, 1, 1, 1, 1])
                withExtendedLifetime(passphrase) {}
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0, 0, 0, 0, 0])
        }
    }
    #endif

    private static func header(of file: [UInt8]) throws -> AgeHeader {
        var parser = AgeHeaderParser()
        var position = 0
        return try #require(try parser.read(file.span, from: &position))
    }
}
