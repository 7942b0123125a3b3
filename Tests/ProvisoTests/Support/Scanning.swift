@testable import Proviso

/// What the scanner says of a text that should be one JSON value, with or without white space around it: nil, or its
/// fault as ``faultText(_:at:)`` writes it.
func scanFault(_ text: [UInt8]) -> String? {
    var scanner = JSONScanner()
    return scanFault(text.span, &scanner)
}

func scanFault(_ text: String) -> String? { scanFault(Array(text.utf8)) }

/// The same with a scanner that is used several times, or for a part of a larger text.
func scanFault(_ text: Span<UInt8>, _ scanner: inout JSONScanner) -> String? {
    scanner.reset(to: 0)
    scanner.skipWhitespace(text)
    let isValue = scanner.skipValue(text, depth: 1)
    precondition(isValue == (scanner.fault == nil), "a fault that was not noted, or a value with one")
    if isValue {
        scanner.skipWhitespace(text)
        // That nothing follows is for the caller to see, who does as much.
        if scanner.position < text.count { scanner.fail(.trailingText, at: scanner.position) }
    }
    return scanner.fault.map { faultText($0.kind, at: $0.offset) }
}

/// A fault as a text, because kinds of faults cannot be compared.
func faultText(_ kind: RecordFault.Kind, at offset: Int) -> String { "\(kind) at \(offset)" }

/// The names, the contents of the strings and the literals of the numbers in a text, in their order; nil if the scanner
/// refuses the text. It goes from value to value as the filter does, where ``scanFault(_:)`` lets the scanner do it.
func scannedTexts(_ text: [UInt8]) -> [[UInt8]]? {
    var scanner = JSONScanner()
    var found: [[UInt8]] = []
    scanner.skipWhitespace(text.span)
    guard walk(text, &scanner, depth: 1, &found) else { return nil }
    scanner.skipWhitespace(text.span)
    return scanner.position == text.count ? found : nil
}

private func walk(_ text: [UInt8], _ scanner: inout JSONScanner, depth: Int, _ found: inout [[UInt8]]) -> Bool {
    guard scanner.position < text.count else { return false }
    let start = scanner.position
    switch text[start] {
    case UInt8(ascii: "{"):
        guard scanner.openObject(depth: depth) else { return false }
        var object = scanner.cursor()
        while scanner.nextMember(text.span, &object) {
            found.append(decoded(text, scanner.nameStart + 1..<scanner.nameEnd - 1))
            guard walk(text, &scanner, depth: depth + 1, &found) else { return false }
        }
        return scanner.close(&object, text.span)
    case UInt8(ascii: "["):
        guard scanner.openArray(depth: depth) else { return false }
        var isFirst = true
        while scanner.nextElement(text.span, &isFirst) {
            guard walk(text, &scanner, depth: depth + 1, &found) else { return false }
        }
        return scanner.fault == nil
    case UInt8(ascii: "\""):
        let token = scanner.scanString(text.span)
        if token.isFault { return false }
        found.append(decoded(text, token.start..<token.end))
        return true
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard scanner.skipNumber(text.span) else { return false }
        found.append(Array(text[start..<scanner.position]))
        return true
    default: return scanner.skipNumberOrWord(text.span)
    }
}

/// The content of a string without its escapes.
func decoded(_ text: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var buffer = ByteBuffer()
    JSONText.decode(text.span, range, into: &buffer)
    return buffer.array
}
