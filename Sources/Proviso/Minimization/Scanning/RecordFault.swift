/// Why a record is bad, and where: what the scanner notes on the hot path instead of throwing, turned into a ``ProvisoError`` once,
/// outside of it.
struct RecordFault {
    /// What is wrong.
    let kind: Kind
    /// The byte of the record where it is.
    let offset: Int

    enum Kind {
        case notUTF8
        case controlCharacter
        case halfSurrogate
        case unknownEscape
        case unterminatedString
        case expectedName
        case expectedColon
        case expectedCommaOrBrace
        case expectedCommaOrBracket
        case notAValue
        case notANumber
        case endsTooEarly
        case tooDeep
        case duplicateName
        case trailingText
        case notAnObject
        case tooLong(limit: Int)
        case stopped(rule: Int)
    }

    /// What is wrong, in words that hold for every input.
    var sentence: String {
        switch kind {
        case .notUTF8: "not UTF-8"
        case .controlCharacter: "a control character in a string"
        case .halfSurrogate: "half of a surrogate pair"
        case .unknownEscape: "an escape that JSON does not have"
        case .unterminatedString: "a string without its end"
        case .expectedName: "expected a name in double quotes"
        case .expectedColon: "expected ':' after a name"
        case .expectedCommaOrBrace: "expected ',' or '}'"
        case .expectedCommaOrBracket: "expected ',' or ']'"
        case .notAValue: "not a JSON value"
        case .notANumber: "not a JSON number"
        case .endsTooEarly: "the record ends too early"
        case .tooDeep: "nested deeper than \(JSONScanner.depthLimit)"
        case .duplicateName: "the same name twice in one object"
        case .trailingText: "text after the end of the record"
        case .notAnObject: "a record is a JSON object"
        case .tooLong(let limit): "a record of more than \(limit) bytes"
        case .stopped: "a value that the rule cannot handle"
        }
    }
}
