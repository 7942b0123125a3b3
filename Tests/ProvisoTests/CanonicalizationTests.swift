import Testing

@testable import Proviso

@Suite struct CanonicalizationTests {
    /// The name is a part of the key: another one would give other pseudonyms.
    @Test func `canonicalizations have the names that enter the key`() {
        #expect(
            Canonicalization.samples.map(\.name) == [
                "exact", "trimmed", "digits", "alphanumeric", "casefolded-u15", "email", "iban", "phone", "date",
                "date",
            ])
    }

    @Test(
        arguments: [
            ("NL 1234.56-782", "NL 1234.56-782", "NL 1234.56-782", "123456782", "NL123456782"),
            ("  Ana\u{A0}", "  Ana\u{A0}", "Ana", nil, "ANA"),
            ("é1", "é1", "é1", "1", nil),
            ("e\u{301}1", "e\u{301}1", "e\u{301}1", "1", nil),
            ("\u{FF11}2", "\u{FF11}2", "\u{FF11}2", nil, nil),
            ("--", "--", "--", nil, nil),
            ("", nil, nil, nil, nil),
            (" \t", " \t", nil, nil, nil),
            ("a\u{0}b\u{7F}1", "a\u{0}b\u{7F}1", "a\u{0}b\u{7F}1", "1", "AB1"),
            ("\u{200B}a1\u{200B}", "\u{200B}a1\u{200B}", "\u{200B}a1\u{200B}", "1", "A1"),
            ("@Zz[`a{09/:", "@Zz[`a{09/:", "@Zz[`a{09/:", "09", "ZZA09"),
            ("+49 (0)30 / 12–34", "+49 (0)30 / 12–34", "+49 (0)30 / 12–34", "490301234", "490301234"),
            ("😀7", "😀7", "😀7", "7", "7"),
            ("東京 5", "東京 5", "東京 5", "5", nil),
        ] as [(String, String?, String?, String?, String?)])
    func `an identifier has the canonical form that the format says`(
        text: String, exact: String?, trimmed: String?, digits: String?, alphanumeric: String?
    ) {
        #expect(areSameBytes(Canonicalization.exact.form(of: text), exact))
        #expect(areSameBytes(Canonicalization.trimmed.form(of: text), trimmed))
        #expect(areSameBytes(Canonicalization.digits.form(of: text), digits))
        #expect(areSameBytes(Canonicalization.alphanumeric.form(of: text), alphanumeric))
    }

    // MARK: White space

    /// The property White_Space of the Unicode Standard (PropList.txt).
    private static let whiteSpace: [UInt32] =
        Array(0x09...0x0D) + [0x20, 0x85, 0xA0, 0x1680] + Array(0x2000...0x200A) + [
            0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
        ]

    @Test(arguments: whiteSpace)
    func `every character of the property White_Space is taken off both ends, and kept inside`(value: UInt32) {
        let space = String(Unicode.Scalar(value)!)
        for (text, expected) in [
            (space + "a", "a"), ("a" + space, "a"), (space + space + "é" + space, "é"),
            (" " + space + "a" + space + "b" + space + " ", "a" + space + "b"), (space, nil),
            (space + " " + space, nil),
        ] {
            #expect(areSameBytes(Canonicalization.trimmed.form(of: text), expected), "\(printable(text))")
        }
    }

    /// Among the others are U+001C to U+001F, U+180E, U+200B to U+200D, U+2060 and U+FEFF, which other languages trim.
    @Test func `no other character is taken off`() {
        let scalars = (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init) + ["\u{1F600}", "\u{E0020}", "\u{10FFFF}"]
        let trimmed = scalars.filter { !areSameBytes(Canonicalization.trimmed.form(of: "\($0)a\($0)"), "\($0)a\($0)") }
        #expect(Self.whiteSpace.count == 25)
        #expect(trimmed.map(\.value) == Self.whiteSpace)
    }

    // MARK: What is outside of ASCII

    /// Every general category, with a character outside of ASCII, and whether `digits` and `alphanumeric` leave it out.
    /// What they do not leave out is unhandled.
    @Test(arguments: [
        ("Lu", "É", true, false), ("Ll", "é", true, false), ("Lt", "ǅ", true, false), ("Lm", "ʰ", true, false),
        ("Lo", "名", true, false), ("Lo", "ª", true, false), ("Ll", "\u{FF41}", true, false),
        ("Lu", "\u{212A}", true, false), ("Mn", "\u{301}", true, false), ("Mc", "\u{903}", true, false),
        ("Me", "\u{20DD}", true, false), ("Nd", "\u{663}", false, false), ("Nd", "\u{FF13}", false, false),
        ("Nd", "\u{1D7D8}", false, false), ("Nl", "Ⅷ", false, false), ("No", "½", false, false),
        ("No", "²", false, false),
        ("Pc", "‿", true, true), ("Pd", "–", true, true), ("Ps", "⁅", true, true), ("Pe", "⁆", true, true),
        ("Pi", "«", true, true), ("Pf", "»", true, true), ("Po", "·", true, true), ("Sm", "×", true, true),
        ("Sc", "€", true, true), ("Sk", "´", true, true), ("So", "©", true, true), ("So", "😀", true, true),
        ("Zs", "\u{A0}", true, true), ("Zl", "\u{2028}", true, true), ("Zp", "\u{2029}", true, true),
        ("Cc", "\u{85}", true, true), ("Cf", "\u{200B}", true, true), ("Cf", "\u{202E}", true, true),
        ("Co", "\u{E000}", true, true), ("Cn", "\u{378}", true, false), ("Cn", "\u{FFFF}", true, false),
        ("Cn", "\u{10FFFF}", true, false),
    ])
    func `a character outside of ASCII is left out or unhandled by its general category`(
        category: String, text: String, digitsLeaveItOut: Bool, alphanumericLeavesItOut: Bool
    ) {
        for identifier in ["a1" + text, text + "a1", "a" + text + "1"] {
            #expect(Canonicalization.digits.form(of: identifier) == (digitsLeaveItOut ? "1" : nil), "\(category)")
            #expect(
                Canonicalization.alphanumeric.form(of: identifier) == (alphanumericLeavesItOut ? "A1" : nil),
                "\(category)")
        }
        #expect(Canonicalization.digits.form(of: text) == nil)
        #expect(Canonicalization.alphanumeric.form(of: text) == nil)
    }

    @Test func `of ASCII, digits keep the ten digits and alphanumeric also the letters in upper case`() {
        for value in UInt8(0)..<0x80 {
            let text = String(Unicode.Scalar(value))
            let isDigit = "0123456789".contains(text)
            let isLetter = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".contains(text)
            #expect(Canonicalization.digits.form(of: text) == (isDigit ? text : nil))
            #expect(Canonicalization.alphanumeric.form(of: text) == (isDigit || isLetter ? text.uppercased() : nil))
        }
    }

    @Test(arguments: Canonicalization.samples)
    func `what is canonical stays as it is`(canonicalization: Canonicalization) {
        var generator = SeededGenerator(seed: testSeed)
        let scalars = Array(
            "aZ019 -.\t\u{A0}\u{2003}\u{200B}é名\u{661}½😀@+/\u{345}\u{301}\u{323}ﬃ\u{1100}\u{1161}\u{2028}"
                .unicodeScalars)
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                text.append(scalars.randomElement(using: &generator)!)
            }
            guard let once = canonicalization.form(of: String(text)) else { continue }
            #expect(!once.isEmpty)
            #expect(areSameBytes(canonicalization.form(of: once), once), "seed \(testSeed), \(printable(once))")
        }
    }

    @Test func `nothing of an earlier identifier is left in the next one`() {
        var scratch = ByteBuffer()
        #expect(Canonicalization.alphanumeric.form(of: "a-1-2-3-4", &scratch) == "A1234")
        #expect(Canonicalization.digits.form(of: "9", &scratch) == "9")
        #expect(Canonicalization.alphanumeric.form(of: "12é", &scratch) == nil)
        #expect(Canonicalization.alphanumeric.form(of: "--", &scratch) == nil)
        #expect(Canonicalization.alphanumeric.form(of: "z", &scratch) == "Z")
    }

    // MARK: Numbers

    /// `1e2` and `100` are one number and two texts, so only one way to write a number has a canonical form.
    @Test(arguments: [
        ("0", true), ("1", true), ("10", true), ("100", true), ("1234567890123456789012345678901234567890", true),
        ("", false), ("00", false), ("01", false), ("-0", false), ("-1", false), ("+1", false), ("1.0", false),
        ("0.5", false), ("1e2", false), ("1E2", false), ("1e+2", false), ("100 ", false), ("1\u{661}", false),
    ])
    func `a number is canonical only as a plain whole number`(literal: String, isPlain: Bool) {
        let bytes = Array(literal.utf8)
        for canonicalization in [Canonicalization.trimmed, .digits, .alphanumeric] {
            let isHandled = canonicalization.handles(number: bytes.span)
            #expect(isHandled == isPlain)
        }
    }

    @Test(arguments: ["0", "100", "1e2", "-1.50", "1E+400"])
    func `exact takes a number as its literal`(literal: String) {
        let bytes = Array(literal.utf8)
        let isHandled = Canonicalization.exact.handles(number: bytes.span)
        #expect(isHandled)
        #expect(Canonicalization.exact.form(of: literal) == literal)
    }
}
