/// The byte order mark that some programs write before a text, at the beginning of an input that may be cut anywhere.
struct ByteOrderMark {
    private var foundCount = 0
    /// Whether it is known if there is one.
    private(set) var isSettled = false

    private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Passes over what there is of it in a block, and gives the index behind that. False if it began and is no byte
    /// order mark.
    mutating func pass(_ block: Span<UInt8>, _ index: inout Int) -> Bool {
        while !isSettled, index < block.count {
            guard block[index] == Self.bytes[foundCount] else {
                isSettled = true
                return foundCount == 0
            }
            foundCount += 1
            index += 1
            isSettled = foundCount == Self.bytes.count
        }
        return true
    }
}
