import Testing

@testable import Proviso

/// Texts in which what a recognizer must find stands between `⟦` and `⟧`; without those it must find nothing.
struct PatternExamples {
    /// What is asked about a place, or about a word that begins there.
    enum Question {
        case place((Span<UInt8>, Int) -> PatternMatch?)
        /// About maximal runs of ASCII letters and digits.
        case word((Span<UInt8>, Range<Int>) -> PatternMatch?)
        /// About maximal runs of letters of any script.
        case letters((Span<UInt8>, Range<Int>) -> PatternMatch?)
    }

    let type: PatternType
    let question: Question

    init(_ type: PatternType, at place: @escaping (Span<UInt8>, Int) -> PatternMatch?) {
        (self.type, question) = (type, .place(place))
    }

    init(_ type: PatternType, _ question: Question) {
        (self.type, self.question) = (type, question)
    }

    /// Everything is found, at the grade, and nothing else.
    func expect(_ grade: RecognitionGrade, _ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(texts.count >= 2, sourceLocation: sourceLocation)
        for marked in texts {
            let (text, ranges) = Self.unmarked(marked)
            #expect(!ranges.isEmpty, "\(marked)", sourceLocation: sourceLocation)
            let expected = ranges.map { PatternMatch(type: type, range: $0, grade: grade) }
            let found = matches(text)
            #expect(found == expected, "\(marked): \(Self.show(found, text))", sourceLocation: sourceLocation)
            expectRedactor(finds: ranges, in: text, marked, sourceLocation)
            for (before, behind) in Self.surroundings {
                let surrounded = Array(before.utf8) + text + Array(behind.utf8)
                let found = matches(surrounded).map(\.range)
                expectRedactor(finds: found, in: surrounded, before + marked + behind, sourceLocation)
            }
        }
    }

    /// A redactor asks the recognizer at every place at which something is to be found.
    private func expectRedactor(
        finds ranges: [Range<Int>], in text: [UInt8], _ shown: String, _ sourceLocation: SourceLocation
    ) {
        let found = Self.redactors[type]!.findings(in: text.span).map(\.range)
        for range in ranges {
            #expect(
                found.contains { $0.overlaps(range) }, "\(shown), by a redactor: \(found)",
                sourceLocation: sourceLocation)
        }
    }

    /// What can stand before and behind. What a recognizer says then is for it to say; but it must be asked.
    private static let surroundings: [(before: String, behind: String)] =
        [
            " a", " 5", ".", ". A", ", b", ",5", ")", ";", ":", ":1", "-", "- 1", "-a", "/", "/2", "\n", "\"", "'", "x",
            "_", "。",
        ]
        .map { ("", $0) }
        + ["年", " é", "é", "\u{A0}x", "…", "%", "(", " (1", "=", " x", "ж"].map { ("", $0) }
        + ["a ", "5 ", "(", "\"", ":", ": ", "=", "号", "\\n", "é ", "- ", "#", "a, ", "x: ", "\n", "/", "_"].map {
            ($0, " z")
        }

    /// A redactor for each type alone, which takes whatever has its form.
    private static let redactors = Dictionary(
        uniqueKeysWithValues: PatternType.allCases.map { type in
            var options = Redactor.Options()
            options.types = [type.recognizedType]
            options.threshold = Confidence(percent: 0)
            return (type, try! Redactor(options))
        })

    /// Nothing is found.
    func expectNone(_ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(texts.count >= 2, sourceLocation: sourceLocation)
        for text in texts {
            let bytes = Array(text.utf8)
            let found = matches(bytes)
            #expect(found.isEmpty, "\(text): \(Self.show(found, bytes))", sourceLocation: sourceLocation)
        }
    }

    /// What is found from left to right when every place is asked about that lies behind what was found before.
    func matches(_ text: [UInt8]) -> [PatternMatch] {
        var found: [PatternMatch] = []
        var index = 0
        while index < text.count {
            if let match = match(text, at: index) {
                found.append(match)
                index = max(match.range.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return found
    }

    /// What is found at a place; a word must begin there if the question is about words.
    func match(_ text: [UInt8], at index: Int) -> PatternMatch? {
        switch question {
        case .place(let find): return find(text.span, index)
        case .word(let find): return Self.word(text, at: index, Self.isWord).flatMap { find(text.span, $0) }
        case .letters(let find): return Self.word(text, at: index, Self.isLetter).flatMap { find(text.span, $0) }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isASCIIDigit(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { isASCIILetter(byte) || byte >= 0x80 }

    private static func word(_ text: [UInt8], at index: Int, _ belongs: (UInt8) -> Bool) -> Range<Int>? {
        guard belongs(text[index]), index == 0 || !belongs(text[index - 1]) else { return nil }
        return index..<(text[index...].firstIndex { !belongs($0) } ?? text.count)
    }

    /// The text without its marks, and what lay between them.
    private static func unmarked(_ marked: String) -> (text: [UInt8], ranges: [Range<Int>]) {
        var text: [UInt8] = []
        var ranges: [Range<Int>] = []
        var start = 0
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": start = text.count
            case "⟧": ranges.append(start..<text.count)
            default: text += Array(String(scalar).utf8)
            }
        }
        return (text, ranges)
    }

    private static func show(_ found: [PatternMatch], _ text: [UInt8]) -> String {
        found.map { "\($0.grade) '\(String(decoding: text[$0.range], as: UTF8.self))'" }.joined(separator: ", ")
    }
}
