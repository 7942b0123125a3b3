/// The names of the objects that are open, innermost last, by which a name that occurs twice is found.
@safe
struct NameStack: ~Copyable {
    /// A name as two words that are equal for equal names, and its place.
    ///
    /// The words are the first and the last eight bytes, so for names of up to sixteen bytes equal words and lengths mean equal
    /// names, and longer ones are compared byte by byte.
    struct Entry {
        let head: UInt64
        let tail: UInt64
        let start: Int
        let end: Int
        /// Whether the name had escapes, so that its text lies among the decoded names and not in the record.
        let isDecoded: Bool

        static let none = Entry(head: 0, tail: 0, start: 0, end: 0, isDecoded: false)

        private init(head: UInt64, tail: UInt64, start: Int, end: Int, isDecoded: Bool) {
            self.head = head
            self.tail = tail
            self.start = start
            self.end = end
            self.isDecoded = isDecoded
        }

        @inline(__always)
        init(_ bytes: Span<UInt8>, start: Int, end: Int, isDecoded: Bool) {
            (head, tail) = NameHash.words(bytes, start: start, end: end)
            self.start = start
            self.end = end
            self.isDecoded = isDecoded
        }

        @inline(__always)
        var length: Int { end &- start }

        /// One of 64 bits, by the name's hash.
        @inline(__always)
        var bit: UInt64 { 1 &<< (NameHash.mix(head, tail, length) &>> 58) }

        @inline(__always)
        func text(in source: Span<UInt8>, equals text: Span<UInt8>) -> Bool {
            guard length == text.count else { return false }
            for offset in 0..<length where source[start + offset] != text[offset] { return false }
            return true
        }
    }

    private struct Stored {
        var entry: Entry
        /// Where the name's opening quote is in the record, for the message.
        var place: Int
    }

    // Invariant: `base` points to `capacity` entries, of which the first `count` are initialized.
    private var base: UnsafeMutablePointer<Stored>
    private var capacity = 256
    private(set) var count = 0

    /// Up to so many names of an object are compared at once with every new one; beyond, the object is sorted at its end, so that a
    /// hostile object of a million names costs n log n comparisons and not n².
    static let directLimit = 64

    init() {
        unsafe base = .allocate(capacity: capacity)
    }

    deinit {
        // Sound: allocated here or in `grow`, and freed once.
        unsafe base.deallocate()
    }

    @inline(__always)
    mutating func push(_ entry: Entry, at place: Int) {
        if count == capacity { grow() }
        // Sound: there is room for one more.
        unsafe (base + count).initialize(to: Stored(entry: entry, place: place))
        count &+= 1
    }

    /// Forgets the names of an object that has ended.
    @inline(__always)
    mutating func close(_ first: Int) { count = first }

    /// Whether an object, whose names begin at an index, has a name already; of a large object only its first names are looked at.
    func contains(_ entry: Entry, from first: Int, _ bytes: Span<UInt8>, decoded: Span<UInt8>) -> Bool {
        for index in first..<min(count, first + Self.directLimit) {
            // Sound: the index is below the count.
            if unsafe Self.isEqual(base[index].entry, entry, bytes, decoded) { return true }
        }
        return false
    }

    /// The place of the first name that an object has twice.
    func firstDuplicate(from first: Int, _ bytes: Span<UInt8>, decoded: Span<UInt8>) -> Int? {
        // Sound: the indices are below the count.
        let sorted = (first..<count).sorted { left, right in
            let order = unsafe Self.order(base[left].entry, base[right].entry, bytes, decoded)
            return order == 0 ? left < right : order < 0
        }
        var result: Int?
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            // Sound: as above.
            if unsafe Self.order(base[left].entry, base[right].entry, bytes, decoded) == 0 {
                let place = unsafe base[right].place
                result = min(result ?? place, place)
            }
        }
        return result
    }

    private static func isEqual(_ left: Entry, _ right: Entry, _ bytes: Span<UInt8>, _ decoded: Span<UInt8>) -> Bool {
        guard left.head == right.head, left.tail == right.tail, left.length == right.length else { return false }
        return left.length <= 16 || order(left, right, bytes, decoded) == 0
    }

    private static func order(_ left: Entry, _ right: Entry, _ bytes: Span<UInt8>, _ decoded: Span<UInt8>) -> Int {
        if left.length != right.length { return left.length - right.length }
        if left.head != right.head { return left.head < right.head ? -1 : 1 }
        if left.tail != right.tail { return left.tail < right.tail ? -1 : 1 }
        guard left.length > 16 else { return 0 }
        let leftText = (left.isDecoded ? decoded : bytes).extracting(left.start..<left.end)
        let rightText = (right.isDecoded ? decoded : bytes).extracting(right.start..<right.end)
        for index in leftText.indices where leftText[index] != rightText[index] {
            return leftText[index] < rightText[index] ? -1 : 1
        }
        return 0
    }

    @inline(never)
    private mutating func grow() {
        let newBase = UnsafeMutablePointer<Stored>.allocate(capacity: capacity * 2)
        // Sound: the new allocation is larger; the entries are trivial, so moving them is copying.
        unsafe newBase.moveInitialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = unsafe newBase
        capacity *= 2
    }
}

/// The two words that stand for a name, and their hash.
enum NameHash {
    /// The first and the last eight bytes; of a shorter name its bytes, and zero.
    @inline(__always)
    static func words(_ bytes: Span<UInt8>, start: Int, end: Int) -> (head: UInt64, tail: UInt64) {
        let length = end &- start
        if length >= 8 {
            // Sound: eight bytes from `start` and eight before `end` lie inside of the name; the loads check the span's bounds.
            let head = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            let tail = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
            return (head, tail)
        }
        if start &+ 8 <= bytes.count {
            // Sound: the load checks the span's bounds; what follows the name is masked out.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            return (UInt64(littleEndian: word) & ((1 &<< UInt64(length &* 8)) &- 1), 0)
        }
        var word: UInt64 = 0
        for offset in 0..<length { word |= UInt64(bytes[start &+ offset]) &<< UInt64(offset &* 8) }
        return (word, 0)
    }

    @inline(__always)
    static func mix(_ head: UInt64, _ tail: UInt64, _ length: Int) -> UInt64 {
        // Multiplication spreads the low bits of both words over the high ones, which are the ones that are used.
        (head ^ (tail &<< 23 | tail &>> 41) ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    }
}
