#if os(Linux)
import Foundation
import ProvisoCrypto

/// Looks for bytes in the memory of this process, in words of eight bytes: code that mixes a key loads it word by word, so a
/// word of it can be left behind where the whole key is not.
///
/// All memory that can be read is searched, but for program files that nobody can write to. What is looked for is kept under a
/// mask only, and memory passes through one buffer that is left out of the search and given back: otherwise the search would
/// find itself.
struct MemoryScanner {
    private let maskedWords: [UInt64]
    private static let mask: UInt64 = 0xA5C3_96E1_5A3C_691E
    private static let wordByteCount = 8
    private static let chunkByteCount = 1 << 20

    /// Remembers the whole words of some bytes under a mask.
    init(for bytes: Span<UInt8>) {
        maskedWords = (0..<bytes.count / Self.wordByteCount).map { number in
            var word = Self.mask
            for offset in 0..<Self.wordByteCount {
                word ^= UInt64(bytes[number * Self.wordByteCount + offset]) << (8 * UInt64(offset))
            }
            return word
        }
    }

    /// In how many places of the process's memory each word of what was remembered is.
    func occurrences() throws -> [Int] {
        let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/mem"))
        // Sound: an anonymous mapping of our own, unmapped at the end, of the length that is passed along with it.
        let buffer = unsafe UnsafeMutableRawBufferPointer(
            start: mmap(nil, Self.chunkByteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            count: Self.chunkByteCount)
        // Sound: as above; nothing refers to the buffer after this function.
        defer { unsafe _ = munmap(buffer.baseAddress, buffer.count) }
        let ours = UInt(bitPattern: buffer.baseAddress)..<UInt(bitPattern: buffer.baseAddress) + UInt(buffer.count)

        var counts = [Int](repeating: 0, count: maskedWords.count)
        for region in try Self.readableRegions() {
            // Regions that lie side by side are shown as one, so the buffer can be in the middle of one.
            for part in region.subtracting(ours) {
                var start = part.lowerBound
                while start + UInt(Self.wordByteCount) <= part.upperBound {
                    let wanted = min(Int(part.upperBound - start), buffer.count)
                    // Sound: at most the buffer's length is read into it.
                    let read = unsafe pread(memory.fileDescriptor, buffer.baseAddress, wanted, off_t(start))
                    // A page that went away since the list was made, or that the kernel keeps to itself.
                    if read < Self.wordByteCount { break }
                    for (number, word) in maskedWords.enumerated() {
                        // Sound: `read` bytes of the buffer were just written.
                        unsafe counts[number] += Self.matches(
                            of: word, in: UnsafeRawBufferPointer(rebasing: buffer[..<read]))
                    }
                    // Step back by one less than a word, for what lies across the end of a chunk.
                    start += UInt(read - Self.wordByteCount + 1)
                }
            }
        }
        return counts
    }

    private static func matches(of maskedWord: UInt64, in chunk: UnsafeRawBufferPointer) -> Int {
        // Memory is full of zeros, so look for a byte of the word that is not zero.
        func byte(_ offset: Int) -> UInt8 { UInt8(truncatingIfNeeded: (maskedWord ^ mask) >> (8 * UInt64(offset))) }
        let pivot = (0..<wordByteCount).first { byte($0) != 0 } ?? 0
        let wanted = Int32(byte(pivot))
        var count = 0
        var start = 0
        // Sound: `memchr` reads where the pivot can lie, which ends inside the chunk, and so does its result.
        while start + wordByteCount <= chunk.count,
            let hit = unsafe memchr(
                chunk.baseAddress! + start + pivot, wanted, chunk.count - wordByteCount + 1 - start)
        {
            unsafe start = UnsafeRawPointer(hit) - chunk.baseAddress! - pivot
            // Sound: the word's end is at most the chunk's, because the pivot was found where it can lie.
            let word = unsafe UInt64(littleEndian: chunk.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            if word ^ mask == maskedWord { count += 1 }
            start += 1
        }
        return count
    }

    private static func readableRegions() throws -> [Range<UInt>] {
        try linesOfProcessFile("maps").compactMap { line in
            let fields = line.split(separator: " ")
            guard let range = addressRange(fields[0]), fields[1].hasPrefix("r") else { return nil }
            let isProgramFile = fields.count > 5 && fields[5].hasPrefix("/") && !fields[1].hasPrefix("rw")
            // The last page, [vsyscall], lies beyond what a file offset can say.
            return isProgramFile || range.upperBound > UInt(Int.max) ? nil : range
        }
    }
}

extension Range<UInt> {
    /// What is left and right of another range.
    fileprivate func subtracting(_ other: Self) -> [Self] {
        [clamped(to: 0..<other.lowerBound), clamped(to: other.upperBound..<UInt.max)].filter { !$0.isEmpty }
    }
}

/// Calls a function 64 KiB further down the stack than its caller: a search would write over what is left there otherwise.
@inline(never)
func farDownTheStack<R>(frames: Int = 64, _ body: () throws -> R) rethrows -> R {
    if frames == 0 { return try body() }
    var padding = InlineArray<1024, UInt8>(repeating: UInt8(truncatingIfNeeded: frames))
    let result = try farDownTheStack(frames: frames - 1, body)
    // Used after the call, so that the frame is there during it.
    var span = padding.mutableSpan
    wipe(&span)
    return result
}

/// The lines of a file in `/proc/self`. Its size is not known before it is read, so it is read to its end.
func linesOfProcessFile(_ name: String) throws -> [Substring] {
    let file = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/\(name)"))
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self).split(separator: "\n")
}

/// The range that stands first on the lines of `maps` and `smaps`, or nil on other lines.
func addressRange(_ text: Substring) -> Range<UInt>? {
    let ends = text.split(separator: "-").compactMap { UInt($0, radix: 16) }
    return ends.count == 2 ? ends[0]..<ends[1] : nil
}
#endif
