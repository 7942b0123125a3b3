import Testing

@testable import Proviso

@Suite struct KeyVersionTests {
    @Test func `a bare key file has version 0`() {
        #expect(KeyVersion.bareKeyFile == KeyVersion(0))
        #expect(KeyVersion.bareKeyFile.number == 0)
    }

    @Test(arguments: [(0, "0"), (7, "7"), (10, "10"), (4_294_967_295, "4294967295")] as [(UInt32, String)])
    func `a version is written in decimal, without leading zeros or separators`(number: UInt32, text: String) {
        #expect(KeyVersion(number).number == number)
        #expect(KeyVersion(number).description == text)
    }

    @Test func `older versions come first, by number and not by text`() {
        #expect(
            [10, 9, 4_294_967_295, 0, 100].map { KeyVersion($0) }.sorted().map(\.number)
                == [0, 9, 10, 100, 4_294_967_295])
        #expect(!(KeyVersion(3) < KeyVersion(3)))
    }
}

@Suite struct KeyFingerprintTests {
    private static let text = "fp_qfqow36gcvirj65fy3dvqqtc54"

    @Test func `a fingerprint is read, and stays as it was written`() throws {
        let fingerprint = try KeyFingerprint(Self.text)
        #expect(fingerprint.description == Self.text)
        #expect(fingerprint == (try KeyFingerprint(Self.text)))
        #expect(fingerprint != (try KeyFingerprint("fp_ptfseupknvqcwd3iflihry42ee")))
    }

    /// The ends of the alphabet: all bits clear and all bits set, of which the last character has three.
    @Test func `the bytes of a hash become 26 characters behind fp_`() throws {
        let clear = KeyFingerprint(bytes: InlineArray(repeating: 0))
        #expect(clear.description == "fp_" + String(repeating: "a", count: 26))
        let set = KeyFingerprint(bytes: InlineArray(repeating: 0xFF))
        #expect(set.description == "fp_" + String(repeating: "7", count: 25) + "4")
        #expect(try KeyFingerprint(set.description) == set)
    }

    @Test(arguments: [
        ("nothing", ""), ("no body", "fp_"), ("no mark", "qfqow36gcvirj65fy3dvqqtc54"),
        ("another mark", "fq_qfqow36gcvirj65fy3dvqqtc54"), ("a mark in upper case", "FP_qfqow36gcvirj65fy3dvqqtc54"),
        ("a dash in the mark", "fp-qfqow36gcvirj65fy3dvqqtc54"), ("upper case", "fp_QFQOW36GCVIRJ65FY3DVQQTC54"),
        ("one letter in upper case", "fp_qfqow36gcvirj65fy3dvqqtC54"),
        ("25 characters", "fp_qfqow36gcvirj65fy3dvqqtc5"),
        ("27 characters", "fp_qfqow36gcvirj65fy3dvqqtc54a"), ("15 bytes", "fp_aaaaaaaaaaaaaaaaaaaaaaaa"),
        ("17 bytes", "fp_aaaaaaaaaaaaaaaaaaaaaaaaaaaa"), ("32 bytes", "fp_" + String(repeating: "a", count: 52)),
        ("padding", "fp_qfqow36gcvirj65fy3dvqqtc54======"), ("a digit of no base32", "fp_qfqow36gcvirj65fy3dvqqtc14"),
        ("a space in front", " fp_qfqow36gcvirj65fy3dvqqtc54"), ("a line feed", "fp_qfqow36gcvirj65fy3dvqqtc54\n"),
        ("a letter of two bytes", "fp_qfqow36gcvirj65fy3dvqqtcé4"), ("a pseudonym", "fp_0_qfqow36gcvirj65fy3dvqqtc54"),
        ("a full-width digit", "fp_qfqow36gcvirj65fy3dvqqtc5\u{FF14}"),
    ])
    func `another text is refused`(what: String, text: String) {
        let error = #expect(throws: ProvisoError.self, "\(what)") { try KeyFingerprint(text) }
        #expect(error?.code == .valueInvalid)
    }

    /// Of the 130 bits of 26 characters the last two belong to no byte.
    @Test func `the bits of the last character that belong to no byte must be zero`() {
        let accepted = "abcdefghijklmnopqrstuvwxyz234567".filter { last in
            (try? KeyFingerprint(String(Self.text.dropLast()) + String(last))) != nil
        }
        #expect(accepted == "aeimquy4")
    }

    @Test func `the refusal says how one looks, and cannot steer a terminal`() {
        let error = #expect(throws: ProvisoError.self) { try KeyFingerprint("fp_\u{1B}[2J\u{202E}") }
        #expect(
            error?.description
                == "'fp_\\u{1B}[2J\\u{202E}' is not a key fingerprint; write fp_ and its 26 letters and digits")
    }
}
