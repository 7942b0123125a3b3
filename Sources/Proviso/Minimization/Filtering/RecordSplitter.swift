/// Finds the records of an input in any format.
enum RecordSplitter {
    case lines(LineSplitter)
    case document(DocumentSplitter)
    case rows(RowSplitter)

    init(_ format: RecordFormat) {
        switch format {
        case .ndjson, .combinedLog, .text: self = .lines(LineSplitter())
        case .json: self = .document(DocumentSplitter())
        case .csv(let options): self = .rows(RowSplitter(delimiter: options.delimiterByte))
        }
    }

    /// Finds the next end of a record in a block, from its beginning or from where the last search went on.
    mutating func next(in block: Span<UInt8>, from start: Int) -> RecordScan {
        switch self {
        case .lines(var splitter):
            defer { self = .lines(splitter) }
            return splitter.next(in: block, from: start)
        case .document(var splitter):
            defer { self = .document(splitter) }
            return splitter.next(in: block, from: start)
        case .rows(var splitter):
            defer { self = .rows(splitter) }
            return splitter.next(in: block, from: start)
        }
    }

    /// What the end of the input means.
    mutating func end() -> RecordScanEnd {
        switch self {
        case .lines(var splitter):
            defer { self = .lines(splitter) }
            return splitter.end()
        case .document(var splitter):
            defer { self = .document(splitter) }
            return splitter.end()
        case .rows(var splitter):
            defer { self = .rows(splitter) }
            return splitter.end()
        }
    }

    /// Prepares for another input.
    mutating func reset() {
        switch self {
        case .lines: self = .lines(LineSplitter())
        case .document: self = .document(DocumentSplitter())
        case .rows(var splitter):
            splitter.reset()
            self = .rows(splitter)
        }
    }

    /// Whether the input is one record, and not several.
    var isSingleRecord: Bool {
        if case .document(let splitter) = self { splitter.isArray == false } else { false }
    }
}

/// A line and column in an input, from one; columns count scalars, and a byte order mark counts none.
struct InputPlace {
    var line = 1
    var column = 1

    /// Goes on behind some bytes.
    mutating func advance(over bytes: Span<UInt8>) {
        var lineStart = 0
        while let lineFeed = CLibrary.lineFeed(in: bytes, from: lineStart) {
            line += 1
            column = 1
            lineStart = lineFeed + 1
        }
        let rest = bytes.extracting(lineStart..<bytes.count)
        column += UTF8Text.scalarCount(before: rest.count, in: rest)
    }

    /// The place behind some bytes.
    func advanced(over bytes: Span<UInt8>) -> InputPlace {
        var place = self
        place.advance(over: bytes)
        return place
    }
}
