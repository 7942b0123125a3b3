import Testing

@testable import ProvisoCrypto

/// What is sealed and opened by ourselves.
@Suite struct AgeFileTests {
    // MARK: Files that another program made

    private static let sentence = Array("share the least, to a named recipient\n".utf8)

    @Test(arguments: [
        ("empty.age", []), ("sentence.age", sentence), ("third-parties.age", sentence), ("other-type.age", sentence),
        ("two-chunks.age", [UInt8](repeating: UInt8(ascii: "x"), count: 70000)),
    ])
    func `the files that age made are opened`(name: String, content: [UInt8]) throws {
        let file = try AgeVector.carried(name)
        let identity = try AgeVector.carriedIdentity()
        for pieceByteCount in [Int.max, 1, 2, 15, 16, 17, 65535, 65536, 65537] {
            let opened = try AgeFiles.open(file, with: identity, pieceByteCount: pieceByteCount)
            #expect(opened.error == nil)
            #expect(opened.content == content)
        }
    }

    @Test func `a file for others is not opened`() throws {
        let file = try AgeVector.carried("strangers.age")
        #expect(try AgeFiles.open(file, with: AgeVector.carriedIdentity()).error == .noIdentityMatched)
    }

    @Test func `the identity of those files has the recipient that age gives it`() throws {
        let text = String(decoding: try AgeVector.carried("recipient.txt").dropLast(), as: UTF8.self)
        let identity = try AgeVector.carriedIdentity()
        #expect(identity.recipient.description == text)
    }

    // MARK: Round trips

    @Test(arguments: [0, 1, 65535, 65536, 65537, 131072, 200_000], [1, 3])
    func `what was sealed is opened by each of its recipients`(byteCount: Int, recipientCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: byteCount)
        let identities = try (0..<recipientCount).map { _ in Holder(identity: try AgeIdentity.generate()) }
        let recipients = identities.map { $0.identity.recipient }
        for pieceByteCount in [Int.max, 1000, 65535, 65536, 65537] {
            let file = try AgeFiles.seal(content, to: recipients, pieceByteCount: pieceByteCount)
            #expect(file.count == Self.fileByteCount(content: byteCount, recipients: recipientCount))
            for holder in identities {
                let opened = try AgeFiles.open(file, with: holder.identity, pieceByteCount: pieceByteCount)
                #expect(opened.error == nil)
                #expect(opened.content == content)
            }
            let stranger = try AgeFiles.open(file, with: AgeIdentity.generate())
            #expect(stranger.error == .noIdentityMatched)
        }
    }

    @Test func `nothing in two files for the same recipient is the same`() throws {
        let recipient = try AgeIdentity.generate().recipient
        let files = try (0..<2).map { _ in try AgeFiles.seal([1, 2, 3], to: [recipient]) }
        let headers = try files.map { file -> AgeHeader in
            var parser = AgeHeaderParser()
            var position = 0
            return try #require(try parser.read(file.span, from: &position))
        }
        #expect(headers[0].stanzas[0].arguments[1] != headers[1].stanzas[0].arguments[1])
        #expect(headers[0].stanzas[0].body != headers[1].stanzas[0].body)
        #expect(headers[0].mac != headers[1].mac)
        // Nonce, and content with its tag.
        let payloads = files.map { Array($0[AgeFiles.headerByteCount(of: $0)...]) }
        #expect(payloads[0].prefix(16) != payloads[1].prefix(16))
        #expect(payloads[0].dropFirst(16) != payloads[1].dropFirst(16))
    }

    @Test func `a file needs recipients, each of them once, and room for them`() throws {
        let one = try AgeIdentity.generate().recipient
        let other = try AgeIdentity.generate().recipient
        for list in [[], [one, one], [one, other, one]] {
            #expect(throws: CryptoError.recipientListInvalid) { _ = try AgeSealer(to: list) }
        }
        // A stanza takes 98 bytes, and the lines around them 70: 668 of them are 65,534.
        let many = try (0..<669).map { _ in try AgeIdentity.generate().recipient }
        #expect(throws: CryptoError.recipientListInvalid) { _ = try AgeSealer(to: many) }
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([7], to: Array(many[..<667]) + [identity.recipient])
        #expect(AgeFiles.headerByteCount(of: file) == 65534)
        #expect(try AgeFiles.open(file, with: identity).content == [7])
    }

    // MARK: Damage

    @Test(arguments: [0, 100])
    func `a file that was cut off anywhere is refused, and gives nothing`(byteCount: Int) throws {
        let identity = try AgeIdentity.generate()
        let file = try AgeFiles.seal([UInt8](repeating: 5, count: byteCount), to: [identity.recipient])
        let headerByteCount = AgeFiles.headerByteCount(of: file)
        for count in file.indices {
            let opened = try AgeFiles.open(Array(file[..<count]), with: identity)
            // The nonce counts as part of the header, as in the testkit.
            #expect(opened.error == (count < headerByteCount + 16 ? .headerInvalid : .payloadInvalid), "\(count) bytes")
            #expect(opened.content.isEmpty)
        }
    }

    @Test(arguments: [Int.max, 1, 4096, 65552])
    func `a long file that was cut off gives whole chunks alone`(pieceByteCount: Int) throws {
        let identity = try AgeIdentity.generate()
        var generator = SeededGenerator(seed: testSeed)
        let content = generator.bytes(count: 131072 + 100)
        let file = try AgeFiles.seal(content, to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        let cuts = [0, 1, 15, 16, 17, 65535, 65551, 65552, 65553, 65568, 131103, 131104, 131105, 131120, 131219]
        for cut in cuts {
            let opened = try AgeFiles.open(
                Array(file[..<(start + cut)]), with: identity, pieceByteCount: pieceByteCount)
            #expect(opened.error == .payloadInvalid, "\(cut) bytes of chunks")
            #expect(opened.content == Array(content[..<(cut / 65552 * 65536)]), "\(cut) bytes of chunks")
        }
        #expect(file.count == start + 131220)
    }

    @Test func `a changed bit is found wherever it is`() throws {
        let identity = try AgeIdentity.generate()
        let other = try AgeIdentity.generate()
        let file = try AgeFiles.seal([1, 2, 3, 4, 5], to: [identity.recipient, other.recipient])
        let headerByteCount = AgeFiles.headerByteCount(of: file)
        for position in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[position] ^= 1 << UInt8(bit)
                let opened = try AgeFiles.open(changed, with: identity)
                if position >= headerByteCount {
                    #expect(opened.error == .payloadInvalid, "byte \(position), bit \(bit)")
                } else {
                    // What becomes a right stanza for somebody else, or of another type, no longer matches.
                    let errors: [CryptoError?] = [.headerInvalid, .noIdentityMatched]
                    #expect(errors.contains(opened.error), "byte \(position), bit \(bit)")
                }
                #expect(opened.content.isEmpty)
            }
        }
    }

    @Test func `a stanza for somebody else cannot be taken out or put in`() throws {
        let identity = try AgeIdentity.generate()
        let recipients = try [identity.recipient, AgeIdentity.generate().recipient]
        let file = try AgeFiles.seal([1, 2, 3], to: recipients)
        var parser = AgeHeaderParser()
        var position = 0
        let header = try #require(try parser.read(file.span, from: &position))
        for stanzas in [[header.stanzas[0]], header.stanzas.reversed(), header.stanzas + [header.stanzas[1]]] {
            let text = AgeHeader.text(of: stanzas)
            let forged = AgeHeader(stanzas: stanzas, authenticatedText: text, mac: header.mac)
            #expect(try AgeFiles.open(forged.text + file[position...], with: identity).error == .headerInvalid)
        }
    }

    @Test func `chunks cannot change places, be left out or come twice`() throws {
        let identity = try AgeIdentity.generate()
        let content = [UInt8](repeating: 1, count: 65536) + [UInt8](repeating: 2, count: 65536) + [3]
        let file = try AgeFiles.seal(content, to: [identity.recipient])
        let start = AgeFiles.headerByteCount(of: file) + 16
        let chunks = [file[start..<start + 65552], file[(start + 65552)..<(start + 131104)], file[(start + 131104)...]]
        for (order, openedCount) in [([1, 0, 2], 0), ([0, 2], 1), ([0, 0, 1, 2], 1), ([0, 1, 2, 2], 2), ([2], 0)] {
            let forged = Array(file[..<start]) + order.flatMap { chunks[$0] }
            let opened = try AgeFiles.open(forged, with: identity)
            #expect(opened.error == .payloadInvalid, "\(order)")
            #expect(opened.content.count == openedCount * 65536, "\(order)")
        }
    }

    // MARK: Helpers

    /// Noncopyable values cannot be in arrays.
    private final class Holder {
        let identity: AgeIdentity
        init(identity: consuming AgeIdentity) { self.identity = identity }
    }

    /// The lines of the header, 16 bytes of nonce, and 16 bytes of tag for each chunk.
    private static func fileByteCount(content: Int, recipients: Int) -> Int {
        let header = 22 + recipients * 98 + 48
        return header + 16 + content + 16 * max(1, (content + 65535) / 65536)
    }
}
