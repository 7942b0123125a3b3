internal import ProvisoCrypto

/// Makes linkable pseudonyms in another shape than their usual text.
///
/// ```swift
/// let cases = try ShapedPseudonymizer("case", shape: .uuid, in: domain, key: key)
/// print(try cases.pseudonym(for: "26/114"))
/// ```
///
/// - **Guarantees**: those of a ``Pseudonymizer``; the keys are the same.
/// - **Does not guarantee**: that two identifiers have two pseudonyms: see
///   ``PseudonymShape/collisionProbability(identifierCount:)``.
/// - **Cost**: as a ``Pseudonymizer``; for a code besides it about ten divisions for each character.
/// - **Source**: `Formats/Pseudonyms`, *Shapes*, with vectors.
public struct ShapedPseudonymizer: Sendable {
    /// How the pseudonyms are written.
    public let shape: PseudonymShape
    private let pseudonymizer: Pseudonymizer

    /// Derives the key of a type in a domain.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyFingerprint`` if another key was expected; `CryptoError`.
    public init(
        _ type: PseudonymType, shape: PseudonymShape, canonicalization: Canonicalization = .exact,
        in domain: PseudonymizationDomain, key: borrowing RootKey, version: KeyVersion = .bareKeyFile,
        expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        self.shape = shape
        pseudonymizer = try Pseudonymizer(
            type, canonicalization: canonicalization, in: domain, key: key, version: version,
            byteCount: shape.byteCount, expecting: fingerprint)
    }

    /// Derives the key of a type in a domain from a keyring's active version.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active; ``ProvisoError/Code/keyFingerprint`` if another key was
    ///   expected; `CryptoError`.
    public init(
        _ type: PseudonymType, shape: PseudonymShape, canonicalization: Canonicalization = .exact,
        in domain: PseudonymizationDomain, keyring: Keyring, expecting fingerprint: KeyFingerprint? = nil
    ) throws {
        self.shape = shape
        pseudonymizer = try Pseudonymizer(
            type, canonicalization: canonicalization, in: domain, keyring: keyring, byteCount: shape.byteCount,
            expecting: fingerprint)
    }

    /// What the pseudonyms stand for.
    public var type: PseudonymType { pseudonymizer.type }
    /// How identifiers are normalized.
    public var canonicalization: Canonicalization { pseudonymizer.canonicalization }
    /// The version of the key.
    public var version: KeyVersion { pseudonymizer.version }
    /// The domain's fingerprint under this key.
    public var fingerprint: KeyFingerprint { pseudonymizer.fingerprint }
    /// Whether the keys are kept out of swap.
    public var memoryLocking: MemoryLocking { pseudonymizer.memoryLocking }

    /// The pseudonym of an identifier.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an identifier that the canonicalization cannot normalize, or of
    ///   which nothing is left. The error does not say the identifier.
    public func pseudonym(for identifier: String) throws(ProvisoError) -> ShapedPseudonym {
        if shape == .text {
            return ShapedPseudonym(trusted: try pseudonymizer.pseudonym(for: identifier).description, shape: shape)
        }
        return ShapedPseudonym(trusted: shape.write(try pseudonymizer.bytes(for: identifier)), shape: shape)
    }
}

/// A linkable pseudonym in the shape that was asked for.
public struct ShapedPseudonym: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String
    /// How it is written.
    public let shape: PseudonymShape

    /// A pseudonym from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a text that the shape does not recognize.
    public init(_ text: String, shape: PseudonymShape) throws(ProvisoError) {
        guard shape.recognizes(text) else {
            throw ProvisoError(
                .valueInvalid, "a text that is not a pseudonym of the shape '\(shape)'",
                remedy: "look for a mistake in copying, and give it exactly as it was written")
        }
        self.init(trusted: text, shape: shape)
    }

    fileprivate init(trusted text: String, shape: PseudonymShape) {
        description = text
        self.shape = shape
    }
}

extension PseudonymShape {
    /// How many bytes of hash the shape is made of. A code takes twice the bits that it can have, so that the remainder
    /// of the division favors no code.
    fileprivate var byteCount: Int {
        if case .code = form { return 32 }
        return 16
    }

    /// The text of a hash, in every shape that carries nothing else.
    fileprivate func write(_ hash: [UInt8]) -> String {
        switch form {
        case .text, .hexadecimal: return Hexadecimal.encode(hash.span)
        case .uuid:
            var bytes = hash
            bytes[6] = bytes[6] & 0x0F | 0x80
            bytes[8] = bytes[8] & 0x3F | 0x80
            let digits = Hexadecimal.encode(bytes.span)
            let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
            return groups.map { digits.dropFirst($0.lowerBound).prefix($0.count) }.joined(separator: "-")
        case .code(let alphabet, let length, let check, _):
            var code = Self.lastDigits(of: hash, count: length, radix: alphabet.characters.count)
                .map { alphabet.characters[$0] }
            if let check { code += check.check(of: code[...]) ?? [] }
            return String(decoding: code, as: UTF8.self)
        }
    }

    /// The last digits of a big-endian number in another radix: the number modulo `radix`^`count`.
    private static func lastDigits(of number: [UInt8], count: Int, radix: Int) -> [Int] {
        var bytes = number
        var digits = [Int](repeating: 0, count: count)
        for position in digits.indices.reversed() {
            var remainder = 0
            for index in bytes.indices {
                remainder = remainder << 8 | Int(bytes[index])
                bytes[index] = UInt8(remainder / radix)
                remainder %= radix
            }
            digits[position] = remainder
        }
        return digits
    }
}
