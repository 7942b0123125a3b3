/// Cuts blocks into lines. Of a line that is too long, it keeps nothing and tells that it was there.
struct LineBuffer {
    /// How long a line may be: an item of a thousand parts has room.
    static let byteLimit = 8 * 1024 * 1024

    private var bytes: [UInt8] = []
    private var isTooLong = false

    mutating func append(_ block: Span<UInt8>, _ take: ([UInt8]?) throws -> Void) throws {
        for index in block.indices {
            let byte = block[index]
            if byte == UInt8(ascii: "\n") {
                try give(to: take)
            } else if bytes.count < Self.byteLimit {
                bytes.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    /// Gives the last line, if it is not ended.
    mutating func finish(_ take: ([UInt8]?) throws -> Void) throws {
        if !bytes.isEmpty { try give(to: take) }
    }

    private mutating func give(to take: ([UInt8]?) throws -> Void) throws {
        let line = isTooLong ? nil : bytes
        bytes.removeAll(keepingCapacity: !isTooLong)
        isTooLong = false
        try take(line)
    }
}
