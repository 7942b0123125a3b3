internal import ProvisoCrypto

extension RecognizedType {
    /// An address to which bitcoins are sent.
    public static let bitcoinAddress = RecognizedType(unchecked: "bitcoin-address")
    /// The address of an account of Ethereum.
    public static let ethereumAddress = RecognizedType(unchecked: "ethereum-address")
}

/// Addresses of cryptocurrencies in text.
///
/// **Rule.** Of Bitcoin: 26 to 35 characters of base58 that begin with `1` or `3` and hold a version, 20 bytes and the
/// first four bytes of their double SHA-256; or `bc1`, in one case throughout, with a witness version, a program of the
/// length that the version asks for, and the checksum of Bech32 for version 0, of Bech32m for all others. Of Ethereum:
/// `0x` and 40 hexadecimal digits, not all the same. Their mixed case is a checksum too, of Keccak-256, which is not
/// computed here.
///
/// - **Cost**: the word is read, of at most 90 bytes; two digests for what has the shape of the first kind, which take
///   two small allocations. No other allocation.
/// - **Source**: Bitcoin's `base58.cpp` as described in its developer reference, *Address conversion*; BIP 13, BIP 173,
///   BIP 350; EIP-55.
enum CryptoAddressPattern {
    /// The length of the shortest, one of SegWit.
    static let shortest = 14

    /// The address that a maximal run of ASCII letters and digits is.
    static func match(in text: Span<UInt8>, word range: Range<Int>) -> PatternMatch? {
        guard (shortest...90).contains(range.count) else { return nil }
        switch text[range.lowerBound] {
        case UInt8(ascii: "1"), UInt8(ascii: "3"):
            guard (26...35).contains(range.count), isDelimited(text, range), isBase58Check(text, range) else {
                return nil
            }
            return PatternMatch(type: .bitcoinAddress, range: range, grade: .distinct)
        case UInt8(ascii: "b"), UInt8(ascii: "B"):
            guard isDelimited(text, range), isSegWit(text, range) else { return nil }
            return PatternMatch(type: .bitcoinAddress, range: range, grade: .distinct)
        case UInt8(ascii: "0"):
            guard isDelimited(text, range), isEthereum(text, range) else { return nil }
            return PatternMatch(type: .ethereumAddress, range: range, grade: .likely)
        default: return nil
        }
    }

    private static func isDelimited(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        TextBoundary.isBefore(range.lowerBound, in: text) && TextBoundary.isBehind(range.upperBound, in: text)
    }

    // MARK: Base58

    private static func isBase58Check(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var bytes = InlineArray<25, UInt8>(repeating: 0)
        for index in range {
            guard let value = base58Value(text[index]) else { return false }
            var carry = value
            for place in stride(from: 24, through: 0, by: -1) {
                carry += Int(bytes[place]) * 58
                bytes[place] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            guard carry == 0 else { return false }
        }
        // A zero in front of the number is a `1` in front of the text.
        let version: UInt8 = text[range.lowerBound] == UInt8(ascii: "1") ? 0 : 5
        guard bytes[0] == version, leadingOnes(text, range) == leadingZeros(bytes) else { return false }
        let content = bytes.span.extracting(..<21)
        let digest = SHA256Digest(of: SHA256Digest(of: content).bytes).bytes
        for place in 0..<4 where digest[place] != bytes[21 + place] { return false }
        return true
    }

    private static func leadingOnes(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range {
            if text[index] != UInt8(ascii: "1") { break }
            count += 1
        }
        return count
    }

    private static func leadingZeros(_ bytes: InlineArray<25, UInt8>) -> Int {
        var count = 0
        while count < 25, bytes[count] == 0 { count += 1 }
        return count
    }

    /// Digits from 1, capital letters without I and O, small ones without l.
    private static func base58Value(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "1")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "1"))
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(byte - UInt8(ascii: "A")) + 9
        case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(byte - UInt8(ascii: "J")) + 17
        case UInt8(ascii: "P")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "P")) + 22
        case UInt8(ascii: "a")...UInt8(ascii: "k"): Int(byte - UInt8(ascii: "a")) + 33
        case UInt8(ascii: "m")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "m")) + 44
        default: nil
        }
    }

    // MARK: Bech32

    private static func isSegWit(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        guard text.spells("bc1", at: start, anyCase: true), range.count >= 14 else { return false }
        let isUpper = text[start] == UInt8(ascii: "B")
        // The checksum of the prefix: the high bits of its letters, a zero, their low bits.
        var checksum = Bech32Checksum()
        for word: UInt32 in [3, 3, 0, 2, 3] { checksum.add(word) }
        var version: UInt32 = 0
        for index in start + 1..<range.upperBound {
            let byte = text[index]
            guard !isASCIILetter(byte) || (byte & 0x20 == 0) == isUpper else { return false }
            guard index >= start + 3 else { continue }
            guard let word = bech32Value(byte | 0x20) else { return false }
            if index == start + 3 { version = word }
            checksum.add(word)
        }
        // Five bits a character, six characters of checksum and one of version.
        let bitCount = (range.count - 3 - 7) * 5
        let byteCount = bitCount / 8
        guard bitCount % 8 < 5, (2...40).contains(byteCount), version <= 16 else { return false }
        if version == 0 { return (byteCount == 20 || byteCount == 32) && checksum.value == 1 }
        return checksum.value == 0x2BC8_30A3
    }

    /// The value of a character of Bech32, of which letters are given in lower case. A digit is its own lower case.
    private static func bech32Value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "q"): 0
        case UInt8(ascii: "p"): 1
        case UInt8(ascii: "z"): 2
        case UInt8(ascii: "r"): 3
        case UInt8(ascii: "y"): 4
        case UInt8(ascii: "9"): 5
        case UInt8(ascii: "x"): 6
        case UInt8(ascii: "8"): 7
        case UInt8(ascii: "g"): 8
        case UInt8(ascii: "f"): 9
        case UInt8(ascii: "2"): 10
        case UInt8(ascii: "t"): 11
        case UInt8(ascii: "v"): 12
        case UInt8(ascii: "d"): 13
        case UInt8(ascii: "w"): 14
        case UInt8(ascii: "0"): 15
        case UInt8(ascii: "s"): 16
        case UInt8(ascii: "3"): 17
        case UInt8(ascii: "j"): 18
        case UInt8(ascii: "n"): 19
        case UInt8(ascii: "5"): 20
        case UInt8(ascii: "4"): 21
        case UInt8(ascii: "k"): 22
        case UInt8(ascii: "h"): 23
        case UInt8(ascii: "c"): 24
        case UInt8(ascii: "e"): 25
        case UInt8(ascii: "6"): 26
        case UInt8(ascii: "m"): 27
        case UInt8(ascii: "u"): 28
        case UInt8(ascii: "a"): 29
        case UInt8(ascii: "7"): 30
        case UInt8(ascii: "l"): 31
        default: nil
        }
    }

    /// The checksum of BIP 173, a BCH code over 32 elements.
    private struct Bech32Checksum {
        private(set) var value: UInt32 = 1

        mutating func add(_ word: UInt32) {
            let generators: InlineArray<5, UInt32> = [
                0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
            ]
            let top = value >> 25
            value = (value & 0x1FF_FFFF) << 5 ^ word
            for bit in generators.indices where top >> UInt32(bit) & 1 == 1 { value ^= generators[bit] }
        }
    }

    // MARK: Ethereum

    private static func isEthereum(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == 42, text[range.lowerBound + 1] | 0x20 == UInt8(ascii: "x") else { return false }
        let digits = range.lowerBound + 2..<range.upperBound
        var isOneDigit = true
        for index in digits {
            guard isHexadecimal(text[index]) else { return false }
            if text[index] != text[digits.lowerBound] { isOneDigit = false }
        }
        return !isOneDigit
    }
}
