import Testing

@testable import ProvisoCrypto

/// Files that several threads seal and open.
@Suite struct AgeThreadsTests {
    private struct Refusal: Error {}

    @Test(arguments: [0, 1, 65535, 65536, 65537, 131072, 65536 * 6, 65536 * 37 + 11], [2, 3, 16, 100])
    func `several threads write the same bytes as one, and read them again`(byteCount: Int, threadCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: byteCount)
        let key = try SealingKey.generate()
        let expected = Self.seal(content, key: key, threadCount: 1)
        for pieceByteCount in [Int.max, 1000, 65535, 65536, 65537, 1 << 20] {
            #expect(Self.seal(content, key: key, pieceByteCount, threadCount: threadCount) == expected)
            let opened = try Self.open(expected, key: key, pieceByteCount, threadCount: threadCount)
            #expect(opened.error == nil)
            #expect(opened.content == content)
        }
    }

    @Test(arguments: [1, 2, 3])
    func `a file passes from threads to threads`(threadCount: Int) throws {
        let identity = try AgeIdentity.generate()
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: 1_000_000)
        for isArmored in [false, true] {
            let file = try AgeFiles.seal(
                content, to: [identity.recipient], pieceByteCount: 100_003, isArmored: isArmored,
                threadCount: threadCount)
            let opened = try AgeFiles.open(file, with: identity, pieceByteCount: 100_003, threadCount: 4 - threadCount)
            #expect(opened.error == nil)
            #expect(opened.content == content)
        }
    }

    @Test(arguments: [2, 4, 16, 1000])
    func `the buffers do not grow, however large the file and however many threads are asked for`(
        threadCount: Int
    ) throws {
        let identity = try AgeIdentity.generate()
        let block = [UInt8](repeating: 7, count: 100_003)
        var sealer = try AgeSealer(to: [identity.recipient], threadCount: threadCount)
        var opener = AgeOpener(identity: identity, threadCount: threadCount)
        var received = 0
        // Two slots for each thread, at most 16, and two more; each for a sealed chunk going in and one coming out.
        let slots = (2 * min(threadCount, 16) + 2) * 2 * 65552
        for _ in 0..<200 {
            try sealer.write(block.span) { sealed in
                #expect(sealed.count <= 65552)
                try opener.write(sealed) { received += $0.count }
            }
            #expect(sealer.bufferedByteCapacity == slots)
            #expect(opener.bufferedByteCapacity == slots + 65536 + 65552)
        }
        try sealer.finish { try opener.write($0) { received += $0.count } }
        try opener.finish { received += $0.count }
        #expect(received == 200 * block.count)
        #expect(slots < 5 << 20)
    }

    @Test(arguments: [2, 5])
    func `damage in a chunk lets those before it out and none behind it`(threadCount: Int) throws {
        let key = try SealingKey.generate()
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: 65536 * 20 + 5)
        let payload = Self.seal(content, key: key, threadCount: 1)
        for chunk in 0...20 {
            var damaged = payload
            damaged[chunk * 65552 + 3] ^= 1
            for pieceByteCount in [Int.max, 5000, 65552] {
                let opened = try Self.open(damaged, key: key, pieceByteCount, threadCount: threadCount)
                #expect(opened.error == .payloadInvalid)
                #expect(opened.content == Array(content.prefix(chunk * 65536)))
            }
        }
    }

    @Test(arguments: [2, 5])
    func `chunks that changed places, are missing or follow the last are refused`(threadCount: Int) throws {
        let key = try SealingKey.generate()
        let content = [UInt8](repeating: 1, count: 65536 * 3)
        let payload = Self.seal(content, key: key, threadCount: 1)
        let chunks = (0..<3).map { payload[$0 * 65552..<($0 + 1) * 65552] }
        for (order, openedCount) in [
            ([1, 0, 2], 0), ([0, 2], 1), ([0, 0, 1, 2], 1), ([0, 1, 2, 2], 3), ([0, 1], 2), ([2], 0), ([], 0),
        ] {
            let forged = order.flatMap { chunks[$0] }
            let opened = try Self.open(forged, key: key, threadCount: threadCount)
            #expect(opened.error == .payloadInvalid, "\(order)")
            #expect(opened.content.count == openedCount * 65536, "\(order)")
        }
        // Something behind the last chunk, which is a full one, and does not fill a chunk itself.
        for rest in [1, 16, 100] {
            let forged = payload + [UInt8](repeating: 0, count: rest)
            let opened = try Self.open(forged, key: key, threadCount: threadCount)
            #expect(opened.error == .payloadInvalid)
            #expect(opened.content.count == content.count)
        }
    }

    @Test func `a receiver that refuses ends the work, and so does whoever gives up`() throws {
        let identity = try AgeIdentity.generate()
        let content = [UInt8](repeating: 1, count: 65536 * 50)
        let file = try AgeFiles.seal(content, to: [identity.recipient])
        for _ in 0..<20 {
            var opener = AgeOpener(identity: identity, threadCount: 4)
            #expect(throws: Refusal.self) { try opener.write(file.span) { _ in throw Refusal() } }
            #expect(throws: CryptoError.payloadInvalid) { try opener.write(file.span) { _ in } }
            var sealer = try AgeSealer(to: [identity.recipient], threadCount: 4)
            var pieces = 0
            #expect(throws: Refusal.self) {
                try sealer.write(content.span) { _ in
                    pieces += 1
                    if pieces == 3 { throw Refusal() }
                }
            }
            var abandoned = try AgeSealer(to: [identity.recipient], threadCount: 4)
            abandoned.write(content.span.extracting(first: 65536 * 5)) { _ in }
        }
    }

    @Test func `many files are written at once`() async throws {
        let identity = try AgeIdentity.generate()
        let recipient = identity.recipient
        let files = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for number in 0..<8 {
                group.addTask {
                    let content = [UInt8](repeating: UInt8(number), count: 65536 * 10 + number)
                    return (number, try AgeFiles.seal(content, to: [recipient], threadCount: 3))
                }
            }
            return try await group.reduce(into: [Int: [UInt8]]()) { $0[$1.0] = $1.1 }
        }
        for (number, file) in files {
            let opened = try AgeFiles.open(file, with: identity, threadCount: 2)
            #expect(opened.content == [UInt8](repeating: UInt8(number), count: 65536 * 10 + number))
        }
        #expect(files.count == 8)
    }

    #if os(Linux)
    @Test func `threads leave nothing of key and content behind`() async {
        await #expect(processExitsWith: .success) {
            var content = try RandomBytes.array(count: 65536 * 8)
            let contentScanner = MemoryScanner(for: content.span.extracting(65536..<65568))
            var received = 0
            let keyScanner: MemoryScanner
            do {
                let key = try SealingKey.generate()
                keyScanner = SecretUse.scanner(for: key)
                #expect(try keyScanner.occurrences() == [1, 1, 1, 1])
                let payload = AgeThreadsTests.seal(content, key: key, threadCount: 4)
                wipe(&content)
                var opener = AgePayloadOpener(key: SealingKey(sharing: key), threadCount: 4)
                try opener.write(payload.span) { received += $0.count }
                try opener.finish { received += $0.count }
            }
            #expect(received == 65536 * 8)
            #expect(try keyScanner.occurrences() == [0, 0, 0, 0])
            #expect(try contentScanner.occurrences() == [0, 0, 0, 0])
        }
    }
    #endif

    // MARK: Helpers

    private static func seal(
        _ content: [UInt8], key: borrowing SealingKey, _ pieceByteCount: Int = .max, threadCount: Int
    ) -> [UInt8] {
        var payload: [UInt8] = []
        var sealer = AgePayloadSealer(key: SealingKey(sharing: key), threadCount: threadCount)
        AgeFiles.forEachPiece(of: content.count, pieceByteCount) { piece in
            sealer.write(content.span.extracting(piece)) { AgeFiles.append($0, to: &payload) }
        }
        sealer.finish { AgeFiles.append($0, to: &payload) }
        return payload
    }

    private static func open(
        _ payload: [UInt8], key: borrowing SealingKey, _ pieceByteCount: Int = .max, threadCount: Int
    ) throws -> OpenedFile {
        var result = OpenedFile()
        do {
            var opener = AgePayloadOpener(key: SealingKey(sharing: key), threadCount: threadCount)
            try AgeFiles.forEachPiece(of: payload.count, pieceByteCount) { piece in
                try opener.write(payload.span.extracting(piece)) { AgeFiles.append($0, to: &result.content) }
            }
            try opener.finish { AgeFiles.append($0, to: &result.content) }
        } catch let error as CryptoError {
            result.error = error
        }
        return result
    }
}
