/// Values that are looked for in texts: names and identifiers that a record or a case file already holds. This is the
/// answer to names of persons that needs no model: who is known is found, in whatever form the text has it.
///
/// | What is looked for | Found | Form |
/// |---|---|---|
/// | any value | as it stands, but for case, accents, and spaces, hyphens and dots inside | `exact`, `folded` |
/// | a name's parts | in any order, with one comma | `reordered` |
/// | | with up to two capitalized words or initials in between, and particles | `folded` |
/// | | with the endings of a dozen languages: see ``NameEndings`` | `inflected` |
/// | | with initials for all parts but one: `J. Müller`, `Müller, J.`, `Jana M.` | `initialed` |
/// | | in ASCII (`Mueller`), or Latin letters for Cyrillic and Greek | `transliterated` |
/// | initials alone | `J. M.`, only with `findsInitials` | `initialed` |
/// | a part alone | if it has four letters, is capitalized in the text, and no ordinary word | `part` |
///
/// Two parts of a name are enough, whichever they are, so `Gabriel García` is found of `Gabriel García Márquez`.
/// Particles and titles (`von`, `de la`, `al-`, `Dr.`) are no parts; they may be there or not. A letter of Chinese,
/// Japanese, Korean or Thai counts as two. Names in those scripts are found anywhere, with or without spaces; where a
/// value has a space, also the other way around. Anything else begins at the beginning of a word or behind an
/// apostrophe, hyphen or underscore, in Arabic and Hebrew also behind the prefixes of one letter and the article; and
/// ends at the end of a word or before a digit.
///
/// Finding single parts is a trade-off: `Müller` in a text about Jana Müller is most likely she, but may be somebody
/// else. Without `findsParts` fewer texts lose other people's names, and more keep the person's own. Names that are
/// ordinary words too, as `Rosa` and `May` are, are found only if they are capitalized, and only within the whole name.
///
/// - **Not found**: nicknames (`Bob` for `Robert`), misspellings, translations (`Giovanni` for `Johannes`), other
///   transliterations than those of ``NameTransliteration``, names in Latin letters in a text of another script, and
///   double names written as one (`Hanspeter` for `Hans-Peter`).
/// - **Order**: by where they begin, the longest first. What lies inside of a match of the same value is left out.
/// - **Cost**: compiling takes time and memory in proportion to the letters of the values. Looking takes time in
///   proportion to the text, whatever it holds, times at most the longest value and the values that share a word.
struct KnownValueSet: Sendable {
    /// One value.
    struct Value: Sendable {
        /// How a value is looked for.
        enum Kind: UInt8, Sendable {
            /// The name of a person, whose parts can be reordered, inflected and abbreviated.
            case name
            /// Anything else: an identifier, a number, an address.
            case exact
        }

        let text: String
        let kind: Kind
        /// What the caller knows it by; several values can have the same.
        let index: Int

        init(_ text: String, _ kind: Kind, index: Int) {
            self.text = text
            self.kind = kind
            self.index = index
        }
    }

    /// The indices of values that are not looked for, since they would be found everywhere: those of fewer than three
    /// letters or digits, where a letter of a script without spaces counts as two.
    let tooShort: [Int]
    private let index: KnownValueIndex?

    /// Compiles values. Equal ones may be among them.
    init(_ values: [Value], findsParts: Bool = true, findsInitials: Bool = false) {
        var letterCount = 0
        for value in values { letterCount += value.text.utf8.count }
        var compiler = KnownValueCompiler(letterCount: letterCount, findsInitials: findsInitials)
        for value in values { compiler.add(value) }
        compiler.finish()
        tooShort = compiler.tooShort
        index =
            compiler.records.isEmpty
            ? nil : KnownValueIndex(compiler, values: values, findsParts: findsParts)
    }

    /// Whether there is nothing to look for.
    var isEmpty: Bool { index == nil }

    /// Calls a function with every match in a text, which may be malformed.
    func forEachMatch(in text: Span<UInt8>, _ body: (KnownValueMatch) -> Void) {
        guard let index else { return }
        var scanner = KnownValueScanner(index)
        scanner.scan(text, body)
    }
}
