internal import CSodium

/// Base64, in which every byte string has one text: the padding is there or it is not, and trailing bits are zero.
///
/// - **Source**: RFC 4648 sections 3.5, 4 and 5; libsodium, `sodium_bin2base64`, `sodium_base642bin`.
package enum Base64 {
    /// The alphabet, and whether the end is padded with `=`.
    package enum Variant: Sendable {
        /// The alphabet with `+` and `/`, padded.
        case standard
        /// The alphabet with `+` and `/`, not padded: `age` headers.
        case unpadded
        /// The alphabet with `-` and `_`, not padded: key files and JSON Web formats.
        case urlUnpadded

        fileprivate var sodiumVariant: Int32 {
            switch self {
            case .standard: Int32(sodium_base64_VARIANT_ORIGINAL)
            case .unpadded: Int32(sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
            case .urlUnpadded: Int32(sodium_base64_VARIANT_URLSAFE_NO_PADDING)
            }
        }
    }

    /// The text of some bytes. A text is not wiped: keys have doors of their own.
    ///
    /// - **Cost**: one pass, one allocation.
    package static func encode(_ bytes: Span<UInt8>, _ variant: Variant) -> String {
        // The encoder also writes a terminating zero, and this length counts it.
        let capacity = sodium_base64_encoded_len(bytes.count, variant.sodiumVariant)
        // Sound: the text has the room that libsodium asks for; the bytes are lent for the call.
        return unsafe String(unsafeUninitializedCapacity: capacity) { text in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe text.withMemoryRebound(to: CChar.self) { text in
                    _ = unsafe sodium_bin2base64(
                        text.baseAddress!, capacity, bytes.baseAddress, bytes.count, variant.sodiumVariant)
                }
            }
            return capacity - 1
        }
    }

    /// Appends the text of some bytes to a buffer that its owner can wipe; with enough room in it, no copy is left behind.
    package static func append(_ bytes: Span<UInt8>, _ variant: Variant, to text: inout [UInt8]) {
        let start = text.count
        let capacity = sodium_base64_encoded_len(bytes.count, variant.sodiumVariant)
        text.append(contentsOf: repeatElement(0, count: capacity))
        // Sound: behind the start there is the room that libsodium asks for; the bytes are lent for the call.
        unsafe text.withUnsafeMutableBytes { text in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                let target = unsafe (text.baseAddress! + start).assumingMemoryBound(to: CChar.self)
                _ = unsafe sodium_bin2base64(
                    target, capacity, bytes.baseAddress, bytes.count, variant.sodiumVariant)
            }
        }
        // The encoder also wrote a terminating zero.
        text.removeLast()
    }

    /// The bytes of a text, or nil if it is not what ``encode(_:_:)`` gives for any bytes.
    ///
    /// - **Cost**: two passes, one allocation.
    package static func decode(_ text: Span<UInt8>, _ variant: Variant) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 2)
        var span = bytes.mutableSpan
        guard let count = decode(text, variant, into: &span) else { return nil }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Writes the bytes of a text and gives their number, or nil if the text is not canonical or `output` too short for
    /// it. Then `output` may hold some of the bytes.
    ///
    /// - **Guarantees**: the time depends on the length of the text and on where it stops being one, not on what it
    ///   says.
    static func decode(_ text: Span<UInt8>, _ variant: Variant, into output: inout MutableSpan<UInt8>) -> Int? {
        guard !text.isEmpty else { return 0 }
        // libsodium 1.0.18 takes every byte above 127 for the last character of the alphabet. The loop is left at the first one, so
        // that it goes byte by byte: with vectors it left a part of a key's text in a register, which the dynamic linker puts onto the
        // stack when it looks up the function that is called next.
        for index in text.indices where text[index] >= 0x80 { return nil }
        if output.isEmpty { return nil }

        var count = 0
        // Sound: text and output are lent for the call with their lengths, and neither is empty. Where no place is
        // given for the end of what was read, libsodium refuses a text that it has not read to its end.
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe text.withUnsafeBufferPointer { text in
                unsafe text.withMemoryRebound(to: CChar.self) { text in
                    unsafe sodium_base642bin(
                        output.baseAddress!, output.count, text.baseAddress!, text.count, nil, &count, nil,
                        variant.sodiumVariant)
                }
            }
        }
        return status == 0 ? count : nil
    }

    /// The bytes of a text, or nil as above.
    package static func decode(_ text: String, _ variant: Variant) -> [UInt8]? {
        decode(text.utf8Span.span, variant)
    }
}
