/// The names of the objects that are open, innermost last, by which a name that occurs twice is found.
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

    /// A name on the stack. It is not private because the compiler (6.3) cannot destroy a generic buffer of private values in another file.
    struct Stored {
        var entry: Entry
        /// Where the name's opening quote is in the record, for the message.
        var place: Int
    }

    private var stored = PlainBuffer<Stored>(capacity: 256)

    var count: Int { stored.count }

    /// Up to so many names of an object are compared at once with every new one; beyond, the object is sorted at its end, so that a
    /// hostile object of a million names costs n log n comparisons and not n².
    static let directLimit = 64

    @inline(__always)
    mutating func push(_ entry: Entry, at place: Int) { stored.append(Stored(entry: entry, place: place)) }

    /// Forgets the names of an object that has ended.
    @inline(__always)
    mutating func close(_ first: Int) { stored.truncate(to: first) }

    /// Whether an object, whose names begin at an index, has a name already; of a large object only its first names are looked at.
    func contains(_ entry: Entry, from first: Int, _ bytes: Span<UInt8>, decoded: Span<UInt8>) -> Bool {
        for index in first..<min(count, first + Self.directLimit)
        where Self.isEqual(stored[index].entry, entry, bytes, decoded) {
            return true
        }
        return false
    }

    /// The place of the first name that an object has twice.
    func firstDuplicate(from first: Int, _ bytes: Span<UInt8>, decoded: Span<UInt8>) -> Int? {
        let sorted = (first..<count).sorted { left, right in
            let order = Self.order(stored[left].entry, stored[right].entry, bytes, decoded)
            return order == 0 ? left < right : order < 0
        }
        var result: Int?
        for (left, right) in zip(sorted, sorted.dropFirst())
        where Self.order(stored[left].entry, stored[right].entry, bytes, decoded) == 0 {
            let place = stored[right].place
            result = min(result ?? place, place)
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
