/// Looks for the few bytes of a text that mean something, sixteen at a time.
enum ByteSearch {
    /// The first index from `start` on whose byte is one of those looked for; the count if there is none.
    ///
    /// They are named twice: once for a byte, and once for a vector of sixteen. In the latter every mask must have its
    /// type written out: an inferred one compiles to a loop over bytes.
    @inline(__always)
    static func first(
        in bytes: Span<UInt8>, from start: Int, where isFound: (UInt8) -> Bool,
        mask: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>
    ) -> Int {
        var index = start
        let count = bytes.count
        while index &+ 16 <= count {
            // Sound: any sixteen bytes are a vector, and the load itself checks that they lie inside of the span.
            let block = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let found: SIMDMask<SIMD16<Int8>> = mask(block)
            // Sound: a mask has the size of its vector; each of its bytes is 0 or 0xFF.
            let words = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
            if words[0] != 0 { return index &+ words[0].trailingZeroBitCount &>> 3 }
            if words[1] != 0 { return index &+ 8 &+ words[1].trailingZeroBitCount &>> 3 }
            index &+= 16
        }
        while index < count, !isFound(bytes[index]) { index &+= 1 }
        return index
    }

    /// The first of one byte or another.
    @inline(__always)
    static func first(_ one: UInt8, or other: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
        first(in: bytes, from: start) {
            $0 == one || $0 == other
        } mask: { block in
            let isOne: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: one)
            let isOther: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: other)
            let found: SIMDMask<SIMD16<Int8>> = isOne .| isOther
            return found
        }
    }

    /// Whether the sixteen bytes, as signed ones, are below a limit: all that is not ASCII, and the control characters
    /// up to it.
    @inline(__always)
    static func isSignedLess(_ block: SIMD16<UInt8>, than limit: Int8) -> SIMDMask<SIMD16<Int8>> {
        // Sound: both vectors have the same size, and any bits are a signed byte.
        let signed = unsafe unsafeBitCast(block, to: SIMD16<Int8>.self)
        let less: SIMDMask<SIMD16<Int8>> = signed .< SIMD16<Int8>(repeating: limit)
        return less
    }
}
