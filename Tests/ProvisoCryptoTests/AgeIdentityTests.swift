import Testing

@testable import ProvisoCrypto

@Suite struct AgeIdentityTests {
    // The example of C2SP's specification, whose key is the byte 42 (hexadecimal) 32 times.
    private static let identityText = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    private static let recipientText = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

    @Test func `the identity of the specification has its recipient`() throws {
        let identity = try AgeFiles.identity(Self.identityText)
        #expect(identity.recipient.description == Self.recipientText)
        #expect(try AgeRecipient(Self.recipientText) == identity.recipient)
        #expect(Self.text(of: identity) == Self.identityText)
        identity.key.exportCleartext(because: "a test compares it with the specification") { key in
            #expect(SecretKeyTests.copy(key) == [UInt8](repeating: 0x42, count: 32))
        }
    }

    @Test func `a new identity comes back from its text and is no other's`() throws {
        let identity = try AgeIdentity.generate()
        let text = Self.text(of: identity)
        #expect(text.utf8.count == 74)
        #expect(try AgeFiles.identity(text).recipient == identity.recipient)
        #expect(try AgeIdentity.generate().recipient != identity.recipient)
    }

    @Test(arguments: [
        "", "AGE-SECRET-KEY-1", identityText.lowercased(), identityText + "\n", " " + identityText,
        // A single letter in lower case.
        "aGE" + identityText.dropFirst(3), identityText.dropLast() + "x",
        // A mistyped character, one too few, one too many.
        identityText.dropLast() + "Q", String(identityText.dropLast()), identityText + "Q",
        // The public half.
        recipientText,
        recipientText.uppercased(),
    ])
    func `no other text is an identity`(text: String) {
        #expect(throws: CryptoError.identityEncoding) { _ = try AgeFiles.identity(text) }
    }

    @Test(arguments: [
        "", "age1", recipientText.uppercased(), recipientText + "\n", " " + recipientText,
        "Age" + recipientText.dropFirst(3), recipientText.dropLast() + "J", recipientText.dropLast() + "q",
        String(recipientText.dropLast()), recipientText + "q", identityText, identityText.lowercased(),
        // A recipient of another type.
        "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e",
    ])
    func `no other text is a recipient`(text: String) {
        #expect(throws: CryptoError.recipientEncoding) { _ = try AgeRecipient(text) }
    }

    @Test func `the types with ML-KEM are refused by name`() {
        let identity = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
        #expect(throws: CryptoError.hybridUnsupported) { _ = try AgeFiles.identity(identity) }
        // The beginnings of the specification's examples, which have some 2,000 characters.
        for text in ["age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235", "age1tagpq1m3e4wvp6hzcrn9exhy0ae3xf"] {
            let error = #expect(throws: CryptoError.hybridUnsupported) { _ = try AgeRecipient(text) }
            #expect(error?.description.contains("age1pq") == true)
            #expect(error?.description.contains("ML-KEM is missing from libsodium 1.0.18") == true)
        }
        // `pq` is only a part of the data here.
        #expect(throws: CryptoError.recipientEncoding) { _ = try AgeRecipient("age1pqx34nzsvr0rxjsgdn8z") }
    }

    /// With zero, a point of order 1, every agreement would give zero.
    @Test func `a recipient with whom no secret can be agreed on is refused`() {
        var text = [UInt8](repeating: 0, count: Bech32.recipient.textByteCount(byteCount: 32))
        var span = text.mutableSpan
        let zeros = [UInt8](repeating: 0, count: 32)
        Bech32.recipient.encode(zeros.span, into: &span)
        #expect(throws: CryptoError.publicKeyInvalid) { _ = try AgeRecipient(String(decoding: text, as: UTF8.self)) }
    }

    @Test func `recipients are equal if their texts are`() throws {
        let one = try AgeIdentity.generate().recipient
        let other = try AgeIdentity.generate().recipient
        #expect(try Set([one, other, AgeRecipient(one.description)]).count == 2)
    }

    #if os(Linux)
    @Test func `an identity that was read from text is gone with it, and so is the text`() async {
        await #expect(processExitsWith: .success) {
            let scanner: MemoryScanner
            let textScanner: MemoryScanner
            do {
                let identity = try AgeIdentity.generate()
                scanner = identity.key.exportCleartext(because: "a test looks for it") { MemoryScanner(for: $0) }
                var text = identity.exportText(because: "a test reads it back") { SecretKeyTests.copy($0) }
                textScanner = MemoryScanner(for: text.span.extracting(16..<text.count))
                let again = try AgeIdentity(text: text.span)
                #expect(try scanner.occurrences() == [2, 2, 2, 2])
                // The test's own copy alone: the export has wiped its buffer.
                #expect(try textScanner.occurrences() == [1, 1, 1, 1, 1, 1, 1])
                wipe(&text)
                withExtendedLifetime(identity) {}
                withExtendedLifetime(again) {}
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
            #expect(try textScanner.occurrences() == [0, 0, 0, 0, 0, 0, 0])
        }
    }
    #endif

    private static func text(of identity: borrowing AgeIdentity) -> String {
        identity.exportText(because: "a test compares it") { String(decoding: SecretKeyTests.copy($0), as: UTF8.self) }
    }
}
