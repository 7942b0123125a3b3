/// What a redactor looks for, made ready for scanning. It never changes, so any number of scanners share one.
final class RecognitionPlan: Sendable {
    let table: TypeTable
    /// The types that are looked for.
    let wanted: TypeSet
    let index: IdentifierIndex
    let lexicon: ContextLexicon
    let months = MonthNames.all
    /// Which patterns are looked for.
    let patterns: Patterns
    private let thresholds: [Int]
    private let patternNumbers: [UInt8]

    /// Which patterns are looked for, so that none is asked in vain.
    struct Patterns: Sendable {
        var email = false
        var url = false
        var ipv4 = false
        var ipv6 = false
        var mac = false
        var phone = false
        var cryptocurrency = false
        var date = false
        var coordinates = false
        var uuid = false
        var apiKey = false
        var privateKey = false
    }

    init(
        _ table: TypeTable, types: [RecognizedType], thresholds: [Int], phrases: [ContextLexicon.Phrase]
    ) {
        self.table = table
        self.thresholds = thresholds
        wanted = TypeSet(types.compactMap { table.number(of: $0) })
        lexicon = ContextLexicon(phrases)
        let names = Set(types)
        index = IdentifierIndex(
            IdentifierRules.all.filter { names.contains($0.type) }.map {
                IdentifierIndex.Rule(rule: $0, type: table.number(of: $0.type)!)
            }, threshold: { thresholds[$0] })
        patterns = Patterns(
            email: names.contains(.email), url: names.contains(.url), ipv4: names.contains(.ipv4Address),
            ipv6: names.contains(.ipv6Address), mac: names.contains(.macAddress), phone: names.contains(.phoneNumber),
            cryptocurrency: names.contains(.bitcoinAddress) || names.contains(.ethereumAddress),
            date: names.contains(.writtenDate), coordinates: names.contains(.coordinates), uuid: names.contains(.uuid),
            apiKey: names.contains(.apiKey) || names.contains(.jsonWebToken) || names.contains(.privateKey),
            privateKey: names.contains(.privateKey))
        patternNumbers = PatternType.allCases.map { UInt8(table.number(of: $0.recognizedType)!) }
    }

    /// The confidence that a finding of a type must have, in percent.
    @inline(__always)
    func threshold(of type: Int) -> Int { thresholds[type] }

    /// The number of a pattern's type.
    @inline(__always)
    func number(of type: PatternType) -> Int { Int(patternNumbers[Int(type.rawValue)]) }
}
