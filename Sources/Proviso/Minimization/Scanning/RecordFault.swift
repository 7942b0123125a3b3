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
        /// The policy requires a value that is not there, or another type.
        case missing(requirement: Int)
        case wrongType(requirement: Int)
        /// The policy's limit is reached.
        case overLimit
        // Of documents.
        case notADocument
        case documentEndsTooEarly
        case utf16
        // Of rows.
        case quoteInCell
        case textAfterQuote
        case unterminatedQuote
        case carriageReturn
        case ragged(cells: Int, columns: Int)
        case noHeader
        case headerNamesTwice
        case headerLacks(column: String)
        case otherHeader
        // Of lines of a log.
        case notALogLine

        /// Whether syntax is broken, so that where the record ends is not certain. In a JSON document or in CSV nothing
        /// behind it can be trusted then, and the fault cannot be skipped; where lines are records, it can.
        var isBroken: Bool {
            switch self {
            case .notUTF8, .halfSurrogate, .tooDeep, .duplicateName, .notAnObject, .tooLong, .stopped, .ragged,
                .notALogLine, .missing, .wrongType, .overLimit:
                false
            case .controlCharacter, .unknownEscape, .unterminatedString, .expectedName, .expectedColon,
                .expectedCommaOrBrace, .expectedCommaOrBracket, .notAValue, .notANumber, .endsTooEarly, .trailingText,
                .notADocument, .documentEndsTooEarly, .utf16, .quoteInCell, .textAfterQuote, .unterminatedQuote,
                .carriageReturn, .noHeader, .headerNamesTwice, .headerLacks, .otherHeader:
                true
            }
        }

        /// What is wrong, in words that hold for every input.
        var sentence: String {
            switch self {
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
            case .missing: "a value that the policy requires is missing"
            case .wrongType: "a value of a type that the policy does not allow there"
            case .overLimit: "more than the policy's limit allows to disclose"
            case .notADocument: "a JSON document is an object or an array of objects"
            case .documentEndsTooEarly: "the document ends too early"
            case .utf16: "UTF-16, where UTF-8 is needed"
            case .quoteInCell: "a quote inside an unquoted cell"
            case .textAfterQuote: "text after a closing quote"
            case .unterminatedQuote: "a quoted cell without its end"
            case .carriageReturn: "a carriage return that ends no line, outside of quotes"
            case .ragged(let cells, let columns):
                "a row of \(cells) \(cells == 1 ? "cell" : "cells") under a header of \(columns)"
            case .noHeader: "a table without its header"
            case .headerNamesTwice: "the header names one column twice"
            case .headerLacks(let column): "the header has no column '\(excerpt(column))' that the policy names"
            case .otherHeader: "a header that differs from that of the first input"
            case .notALogLine: "not a line of the combined log format"
            }
        }
    }
}
