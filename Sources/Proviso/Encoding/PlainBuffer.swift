/// A growable run of plain values, such as numbers and structures of numbers.
///
/// An array would do the same with a uniqueness check on every change, which on the way of every field costs more than the change.
@safe
struct PlainBuffer<Element: BitwiseCopyable>: ~Copyable {
    // Invariant: `base` points to `capacity` elements, of which the first `count` are initialized; nobody else uses them as long as
    // this value lives.
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 16) {
        self.capacity = max(capacity, 1)
        unsafe base = .allocate(capacity: self.capacity)
    }

    init(repeating element: Element, count: Int) {
        self.init(capacity: count)
        // Sound: there is room for so many, and none is initialized.
        unsafe base.initialize(repeating: element, count: count)
        self.count = count
    }

    deinit {
        // Sound: allocated here or in `grow`, and freed once; plain values need no end.
        unsafe base.deallocate()
    }

    /// An element, where it lies: reading one of its fields does not copy the others.
    @inline(__always)
    subscript(index: Int) -> Element {
        unsafeAddress {
            precondition(index >= 0 && index < count, "PlainBuffer: an index out of range")
            // Sound: the element is initialized.
            return unsafe UnsafePointer(base + index)
        }
        unsafeMutableAddress {
            precondition(index >= 0 && index < count, "PlainBuffer: an index out of range")
            // Sound: as above, and this access is exclusive.
            return unsafe base + index
        }
    }

    /// The element at an index that was found to be one before. Sound only for such an index, and until an element is appended.
    @unsafe @inline(__always)
    func unchecked(_ index: Int) -> UnsafePointer<Element> {
        assert(index >= 0 && index < count, "PlainBuffer: an index out of range")
        // Sound: the caller knows that the element is initialized.
        return unsafe UnsafePointer(base + index)
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        // Sound: there is room for one more.
        unsafe (base + count).initialize(to: element)
        count &+= 1
    }

    /// Forgets everything from a count on.
    @inline(__always)
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "PlainBuffer: truncation to a greater count")
        self.count = count
    }

    @inline(never)
    private mutating func grow() {
        let newBase = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        // Sound: the new allocation is larger; moving plain values is copying.
        unsafe newBase.moveInitialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = unsafe newBase
        capacity *= 2
    }
}
