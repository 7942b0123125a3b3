/// How one or two characters behind a code tell whether it was copied correctly.
///
/// Each system belongs to one alphabet. They find mistakes, and no forgery: anybody can compute them.
///
/// - **Guarantees**: every system finds each mistake in a single character. ``damm`` and the systems with a radix also
///   find each exchange of two different characters side by side.
/// - **Does not guarantee**: that a hybrid system finds every such exchange. In random codes `hybridMod11And10` misses
///   about 2.2 in a hundred exchanges, `hybridMod27And26` 0.3 and `hybridMod37And36` 0.2.
/// - **Source**: ISO/IEC 7064:2003; H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004.
public struct CheckCharacterSystem: Hashable, Sendable, CustomStringConvertible {
    /// The published name.
    public let description: String
    /// The alphabet that it is defined for.
    public let alphabet: PseudonymAlphabet
    private let method: Method

    private enum Method: Hashable {
        case damm
        /// Weights are the powers of the radix. A modulus one above the alphabet needs a character more.
        case pure(modulus: Int, radix: Int)
        /// Two moduli, one above the other, and no character more.
        case hybrid
    }

    /// One digit behind digits.
    public static let damm = CheckCharacterSystem("Damm", .digits, .damm)
    /// One digit or `X` behind digits, as in ISNI and ORCID.
    public static let mod11Radix2 = CheckCharacterSystem("MOD 11-2", .digits, .pure(modulus: 11, radix: 2))
    /// One character or `*` behind digits and letters, as on units of blood.
    public static let mod37Radix2 = CheckCharacterSystem("MOD 37-2", .alphanumeric, .pure(modulus: 37, radix: 2))
    /// Two digits, `02` to `98`, behind digits, as in IBAN and LEI.
    public static let mod97Radix10 = CheckCharacterSystem("MOD 97-10", .digits, .pure(modulus: 97, radix: 10))
    /// One digit behind digits.
    public static let hybridMod11And10 = CheckCharacterSystem("MOD 11,10", .digits, .hybrid)
    /// One letter behind letters.
    public static let hybridMod27And26 = CheckCharacterSystem("MOD 27,26", .letters, .hybrid)
    /// One character behind digits and letters, as in GRid and EIDR.
    public static let hybridMod37And36 = CheckCharacterSystem("MOD 37,36", .alphanumeric, .hybrid)

    private init(_ name: String, _ alphabet: PseudonymAlphabet, _ method: Method) {
        description = name
        self.alphabet = alphabet
        self.method = method
    }

    /// How many characters stand behind a text.
    public var characterCount: Int { self == .mod97Radix10 ? 2 : 1 }

    /// The characters that belong behind a text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an empty text, or one that is not written in ``alphabet``. The
    ///   error does not say it.
    public func checkCharacters(of text: String) throws(ProvisoError) -> String {
        guard let check = check(of: Array(text.utf8)[...]) else {
            throw ProvisoError(
                .valueInvalid, "a text without content or with a character that \(self) is not defined for",
                remedy: "write it with \(alphabet)")
        }
        return String(decoding: check, as: UTF8.self)
    }

    /// Whether a text ends with the characters that belong behind the rest of it.
    public func recognizes(_ text: String) -> Bool { recognizes(Array(text.utf8)) }

    func recognizes(_ text: [UInt8]) -> Bool {
        guard text.count > characterCount else { return false }
        return check(of: text.dropLast(characterCount)).map { text.suffix(characterCount).elementsEqual($0) } ?? false
    }

    /// The check characters of a text, if it has any.
    func check(of text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.isEmpty else { return nil }
        var values: [Int] = []
        for character in text {
            guard let value = alphabet.value(of: character) else { return nil }
            values.append(value)
        }
        switch method {
        case .damm: return [character(values.reduce(0) { Self.quasigroup[$0][$1] })]
        case .pure(let modulus, let radix): return pureCheck(values, modulus, radix)
        case .hybrid: return [character(hybridCheck(values))]
        }
    }

    private func pureCheck(_ values: [Int], _ modulus: Int, _ radix: Int) -> [UInt8] {
        let sum = values.reduce(0) { ($0 + $1) * radix % modulus }
        if characterCount == 1 { return [character((modulus + 1 - sum) % modulus)] }
        // ISO/IEC 7064 asks for the remainder 1; of the pairs that leave it, IBAN and LEI take 02 to 98.
        let number = modulus + 1 - sum * radix % modulus
        return [character(number / radix), character(number % radix)]
    }

    private func hybridCheck(_ values: [Int]) -> Int {
        let modulus = alphabet.characters.count
        var product = modulus
        for value in values {
            let sum = (product + value) % modulus
            product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1)
        }
        return (modulus + 1 - product) % modulus
    }

    /// The value one above the alphabet has a character of its own.
    private func character(_ value: Int) -> UInt8 {
        if value < alphabet.characters.count { return alphabet.characters[value] }
        return self == .mod11Radix2 ? UInt8(ascii: "X") : UInt8(ascii: "*")
    }

    /// Damm's totally anti-symmetric quasigroup of order 10.
    private static let quasigroup = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
        [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
        [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
        [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
