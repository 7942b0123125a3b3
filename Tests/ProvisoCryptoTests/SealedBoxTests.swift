import ProvisoCrypto
import Testing

@Suite struct SealedBoxTests {
    private struct KnownBox: Decodable {
        let secretKey, publicKey, message, box: String
    }

    @Test func `boxes that other code has sealed open`() throws {
        let rows: [KnownBox] = try Vectors.rows(of: "sealed-boxes.json")
        #expect(rows.count == 3)
        for row in rows {
            let key = try AgreementKey(copying: bytes(hex: row.secretKey).span)
            #expect(hex(key.publicKey.bytes) == row.publicKey)
            #expect(try hex(key.open(sealedBox: bytes(hex: row.box))) == row.message)
        }
    }

    @Test(arguments: [0, 1, 16, 31, 32, 33, 64, 1000])
    func `what was sealed opens, and a box has 48 bytes more`(length: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let message = generator.bytes(count: length)
        let key = try AgreementKey.generate()
        let box = SealedBox.seal(message, to: key.publicKey)
        #expect(box.count == length + 48)
        #expect(SealedBox.overheadByteCount == 48)
        #expect(try key.open(sealedBox: box) == message)
        #expect(try key.open(sealedBox: SealedBox.seal(message.span, to: key.publicKey).span) == message)
    }

    @Test func `two boxes of one message have nothing in common`() throws {
        let key = try AgreementKey.generate()
        let message = [UInt8](repeating: 1, count: 32)
        let (one, other) = (SealedBox.seal(message, to: key.publicKey), SealedBox.seal(message, to: key.publicKey))
        #expect(one[..<32] != other[..<32])
        #expect(one[32..<48] != other[32..<48])
        #expect(one[48...] != other[48...])
    }

    @Test func `another key does not open a box`() throws {
        let key = try AgreementKey.generate()
        let other = try AgreementKey.generate()
        let box = SealedBox.seal([1, 2, 3], to: key.publicKey)
        #expect(throws: CryptoError.payloadInvalid) { _ = try other.open(sealedBox: box) }
    }

    @Test func `with its public half at hand a key opens the same boxes, and none with another's`() throws {
        let key = try AgreementKey.generate()
        let publicKey = key.publicKey
        let otherPublicKey = try AgreementKey.generate().publicKey
        let box = SealedBox.seal([1, 2, 3], to: publicKey)
        #expect(try key.open(sealedBox: box.span, publicKey: publicKey) == [1, 2, 3])
        #expect(throws: CryptoError.payloadInvalid) {
            _ = try key.open(sealedBox: box.span, publicKey: otherPublicKey)
        }
        let short = Array(box[..<47])
        #expect(throws: CryptoError.payloadInvalid) { _ = try key.open(sealedBox: short.span, publicKey: publicKey) }
    }

    /// The top bit of the sender's point has no meaning for the agreement; the nonce is made of it all the same.
    @Test func `a change of any bit is found out`() throws {
        let key = try AgreementKey.generate()
        let box = SealedBox.seal([1, 2, 3], to: key.publicKey)
        for bit in 0..<box.count * 8 {
            var changed = box
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: CryptoError.payloadInvalid, "bit \(bit)") { _ = try key.open(sealedBox: changed) }
        }
    }

    @Test(arguments: [0, 1, 31, 32, 47, 48, 50])
    func `a box that was cut off does not open`(length: Int) throws {
        let key = try AgreementKey.generate()
        let box = SealedBox.seal([1, 2, 3], to: key.publicKey)
        #expect(throws: CryptoError.payloadInvalid) { _ = try key.open(sealedBox: Array(box[..<length])) }
        #expect(throws: CryptoError.payloadInvalid) { _ = try key.open(sealedBox: box + [0]) }
    }

    /// Anybody could seal with such a point and know the secret; the box must not open for that.
    @Test func `a box whose sender's point is of small order does not open`() throws {
        let key = try AgreementKey.generate()
        let box = SealedBox.seal([1, 2, 3], to: key.publicKey)
        let forged = [UInt8](repeating: 0, count: 32) + box[32...]
        #expect(throws: CryptoError.payloadInvalid) { _ = try key.open(sealedBox: forged) }
    }
}
