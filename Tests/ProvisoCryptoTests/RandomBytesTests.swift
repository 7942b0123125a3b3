import ProvisoCrypto
import Testing

@Suite struct RandomBytesTests {
    @Test func `two arrays of 32 bytes differ`() throws {
        let first = try RandomBytes.array(count: 32)
        let second = try RandomBytes.array(count: 32)
        #expect(first.count == 32)
        #expect(first != second)
    }

    @Test func `an empty buffer is filled with nothing`() throws {
        #expect(try RandomBytes.array(count: 0) == [])
    }

    /// A position that is never written would stay zero in all of 64 fillings; by chance that happens once in 2^512.
    @Test func `every byte of a buffer is written`() throws {
        var written = [Bool](repeating: false, count: 257)
        for _ in 0..<64 {
            let bytes = try RandomBytes.array(count: written.count)
            for index in bytes.indices where bytes[index] != 0 { written[index] = true }
        }
        #expect(written.allSatisfy { $0 })
    }

    @Test func `only the lent part of an array is filled`() throws {
        var bytes = [UInt8](repeating: 0, count: 96)
        // Sound: the array is borrowed exclusively, and the span covers 32 bytes in its middle.
        try unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var middle = unsafe MutableSpan(_unsafeElements: buffer.extracting(32..<64))
            try RandomBytes.fill(&middle)
        }
        #expect(bytes[..<32].allSatisfy { $0 == 0 })
        #expect(bytes[32..<64].contains { $0 != 0 })
        #expect(bytes[64...].allSatisfy { $0 == 0 })
    }
}
