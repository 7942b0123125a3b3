/// What the sender of records promises of the values at a path.
public struct FieldRequirement: Hashable, Sendable {
    /// The path as the policy writes it.
    public let writtenPath: String
    /// The types of which each value must have one.
    public let types: [ValueType]
    /// Whether there may be no value.
    public let isOptional: Bool
    /// Where it stands in the policy's text.
    let mark: PolicyMark

    /// The type of a value. In a table, where every cell is a text, a type is that of what the text says, an empty cell is null, which
    /// also is no value, and there are no objects and arrays.
    public enum ValueType: String, Hashable, Sendable, CaseIterable {
        /// A string.
        case string
        /// A number.
        case number
        /// A number without fraction or exponent.
        case integer
        /// `true` or `false`.
        case boolean
        /// A string with a day of the calendar: `YYYY-MM-DD`, with or without a time.
        case date
        /// An object.
        case object
        /// An array.
        case array
        /// `null`.
        case null
    }

    /// A promise that there is a value, or values, and that all of them are of one of these types.
    public init(_ path: String, _ types: ValueType..., optional: Bool = false) {
        self.init(path, types, isOptional: optional, mark: .unknown)
    }

    init(_ path: String, _ types: [ValueType], isOptional: Bool, mark: PolicyMark) {
        writtenPath = path
        self.types = types
        self.isOptional = isOptional
        self.mark = mark
    }
}
