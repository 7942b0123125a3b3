import Testing

@testable import Proviso

/// Purpose, legal basis and party: three texts that somebody states, under one set of rules.
@Suite struct PurposeTests {
    private static let texts = [
        "x", "Money-laundering inquiry #26/114", "LED art. 8", "Ermittlung wegen Geldwäsche", "資金洗浄の捜査", "e\u{301}",
        "a\u{A0}b", "\"quoted\" and \\ back", "😀", "${case}", String(repeating: "é", count: 128),
    ]

    @Test(arguments: texts)
    func `a text stays as it is stated`(text: String) throws {
        #expect(Array(try Purpose(text).description.utf8) == Array(text.utf8))
        #expect(Array(try LegalBasis(text).description.utf8) == Array(text.utf8))
        #expect(Array(try Party(text).description.utf8) == Array(text.utf8))
    }

    @Test(arguments: ["", " ", "   ", "\u{A0}", "\u{3000}\u{2003}", "\n", "\t \r\n", "\u{2028}"])
    func `a text without words is refused`(text: String) {
        Self.expectRefusal(of: text, because: "is empty", remedy: "say it in words")
    }

    /// On a line of a statement nobody would see it.
    @Test(arguments: [" a", "a ", "\u{A0}a", "a\u{3000}"])
    func `a text that begins or ends with white space is refused`(text: String) {
        Self.expectRefusal(of: text, because: "begins or ends with white space", remedy: "remove it")
    }

    @Test func `a text has at most 4,096 bytes, and a party's name 256`() throws {
        let longest = String(repeating: "é", count: 2048)
        #expect(try Purpose(longest).description == longest)
        #expect(try LegalBasis(longest).description == longest)
        for make in [{ _ = try Purpose(longest + "a") }, { _ = try Party(String(repeating: "a", count: 257)) }] {
            let error = #expect(throws: ProvisoError.self) { try make() }
            #expect(error?.description.hasSuffix(" bytes; say it shorter") == true)
        }
    }

    /// A terminal or a reader would be shown another text than the one that is stated.
    @Test(arguments: ProvisoErrorTests.invisible)
    func `a control, format or line-separator character is refused wherever it stands`(scalar: Unicode.Scalar) {
        for text in ["\(scalar)inquiry", "in\(scalar)quiry", "inquiry\(scalar)"] {
            Self.expectRefusal(of: text, because: "holds an invisible character", remedy: "remove it")
        }
    }

    /// It is not printed in the message either.
    private static func expectRefusal(of text: String, because reason: String, remedy: String) {
        let refusals: [(String, ProvisoError?)] = [
            ("purpose", #expect(throws: ProvisoError.self) { try Purpose(text) }),
            ("legal-basis", #expect(throws: ProvisoError.self) { try LegalBasis(text) }),
            ("party", #expect(throws: ProvisoError.self) { try Party(text) }),
        ]
        for (name, error) in refusals {
            #expect(error?.code == .valueInvalid)
            #expect(error?.description == "\(name) \(reason); \(remedy)")
        }
    }

    @Test func `texts that only look alike are two`() throws {
        #expect(try Party("\u{E9}") != Party("e\u{301}"))
        #expect(try Purpose("\u{E9}") != Purpose("e\u{301}"))
        #expect(try Purpose("a") == Purpose("a"))
        #expect(try Purpose("a") != Purpose("b"))
        #expect(Set(try [Party("a"), Party("b"), Party("a")]).count == 2)
        #expect(Set(try [LegalBasis("a"), LegalBasis("b"), LegalBasis("a")]).count == 2)
    }
}
