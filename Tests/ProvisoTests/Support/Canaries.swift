import Foundation
import Proviso
import Testing

/// Makes texts that are nowhere else, so that it shows where they come out.
struct CanaryMaker {
    var generator: SeededGenerator

    mutating func letters(_ count: Int = 16) -> String {
        String((0..<count).map { _ in "bcdfghjklmnpqrstvwxz".randomElement(using: &generator)! })
    }

    /// Digits of which the first is a 7, so that no transform that rounds carries.
    mutating func digits() -> String {
        "7" + String((0..<16).map { _ in "0123456789".randomElement(using: &generator)! })
    }

    /// Three groups of an IPv6 address.
    mutating func groups() -> String {
        (0..<3).map { _ in
            "a" + String((0..<3).map { _ in "0123456789abcdef".randomElement(using: &generator)! })
        }.joined(separator: ":")
    }
}

/// A value with something in it that must not come out.
struct PlantedValue: Sendable {
    let content: Content
    /// What must not come out, in lower case.
    let canaries: [String]
    let expected: Expected

    enum Content: Sendable {
        case text(String)
        case number(String)
        /// JSON, as it is written; no table has it.
        case json(String)
    }

    /// What the rule makes of it.
    enum Expected: Sendable {
        case text(String)
        /// A number in JSON, and its text in a table.
        case number(String)
        case json(String)
        case null
        case withheld
        /// What nobody can say before.
        case something
    }

    static func text(_ text: String, _ canaries: String..., gives expected: Expected) -> PlantedValue {
        PlantedValue(content: .text(text), canaries: canaries, expected: expected)
    }

    static func number(_ literal: String, _ canaries: String..., gives expected: Expected) -> PlantedValue {
        PlantedValue(content: .number(literal), canaries: canaries, expected: expected)
    }

    static func json(_ json: String, _ canaries: String..., gives expected: Expected) -> PlantedValue {
        PlantedValue(content: .json(json), canaries: canaries, expected: expected)
    }

    var isJSON: Bool {
        if case .json = content { true } else { false }
    }
}

/// A rule, with values of which it lets through a known part, or nothing.
struct PlantedRule: Sendable, CustomTestStringConvertible {
    /// The rule in YAML; `SUBJECT` stands for the path of the field that says who a record is about, `VALUE` for the
    /// rule's own.
    let text: String
    let plant: @Sendable (inout CanaryMaker) throws -> [PlantedValue]

    init(_ text: String, plant: @escaping @Sendable (inout CanaryMaker) throws -> [PlantedValue]) {
        self.text = text
        self.plant = plant
    }

    var testDescription: String { text }
    var withholdsColumn: Bool { text == "drop" }
    /// Whether the output differs from run to run.
    var isRandom: Bool { text.contains("encrypt") }

    /// The values that the rule itself is for, and some that no rule but the constants handles.
    func values(_ maker: inout CanaryMaker) throws -> [PlantedValue] {
        let (word, name, digits) = (maker.letters(), maker.letters(), maker.digits())
        let expected: PlantedValue.Expected =
            text.hasPrefix("{ constant") ? .text("fixed") : text == "set-null" ? .null : .withheld
        return try plant(&maker) + [
            .json("{\"\(name)\":[\"\(word)\",\(digits)]}", word, name, digits, gives: expected),
            .json("[[\"\(word)\"],{\"a\":-\(digits)e1}]", word, digits, gives: expected),
        ]
    }
}

/// Records with one planted value each, and canaries all around it.
struct PlantedInput {
    let format: FilterFormat
    /// The canaries of all records.
    private(set) var canaries: [String] = []
    private(set) var bytes: [UInt8] = []
    /// What must come out; nil if that is not known.
    private(set) var expected: String? = ""
    private var maker: CanaryMaker

    /// The policy: one field that is kept, one that is dropped, and the one with the rule.
    static func policy(_ format: FilterFormat, rule: String) -> String {
        let names = names(format)
        return policyText(
            fields: """
                  "$.\(names.kept)": keep
                  "$.\(names.dropped)": drop
                  "$.\(names.value)": \(Self.rule(rule, names.subject, names.value))
                """)
    }

    private static func rule(_ text: String, _ subject: String, _ value: String) -> String {
        text.replacing("SUBJECT", with: "$." + subject).replacing("VALUE", with: "$." + value)
    }

    private static func names(
        _ format: FilterFormat
    ) -> (kept: String, dropped: String, value: String, subject: String) {
        format == .log ? ("status", "user", "agent", "host") : ("n", "gone", "v", "id")
    }

    init(_ format: FilterFormat, _ values: [PlantedValue], dropsColumn: Bool, _ maker: inout CanaryMaker) {
        self.format = format
        self.maker = maker
        let values = format.isTable ? values.filter { !$0.isJSON } : values
        var records: [String] = []
        var outputs: [String?] = []
        let column = self.maker.letters()
        for (number, value) in values.enumerated() {
            canaries += value.canaries
            records.append(record(value, 200 + number, column))
            outputs.append(output(value, 200 + number, dropsColumn: dropsColumn))
        }
        let isKnown = outputs.allSatisfy { $0 != nil }
        let written = outputs.compactMap(\.self)
        switch format {
        case .ndjson, .log:
            bytes = Array(records.map { $0 + "\n" }.joined().utf8)
            expected = written.map { $0 + "\n" }.joined()
        case .array:
            bytes = Array("[\(records.joined(separator: " ,\n"))]".utf8)
            expected = written.isEmpty ? "[]\n" : "[\n" + written.joined(separator: ",\n") + "\n]\n"
        case .object:
            bytes = Array(records.joined().utf8)
            expected = written.joined() + "\n"
        case .csv, .tsv:
            canaries.append(column)
            let header = [column, "n", "gone", "v", "id"].joined(separator: format.delimiter)
            bytes = Array(([header] + records).map { $0 + "\n" }.joined().utf8)
            let outputHeader = dropsColumn ? "n" : "n" + format.delimiter + "v"
            expected = ([outputHeader] + written).map { $0 + "\n" }.joined()
        }
        if !isKnown { expected = nil }
        maker = self.maker
    }

    // MARK: - Records

    /// A word that is to come out nowhere.
    private mutating func word() -> String {
        let word = maker.letters()
        canaries.append(word)
        return word
    }

    /// The same with a quote inside of it, which every format has to hide.
    private mutating func quotedWord() -> String { word() + "\"" + word() }

    private mutating func record(_ value: PlantedValue, _ number: Int, _ column: String) -> String {
        let (dropped, unnamed, subject) = (quotedWord(), quotedWord(), word())
        switch format {
        case .ndjson, .array, .object:
            let content =
                switch value.content {
                case .text(let text): json(text)
                case .number(let text), .json(let text): text
                }
            let digits = maker.digits()
            canaries.append(digits)
            let others = [
                "\"gone\":\(json(dropped))", "\"v\":\(content)", "\"id\":\(json(subject))",
                "\(json(word())):[\(json(unnamed)),{\(json(word())):\(digits)}]",
            ]
            let members = ["\"n\":\(number)"] + others.shuffled(using: &maker.generator)
            return "{" + members.joined(separator: ",") + "}"
        case .csv, .tsv:
            return [cell(unnamed), String(number), cell(dropped), cell(text(of: value)), cell(subject)]
                .joined(separator: format.delimiter)
        case .log:
            let digits = maker.digits()
            canaries.append(digits)
            return "\(log(subject)) \(log(word())) \(log(dropped)) [23/Nov/2026:09:15:33 +0000] "
                + "\"GET /\(log(word())) HTTP/1.1\" \(number) \(digits) \"\(log(unnamed))\" \"\(log(text(of: value)))\""
        }
    }

    private func text(of value: PlantedValue) -> String {
        switch value.content {
        case .text(let text), .number(let text): text
        case .json: preconditionFailure("JSON in a table")
        }
    }

    /// A string in which some characters are hidden behind escapes.
    private mutating func json(_ text: String) -> String {
        RandomJSON.string(Array(text.unicodeScalars), using: &maker.generator)
    }

    private mutating func cell(_ text: String) -> String {
        guard Self.needsQuotes(text, format) || Bool.random(using: &maker.generator) else { return text }
        return Self.quoted(text)
    }

    private static func needsQuotes(_ text: String, _ format: FilterFormat) -> Bool {
        text.contains("\"") || text.contains(format.delimiter)
    }

    private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    private mutating func log(_ text: String) -> String {
        text.utf8.map { byte in
            if byte == UInt8(ascii: "\""), Bool.random(using: &maker.generator) { return "\\\"" }
            let isHidden =
                byte >= 0x80 || byte == UInt8(ascii: "\"") || Int.random(in: 0..<4, using: &maker.generator) == 0
            return isHidden ? "\\x" + String(byte, radix: 16) : String(Unicode.Scalar(byte))
        }.joined()
    }

    // MARK: - Output

    /// The record as it must come out; nil if that is not known.
    private func output(_ value: PlantedValue, _ number: Int, dropsColumn: Bool) -> String? {
        var content: String?
        switch value.expected {
        case .something: return nil
        case .withheld: content = nil
        case .null: content = format.isTable ? "" : "null"
        case .number(let text), .json(let text): content = text
        case .text(let text): content = format.isTable ? text : "\"\(text)\""
        }
        switch format {
        case .ndjson, .array, .object:
            return "{\"n\":\(number)" + (content.map { ",\"v\":" + $0 } ?? "") + "}"
        case .csv, .tsv:
            if dropsColumn { return "\(number)" }
            let text = content ?? ""
            return "\(number)" + format.delimiter + (Self.needsQuotes(text, format) ? Self.quoted(text) : text)
        case .log: return "- - - [-] \"-\" \(number) - \"-\" \"\(content ?? "-")\""
        }
    }
}

extension FilterResult {
    /// The canaries that came out, whatever they are hidden behind and in whatever case.
    func leaked(of canaries: [String]) -> [String] {
        let texts = everything + [error.map { String(reflecting: $0) } ?? ""]
        let shown = Data(texts.map(Self.revealed).joined(separator: "\n").utf8)
        return canaries.filter { shown.range(of: Data($0.utf8)) != nil }
    }

    /// A text in lower case, in which what JSON, CSV and logs escape is not escaped.
    private static func revealed(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text.lowercased() }
        let bytes = Array(text.lowercased().utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let digitCount: Int
            switch bytes[index...].prefix(2) {
            case [UInt8(ascii: "\\"), UInt8(ascii: "u")]: digitCount = 4
            case [UInt8(ascii: "\\"), UInt8(ascii: "x")]: digitCount = 2
            default: digitCount = 0
            }
            let digits = String(decoding: bytes[min(index + 2, bytes.count)...].prefix(digitCount), as: UTF8.self)
            if digitCount > 0, digits.utf8.count == digitCount, let value = UInt32(digits, radix: 16), value < 0x80 {
                result.append(UInt8(value))
                index += 2 + digitCount
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self).lowercased()
    }
}
