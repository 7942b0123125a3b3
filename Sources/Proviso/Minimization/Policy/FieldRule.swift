/// What becomes of the values at one path.
public struct FieldRule: Hashable, Sendable {
    /// The path as the policy writes it; messages and reports repeat it.
    public let writtenPath: String
    /// What becomes of the values.
    public let action: FieldAction
    /// Where the path stands in the policy's text.
    let mark: PolicyMark

    /// A rule that keeps or drops.
    public init(_ path: String, _ action: FieldAction) {
        self.init(path, action, mark: .unknown)
    }

    /// A rule that transforms: each transform takes what the one before it gave. What a transform cannot handle is dropped, or
    /// stops the filter.
    public init(_ path: String, _ transforms: FieldTransform..., otherwise: Otherwise = .drop) {
        self.init(
            path,
            FieldAction(
                operation: .transform(
                    transforms.map { FieldAction.Step(transform: $0, otherwise: otherwise, mark: .unknown) })),
            mark: .unknown)
    }

    init(_ path: String, _ action: FieldAction, mark: PolicyMark) {
        writtenPath = path
        self.action = action
        self.mark = mark
    }

    /// Every transform of the rule and of those below it.
    var transforms: [FieldTransform] {
        switch action.operation {
        case .transform(let steps): steps.map(\.transform)
        case .kinds(let kinds, _): kinds.flatMap { $0.fields.flatMap(\.transforms) }
        case .derive(let fields): fields.flatMap { $0.steps.map(\.transform) }
        case .onlyElements(_, let steps): steps.map(\.transform)
        case .keep, .drop, .keepSubtree: []
        }
    }
}

/// What happens where a rule cannot handle a value.
public enum Otherwise: String, Hashable, Sendable, CaseIterable {
    /// The value is left out and counted.
    case drop
    /// The record is bad: the filter stops, or skips it if it was told to.
    case stop
}

/// Keeping, dropping, or looking at the kind of an object.
public struct FieldAction: Hashable, Sendable {
    let operation: Operation

    enum Operation: Hashable, Sendable {
        case keep(otherwise: Otherwise)
        case keepSubtree
        case drop
        case transform([Step])
        case kinds([RecordKind], otherwise: Otherwise)
        /// Several members of the output, made from one of the input.
        case derive([DerivedField])
        /// Single values that pass a test, kept or transformed; others are withheld.
        case onlyElements(FieldTest, [Step])
    }

    /// A member of the output that is made of a member beside it.
    struct DerivedField: Hashable, Sendable {
        let name: String
        /// What is done to the value; nothing keeps it.
        let steps: [Step]
        /// What happens to a value that nothing is done to and that is no single one.
        let otherwise: Otherwise
        let mark: PolicyMark
    }

    /// One transform of a list, with what happens where it cannot handle the value.
    struct Step: Hashable, Sendable {
        let transform: FieldTransform
        let otherwise: Otherwise
        let mark: PolicyMark
        /// Where its options stand.
        var optionsMark = PolicyMark.unknown
    }

    /// A single value is disclosed unchanged; an object or array is left out.
    public static let keep = FieldAction(operation: .keep(otherwise: .drop))

    /// A single value is disclosed unchanged; an object or array is left out, or stops the filter.
    public static func keep(otherwise: Otherwise) -> FieldAction {
        FieldAction(operation: .keep(otherwise: otherwise))
    }

    /// Everything below is disclosed unchanged, also fields that are added later. Longer paths may take away.
    public static let keepSubtree = FieldAction(operation: .keepSubtree)

    /// Withheld. Fields that no rule names are withheld too; this says so where a reader might wonder.
    public static let drop = FieldAction(operation: .drop)

    /// The rules of the first kind whose condition holds of the object here; their paths begin with `@`, which is this object.
    public static func kinds(
        otherwise: Otherwise = .drop, @RecordKindBuilder _ kinds: () -> [RecordKind]
    ) -> FieldAction {
        FieldAction(operation: .kinds(kinds(), otherwise: otherwise))
    }
}

extension FieldAction {
    /// Several members of the output, made from this one and standing in its place; this member itself is disclosed only if its own
    /// name is among theirs. A rule without transforms keeps the value.
    ///
    /// ```swift
    /// FieldRule("$.dob", .derive(["birth_year": [.generalize(to: .year)], "age": [.generalize(toAgeBandAt: day)]]))
    /// ```
    public static func derive(
        _ fields: KeyValuePairs<String, [FieldTransform]>, otherwise: Otherwise = .drop
    ) -> FieldAction {
        FieldAction(
            operation: .derive(
                fields.map { name, transforms in
                    DerivedField(
                        name: name,
                        steps: transforms.map { Step(transform: $0, otherwise: otherwise, mark: .unknown) },
                        otherwise: otherwise, mark: .unknown)
                }))
    }

    /// Single values that pass a test are kept, or transformed; others are withheld. It is meant for the elements of an array:
    /// `$.codes[*]`. For elements that are objects write ``kinds(otherwise:_:)``.
    public static func onlyElements(
        _ test: FieldTest, _ transforms: FieldTransform..., otherwise: Otherwise = .drop
    ) -> FieldAction {
        FieldAction(
            operation: .onlyElements(
                test, transforms.map { Step(transform: $0, otherwise: otherwise, mark: .unknown) }))
    }
}

/// Lists rules, with `if` and `for`.
@resultBuilder
public enum FieldRuleBuilder {
    /// One rule.
    public static func buildExpression(_ rule: FieldRule) -> [FieldRule] { [rule] }
    /// The rules of a block, in their order.
    public static func buildBlock(_ parts: [FieldRule]...) -> [FieldRule] { parts.flatMap(\.self) }
    /// The rules of an `if` without `else`.
    public static func buildOptional(_ part: [FieldRule]?) -> [FieldRule] { part ?? [] }
    /// The rules of the first branch.
    public static func buildEither(first part: [FieldRule]) -> [FieldRule] { part }
    /// The rules of the other branch.
    public static func buildEither(second part: [FieldRule]) -> [FieldRule] { part }
    /// The rules of a `for` loop.
    public static func buildArray(_ parts: [[FieldRule]]) -> [FieldRule] { parts.flatMap(\.self) }
}

/// Lists kinds, with `if` and `for`.
@resultBuilder
public enum RecordKindBuilder {
    /// One kind.
    public static func buildExpression(_ kind: RecordKind) -> [RecordKind] { [kind] }
    /// The kinds of a block, in their order.
    public static func buildBlock(_ parts: [RecordKind]...) -> [RecordKind] { parts.flatMap(\.self) }
    /// The kinds of an `if` without `else`.
    public static func buildOptional(_ part: [RecordKind]?) -> [RecordKind] { part ?? [] }
    /// The kinds of the first branch.
    public static func buildEither(first part: [RecordKind]) -> [RecordKind] { part }
    /// The kinds of the other branch.
    public static func buildEither(second part: [RecordKind]) -> [RecordKind] { part }
    /// The kinds of a `for` loop.
    public static func buildArray(_ parts: [[RecordKind]]) -> [RecordKind] { parts.flatMap(\.self) }
}
