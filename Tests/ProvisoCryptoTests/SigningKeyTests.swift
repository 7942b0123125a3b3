import ProvisoCrypto
import Testing

@Suite struct SigningKeyTests {
    private struct KnownAnswer: Decodable {
        let test, seed, publicKey, message, signature: String
    }

    @Test func `the examples of RFC 8032 come out`() throws {
        let rows: [KnownAnswer] = try Vectors.rows(of: "rfc8032-ed25519.json")
        #expect(rows.map(\.test) == ["TEST 1", "TEST 2", "TEST 3", "TEST 1024", "TEST SHA(abc)"])
        for row in rows {
            let key = try SigningKey(seed: bytes(hex: row.seed).span)
            let message = bytes(hex: row.message)
            #expect(hex(key.publicKey.bytes) == row.publicKey, "\(row.test)")
            #expect(hex(key.signature(of: message)) == row.signature, "\(row.test)")
            #expect(hex(key.signature(of: message.span)) == row.signature, "\(row.test), as a span")
            let verifyingKey = try VerifyingKey(bytes: bytes(hex: row.publicKey))
            #expect(verifyingKey == key.publicKey)
            #expect(verifyingKey.isValid(bytes(hex: row.signature), of: message), "\(row.test)")
        }
    }

    @Test func `generated keys differ, and sign what their public halves accept`() throws {
        var seen: Set<VerifyingKey> = []
        for number in 0..<20 {
            let key = try SigningKey.generate()
            seen.insert(key.publicKey)
            let message = [UInt8](repeating: 1, count: number)
            let signature = key.signature(of: message)
            #expect(signature.count == 64)
            #expect(key.publicKey.isValid(signature, of: message))
        }
        #expect(seen.count == 20)
    }

    @Test func `a message has one signature`() throws {
        let key = try SigningKey.generate()
        #expect(key.signature(of: [1, 2, 3]) == key.signature(of: [1, 2, 3]))
        #expect(key.signature(of: [1, 2, 3]) != key.signature(of: [1, 2, 4]))
    }

    @Test(arguments: [0, 16, 31, 33, 64])
    func `a seed of another length than 32 bytes is refused`(count: Int) {
        #expect(throws: CryptoError.keyLength(found: count, allowed: 32...32)) {
            _ = try SigningKey(seed: [UInt8](repeating: 1, count: count).span)
        }
    }

    // MARK: The door

    @Test func `a key comes back from its exported seed`() throws {
        let key = try SigningKey.generate()
        let seed = key.exportSeed(because: "a test reads a key back") { SecretKeyTests.copy($0) }
        let again = try SigningKey(seed: seed.span)
        #expect(again.publicKey == key.publicKey)
        #expect(again.signature(of: [1]) == key.signature(of: [1]))
    }

    @Test func `an export lends the seed that the key was made from`() throws {
        let seed = try RandomBytes.array(count: 32)
        let key = try SigningKey(seed: seed.span)
        #expect(key.exportSeed(because: "a test compares a key with its seed") { SecretKeyTests.copy($0) } == seed)
    }

    @Test func `an error from the borrower comes out of the export`() throws {
        let key = try SigningKey.generate()
        #expect(throws: CryptoError.keyEncoding) {
            try key.exportSeed(because: "a test fails on purpose") { (_: Span<UInt8>) throws(CryptoError) -> Void in
                throw .keyEncoding
            }
        }
    }

    @Test func `an export without a reason stops the program`() async {
        await #expect(processExitsWith: .failure) {
            let key = try SigningKey.generate()
            key.exportSeed(because: "") { (_: Span<UInt8>) in }
        }
    }
}
