/// The rule that says how long something is kept, by name and version: `package-terms 1`.
///
/// - **Source**: `Formats/Statements`, *certificate*.
public struct RetentionRuleReference: Hashable, Sendable, CustomStringConvertible {
    /// The rule's name.
    public let id: String
    /// The version of the rule, from 1 on.
    public let version: Int

    /// A package is erased when its terms say so.
    public static let packageTerms = RetentionRuleReference(unchecked: "package-terms", version: 1)

    /// A rule by name and version.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a name that is empty or holds white space, and for another
    ///   version than 1 to 999,999,999.
    public init(id: String, version: Int) throws(ProvisoError) {
        guard !id.isEmpty, id.utf8.count <= 256, (1...999_999_999).contains(version),
            !id.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.isInvisible })
        else {
            throw ProvisoError(
                .valueInvalid, "not a retention rule",
                remedy: "give a name without white space, and a version from 1 on")
        }
        self.init(unchecked: id, version: version)
    }

    /// A rule from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        let parts = text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let version = Int(parts[1]), String(version) == parts[1] else {
            throw ProvisoError(.valueInvalid, "not a retention rule", remedy: "write its name, a space and its version")
        }
        try self.init(id: parts[0], version: version)
    }

    init(unchecked id: String, version: Int) {
        self.id = id
        self.version = version
    }

    /// The name, a space and the version.
    public var description: String { "\(id) \(version)" }
}
