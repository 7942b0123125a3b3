/// The few lengths to which short values are padded, so that the length of what is sealed tells little of the value.
///
/// A padded value is the value, the byte `80` and zeros, to 32, 64, 128 or 256 bytes, and beyond that to the Padmé size of one byte more than the
/// value has. Padmé adds at most 12 % and leaves a number of lengths that grows with the logarithm of the logarithm.
///
/// - **Source**: ISO/IEC 7816-4 (the byte `80`); Nikitin et al., *Reducing Metadata Leakage from Encrypted Files and Communication with PURBs*,
///   section 4.3 (Padmé).
enum SizeClass {
    private static let smallest = [32, 64, 128, 256]

    /// The length to which so many bytes are padded.
    static func paddedByteCount(_ byteCount: Int) -> Int {
        let needed = byteCount + 1
        if let size = smallest.first(where: { $0 >= needed }) { return size }
        let step = padmeStep(of: needed)
        return (needed + step - 1) / step * step
    }

    /// Pads bytes where they are; with enough room, no copy is left behind.
    static func pad(_ bytes: inout [UInt8]) {
        let padded = paddedByteCount(bytes.count)
        bytes.append(0x80)
        bytes.append(contentsOf: repeatElement(0, count: padded - bytes.count))
    }

    /// Appends bytes and their padding to a buffer.
    static func appendPadded(_ bytes: Span<UInt8>, to buffer: inout ByteBuffer) {
        let padded = paddedByteCount(bytes.count)
        // With room for all of it, so that growing leaves no copy behind.
        buffer.reserve(padded)
        buffer.append(bytes)
        buffer.append(count: padded - bytes.count) { padding in padding[0] = 0x80 }
    }

    /// How many of some padded bytes are the value; nil for bytes that ``pad(_:)`` does not make.
    static func contentByteCount(_ padded: Span<UInt8>) -> Int? {
        var end = padded.count
        while end > 0, padded[end - 1] == 0 { end -= 1 }
        guard end > 0, padded[end - 1] == 0x80, paddedByteCount(end - 1) == padded.count else { return nil }
        return end - 1
    }

    /// Whether a length is one to which values are padded.
    static func isPaddedByteCount(_ byteCount: Int) -> Bool {
        byteCount > 0 && paddedByteCount(byteCount - 1) == byteCount
    }

    /// What the Padmé size of a length is a multiple of.
    static func padmeStep(of length: Int) -> Int {
        let exponent = length.bitWidth - 1 - length.leadingZeroBitCount
        let significant = exponent.bitWidth - exponent.leadingZeroBitCount
        return 1 << (exponent - significant)
    }
}
