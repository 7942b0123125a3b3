/// Whether a test can be met at all.
extension FieldTest {
    /// Why no value can meet the test, or nil.
    var fault: PolicyFault? {
        if texts?.isEmpty == true { return .noTexts }
        if texts == nil, bounds.isEmpty, presence == nil { return .emptyTest }
        if presence == false, texts != nil || !bounds.isEmpty {
            return PolicyFault(
                message: "present: no beside other tests, which a value that is not there cannot meet",
                remedy: "keep one of them, or write { any: [ … ] }")
        }
        if Set(bounds.map(\.comparison)).count < bounds.count {
            return PolicyFault(message: "the same comparison twice", remedy: "keep the stricter one")
        }
        let limits = bounds.map(\.limit)
        if limits.contains(where: \.isDay), limits.contains(where: \.isNumber) {
            return PolicyFault(
                message: "a number and a day as bounds of one value", remedy: "compare with numbers, or with days")
        }
        return isEmptyRange
            ? PolicyFault(message: "bounds that no value meets", remedy: "the lower bound must lie below the upper one")
            : nil
    }

    /// Whether a lower bound leaves nothing below an upper one. What parameters bring is not known yet.
    private var isEmptyRange: Bool {
        bounds.contains { lower in
            lower.comparison.isLower
                && bounds.contains { upper in
                    !upper.comparison.isLower && Self.isEmpty(from: lower, to: upper)
                }
        }
    }

    private static func isEmpty(from lower: Bound, to upper: Bound) -> Bool {
        let isStrict = lower.comparison == .above || upper.comparison == .below
        switch (lower.limit, upper.limit) {
        case (.number(let low), .number(let high)): return isStrict ? low >= high : low > high
        case (.day(let low), .day(let high)):
            // Between two days there are only whole ones.
            let first = low.daysSinceEpoch + (lower.comparison == .above ? 1 : 0)
            let last = high.daysSinceEpoch - (upper.comparison == .below ? 1 : 0)
            return first > last
        default: return false
        }
    }
}

extension FieldTest.Comparison {
    var isLower: Bool { self == .atLeast || self == .above }
}

extension FieldTest.Limit {
    /// A number or a day from its text.
    init?(_ text: String) {
        if let day = try? CalendarDay(text) {
            self = .day(day)
        } else if let number = try? PlainDecimal(text) {
            self = .number(number)
        } else {
            return nil
        }
    }

    /// The text in a policy, if it is a parameter.
    var parameterText: String? { if case .parameter(let name) = self { "${\(name)}" } else { nil } }
    var isDay: Bool { if case .day = self { true } else { false } }
    var isNumber: Bool { if case .number = self { true } else { false } }
}
