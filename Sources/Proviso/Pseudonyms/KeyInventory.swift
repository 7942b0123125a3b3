internal import ProvisoCrypto

/// Counts the pseudonyms of each key version in any text, to know what still needs a version.
///
/// ```swift
/// var inventory = KeyInventory()
/// try inventory.add(InputFile("cases.ndjson"))
/// for version in ring.versions where version.status == .retired && inventory.count(of: version.number) == 0 {
///     print("version \(version.number) is not needed by cases.ndjson")
/// }
/// ```
///
/// It finds what has the text of a linkable or reversible pseudonym and stands between characters other than letters,
/// digits and `_`; so the text can be NDJSON, CSV or one pseudonym per line.
///
/// Sealed values (``SealedValue``) are counted apart: they name no version, and need the identity of their recipient
/// and no keyring.
///
/// - **Guarantees**: no pseudonym that stands so, and no sealed value, is overlooked. Nothing but counts is kept.
/// - **Does not guarantee**: that nothing else needs a version. It counts what it is shown, and pseudonyms of other
///   shapes (hexadecimal, UUID) carry no version. A backslash before a word is taken for that of an escape of JSON, so behind one a
///   type of one letter out of `b f n r t` is overlooked.
/// - **Cost**: one pass, and no memory that grows with the text.
/// - **Source**: `Formats/Keyrings`, *What still needs a version*.
public struct KeyInventory: Sendable {
    private var counts: [KeyVersion: Int] = [:]
    private var word = PseudonymWord()
    private var sealedText = SealedText()

    /// How many sealed values there are. Each needs the identity of the recipient that it was sealed to, which no
    /// keyring holds.
    public private(set) var sealedValueCount = 0

    /// An inventory of nothing.
    public init() {}

    /// The versions that were found, in their order.
    public var versions: [KeyVersion] { counts.keys.sorted() }

    /// How many pseudonyms of a version there are.
    public func count(of version: KeyVersion) -> Int { counts[version, default: 0] }

    /// Counts a pseudonym.
    public mutating func add(_ pseudonym: LinkablePseudonym) {
        counts[pseudonym.version, default: 0] += 1
    }

    /// Counts the pseudonyms of a text. A text ends with a word.
    public mutating func add(_ text: String) {
        add(text.utf8Span.span)
        endText()
    }

    /// Counts the pseudonyms of a file, up to its end.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``.
    public mutating func add(_ file: consuming InputFile) throws {
        // As a local, so that the closure does not need the inventory while it is being changed.
        var inventory = self
        while try file.readBlock({ block in inventory.add(block) }) {}
        inventory.endText()
        self = inventory
    }

    private mutating func add(_ bytes: Span<UInt8>) {
        for index in bytes.indices {
            let byte = bytes[index]
            if !word.take(byte) {
                endWord()
                word = PseudonymWord(behind: byte)
            }
            if !sealedText.take(byte) { endSealedText() }
        }
    }

    private mutating func endText() {
        endWord()
        endSealedText()
    }

    private mutating func endSealedText() {
        if sealedText.isSealedValue { sealedValueCount += 1 }
        sealedText = SealedText()
    }

    private mutating func endWord() {
        if let version = word.version { counts[version, default: 0] += 1 }
        word = PseudonymWord()
    }
}

/// A sealed value, taken byte by byte. It is looked for beside the words, of which it has several, so that nothing that
/// only begins as a sealed value hides a pseudonym.
private struct SealedText {
    private static let prefix = SealedValue.prefix

    /// How many characters of the prefix were there, one after the other.
    private var prefixCount = 0
    /// How many characters stand behind the prefix.
    private var count = 0
    private var lastDigit: UInt8 = 0

    /// Takes the next byte; false if what was behind the prefix has ended before it.
    mutating func take(_ byte: UInt8) -> Bool {
        // Almost every byte ends here.
        if prefixCount == 0, byte != UInt8(ascii: "p") { return true }
        guard prefixCount == Self.prefix.count else {
            // The first character of the prefix does not come in it again, so no other beginning is lost.
            prefixCount = byte == Self.prefix[prefixCount] ? prefixCount + 1 : byte == Self.prefix[0] ? 1 : 0
            return true
        }
        guard let digit = Self.digit(byte) else { return false }
        lastDigit = digit
        count += 1
        return true
    }

    /// What a character of base64url stands for.
    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }

    /// Whether it is a sealed value as it stands.
    var isSealedValue: Bool {
        let spareBitCount = count * 6 % 8
        return spareBitCount < 6 && lastDigit & (1 << spareBitCount - 1) == 0
            && SizeClass.isPaddedByteCount(count * 6 / 8 - SealedBox.overheadByteCount)
    }
}
