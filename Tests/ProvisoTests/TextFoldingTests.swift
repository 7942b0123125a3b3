import Testing

@testable import Proviso

@Suite struct TextFoldingTests {
    private func fold(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var folded = String.UnicodeScalarView()
        var index = 0
        while index < bytes.count {
            let scalar = TextFolding.shared.scalar(at: index, in: bytes.span)
            for symbol in [scalar.symbol, scalar.secondSymbol, scalar.thirdSymbol] where symbol != 0 {
                if scalar.kind.isLetter, let letter = Unicode.Scalar(symbol) { folded.append(letter) }
            }
            index += scalar.byteCount
        }
        return String(folded)
    }

    @Test(
        "Case, accents, ligatures and widths are taken off",
        arguments: [
            ("Müller", "muller"), ("Mu\u{308}ller", "muller"), ("STRASSE", "strasse"), ("Straße", "strasse"),
            ("ẞ", "ss"), ("Łódź", "lodz"), ("Đức", "duc"), ("Ångström", "angstrom"), ("Ørsted", "orsted"),
            ("Ægir Œuvre Þór Ð", "aegiroeuvrethord"), ("ﬃ", "ffi"), ("Ｊａｎａ１", "jana1"), ("İıIi", "iiii"),
            ("Шевченко ЇЙ", "шевченкоіи"), ("Ёлка", "елка"), ("ΣΊΣΥΦΟΣ ς", "σισυφοσσ"), ("Ա", "ա"), ("Ა", "ა"),
            ("أإآٱا", "ااااا"), ("فـاطمـة", "فاطمه"), ("مُحَمَّد", "محمد"), ("مصطفى", "مصطفي"),
            ("がか", "か\u{3099}か"), ("ﾊﾝ", "ハン"), ("สมชาย", "สมชาย"), ("山田", "山田"), ("김", "김"), ("𝐉", "j"), ("²", "2"),
            ("a\u{200D}b\u{AD}c\u{FEFF}d", "abcd"), ("", ""), ("𠀋", "𠀋"),
        ])
    func folding(text: String, folded: String) {
        #expect(Array(fold(text).unicodeScalars) == Array(folded.unicodeScalars))
    }

    @Test(
        "What a scalar does to words is told by its kind",
        arguments: [
            ("a", FoldedScalar.Kind.spaced), ("7", .spaced), ("я", .spaced), ("ب", .spaced), ("山", .unspaced),
            ("の", .unspaced), ("ก", .unspaced), ("김", .unspaced), ("ア", .katakana), ("ー", .katakana), ("ﾊ", .katakana),
            ("\u{301}", .ignored), ("\u{200B}", .ignored), ("\u{FE0F}", .ignored), ("'", .apostrophe),
            ("’", .apostrophe),
            ("\u{2BC}", .apostrophe), (" ", .separator), ("\u{A0}", .separator), ("\u{3000}", .separator),
            ("-", .separator), ("–", .separator), (".", .separator), ("・", .separator), ("．", .separator),
            ("_", .other), ("@", .other), ("，", .other), ("\u{7}", .other), ("\u{E000}", .other), ("😀", .other),
        ])
    func kinds(text: String, kind: FoldedScalar.Kind) {
        let bytes = Array(text.utf8)
        let scalar = TextFolding.shared.scalar(at: 0, in: bytes.span)
        #expect(scalar.kind == kind)
        #expect(scalar.byteCount == bytes.count)
    }

    @Test("Every scalar takes as many bytes as it has, and every malformed byte one")
    func lengths() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), value < 0x30000 || value.isMultiple(of: 97) else { continue }
            let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            let folded = TextFolding.shared.scalar(at: 0, in: bytes.span)
            if folded.byteCount != bytes.count { Issue.record("\(String(value, radix: 16)): \(folded.byteCount)") }
            // What is folded is a scalar again.
            if Unicode.Scalar(folded.symbol) == nil { Issue.record("\(String(value, radix: 16)): \(folded.symbol)") }
        }
        for bytes in [[0x80], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80], [0xFF]] as [[UInt8]]
        {
            let folded = TextFolding.shared.scalar(at: 0, in: bytes.span)
            #expect(folded.byteCount == 1)
            #expect(folded.kind == .other)
        }
        let letter: [UInt8] = [0x41]
        let end = TextFolding.shared.scalar(at: 1, in: letter.span)
        #expect(end.byteCount == 0)
    }

    @Test("Letters that are written with two in ASCII are told from others")
    func accents() {
        let accents = "äÖüøåéłu".unicodeScalars.map { scalar in
            let bytes = Array(String(scalar).utf8)
            return TextFolding.shared.scalar(at: 0, in: bytes.span).accent
        }
        #expect(accents == [.takesE, .takesE, .takesE, .takesE, .takesA, .any, .any, .none])
        #expect(FoldedScalar.letter(for: .takesE, behind: 0x75) == 0x65)
        #expect(FoldedScalar.letter(for: .takesE, behind: 0x69) == 0)
        #expect(FoldedScalar.letter(for: .takesA, behind: 0x61) == 0x61)
        #expect(FoldedScalar.letter(for: .takesA, behind: 0x75) == 0)
    }
}
