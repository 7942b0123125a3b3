import Proviso
import Testing

@Suite struct HandlingCodeTests {
    @Test(arguments: [
        "TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR", "PAP:RED", "PAP:CLEAR", "H0", "H1", "H2",
        "H1 with words", "H3 not without our consent",
    ])
    func `a code of TLP, PAP or Europol is known`(text: String) throws {
        let code = try HandlingCode(text)
        #expect(code.isKnown)
        #expect(code.description == text)
    }

    @Test(arguments: [
        "TLP:WHITE", "tlp:red", "H3", "H4", "H", "h1", "H12", "for official use", "TLP:AMBER+strict",
    ])
    func `any other text is an unknown code, and no error`(text: String) throws {
        #expect(try !HandlingCode(text).isKnown)
    }

    @Test(arguments: ["", " ", "TLP:RED ", "TLP:RED\n", "TLP:\u{202E}RED"])
    func `a text that is empty or holds something invisible is refused`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try HandlingCode(text) }
        #expect(error?.code == .valueInvalid)
    }
}
