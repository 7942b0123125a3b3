extension Span where Element == UInt8 {
    /// Lends the bytes to a C function that declares its argument as non-null: an empty span has a nil base.
    @inline(__always)
    func withNonNullPointer<R>(_ body: (UnsafePointer<UInt8>, Int) -> R) -> R {
        // Sound: the buffer is lent for the call; in place of an empty one a byte is lent that nobody reads, with a
        // count of 0.
        unsafe withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { return unsafe body(base, buffer.count) }
            return unsafe withUnsafePointer(to: 0 as UInt8) { unsafe body($0, 0) }
        }
    }
}
