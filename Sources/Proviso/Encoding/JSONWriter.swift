/// Writes JSON with members in the order in which they are given, indented by two spaces.
///
/// Foundation's encoder sorts members or leaves their order open; a report or a policy is read by people and hashed by programs.
struct JSONWriter {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true

    mutating func object(_ name: String? = nil, _ body: (inout JSONWriter) -> Void) {
        container(name, "{", "}", body)
    }

    mutating func array(_ name: String? = nil, _ body: (inout JSONWriter) -> Void) {
        container(name, "[", "]", body)
    }

    mutating func member(_ name: String, _ value: String) {
        begin(name)
        text += Self.quoted(value)
    }

    mutating func member(_ name: String, _ value: Int) {
        begin(name)
        text += String(value)
    }

    mutating func string(_ value: String) {
        begin(nil)
        text += Self.quoted(value)
    }

    mutating func number(_ value: Int) {
        begin(nil)
        text += String(value)
    }

    mutating func null(_ name: String) {
        begin(name)
        text += "null"
    }

    /// An object of counts, by name.
    mutating func counts(_ name: String, _ counts: [String: Int]) {
        object(name) { writer in
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) { writer.member(name, count) }
        }
    }

    /// A text as a JSON string: `"`, `\` and control characters are escaped, and so are format characters, which would be
    /// invisible.
    static func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.isInvisible {
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16)
                        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private mutating func container(
        _ name: String?, _ opening: String, _ closing: String, _ body: (inout JSONWriter) -> Void
    ) {
        begin(name)
        text += opening
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { newLine() }
        text += closing
        isFirst = false
    }

    private mutating func begin(_ name: String?) {
        if !isFirst { text += "," }
        if depth > 0 { newLine() }
        isFirst = false
        if let name { text += Self.quoted(name) + ": " }
    }

    private mutating func newLine() {
        text += "\n" + String(repeating: "  ", count: depth)
    }
}
