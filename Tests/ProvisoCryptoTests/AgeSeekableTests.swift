import Testing

@testable import ProvisoCrypto

/// Files that are opened in any order.
@Suite struct AgeSeekableTests {
    private struct Refusal: Error {}

    // MARK: The testkit

    @Test(
        .enabled(if: AgeVector.hasKit, "the folder ../shared/vectors with age's testkit is not on this machine"),
        arguments: AgeVector.all.filter { $0.isOurs && !$0.isArmored })
    func `a vector has its result, read in pieces of any size`(vector: AgeVector) throws {
        let streamed = try AgeFiles.open(vector.file, with: vector.openers())
        for pieceByteCount in [Int.max, 1, 2, 15, 16, 17, 65535, 65536, 65537] {
            if pieceByteCount == 1, vector.file.count > 65536 { continue }
            let opened = try Self.open(vector.file, with: vector.openers(), pieceByteCount: pieceByteCount)
            #expect(opened.error == streamed.error, "pieces of \(pieceByteCount) bytes")
            if streamed.error == nil {
                #expect(opened.content == streamed.content, "pieces of \(pieceByteCount) bytes")
            } else {
                // What streaming has handed on before it came to the damage is never more than the whole chunks before
                // it; where the end shows the damage, nothing is read at all.
                let wholeChunks = streamed.content.prefix(opened.content.count)
                #expect(opened.content == Array(wholeChunks), "pieces of \(pieceByteCount) bytes")
            }
        }
    }

    @Test(
        .enabled(if: AgeVector.hasKit, "the folder ../shared/vectors with age's testkit is not on this machine"),
        arguments: AgeVector.all.filter(\.isArmored))
    func `an armored vector cannot be read so`(vector: AgeVector) throws {
        #expect(try Self.open(vector.file, with: vector.openers()).error == .headerInvalid)
    }

    // MARK: Ranges

    @Test(arguments: [0, 1, 65535, 65536, 65537, 131072, 131073, 300_000])
    func `any range is what it is in the content`(byteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: byteCount)
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal(content, to: [identity.recipient])
        var opener = try Self.opener(file, with: AgeIdentities(identity))
        #expect(opener.byteCount == byteCount)
        #expect(opener.openedBy == identity.recipient)
        var ranges = [0..<0, byteCount..<byteCount, 0..<byteCount, byteCount / 2..<byteCount]
        for edge in [0, 1, 65535, 65536, 65537, 131071, 131072, 131073, byteCount - 1]
        where edge >= 0 && edge < byteCount {
            ranges.append(edge..<edge + 1)
            ranges.append(0..<edge)
            ranges.append(edge..<byteCount)
        }
        for _ in 0..<100 {
            let bounds = [
                Int.random(in: 0...byteCount, using: &generator), .random(in: 0...byteCount, using: &generator),
            ]
            ranges.append(bounds.min()!..<bounds.max()!)
        }
        for range in ranges.shuffled(using: &generator) {
            var read: [UInt8] = []
            try opener.read(range, source: Self.source(file)) { piece in
                #expect(!piece.isEmpty && piece.count <= 65536)
                AgeFiles.append(piece, to: &read)
            }
            #expect(read == Array(content[range]), "\(range)")
        }
    }

    @Test func `only what is asked for is read, and the end first`() throws {
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([UInt8](repeating: 1, count: 65536 * 3 + 5), to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        var reads: [Range<Int>] = []
        let source: AgeSeekableOpener.Source = { offset, bytes in
            reads.append(offset..<offset + bytes.count)
            try Self.source(file)(offset, &bytes)
        }
        var opener = try AgeSeekableOpener.open(
            identities: AgeIdentities(identity), fileByteCount: file.count, source: source)
        #expect(reads == [0..<4096, start + 65552 * 3..<file.count])
        reads = []
        // The chunk that was opened last is there already, and so it is after every reading.
        try opener.read(65536 * 3 + 1..<65536 * 3 + 4, source: source) { _ in }
        #expect(reads.isEmpty)
        try opener.read(65536 + 7..<65536 + 8, source: source) { _ in }
        try opener.read(65536 + 900..<65536 + 1000, source: source) { _ in }
        #expect(reads == [start + 65552..<start + 65552 * 2])
        try opener.read(65536 * 2 - 1..<65536 * 2 + 1, source: source) { _ in }
        #expect(reads == [start + 65552..<start + 65552 * 2, start + 65552 * 2..<start + 65552 * 3])
    }

    @Test func `a header of several blocks is read`() throws {
        let identity = try AgeIdentity.generate()
        let others = try (0..<100).map { _ in try AgeIdentity.generate().recipient }
        let file = try AgeFiles.seal([1, 2, 3], to: others + [identity.recipient])
        #expect(try Self.open(file, with: AgeIdentities(identity)).content == [1, 2, 3])
    }

    @Test func `a range outside of the content stops the program`() async {
        for range in [0..<4, 3..<4, -1..<1] {
            await #expect(processExitsWith: .failure) {
                [lower = range.lowerBound as Int, upper = range.upperBound as Int] in
                let identity = try AgeIdentity.generate()
                let file = try AgeFiles.seal([1, 2, 3], to: [identity.recipient])
                var opener = try AgeSeekableTests.opener(file, with: AgeIdentities(identity))
                try opener.read(lower..<upper, source: AgeSeekableTests.source(file)) { _ in }
            }
        }
    }

    // MARK: Damage

    @Test(arguments: [0, 1, 100, 65536, 65537])
    func `a file that was cut off anywhere gives nothing`(byteCount: Int) throws {
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([UInt8](repeating: 5, count: byteCount), to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        let cuts = Set([0, 1, 16, 17, 18, 65535, 65551, 65552, 65553, 65567, 65568, file.count - start - 1])
        for count in Array(0..<start) + cuts.map({ start + $0 }) where count < file.count {
            let opened = try Self.open(Array(file[..<count]), with: AgeIdentities(identity))
            #expect(opened.error == (count < start ? .headerInvalid : .payloadInvalid), "\(count) bytes")
            #expect(opened.content.isEmpty)
        }
        for rest in [[0], [UInt8](repeating: 0, count: 16), [UInt8](repeating: 0, count: 65552)] {
            let opened = try Self.open(file + rest, with: AgeIdentities(identity))
            #expect(opened.error == .payloadInvalid)
            #expect(opened.content.isEmpty)
        }
    }

    /// A second payload of the same file key would do; that of another file does not open at all.
    @Test func `an empty chunk behind a full one is refused`() throws {
        let identity = try AgeIdentity.generate()
        let fileKey = try AgeFileKey.generate()
        let stanza = try AgeX25519.wrap(fileKey, for: identity.recipient)
        let header = AgeHeader(stanzas: [stanza], authenticatedWith: fileKey)
        let nonce = [UInt8](repeating: 9, count: 16)
        let key = try fileKey.payloadKey(nonce: nonce.span)
        let chunk = ChaChaPolyTests.seal(
            [UInt8](repeating: 0, count: 65536), key: key, nonce: AgePayload.nonce(chunk: 0, isLast: false), context: []
        )
        let empty = ChaChaPolyTests.seal([], key: key, nonce: AgePayload.nonce(chunk: 1, isLast: true), context: [])
        let file = header.text + nonce + chunk + empty
        #expect(try Self.open(file, with: AgeIdentities(identity)).error == .payloadInvalid)
    }

    @Test func `damage is found in its chunk, and the others are read all the same`() throws {
        let identity = try AgeIdentity.generate()
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: 65536 * 3 + 5)
        var file = try AgeFiles.seal(content, to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        file[start + 65552 + 100] ^= 1
        var opener = try Self.opener(file, with: AgeIdentities(identity))
        for _ in 0..<2 {
            var read: [UInt8] = []
            #expect(throws: CryptoError.payloadInvalid) {
                try opener.read(65530..<65540, source: Self.source(file)) { AgeFiles.append($0, to: &read) }
            }
            #expect(read == Array(content[65530..<65536]))
            read = []
            try opener.read(131072..<content.count, source: Self.source(file)) { AgeFiles.append($0, to: &read) }
            #expect(read == Array(content[131072...]))
        }
    }

    @Test func `chunks cannot change places`() throws {
        let identity = try AgeIdentity.generate()
        let content = [UInt8](repeating: 1, count: 65536) + [UInt8](repeating: 2, count: 65536) + [3]
        let file = try AgeFiles.seal(content, to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        let chunks = [file[start..<start + 65552], file[(start + 65552)..<(start + 131104)], file[(start + 131104)...]]
        for order in [[1, 0, 2], [0, 0, 2], [1, 1, 2]] {
            let forged = Array(file[..<start]) + order.flatMap { chunks[$0] }
            #expect(try Self.open(forged, with: AgeIdentities(identity)).error == .payloadInvalid, "\(order)")
        }
        for order in [[0, 2], [0, 1], [0, 1, 2, 2], [2, 1, 0]] {
            let forged = Array(file[..<start]) + order.flatMap { chunks[$0] }
            let opened = try Self.open(forged, with: AgeIdentities(identity))
            #expect(opened.error == .payloadInvalid && opened.content.isEmpty, "\(order)")
        }
    }

    @Test func `an error of source or receiver goes through, and reading goes on after it`() throws {
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([UInt8](repeating: 1, count: 70_000), to: [identity.recipient])
        #expect(throws: Refusal.self) {
            _ = try AgeSeekableOpener.open(identities: AgeIdentities(identity), fileByteCount: file.count) { _, _ in
                throw Refusal()
            }
        }
        var opener = try Self.opener(file, with: AgeIdentities(identity))
        let refusing: AgeSeekableOpener.Source = { _, _ in throw Refusal() }
        #expect(throws: Refusal.self) { try opener.read(0..<1, source: refusing) { _ in } }
        #expect(throws: Refusal.self) { try opener.read(0..<1, source: Self.source(file)) { _ in throw Refusal() } }
        var count = 0
        try opener.read(0..<70_000, source: Self.source(file)) { count += $0.count }
        #expect(count == 70_000)
    }

    // MARK: Helpers

    private static func source(_ file: [UInt8]) -> AgeSeekableOpener.Source {
        { offset, bytes in
            for index in bytes.indices { bytes[index] = file[offset + index] }
        }
    }

    private static func opener(_ file: [UInt8], with identities: AgeIdentities) throws -> AgeSeekableOpener {
        try AgeSeekableOpener.open(identities: identities, fileByteCount: file.count, source: source(file))
    }

    /// Reads a file in pieces of this size from its beginning to its end.
    private static func open(
        _ file: [UInt8], with identities: AgeIdentities, pieceByteCount: Int = .max
    ) throws -> OpenedFile {
        var result = OpenedFile()
        do {
            var opener = try opener(file, with: identities)
            result.openedBy = opener.openedBy
            try AgeFiles.forEachPiece(of: opener.byteCount, pieceByteCount) { piece in
                try opener.read(piece, source: source(file)) { AgeFiles.append($0, to: &result.content) }
            }
        } catch let error as CryptoError {
            result.error = error
        }
        return result
    }
}
