import Testing

@testable import ProvisoCrypto

/// C2SP's testkit, of which a part lies beside the repository on some machines.
@Suite(.enabled(if: AgeVector.hasKit, "the folder ../shared/vectors with age's testkit is not on this machine"))
struct AgeTestkitTests {
    private static let pieceByteCounts = [Int.max, 1, 2, 15, 16, 17, 65535, 65536, 65537]

    @Test func `every vector is of one kind`() {
        #expect(AgeVector.all.count == 96)
        #expect(AgeVector.all.filter(\.isOurs).count == 84)
        #expect(AgeVector.all.filter { !$0.isOurs }.count == 12)
        #expect(AgeVector.all.filter(\.isArmored).count == 22)
        #expect(AgeVector.all.filter { $0.expectation == "armor failure" }.count == 13)
        let successes = AgeVector.all.filter { $0.isOurs && $0.expectation == "success" }
        #expect(successes.count == 17)
        #expect(successes.filter(\.isArmored).count == 4)
    }

    @Test(arguments: AgeVector.all.filter { $0.isOurs && $0.expectation != "armor failure" }, [1, 2, 5])
    func `a vector that does not need ML-KEM has its result at every input size, on one thread and on several`(
        vector: AgeVector, threadCount: Int
    ) throws {
        let expected: CryptoError? =
            switch vector.expectation {
            case "success": nil
            case "no match": .noIdentityMatched
            case "HMAC failure", "header failure": .headerInvalid
            case "payload failure": .payloadInvalid
            default: try #require(nil, "an expectation that is not known: \(vector.expectation)")
            }
        let mayGiveContent = expected == nil || expected == .payloadInvalid
        let digest = mayGiveContent ? try #require(vector.payloadDigest) : SHA256Digest(of: "").description
        // Byte by byte, the vectors of 16 MiB would tell nothing that those of one chunk do not.
        for pieceByteCount in Self.pieceByteCounts where pieceByteCount > 1 || vector.file.count <= 65536 {
            let opened = try AgeFiles.open(
                vector.file, with: vector.openers(), pieceByteCount: pieceByteCount, threadCount: threadCount)
            #expect(opened.error == expected, "pieces of \(pieceByteCount) bytes")
            #expect(SHA256Digest(of: opened.content).description == digest, "pieces of \(pieceByteCount) bytes")
        }
    }

    @Test(arguments: AgeVector.all.filter { !$0.isOurs })
    func `a vector that needs ML-KEM matches no identity of ours`(vector: AgeVector) throws {
        for text in vector.hybridIdentities {
            #expect(throws: CryptoError.hybridUnsupported) { _ = try AgeFiles.identity(text) }
        }
        for pieceByteCount in Self.pieceByteCounts {
            let opened = try AgeFiles.open(
                vector.file, with: AgeIdentity.generate(), pieceByteCount: pieceByteCount)
            #expect(opened.error == .noIdentityMatched)
            #expect(opened.content.isEmpty)
        }
    }

    @Test(arguments: AgeVector.all.filter { $0.isOurs && $0.expectation == "armor failure" })
    func `a vector with wrong armor is refused at the same place at every input size`(vector: AgeVector) throws {
        let whole = try AgeFiles.open(vector.file, with: vector.openers())
        // Where it is wrong decides which of the two it is.
        let errors: [CryptoError?] = [.headerInvalid, .payloadInvalid]
        #expect(errors.contains(whole.error))
        #expect(whole.content.isEmpty)
        for pieceByteCount in Self.pieceByteCounts {
            for threadCount in [1, 2] {
                let opened = try AgeFiles.open(
                    vector.file, with: vector.openers(), pieceByteCount: pieceByteCount, threadCount: threadCount)
                #expect(opened.error == whole.error, "pieces of \(pieceByteCount) bytes")
                #expect(opened.content.isEmpty, "pieces of \(pieceByteCount) bytes")
            }
        }
    }

    // MARK: The other direction

    @Test(arguments: AgeVector.all.filter { !$0.isArmored && $0.expectation != "header failure" })
    func `a header that is read is written as it was`(vector: AgeVector) throws {
        var parser = AgeHeaderParser()
        var position = 0
        let header = try #require(try parser.read(vector.file.span, from: &position))
        #expect(position == AgeFiles.headerByteCount(of: vector.file))
        #expect(header.text == Array(vector.file[..<position]))
        #expect(AgeHeader.text(of: header.stanzas) == header.authenticatedText)
    }

    @Test(arguments: AgeVector.all.filter { $0.isOurs && !$0.isArmored && $0.expectation == "success" })
    func `a payload that is opened is sealed as it was`(vector: AgeVector) throws {
        let content = try AgeFiles.open(vector.file, with: vector.openers()).content
        let fileKeyBytes = try #require(vector.fileKey)
        let fileKey = try AgeFileKey(copying: fileKeyBytes.span)
        let headerByteCount = AgeFiles.headerByteCount(of: vector.file)
        let nonce = Array(vector.file[headerByteCount..<headerByteCount + 16])
        for (pieceByteCount, threadCount) in [
            (Int.max, 1), (4096, 1), (65535, 1), (65536, 1), (65537, 1), (.max, 2), (4096, 3), (65536, 2), (65537, 16),
        ] {
            var sealed: [UInt8] = []
            var sealer = AgePayloadSealer(
                key: try fileKey.payloadKey(nonce: nonce.span), threadCount: threadCount)
            AgeFiles.forEachPiece(of: content.count, pieceByteCount) { piece in
                sealer.write(content.span.extracting(piece)) { AgeFiles.append($0, to: &sealed) }
            }
            sealer.finish { AgeFiles.append($0, to: &sealed) }
            #expect(sealed == Array(vector.file[(headerByteCount + 16)...]), "pieces of \(pieceByteCount) bytes")
        }
    }

    @Test(arguments: AgeVector.all.filter { $0.isArmored && $0.expectation == "success" })
    func `armor that is taken off is put on as it was`(vector: AgeVector) throws {
        let text = String(decoding: vector.file, as: UTF8.self)
        let bytes = try AgeArmorTests.decode(text)
        // But for what armor leaves open: the line endings, and whitespace around it.
        let lines = text.split { $0.isNewline }.filter { line in !line.allSatisfy(\.isWhitespace) }
        let normal = lines.joined(separator: "\n") + "\n"
        #expect(AgeArmorTests.encode(bytes, pieceByteCount: .max) == Array(normal.utf8))
    }
}
