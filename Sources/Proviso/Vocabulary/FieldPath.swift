/// The place of a value in a record: `$.subject.dob`, `$.events[*].at`, `$['message-id']`.
///
/// The notation is a small part of RFC 9535 (JSONPath): names, every member (`.*`) and every element (`[*]`). Single positions,
/// slices, `..` and filters are refused. A text without `.`, `[`, `]` and `*` that does not begin with `$` or `@` names a
/// top-level member or a column: `case_id` is `$['case_id']`.
///
/// Two paths are equal if their steps are, code point by code point, whatever notation they were written in.
///
/// - **Source**: RFC 9535, sections 2.1 to 2.3.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// Where a path starts.
    public enum Root: String, Hashable, Sendable {
        /// The record, written `$`.
        case record = "$"
        /// The object that a rule with `kinds` stands at, written `@`.
        case object = "@"
    }

    /// One step down.
    public enum Step: Hashable, Sendable {
        /// The member of an object with this name.
        case member(Name)
        /// Every member of an object, whatever its name.
        case anyMember
        /// Every element of an array.
        case anyElement
    }

    /// The name of a member, compared code point by code point: `é` in one and in two code points are two names.
    public struct Name: Hashable, Sendable {
        /// The name in UTF-8.
        let utf8: [UInt8]

        /// A name from its text.
        public init(_ text: String) {
            utf8 = Array(text.utf8)
        }

        /// The name as text.
        public var text: String { String(decoding: utf8, as: UTF8.self) }
    }

    /// Why a text is not a path: a sentence with its remedy, which follows on "'TEXT' is not a path; ".
    public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    /// Where the path starts.
    public let root: Root
    /// The steps from there, at least one.
    public let steps: [Step]

    /// A path from its text.
    ///
    /// - **Throws**: ``ParseError``.
    public init(_ text: String) throws(ParseError) {
        var parser = FieldPathParser(text)
        (root, steps) = try parser.parse()
    }

    /// The path in one notation for all ways to write it: `.name` where the name allows it, `['name']` elsewhere.
    public var description: String {
        root.rawValue + Self.text(of: steps)
    }

    /// The same for the steps alone.
    static func text(of steps: [Step]) -> String {
        steps.map(text(of:)).joined()
    }

    private static func text(of step: Step) -> String {
        switch step {
        case .anyMember: ".*"
        case .anyElement: "[*]"
        case .member(let name): FieldPathParser.isShorthand(name.text) ? "." + name.text : "['\(quoted(name.text))']"
        }
    }

    /// A name as it stands between single quotes.
    fileprivate static func quoted(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}

/// Reads the notation of a ``FieldPath`` from left to right.
private struct FieldPathParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(FieldPath.ParseError) -> (FieldPath.Root, [FieldPath.Step]) {
        guard let first = scalars.first, let root = FieldPath.Root(rawValue: String(first)) else { return try column() }
        position = 1
        var steps: [FieldPath.Step] = []
        while let next = peek() {
            position += 1
            switch next {
            case ".": steps.append(try dotStep())
            case "[": steps.append(try bracketStep())
            default: throw failure("a step begins with '.' or '[', at character \(position)")
            }
        }
        if steps.isEmpty { throw failure("a path names at least one step") }
        return (root, steps)
    }

    /// Whether a name may follow a dot: RFC 9535's shorthand.
    static func isShorthand(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first else { return false }
        return isNameStart(first) && name.unicodeScalars.dropFirst().allSatisfy(isNamePart)
    }

    private func column() throws(FieldPath.ParseError) -> (FieldPath.Root, [FieldPath.Step]) {
        let text = text(of: scalars[...])
        if scalars.isEmpty { throw failure("write the name of a column or member, or a path that begins with $") }
        if scalars.contains(where: { ".[]*".unicodeScalars.contains($0) }) {
            throw failure(
                "write a column or member with . [ ] or * in its name as $['\(quoted(text))'], and a path with $ in front"
            )
        }
        return (.record, [.member(FieldPath.Name(text))])
    }

    private mutating func dotStep() throws(FieldPath.ParseError) -> FieldPath.Step {
        guard let next = peek() else { throw failure("no name after '.' at character \(position)") }
        if next == "*" {
            position += 1
            return .anyMember
        }
        if next == "." { throw failure("'..' is not part of the language; name each step") }
        let start = position
        while let scalar = peek(), scalar != ".", scalar != "[" { position += 1 }
        let name = text(of: scalars[start..<position])
        if name.isEmpty { throw failure("no name after '.' at character \(start)") }
        guard Self.isShorthand(name) else {
            let character = scalars[start..<position].first { !Self.isNamePart($0) } ?? scalars[start]
            let reason =
                Self.isNamePart(character)
                ? "a name that begins with a digit" : "a name with '\(printable(String(character)))' in it"
            throw failure("\(reason) is written \(scalars[0])['\(quoted(name))']")
        }
        return .member(FieldPath.Name(name))
    }

    private mutating func bracketStep() throws(FieldPath.ParseError) -> FieldPath.Step {
        switch peek() {
        case "*":
            position += 1
            try expectBracket()
            return .anyElement
        case "'", "\"":
            let name = try quotedName()
            try expectBracket()
            return .member(FieldPath.Name(name))
        case "?": throw failure("filters are not part of the language; use only-if or kinds")
        case .some(let scalar) where scalar == "-" || scalar == ":" || ("0"..."9").contains(scalar):
            throw failure("single positions cannot be named; [*] means every element")
        default: throw failure("a bracket holds * or a name in quotes, at character \(position)")
        }
    }

    private mutating func quotedName() throws(FieldPath.ParseError) -> String {
        let quote = scalars[position]
        position += 1
        var name = String.UnicodeScalarView()
        while let scalar = peek() {
            position += 1
            if scalar == quote { return String(name) }
            if scalar.value < 0x20 { throw failure("a control character in a name is written \\uXXXX") }
            name.append(scalar == "\\" ? try escape() : scalar)
        }
        throw failure("a name in [' '] without its end")
    }

    private mutating func escape() throws(FieldPath.ParseError) -> Unicode.Scalar {
        guard let scalar = peek() else { throw failure("a name in [' '] without its end") }
        position += 1
        switch scalar {
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "/", "\\", "'", "\"": return scalar
        case "u":
            let unit = try hexadecimal()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            guard unit < 0xDC00, peek() == "\\", position + 1 < scalars.count, scalars[position + 1] == "u" else {
                throw failure("half of a surrogate pair")
            }
            position += 2
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))!
        default: throw failure("'\\\(printable(String(scalar)))' is not an escape of RFC 9535")
        }
    }

    private mutating func hexadecimal() throws(FieldPath.ParseError) -> UInt32 {
        guard position + 4 <= scalars.count,
            scalars[position..<position + 4].allSatisfy(\.properties.isASCIIHexDigit),
            let unit = UInt32(text(of: scalars[position..<position + 4]), radix: 16)
        else { throw failure("\\u needs four hexadecimal digits") }
        position += 4
        return unit
    }

    private mutating func expectBracket() throws(FieldPath.ParseError) {
        guard peek() == "]" else { throw failure("']' is missing at character \(position + 1)") }
        position += 1
    }

    private func peek() -> Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private func text(of slice: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: slice)
        return String(view)
    }

    private func quoted(_ name: String) -> String {
        printable(FieldPath.quoted(name))
    }

    private func failure(_ sentence: String) -> FieldPath.ParseError {
        FieldPath.ParseError(description: sentence)
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar) || scalar == "_" || scalar.value >= 0x80
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        isNameStart(scalar) || ("0"..."9").contains(scalar)
    }
}
