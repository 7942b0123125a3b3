/// The name of a stream of records in a package: `cases` in `cases.0001.ndjson`.
public struct StreamName: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name.
    public let description: String

    /// A name of 1 to 40 of `a-z`, `0-9`, `_` and `-` that begins with a letter or digit.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ name: String) throws(ProvisoError) {
        guard Self.isName(name) else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(name))' cannot name a stream of records", remedy: "write \(Self.form)")
        }
        description = name
    }

    /// A name that is written in a program; one of another form stops it.
    public init(stringLiteral name: StaticString) {
        let text = name.description
        precondition(Self.isName(text), "StreamName: write \(Self.form)")
        description = text
    }

    private static let form = "1 to 40 of a-z 0-9 _ -, with a letter or digit first"

    private static func isName(_ name: String) -> Bool {
        func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 || isASCIIDigit(byte) }
        guard let first = name.utf8.first, isLetterOrDigit(first), name.utf8.count <= 40 else { return false }
        return name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }
}
