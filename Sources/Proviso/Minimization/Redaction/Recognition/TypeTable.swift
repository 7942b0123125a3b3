/// The types that a redactor knows, with a small number for each, so that sets of them are a few words.
struct TypeTable: Sendable {
    /// The types by their numbers.
    let types: [RecognizedType]
    private let numbers: [[UInt8]: Int]

    /// The built-in types alone.
    static let builtIn = TypeTable(builtInTypes)

    private static let builtInTypes: [RecognizedType] = {
        var types: [RecognizedType] = [.knownValue]
        types += PatternType.allCases.map(\.recognizedType)
        for rule in IdentifierRules.all where types.last != rule.type { types.append(rule.type) }
        return types
    }()

    private init(_ types: [RecognizedType]) {
        precondition(types.count <= TypeSet.capacity, "TypeTable: more types than a set holds")
        self.types = types
        numbers = Dictionary(
            types.enumerated().map { (Array($0.element.description.utf8), $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The built-in types and others; nil if they are too many.
    init?(adding others: [RecognizedType]) {
        var types = Self.builtIn.types
        for type in others where !types.contains(type) { types.append(type) }
        guard types.count <= TypeSet.capacity else { return nil }
        self.init(types)
    }

    /// The number of a type.
    func number(of type: RecognizedType) -> Int? { numbers[Array(type.description.utf8)] }
}

/// A set of types, by their numbers in a ``TypeTable``.
struct TypeSet: Equatable, Sendable {
    private var low: UInt64 = 0
    private var middle: UInt64 = 0
    private var high: UInt64 = 0

    /// So many types there can be.
    static let capacity = 192

    /// A set of nothing.
    init() {}

    /// A set of some types.
    init(_ numbers: some Sequence<Int>) {
        for number in numbers { insert(number) }
    }

    var isEmpty: Bool { low | middle | high == 0 }

    @inline(__always)
    func contains(_ number: Int) -> Bool {
        let word = number < 64 ? low : number < 128 ? middle : high
        return word >> UInt64(number & 63) & 1 == 1
    }

    /// Whether any type of another set is in it.
    @inline(__always)
    func hasAny(of other: TypeSet) -> Bool {
        (low & other.low) | (middle & other.middle) | (high & other.high) != 0
    }

    mutating func insert(_ number: Int) {
        let bit = UInt64(1) << UInt64(number & 63)
        if number < 64 { low |= bit } else if number < 128 { middle |= bit } else { high |= bit }
    }

    @inline(__always)
    mutating func formUnion(_ other: TypeSet, without excluded: TypeSet) {
        low |= other.low & ~excluded.low
        middle |= other.middle & ~excluded.middle
        high |= other.high & ~excluded.high
    }

    mutating func formUnion(_ other: TypeSet) { formUnion(other, without: TypeSet()) }
}
