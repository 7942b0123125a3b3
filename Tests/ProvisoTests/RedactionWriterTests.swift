import Testing

@testable import Proviso

@Suite struct RedactionWriterTests {
    private static let domain = try! PseudonymizationDomain(id: "fiu.example")

    private static func pseudonymizer(_ canonicalization: Canonicalization = .exact) throws -> Pseudonymizer {
        try Pseudonymizer("person", canonicalization: canonicalization, in: domain, key: testKey())
    }

    /// What stands in place of findings of one recognizer's own.
    private struct Fixed: Recognizer {
        let findings: [Finding]
        let types: [RecognizedType] = [.email, .url]
        func findings(in text: Span<UInt8>) -> [Finding] { findings }
    }

    private static func redact(
        _ text: String, _ replacement: Replacement, _ findings: [Finding] = [], known: [KnownValue] = []
    ) throws -> RedactedText {
        var options = Redactor.Options()
        options.recognizers = [Fixed(findings: findings)]
        options.replacement = replacement
        options.knownValues = known
        return try Redactor(options).redact(text)
    }

    // MARK: Pseudonyms

    @Test func `a pseudonym is the one that the identifier gets elsewhere`() throws {
        let pseudonymizer = try Self.pseudonymizer()
        let pseudonym = try pseudonymizer.pseudonym(for: "jana@example.org")
        let redacted = try Self.redact("to jana@example.org.", .pseudonym(pseudonymizer))
        #expect(redacted.text == "to [\(pseudonym)].")
    }

    @Test func `a pseudonym is of the normalized text, and what cannot be normalized gets the label`() throws {
        let pseudonymizer = try Self.pseudonymizer(.email)
        let expected = try pseudonymizer.pseudonym(for: "jana@example.org")
        let redacted = try Self.redact("Jana@EXAMPLE.org, 192.0.2.1", .pseudonym(pseudonymizer))
        #expect(redacted.text == "[\(try pseudonymizer.pseudonym(for: "Jana@EXAMPLE.org"))], [ipv4]")
        #expect(try pseudonymizer.pseudonym(for: "jana@EXAMPLE.org") == expected)
    }

    @Test func `of a known value the pseudonym is that of the value as it is known`() throws {
        let pseudonymizer = try Self.pseudonymizer()
        let expected = try pseudonymizer.pseudonym(for: "Jana Müller")
        let redacted = try Self.redact(
            "Frau Mueller, J. Müller, jana müller", .pseudonym(pseudonymizer), known: [KnownValue("Jana Müller")])
        #expect(redacted.text == "Frau [\(expected)], [\(expected)], [\(expected)]")
        let own = try Self.redact(
            "Frau Mueller", .label, known: [KnownValue("Jana Müller", replacement: .pseudonym(pseudonymizer))])
        #expect(own.text == "Frau [\(expected)]")
    }

    // MARK: Tokens

    @Test func `a token can be opened again`() throws {
        let pseudonymizer = try ReversiblePseudonymizer("contact", in: Self.domain, key: testKey())
        let reidentifier = try Reidentifier(
            "contact", in: Self.domain, key: testKey(), observer: CountingObserver())
        let redacted = try Self.redact(
            "Frau Mueller: Jana@example.org", .token(pseudonymizer), known: [KnownValue("Jana Müller")])
        let tokens = redacted.text.split { "[]".contains($0) }.filter { $0.hasPrefix("contact_") }
        let opened = try reidentifier.identifiers(
            of: tokens.map { try ReversiblePseudonym(String($0)) }, for: Purpose("Case 7"),
            requestedBy: Party("a.example"))
        #expect(opened == ["Mueller", "Jana@example.org"])
    }

    @Test func `what cannot be normalized gets the label instead of a token`() throws {
        let pseudonymizer = try ReversiblePseudonymizer("ip", canonicalization: .email, in: Self.domain, key: testKey())
        #expect(try Self.redact("a 192.0.2.1", .token(pseudonymizer)).text == "a [ipv4]")
    }

    // MARK: Remainders

    private static let overlap = [
        Finding(.email, at: 2..<10, confidence: Confidence(percent: 60)),
        Finding(.url, at: 6..<14, confidence: Confidence(percent: 90)),
    ]

    @Test func `what is left of an overlap gets the label, but for a fixed text and a token of itself`() throws {
        let text = "a bcdefghijklmnop"
        #expect(try Self.redact(text, .label, Self.overlap).text == "a [email][url]nop")
        #expect(try Self.redact(text, .mask(), Self.overlap).text == "a [email]********nop")
        #expect(try Self.redact(text, .surrogate, Self.overlap).text == "a [email]https://example.com/nop")
        #expect(try Self.redact(text, .text("*"), Self.overlap).text == "a **nop")
        let pseudonymizer = try Self.pseudonymizer()
        let pseudonym = try pseudonymizer.pseudonym(for: "fghijklm")
        #expect(try Self.redact(text, .pseudonym(pseudonymizer), Self.overlap).text == "a [email][\(pseudonym)]nop")
    }

    @Test func `a remainder has a token of itself, so that the whole text comes back`() throws {
        let pseudonymizer = try ReversiblePseudonymizer("contact", in: Self.domain, key: testKey())
        let reidentifier = try Reidentifier("contact", in: Self.domain, key: testKey(), observer: CountingObserver())
        let tokens = try Self.redact(
            "bcdefghijklmnop", .token(pseudonymizer),
            [
                Finding(.email, at: 0..<8, confidence: Confidence(percent: 60)),
                Finding(.url, at: 4..<15, confidence: Confidence(percent: 90)),
            ]
        ).text.split { "[]".contains($0) }
        let opened = try reidentifier.identifiers(
            of: tokens.map { try ReversiblePseudonym(String($0)) }, for: Purpose("Case 7"),
            requestedBy: Party("a.example"))
        #expect(opened == ["bcde", "fghijklmnop"])
    }

    @Test func `a private key gets the label instead of a surrogate`() throws {
        let key =
            "-----BEGIN PRIVATE KEY-----\nq7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXoq7Rw2xT9bK4m\n-----END PRIVATE KEY-----"
        #expect(try Self.redact(key + "\n", .surrogate).text == "[private-key]\n")
    }

    @Test func `nothing of a replacement that cannot be made is left`() throws {
        let pseudonymizer = try Self.pseudonymizer(.email)
        let redacted = try Self.redact("192.0.2.1 192.0.2.2", .pseudonym(pseudonymizer))
        #expect(redacted.text == "[ipv4] [ipv4]")
    }
}
