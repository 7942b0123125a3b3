/// Random JSON texts without white space, out of strings and numbers that the test chooses.
struct RandomJSONText {
    var generator: SeededGenerator
    /// What the next string or name holds, with its escapes.
    let text: (inout SeededGenerator) -> String
    /// The next number.
    let number: (inout SeededGenerator) -> String

    mutating func string() -> String { "\"\(text(&generator))\"" }

    /// A string, number, boolean or null.
    mutating func scalar() -> String {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0...2: string()
        case 3...4: number(&generator)
        default: ["true", "false", "null"].randomElement(using: &generator)!
        }
    }

    /// An object or array; `depth` is how many more levels there can be inside of it.
    mutating func container(depth: Int) -> String {
        let count = Int.random(in: 0..<5, using: &generator)
        if Bool.random(using: &generator) {
            return "[" + (0..<count).map { _ in value(depth: depth) }.joined(separator: ",") + "]"
        }
        // The number at its end keeps a name from being there twice.
        let members = (0..<count).map { "\"\(text(&generator))\($0)\":" + value(depth: depth) }
        return "{" + members.joined(separator: ",") + "}"
    }

    mutating func value(depth: Int) -> String {
        depth > 0 && Int.random(in: 0..<3, using: &generator) == 0 ? container(depth: depth - 1) : scalar()
    }
}
