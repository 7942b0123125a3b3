/// Reading and checking UTF-8 in place, without making a `String`.
///
/// - **Source**: RFC 3629 section 4; the Unicode Standard, table 3-7.
enum UTF8Text {
    /// The scalar that begins at an index, and its length. The bytes must be valid UTF-8.
    static func scalar(at index: Int, in bytes: Span<UInt8>) -> (scalar: Unicode.Scalar, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = first & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// The length of the well-formed sequence that begins at an index with a byte of 0x80 or more, or 0 if there is none: an
    /// overlong form, a surrogate, a value above U+10FFFF, or a sequence that is cut off.
    @inline(__always)
    static func sequenceLength(at index: Int, in bytes: Span<UInt8>) -> Int {
        let first = bytes[index]
        let left = bytes.count - index
        if first < 0xC2 { return 0 }
        if first < 0xE0 { return left >= 2 && isContinuation(bytes[index + 1]) ? 2 : 0 }
        if first < 0xF0 {
            guard left >= 3, isContinuation(bytes[index + 1]), isContinuation(bytes[index + 2]) else { return 0 }
            if first == 0xE0, bytes[index + 1] < 0xA0 { return 0 }
            if first == 0xED, bytes[index + 1] > 0x9F { return 0 }
            return 3
        }
        guard first < 0xF5, left >= 4, isContinuation(bytes[index + 1]), isContinuation(bytes[index + 2]),
            isContinuation(bytes[index + 3])
        else { return 0 }
        if first == 0xF0, bytes[index + 1] < 0x90 { return 0 }
        if first == 0xF4, bytes[index + 1] > 0x8F { return 0 }
        return 4
    }

    /// Whether bytes are well-formed UTF-8.
    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = sequenceLength(at: index, in: bytes)
            guard length > 0 else { return false }
            index += length
        }
        return true
    }

    /// How many bytes the mark takes that some programs write before a text: three, or none.
    static func markByteCount(_ bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    /// How many scalars lie before an index: the bytes that begin one. Malformed bytes count as they fall.
    static func scalarCount(before index: Int, in bytes: Span<UInt8>) -> Int {
        var count = 0
        for position in 0..<min(index, bytes.count) where bytes[position] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Where the scalar begins that has so many before it, or the end where there is none.
    static func offset(ofScalar number: Int, in bytes: Span<UInt8>) -> Int {
        var seen = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
            if seen == number { return index }
            seen += 1
        }
        return bytes.count
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

@inline(__always)
func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

@inline(__always)
func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

/// The letter in lower case; any other byte as it is.
@inline(__always)
func lowerCased(_ byte: UInt8) -> UInt8 { isASCIILetter(byte) ? byte | 0x20 : byte }

extension Span<UInt8> {
    /// The bytes as text, which they are known to be.
    var text: String {
        // Sound: the span is alive during the closure.
        unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the bytes are the same as others.
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Whether the bytes begin with others.
    func starts(with beginning: [UInt8]) -> Bool {
        guard count >= beginning.count else { return false }
        for index in beginning.indices where self[index] != beginning[index] { return false }
        return true
    }
}
