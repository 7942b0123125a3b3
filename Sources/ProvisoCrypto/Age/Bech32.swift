/// Bech32 without a limit on its length, as age writes its keys: a prefix, the character `1`, the data and a checksum.
///
/// A value says for which prefix, and a text of that kind is written and read in the letters of the prefix alone: all
/// lower case for a recipient, all upper case for an identity. Every value of bytes has exactly one text.
///
/// - **Guarantees**: the time depends on the length of the text and not on its data, which can be a secret key.
/// - **Source**: BIP 173; C2SP age, *Conventions used in this document*.
struct Bech32: Sendable {
    private let prefix: [UInt8]
    private let alphabet: [UInt8]

    /// The texts of age's X25519 recipients, `age1…`.
    static let recipient = Bech32(prefix: "age")
    /// The texts of age's X25519 identities, `AGE-SECRET-KEY-1…`.
    static let identity = Bech32(prefix: "AGE-SECRET-KEY-")

    /// How the texts of recipients begin that need ML-KEM: age's hybrid type, and its tagged hybrid type.
    private static let hybridRecipientBeginnings = ["age1pq1", "age1tagpq1"]
    private static let hybridIdentityBeginning = "AGE-SECRET-KEY-PQ-1"

    private static let checksumCharacterCount = 6

    /// Texts with this prefix, in lower case unless the prefix has an upper-case letter.
    init(prefix: String) {
        let isUpperCase = prefix.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        self.prefix = Array(prefix.utf8)
        alphabet = Array((isUpperCase ? "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" : "qpzry9x8gf2tvdw0s3jn54khce6mua7l").utf8)
    }

    /// How many characters the text of so many bytes has.
    func textByteCount(byteCount: Int) -> Int {
        prefix.count + 1 + Self.wordCount(byteCount: byteCount) + Self.checksumCharacterCount
    }

    /// Writes the text of some bytes; `text` has the length that ``textByteCount(byteCount:)`` says.
    func encode(_ bytes: Span<UInt8>, into text: inout MutableSpan<UInt8>) {
        precondition(text.count == textByteCount(byteCount: bytes.count), "Bech32: a text of another length")
        for index in prefix.indices { text[index] = prefix[index] }
        text[prefix.count] = UInt8(ascii: "1")

        var checksum = Checksum(prefix: prefix)
        var position = prefix.count + 1
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for index in bytes.indices {
            bits = bits << 8 | UInt32(bytes[index])
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                append(bits >> bitCount & 31)
            }
        }
        if bitCount > 0 { append(bits << (5 - bitCount) & 31) }
        let sum = checksum.finish()
        for place in 0..<UInt32(Self.checksumCharacterCount) {
            text[position] = character(of: sum >> (5 * (5 - place)) & 31)
            position += 1
        }

        func append(_ word: UInt32) {
            checksum.add(word)
            text[position] = character(of: word)
            position += 1
        }
    }

    /// Reads a text of as many bytes as `bytes` has, which are zero after any text that ``encode(_:into:)`` does not
    /// write.
    func decode(_ text: Span<UInt8>, into bytes: inout MutableSpan<UInt8>) -> Bool {
        let wordCount = Self.wordCount(byteCount: bytes.count)
        guard text.count == textByteCount(byteCount: bytes.count) else { return fail(&bytes) }
        // Where it is wrong must not show in the time, so everything that is wrong is gathered here.
        var wrong: UInt32 = 0
        for index in prefix.indices { wrong |= UInt32(text[index] ^ prefix[index]) }
        wrong |= UInt32(text[prefix.count] ^ UInt8(ascii: "1"))

        var checksum = Checksum(prefix: prefix)
        var position = 0
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for index in 0..<wordCount + Self.checksumCharacterCount {
            let word = word(of: text[prefix.count + 1 + index])
            wrong |= word & ~31
            checksum.add(word & 31)
            guard index < wordCount else { continue }
            bits = bits << 5 | word & 31
            bitCount += 5
            if bitCount >= 8 {
                bitCount -= 8
                bytes[position] = UInt8(truncatingIfNeeded: bits >> bitCount)
                position += 1
            }
        }
        // The last word can have bits that belong to no byte.
        wrong |= bits & ((1 << bitCount) - 1)
        wrong |= checksum.value ^ 1
        return wrong == 0 ? true : fail(&bytes)
    }

    /// Whether a text begins as that of a recipient with ML-KEM does.
    static func isHybridRecipient(_ text: Span<UInt8>) -> Bool {
        hybridRecipientBeginnings.contains { begins(text, with: $0) }
    }

    /// Whether a text begins as that of an identity with ML-KEM does.
    static func isHybridIdentity(_ text: Span<UInt8>) -> Bool {
        begins(text, with: hybridIdentityBeginning)
    }

    private static func begins(_ text: Span<UInt8>, with beginning: String) -> Bool {
        let beginning = beginning.utf8Span.span
        guard text.count >= beginning.count else { return false }
        return beginning.indices.allSatisfy { text[$0] == beginning[$0] }
    }

    private func fail(_ bytes: inout MutableSpan<UInt8>) -> Bool {
        wipe(&bytes)
        return false
    }

    /// How many words of five bits hold so many bytes.
    private static func wordCount(byteCount: Int) -> Int { (byteCount * 8 + 4) / 5 }

    // A table indexed by a secret would tell it through the cache, so both directions look at every character of the
    // alphabet.

    private func character(of word: UInt32) -> UInt8 {
        var character: UInt32 = 0
        for candidate in alphabet.indices {
            character |= Self.mask(ifZero: word ^ UInt32(candidate)) & UInt32(alphabet[candidate])
        }
        return UInt8(truncatingIfNeeded: character)
    }

    /// The word of a character, or a number above 31 for one outside of the alphabet.
    private func word(of character: UInt8) -> UInt32 {
        var word: UInt32 = 0
        var found: UInt32 = 0
        for candidate in alphabet.indices {
            let mask = Self.mask(ifZero: UInt32(character ^ alphabet[candidate]))
            word |= mask & UInt32(candidate)
            found |= mask
        }
        return word | (~found & 32)
    }

    /// All ones if a number below 2³¹ is zero, and otherwise zero.
    private static func mask(ifZero number: UInt32) -> UInt32 {
        0 &- ((number &- 1) >> 31)
    }

    /// The checksum over the lower-case prefix and the data, a BCH code over 32 elements.
    private struct Checksum {
        private(set) var value: UInt32 = 1

        init(prefix: [UInt8]) {
            let lowered = prefix.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
            for character in lowered { add(UInt32(character >> 5)) }
            add(0)
            for character in lowered { add(UInt32(character & 31)) }
        }

        mutating func add(_ word: UInt32) {
            let generators: InlineArray<5, UInt32> = [
                0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
            ]
            let top = value >> 25
            value = (value & 0x1ff_ffff) << 5 ^ word
            for bit in generators.indices { value ^= (0 &- (top >> UInt32(bit) & 1)) & generators[bit] }
        }

        /// The six words that make the checksum of the whole text 1.
        mutating func finish() -> UInt32 {
            for _ in 0..<6 { add(0) }
            return value ^ 1
        }
    }
}
