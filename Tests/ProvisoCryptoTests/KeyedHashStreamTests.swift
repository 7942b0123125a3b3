import ProvisoCrypto
import Testing

@Suite struct KeyedHashStreamTests {
    @Test func `spans, arrays and texts can be mixed`() throws {
        let key = try HashingKey.generate()
        var stream = try KeyedHashStream(key, outputByteCount: 32)
        let span: [UInt8] = [1, 2, 3]
        stream.update(span.span)
        stream.update([4, 5])
        stream.update("ü")
        #expect(stream.finalize() == array(key.hash256([1, 2, 3, 4, 5] + Array("ü".utf8))))
    }

    @Test func `a stream without pieces is the hash of nothing`() throws {
        let key = try HashingKey.generate()
        let stream = try KeyedHashStream(key, outputByteCount: 32)
        #expect(stream.finalize() == array(key.hash256("")))
    }

    @Test func `empty pieces change nothing`() throws {
        let key = try HashingKey.generate()
        var stream = try KeyedHashStream(key, outputByteCount: 16)
        stream.update("")
        stream.update("one")
        stream.update([])
        stream.update(Span<UInt8>())
        #expect(stream.finalize() == array(key.hash128("one")))
    }

    @Test(arguments: [0, 1, 2])
    func `a stream keeps its personalization`(index: Int) throws {
        let key = try HashingKey.generate()
        var stream = try KeyedHashStream(key, personalization: personalizations[index], outputByteCount: 32)
        stream.update("a message")
        #expect(stream.finalize() == array(key.hash256("a message", personalization: personalizations[index])))
    }

    /// Each byte alone, over several blocks: the buffer inside libsodium holds two of them.
    @Test func `a message can arrive byte by byte`() throws {
        let key = try HashingKey.generate()
        let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        var stream = try KeyedHashStream(key, outputByteCount: 64)
        for byte in message { stream.update([byte]) }
        #expect(stream.finalize() == KeyedHashTests.hash(message, key: key, count: 64))
    }

    @Test func `two streams under one key do not disturb each other`() throws {
        let key = try HashingKey.generate()
        var first = try KeyedHashStream(key, outputByteCount: 32)
        var second = try KeyedHashStream(key, outputByteCount: 32)
        for piece in ["a", "b", "c"] {
            first.update(piece)
            second.update(piece + piece)
        }
        #expect(first.finalize() == array(key.hash256("abc")))
        #expect(second.finalize() == array(key.hash256("aabbcc")))
    }

    @Test func `a stream outlives the key that it was started with`() throws {
        let keyBytes = try RandomBytes.array(count: 32)
        func start() throws -> KeyedHashStream {
            try KeyedHashStream(HashingKey(copying: keyBytes.span), outputByteCount: 32)
        }
        var stream = try start()
        stream.update("later")
        #expect(try stream.finalize() == array(HashingKey(copying: keyBytes.span).hash256("later")))
    }

    @Test(arguments: [0, 15, 65])
    func `another output length than 16 to 64 bytes stops the program`(count: Int) async {
        await #expect(processExitsWith: .failure) { [count] in
            _ = try KeyedHashStream(HashingKey.generate(), outputByteCount: count)
        }
    }
}
