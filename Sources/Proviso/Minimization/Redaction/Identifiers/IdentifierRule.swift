/// A kind of identifier: how it is written, and what tells it from other numbers.
///
/// A type can have several rules: one for what its check digit tells apart, and one for what only a word nearby does.
struct IdentifierRule: Sendable {
    /// What it recognizes.
    let type: RecognizedType
    /// How it is written.
    let forms: [IdentifierForm]
    /// What the rule goes by.
    let strength: Strength
    /// Of so many random texts of a form, one passes ``isValid``. It is that of the form which lets the most pass, with digits
    /// where letters could stand too if more of them pass; about, and 1 for a form that says everything.
    let selectivity: Int
    /// Whether a compact text is such an identifier: one in upper-case ASCII letters and digits, without what stands
    /// between them. Any other bytes are none.
    ///
    /// - **Cost**: a few steps for each byte, and no allocation.
    let isValid: @Sendable (Span<UInt8>) -> Bool
    /// How sure the rule is of what passes, where its forms do not say it.
    let fixedGrade: RecognitionGrade?

    /// What a rule goes by.
    enum Strength: Hashable, Sendable, CaseIterable {
        /// Check digits, and often dates and tables too. How much they tell is ``IdentifierRule/selectivity``.
        case checked
        /// Dates, ranges, tables, or separators that other numbers do not have; no check digit.
        case structural
        /// Its shape alone, which much else has: only together with a word that says what it is.
        case weak
    }

    /// A rule. The check is asked about texts of one of the forms only.
    init(
        _ type: RecognizedType, _ strength: Strength, oneIn selectivity: Int = 1, grade: RecognitionGrade? = nil,
        forms: [String],
        check: @escaping @Sendable (Span<UInt8>) -> Bool = { _ in true }
    ) {
        self.type = type
        self.strength = strength
        self.selectivity = selectivity
        fixedGrade = grade
        self.forms = forms.flatMap(IdentifierForm.forms)
        var shapes: [IdentifierForm.Shape] = []
        for form in self.forms where !shapes.contains(form.shape) { shapes.append(form.shape) }
        isValid = { [shapes] text in
            for shape in shapes where shape.matches(text) { return check(text) }
            return false
        }
    }
}

/// All rules that there are.
enum IdentifierRules {
    /// The rules of one type stand together, the strongest first.
    static let all: [IdentifierRule] = [
        FinancialIdentifiers.rules, DeviceIdentifiers.rules, GermanIdentifiers.rules, AlpineIdentifiers.rules,
        FrenchIdentifiers.rules, LowCountriesIdentifiers.rules, BritishIdentifiers.rules, IberianIdentifiers.rules,
        ItalianIdentifiers.rules, NordicIdentifiers.rules, CentralEuropeanIdentifiers.rules,
        BalkanIdentifiers.rules, USIdentifiers.rules, CanadianIdentifiers.rules, LatinAmericanIdentifiers.rules,
        AustralianIdentifiers.rules, IndianIdentifiers.rules, EastAsianIdentifiers.rules,
        MiddleEasternIdentifiers.rules, AfricanIdentifiers.rules,
    ].flatMap { $0 }

    /// The rules of a type, the strongest first; none for a type that is no identifier.
    static func rules(of type: RecognizedType) -> [IdentifierRule] { byType[type] ?? [] }

    /// The type with a word, if it is an identifier's.
    static func type(_ word: String) -> RecognizedType? { types[Array(word.utf8)] }

    private static let byType = Dictionary(grouping: all, by: \.type)

    private static let types: [[UInt8]: RecognizedType] = Dictionary(
        byType.keys.map { (Array($0.description.utf8), $0) }, uniquingKeysWith: { first, _ in first })
}
