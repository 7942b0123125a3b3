/// Whether bytes are text that cannot steer a terminal: UTF-8 without control characters but tab and line endings.
struct TextCheck {
    private(set) var isTextSoFar = true
    /// The bytes of the last character that are missing yet, and the range of the next one.
    private var missingCount = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether all was text, and the last character is whole.
    var isText: Bool { isTextSoFar && missingCount == 0 }

    mutating func append(_ bytes: Span<UInt8>) {
        for index in bytes.indices where isTextSoFar { append(bytes[index]) }
    }

    private mutating func append(_ byte: UInt8) {
        guard missingCount == 0 else {
            isTextSoFar = allowed.contains(byte)
            missingCount -= 1
            allowed = 0x80...0xBF
            return
        }
        // RFC 3629, section 4; the second byte decides what is overlong, a surrogate, or beyond the last character.
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E: break
        // U+0080 to U+009F are control characters too.
        case 0xC2: expect(1, 0xA0...0xBF)
        case 0xC3...0xDF: expect(1, 0x80...0xBF)
        case 0xE0: expect(2, 0xA0...0xBF)
        case 0xED: expect(2, 0x80...0x9F)
        case 0xE1...0xEF: expect(2, 0x80...0xBF)
        case 0xF0: expect(3, 0x90...0xBF)
        case 0xF1...0xF3: expect(3, 0x80...0xBF)
        case 0xF4: expect(3, 0x80...0x8F)
        default: isTextSoFar = false
        }
    }

    private mutating func expect(_ count: Int, _ range: ClosedRange<UInt8>) {
        missingCount = count
        allowed = range
    }
}
