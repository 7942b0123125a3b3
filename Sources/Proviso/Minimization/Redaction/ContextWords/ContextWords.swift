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
/// Words are compared without case and accents, and what stands between two words of a phrase does not count: `Tax-ID` is `tax id`.
/// If the first word of a phrase is in capitals, as `SIN` is, it counts in capitals only. An asterisk stands for any ending
/// (`Kreditkart*`) or any beginning (`*kartennummer`); a first word needs four letters beside it.
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
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            try reader.read(bytes[start..<end])
            start = end + 1
        }
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

/// Reads the lines of a text. What has a meaning in it is ASCII, so it is read byte by byte.
private struct Reader: ~Copyable {
    let source: String?
    var language: String?
    var lines: [ContextWords.Line] = []
    private var number = 0
    private var folded = FoldedWord()

    init(source: String?) {
        self.source = source
    }

    mutating func read(_ line: ArraySlice<UInt8>) throws(ProvisoError) {
        number += 1
        let line = line.prefix { $0 != UInt8(ascii: "#") }
        guard line.contains(where: { !Self.isSpace($0) }) else { return }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            throw fault("no colon", remedy: "write TYPE: word, word", line: number)
        }
        var names = Self.parts(line[..<colon]).map { String(decoding: $0, as: UTF8.self) }
        let values = Self.parts(line[(colon + 1)...])
        if names == ["language"] {
            guard language == nil, values.count == 1, lines.isEmpty else {
                throw fault(
                    "the language is not said once, at the beginning", remedy: "write `language: en`", line: number)
            }
            guard !values[0].isEmpty else {
                throw fault("a name or phrase is empty", remedy: "write `language: en`", line: number)
            }
            language = String(decoding: values[0], as: UTF8.self)
            return
        }
        let meaning = Self.meaning(of: &names[0])
        let isAll = names == ["*"]
        if isAll, meaning != .contrary {
            throw fault("words that speak for every type", remedy: "name types, or write `not *`", line: number)
        }
        guard !names.contains(""), !values.contains(where: \.isEmpty) else {
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

    /// What a line says about its types, taken off the first of them.
    private static func meaning(of name: inout String) -> ContextWords.Meaning {
        for (word, meaning) in [("not ", ContextWords.Meaning.contrary), ("prefer ", .preferring)]
        where name.hasPrefix(word) {
            name = String(decoding: trimmed(Array(name.utf8.dropFirst(word.utf8.count))[...]), as: UTF8.self)
            return meaning
        }
        return .supporting
    }

    /// The words of a phrase, folded as those of a text are.
    private mutating func phrase(_ phrase: ArraySlice<UInt8>) throws(ProvisoError) -> [ContextLexicon.Word] {
        let bytes = Array(phrase)
        let span = bytes.span
        var words: [ContextLexicon.Word] = []
        var index = 0
        while let range = WordBoundary.nextWord(in: span, from: index, gap: span.count) {
            let asterisk = UInt8(ascii: "*")
            let hasAnyBeginning = range.lowerBound > 0 && bytes[range.lowerBound - 1] == asterisk
            let hasAnyEnding = range.upperBound < bytes.count && bytes[range.upperBound] == asterisk
            guard folded.fold(span, range) else {
                throw fault("a word of more than 116 bytes", remedy: "shorten it", line: number)
            }
            // The first word in a script without spaces is compared as it stands, because it can stand anywhere in a row.
            let isUnspaced = words.isEmpty && bytes[range.lowerBound] >= 0xE0
            let word =
                isUnspaced ? Array(bytes[range]) : folded.withSpan { folded in folded.indices.map { folded[$0] } }
            index = range.upperBound
            // Marks alone are no word.
            if word.isEmpty { continue }
            if hasAnyBeginning || hasAnyEnding {
                // The first word of a phrase is the one that is looked for.
                guard hasAnyBeginning != hasAnyEnding, !words.isEmpty || word.count >= ContextLexicon.stemLength else {
                    throw fault(
                        "'\(excerpt(span.text))' has an asterisk on both sides, or begins with fewer than four letters and one",
                        remedy: "write the words out", line: number)
                }
            }
            words.append(
                ContextLexicon.Word(
                    bytes: word, hasAnyBeginning: hasAnyBeginning, hasAnyEnding: hasAnyEnding,
                    needsCapitals: Self.isInCapitals(bytes[range])))
            // In scripts without spaces other words and particles follow directly.
            if word[0] >= 0xE0 { words[words.count - 1].hasAnyEnding = true }
        }
        guard !words.isEmpty, words.count <= 4 else {
            throw fault(
                "'\(excerpt(span.text))' has no word, or more than four", remedy: "write one to four", line: number)
        }
        guard words[0].bytes[0] < 0xE0 || words[0].bytes.count >= ContextLexicon.unspacedLength else {
            throw fault(
                "'\(excerpt(span.text))' has a single letter of a script without spaces for its first word",
                remedy: "write two at least; one stands in many words", line: number)
        }
        return words
    }

    private static func isInCapitals(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 2 && word.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private static func parts(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { trimmed($0) }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return text[first...last]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
