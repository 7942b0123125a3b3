import Testing

@testable import Proviso

@Suite struct ReidentificationTextTests {
    private let domain: PseudonymizationDomain
    private let redactor: Redactor
    private let reidentification: Reidentification

    init() throws {
        let key = try testKey()
        domain = try PseudonymizationDomain(id: "test.example/case-1")
        var options = Redactor.Options()
        options.replacement = .token(try ReversiblePseudonymizer("found", in: domain, key: key))
        options.knownValues = [KnownValue("Jana Müller")]
        redactor = try Redactor(options)
        reidentification = try Reidentifier("found", in: domain, key: key, observer: Silent())
            .begin(for: Purpose("test"), requestedBy: Party("test.example"))
    }

    private struct Silent: ProcessingObserver {
        func willPerform(_ operation: ProcessingOperation) {}
    }

    @Test(arguments: [
        "Jana Müller <jana@example.org>, IBAN DE02 1203 0000 0000 2020 51.", "jana@example.org", "",
        "Nothing to find here.", "Müllers Karte: 4111 1111 1111 1111; tel. +49 30 1234567\n\tcall me [today]",
        "[jana@example.org] and [[jana@example.org]]",
    ])
    func `a text comes back as it was, without any offsets`(text: String) throws {
        let redacted = redactor.redact(text).text
        if !text.isEmpty, text.contains("@") { #expect(!redacted.contains("jana@")) }
        #expect(try reidentification.restore(redacted) == text)
        // And also when something was written before it.
        #expect(try reidentification.restore("Re: " + redacted + " – ok") == "Re: " + text + " – ok")
    }

    @Test func `what stands around a token stays, and so does a pseudonym of another type`() throws {
        let other = try ReversiblePseudonymizer("person", in: domain, key: try testKey()).pseudonym(for: "Ana")
        let token = try #require(redactor.redact("x@example.org").text.dropFirst().dropLast().description as String?)
        let text = "a \(token) b [\(other)] c [\(token)] d [\(token)"
        #expect(
            try reidentification.restore(text)
                == "a x@example.org b [\(other)] c x@example.org d [x@example.org")
    }

    @Test func `a token that was changed is refused, and nothing comes back`() throws {
        let redacted = redactor.redact("jana@example.org").text
        let place = redacted.index(redacted.endIndex, offsetBy: -12)
        let letter = redacted[place] == "a" ? "b" : "a"
        let changed = redacted.replacingCharacters(at: place, with: letter)
        #expect(throws: ProvisoError.self) { _ = try reidentification.restore(changed) }
    }
}

extension String {
    fileprivate func replacingCharacters(at place: Index, with text: String) -> String {
        String(self[..<place]) + text + String(self[index(after: place)...])
    }
}
