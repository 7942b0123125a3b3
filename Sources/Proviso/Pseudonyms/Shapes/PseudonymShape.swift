/// How a linkable pseudonym is written, for systems that cannot take its usual text.
///
/// ```swift
/// let shape = try PseudonymShape.code(.digits, length: 25, check: .damm)
/// let persons = try ShapedPseudonymizer("person", shape: shape, in: domain, key: key)
/// print(try persons.pseudonym(for: "Ana"))
/// ```
///
/// Every shape but ``text`` leaves out the type and the version of the key: whoever finds one does not see what it is, and
/// ``KeyInventory`` does not count it. Prefer ``text`` where you can.
///
/// - **Guarantees**: a value has exactly one text.
/// - **Does not guarantee**: that two shapes of one identifier are unrelated. ``hexadecimal`` is ``text`` in other digits,
///   ``uuid`` lacks six bits of it, and a shorter code is the end of a longer one of the same alphabet. Use another domain
///   where pseudonyms must not match.
/// - **Source**: `Formats/Pseudonyms`, *Shapes*.
public struct PseudonymShape: Hashable, Sendable, CustomStringConvertible {
    enum Form: Hashable {
        case text, hexadecimal, uuid
        case code(PseudonymAlphabet, length: Int, CheckCharacterSystem?, greatest: UInt128)
    }

    let form: Form

    private init(_ form: Form) { self.form = form }

    /// `TYPE_VERSION_BODY`, with 16 bytes in lower-case base32: what a ``Pseudonymizer`` writes.
    public static let text = PseudonymShape(.text)

    /// 32 lower-case hexadecimal digits: 16 bytes.
    public static let hexadecimal = PseudonymShape(.hexadecimal)

    /// A UUID of version 8 in lower case: 122 bits of the 16 bytes, with version and variant over the other six.
    ///
    /// - **Source**: RFC 9562 section 5.8.
    public static let uuid = PseudonymShape(.uuid)

    /// A code: so many characters of an alphabet, and behind them the check characters of a system.
    ///
    /// `length` does not count check characters.
    ///
    /// - **Guarantees**: at least 80 bits, and at most 128. No code is more likely than another by more than one part in 2^128.
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a length of fewer or more bits, and for a system of another
    ///   alphabet.
    public static func code(
        _ alphabet: PseudonymAlphabet, length: Int, check: CheckCharacterSystem? = nil
    ) throws(ProvisoError) -> PseudonymShape {
        let shape = try anyCode(alphabet, length: length, check: check)
        guard case .code(_, _, _, let greatest) = shape.form, greatest >= (1 << 80) - 1 else {
            throw ProvisoError(
                .valueInvalid, "a code of \(length) characters of this alphabet has less than 80 bits",
                remedy:
                    "give it \(shortestLength(alphabet)) characters or more, or say with shortCode which collisions "
                    + "you accept")
        }
        return shape
    }

    /// A code that may have less than 80 bits, for so many identifiers and so great a risk that two of them get one code.
    ///
    /// Two people with one code look like one person. For 10,000 identifiers and a risk of one in a million, a code needs
    /// 14 digits.
    ///
    /// - Parameters:
    ///   - alphabet: the characters.
    ///   - length: how many of them, without check characters.
    ///   - check: a system of check characters for this alphabet.
    ///   - limit: the greatest probability that you accept, over all identifiers together.
    ///   - identifierCount: how many identifiers there will ever be in one domain. Nothing counts them.
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` if the risk is greater, for a length below 1 or of more than 128
    ///   bits, and for a system of another alphabet.
    public static func shortCode(
        _ alphabet: PseudonymAlphabet, length: Int, check: CheckCharacterSystem? = nil,
        acceptingCollisionProbability limit: Double, amongIdentifiers identifierCount: Int
    ) throws(ProvisoError) -> PseudonymShape {
        let shape = try anyCode(alphabet, length: length, check: check)
        guard identifierCount >= 0, shape.collisionProbability(identifierCount: identifierCount) <= limit else {
            throw ProvisoError(
                .valueInvalid,
                "a code of \(length) characters of this alphabet may collide more often than was accepted",
                remedy: "make it longer, or accept more")
        }
        return shape
    }

    private static func anyCode(
        _ alphabet: PseudonymAlphabet, length: Int, check: CheckCharacterSystem?
    ) throws(ProvisoError) -> PseudonymShape {
        guard check == nil || check?.alphabet == alphabet else {
            throw ProvisoError(
                .valueInvalid, "\(check?.description ?? "") is not defined for the alphabet of this code",
                remedy: "use the alphabet \(check?.alphabet.description ?? ""), or another system")
        }
        guard length >= 1, let greatest = greatest(alphabet, length: length) else {
            throw ProvisoError(
                .valueInvalid, "a code of \(length) characters of this alphabet has no bits or more than 128",
                remedy: "give it \(shortestLength(alphabet)) characters, or a few more")
        }
        return PseudonymShape(.code(alphabet, length: length, check, greatest: greatest))
    }

    /// The number of the last code, where there are no more than 2^128.
    private static func greatest(_ alphabet: PseudonymAlphabet, length: Int) -> UInt128? {
        let radix = UInt128(alphabet.characters.count)
        var greatest: UInt128 = 0
        for _ in 0..<length {
            let (product, isTooGreat) = greatest.multipliedReportingOverflow(by: radix)
            let (sum, isOneTooGreat) = product.addingReportingOverflow(radix - 1)
            if isTooGreat || isOneTooGreat { return nil }
            greatest = sum
        }
        return greatest
    }

    /// The length from which on a code has 80 bits.
    private static func shortestLength(_ alphabet: PseudonymAlphabet) -> Int {
        (1...80).first { greatest(alphabet, length: $0).map { $0 >= (1 << 80) - 1 } ?? true } ?? 80
    }

    /// The name of the shape; of a code also what it is made of.
    public var description: String {
        switch form {
        case .text: "text"
        case .hexadecimal: "hexadecimal"
        case .uuid: "UUID version 8"
        case .code(let alphabet, let length, let check, _):
            "\(length) of \(alphabet)" + (check.map { " and check characters of \($0)" } ?? "")
        }
    }

    /// A bound for the probability that any two of so many different identifiers have the same pseudonym.
    ///
    /// It is the birthday bound, n·(n−1)/2 pairs over the number of values: the probability is not greater, and only a
    /// little smaller while the bound is small. `identifierCount` must not be negative.
    public func collisionProbability(identifierCount: Int) -> Double {
        precondition(identifierCount >= 0, "PseudonymShape: a negative number of identifiers")
        let count = Double(identifierCount)
        return min(1, count * max(0, count - 1) / 2 / valueCount)
    }

    private var valueCount: Double {
        switch form {
        case .text, .hexadecimal: 0x1p128
        case .uuid: 0x1p122
        case .code(_, _, _, let greatest): Double(greatest) + 1
        }
    }

    /// Whether a text has this shape, with check characters that are right where there are any.
    ///
    /// Case, spaces and hyphens count: a typed text is to be brought to the form that was written first.
    ///
    /// - **Does not guarantee**: that anybody has this pseudonym.
    public func recognizes(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch form {
        case .text:
            guard let parts = PseudonymText(text) else { return false }
            return PseudonymText.version(parts.mark) != nil && parts.body.count == 16
        case .hexadecimal: return bytes.count == 32 && bytes.allSatisfy(isHexadecimal)
        case .uuid: return isUUID(bytes)
        case .code(let alphabet, let length, let check, _):
            guard bytes.count == length + (check?.characterCount ?? 0),
                bytes.prefix(length).allSatisfy({ alphabet.value(of: $0) != nil })
            else { return false }
            return check?.recognizes(bytes) ?? true
        }
    }

    private func isUUID(_ text: [UInt8]) -> Bool {
        guard text.count == 36 else { return false }
        return text.indices.allSatisfy { index in
            switch index {
            case 8, 13, 18, 23: text[index] == UInt8(ascii: "-")
            case 14: text[index] == UInt8(ascii: "8")
            case 19: Array("89ab".utf8).contains(text[index])
            default: isHexadecimal(text[index])
            }
        }
    }

    private func isHexadecimal(_ character: UInt8) -> Bool {
        isASCIIDigit(character) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(character)
    }
}
