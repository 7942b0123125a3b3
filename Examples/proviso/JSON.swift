import Proviso
import Shared

/// What a program reads, on one line, with members in the order in which they are given.
///
/// That it is `Sendable` must be said: in some orders of the files, the compiler goes round in circles looking for it.
enum JSON: CustomStringConvertible, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSON])
    case members([(name: String, value: JSON)])
    /// A text that is JSON, and is put on one line.
    case verbatim(String)

    /// An object, without the members that have no value.
    static func object(
        _ members: KeyValuePairs<String, JSON?>, and others: [(name: String, value: JSON)] = []
    ) -> JSON {
        .members(members.compactMap { member in member.value.map { (member.key, $0) } } + others)
    }

    /// The text of a value; nothing where there is none.
    static func of(_ value: (any CustomStringConvertible)?) -> JSON? { value.map { .text($0.description) } }

    static func texts(_ values: [some CustomStringConvertible]) -> JSON { .list(values.map { .text($0.description) }) }

    /// The members of an object, to be those of another one.
    var namedValues: [(name: String, value: JSON)] { if case .members(let members) = self { members } else { [] } }

    var description: String {
        switch self {
        case .text(let text): return Self.quoted(text)
        case .number(let number): return String(number)
        case .flag(let flag): return flag ? "true" : "false"
        case .list(let values): return "[" + values.map(\.description).joined(separator: ",") + "]"
        case .members(let members):
            return "{" + members.map { Self.quoted($0.name) + ":" + $0.value.description }.joined(separator: ",") + "}"
        case .verbatim(let text):
            // Within texts, line breaks are escaped.
            return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
        }
    }

    /// Control and format characters are escaped, because they would be invisible.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch (scalar, scalar.properties.generalCategory) {
            case ("\"", _), ("\\", _): result += "\\" + String(scalar)
            case ("\n", _): result += "\\n"
            case (_, .control), (_, .format), (_, .lineSeparator), (_, .paragraphSeparator):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSON {
    /// The answer where something is wrong; nil where nothing is.
    init?(_ ending: Ending) {
        guard let first = ending.problems.first else { return nil }
        var members = Self.members(first)
        if ending.problems.count > 1 {
            // Whoever reads one finds the first, and whoever reads all finds them here.
            members.append(("problems", .list(ending.problems.map { .members(Self.members($0)) })))
        }
        self = .members([("error", .members(members))])
    }

    init(_ problem: Ending.Problem) { self = .members(Self.members(problem)) }

    private static func members(_ problem: Ending.Problem) -> [(name: String, value: JSON)] {
        var members: [(name: String, value: JSON)] = [
            ("code", .text(problem.word)), ("message", .text(problem.message)), ("remedy", .text(problem.remedy)),
        ]
        if let source = problem.place.source { members.append(("source", .text(source))) }
        if let line = problem.place.line { members.append(("line", .number(line))) }
        if let column = problem.place.column { members.append(("column", .number(column))) }
        return members
    }
}
