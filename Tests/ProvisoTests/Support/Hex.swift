/// Lower-case hexadecimal.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The bytes of a hexadecimal text; another text is a mistake in a test, and stops it.
func bytes(hex text: String) -> [UInt8] {
    let digits = text.utf8.map { digit -> UInt8 in
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return digit - UInt8(ascii: "a") + 10
        default: preconditionFailure("not lower-case hexadecimal: \(text)")
        }
    }
    precondition(digits.count.isMultiple(of: 2), "half a byte: \(text)")
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// An inline array as an array, because inline arrays cannot be compared.
func array<let count: Int>(_ bytes: InlineArray<count, UInt8>) -> [UInt8] {
    bytes.indices.map { bytes[$0] }
}
