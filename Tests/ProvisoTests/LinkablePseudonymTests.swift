import Proviso
import Testing

@Suite struct LinkablePseudonymTests {
    private static let body = "emfdyj4fpopzgh44tspvjekkv4"

    @Test(
        arguments: [
            ("person_3_\(body)", "person", 3), ("a_0_\(body)", "a", 0),
            ("device42_4294967295_\(body)", "device42", 4_294_967_295),
            ("abcdefghijklmnop_10_\(body)", "abcdefghijklmnop", 10),
            ("person_1_pfqzsppyntkg2qjr32e2hfjnhhftix6d", "person", 1),
        ] as [(String, String, UInt32)])
    func `a pseudonym is read, with its type and version, and stays as it was written`(
        text: String, type: String, version: UInt32
    ) throws {
        let pseudonym = try LinkablePseudonym(text)
        #expect(pseudonym.description == text)
        #expect(pseudonym.type.description == type)
        #expect(pseudonym.version == KeyVersion(version))
        #expect(pseudonym == (try LinkablePseudonym(text)))
    }

    @Test func `pseudonyms are equal if their texts are`() throws {
        let texts = [
            "person_3_\(Self.body)", "person_4_\(Self.body)", "device_3_\(Self.body)",
            "person_3_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        ]
        #expect(Set(try (texts + texts).map { try LinkablePseudonym($0) }).count == texts.count)
    }

    /// So many characters have 16 to 32 bytes in base32, five bits each; other lengths have other bytes, or none.
    @Test func `a body has the length of 16 to 32 bytes`() {
        let accepted = (0...70).filter { count in
            (try? LinkablePseudonym("person_0_" + String(repeating: "a", count: count))) != nil
        }
        #expect(accepted == (16...32).map { ($0 * 8 + 4) / 5 })
    }

    /// The unused bits of the last character, by the number of bytes.
    @Test(arguments: [(16, 2), (17, 4), (18, 1), (19, 3), (20, 0), (31, 2), (32, 4)])
    func `the bits of the last character that belong to no byte must be zero`(byteCount: Int, unusedBitCount: Int) {
        let start = "person_0_" + String(repeating: "z", count: (byteCount * 8 + 4) / 5 - 1)
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        let accepted = alphabet.indices.filter { (try? LinkablePseudonym(start + String(alphabet[$0]))) != nil }
        #expect(accepted == Array(stride(from: 0, to: 32, by: 1 << unusedBitCount)))
    }

    @Test(arguments: [
        ("nothing", ""), ("no body", "person_3_"), ("two parts", "person_\(body)"), ("a body alone", body),
        ("four parts", "person_3_\(body)_"), ("a part in front", "_person_3_\(body)"),
        ("upper case", "person_3_EMFDYJ4FPOPZGH44TSPVJEKKV4"),
        ("one letter in upper case", "person_3_Emfdyj4fpopzgh44tspvjekkv4"),
        ("padding", "person_3_\(body)======"), ("a character too many", "person_3_\(body)a"),
        ("a digit of no base32", "person_3_emfdyj4fpopzgh44tspvjekk14"),
        ("a dash", "person_3_emfdyj4fpopzg-h44tspvjekkv4"),
        ("a letter of two bytes", "person_3_émfdyj4fpopzgh44tspvjekkv"), ("no type", "_3_\(body)"),
        ("a type in upper case", "Person_3_\(body)"), ("a type with a digit in front", "3person_3_\(body)"),
        ("a type of 17 letters", "abcdefghijklmnopq_3_\(body)"), ("a type with a dash", "per-son_3_\(body)"),
        ("no version", "person__\(body)"), ("a version with a leading zero", "person_03_\(body)"),
        ("two zeros", "person_00_\(body)"), ("a version with a plus sign", "person_+3_\(body)"),
        ("a negative version", "person_-0_\(body)"), ("a version of more than 32 bits", "person_4294967296_\(body)"),
        ("a version in hexadecimal", "person_0x3_\(body)"), ("a version of another script", "person_\u{663}_\(body)"),
        ("a version with a space", "person_ 3_\(body)"), ("the version of a reversible one", "person_3r_\(body)"),
        ("a dash for an underscore", "person-3-\(body)"), ("a space in front", " person_3_\(body)"),
        ("a space behind", "person_3_\(body) "), ("a line feed", "person_3_\(body)\n"), ("a NUL", "person_3_\(body)\0"),
        ("a mark on an underscore", "person_\u{301}3_\(body)"), ("a fingerprint", "fp_\(body)"),
    ])
    func `another text is refused`(what: String, text: String) {
        let error = #expect(throws: ProvisoError.self, "\(what)") { try LinkablePseudonym(text) }
        #expect(error?.code == .valueInvalid)
    }

    /// A field that should hold pseudonyms and holds something else may hold a name.
    @Test func `the refusal does not repeat the text`() {
        let error = #expect(throws: ProvisoError.self) { try LinkablePseudonym("Łukasz Østergård") }
        #expect(
            error?.description
                == "a text that is not a linkable pseudonym; "
                + "give one of the form TYPE_VERSION_BODY, as the filter writes it"
        )
    }
}
