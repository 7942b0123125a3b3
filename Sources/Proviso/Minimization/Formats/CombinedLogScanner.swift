/// A strict reader of one line of a web server's log in the combined format, or in the common one, which ends before
/// the referer.
///
/// ```text
/// host ident user [time] "method target protocol" status bytes "referer" "agent"
/// ```
///
/// Fields are divided by one space. A `-` instead of a field says that there is none, also in the brackets and for each
/// part of the request, as ``CombinedLogText`` writes them. A line is refused if it has any other field, a time that is
/// no time, an escape that servers do not write, or a control character, which they escape; and if it is not UTF-8. A
/// carriage return at its end belongs to the line end.
///
/// - **Guarantees**: a field is either absent or what its name says. A request that is not a method, a target and a
///   protocol, such as `\x16\x03\x01` or `GET /a b HTTP/1.1`, may hold anything anywhere: all three are absent then,
///   and none of it can be disclosed. A field whose escapes are not those of UTF-8 has no text that a rule could look
///   at, and is absent too.
/// - **Source**: ``CombinedLogField``; RFC 9110 sections 5.6.2 and 9.1 for methods; RFC 9112 section 2.3 for protocols.
struct CombinedLogScanner: ~Copyable {
    /// What is wrong with the last line.
    private(set) var fault: RecordFault?
    /// Whether the line has a referer and an agent, though they may be absent.
    private(set) var isCombined = false
    private var fields = [Field?](repeating: nil, count: CombinedLogField.allCases.count)
    private var position = 0
    /// The text that was passed over last.
    private var text = Field(range: 0..<0, hasEscapes: false)
    private var decoded = ByteBuffer(capacity: 256)

    /// A field as it is written.
    private struct Field {
        let range: Range<Int>
        let hasEscapes: Bool
    }

    /// Finds the fields of a line. False at a fault, as an empty line has one.
    mutating func scan(_ line: Span<UInt8>) -> Bool {
        fault = nil
        isCombined = false
        position = 0
        for index in fields.indices { fields[index] = nil }
        let hasReturn = line.count > 0 && line[line.count - 1] == UInt8(ascii: "\r")
        let line = line.extracting(0..<(hasReturn ? line.count - 1 : line.count))
        guard scanBare(line, .host), pass(" ", line), scanBare(line, .ident), pass(" ", line), scanBare(line, .user),
            pass(" ", line), scanTime(line), pass(" ", line), scanRequest(line), pass(" ", line),
            scanNumber(line, .status), pass(" ", line), scanNumber(line, .bytes)
        else { return false }
        if position == line.count { return true }
        isCombined = true
        guard pass(" ", line), scanQuoted(line, .referer), pass(" ", line), scanQuoted(line, .agent) else {
            return false
        }
        return position == line.count || fail(at: position)
    }

    /// Where a field stands in the line, as it is written there; nil if it is absent, or the line was refused.
    func range(of field: CombinedLogField) -> Range<Int>? {
        fault == nil ? fields[field.rawValue]?.range : nil
    }

    /// Appends what a field that is not absent says, for rules: without its escapes, and the time as an ISO 8601 date
    /// and time.
    ///
    /// Status and bytes are digits; they are no JSON numbers if they begin with a zero that is not the only one.
    func appendValue(of field: CombinedLogField, _ line: Span<UInt8>, to output: inout ByteBuffer) {
        guard fault == nil, let found = fields[field.rawValue] else { return }
        if field == .time {
            CombinedLogTime.appendISO(line.extracting(found.range), to: &output)
        } else if found.hasEscapes {
            CombinedLogEscapes.decode(line, found.range, into: &output)
        } else {
            output.append(line, found.range)
        }
    }

    // MARK: - Fields

    private mutating func scanBare(_ line: Span<UInt8>, _ field: CombinedLogField) -> Bool {
        guard scanText(line, isQuoted: false) else { return false }
        if text.range.isEmpty { return fail(at: position) }
        set(field, text, line)
        return true
    }

    private mutating func scanQuoted(_ line: Span<UInt8>, _ field: CombinedLogField) -> Bool {
        guard pass("\"", line), scanText(line, isQuoted: true), pass("\"", line) else { return false }
        set(field, text, line)
        return true
    }

    private mutating func scanNumber(_ line: Span<UInt8>, _ field: CombinedLogField) -> Bool {
        let start = position
        while position < line.count, isASCIIDigit(line[position]) { position += 1 }
        if position == start { return pass("-", line) }
        fields[field.rawValue] = Field(range: start..<position, hasEscapes: false)
        return true
    }

    private mutating func scanTime(_ line: Span<UInt8>) -> Bool {
        guard pass("[", line) else { return false }
        if position < line.count, line[position] == UInt8(ascii: "-") {
            position += 1
            return pass("]", line)
        }
        let range = position..<position + CombinedLogTime.byteCount
        guard range.upperBound <= line.count, CombinedLogTime.isTime(line.extracting(range)) else {
            return fail(at: position)
        }
        fields[CombinedLogField.time.rawValue] = Field(range: range, hasEscapes: false)
        position = range.upperBound
        return pass("]", line)
    }

    private mutating func scanRequest(_ line: Span<UInt8>) -> Bool {
        guard pass("\"", line), scanText(line, isQuoted: true), pass("\"", line) else { return false }
        let request = text
        let range = request.range
        guard let first = range.first(where: { line[$0] == UInt8(ascii: " ") }),
            let last = range.last(where: { line[$0] == UInt8(ascii: " ") }), first + 1 < last
        else { return true }
        let target = first + 1..<last
        guard Self.isMethod(line, range.lowerBound..<first), Self.isProtocol(line, last + 1..<range.upperBound),
            !target.contains(where: { line[$0] == UInt8(ascii: " ") })
        else { return true }
        set(.method, Field(range: range.lowerBound..<first, hasEscapes: false), line)
        set(.target, Field(range: target, hasEscapes: request.hasEscapes), line)
        set(.protocol, Field(range: last + 1..<range.upperBound, hasEscapes: false), line)
        return true
    }

    /// Notes a field, unless it says that it is absent or cannot be read.
    private mutating func set(_ field: CombinedLogField, _ found: Field, _ line: Span<UInt8>) {
        if found.range.count == 1, line[found.range.lowerBound] == UInt8(ascii: "-") { return }
        if found.hasEscapes {
            decoded.removeAll()
            CombinedLogEscapes.decode(line, found.range, into: &decoded)
            guard decoded.withSpan({ UTF8Text.isValid($0) }) else { return }
        }
        fields[field.rawValue] = found
    }

    /// A token, or `-`.
    private static func isMethod(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        !range.isEmpty
            && range.allSatisfy { index in
                switch line[index] {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
                    UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"),
                    UInt8(ascii: "~"):
                    true
                default: isASCIIDigit(line[index])
                }
            }
    }

    /// `HTTP/` and one or two numbers, or `-`.
    private static func isProtocol(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let text = line.extracting(range)
        if text.count == 1 { return text[0] == UInt8(ascii: "-") }
        guard text.starts(with: protocolName) else { return false }
        var index = protocolName.count
        while index < text.count, isASCIIDigit(text[index]) { index += 1 }
        if index == protocolName.count { return false }
        if index == text.count { return true }
        guard text[index] == UInt8(ascii: "."), index + 1 < text.count else { return false }
        return (index + 1..<text.count).allSatisfy { isASCIIDigit(text[$0]) }
    }

    private static let protocolName = Array("HTTP/".utf8)

    // MARK: - Texts

    /// Passes over a text up to the quote that ends it, or up to a space or the end of the line.
    private mutating func scanText(_ line: Span<UInt8>, isQuoted: Bool) -> Bool {
        let start = position
        var hasEscapes = false
        scan: while true {
            position = Self.nextSpecial(line, from: position)
            guard position < line.count else {
                if isQuoted { return fail(at: position) }
                break
            }
            switch line[position] {
            case UInt8(ascii: " "):
                if !isQuoted { break scan }
                position += 1
            case UInt8(ascii: "\""):
                if !isQuoted { return fail(at: position) }
                break scan
            case UInt8(ascii: "\\"):
                hasEscapes = true
                let length = CombinedLogEscapes.length(line, at: position)
                if length == 0 { return fail(at: position) }
                position += length
            case 0x80...:
                let length = UTF8Text.sequenceLength(at: position, in: line)
                if length == 0 { return fail(.notUTF8, at: position) }
                position += length
            default: return fail(at: position)
            }
        }
        text = Field(range: start..<position, hasEscapes: hasEscapes)
        return true
    }

    /// The first byte that is a space, a quote, a backslash, a control character or not ASCII.
    @inline(__always)
    private static func nextSpecial(_ line: Span<UInt8>, from start: Int) -> Int {
        let quote = UInt8(ascii: "\"")
        let backslash = UInt8(ascii: "\\")
        return ByteSearch.first(in: line, from: start) {
            $0 <= 0x20 || $0 >= 0x7F || $0 == quote || $0 == backslash
        } mask: { block in
            let isQuote: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: quote)
            let isBackslash: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: backslash)
            let isDelete: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: 0x7F)
            let isLow: SIMDMask<SIMD16<Int8>> = ByteSearch.isSignedLess(block, than: 0x21)
            let found: SIMDMask<SIMD16<Int8>> = isQuote .| isBackslash .| isDelete .| isLow
            return found
        }
    }

    private mutating func pass(_ character: Unicode.Scalar, _ line: Span<UInt8>) -> Bool {
        guard position < line.count, line[position] == UInt8(ascii: character) else { return fail(at: position) }
        position += 1
        return true
    }

    private mutating func fail(_ kind: RecordFault.Kind = .notALogLine, at offset: Int) -> Bool {
        if fault == nil { fault = RecordFault(kind: kind, offset: offset) }
        return false
    }
}
