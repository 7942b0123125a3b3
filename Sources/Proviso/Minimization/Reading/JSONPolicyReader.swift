/// Reads JSON into ``PolicyNode``s.
///
/// It is strict, because a policy that two programs understand differently is no policy. Records have a faster scanner
/// of their own; this one makes a tree and tells where things stand.
///
/// - **Source**: RFC 8259; RFC 7493 section 2.1 for surrogates.
struct JSONPolicyReader {
    private let text: PolicyText
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// What was expected, at the position that the reader has come to.
    private struct Fault: Error {
        let sentence: String
    }

    /// The top of the document.
    ///
    /// - **Throws**: one problem for a text that is not JSON.
    static func read(_ text: PolicyText, source: String?) throws(PolicyError) -> PolicyNode {
        var reader = JSONPolicyReader(text)
        do throws(Fault) {
            return try reader.document()
        } catch {
            throw PolicyProblems.single(
                text.mark(at: reader.position), "not readable as JSON: \(error.sentence)",
                remedy: "check quotes, commas and brackets", source: source)
        }
    }

    private init(_ text: PolicyText) {
        self.text = text
        scalars = text.scalars
    }

    private mutating func document() throws(Fault) -> PolicyNode {
        let node = try value()
        skipBlanks()
        if position < scalars.count { throw Fault(sentence: "expected the end of the text") }
        return node
    }

    private mutating func value() throws(Fault) -> PolicyNode {
        skipBlanks()
        let mark = text.mark(at: position)
        return PolicyNode(mark: mark, content: try content())
    }

    private mutating func content() throws(Fault) -> PolicyNode.Content {
        switch peek() {
        case "{": return .mapping(try nested { reader throws(Fault) in try reader.entries() })
        case "[": return .sequence(try nested { reader throws(Fault) in try reader.elements() })
        case "\"": return scalar(try string())
        case "t": return scalar(try word("true"))
        case "f": return scalar(try word("false"))
        case "n": return scalar(try word("null"), isNothing: true)
        case .some(let next) where next == "-" || isDigit(next): return scalar(try number())
        default: throw Fault(sentence: "expected a value")
        }
    }

    private func scalar(_ text: String, isNothing: Bool = false) -> PolicyNode.Content {
        .scalar(PolicyNode.Scalar(text: text, isNothing: isNothing, isCutOff: false))
    }

    private mutating func nested<T>(
        _ body: (inout JSONPolicyReader) throws(Fault) -> T
    ) throws(Fault) -> T {
        guard depth < PolicyNode.maximumDepth else {
            throw Fault(sentence: "nested more than \(PolicyNode.maximumDepth) deep")
        }
        depth += 1
        position += 1
        let result = try body(&self)
        depth -= 1
        return result
    }

    private mutating func entries() throws(Fault) -> [PolicyNode.Entry] {
        var entries: [PolicyNode.Entry] = []
        skipBlanks()
        if take("}") { return entries }
        repeat {
            skipBlanks()
            guard peek() == "\"" else { throw Fault(sentence: "expected a name in double quotes") }
            let mark = text.mark(at: position)
            let key = try string()
            skipBlanks()
            guard take(":") else { throw Fault(sentence: "expected ':'") }
            entries.append(PolicyNode.Entry(key: key, keyMark: mark, value: try value()))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw Fault(sentence: "expected ',' or '}'") }
        return entries
    }

    private mutating func elements() throws(Fault) -> [PolicyNode] {
        var elements: [PolicyNode] = []
        skipBlanks()
        if take("]") { return elements }
        repeat {
            elements.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw Fault(sentence: "expected ',' or ']'") }
        return elements
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        var result = String.UnicodeScalarView()
        while let scalar = peek() {
            if scalar.value < 0x20 {
                throw Fault(sentence: "a control character in a text; write it as \\u and four digits")
            }
            position += 1
            if scalar == "\"" { return String(result) }
            result.append(scalar == "\\" ? try escape() : scalar)
        }
        throw Fault(sentence: "a text without its closing quote")
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        let escaped = peek()
        position += 1
        switch escaped {
        case "\"", "\\", "/": return escaped!
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            let unit = try hexadecimal()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            guard unit < 0xDC00, take("\\"), take("u") else { throw Fault(sentence: "half of a surrogate pair") }
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw Fault(sentence: "half of a surrogate pair") }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))!
        default:
            position -= 1
            throw Fault(sentence: "an escape that JSON does not have")
        }
    }

    private mutating func hexadecimal() throws(Fault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let scalar = peek(), scalar.properties.isASCIIHexDigit, let digit = Character(scalar).hexDigitValue
            else {
                throw Fault(sentence: "\\u needs four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private mutating func word(_ word: String) throws(Fault) -> String {
        for scalar in word.unicodeScalars where !take(scalar) { throw Fault(sentence: "expected a value") }
        return word
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    private mutating func number() throws(Fault) -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[start..<position])
        return String(result)
    }

    private mutating func digits() throws(Fault) {
        guard let first = peek(), isDigit(first) else { throw Fault(sentence: "expected a digit") }
        while let next = peek(), isDigit(next) { position += 1 }
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func skipBlanks() {
        while let next = peek(), next == " " || next == "\n" || next == "\r" || next == "\t" { position += 1 }
    }

    private func peek() -> Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        position += 1
        return true
    }
}
