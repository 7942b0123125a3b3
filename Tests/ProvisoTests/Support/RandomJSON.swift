/// Random records that are valid, with everything that RFC 8259 allows.
struct RandomJSON {
    /// The record as it might arrive, with white space between its tokens.
    private(set) var spaced: [UInt8] = []
    /// The same tokens without white space.
    private(set) var compact: [UInt8] = []
    private var generator: SeededGenerator

    /// The next record of a generator.
    static func record(using generator: inout SeededGenerator) -> RandomJSON {
        var json = RandomJSON(generator: generator)
        json.object(depth: 1)
        json.space()
        generator = json.generator
        return json
    }

    private init(generator: SeededGenerator) {
        self.generator = generator
    }

    // MARK: Tokens

    private mutating func emit(_ token: String) {
        spaced += token.utf8
        compact += token.utf8
    }

    private mutating func space() {
        guard Int.random(in: 0..<4, using: &generator) == 0 else { return }
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            spaced.append([0x20, 0x20, 0x09, 0x0D, 0x0A].randomElement(using: &generator)!)
        }
    }

    private mutating func value(depth: Int) {
        switch Int.random(in: 0..<(depth < 6 ? 12 : 8), using: &generator) {
        case 0...3: emit(Self.string(Self.content(using: &generator), using: &generator))
        case 4...6: emit(Self.number(using: &generator))
        case 7: emit(["true", "false", "null"].randomElement(using: &generator)!)
        case 8, 9: object(depth: depth)
        default: array(depth: depth)
        }
    }

    private mutating func object(depth: Int) {
        space()
        emit("{")
        for number in 0..<Int.random(in: 0...5, using: &generator) {
            space()
            if number > 0 { emit(",") }
            space()
            // No name is another's beginning up to the colon, so none occurs twice.
            let tail = Bool.random(using: &generator) ? [] : [":"] + Self.content(using: &generator)
            emit(Self.string(Array("\(number)".unicodeScalars) + tail, using: &generator))
            space()
            emit(":")
            space()
            value(depth: depth + 1)
        }
        space()
        emit("}")
    }

    private mutating func array(depth: Int) {
        emit("[")
        for number in 0..<Int.random(in: 0...5, using: &generator) {
            space()
            if number > 0 { emit(",") }
            space()
            value(depth: depth + 1)
        }
        space()
        emit("]")
    }

    // MARK: Scalars

    private static let scalars: [Unicode.Scalar] = [
        "a", "b", "z", "0", " ", "/", "\"", "\\", "\u{0}", "\u{8}", "\u{9}", "\u{A}", "\u{C}", "\u{D}", "\u{1F}",
        "\u{7F}",
        "\u{80}", "é", "\u{301}", "€", "\u{2028}", "\u{D7FF}", "\u{E000}", "\u{FEFF}", "\u{FFFF}", "😀", "\u{10FFFF}",
    ]

    /// Text of up to 40 scalars, mostly letters, so that strings also reach over several blocks of the scanner.
    static func content(using generator: inout SeededGenerator) -> [Unicode.Scalar] {
        (0..<Int.random(in: 0...(Bool.random(using: &generator) ? 5 : 40), using: &generator)).map { _ in
            Int.random(in: 0..<3, using: &generator) > 0 ? "x" : scalars.randomElement(using: &generator)!
        }
    }

    /// A string with its quotes, in which some of what need not be escaped is.
    static func string(_ content: [Unicode.Scalar], using generator: inout SeededGenerator) -> String {
        var result = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in content {
            let mustBeEscaped = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if !mustBeEscaped, Int.random(in: 0..<8, using: &generator) > 0 {
                result.append(scalar)
            } else if let letter = escapes[scalar], Bool.random(using: &generator) {
                result += ["\\", letter]
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                    result += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars
                }
            }
        }
        result.append("\"")
        return String(result)
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "\\": "\\", "/": "/", "\u{8}": "b", "\u{C}": "f", "\n": "n", "\r": "r", "\t": "t",
    ]

    /// A number in any of the forms of RFC 8259 section 6.
    static func number(using generator: inout SeededGenerator) -> String {
        func digits(_ generator: inout SeededGenerator) -> String {
            String(
                (0..<Int.random(in: 1...20, using: &generator)).map { _ in
                    "0123456789".randomElement(using: &generator)!
                })
        }
        var text = ["", "-"].randomElement(using: &generator)!
        text +=
            Bool.random(using: &generator) ? "0" : "\(Int.random(in: 1...9, using: &generator))" + digits(&generator)
        if Bool.random(using: &generator) { text += "." + digits(&generator) }
        if Bool.random(using: &generator) {
            text += ["e", "E", "e+", "E-", "e-"].randomElement(using: &generator)! + digits(&generator)
        }
        return text
    }
}
