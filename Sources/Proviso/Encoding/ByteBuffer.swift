internal import ProvisoCrypto

/// A growable run of bytes that can be rolled back to an earlier length.
///
/// An array would do the same with a uniqueness check on every append; the filter appends several times per field.
@safe
struct ByteBuffer: ~Copyable {
    // Invariant: `base` points to `capacity` bytes, of which the first `count` are initialized; nobody else uses them as long as
    // this value lives.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Whether the bytes were allocated here, and not lent by the stack.
    private var ownsMemory: Bool
    /// How many bytes there are.
    private(set) var count = 0

    init(capacity: Int = 64) {
        self.capacity = max(capacity, 16)
        unsafe base = .allocate(capacity: self.capacity)
        ownsMemory = true
    }

    /// A buffer without memory, to swap with another while that is lent; it takes some when it is written to.
    static func withoutMemory() -> ByteBuffer {
        // Sound: nobody reads or writes where there are no bytes, and growing replaces the pointer. It is aligned for bytes.
        unsafe ByteBuffer(borrowing: UnsafeMutableBufferPointer(start: UnsafeMutablePointer(bitPattern: 1), count: 0))
    }

    private init(borrowing memory: UnsafeMutableBufferPointer<UInt8>) {
        // Sound: the caller lends memory that is not empty, for as long as this value lives.
        unsafe base = memory.baseAddress!
        capacity = memory.count
        ownsMemory = false
    }

    deinit {
        // Sound: allocated here, and freed only here and in `grow`, which replaces it.
        if ownsMemory { unsafe base.deallocate() }
    }

    /// Lends a buffer that lies on the stack until it grows beyond 128 bytes: for something short that is made once.
    @inline(__always)
    static func withStackBuffer<R>(_ body: (inout ByteBuffer) -> R) -> R {
        // Sound: the memory is ours during the closure, which the buffer does not outlive.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { memory in
            // Sound: as above.
            var buffer = unsafe ByteBuffer(borrowing: memory)
            return body(&buffer)
        }
    }

    /// Forgets everything from a length on.
    @inline(__always)
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "ByteBuffer: truncation to a greater length")
        self.count = count
    }

    /// Forgets everything.
    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Makes room for so many more bytes.
    @inline(__always)
    mutating func reserve(_ additional: Int) {
        if capacity &- count < additional { grow(additional) }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        // Sound: there is room for one byte behind `count`.
        unsafe base[count] = byte
        count &+= 1
    }

    /// Appends the first bytes of a block of eight.
    @inline(__always)
    mutating func append(_ block: SIMD8<UInt8>, count length: Int) {
        precondition(length >= 0 && length <= 8, "ByteBuffer: a block has eight bytes")
        reserve(8)
        // Sound: there is room for eight bytes behind `count`.
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: block, as: SIMD8<UInt8>.self)
        count &+= length
    }

    /// Appends the first bytes of a block of thirty-two.
    @inline(__always)
    mutating func append(_ block: SIMD32<UInt8>, count length: Int) {
        precondition(length >= 0 && length <= 32, "ByteBuffer: a block has thirty-two bytes")
        reserve(32)
        // Sound: there is room for thirty-two bytes behind `count`.
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: block, as: SIMD32<UInt8>.self)
        count &+= length
    }

    /// Appends what `keep` makes of each byte that it keeps, without a branch.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, keeping keep: (UInt8) -> (byte: UInt8, isKept: Bool)) {
        reserve(bytes.count)
        for index in bytes.indices {
            let (byte, isKept) = keep(bytes[index])
            // Sound: there is room for as many bytes as there are, and each adds one at most.
            unsafe base[count] = byte
            count &+= isKept ? 1 : 0
        }
    }

    /// Appends a slice of a span; the range must lie inside it.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= bytes.count, "ByteBuffer: a range outside of the bytes")
        let length = range.count
        // Moves of sixteen bytes, of which the last may bring more than is wanted, cost less than a call that copies as many as are.
        let rounded = (length &+ 15) & ~15
        if rounded <= 64, bytes.count &- range.lowerBound >= rounded {
            reserve(rounded)
            var offset = 0
            while offset < rounded {
                // Sound: as many bytes lie behind the lower bound, which was just checked, and there is room for them behind `count`.
                let block = unsafe bytes.bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: range.lowerBound &+ offset, as: SIMD16<UInt8>.self)
                // Sound: as above.
                unsafe UnsafeMutableRawPointer(base + count + offset).storeBytes(of: block, as: SIMD16<UInt8>.self)
                offset &+= 16
            }
            count &+= length
            return
        }
        reserve(length)
        // Sound: the range was just checked, and there is room for `length` bytes behind `count`; the source is not our own
        // memory, because a span of it would keep us from being changed.
        unsafe bytes.withUnsafeBufferPointer { source in
            if length > 0 {
                unsafe (base + count).update(from: source.baseAddress! + range.lowerBound, count: length)
            }
        }
        count &+= length
    }

    /// Some bytes of many.
    struct Piece {
        let start: Int
        var end: Int
    }

    /// Appends pieces of some bytes that do not overlap, with a separator between them, and before the first if something is written
    /// already. Behind the bytes more may be read, up to `readableCount` from their beginning.
    ///
    /// One reservation serves all of them, and each is moved sixteen bytes at a time, of which the last may bring more than is wanted.
    mutating func append(
        _ pieces: borrowing PlainBuffer<Piece>, of bytes: Span<UInt8>, readableCount: Int, separator: UInt8,
        isFirst: Bool
    ) {
        // A separator takes the place of at least one byte between two pieces.
        reserve(bytes.count + 17)
        var end = count
        var lastEnd = -1
        // Sound: the bytes are lent for the closure, and pieces lie inside of them, which is checked.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let source = buffer.baseAddress else { return }
            for index in 0..<pieces.count {
                let piece = pieces[index]
                // The room that was made is enough only for pieces that leave a byte for each separator.
                precondition(
                    piece.start > lastEnd && piece.start <= piece.end && piece.end <= bytes.count,
                    "ByteBuffer: a piece outside of the bytes, or not behind the one before")
                lastEnd = piece.end
                if !isFirst || index > 0 {
                    // Sound: room was made above.
                    unsafe base[end] = separator
                    end &+= 1
                }
                let length = piece.end &- piece.start
                let rounded = (length &+ 15) & ~15
                if rounded <= 256, piece.start &+ rounded <= readableCount {
                    var offset = 0
                    while offset < rounded {
                        // Sound: as much can be read, and there is room for all pieces and sixteen bytes more.
                        let block = unsafe UnsafeRawPointer(source + piece.start + offset).loadUnaligned(
                            as: SIMD16<UInt8>.self)
                        // Sound: as above.
                        unsafe UnsafeMutableRawPointer(base + end + offset).storeBytes(
                            of: block, as: SIMD16<UInt8>.self)
                        offset &+= 16
                    }
                } else if length > 0 {
                    // Sound: as above.
                    unsafe (base + end).update(from: source + piece.start, count: length)
                }
                end &+= length
            }
        }
        count = end
    }

    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>) { append(bytes, 0..<bytes.count) }

    mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

    /// Appends one scalar's UTF-8.
    mutating func append(scalar: Unicode.Scalar) {
        let value = scalar.value
        func continuation(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3F | 0x80) }
        switch value {
        case ..<0x80: append(UInt8(truncatingIfNeeded: value))
        case ..<0x800:
            append(UInt8(truncatingIfNeeded: value >> 6 | 0xC0))
            append(continuation(0))
        case ..<0x10000:
            append(UInt8(truncatingIfNeeded: value >> 12 | 0xE0))
            append(continuation(6))
            append(continuation(0))
        default:
            append(UInt8(truncatingIfNeeded: value >> 18 | 0xF0))
            append(continuation(12))
            append(continuation(6))
            append(continuation(0))
        }
    }

    mutating func append(_ text: StaticString) {
        // Sound: the text is lent for the call with its length.
        text.withUTF8Buffer { buffer in
            let bytes = unsafe Span(_unsafeElements: buffer)
            append(bytes)
        }
    }

    /// Appends so many bytes, which the caller writes; they are zeros before.
    @inline(__always)
    mutating func append(count length: Int, _ write: (inout MutableSpan<UInt8>) -> Void) {
        reserve(length)
        // Sound: there is room for `length` bytes behind `count`, which nobody else refers to.
        unsafe (base + count).initialize(repeating: 0, count: length)
        // Sound: as above; the bytes were just initialized.
        var bytes = unsafe MutableSpan(_unsafeStart: base + count, count: length)
        write(&bytes)
        count &+= length
    }

    /// Forgets everything, and overwrites all of the memory: what was forgotten before can have been longer. Where the buffer has grown, the
    /// memory that it left is not reached.
    mutating func wipeAll() {
        // Sound: all of it is exclusively ours, and what is behind `count` is initialized here.
        unsafe (base + count).initialize(repeating: 0, count: capacity - count)
        // Sound: as above; all of it is initialized now.
        var bytes = unsafe MutableSpan(_unsafeStart: base, count: capacity)
        wipe(&bytes)
        count = 0
    }

    /// Lends the bytes.
    @inline(__always)
    borrowing func withSpan<R, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> R) throws(Failure) -> R {
        // Sound: the first `count` bytes are initialized, and nobody changes them while we are borrowed.
        try body(unsafe Span(_unsafeStart: base, count: count))
    }

    /// The bytes as text.
    var text: String {
        withSpan { $0.text }
    }

    /// The bytes as an array.
    var array: [UInt8] {
        withSpan { bytes in
            // Sound: the span is alive during the closure.
            unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
        }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        let newCapacity = max(capacity * 2, count + additional)
        let newBase = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        // Sound: the new allocation is larger, the old one is freed after its bytes were moved.
        unsafe newBase.update(from: base, count: count)
        // Sound: as in `deinit`.
        if ownsMemory { unsafe base.deallocate() }
        unsafe base = unsafe newBase
        capacity = newCapacity
        ownsMemory = true
    }
}
