import Testing

/// A text as the argument of a test, which the log of the tests shows on one line and without control characters.
struct Text: ExpressibleByStringInterpolation, CustomTestStringConvertible, CustomStringConvertible, Sendable {
    let value: String

    init(_ value: String) { self.value = value }
    init(stringLiteral value: String) { self.value = value }

    var testDescription: String {
        value.utf8.count > 100 ? "\(value.utf8.count) bytes" : value.debugDescription
    }
    var description: String { testDescription }
}
