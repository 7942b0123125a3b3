internal import CTextPlaces

/// The places of a text at which something can begin or end that recognizers look for, window by window.
///
/// They are those at which one of these stands, and few more: a digit, `_`, or the sixteenth of a row of letters, in or behind which a
/// word is looked at whole; a capital with which a word begins that is not one of small letters; what follows upon letters, if it
/// is a dot, a colon or a hyphen in a row of them, stands near a number, or is no letter of more than a byte; and the signs that
/// ``TextScanner`` has recognizers look at.
///
/// - **Cost**: about eleven instructions for each byte, whatever it is; seven where there are vectors of 32 bytes.
struct TextPlaces: ~Copyable {
    private var bits = [UInt64](repeating: 0, count: blockCount)
    /// Where the window begins, at a multiple of 64.
    private var start = 0
    /// Where it ends.
    private(set) var end = 0

    private static let blockCount = 128

    /// Finds the places of the window that a byte of a text lies in.
    mutating func find(in text: Span<UInt8>, around index: Int) {
        start = index & ~63
        end = min(text.count, start + 64 * Self.blockCount)
        let blocks = (end - start + 63) / 64
        // Sound: the closures do not hand their pointers on.
        unsafe text.withUnsafeBufferPointer { text in
            unsafe bits.withUnsafeMutableBufferPointer { bits in
                // Sound: the function reads `text.count` bytes at most from the base, and writes as many numbers as there are
                // blocks, which are not more than the array has. The text is not empty, since an index lies in it.
                unsafe proviso_text_places(text.baseAddress!, text.count, start, bits.baseAddress!, blocks)
            }
        }
    }

    /// The block that an index of the window lies in.
    @inline(__always)
    func block(of index: Int) -> Int { (index &- start) >> 6 }

    /// Where a block begins.
    @inline(__always)
    func start(of block: Int) -> Int { start &+ block &* 64 }

    /// The places of a block, a bit for each of its bytes, the first lowest.
    @inline(__always)
    func bits(_ block: Int) -> UInt64 { bits[block] }
}
