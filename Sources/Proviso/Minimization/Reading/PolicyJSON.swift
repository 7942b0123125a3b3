/// A tree of JSON whose maps keep their order.
indirect enum PolicyJSON {
    case null
    case number(Int)
    case decimal(PlainDecimal)
    case text(String)
    case list([PolicyJSON])
    case object([(String, PolicyJSON)])

    static func texts(_ texts: [String]) -> PolicyJSON { .list(texts.map { .text($0) }) }

    /// A map without the members that say nothing.
    static func map(_ members: (String, PolicyJSON?)...) -> PolicyJSON {
        map(members)
    }

    /// A map without the members that say nothing.
    static func map(_ members: [(String, PolicyJSON?)]) -> PolicyJSON {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// The text: what is near the top stands on lines of its own.
    var text: String {
        var result = ""
        append(to: &result, depth: 0)
        return result + "\n"
    }

    /// The text on one line, without a line feed.
    var line: String {
        var result = ""
        // Below the second level nothing stands on lines of its own.
        append(to: &result, depth: 2)
        return result
    }

    private func append(to result: inout String, depth: Int) {
        switch self {
        case .null: result += "null"
        case .number(let number): result += String(number)
        case .decimal(let number): result += number.description
        case .text(let text): result += JSONWriter.quoted(text)
        case .list(let elements):
            Self.append(elements, "[", "]", to: &result, depth: depth) { element, result in
                element.append(to: &result, depth: depth + 1)
            }
        case .object(let members):
            Self.append(members, "{", "}", to: &result, depth: depth) { member, result in
                result += JSONWriter.quoted(member.0) + ": "
                member.1.append(to: &result, depth: depth + 1)
            }
        }
    }

    private static func append<Part>(
        _ parts: [Part], _ open: String, _ close: String, to result: inout String, depth: Int,
        _ appendPart: (Part, inout String) -> Void
    ) {
        let ownLines = depth < 2 && !parts.isEmpty
        result += open
        for (index, part) in parts.enumerated() {
            if index > 0 { result += "," }
            if ownLines {
                result += "\n" + String(repeating: "  ", count: depth + 1)
            } else if index > 0 {
                result += " "
            }
            appendPart(part, &result)
        }
        if ownLines { result += "\n" + String(repeating: "  ", count: depth) }
        result += close
    }
}
