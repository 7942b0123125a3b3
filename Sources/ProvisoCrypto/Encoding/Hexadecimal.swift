internal import CSodium

/// Lower-case hexadecimal, in which every byte string has one text.
///
/// - **Source**: RFC 4648 section 8, with lower-case letters.
package enum Hexadecimal {
    /// The text of some bytes. A text is not wiped: secrets have none.
    ///
    /// - **Cost**: one pass, one allocation.
    package static func encode(_ bytes: Span<UInt8>) -> String {
        // The encoder also writes a terminating zero.
        let capacity = bytes.count * 2 + 1
        // Sound: the text has the room that the bytes and a zero need; the bytes are lent for the call.
        return unsafe String(unsafeUninitializedCapacity: capacity) { text in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe text.withMemoryRebound(to: CChar.self) { text in
                    _ = unsafe sodium_bin2hex(text.baseAddress!, capacity, bytes.baseAddress, bytes.count)
                }
            }
            return capacity - 1
        }
    }

    /// The bytes of a text, or nil if it has half a byte or anything else than `0` to `9` and `a` to `f`.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        for index in 0..<text.count / 2 {
            guard let high = value(of: text[index * 2]), let low = value(of: text[index * 2 + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// The bytes of a text.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8Span.span)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
