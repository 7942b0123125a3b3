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
/// - **Guarantees**: no pseudonym of these texts is overlooked. Nothing but counts is kept.
/// - **Does not guarantee**: that nothing else needs a version. It counts what it is shown, and pseudonyms of other
///   shapes (hexadecimal, UUID) carry no version.
/// - **Cost**: one pass, and no memory that grows with the text.
/// - **Source**: `Formats/Keyrings`, *What still needs a version*.
public struct KeyInventory: Sendable {
    private var counts: [KeyVersion: Int] = [:]
    private var word = Word()

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
        endWord()
    }

    /// Counts the pseudonyms of a file, up to its end.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``.
    public mutating func add(_ file: consuming InputFile) throws {
        // As a local, so that the closure does not need the inventory while it is being changed.
        var inventory = self
        while try file.readBlock({ block in inventory.add(block) }) {}
        inventory.endWord()
        self = inventory
    }

    private mutating func add(_ bytes: Span<UInt8>) {
        for index in bytes.indices where !word.take(bytes[index]) { endWord() }
    }

    private mutating func endWord() {
        if let version = word.version { counts[version, default: 0] += 1 }
        word = Word()
    }
}

/// A run of letters, digits and `_`, taken byte by byte: whether it is a pseudonym, and of which version.
private struct Word {
    private enum Part {
        case start, type, version, reversible, body
        /// It cannot become a pseudonym any more.
        case other
    }

    private var part = Part.start
    /// How many characters the part has.
    private var count = 0
    private var number: UInt64 = 0
    private var isReversible = false
    private var lastDigit: UInt8 = 0

    /// Takes the next byte; false if the word has ended before it.
    mutating func take(_ byte: UInt8) -> Bool {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        let isUnderscore = byte == UInt8(ascii: "_")
        guard isLetter || isDigit || isUnderscore else {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return false }
            part = .other
            return true
        }
        switch part {
        case .start: part = isLetter ? .type : .other
        case .type where isUnderscore: begin(.version)
        case .type: if count == 15 { part = .other } else { count += 1 }
        case .version where isDigit: takeVersionDigit(byte - UInt8(ascii: "0"))
        case .version where count > 0 && isUnderscore: begin(.body)
        case .version where count > 0 && byte == UInt8(ascii: "r"): begin(.reversible)
        case .reversible where isUnderscore:
            isReversible = true
            begin(.body)
        case .body where isLetter:
            count += 1
            lastDigit = byte - UInt8(ascii: "a")
        case .body where (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte):
            count += 1
            lastDigit = byte - UInt8(ascii: "2") + 26
        default: part = .other
        }
        return true
    }

    private mutating func begin(_ part: Part) {
        self.part = part
        count = 0
    }

    private mutating func takeVersionDigit(_ digit: UInt8) {
        // No leading zero, and no more than a number of 32 bits has.
        if count == 1 && number == 0 || count == 10 { part = .other }
        number = number * 10 + UInt64(digit)
        count += 1
    }

    /// The version, if the word is a pseudonym as it stands.
    var version: KeyVersion? {
        guard part == .body, number <= UInt64(UInt32.max) else { return nil }
        // A linkable one has 16 to 32 bytes, a reversible one a tag of 24 and at least 32.
        let byteCount = count * 5 / 8
        let spareBitCount = count * 5 % 8
        guard isReversible ? byteCount >= 56 : (16...32).contains(byteCount), spareBitCount < 5,
            lastDigit & (1 << spareBitCount - 1) == 0
        else { return nil }
        return KeyVersion(UInt32(number))
    }
}
