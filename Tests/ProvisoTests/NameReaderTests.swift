import Testing

@testable import Proviso

@Suite struct NameReaderTests {
    private func words(_ name: String) -> [String] {
        var reader = NameReader()
        reader.readName(name)
        let symbols = reader.symbols
        return reader.words.map { word in
            String(String.UnicodeScalarView(symbols[word.range].compactMap { Unicode.Scalar($0 & Symbol.base) }))
        }
    }

    @Test(
        "A name is read into its words, those behind a comma first",
        arguments: [
            ("Jana Müller", ["jana", "muller"]), ("Müller, Jana Maria", ["jana", "maria", "muller"]),
            ("Hans-Peter  Groß", ["hans", "peter", "gross"]), ("O'Neill", ["oneill"]),
            ("J. R. R. Tolkien", ["j", "r", "r", "tolkien"]),
            ("a, b, c", ["a", "b", "c"]), (", Jana", ["jana"]), ("Jana,", ["jana"]), ("", []), ("...", []),
            ("Ja\u{AD}na", ["jana"]), ("山田 太郎", ["山田", "太郎"]),
        ])
    func names(name: String, words: [String]) {
        #expect(self.words(name) == words)
    }

    @Test(
        "A value is read without separators, and with the punctuation inside",
        arguments: [
            ("DE89 3704", "de893704"), ("AB-12.34", "ab1234"), ("(030) 12/34", "030)12/34"), ("a@b.c", "a@bc"),
            ("  Straße!", "strasse"), ("", ""), ("?!", ""),
        ])
    func whole(value: String, letters: String) {
        var reader = NameReader()
        reader.readWhole(value)
        #expect(String(String.UnicodeScalarView(reader.symbols.compactMap { Unicode.Scalar($0) })) == letters)
    }

    @Test("A letter of a script without spaces counts as two")
    func weight() {
        var reader = NameReader()
        reader.readName("Li 明")
        #expect(reader.weight == 4)
        #expect(!reader.isUnspaced)
        reader.readName("李 明")
        #expect(reader.weight == 4)
        #expect(reader.isUnspaced)
        reader.readWhole("A-1")
        #expect(reader.weight == 2)
    }

    @Test(
        "Capitals and letters without case are told from small ones",
        arguments: [
            ("A", true), ("Ä", true), ("Ж", true), ("山", true), ("ب", true), ("a", false), ("ä", false), ("ж", false),
            ("ß", false), ("1", false), ("ǅ", true),
        ])
    func capitals(text: String, isCapitalized: Bool) {
        let bytes = Array(text.utf8)
        #expect(bytes.span.isCapitalized(at: 0) == isCapitalized)
    }
}
