internal import ProvisoCrypto

/// What a test found, and what a condition comes to. Only `holds` ever lets a record pass.
enum Answer: UInt8, Sendable {
    case unknown
    case fails
    case holds

    /// What both together come to: SQL's AND.
    func and(_ other: Answer) -> Answer {
        if self == .fails || other == .fails { return .fails }
        return self == .holds && other == .holds ? .holds : .unknown
    }

    /// What one of both comes to: SQL's OR.
    func or(_ other: Answer) -> Answer {
        if self == .holds || other == .holds { return .holds }
        return self == .fails && other == .fails ? .fails : .unknown
    }

    /// SQL's NOT.
    var opposite: Answer {
        switch self {
        case .unknown: .unknown
        case .fails: .holds
        case .holds: .fails
        }
    }
}

/// A condition over tests, which are numbered.
indirect enum CompiledCondition: Sendable {
    case tests([Int])
    case all([CompiledCondition])
    case any([CompiledCondition])
    case none([CompiledCondition])

    /// What it comes to, given the answers of the tests.
    func answer(_ answer: (Int) -> Answer) -> Answer {
        switch self {
        case .tests(let tests): tests.reduce(.holds) { $0.and(answer($1)) }
        case .all(let parts): parts.reduce(.holds) { $0.and($1.answer(answer)) }
        case .any(let parts): parts.reduce(.fails) { $0.or($1.answer(answer)) }
        case .none(let parts): parts.reduce(Answer.fails) { $0.or($1.answer(answer)) }.opposite
        }
    }
}

/// A test made ready for comparing bytes.
struct CompiledTest: Sendable {
    /// The texts of which one must be equal, if any must.
    private let texts: [[UInt8]]?
    /// The values of those texts that are numbers.
    private let numbers: [DecimalLiteral]
    private let bounds: [Bound]
    /// Whether there must be, or must not be, a value other than null.
    let presence: Bool?

    private struct Bound: Sendable {
        let comparison: FieldTest.Comparison
        let limit: Limit
    }

    private enum Limit: Sendable {
        case number(DecimalLiteral)
        case day(CalendarDay)
    }

    /// A test whose parameters are filled in.
    init(_ test: FieldTest) {
        texts = test.texts.map { $0.map { Array($0.utf8) } }
        numbers = (texts ?? []).compactMap { DecimalLiteral($0.span) }
        presence = test.presence
        bounds = test.bounds.map { bound in
            switch bound.limit {
            case .number(let number): Bound(comparison: bound.comparison, limit: .number(number.value))
            case .day(let day): Bound(comparison: bound.comparison, limit: .day(day))
            case .parameter: preconditionFailure("CompiledTest: a parameter that is not filled in")
            }
        }
    }

    /// Whether anything is asked of a value but that it is there.
    var asksForValue: Bool { texts != nil || !bounds.isEmpty }

    /// What a string's content, or the literal of a number or boolean, comes to.
    func answer(_ text: Span<UInt8>, _ type: FieldRequirement.ValueType) -> Answer {
        let number = type == .number && (!numbers.isEmpty || !bounds.isEmpty) ? DecimalLiteral(text) : nil
        var result = Answer.holds
        if let texts { result = isOne(of: texts, text, number) ? .holds : .fails }
        for bound in bounds { result = result.and(Self.answer(bound, text, type, number)) }
        return result
    }

    private func isOne(of texts: [[UInt8]], _ text: Span<UInt8>, _ number: DecimalLiteral?) -> Bool {
        for candidate in texts where candidate.count == text.count && text.starts(with: candidate) { return true }
        guard let number else { return false }
        return numbers.contains(number)
    }

    /// Ranges take numbers, the texts of numbers, and dates; of anything else nothing is known.
    private static func answer(
        _ bound: Bound, _ text: Span<UInt8>, _ type: FieldRequirement.ValueType, _ number: DecimalLiteral?
    ) -> Answer {
        switch bound.limit {
        case .number(let limit):
            guard let number = type == .string ? DecimalLiteral(text) : number else { return .unknown }
            return holds(bound.comparison, number, limit) ? .holds : .fails
        case .day(let limit):
            guard type == .string, let day = WrittenDate.read(text, forms: DateForm.standardOnly)?.day else {
                return .unknown
            }
            return holds(bound.comparison, day, limit) ? .holds : .fails
        }
    }

    private static func holds<Value: Comparable>(
        _ comparison: FieldTest.Comparison, _ value: Value, _ limit: Value
    ) -> Bool {
        switch comparison {
        case .atLeast: value >= limit
        case .atMost: value <= limit
        case .above: value > limit
        case .below: value < limit
        }
    }
}
