/// What somebody vouches for: a type and its fields, in the one text that they have.
///
/// - **Guarantees**: the fields are those of the type, in its order, each as often as the type allows and with a value of its form.
/// - **Does not guarantee**: that anybody said it. A ``VerifiedStatement`` was signed by somebody who may.
/// - **Source**: `Formats/Statements`.
public struct Statement: Hashable, Sendable {
    /// Its type.
    public let type: StatementType
    /// The text that is signed, up to and with its last line feed.
    public let text: String
    private let values: [String: [String]]

    /// The digest of the text.
    public var digest: StatementDigest { StatementDigest(ofText: text) }

    /// The values of a field, in the order of their lines.
    public subscript(_ key: String) -> [String] { values[key] ?? [] }

    /// The party who vouches for it, as the statement itself says.
    public let signer: Party

    /// A statement of some fields; those that the type does not have are a mistake in the program, and stop it.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementField``, ``ProvisoError/Code/statementValue``, which names the field and not the value.
    init(_ type: StatementType, _ fields: [String: [String]]) throws(ProvisoError) {
        precondition(
            fields.keys.allSatisfy { key in type.fields.contains { $0.key == key } },
            "Statement: a field that \(type) does not have")
        var text = "proviso/\(type)/v1\n"
        for field in type.fields {
            for value in fields[field.key] ?? [] { text += "\(field.key): \(value)\n" }
        }
        // One reader decides what a statement is, also of those that we write.
        try self.init(type, text: text, source: nil)
    }

    /// Reads the text of a note as a statement of one type.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementType``, ``ProvisoError/Code/statementField``, ``ProvisoError/Code/statementValue``.
    init(_ type: StatementType, text: String, source: String?) throws(ProvisoError) {
        var reader = StatementReader(type, text: text, source: source)
        values = try reader.read()
        signer = try Party(values[type.signerField]![0])
        self.type = type
        self.text = text
    }
}

/// Reads the lines of a statement.
private struct StatementReader {
    let type: StatementType
    let source: String?
    private let lines: [Substring]
    private var line = 0

    init(_ type: StatementType, text: String, source: String?) {
        self.type = type
        self.source = source
        // The text ends with a line feed, so what follows the last one is no line.
        lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .map { Substring($0) }
    }

    mutating func read() throws(ProvisoError) -> [String: [String]] {
        guard lines.first == "proviso/\(type)/v1" else {
            throw failure(
                .statementType, "not a statement of the type \(type), version 1",
                "give the right file, or update Proviso")
        }
        line = 1
        var values: [String: [String]] = [:]
        for field in type.fields {
            let found = try self.values(of: field)
            if !found.isEmpty { values[field.key] = found }
        }
        guard line == lines.count else { throw unexpected() }
        return values
    }

    private mutating func values(of field: StatementType.Field) throws(ProvisoError) -> [String] {
        let prefix = field.key + ": "
        var values: [String] = []
        // A set, because a note has room for 60,000 values. Bytes, because to Swift two texts are equal if they look alike.
        var known: Set<[UInt8]> = []
        while line < lines.count, lines[line].utf8.starts(with: prefix.utf8) {
            guard values.count < field.limit else { throw unexpected() }
            let value = String(decoding: lines[line].utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
            try check(value, of: field)
            guard known.insert(Array(value.utf8)).inserted else { throw unexpected() }
            values.append(value)
            line += 1
        }
        if values.isEmpty, field.occurrence.isRequired {
            throw failure(
                .statementField, "the field '\(field.key)' is missing here",
                "ask the signer for a statement that has it")
        }
        return values
    }

    private func check(_ value: String, of field: StatementType.Field) throws(ProvisoError) {
        guard Self.isText(value), Self.has(field.form, value) else {
            throw failure(
                .statementValue, "the field '\(field.key)' has a value that is not of its form",
                "ask the signer for a statement in the form of Formats/Statements")
        }
    }

    private func unexpected() -> ProvisoError {
        failure(
            .statementField, "a line that is no field of \(type), or is repeated or out of order",
            "ask the signer for a statement in the form of Formats/Statements")
    }

    private func failure(_ code: ProvisoError.Code, _ message: String, _ remedy: String) -> ProvisoError {
        ProvisoError(code, message, remedy: remedy, place: ProvisoError.Place(source: source, line: line + 1))
    }

    private static func isText(_ value: String) -> Bool {
        statedTextFault(value) == nil
    }

    private static func has(_ form: StatementType.Form, _ value: String) -> Bool {
        switch form {
        case .id: (try? StatementID(value)) != nil
        case .instant: (try? Instant(value)) != nil
        case .party: (try? Party(value)) != nil
        case .statementDigest: (try? StatementDigest(value)) != nil
        case .number: isNumber(value)
        case .words(let words): words.contains(value)
        case .text, .composed: true
        }
    }

    /// Decimal digits without a leading zero, few enough for every machine.
    private static func isNumber(_ value: String) -> Bool {
        value.utf8.count <= 15 && value.utf8.allSatisfy(isASCIIDigit) && (value == "0" || !value.hasPrefix("0"))
    }
}
