import Testing

@testable import Proviso

@Suite struct StatementDigestTests {
    /// What `printf 'abc' | sha256sum` prints.
    static let text = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `a digest is SHA-256 of the text`() throws {
        #expect(StatementDigest(ofText: "abc").description == Self.text)
        #expect(try StatementDigest(Self.text) == StatementDigest(ofText: "abc"))
        #expect(try StatementDigest(bytes: StatementDigest(ofText: "abc").bytes).description == Self.text)
    }

    @Test(arguments: [
        "", "sha256:", "sha256:ba", text.uppercased(), String(text.dropLast()), text + "0",
        "SHA256" + text.dropFirst(6),
    ])
    func `any other text is no digest`(text: String) {
        #expect(refusal { _ = try StatementDigest(text) } == .valueInvalid)
    }

    @Test(arguments: [0, 31, 33]) func `a digest has 32 bytes`(count: Int) {
        #expect(refusal { _ = try StatementDigest(bytes: [UInt8](repeating: 0, count: count)) } == .valueInvalid)
    }

    @Test func `ids are random, and have 32 digits`() throws {
        let ids = try (0..<100).map { _ in try StatementID.random() }
        #expect(Set(ids).count == 100)
        for id in ids { #expect(try StatementID(id.description) == id) }
        for text in ["", "0", String(repeating: "A", count: 32), String(repeating: "0", count: 34)] {
            #expect(refusal { _ = try StatementID(text) } == .valueInvalid)
        }
    }
}
