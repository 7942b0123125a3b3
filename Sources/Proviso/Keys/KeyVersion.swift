internal import ProvisoCrypto

/// The number of a key among those that follow one another; it stands in every pseudonym.
///
/// A bare key file has version 0.
public struct KeyVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    public let number: UInt32

    /// A version from its number.
    public init(_ number: UInt32) {
        self.number = number
    }

    /// The version of a key that stands alone in a file.
    public static let bareKeyFile = KeyVersion(0)

    /// The number in decimal.
    public var description: String { String(number) }

    /// Older versions come first.
    public static func < (left: KeyVersion, right: KeyVersion) -> Bool { left.number < right.number }
}

/// A short name for a key, by which two parties see that they hold the same one, and nothing else: `fp_` and 26 letters.
///
/// - **Guarantees**: 128 bits of a keyed hash; the key cannot be learned from it.
/// - **Source**: `Formats/Pseudonyms`.
public struct KeyFingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The text.
    public let description: String

    /// A fingerprint from its text.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(_ text: String) throws(ProvisoError) {
        guard text.hasPrefix("fp_"), let bytes = Base32.decode(text.dropFirst(3)), bytes.count == 16 else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(text))' is not a key fingerprint",
                remedy: "write fp_ and its 26 letters and digits")
        }
        description = text
    }

    /// The fingerprint of a key in an arena.
    init(of slot: KeySlot, in arena: KeyArena) {
        self.init(bytes: arena.hash128OfEmptyMessage(slot, personalization: Personalization("proviso-finger-1")))
    }

    init(bytes: InlineArray<16, UInt8>) {
        description = "fp_" + Base32.encode(bytes.span)
    }
}
