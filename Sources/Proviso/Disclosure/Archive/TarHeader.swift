/// The header block of a member: the one form that a package has of it.
///
/// - **Source**: `Formats/Package`, *The archive*; POSIX.1-2017, *pax*, *ustar Interchange Format*.
struct TarHeader: Equatable {
    /// The name's bytes: what somebody else wrote need not be UTF-8.
    let name: [UInt8]
    let size: Int
    /// Seconds since 1970.
    let time: Int64

    static let blockByteCount = 512

    /// How many bytes a content takes with the zeros up to the end of its last block.
    static func paddedCount(_ size: Int) -> Int { (size + blockByteCount - 1) / blockByteCount * blockByteCount }

    /// The block. The name has at most 100 bytes, and size and time at most 33 bits.
    var block: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockByteCount)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        precondition(name.count <= 100 && size >> 33 == 0 && time >> 33 == 0, "TarHeader: a number too large")
        for (index, byte) in name.enumerated() { block[index] = byte }
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(Self.octal(Int64(size), digits: 11), at: 124)
        put(Self.octal(time, digits: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put("0000000", at: 329)
        put("0000000", at: 337)
        let sum = block.reduce(Int64(0)) { $0 + Int64($1) }
        put(Self.octal(sum, digits: 6) + "\0 ", at: 148)
        return block
    }

    init(_ name: MemberName, size: Int, time: Int64) {
        self.init(name: Array(name.text.utf8), size: size, time: time)
    }

    private init(name: [UInt8], size: Int, time: Int64) {
        self.name = name
        self.size = size
        self.time = time
    }

    /// Reads a block; nil if it is not, byte for byte, the one that stands for what it says.
    init?(_ block: Span<UInt8>) {
        guard block.count == Self.blockByteCount, let size = Self.number(block, at: 124),
            let time = Self.number(block, at: 136)
        else { return nil }
        var nameEnd = 0
        while nameEnd < 100, block[nameEnd] != 0 { nameEnd += 1 }
        self.init(name: (0..<nameEnd).map { block[$0] }, size: size, time: Int64(time))
        // Whatever else could be written in a block is refused with this.
        let expected = self.block
        for index in expected.indices where expected[index] != block[index] { return nil }
    }

    /// Eleven octal digits and a zero byte.
    private static func number(_ block: Span<UInt8>, at offset: Int) -> Int? {
        var number = 0
        for index in offset..<offset + 11 {
            guard block[index] >= UInt8(ascii: "0"), block[index] <= UInt8(ascii: "7") else { return nil }
            number = number << 3 | Int(block[index] - UInt8(ascii: "0"))
        }
        return block[offset + 11] == 0 ? number : nil
    }

    private static func octal(_ number: Int64, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}

/// How long an archive is, so that its length tells little about what is in it.
///
/// - **Source**: `Formats/Package`, *Padding*; Nikitin et al., *Reducing Metadata Leakage from Encrypted Files and Communication with
///   PURBs*, section 4.3 (Padmé).
enum ArchiveLength {
    /// The length of an archive whose last member's last block ends at `end`.
    static func padded(end: Int) -> Int {
        // tar ends with two blocks of zeros.
        let length = end + 2 * TarHeader.blockByteCount
        let step = max(SizeClass.padmeStep(of: length), TarHeader.blockByteCount)
        return (length + step - 1) / step * step
    }
}
