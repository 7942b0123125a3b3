import Testing

@testable import ProvisoCrypto

@Suite struct AgeHeaderTests {
    /// Any 32 bytes: the parser does not know what the MAC should be.
    private static let end = "--- " + String(repeating: "A", count: 43) + "\n"
    private static let version = "age-encryption.org/v1\n"
    private static let full = String(repeating: "A", count: 64) + "\n"

    @Test func `the example of the specification is read and written`() throws {
        let text = """
            age-encryption.org/v1
            -> X25519 XEl0dJ6y3C7KZkgmgWUicg63EyXJiwBJW8PdYJ/cYBE
            qRS0AMjdjPvZ/WT08U2KL4G+PIooA3hy38SvLpvaC1E
            --- HK2NmOBN9Dpq0Gw6xMCuhFcQlQLvZ/wQUi/2scLG75s

            """
        let header = try #require(try Self.parse(text + "payload").header)
        #expect(try Self.parse(text + "payload").byteCount == text.utf8.count)
        #expect(header.stanzas.count == 1)
        #expect(header.stanzas[0].arguments == ["X25519", "XEl0dJ6y3C7KZkgmgWUicg63EyXJiwBJW8PdYJ/cYBE"])
        #expect(header.stanzas[0].body.count == 32)
        #expect(header.mac.count == 32)
        #expect(String(decoding: header.authenticatedText, as: UTF8.self).hasSuffix("\n---"))
        #expect(header.text == Array(text.utf8))
    }

    /// A line of 64 characters holds 48 bytes, and the last line of a body is shorter than that.
    @Test(arguments: [(0, 1), (1, 1), (47, 1), (48, 2), (49, 2), (95, 2), (96, 3), (97, 3)])
    func `a body ends with a line that is not full`(byteCount: Int, lineCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let stanza = AgeStanza(arguments: ["type", "word"], body: generator.bytes(count: byteCount))
        let text = AgeHeader.text(of: [stanza, stanza])
        let lines = text.split(separator: AgeHeader.newline, omittingEmptySubsequences: false)
        // A version, twice a first line and a body, and the mark.
        #expect(lines.count == 2 + 2 * (1 + lineCount))
        let end = Array(Self.end.utf8).dropFirst(3)
        #expect(try Self.parse(text + end).header?.stanzas == [stanza, stanza])
    }

    @Test(arguments: [
        // The version.
        "\n-> a\n\n" + end, "age-encryption.org/v2\n-> a\n\n" + end, "age-encryption.org/v1 \n-> a\n\n" + end,
        " " + version + "-> a\n\n" + end, "age-encryption.org/v1\r\n-> a\n\n" + end, "\n" + version + "-> a\n\n" + end,
        // The stanzas.
        version + end, version + "\n" + end, version + "->\n\n" + end, version + "-> \n\n" + end,
        version + "->a\n\n" + end,
        version + "->  a\n\n" + end, version + "-> a \n\n" + end, version + "-> a  b\n\n" + end,
        version + "-> a\tb\n\n" + end, version + "-> a\u{7f}\n\n" + end, version + "-> ä\n\n" + end,
        version + "-> a\r\n\n" + end, version + "-> a\0\n\n" + end, version + "--> a\n\n" + end,
        version + " -> a\n\n" + end, version + "-> a\n\nstray\n" + end,
        // The bodies: none, none after a full line, not canonical, padded, not the alphabet, in two short lines, a long
        // line.
        version + "-> a\n" + end, version + "-> a\n" + full + end, version + "-> a\nAB\n" + end,
        version + "-> a\nAA==\n" + end, version + "-> a\nA\n" + end, version + "-> a\nA-_A\n" + end,
        version + "-> a\nAAAA\r\n" + end, version + "-> a\n AAAA\n" + end, version + "-> a\nAAAA\nAAAA\n" + end,
        version + "-> a\nAAAA" + full + "\n" + end, version + "-> a\n\n\n" + end,
        version + "-> a\nAA\u{e9}\n" + end,
        // The end.
        version + "-> a\n\n---" + String(repeating: "A", count: 43) + "\n", version + "-> a\n\n---\n",
        version + "-> a\n\n--- \n", version + "-> a\n\n---  " + String(repeating: "A", count: 43) + "\n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 42) + "B\n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 43) + "=\n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 43) + " \n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 43) + "\r\n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 42) + "\n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 44) + "\n",
        version + "-> a\n\n--- " + String(repeating: "A", count: 41) + "\u{e9}\n",
        // Another format altogether.
        "-----BEGIN AGE ENCRYPTED FILE-----\n",
    ])
    func `what the grammar does not have is refused`(text: String) {
        #expect(throws: CryptoError.headerInvalid) { _ = try Self.parse(text) }
    }

    @Test func `an end that is cut off is waited for`() throws {
        let text = Self.version + "-> a b c\n" + Self.full + "AAAA\n-> !~\n\n" + Self.end
        for count in 0..<text.utf8.count {
            let result = try Self.parse(Array(text.utf8.prefix(count)))
            #expect(result.header == nil)
            #expect(result.byteCount == count)
        }
        #expect(try Self.parse(text).header?.stanzas.map(\.arguments) == [["a", "b", "c"], ["!~"]])
    }

    @Test func `a header has at most 64 KiB`() throws {
        let rest = Self.version.utf8.count + "-> \n\n".utf8.count + Self.end.utf8.count
        func header(byteCount: Int) -> String {
            Self.version + "-> " + String(repeating: "a", count: byteCount - rest) + "\n\n" + Self.end
        }
        #expect(header(byteCount: 65536).utf8.count == 65536)
        #expect(try Self.parse(header(byteCount: 65536)).header?.stanzas.count == 1)
        #expect(throws: CryptoError.headerInvalid) { _ = try Self.parse(header(byteCount: 65537)) }
        // Bytes without a line feed are not kept either.
        let bytes = [UInt8](repeating: 0, count: 65537)
        #expect(try Self.parse(Array(bytes.dropLast())).header == nil)
        #expect(throws: CryptoError.headerInvalid) { _ = try Self.parse(bytes) }
    }

    @Test func `a header has at most 1024 stanzas`() throws {
        func header(stanzaCount: Int) -> String {
            Self.version + String(repeating: "-> a\n\n", count: stanzaCount) + Self.end
        }
        #expect(try Self.parse(header(stanzaCount: 1024)).header?.stanzas.count == 1024)
        #expect(throws: CryptoError.headerInvalid) { _ = try Self.parse(header(stanzaCount: 1025)) }
    }

    // MARK: Stanzas

    private static let passphrase = AgeStanza(arguments: ["scrypt", "ajMFur+EJLGaohv/dLRGnw", "18"], body: zeros)
    private static let stranger = AgeStanza(arguments: ["example.com/enigma"], body: [])
    private static let zeros = [UInt8](repeating: 0, count: 32)

    @Test func `a passphrase stands alone`() throws {
        let identity = try AgeIdentity.generate()
        let fileKey = try AgeFileKey.generate()
        let ours = try AgeX25519.wrap(fileKey, for: identity.recipient)
        for stanzas in [
            [Self.passphrase, ours], [ours, Self.passphrase], [Self.passphrase, Self.stranger],
            [Self.passphrase, Self.passphrase],
        ] {
            #expect(throws: CryptoError.headerInvalid) { _ = try Self.unwrap(stanzas, with: identity) }
        }
        #expect(throws: CryptoError.noIdentityMatched) {
            _ = try Self.unwrap([Self.passphrase], with: identity)
        }
    }

    @Test func `stanzas of other types are ignored`() throws {
        let identity = try AgeIdentity.generate()
        let fileKey = try AgeFileKey.generate()
        let ours = try AgeX25519.wrap(fileKey, for: identity.recipient)
        let others = ["x25519", "X25519 ", "X2551", "mlkem768x25519"].map { AgeStanza(arguments: [$0], body: []) }
        let unwrapped = try Self.unwrap(others + [ours] + others, with: identity)
        #expect(Self.copy(unwrapped) == Self.copy(fileKey))
        #expect(throws: CryptoError.noIdentityMatched) { _ = try Self.unwrap(others, with: identity) }
    }

    @Test(arguments: [0, 1, 2])
    func `a malformed stanza of our type is refused wherever it stands`(place: Int) throws {
        let identity = try AgeIdentity.generate()
        let fileKey = try AgeFileKey.generate()
        let ours = try AgeX25519.wrap(fileKey, for: identity.recipient)
        let theirs = try AgeX25519.wrap(fileKey, for: AgeIdentity.generate().recipient)
        let share = ours.arguments[1]
        let malformed = [
            AgeStanza(arguments: ["X25519"], body: ours.body),
            AgeStanza(arguments: ["X25519", share, share], body: ours.body),
            AgeStanza(arguments: ["X25519", share + "A"], body: ours.body),
            AgeStanza(arguments: ["X25519", String(share.dropLast())], body: ours.body),
            AgeStanza(arguments: ["X25519", share + "="], body: ours.body),
            AgeStanza(arguments: ["X25519", String(repeating: "A", count: 43)], body: ours.body),
            AgeStanza(arguments: ["X25519", share], body: Array(ours.body.dropLast())),
            AgeStanza(arguments: ["X25519", share], body: ours.body + [0]),
            AgeStanza(arguments: ["X25519", share], body: []),
        ]
        for stanza in malformed {
            var stanzas = [theirs, ours]
            stanzas.insert(stanza, at: place)
            #expect(throws: CryptoError.headerInvalid) { _ = try Self.unwrap(stanzas, with: identity) }
        }
    }

    // MARK: Helpers

    private static func parse(_ text: String) throws -> (header: AgeHeader?, byteCount: Int) {
        try parse(Array(text.utf8))
    }

    /// Parses as a whole and byte by byte, which must give the same.
    private static func parse(_ bytes: [UInt8]) throws -> (header: AgeHeader?, byteCount: Int) {
        var parser = AgeHeaderParser()
        var stepped: AgeHeader?
        var steps = 0
        var steppedError: CryptoError?
        do throws(CryptoError) {
            while steps < bytes.count, stepped == nil {
                var position = 0
                stepped = try parser.read(bytes.span.extracting(steps..<steps + 1), from: &position)
                steps += position
            }
        } catch { steppedError = error }

        var whole = AgeHeaderParser()
        var position = 0
        do throws(CryptoError) {
            let header = try whole.read(bytes.span, from: &position)
            #expect(header == stepped && position == steps && steppedError == nil)
            return (header, position)
        } catch {
            #expect(steppedError == error)
            throw error
        }
    }

    private static func unwrap(
        _ stanzas: [AgeStanza], with identity: borrowing AgeIdentity
    ) throws(CryptoError) -> AgeFileKey {
        var openedBy: AgeRecipient?
        return try AgeIdentities(identity).unwrap(stanzas, openedBy: &openedBy)
    }

    private static func copy(_ key: borrowing AgeFileKey) -> [UInt8] {
        key.exportCleartext(because: "a test compares it") { SecretKeyTests.copy($0) }
    }
}
