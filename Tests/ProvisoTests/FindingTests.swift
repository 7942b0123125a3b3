import Testing

@testable import Proviso

@Suite struct FindingTests {
    @Test func `a finding says what it is in words, and nothing of the text`() {
        func words(_ reason: Finding.Reason) -> String {
            Finding(.bankAccount, at: 12..<34, confidence: Confidence(percent: 95), reason: reason).description
        }
        #expect(words(.pattern(.distinct, .none)) == "iban at 12..<34, 95 % (distinct)")
        #expect(words(.pattern(.weak, .supporting)) == "iban at 12..<34, 95 % (weak, and a word nearby says so)")
        #expect(
            words(.pattern(.likely, .contrary)) == "iban at 12..<34, 95 % (likely, though a word nearby says otherwise)"
        )
        #expect(words(.knownValue) == "iban at 12..<34, 95 % (known value)")
        #expect(words(.recognizer) == "iban at 12..<34, 95 % (own recognizer)")
        #expect(words(.remainder) == "iban at 12..<34, 95 % (rest of an overlap)")
    }

    @Test func `a finding of an own recognizer says that it is one`() {
        let finding = Finding(.email, at: 3..<5, confidence: .certain)
        #expect(finding.reason == .recognizer && finding.range == 3..<5 && finding.type == .email)
    }
}
