import ProvisoCrypto
import Testing

@Suite struct ConstantTimeTests {
    @Test func `equal bytes are equal`() {
        let bytes: [UInt8] = [1, 2, 3]
        let areEqualSpans = ConstantTime.areEqual(bytes.span, bytes.span)
        #expect(ConstantTime.areEqual(bytes, [1, 2, 3]))
        #expect(areEqualSpans)
    }

    @Test func `two empty byte strings are equal`() {
        #expect(ConstantTime.areEqual([], []))
        let areEmptySpansEqual = ConstantTime.areEqual(Span<UInt8>(), Span<UInt8>())
        #expect(areEmptySpansEqual)
    }

    @Test func `byte strings of different lengths are not equal`() {
        #expect(!ConstantTime.areEqual([], [0]))
        #expect(!ConstantTime.areEqual([1, 2, 3], [1, 2]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 2, 0]))
    }

    @Test func `a difference in any single bit is seen`() {
        let original = [UInt8](repeating: 0x5A, count: 33)
        for bit in 0..<(33 * 8) {
            var changed = original
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(!ConstantTime.areEqual(original, changed), "bit \(bit)")
        }
    }

    @Test func `a wiped array is zeros of the same length`() {
        var bytes = [UInt8](repeating: 0xFF, count: 100)
        wipe(&bytes)
        #expect(bytes == [UInt8](repeating: 0, count: 100))
        var none: [UInt8] = []
        wipe(&none)
        #expect(none == [])
    }

    @Test func `wiping a part leaves the rest`() {
        var bytes: [UInt8] = [1, 2, 3, 4, 5]
        // Sound: the array is borrowed exclusively, and the span covers three bytes in its middle.
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var middle = unsafe MutableSpan(_unsafeElements: buffer.extracting(1..<4))
            wipe(&middle)
        }
        #expect(bytes == [1, 0, 0, 0, 5])
    }
}
