import Testing

@testable import Proviso

@Suite struct ProvisoErrorTests {
    private static let codes: [(ProvisoError.Code, String)] = [
        (.policyKey, "policy-key"), (.policyParameter, "policy-parameter"), (.recordMalformed, "record-malformed"),
        (.recordStopped, "record-stopped"),
        (.storeMissing, "store-missing"), (.storeFailed, "store-failed"), (.storeMode, "store-mode"),
        (.storeClosed, "store-closed"), (.keyInvalid, "key-invalid"), (.valueInvalid, "value-invalid"),
    ]

    /// Programs and logs compare them.
    @Test func `codes are stable words, each another`() {
        for (code, word) in Self.codes { #expect(code.description == word) }
        #expect(Set(Self.codes.map(\.0)).count == Self.codes.count)
    }

    @Test(
        arguments: [
            (nil, nil, nil, nil, "something is wrong; mend it"),
            ("a.json", nil, nil, nil, "a.json: something is wrong; mend it"),
            ("a.json", 3, nil, nil, "a.json:3: something is wrong; mend it"),
            ("a.json", 3, 14, nil, "a.json:3:14: something is wrong; mend it"),
            (nil, 3, 14, nil, "3:14: something is wrong; mend it"),
            (nil, 3, nil, nil, "3: something is wrong; mend it"),
            ("-", 1, 1, "$.a", "-:1:1: something is wrong (rule $.a); mend it"),
            (nil, nil, nil, "$.a", "something is wrong (rule $.a); mend it"),
        ] as [(String?, Int?, Int?, String?, String)])
    func `an error is one line: place, sentence, rule, remedy`(
        source: String?, line: Int?, column: Int?, rule: String?, text: String
    ) {
        let place = ProvisoError.Place(source: source, line: line, column: column)
        let error = ProvisoError(.recordStopped, "something is wrong", remedy: "mend it", place: place, rule: rule)
        #expect(error.description == text)
        #expect("\(error)" == text)
        #expect(error.code == .recordStopped)
        #expect((error.message, error.remedy) == ("something is wrong", "mend it"))
        #expect(error.place == place)
        #expect(error.rule == rule)
    }

    @Test func `without a remedy there is no semicolon`() {
        #expect(ProvisoError(.storeFailed, "something is wrong", remedy: "").description == "something is wrong")
    }

    @Test func `a place can be completed by whoever knows it`() {
        var error = ProvisoError(.valueInvalid, "something is wrong", remedy: "mend it")
        #expect(error.place == ProvisoError.Place())
        error.place.source = "policy.yaml"
        error.place.line = 7
        #expect(error.description == "policy.yaml:7: something is wrong; mend it")
    }

    @Test func `names of files and rules cannot steer a terminal or break the line`() {
        let error = ProvisoError(
            .storeFailed, "something is wrong", remedy: "mend it",
            place: ProvisoError.Place(source: "a\n\u{1B}[2J\u{202E}.json"), rule: "$['\u{2028}\u{7F}']")
        #expect(
            error.description
                == "a\\u{A}\\u{1B}[2J\\u{202E}.json: something is wrong (rule $['\\u{2028}\\u{7F}']); mend it")
    }

    // MARK: Printable texts

    @Test(arguments: [
        "", "a", "a b", "Łukasz Østergård", "東京", "😀", "e\u{301}", "\u{A0}", "\u{E000}", "\\u{A}", "'\";",
    ])
    func `a visible text is printed as it is`(text: String) {
        #expect(Array(printable(text).utf8) == Array(text.utf8))
    }

    /// Every control character, and from the general categories Cf, Zl and Zp those that hide, join or turn text.
    static let invisible =
        (Array(UInt32(0)...0x1F) + Array(0x7F...0x9F) + [0xAD, 0x61C, 0x180E] + Array(0x200B...0x200F)
        + Array(0x2028...0x202E) + Array(0x2060...0x2064) + Array(0x2066...0x206F)
        + [0xFEFF, 0xFFF9, 0xFFFB, 0x1D173, 0xE0001, 0xE0020, 0xE007F]).map { Unicode.Scalar($0)! }

    @Test(arguments: invisible)
    func `an invisible character is printed by its number`(scalar: Unicode.Scalar) {
        #expect(scalar.isInvisible)
        let number = String(scalar.value, radix: 16, uppercase: true)
        #expect(printable("\(scalar)") == "\\u{\(number)}")
        #expect(printable("é\(scalar)b\(scalar)") == "é\\u{\(number)}b\\u{\(number)}")
    }
}
