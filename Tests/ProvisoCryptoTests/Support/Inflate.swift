/// What a zlib stream holds, for test vectors that are kept compressed (RFC 1950, RFC 1951).
///
/// It is for vectors alone: a stream that is not right stops the tests, and the checksum at its end is not looked at.
enum Inflate {
    static func zlib(_ stream: [UInt8]) -> [UInt8] {
        precondition(stream.count > 6 && stream[0] & 15 == 8, "not a zlib stream")
        var reader = BitReader(bytes: stream, position: 2)
        var output: [UInt8] = []
        var isLast = false
        while !isLast {
            isLast = reader.bits(1) == 1
            switch reader.bits(2) {
            case 0: stored(&reader, &output)
            case 1: compressed(&reader, fixedLengthCode, fixedDistanceCode, &output)
            case 2:
                let (lengths, distances) = dynamicCodes(&reader)
                compressed(&reader, lengths, distances, &output)
            default: preconditionFailure("not a deflate block")
            }
        }
        return output
    }

    private static func stored(_ reader: inout BitReader, _ output: inout [UInt8]) {
        reader.skipToByte()
        let count = reader.bits(16)
        _ = reader.bits(16)
        for _ in 0..<count { output.append(UInt8(reader.bits(8))) }
    }

    private static func compressed(
        _ reader: inout BitReader, _ lengthCode: PrefixCode, _ distanceCode: PrefixCode, _ output: inout [UInt8]
    ) {
        while true {
            let symbol = lengthCode.read(&reader)
            if symbol < 256 {
                output.append(UInt8(symbol))
            } else if symbol == 256 {
                return
            } else {
                let length = lengthBases[symbol - 257] + reader.bits(lengthExtraBits[symbol - 257])
                let code = distanceCode.read(&reader)
                let distance = distanceBases[code] + reader.bits(code < 4 ? 0 : code / 2 - 1)
                // What is copied can reach into what the copy writes.
                var left = length
                while left > 0 {
                    let count = min(left, distance)
                    let start = output.count - distance
                    // As an array of its own, because a slice would keep the output from growing in place.
                    output.append(contentsOf: Array(output[start..<start + count]))
                    left -= count
                }
            }
        }
    }

    private static func dynamicCodes(_ reader: inout BitReader) -> (PrefixCode, PrefixCode) {
        let lengthCount = reader.bits(5) + 257
        let distanceCount = reader.bits(5) + 1
        let orderCount = reader.bits(4) + 4
        var widths = [Int](repeating: 0, count: 19)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        for place in order.prefix(orderCount) { widths[place] = reader.bits(3) }
        let code = PrefixCode(widths: widths)
        var all: [Int] = []
        while all.count < lengthCount + distanceCount {
            switch code.read(&reader) {
            case 16: all += [Int](repeating: all.last!, count: reader.bits(2) + 3)
            case 17: all += [Int](repeating: 0, count: reader.bits(3) + 3)
            case 18: all += [Int](repeating: 0, count: reader.bits(7) + 11)
            case let width: all.append(width)
            }
        }
        return (PrefixCode(widths: Array(all[..<lengthCount])), PrefixCode(widths: Array(all[lengthCount...])))
    }

    private static let fixedLengthCode = PrefixCode(
        widths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    private static let fixedDistanceCode = PrefixCode(widths: [Int](repeating: 5, count: 30))
    private static let lengthExtraBits = (0..<29).map { $0 < 8 || $0 == 28 ? 0 : $0 / 4 - 1 }
    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ]
}

private struct BitReader {
    let bytes: [UInt8]
    var position: Int
    private var held = 0
    private var heldCount = 0

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func bits(_ count: Int) -> Int {
        while heldCount < count {
            held |= Int(bytes[position]) << heldCount
            position += 1
            heldCount += 8
        }
        defer {
            held >>= count
            heldCount -= count
        }
        return held & (1 << count - 1)
    }

    mutating func skipToByte() {
        _ = bits(heldCount % 8)
    }
}

/// A canonical prefix code, read bit by bit.
private struct PrefixCode {
    private var countOfWidth = [Int](repeating: 0, count: 16)
    private var symbols: [Int]

    init(widths: [Int]) {
        for width in widths where width > 0 { countOfWidth[width] += 1 }
        symbols = widths.indices.filter { widths[$0] > 0 }.sorted { (widths[$0], $0) < (widths[$1], $1) }
    }

    func read(_ reader: inout BitReader) -> Int {
        var code = 0
        var first = 0
        var index = 0
        for width in 1...15 {
            code |= reader.bits(1)
            let count = countOfWidth[width]
            if code - count < first { return symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        preconditionFailure("a code of more than 15 bits")
    }
}
