internal import CSodium

/// Lends bytes that are zero at first and wiped after the call, for secrets on their way from one guarded place to
/// another.
func withWipedBytes<R: ~Copyable, Failure: Error>(
    count: Int, _ body: (inout MutableSpan<UInt8>) throws(Failure) -> R
) throws(Failure) -> R {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    defer { wipe(&span) }
    return try body(&span)
}

/// A buffer of a fixed size for content that is not for everybody. It never grows, and it is wiped when it goes away.
@safe
package struct WipedBuffer: ~Copyable, @unchecked Sendable {
    // Invariant: `base` points to `capacity` initialized bytes that belong to this value alone. That makes it safe to
    // send.
    private let base: UnsafeMutablePointer<UInt8>
    /// Whether the bytes lie in guarded pages, as those of a key do, and not in the heap.
    private let isGuarded: Bool
    package let capacity: Int
    /// How many bytes are in it.
    package private(set) var count = 0

    init(capacity: Int) {
        unsafe base = .allocate(capacity: capacity)
        // Sound: the memory was just allocated with this capacity.
        unsafe base.initialize(repeating: 0, count: capacity)
        self.capacity = capacity
        isGuarded = false
    }

    /// A buffer in guarded pages, for content that consists of keys.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(guardedCapacity capacity: Int) throws(CryptoError) {
        try SodiumLibrary.requireReady()
        guard let base = unsafe sodium_malloc(capacity) else { throw .memoryUnavailable(byteCount: capacity) }
        // Sound: sodium_malloc gave `capacity` bytes, which it fills.
        unsafe self.base = unsafe base.bindMemory(to: UInt8.self, capacity: capacity)
        self.capacity = capacity
        isGuarded = true
    }

    deinit {
        if isGuarded {
            // Sound: it came from sodium_malloc and is freed only here; sodium_free wipes it first.
            unsafe sodium_free(base)
        } else {
            // Sound: allocated in the initializer with this capacity, and freed only here.
            unsafe sodium_memzero(base, capacity)
            // Sound: as above.
            unsafe base.deallocate()
        }
    }

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { count == capacity }

    mutating func removeAll() {
        count = 0
    }

    /// Takes bytes from `position` on until the buffer is full, and moves `position` behind the last that was taken.
    package mutating func fill(from source: Span<UInt8>, at position: inout Int) {
        fill(from: source, at: &position, upTo: capacity)
    }

    /// The same until the buffer holds so many bytes.
    mutating func fill(from source: Span<UInt8>, at position: inout Int, upTo limit: Int) {
        precondition(count <= limit && limit <= capacity, "WipedBuffer: more than it was made for")
        let taken = min(limit - count, source.count - position)
        // Sound: `taken` bytes are left in both, and the source is borrowed, so it is other memory.
        unsafe source.extracting(position..<position + taken).withUnsafeBufferPointer { source in
            if let start = source.baseAddress { unsafe (base + count).update(from: start, count: taken) }
        }
        count += taken
        position += taken
    }

    /// Lets the caller write the first `count` bytes, which are the content afterwards.
    package mutating func replace<R, Failure: Error>(
        count: Int, _ write: (inout MutableSpan<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R {
        precondition(count <= capacity, "WipedBuffer: more than it was made for")
        self.count = count
        // Sound: the bytes are initialized, and lent to nobody else during the call.
        var bytes = unsafe MutableSpan<UInt8>(_unsafeStart: base, count: count)
        return try write(&bytes)
    }

    /// Lends the content.
    package borrowing func withContent<R: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> R
    ) throws(Failure) -> R {
        // Sound: the first `count` bytes are initialized, and nobody writes to them during the call.
        try body(unsafe Span<UInt8>(_unsafeStart: base, count: count))
    }
}
