/// A field that identifies somebody, and how it is normalized: who a record is about, or one part of a composite identifier.
public struct SubjectField: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The path as the policy writes it.
    public let writtenPath: String
    /// How the identifier is normalized.
    public let canonicalization: Canonicalization
    /// The beginnings that do not belong to the identifier, such as `Patient/`; the longest that a string begins with is taken off.
    public let prefixes: [String]
    /// Where it stands in the policy's text.
    let mark: PolicyMark

    /// A field by its path.
    public init(_ path: String, canonicalization: Canonicalization = .exact, prefixes: [String] = []) {
        self.init(path, canonicalization, prefixes, mark: .unknown)
    }

    /// A field by its path, with the identifier taken as it is.
    public init(stringLiteral path: String) {
        self.init(path)
    }

    init(_ path: String, _ canonicalization: Canonicalization, _ prefixes: [String], mark: PolicyMark) {
        writtenPath = path
        self.canonicalization = canonicalization
        self.prefixes = prefixes
        self.mark = mark
    }
}
