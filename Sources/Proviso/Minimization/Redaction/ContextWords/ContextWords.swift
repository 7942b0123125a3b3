/// Words of one language that say what stands near them, such as *account number*, or what it is not, such as *order number*.
///
/// ```text
/// language: en
/// # comments begin with a number sign
/// iban, bic: bank account, bank details
/// payment-card: credit card, *cardnumber, Visa
/// not payment-card: order number, tracking number
/// not *: version
/// prefer ua: Ukrainian
/// ```
///
/// A line says which types its words speak for, after `not` which they speak against, and after `prefer` which of several types
/// that a number can be is meant; two letters there are all types of a country.
///
/// Words are compared without case and accents, and whatever stands between two words of a phrase does not count: `Tax-ID` is
/// `tax id`. A word in capitals, such as `SIN`, counts in capitals only. An asterisk stands for any ending (`Kreditkart*`) or any beginning (`*kartennummer`) of at least four letters.
///
/// - **Source**: `Formats/Redaction`, *Context words*.
public struct ContextWords: Sendable {
    /// The language, as an ISO 639 code; `mul` for words that are the same in several.
    public let language: String
    let lines: [Line]
    let source: String?

    /// What one line of the text says.
    struct Line: Sendable {
        /// The words of types; none for all of them.
        let types: [String]
        let meaning: Meaning
        let phrases: [[ContextLexicon.Word]]
        let number: Int
    }

    /// What words say about types.
    enum Meaning {
        case supporting
        case contrary
        case preferring
    }

    /// The words of a text.
    ///
    /// - Parameters:
    ///   - text: lines as above.
    ///   - source: its name, for messages.
    /// - **Throws**: ``ProvisoError/Code/redactionWords`` with the line.
    public init(_ text: String, source: String? = nil) throws(ProvisoError) {
        var reader = Reader(source: source)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { try reader.read(line) }
        guard let language = reader.language else {
            throw reader.fault("the words name no language", remedy: "begin with `language: en`", line: nil)
        }
        self.language = language
        self.source = source
        lines = reader.lines
    }

    /// The words that this module brings, one text for each language.
    public static let builtIn: [ContextWords] = texts.map { text in
        do {
            return try ContextWords(text)
        } catch {
            preconditionFailure("ContextWords: \(error)")
        }
    }

    /// The texts that this module brings, to begin own ones from.
    public static let texts: [String] = [
        international, english, german, french, spanish, italian, dutch, portuguese, polish, ukrainian, arabic, other,
        countries,
    ]

    /// The phrases of the lines for a table of types.
    ///
    /// - **Throws**: ``ProvisoError/Code/redactionWords`` at a type that the table does not have.
    func phrases(for table: TypeTable) throws(ProvisoError) -> [ContextLexicon.Phrase] {
        // What is told apart by its form is no order number, whatever words say.
        let all = TypeSet(
            table.types.indices.filter {
                table.types[$0] == .phoneNumber || !IdentifierRules.rules(of: table.types[$0]).isEmpty
            })
        var result: [ContextLexicon.Phrase] = []
        for line in lines {
            var set = line.types.isEmpty ? all : TypeSet()
            for word in line.types {
                let isGroup = line.meaning == .preferring && word.utf8.count == 2
                let group = isGroup ? table.types.filter { $0.description.hasPrefix(word + "-") } : []
                for type in group { set.insert(table.number(of: type)!) }
                if !group.isEmpty { continue }
                guard let number = table.number(of: RecognizedType(unchecked: word)) else {
                    throw ProvisoError(
                        .redactionWords, "no type is called '\(excerpt(word))'",
                        remedy: NearestWord.remedy(for: word, among: table.types.map(\.description)),
                        place: ProvisoError.Place(source: source, line: line.number))
                }
                set.insert(number)
            }
            for words in line.phrases {
                result.append(
                    ContextLexicon.Phrase(
                        words: words, supported: line.meaning == .supporting ? set : TypeSet(),
                        contrary: line.meaning == .contrary ? set : TypeSet(),
                        preferred: line.meaning == .preferring ? set : TypeSet()))
            }
        }
        return result
    }
}

/// Reads the lines of a text.
private struct Reader {
    let source: String?
    var language: String?
    var lines: [ContextWords.Line] = []
    private var number = 0

    init(source: String?) {
        self.source = source
    }

    mutating func read(_ line: Substring) throws(ProvisoError) {
        number += 1
        let line = line.prefix { $0 != "#" }
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        guard let colon = line.firstIndex(of: ":") else {
            throw fault("no colon", remedy: "write TYPE: word, word", line: number)
        }
        var names = Self.parts(line[..<colon])
        let values = Self.parts(line[line.index(after: colon)...])
        if names == ["language"] {
            guard language == nil, values.count == 1, lines.isEmpty else {
                throw fault(
                    "the language is not said once, at the beginning", remedy: "write `language: en`", line: number)
            }
            language = values[0]
            return
        }
        var meaning = ContextWords.Meaning.supporting
        for (word, other) in [("not ", ContextWords.Meaning.contrary), ("prefer ", .preferring)]
        where names[0].hasPrefix(word) {
            meaning = other
            names[0] = Self.trimmed(names[0].dropFirst(word.count))
        }
        let isAll = names == ["*"]
        if isAll, meaning != .contrary {
            throw fault("words that speak for every type", remedy: "name types, or write `not *`", line: number)
        }
        guard !names.contains(""), !values.contains(""), !values.isEmpty else {
            throw fault("a name or phrase is empty", remedy: "write TYPE: word, word", line: number)
        }
        var phrases: [[ContextLexicon.Word]] = []
        for value in values { phrases.append(try phrase(value)) }
        lines.append(
            ContextWords.Line(types: isAll ? [] : names, meaning: meaning, phrases: phrases, number: number))
    }

    func fault(_ message: String, remedy: String, line: Int?) -> ProvisoError {
        ProvisoError(
            .redactionWords, message, remedy: remedy, place: ProvisoError.Place(source: source, line: line))
    }

    /// The words of a phrase, folded as those of a text are.
    private func phrase(_ text: String) throws(ProvisoError) -> [ContextLexicon.Word] {
        let bytes = Array(text.utf8)
        let span = bytes.span
        var words: [ContextLexicon.Word] = []
        var folded = FoldedWord()
        var index = 0
        while let range = WordBoundary.nextWord(in: span, from: index, gap: span.count) {
            let asterisk = UInt8(ascii: "*")
            let hasAnyBeginning = range.lowerBound > 0 && bytes[range.lowerBound - 1] == asterisk
            let hasAnyEnding = range.upperBound < bytes.count && bytes[range.upperBound] == asterisk
            guard folded.fold(span, range) else {
                throw fault("a word of more than 116 bytes", remedy: "shorten it", line: number)
            }
            let word = folded.withSpan { folded in folded.indices.map { folded[$0] } }
            if hasAnyBeginning || hasAnyEnding {
                // The first word of a phrase is the one that is looked for.
                guard hasAnyBeginning != hasAnyEnding, !words.isEmpty || word.count >= ContextLexicon.stemLength else {
                    throw fault(
                        "'\(excerpt(text))' has an asterisk on both sides, or begins with fewer than four letters and one",
                        remedy: "write the words out", line: number)
                }
            }
            words.append(
                ContextLexicon.Word(
                    bytes: word, hasAnyBeginning: hasAnyBeginning, hasAnyEnding: hasAnyEnding,
                    needsCapitals: Self.isInCapitals(bytes[range])))
            // In scripts without spaces other words and particles follow directly.
            if word[0] >= 0xE0 { words[words.count - 1].hasAnyEnding = true }
            index = range.upperBound
        }
        guard !words.isEmpty, words.count <= 4 else {
            throw fault("'\(excerpt(text))' has no word, or more than four", remedy: "write one to four", line: number)
        }
        return words
    }

    private static func isInCapitals(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 2 && word.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private static func parts(_ text: Substring) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
