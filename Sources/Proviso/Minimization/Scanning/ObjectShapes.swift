/// The names that the objects of a stream have had so far, by which those of the next object are recognized.
///
/// Records of a stream look alike. A shape holds the names that objects at one place had, and of each the one that came next. The scanner compares
/// the bytes where a name must begin with `"name":` of the name that it expects, and, because fields can be missing, of the few that come behind
/// it. If they are equal, then quotes, name and colon are right, what lies under the name is known, and one bit tells whether the object has it already:
/// all that is to be found out about a name, for two comparisons of eight bytes. Whatever is not recognized (a new name, one with escapes or
/// with white space before its colon, another order) goes the long way, by which new names are learned and another order is taken up.
///
/// What a shape says is never trusted beyond those comparisons, so hostile input can make it useless and not wrong.
struct ObjectShapes: ~Copyable {
    struct Name {
        /// The first and the last eight bytes of `"name":`. Of a shorter one `first` is masked, and `lastOffset` is zero.
        let first: UInt64
        let firstMask: UInt64
        let last: UInt64
        let lastOffset: UInt8
        /// How many bytes `"name":` has.
        let byteCount: UInt8
        /// What to do about a plain text under the name.
        fileprivate(set) var passing: Passing
        /// One bit among those of its shape.
        let bit: UInt64
        /// The name that came next, 0 if none did.
        fileprivate(set) var next: Int32
        /// The rule that keeps what lies under the name, if one does.
        fileprivate(set) var rule: Int32 = -1
        /// What the policy has for the name, as whoever uses the scanner has noted.
        fileprivate var place = unknownPlace
        /// The shape of the objects under the name, -1 as long as there was none.
        fileprivate var below: Int32 = -1
        /// Another name of the shape, 0 if there is none.
        fileprivate let sibling: Int32
        /// Where the name lies in ``texts``.
        fileprivate let textStart: Int32
    }

    /// What the scanner may do about a member whose value is a plain text, without asking.
    enum Passing: UInt8 {
        /// Stop at it, so that whoever walks over the object decides.
        case stop
        /// Pass over it.
        case drop
        /// Note it as one that is kept as it is.
        case keep
    }

    struct Shape {
        /// The name that came first, 0 if none did.
        var first: Int32 = 0
        /// One of its names, from which its siblings lead to all.
        var anyName: Int32 = 0
        var nameCount = 0
        /// The bits of the names' hashes.
        var hashes: UInt64 = 0
        /// The bits of the names that are dropped because the policy does not have them.
        var droppedNames: UInt64 = 0
        /// Whether nothing of its objects is wanted.
        let isSkipped: Bool
        /// Whether its objects have so many names that they are data and no schema.
        var isGivenUp = false
    }

    /// All names. The first stands for none: it equals nothing, and is followed by itself.
    private var names = PlainBuffer<Name>()
    private var shapes = PlainBuffer<Shape>()
    /// The shapes of the objects at the policy's places.
    private var placeShapes = PlainBuffer<Int32>()
    private var texts = ByteBuffer(capacity: 0)

    /// What stands for a name of which nothing is noted.
    static let unknownPlace: Int32 = -2
    /// A shape has one bit for each name.
    static let namesPerShape = 64
    /// Together they take some hundred kilobytes at most.
    static let nameLimit = 1024
    static let shapeLimit = 256
    /// Longer names are read.
    static let longestName = 64
    /// How many names are tried. More would cost a new name more than they spare one that follows on many missing fields.
    static let tries = 4

    init() {
        names.append(
            Name(
                first: 1, firstMask: 0, last: 0, lastOffset: 0, byteCount: 0, passing: .stop, bit: 0, next: 0,
                sibling: 0,
                textStart: 0))
    }

    // MARK: - Shapes

    /// The shape of the objects at a place of the policy; -1 if there is none.
    @inline(__always)
    mutating func shape(ofPlace place: Int) -> Int32 {
        if place < placeShapes.count, case let shape = placeShapes[place], shape >= 0 { return usable(shape) }
        return newShape(ofPlace: place)
    }

    /// The shape of the objects that lie under a name, by themselves or in arrays, and of which nothing is wanted; -1 if there is none.
    @inline(__always)
    mutating func shape(below name: Int32) -> Int32 {
        if name <= 0 { return -1 }
        let shape = names[Int(name)].below
        if shape >= 0 { return usable(shape) }
        names[Int(name)].below = newShape(isSkipped: true)
        return names[Int(name)].below
    }

    /// The name that an object of a shape is expected to begin with; 0 if there is none.
    @inline(__always)
    func first(of shape: Int32) -> Int32 { shape < 0 ? 0 : shapes[Int(shape)].first }

    /// How many of the names whose bits are set are dropped because the policy does not have them.
    @inline(__always)
    func droppedCount(_ bits: UInt64, of shape: Int32) -> Int {
        shape < 0 ? 0 : (bits & shapes[Int(shape)].droppedNames).nonzeroBitCount
    }

    @inline(__always)
    private func usable(_ shape: Int32) -> Int32 { shapes[Int(shape)].isGivenUp ? -1 : shape }

    @inline(never)
    private mutating func newShape(ofPlace place: Int) -> Int32 {
        while placeShapes.count <= place { placeShapes.append(-1) }
        placeShapes[place] = newShape(isSkipped: false)
        return placeShapes[place]
    }

    @inline(never)
    private mutating func newShape(isSkipped: Bool) -> Int32 {
        guard shapes.count < Self.shapeLimit else { return -1 }
        shapes.append(Shape(isSkipped: isSkipped))
        return Int32(shapes.count - 1)
    }

    // MARK: - Names

    /// The names by their numbers, without a look at whether there is one of a number.
    @safe struct Table {
        private let base: UnsafePointer<Name>

        fileprivate init(_ names: borrowing PlainBuffer<Name>) {
            // Sound: there is always the name that stands for none.
            unsafe base = names.unchecked(0)
        }

        @inline(__always)
        subscript(number: Int32) -> Name {
            unsafeAddress {
                // Sound: numbers come from shapes and from names, which have those of names alone, and names are never removed.
                // Learning a name can move all of them, so that a table is good for one walk over members that are known.
                unsafe base + Int(number)
            }
        }
    }

    @inline(__always)
    var table: Table { Table(names) }

    /// The name whose `"name":` stands at an index, if it is the expected one or comes soon after it; 0 otherwise.
    ///
    /// `JSONScanner.passMembers` does the same for short names, in the middle of a record.
    func recognize(_ bytes: Span<UInt8>, at index: Int, expecting expected: Int32) -> Int32 {
        guard index + 8 <= bytes.count else { return 0 }
        let word = Self.load(bytes, index)
        var candidate = expected
        for _ in 0..<Self.tries {
            let name = names[Int(candidate)]
            if word & name.firstMask == name.first, isRest(of: Int(candidate), bytes, at: index) { return candidate }
            candidate = name.next
        }
        return 0
    }

    /// Whether what follows the first eight bytes is right too.
    private func isRest(of number: Int, _ bytes: Span<UInt8>, at index: Int) -> Bool {
        let end = Int(names[number].lastOffset)
        if end == 0 { return true }
        guard index + end + 8 <= bytes.count, Self.load(bytes, index + end) == names[number].last else { return false }
        if end <= 8 { return true }
        let start = Int(names[number].textStart) - 1
        return texts.withSpan { texts in
            for offset in 8..<end where bytes[index + offset] != texts[start + offset] { return false }
            return true
        }
    }

    @inline(__always)
    private static func load(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        // Sound: eight bytes are a number, and the load itself checks that they lie inside of the span.
        unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Lends a name's text, without escapes.
    func withText<R>(of name: Int32, _ body: (Span<UInt8>) -> R) -> R {
        let name = names[Int(name)]
        let start = Int(name.textStart)
        return texts.withSpan { texts in body(texts.extracting(start..<start + Int(name.byteCount) - 3)) }
    }

    func bit(of name: Int32) -> UInt64 { names[Int(name)].bit }

    func byteCount(of name: Int32) -> Int { Int(names[Int(name)].byteCount) }

    func next(after name: Int32) -> Int32 { names[Int(name)].next }

    @inline(__always)
    func place(of name: Int32) -> Int32 {
        precondition(name >= 0 && name < names.count, "ObjectShapes: no such name")
        // Sound: just checked.
        return unsafe names.unchecked(Int(name)).pointee.place
    }

    /// Notes that a name leads to no place of the policy, and is dropped.
    mutating func noteDropped(_ name: Int32, of shape: Int32) {
        names[Int(name)].place = -1
        names[Int(name)].passing = .drop
        shapes[Int(shape)].droppedNames |= names[Int(name)].bit
    }

    /// Notes that a name leads to a place, or to none (-1) of an object that is kept whole; `rule` is the one that keeps a single value there.
    mutating func note(place: Int32, keptBy rule: Int32?, of name: Int32) {
        names[Int(name)].place = place
        if let rule {
            names[Int(name)].passing = .keep
            names[Int(name)].rule = rule
        }
    }

    /// A shape's name by its text, the long way; 0 if it has none like it.
    func find(_ text: Span<UInt8>, hashBit: UInt64, in shape: Int32) -> Int32 {
        let shape = shapes[Int(shape)]
        guard shape.hashes & hashBit != 0 else { return 0 }
        return texts.withSpan { texts in
            var candidate = shape.anyName
            while candidate > 0 {
                let name = names[Int(candidate)]
                let start = Int(name.textStart)
                if Int(name.byteCount) - 3 == text.count, texts.extracting(start..<start + text.count).isEqual(to: text)
                {
                    return candidate
                }
                candidate = name.sibling
            }
            return 0
        }
    }

    /// Expects a name of a shape after another, or at the beginning.
    mutating func expect(_ name: Int32, after previous: Int32, in shape: Int32) {
        if previous > 0 { names[Int(previous)].next = name } else { shapes[Int(shape)].first = name }
    }

    /// Takes up a name that a shape does not have, after another or at the beginning; 0 if there is no room for it.
    mutating func learn(_ text: Span<UInt8>, hashBit: UInt64, after previous: Int32, in shape: Int32) -> Int32 {
        let count = shapes[Int(shape)].nameCount
        guard count < Self.namesPerShape else {
            // Where every object brings new names, looking for known ones is in vain.
            shapes[Int(shape)].isGivenUp = true
            return 0
        }
        guard text.count <= Self.longestName, names.count < Self.nameLimit else { return 0 }
        let start = texts.count
        texts.append(text)
        let number = Int32(names.count)
        let next = previous > 0 ? names[Int(previous)].next : shapes[Int(shape)].first
        let name = Self.name(
            text, passing: shapes[Int(shape)].isSkipped ? .drop : .stop, bit: 1 << UInt64(count), next: next,
            sibling: shapes[Int(shape)].anyName, textStart: start)
        names.append(name)
        shapes[Int(shape)].anyName = number
        shapes[Int(shape)].nameCount = count + 1
        shapes[Int(shape)].hashes |= hashBit
        expect(number, after: previous, in: shape)
        return number
    }

    private static func name(
        _ text: Span<UInt8>, passing: Passing, bit: UInt64, next: Int32, sibling: Int32, textStart: Int
    ) -> Name {
        var token = ByteBuffer(capacity: 80)
        token.append(UInt8(ascii: "\""))
        token.append(text)
        token.append("\":")
        let byteCount = token.count
        // So that even the shortest can be loaded whole.
        token.append("\0\0\0\0\0\0\0\0")
        return token.withSpan { token in
            let mask: UInt64 = byteCount >= 8 ? .max : (1 << UInt64(byteCount * 8) - 1).littleEndian
            let first = load(token, 0) & mask
            let lastOffset = max(byteCount - 8, 0)
            return Name(
                first: first, firstMask: mask, last: lastOffset > 0 ? load(token, lastOffset) : first,
                lastOffset: UInt8(lastOffset), byteCount: UInt8(byteCount), passing: passing, bit: bit, next: next,
                sibling: sibling,
                textStart: Int32(textStart))
        }
    }
}
