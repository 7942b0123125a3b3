/// A generalization hierarchy: what each of a list of values becomes at one level.
///
/// It is read from a CSV file with a line for each value, `value;level 1;level 2;…;*`, as ARX writes them. Level 0 is
/// the value itself: what is listed passes as it is.
///
/// - **Guarantees**: values are compared byte by byte, and what is not listed has no result.
/// - **Cost**: each value once, each different result once, and about 20 bytes a line. A look-up takes one hash.
/// - **Source**: RFC 4180, with any delimiter of ASCII.
struct LookupTable: Sendable {
    private let values: InternedTexts
    private let results: InternedTexts
    /// The number of the result, by the number of the value.
    private let resultNumbers: [UInt32]

    /// A hierarchy from the bytes of a file in UTF-8. A byte-order mark at its beginning and empty lines are ignored.
    ///
    /// - Parameters:
    ///   - delimiter: what stands between cells, an ASCII character other than a quote or the end of a line.
    ///   - level: the number of the cell whose text is the result, from 0.
    ///   - name: the name of the file, for errors, which say a line and never a value.
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a level that the file does not have, lines of different
    ///   lengths, a value with two results, quotes that do not match, and a text that is not UTF-8.
    init(_ bytes: [UInt8], delimiter: UInt8, level: Int, name: String) throws(ProvisoError) {
        precondition(
            delimiter < 0x80 && !HierarchyReader.isQuoteOrLineEnd(delimiter) && level >= 0,
            "LookupTable: a delimiter is ASCII and no quote or line end, and levels count from 0")
        var reader = HierarchyReader(bytes, delimiter: delimiter, level: level, name: name)
        try reader.readAll()
        (values, results, resultNumbers) = (reader.values, reader.results, reader.resultNumbers)
    }

    /// How many values there are.
    var count: Int { values.count }

    /// Appends the result of a value; false for one that is not listed, and for the empty text.
    func append(_ text: Span<UInt8>, into output: inout ByteBuffer) -> Bool {
        guard !text.isEmpty, let number = values.find(text) else { return false }
        results.append(Int(resultNumbers[number]), to: &output)
        return true
    }
}

/// Reads the lines of a hierarchy.
private struct HierarchyReader: ~Copyable {
    private(set) var values = InternedTexts()
    private(set) var results = InternedTexts()
    private(set) var resultNumbers: [UInt32] = []

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let level: Int
    private let name: String
    private var index: Int
    private var line = 1
    private var cell = ByteBuffer()
    private var value = ByteBuffer()
    private var result = ByteBuffer()
    /// The lines of the values, for the error about one that comes again.
    private var lines: [UInt32] = []
    /// How many cells the first line has, and where it is.
    private var first: (cellCount: Int, line: Int)?

    init(_ bytes: [UInt8], delimiter: UInt8, level: Int, name: String) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.level = level
        self.name = name
        let span = bytes.span
        index = UTF8Text.markByteCount(span)
    }

    static func isQuoteOrLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }

    mutating func readAll() throws(ProvisoError) {
        guard bytes.count <= UInt32.max else {
            throw fault(nil, "a hierarchy of more than 4 GiB", remedy: "split it by the field that it is for")
        }
        while index < bytes.count {
            if try skipLineEnd() { continue }
            try readLine()
        }
        if first == nil {
            throw fault(
                nil, "a hierarchy without a line", remedy: "write a line for each value, with its levels behind it")
        }
    }

    private mutating func readLine() throws(ProvisoError) {
        let start = line
        var cellCount = 0
        while true {
            try readCell()
            cell.withSpan { bytes in
                if cellCount == 0 { Self.set(&value, to: bytes) }
                if cellCount == level { Self.set(&result, to: bytes) }
            }
            cellCount += 1
            if index < bytes.count, bytes[index] == delimiter {
                index += 1
                continue
            }
            if index < bytes.count { _ = try skipLineEnd() }
            break
        }
        try check(cellCount, line: start)
        try store(line: start)
    }

    private mutating func check(_ cellCount: Int, line: Int) throws(ProvisoError) {
        guard let first else {
            guard level < cellCount else {
                throw fault(
                    line, "the hierarchy has no level \(level): its lines have \(Self.cells(cellCount))",
                    remedy: "choose a level below \(cellCount), or the delimiter that the file uses")
            }
            first = (cellCount, line)
            return
        }
        guard cellCount == first.cellCount else {
            throw fault(
                line, "the line has \(Self.cells(cellCount)), and line \(first.line) has \(first.cellCount)",
                remedy: "give every value the same number of levels")
        }
    }

    private mutating func store(line: Int) throws(ProvisoError) {
        // The empty text is never looked up.
        if value.count == 0 { return }
        let resultNumber = UInt32(result.withSpan { results.intern($0) })
        let number = value.withSpan { values.intern($0) }
        if number == resultNumbers.count {
            resultNumbers.append(resultNumber)
            lines.append(UInt32(line))
        } else if resultNumbers[number] != resultNumber {
            throw fault(
                line, "the value of line \(lines[number]) again, with another text at level \(level)",
                remedy: "keep one of the two lines")
        }
    }

    /// Reads a cell, up to the delimiter or the end of the line.
    private mutating func readCell() throws(ProvisoError) {
        cell.removeAll()
        let start = line
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            try readQuoted()
        } else {
            let begin = index
            while index < bytes.count, bytes[index] != delimiter, !Self.isQuoteOrLineEnd(bytes[index]) { index += 1 }
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                throw fault(
                    line, "a quote inside of a cell that is not quoted",
                    remedy: "put the cell into quotes and double those inside of it")
            }
            // A copy without an allocation, so that the cell can be changed while the bytes are lent.
            let bytes = bytes
            cell.append(bytes.span, begin..<index)
        }
        guard cell.withSpan({ UTF8Text.isValid($0) }) else {
            throw fault(start, "a cell is not UTF-8", remedy: "convert the file to UTF-8")
        }
    }

    private mutating func readQuoted() throws(ProvisoError) {
        let start = line
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                if index == bytes.count || bytes[index] == delimiter || bytes[index] == UInt8(ascii: "\r")
                    || bytes[index] == UInt8(ascii: "\n")
                {
                    return
                }
                guard bytes[index] == UInt8(ascii: "\"") else {
                    throw fault(
                        line, "a quoted cell goes on behind its closing quote",
                        remedy: "double the quotes inside of it")
                }
                index += 1
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            cell.append(byte)
        }
        throw fault(start, "a quoted cell does not end", remedy: "close it with a quote")
    }

    /// Passes over the end of a line, where one is.
    private mutating func skipLineEnd() throws(ProvisoError) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "\n"): index += 1
        case UInt8(ascii: "\r"):
            guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
                throw fault(
                    line, "a carriage return without a line feed", remedy: "end lines with LF, or with CR and LF")
            }
            index += 2
        default: return false
        }
        line += 1
        return true
    }

    private static func set(_ buffer: inout ByteBuffer, to bytes: Span<UInt8>) {
        buffer.removeAll()
        buffer.append(bytes)
    }

    private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

    private func fault(_ line: Int?, _ message: String, remedy: String) -> ProvisoError {
        ProvisoError(.valueInvalid, message, remedy: remedy, place: ProvisoError.Place(source: name, line: line))
    }
}
