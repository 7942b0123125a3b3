import Testing

@testable import Proviso

@Suite struct CanonicalizationTests {
    /// The canonical form of an identifier, or nil where there is none.
    private static func canonical(_ text: String, _ canonicalization: Canonicalization) -> String? {
        var scratch = ByteBuffer()
        return canonical(text, canonicalization, &scratch)
    }

    private static func canonical(
        _ text: String, _ canonicalization: Canonicalization, _ scratch: inout ByteBuffer
    ) -> String? {
        let input = Array(text.utf8)
        switch canonicalization.canonicalize(input.span, into: &scratch) {
        case .unhandled: return nil
        case .part(let range): return String(decoding: input[range], as: UTF8.self)
        case .scratch: return scratch.text
        }
    }

    /// Equality of strings would take two ways to write `é` for one.
    private static func isSame(_ left: String?, _ right: String?) -> Bool {
        left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
    }

    /// The name is a part of the key: another one would give other pseudonyms.
    @Test func `canonicalizations have the names that enter the key`() {
        #expect(Canonicalization.allCases.map(\.rawValue) == ["exact", "trimmed", "digits", "alphanumeric"])
        // Reserved for later.
        for name in ["email", "phone", "iban", "date", "casefolded-u16", "Exact", ""] {
            #expect(Canonicalization(rawValue: name) == nil)
        }
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
        #expect(Self.isSame(Self.canonical(text, .exact), exact))
        #expect(Self.isSame(Self.canonical(text, .trimmed), trimmed))
        #expect(Self.isSame(Self.canonical(text, .digits), digits))
        #expect(Self.isSame(Self.canonical(text, .alphanumeric), alphanumeric))
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
            #expect(Self.isSame(Self.canonical(text, .trimmed), expected), "\(printable(text))")
        }
    }

    /// Among the others are U+001C to U+001F, U+180E, U+200B to U+200D, U+2060 and U+FEFF, which other languages trim.
    @Test func `no other character is taken off`() {
        let scalars = (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init) + ["\u{1F600}", "\u{E0020}", "\u{10FFFF}"]
        let trimmed = scalars.filter { !Self.isSame(Self.canonical("\($0)a\($0)", .trimmed), "\($0)a\($0)") }
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
            #expect(Self.canonical(identifier, .digits) == (digitsLeaveItOut ? "1" : nil), "\(category)")
            #expect(Self.canonical(identifier, .alphanumeric) == (alphanumericLeavesItOut ? "A1" : nil), "\(category)")
        }
        #expect(Self.canonical(text, .digits) == nil)
        #expect(Self.canonical(text, .alphanumeric) == nil)
    }

    @Test func `of ASCII, digits keep the ten digits and alphanumeric also the letters in upper case`() {
        for value in UInt8(0)..<0x80 {
            let text = String(Unicode.Scalar(value))
            let isDigit = "0123456789".contains(text)
            let isLetter = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".contains(text)
            #expect(Self.canonical(text, .digits) == (isDigit ? text : nil))
            #expect(Self.canonical(text, .alphanumeric) == (isDigit || isLetter ? text.uppercased() : nil))
        }
    }

    @Test(arguments: Canonicalization.allCases)
    func `what is canonical stays as it is`(canonicalization: Canonicalization) {
        var generator = SeededGenerator(seed: testSeed)
        let scalars = Array("aZ09 -.\t\u{A0}\u{2003}\u{200B}é名\u{661}½😀".unicodeScalars)
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                text.append(scalars.randomElement(using: &generator)!)
            }
            guard let once = Self.canonical(String(text), canonicalization) else { continue }
            #expect(!once.isEmpty)
            #expect(Self.isSame(Self.canonical(once, canonicalization), once), "seed \(testSeed), \(printable(once))")
        }
    }

    @Test func `nothing of an earlier identifier is left in the next one`() {
        var scratch = ByteBuffer()
        #expect(Self.canonical("a-1-2-3-4", .alphanumeric, &scratch) == "A1234")
        #expect(Self.canonical("9", .digits, &scratch) == "9")
        #expect(Self.canonical("12é", .alphanumeric, &scratch) == nil)
        #expect(Self.canonical("--", .alphanumeric, &scratch) == nil)
        #expect(Self.canonical("z", .alphanumeric, &scratch) == "Z")
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
        #expect(Self.canonical(literal, .exact) == literal)
    }
}
