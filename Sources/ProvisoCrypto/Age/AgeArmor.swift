/// The ASCII armor around an age file, for channels that carry text alone.
///
/// - **Source**: C2SP age, *ASCII armor*; RFC 7468 section 3, figure 3.
enum AgeArmor {
    static let begin = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
    static let end = Array("-----END AGE ENCRYPTED FILE-----".utf8)
    /// How many characters a line has; only the last may have fewer.
    static let lineByteCount = 64
    /// How many bytes a full line stands for.
    static let lineContentByteCount = 48
    /// How much whitespace may stand before the armor, and how much behind it.
    static let whitespaceLimit = 1024
    /// How many bytes are gathered before they are handed on.
    static let pieceByteCount = 32 * 1024

    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
    }

    /// Whether a file that begins so is armored, if it is an age file at all: one that is not begins with a letter.
    static func begins(with byte: UInt8) -> Bool {
        byte == begin[0] || isWhitespace(byte)
    }
}

/// Armor that is not right. Where the file was read to decides what is said of it.
struct AgeArmorFault: Error {}

/// Puts armor around a file as it is written.
struct AgeArmorEncoder: Sendable {
    /// What does not fill a line yet.
    private var rest: [UInt8] = []
    private var text: [UInt8]

    init() {
        text = AgeArmor.begin + [UInt8(ascii: "\n")]
        text.reserveCapacity(AgeArmor.pieceByteCount + AgeArmor.lineByteCount + 2)
        rest.reserveCapacity(AgeArmor.lineContentByteCount)
    }

    /// How many bytes the buffers can hold. For tests.
    var bufferedByteCapacity: Int { rest.capacity + text.capacity }

    mutating func write<Failure: Error>(
        _ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var position = 0
        while position < bytes.count {
            if rest.isEmpty, bytes.count - position >= AgeArmor.lineContentByteCount {
                appendLine(bytes.extracting(position..<position + AgeArmor.lineContentByteCount))
                position += AgeArmor.lineContentByteCount
            } else {
                rest.append(bytes[position])
                position += 1
                if rest.count == AgeArmor.lineContentByteCount { appendRest() }
            }
            if text.count >= AgeArmor.pieceByteCount { try flush(emit) }
        }
        if !text.isEmpty { try flush(emit) }
    }

    /// Writes the last line and the end.
    consuming func finish<Failure: Error>(_ emit: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        if !rest.isEmpty { appendRest() }
        text += AgeArmor.end
        text.append(UInt8(ascii: "\n"))
        try flush(emit)
    }

    private mutating func appendRest() {
        let line = rest
        appendLine(line.span)
        rest.removeAll(keepingCapacity: true)
    }

    private mutating func appendLine(_ bytes: Span<UInt8>) {
        Base64.append(bytes, .standard, to: &text)
        text.append(UInt8(ascii: "\n"))
    }

    private mutating func flush<Failure: Error>(_ emit: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        try emit(text.span)
        text.removeAll(keepingCapacity: true)
    }
}

/// Takes the armor off a file as its bytes arrive.
///
/// There is one armor for every file, but for whitespace around it and the choice between LF and CRLF, which is made
/// with the first line: otherwise a file could be changed without a trace.
///
/// - **Throws**: ``AgeArmorFault`` at the byte that shows it, after what stands before was handed on; what the receiver
///   throws. After an error it must not be used again.
struct AgeArmorDecoder: Sendable {
    private enum Expectation {
        case begin
        case line
        case end
        case whitespace
    }

    private var expectation = Expectation.begin
    private var line: [UInt8] = []
    private var hasCarriageReturns = false
    private var whitespaceByteCount = 0
    /// Whether there is whitespace before the armor on the line that is being read.
    private var isIndented = false
    private var output: [UInt8] = []

    init() {
        output.reserveCapacity(AgeArmor.pieceByteCount + AgeArmor.lineContentByteCount)
    }

    /// How many bytes the buffers can hold. For tests.
    var bufferedByteCapacity: Int { line.capacity + output.capacity }

    mutating func write(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        var position = 0
        while position < bytes.count {
            do throws(AgeArmorFault) {
                try read(bytes, from: &position)
            } catch {
                try flush(emit)
                throw error
            }
            if output.count >= AgeArmor.pieceByteCount { try flush(emit) }
        }
        try flush(emit)
    }

    /// Ends the file, of which the line feed behind the armor can be missing.
    consuming func finish() throws(AgeArmorFault) {
        switch expectation {
        case .begin: throw AgeArmorFault()
        case .line, .end: guard Self.withoutCarriageReturn(line) == AgeArmor.end else { throw AgeArmorFault() }
        case .whitespace: break
        }
    }

    private mutating func flush(_ emit: (Span<UInt8>) throws -> Void) throws {
        if output.isEmpty { return }
        try emit(output.span)
        output.removeAll(keepingCapacity: true)
    }

    /// Reads a byte, or a whole line where it is there at once.
    private mutating func read(_ bytes: Span<UInt8>, from position: inout Int) throws(AgeArmorFault) {
        let end = position + AgeArmor.lineByteCount
        if expectation == .line, line.isEmpty, !hasCarriageReturns, end < bytes.count, bytes[end] == UInt8(ascii: "\n")
        {
            try readContent(bytes.extracting(position..<end))
            position = end + 1
            return
        }
        let byte = bytes[position]
        position += 1
        if expectation == .whitespace {
            try skip(byte)
        } else if expectation == .begin, line.isEmpty, AgeArmor.isWhitespace(byte) {
            try skip(byte)
            isIndented = byte != UInt8(ascii: "\n")
        } else if byte == UInt8(ascii: "\n") {
            try readLine()
            line.removeAll(keepingCapacity: true)
        } else {
            // A full line can be followed by a carriage return.
            guard !isIndented, line.count <= AgeArmor.lineByteCount else { throw AgeArmorFault() }
            line.append(byte)
        }
    }

    private mutating func skip(_ byte: UInt8) throws(AgeArmorFault) {
        whitespaceByteCount += 1
        guard AgeArmor.isWhitespace(byte), whitespaceByteCount <= AgeArmor.whitespaceLimit else {
            throw AgeArmorFault()
        }
    }

    private mutating func readLine() throws(AgeArmorFault) {
        let text = Self.withoutCarriageReturn(line)
        if expectation == .begin {
            guard text == AgeArmor.begin else { throw AgeArmorFault() }
            hasCarriageReturns = text.count < line.count
            whitespaceByteCount = 0
            expectation = .line
            return
        }
        guard hasCarriageReturns == (text.count < line.count) else { throw AgeArmorFault() }
        if text == AgeArmor.end {
            expectation = .whitespace
        } else {
            guard expectation == .line else { throw AgeArmorFault() }
            try readContent(text.span)
        }
    }

    private mutating func readContent(_ text: Span<UInt8>) throws(AgeArmorFault) {
        var content = InlineArray<48, UInt8>(repeating: 0)
        var span = content.mutableSpan
        guard !text.isEmpty, text.count <= AgeArmor.lineByteCount,
            let count = Base64.decode(text, .standard, into: &span)
        else { throw AgeArmorFault() }
        for index in 0..<count { output.append(content[index]) }
        if count < AgeArmor.lineContentByteCount { expectation = .end }
    }

    private static func withoutCarriageReturn(_ line: [UInt8]) -> [UInt8] {
        line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
