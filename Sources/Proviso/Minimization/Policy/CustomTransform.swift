/// A transform of a program's own, which a policy names: `{ custom: NAME }`.
///
/// ```swift
/// struct Soundex: CustomTransform {
///     let name = "soundex"
///     func transform(_ value: FieldValue, in context: TransformContext) -> FieldValue? {
///         guard case .string(let text) = value else { return nil }
///         return .string(soundex(of: text))
///     }
/// }
/// let filter = try RecordFilter(policy, transforms: [Soundex()])
/// ```
///
/// It is called from several threads at once where a filter has several jobs. Whatever it gives is disclosed: what it is not sure about,
/// it must not give.
public protocol CustomTransform: Sendable {
    /// The name in a policy: `[a-z][a-z0-9-]*`.
    var name: String { get }
    /// What is disclosed instead of a value, or nil if it is unhandled.
    func transform(_ value: FieldValue, in context: TransformContext) -> FieldValue?
}

/// A single value of a record. It is printed without what it holds.
public enum FieldValue: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// A string's content, with its escapes resolved; in a table, a cell.
    case string(String)
    /// A number's literal.
    case number(String)

    /// The type alone: values appear in no log.
    public var description: String {
        switch self {
        case .string: "a string"
        case .number: "a number"
        }
    }

    /// Nothing of the value.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a transform may know beside the value.
public struct TransformContext: Sendable, CustomStringConvertible, CustomReflectable {
    /// The path of the rule, as the policy writes it.
    public let path: String
    /// The options that the policy gives.
    public let options: [String: String]
    /// What the data are for.
    public let purpose: Purpose
    /// Who receives them.
    public let recipient: Party
    /// Who the record is about, if the policy says which field tells, and the record has it: its content as it stands there.
    public let subject: String?

    /// The path alone.
    public var description: String { path }

    /// Nothing of the subject.
    public var customMirror: Mirror { Mirror(self, children: ["path": path]) }
}
