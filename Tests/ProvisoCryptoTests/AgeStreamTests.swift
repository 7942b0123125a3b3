import Testing

@testable import ProvisoCrypto

/// How files are pushed through: what comes when, in how much memory, and what happens after an error.
@Suite struct AgeStreamTests {
    private struct Refusal: Error {}

    @Test func `a large file passes through buffers that do not grow`() throws {
        let identity = try AgeIdentity.generate()
        var generator = SeededGenerator(seed: testSeed)
        let block = generator.bytes(count: 100_003)
        let byteCount = 20 << 20
        var sealer = try AgeSealer(to: [identity.recipient])
        var opener = AgeOpener(identity: identity)
        // Optional, because what a closure has captured cannot be consumed, but it can be taken out.
        var sent: SHA256Hasher? = SHA256Hasher()
        var received: SHA256Hasher? = SHA256Hasher()
        var receivedByteCount = 0
        var largestPiece = 0
        func take(_ piece: Span<UInt8>) {
            received?.update(piece)
            receivedByteCount += piece.count
            largestPiece = max(largestPiece, piece.count)
        }
        // A chunk of content and one with its tag, each.
        let capacity = 65536 + 65552
        var left = byteCount
        while left > 0 {
            let piece = block.span.extracting(first: min(left, block.count))
            sent?.update(piece)
            try sealer.write(piece) { sealed in
                #expect(sealed.count <= 65552)
                try opener.write(sealed, take)
            }
            #expect(sealer.bufferedByteCapacity == capacity)
            #expect(opener.bufferedByteCapacity == capacity)
            left -= piece.count
        }
        try sealer.finish { try opener.write($0, take) }
        try opener.finish(take)
        #expect(receivedByteCount == byteCount)
        #expect(largestPiece == 65536)
        let digests = [sent.take()!.finalize(), received.take()!.finalize()]
        #expect(digests[0] == digests[1])
    }

    @Test func `the header goes out with the first call, and a chunk when there is something behind it`() throws {
        let identity = try AgeIdentity.generate()
        var pieces: [Int] = []
        var sealer = try AgeSealer(to: [identity.recipient])
        let nothing: [UInt8] = []
        let chunk = [UInt8](repeating: 0, count: 65536)
        sealer.write(nothing.span) { pieces.append($0.count) }
        #expect(pieces == [22 + 98 + 48 + 16])
        sealer.write(chunk.span) { pieces.append($0.count) }
        #expect(pieces.count == 1)
        sealer.write(chunk.span.extracting(first: 1)) { pieces.append($0.count) }
        #expect(pieces.dropFirst() == [65552])
        sealer.finish { pieces.append($0.count) }
        #expect(pieces.dropFirst() == [65552, 17])
    }

    @Test func `a file without content has a header and an empty chunk`() throws {
        var pieces: [Int] = []
        try AgeSealer(to: [AgeIdentity.generate().recipient]).finish { pieces.append($0.count) }
        #expect(pieces == [22 + 98 + 48 + 16, 16])
    }

    @Test func `content comes as soon as its chunk is there`() throws {
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([UInt8](repeating: 0, count: 65536 * 2), to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        var opener = AgeOpener(identity: identity)
        var pieces: [Int] = []
        func push(_ range: Range<Int>, into opener: inout AgeOpener) throws {
            try opener.write(file.span.extracting(range)) { pieces.append($0.count) }
        }
        try push(0..<start + 65551, into: &opener)
        #expect(pieces.isEmpty)
        try push(start + 65551..<start + 65552, into: &opener)
        #expect(pieces == [65536])
        try push(start + 65552..<file.count, into: &opener)
        // The last chunk is a full one, and says itself that it is the last.
        #expect(pieces == [65536, 65536])
        try opener.finish { pieces.append($0.count) }
        #expect(pieces == [65536, 65536])
    }

    @Test func `an opener that refused goes on refusing, for the same reason`() throws {
        let identity = try AgeIdentity.generate()
        let stranger = try AgeIdentity.generate()
        let file = try AgeFiles.seal([1, 2, 3], to: [identity.recipient])
        var opener = AgeOpener(identity: stranger)
        for _ in 0..<3 {
            var error: CryptoError?
            do { try opener.write(file.span) { _ in Issue.record("content") } } catch let thrown as CryptoError {
                error = thrown
            }
            #expect(error == .noIdentityMatched)
        }
        var error: CryptoError?
        do { try opener.finish { _ in Issue.record("content") } } catch let thrown as CryptoError { error = thrown }
        #expect(error == .noIdentityMatched)
    }

    @Test func `a receiver that refuses content ends the opening`() throws {
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([UInt8](repeating: 0, count: 65537), to: [identity.recipient])
        var opener = AgeOpener(identity: identity)
        var refused = false
        do { try opener.write(file.span) { _ in throw Refusal() } } catch is Refusal { refused = true }
        #expect(refused)
        var error: CryptoError?
        do { try opener.write(file.span.extracting(first: 0)) { _ in } } catch let thrown as CryptoError {
            error = thrown
        }
        #expect(error == .payloadInvalid)
        error = nil
        do { try opener.finish { _ in Issue.record("content") } } catch let thrown as CryptoError { error = thrown }
        #expect(error == .payloadInvalid)
    }

    @Test func `a file with a gap is not written on`() async {
        await #expect(processExitsWith: .failure) {
            var sealer = try AgeSealer(to: [AgeIdentity.generate().recipient])
            let content: [UInt8] = [1]
            do { try sealer.write(content.span) { _ in throw Refusal() } } catch {}
            sealer.write(content.span) { _ in }
        }
        await #expect(processExitsWith: .failure) {
            var sealer = try AgeSealer(to: [AgeIdentity.generate().recipient])
            let content: [UInt8] = [1]
            do { try sealer.write(content.span) { _ in throw Refusal() } } catch {}
            sealer.finish { _ in }
        }
        // Without the error both calls are right.
        await #expect(processExitsWith: .success) {
            var sealer = try AgeSealer(to: [AgeIdentity.generate().recipient])
            let content: [UInt8] = [1]
            sealer.write(content.span) { _ in }
            sealer.write(content.span) { _ in }
            sealer.finish { _ in }
        }
    }

    @Test func `an opener works after its identity is gone`() throws {
        var file: [UInt8] = []
        var opener: AgeOpener
        do {
            let identity = try AgeIdentity.generate()
            file = try AgeFiles.seal([1, 2, 3], to: [identity.recipient])
            opener = AgeOpener(identity: identity)
        }
        var content: [UInt8] = []
        try opener.write(file.span) { AgeFiles.append($0, to: &content) }
        try opener.finish { AgeFiles.append($0, to: &content) }
        #expect(content == [1, 2, 3])
    }

    #if os(Linux)
    /// The keys under which a file's header and chunks are: whoever has them can read the file and change it.
    enum FileSecret: String, CaseIterable, Codable {
        case fileKey, payloadKey

        /// Unwraps the keys of a file, and gives what looks for one of them, and how often it was found while it lived.
        func scanner(
            for file: [UInt8], _ identity: borrowing AgeIdentity, isSearched: Bool = false
        ) throws -> (scanner: MemoryScanner, occurrences: [Int]) {
            var parser = AgeHeaderParser()
            var position = 0
            let header = try #require(try parser.read(file.span, from: &position))
            var openedBy: AgeRecipient?
            let fileKey = try AgeIdentities(identity).unwrap(header.stanzas, openedBy: &openedBy)
            let payloadKey = try fileKey.payloadKey(nonce: file.span.extracting(position..<position + 16))
            let scanner =
                switch self {
                case .fileKey: SecretUse.scanner(for: fileKey)
                case .payloadKey: SecretUse.scanner(for: payloadKey)
                }
            let occurrences = isSearched ? try scanner.occurrences() : []
            withExtendedLifetime(fileKey) {}
            withExtendedLifetime(payloadKey) {}
            return (scanner, occurrences)
        }
    }

    @Test(arguments: FileSecret.allCases)
    func `the keys of a file that was opened are gone with it`(secret: FileSecret) async {
        await #expect(processExitsWith: .success) { [secret] in
            let file = try AgeVector.carried("sentence.age")
            let identity = try AgeVector.carriedIdentity()
            var openedByteCount = 0
            let scanner = try farDownTheStack {
                let scanner = try secret.scanner(for: file, identity).scanner
                openedByteCount = try AgeFiles.open(file, with: identity).content.count
                return scanner
            }
            #expect(try scanner.occurrences().allSatisfy { $0 == 0 })
            #expect(openedByteCount == 38)
            withExtendedLifetime(identity) {}
        }
    }

    /// A search that finds nothing proves nothing otherwise.
    @Test(arguments: FileSecret.allCases)
    func `the keys of a file are found while they live`(secret: FileSecret) async {
        await #expect(processExitsWith: .success) { [secret] in
            let file = try AgeVector.carried("sentence.age")
            let identity = try AgeVector.carriedIdentity()
            let occurrences = try secret.scanner(for: file, identity, isSearched: true).occurrences
            #expect(!occurrences.isEmpty && occurrences.allSatisfy { $0 >= 1 })
        }
    }

    @Test func `the content is not left in the buffers`() async {
        await #expect(processExitsWith: .success) {
            let identity = try AgeIdentity.generate()
            var content = try RandomBytes.array(count: 100)
            let scanner = MemoryScanner(for: content.span.extracting(first: 32))
            let file = try AgeFiles.seal(content, to: [identity.recipient])
            #expect(try scanner.occurrences() == [1, 1, 1, 1])
            wipe(&content)
            var opener = AgeOpener(identity: identity)
            var received = 0
            try opener.write(file.span) { received += $0.count }
            try opener.finish { received += $0.count }
            #expect(received == 100)
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }
    #endif

    @Test func `a nonce is the number of a chunk and whether it is the last`() {
        #expect(AgePayload.nonce(chunk: 0, isLast: false) == [UInt8](repeating: 0, count: 12))
        #expect(AgePayload.nonce(chunk: 0, isLast: true) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
        #expect(AgePayload.nonce(chunk: 258, isLast: false) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0])
        #expect(
            AgePayload.nonce(chunk: 0x0102_0304_0506_0708, isLast: true) == [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1])
    }
}
