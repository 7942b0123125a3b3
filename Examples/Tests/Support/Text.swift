// A build without tests comes by here too, and then Testing cannot be seen.
#if canImport(Testing)

import Testing

/// A text as the argument of a test, which the log of the tests shows on one line and without control characters.
package struct Text: ExpressibleByStringInterpolation, CustomTestStringConvertible, CustomStringConvertible, Sendable {
    package let value: String

    package init(_ value: String) { self.value = value }
    package init(stringLiteral value: String) { self.value = value }

    package var testDescription: String {
        value.utf8.count > 100 ? "\(value.utf8.count) bytes" : value.debugDescription
    }
    package var description: String { testDescription }
}

#endif
