import Testing

@testable import Proviso

@Suite struct RecognizedTypeTests {
    @Test func `every built-in type is found by its word`() {
        #expect(RecognizedType.all.count == 114)
        for type in RecognizedType.all { #expect(RecognizedType(type.description) == type) }
        for word in ["", "IBAN", "iban ", "ibans", "own"] { #expect(RecognizedType(word) == nil, "\(word)") }
    }

    @Test func `own types are words of lower-case letters, digits and hyphens`() throws {
        for word in ["a", "case-number", "x9-", String(repeating: "a", count: 32)] {
            #expect(try RecognizedType(custom: word).description == word)
        }
        for word in [
            "", "9a", "-a", "Case", "a_b", "a b", "é", "aé", String(repeating: "a", count: 33), "iban", "known",
        ] {
            let error = #expect(throws: ProvisoError.self) { try RecognizedType(custom: word) }
            #expect(error?.code == .valueInvalid, "\(word)")
        }
    }
}
