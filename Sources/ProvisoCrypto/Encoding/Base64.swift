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

    /// The bytes of a text, or nil if it is not what ``encode(_:_:)`` gives for any bytes.
    ///
    /// - **Cost**: one pass, one allocation.
    package static func decode(_ text: Span<UInt8>, _ variant: Variant) -> [UInt8]? {
        var isCanonical = false
        // Sound: the bytes have room for three of every four characters and a rest, and libsodium never writes beyond what it is
        // told; the text is lent for the call. Without a place for its end the whole text must be right.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { bytes, count in
            unsafe text.withNonNullPointer { text, textCount in
                unsafe text.withMemoryRebound(to: CChar.self, capacity: textCount) { text in
                    isCanonical =
                        unsafe sodium_base642bin(
                            bytes.baseAddress!, bytes.count, text, textCount, nil, &count, nil, variant.sodiumVariant)
                        == 0
                }
            }
        }
        return isCanonical ? bytes : nil
    }
}
