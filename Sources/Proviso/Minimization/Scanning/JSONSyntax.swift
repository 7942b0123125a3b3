/// Whether a text is JSON by its grammar alone, whatever else is wrong with it: bytes that are not UTF-8, halves of surrogate pairs, names that occur
/// twice, any depth.
///
/// A bad element of a document may be skipped only if this holds: otherwise nobody knows where it ends. It is asked of bad elements alone, so
/// nothing here is made for speed.
///
/// - **Source**: RFC 8259.
struct JSONSyntax {
    /// The brackets that are open. They lie in memory and not on the stack of calls, because a hostile element can open millions.
    private var open: [UInt8] = []

    /// Whether some bytes are one value, which may have white space around it.
    static func isWellFormed(_ bytes: Span<UInt8>) -> Bool {
        var syntax = JSONSyntax()
        return syntax.check(bytes)
    }

    private mutating func check(_ bytes: Span<UInt8>) -> Bool {
        var index = Self.endOfWhitespace(bytes, from: 0)
        while true {
            // A value begins here.
            guard index < bytes.count else { return false }
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let bracket = bytes[index]
                index = Self.endOfWhitespace(bytes, from: index + 1)
                guard index < bytes.count else { return false }
                if bytes[index] == Self.closing(bracket) {
                    index += 1
                } else {
                    open.append(bracket)
                    guard begin(bytes, &index) else { return false }
                    continue
                }
            case UInt8(ascii: "\""): guard Self.passString(bytes, &index) else { return false }
            default: guard Self.passScalar(bytes, &index) else { return false }
            }
            // Behind a value its container goes on or ends.
            while true {
                index = Self.endOfWhitespace(bytes, from: index)
                guard let bracket = open.last else { return index == bytes.count }
                guard index < bytes.count else { return false }
                if bytes[index] == UInt8(ascii: ",") {
                    index = Self.endOfWhitespace(bytes, from: index + 1)
                    guard begin(bytes, &index) else { return false }
                    break
                }
                guard bytes[index] == Self.closing(bracket) else { return false }
                open.removeLast()
                index += 1
            }
        }
    }

    /// Goes to the next value of the innermost container: in an object behind its name.
    private func begin(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
        guard open.last == UInt8(ascii: "{") else { return true }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), Self.passString(bytes, &index) else {
            return false
        }
        index = Self.endOfWhitespace(bytes, from: index)
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return false }
        index = Self.endOfWhitespace(bytes, from: index + 1)
        return true
    }

    private static func closing(_ bracket: UInt8) -> UInt8 {
        bracket == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
    }

    private static func endOfWhitespace(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        return index
    }

    /// Passes over the string whose opening quote is at an index.
    private static func passString(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
        index += 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return true
            case UInt8(ascii: "\\"):
                guard index + 1 < bytes.count else { return false }
                switch bytes[index + 1] {
                case UInt8(ascii: "u"):
                    guard JSONText.codeUnit(bytes, at: index + 2) != nil else { return false }
                    index += 6
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                    UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                    index += 2
                default: return false
                }
            case 0..<0x20: return false
            default: index += 1
            }
        }
        return false
    }

    private static func passScalar(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
        for word in ["true", "false", "null"] where bytes.extracting(index..<bytes.count).starts(with: Array(word.utf8))
        {
            index += word.utf8.count
            return true
        }
        let end = JSONScanner.endOfNumber(bytes, from: index)
        if end <= 0 { return false }
        index = end
        return true
    }
}
