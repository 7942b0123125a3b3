/// The number that begins at an index, in ASCII digits or in Arabic ones.
///
/// - **Cost**: at most 9 digits are read.
struct DateNumber {
    private(set) var value = 0
    /// How many digits it has, at most 9 of them counted.
    private(set) var count = 0
    private(set) var end: Int
    let isASCII: Bool

    init(in text: Span<UInt8>, from start: Int) {
        end = start
        isASCII = text.byte(at: start) < 0x80
        while count < 9 {
            let byte = text.byte(at: end)
            var digit = byte &- UInt8(ascii: "0")
            var length = 1
            if !isASCII {
                // U+0660 to U+0669, and U+06F0 to U+06F9 of Persian and Urdu.
                let second = text.byte(at: end + 1)
                digit = byte == 0xD9 ? second &- 0xA0 : byte == 0xDB ? second &- 0xB0 : 10
                length = 2
            }
            guard digit < 10 else { break }
            value = value * 10 + Int(digit)
            count += 1
            end += length
        }
    }
}
