internal import ProvisoCrypto

/// Makes, verifies, translates or turns back pseudonyms line by line: on several threads, in the order of the input, and in memory
/// that does not grow with it.
///
/// ```swift
/// var input = try InputFile("identifiers.txt")
/// var output = try OutputFile("pseudonyms.txt")
/// _ = try BulkPseudonyms(making: persons).run(over: &input, threadCount: 2) { try output.write($0) }
/// try output.commit()
/// ```
///
/// A line ends with a line feed, with or without a carriage return before it; the last one needs none. To each line of the input
/// belongs one line of the output.
///
/// - **Guarantees**: the output does not depend on the number of threads. When it throws at a bad line, the receiver was given every
///   line before it and nothing of it.
/// - **Cost**: for each thread about 1.5 MiB; where lines are longer than 256 KiB, two of the longest with what comes of them instead.
public struct BulkPseudonyms: Sendable {
    /// What happens to a line of which nothing can be made.
    public enum OnBadLine: Hashable, Sendable {
        /// The work ends with an error that names the line.
        case stop
        /// An empty line takes its place, so that input and output stay in step, and it is counted.
        case leaveEmpty
    }

    /// What was done.
    public struct Counts: Hashable, Sendable {
        /// How many lines were read.
        public internal(set) var lines = 0
        /// How many of them this run left empty. Of those that an earlier run had done, it counts the last, which it makes again.
        public internal(set) var leftEmpty = 0
        /// How many reversible pseudonyms this run translated, counted likewise.
        public internal(set) var translated = 0
        /// How many lines an earlier run had done already.
        public internal(set) var resumed = 0
    }

    /// No line is longer than this, which is what a record may have.
    public static let largestLineByteCount = 16 * 1024 * 1024

    /// What is done with lines of which nothing can be made.
    public var onBadLine = OnBadLine.stop

    let operation: any LineOperation

    /// One identifier a line becomes its pseudonym.
    public init(making pseudonymizer: Pseudonymizer) {
        operation = MakingLines(pseudonymizer: pseudonymizer)
    }

    /// One identifier a line becomes its reversible pseudonym.
    public init(making pseudonymizer: ReversiblePseudonymizer) {
        operation = MakingReversibleLines(pseudonymizer: pseudonymizer)
    }

    /// The parts of one identifier a line, with tabs between them, become its pseudonym.
    public init(making pseudonymizer: CompositePseudonymizer) {
        operation = MakingCompositeLines(pseudonymizer: pseudonymizer)
    }

    /// One identifier a line becomes two pseudonyms with a comma between them: a translation file from one version of the key to
    /// another, in which no identifier stands.
    public init(translating older: Pseudonymizer, to newer: Pseudonymizer) {
        operation = TranslationLines(older: older, newer: newer)
    }

    /// Every reversible pseudonym of the translator's type is replaced by its translation, wherever it stands in a line, and
    /// everything else stays as it is: NDJSON, CSV, one pseudonym a line. A pseudonym stands between characters other than letters,
    /// digits and `_`, or behind an escape of JSON, such as `\n` or `\u2014`. ``KeyInventory`` shows what is left.
    public init(translating translator: PseudonymTranslator) {
        operation = TranslatingLines(translator: translator)
    }

    /// An identifier, a tab and a pseudonym become `true` or `false`: whether the pseudonym is that of the identifier.
    public init(verifying pseudonymizer: VersionedPseudonymizer) {
        operation = VerifyingLines(pseudonymizer: pseudonymizer)
    }

    /// One reversible pseudonym a line becomes its identifier, in canonical form.
    public init(reversing reidentification: Reidentification) {
        operation = ReversingLines(reidentification: reidentification)
    }

    /// Every reversible pseudonym of the type is replaced by its identifier in plain text, with the brackets that a redaction writes
    /// around it, and everything else stays as it is. An identifier with line breaks makes several lines of one.
    ///
    /// It is not for NDJSON and CSV: an identifier is written as it is, without the escapes and quotes of a format.
    public init(restoring reidentification: Reidentification) {
        operation = RestoringLines(reidentification: reidentification)
    }

    /// Works through a file, and hands on the lines that come of it.
    ///
    /// - **Throws**: ``ProvisoError/Code/recordMalformed`` for a line that is not UTF-8 or too long; what the operation throws for a
    ///   line of which nothing can be made, with its number; ``ProvisoError/Code/storeFailed``; what the receiver throws.
    public func run(
        over input: inout InputFile, threadCount: Int = 1, _ receive: (Span<UInt8>) throws -> Void
    ) throws -> Counts {
        var run = LineRun(self, name: input.name, threadCount: threadCount)
        try run.run(over: &input, receive)
        return run.counts
    }

    /// Works through lines in memory, and hands on the lines that come of them.
    ///
    /// - **Throws**: as for a file, with lines that have no name.
    public func run(
        over lines: Span<UInt8>, threadCount: Int = 1, _ receive: (Span<UInt8>) throws -> Void
    ) throws -> Counts {
        var run = LineRun(self, name: nil, threadCount: threadCount)
        try run.run(over: lines, receive)
        return run.counts
    }

    /// Works through a file into one that an earlier run may have begun, and puts that in its place.
    ///
    /// The last lines from before, some 64 KiB, are made once more: a partial file in which they are others was made of another input
    /// or with another key, and is refused.
    ///
    /// - **Does not guarantee**: that the lines before those were made of this input, and that another key shows in lines that are the
    ///   same under every key, such as empty ones, or `true` and `false`.
    /// - **Throws**: as without one from before, and ``ProvisoError/Code/storeFailed`` for a partial file of something else. What
    ///   was done so far stays in the partial file.
    public func run(
        over input: inout InputFile, into output: consuming ResumableFile, threadCount: Int = 1
    ) throws -> Counts {
        var run = LineRun(self, name: input.name, threadCount: threadCount)
        run.resume(behind: output.lineCount, lastLines: output.lastLines, of: output.name)
        var file = output
        do {
            try run.run(over: &input) { lines in try file.write(lines) }
        } catch {
            try file.flush()
            throw error
        }
        try file.commit()
        return run.counts
    }
}

/// What can be done with a line.
protocol LineOperation: Sendable {
    /// Appends what comes of a line, which is valid UTF-8.
    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError)
}

/// What is needed on the way, to be used again and again.
struct LineScratch: ~Copyable {
    var canonical = ByteBuffer()
    var opened = ByteBuffer()
    var padded = ByteBuffer()
    var body = ByteBuffer()
    var translating = PseudonymTranslator.Scratch()
    /// How many pseudonyms were translated.
    var translatedCount = 0

    /// Overwrites the last identifier, and what the keys left behind.
    mutating func wipe() {
        canonical.wipeAll()
        opened.wipeAll()
        padded.wipeAll()
        translating.wipe()
    }
}

private struct MakingLines: LineOperation {
    let pseudonymizer: Pseudonymizer

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        guard pseudonymizer.append(line, to: &output, scratch: &scratch.canonical) else {
            throw .unhandled(by: pseudonymizer.canonicalization)
        }
    }
}

private struct MakingReversibleLines: LineOperation {
    let pseudonymizer: ReversiblePseudonymizer

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        guard
            pseudonymizer.append(
                line, to: &output, canonical: &scratch.canonical, padded: &scratch.padded, body: &scratch.body)
        else { throw .unhandled(by: pseudonymizer.canonicalization) }
    }
}

private struct MakingCompositeLines: LineOperation {
    let pseudonymizer: CompositePseudonymizer

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        let parts = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let pseudonym = try pseudonymizer.pseudonym(for: parts)
        output.append(pseudonym.description.utf8Span.span)
    }
}

private struct TranslationLines: LineOperation {
    let older: Pseudonymizer
    let newer: Pseudonymizer

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        guard older.append(line, to: &output, scratch: &scratch.canonical) else {
            throw .unhandled(by: older.canonicalization)
        }
        output.append(UInt8(ascii: ","))
        guard newer.append(line, to: &output, scratch: &scratch.canonical) else {
            throw .unhandled(by: newer.canonicalization)
        }
    }
}

private struct TranslatingLines: LineOperation {
    let translator: PseudonymTranslator

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        // What lies before was appended.
        var start = 0
        var search = PseudonymSearch()
        while let range = search.nextReversible(in: line) {
            let pseudonym = line.extracting(range)
            guard translator.concerns(pseudonym) else { continue }
            output.append(line, start..<range.lowerBound)
            try translator.append(pseudonym, to: &output, scratch: &scratch.translating)
            scratch.translatedCount += 1
            start = range.upperBound
        }
        output.append(line, start..<line.count)
    }
}

private struct RestoringLines: LineOperation {
    let reidentification: Reidentification

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        try reidentification.append(restoring: line, to: &output, scratch: &scratch)
    }
}

extension Reidentification {
    /// A text with its reversible pseudonyms turned back, wherever they stand: what a redaction with ``Replacement/token(_:)`` has
    /// taken out of it. Pseudonyms of other types stay.
    ///
    /// - **Guarantees**: all of the type are turned back, or it throws. With the canonicalization `exact`, the text is as it was.
    /// - **Throws**: ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``,
    ///   ``ProvisoError/Code/pseudonymTag``.
    public func restore(_ text: String) throws(ProvisoError) -> String {
        var output = ByteBuffer(capacity: text.utf8.count)
        var scratch = LineScratch()
        defer {
            output.wipeAll()
            scratch.wipe()
        }
        try append(restoring: text.utf8Span.span, to: &output, scratch: &scratch)
        return output.withSpan { $0.text }
    }

    fileprivate func append(
        restoring text: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch
    ) throws(ProvisoError) {
        var start = 0
        var search = PseudonymSearch()
        while let range = search.nextReversible(in: text) {
            let pseudonym = text.extracting(range)
            guard concerns(pseudonym) else { continue }
            let count = try open(pseudonym, body: &scratch.body, into: &scratch.opened)
            let isBracketed =
                range.lowerBound > start && text[range.lowerBound - 1] == UInt8(ascii: "[")
                && range.upperBound < text.count
                && text[range.upperBound] == UInt8(ascii: "]")
            output.append(text, start..<range.lowerBound - (isBracketed ? 1 : 0))
            scratch.opened.withSpan { output.append($0, 0..<count) }
            start = range.upperBound + (isBracketed ? 1 : 0)
        }
        output.append(text, start..<text.count)
    }
}

/// Finds the reversible pseudonyms of a text, one after another.
struct PseudonymSearch {
    private var word = PseudonymWord()
    private var wordStart = 0
    private var index = 0

    /// Where the next one stands; nil if there is none.
    mutating func nextReversible(in text: Span<UInt8>) -> Range<Int>? {
        while index <= text.count {
            if index < text.count, word.take(text[index]) {
                index += 1
                continue
            }
            let found = word.isReversible && word.version != nil ? wordStart + word.escapeByteCount..<index : nil
            word = index < text.count ? PseudonymWord(behind: text[index]) : PseudonymWord()
            index += 1
            wordStart = index
            if let found { return found }
        }
        return nil
    }
}

private struct VerifyingLines: LineOperation {
    let pseudonymizer: VersionedPseudonymizer

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        // The last tab, because a pseudonym has none and an identifier may.
        guard let tab = line.indices.last(where: { line[$0] == UInt8(ascii: "\t") }) else {
            throw ProvisoError(
                .valueInvalid, "a line without a tab", remedy: "write an identifier, a tab and its pseudonym")
        }
        let pseudonym = try LinkablePseudonym(line.extracting((tab + 1)..<line.count).text)
        let isIt = try pseudonymizer.isPseudonym(pseudonym, of: line.extracting(0..<tab).text)
        output.append(isIt ? "true" : "false")
    }
}

private struct ReversingLines: LineOperation {
    let reidentification: Reidentification

    func append(_ line: Span<UInt8>, to output: inout ByteBuffer, scratch: inout LineScratch) throws(ProvisoError) {
        let count = try reidentification.open(line, body: &scratch.body, into: &scratch.opened)
        let hasLineBreak = scratch.opened.withSpan { opened in
            (0..<count).contains { opened[$0] == UInt8(ascii: "\n") || opened[$0] == UInt8(ascii: "\r") }
        }
        guard !hasLineBreak else {
            throw ProvisoError(
                .valueInvalid, "an identifier with a line break, which has no place in a line",
                remedy: "turn this one back by itself")
        }
        scratch.opened.withSpan { output.append($0, 0..<count) }
    }
}
