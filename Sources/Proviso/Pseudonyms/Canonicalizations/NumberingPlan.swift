/// How telephone numbers are dialed in a country.
///
/// - **Source**: `Formats/Pseudonyms`; the ITU's lists that the table names.
struct NumberingPlan: Sendable {
    /// The country's ISO 3166 code.
    let country: String
    let callingCode: Int
    /// What is dialed before a calling code; the longest first. Digits as numbers.
    let internationalPrefixes: [[UInt8]]
    /// What is dialed before a national number.
    let trunkPrefixes: [[UInt8]]
    /// Whether national numbers are also written without a trunk prefix.
    let takesNumbersWithoutTrunk: Bool
    /// Whether national numbers keep a zero at their beginning.
    let keepsZero: Bool
    /// Bit n: there are national numbers of n digits.
    private let lengths: UInt32

    func hasLength(_ count: Int) -> Bool { count < 32 && lengths >> UInt32(count) & 1 == 1 }

    // MARK: All plans

    /// All plans, by country.
    static let all: [NumberingPlan] = table.split(separator: "\n").flatMap(plans).sorted { $0.country < $1.country }

    /// The plan of a calling code. Countries that share one also share its prefixes.
    static func plan(ofCallingCode number: Int) -> NumberingPlan? {
        guard let index = indices[number], index >= 0 else { return nil }
        return all[index]
    }

    static func isCallingCode(_ number: Int) -> Bool { indices[number] != nil }

    /// The index of a plan by its calling code, -1 for a code that belongs to no country.
    private static let indices: [Int: Int] = {
        var result: [Int: Int] = [:]
        for number in globalCodes { result[number] = -1 }
        for (index, plan) in all.enumerated() where result[plan.callingCode] == nil { result[plan.callingCode] = index }
        return result
    }()

    /// Freephone, shared cost, satellites, personal numbers, networks, disaster relief and premium rate.
    private static let globalCodes = [800, 808, 870, 878, 881, 882, 883, 888, 979]

    private static func plans(_ line: Substring) -> [NumberingPlan] {
        let fields = line.split(separator: " ")
        var lengths: UInt32 = 0
        for part in fields[4].split(separator: ",") {
            let ends = part.split(separator: "-").map { Int($0)! }
            for length in ends[0]...ends[ends.count - 1] { lengths |= 1 << UInt32(length) }
        }
        let isOptional = fields[3].hasPrefix("(")
        let trunks = prefixes(isOptional ? fields[3].dropFirst().dropLast() : fields[3])
        return fields[0].split(separator: ",").map { country in
            NumberingPlan(
                country: String(country), callingCode: Int(fields[1])!, internationalPrefixes: prefixes(fields[2]),
                trunkPrefixes: trunks, takesNumbersWithoutTrunk: isOptional || trunks.isEmpty,
                keepsZero: fields.count > 5, lengths: lengths)
        }
    }

    private static func prefixes(_ text: Substring) -> [[UInt8]] {
        if text == "-" { return [] }
        return text.split(separator: ",").map { $0.utf8.map { $0 - UInt8(ascii: "0") } }.sorted { $0.count > $1.count }
    }
}

extension Canonicalization {
    /// A country whose telephone numbers are understood.
    ///
    /// - **Source**: ISO 3166-1, and `XK` for Kosovo, `AC` for Ascension and `TA` for Tristan da Cunha.
    public struct PhoneCountry: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
        private let index: Int

        /// A country from its code of two capital letters.
        ///
        /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
        public init(_ code: String) throws(ProvisoError) {
            guard let index = Self.index(of: code) else {
                // The code of ISO 3166 for the United Kingdom is not the one that most people expect.
                let upper = code.uppercased() == "UK" ? "GB" : code.uppercased()
                throw ProvisoError(
                    .valueInvalid, "no telephone numbers are known for a country '\(printable(code))'",
                    remedy: Self.index(of: upper) == nil
                        ? "write the two capital letters of ISO 3166, like NL" : "did you mean '\(upper)'?")
            }
            self.index = index
        }

        /// A country that is written in a program; one that is unknown stops it.
        public init(stringLiteral code: StaticString) {
            guard let index = Self.index(of: code.description) else {
                preconditionFailure("Canonicalization.PhoneCountry: write the two capital letters of ISO 3166")
            }
            self.index = index
        }

        /// All countries, by their codes.
        public static var all: [PhoneCountry] { NumberingPlan.all.indices.map { PhoneCountry(index: $0) } }

        /// The country's code.
        public var description: String { plan.country }

        var plan: NumberingPlan { NumberingPlan.all[index] }

        private init(index: Int) { self.index = index }

        private static func index(of code: String) -> Int? { NumberingPlan.all.firstIndex { $0.country == code } }
    }
}
