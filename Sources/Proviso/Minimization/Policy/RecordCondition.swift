/// What must hold of a record, or of an object, for it to be disclosed or to be of a kind.
///
/// A condition is true, false or unknown. A test on a value that is missing, null, an object or an array is *unknown*, and so is what
/// depends on it, as in SQL: only a condition that is true lets a record pass, and `none` of something unknown is not true.
///
/// ```swift
/// let condition: RecordCondition = ["$.role": .isIn(["suspect", "convicted"]), "$.closed": "false"]
/// let large: RecordCondition = .any([["$.amount": .isAtLeast(10_000)], ["$.flag": "true"]])
/// ```
public struct RecordCondition: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    let content: Content

    indirect enum Content: Hashable, Sendable {
        /// Every test must hold.
        case tests([Test])
        case all([RecordCondition])
        case any([RecordCondition])
        case none([RecordCondition])
    }

    struct Test: Hashable, Sendable {
        let writtenPath: String
        let test: FieldTest
        let mark: PolicyMark
    }

    /// A condition from paths and tests, all of which must hold.
    public init(dictionaryLiteral elements: (String, FieldTest)...) {
        self.init(tests: elements.map { Test(writtenPath: $0.0, test: $0.1, mark: .unknown) })
    }

    /// True if all are true, and false if one is false.
    public static func all(_ conditions: [RecordCondition]) -> RecordCondition {
        RecordCondition(content: .all(conditions))
    }

    /// True if one is true, and false if all are false.
    public static func any(_ conditions: [RecordCondition]) -> RecordCondition {
        RecordCondition(content: .any(conditions))
    }

    /// True if all are false, and false if one is true.
    public static func none(_ conditions: [RecordCondition]) -> RecordCondition {
        RecordCondition(content: .none(conditions))
    }

    init(tests: [Test]) {
        content = .tests(tests)
    }

    init(content: Content) {
        self.content = content
    }

    /// Every test, however deep.
    var tests: [Test] {
        switch content {
        case .tests(let tests): tests
        case .all(let conditions), .any(let conditions), .none(let conditions): conditions.flatMap(\.tests)
        }
    }
}

/// A test on the values at a path; where several values are selected, one that passes is enough. Of several parts all must hold of the
/// same value.
public struct FieldTest: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The texts of which one must be equal to the value; nil if any value will do.
    var texts: [String]?
    /// The bounds that the value must keep.
    var bounds: [Bound] = []
    /// Whether there must be, or must not be, a value other than null.
    var presence: Bool?

    /// A bound of a range.
    struct Bound: Hashable, Sendable {
        let comparison: Comparison
        let limit: Limit
    }

    /// How a value compares with its bound, in the words of a policy.
    enum Comparison: String, Hashable, Sendable, CaseIterable {
        case atLeast = "at-least"
        case atMost = "at-most"
        case above
        case below
    }

    /// What a value is compared with.
    enum Limit: Hashable, Sendable {
        case number(PlainDecimal)
        case day(CalendarDay)
        /// A number or day that a parameter brings.
        case parameter(String)
    }

    /// The value is one of these texts.
    ///
    /// A text is compared with a string's content, a number's literal, or `true` and `false`, in which upper and lower case differ;
    /// a number also by its value, so that `1` equals `1.0`. `${NAME}` stands for a parameter of the policy.
    public static func isIn(_ texts: [String]) -> FieldTest {
        FieldTest(texts: texts)
    }

    /// The value equals this text.
    public static func equals(_ text: String) -> FieldTest {
        FieldTest(texts: [text])
    }

    /// The value equals this text.
    public init(stringLiteral text: String) {
        texts = [text]
    }

    /// The value is a number, or the text of one, and not less.
    public static func isAtLeast(_ number: PlainDecimal) -> FieldTest { bound(.atLeast, .number(number)) }
    /// The value is a number, or the text of one, and not greater.
    public static func isAtMost(_ number: PlainDecimal) -> FieldTest { bound(.atMost, .number(number)) }
    /// The value is a number, or the text of one, and greater.
    public static func isAbove(_ number: PlainDecimal) -> FieldTest { bound(.above, .number(number)) }
    /// The value is a number, or the text of one, and less.
    public static func isBelow(_ number: PlainDecimal) -> FieldTest { bound(.below, .number(number)) }
    /// The value is a date, of which the day as written counts, and not earlier.
    public static func isAtLeast(_ day: CalendarDay) -> FieldTest { bound(.atLeast, .day(day)) }
    /// The value is a date and not later.
    public static func isAtMost(_ day: CalendarDay) -> FieldTest { bound(.atMost, .day(day)) }
    /// The value is a date and later.
    public static func isAbove(_ day: CalendarDay) -> FieldTest { bound(.above, .day(day)) }
    /// The value is a date and earlier.
    public static func isBelow(_ day: CalendarDay) -> FieldTest { bound(.below, .day(day)) }

    /// There is a value, and it is not null.
    public static let isPresent = FieldTest(texts: nil, presence: true)
    /// There is no value, or it is null.
    public static let isAbsent = FieldTest(texts: nil, presence: false)

    /// A test that both hold of one value.
    public func and(_ other: FieldTest) -> FieldTest {
        let both = texts.map { texts in other.texts.map { texts.filter($0.contains) } ?? texts } ?? other.texts
        precondition(
            presence == nil || other.presence == nil || presence == other.presence,
            "FieldTest: a value cannot be present and absent")
        return FieldTest(texts: both, bounds: bounds + other.bounds, presence: presence ?? other.presence)
    }

    init(texts: [String]?, bounds: [Bound] = [], presence: Bool? = nil) {
        self.texts = texts
        self.bounds = bounds
        self.presence = presence
    }

    private static func bound(_ comparison: Comparison, _ limit: Limit) -> FieldTest {
        FieldTest(texts: nil, bounds: [Bound(comparison: comparison, limit: limit)])
    }
}
