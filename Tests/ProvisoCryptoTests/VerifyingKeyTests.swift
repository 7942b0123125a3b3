import ProvisoCrypto
import Testing

@Suite struct VerifyingKeyTests {
    private struct Group: WycheproofGroup {
        struct Case: Decodable {
            let tcId: Int
            let msg, sig: String
            let result: Wycheproof.Verdict
        }
        struct PublicKey: Decodable {
            let pk: String
        }
        let publicKey: PublicKey
        let tests: [Case]
    }

    @Test(.enabled(if: Wycheproof.isHere, Wycheproof.whereItIsMissing))
    func `every valid case of Wycheproof is right, and every invalid one wrong`() throws {
        var counts: [Wycheproof.Verdict: Int] = [:]
        for group in try Wycheproof.groups(of: "ed25519") as [Group] {
            let key = try VerifyingKey(bytes: bytes(hex: group.publicKey.pk))
            for test in group.tests {
                counts[test.result, default: 0] += 1
                let isValid = key.isValid(bytes(hex: test.sig), of: bytes(hex: test.msg))
                #expect(isValid == (test.result == .valid), "case \(test.tcId)")
            }
        }
        #expect(counts == [.valid: 88, .invalid: 63])
    }

    // MARK: Signatures

    @Test func `a change of any bit of signature or message is found out`() throws {
        let key = try SigningKey.generate()
        let message = [UInt8](repeating: 1, count: 20)
        let signature = key.signature(of: message)
        func changed(_ bytes: [UInt8], bit: Int) -> [UInt8] {
            var copy = bytes
            copy[bit / 8] ^= 1 << (bit % 8)
            return copy
        }
        for bit in 0..<512 {
            #expect(!key.publicKey.isValid(changed(signature, bit: bit), of: message), "bit \(bit) of the signature")
        }
        for bit in 0..<160 {
            #expect(!key.publicKey.isValid(signature, of: changed(message, bit: bit)), "bit \(bit) of the message")
        }
        #expect(!key.publicKey.isValid(signature, of: message + [0]))
        #expect(key.publicKey.isValid(signature, of: message))
    }

    @Test func `another key's signature is not valid`() throws {
        let one = try SigningKey.generate().publicKey
        let other = try SigningKey.generate()
        #expect(!one.isValid(other.signature(of: [1]), of: [1]))
    }

    @Test(arguments: [0, 32, 63, 65, 128])
    func `a signature of another length than 64 bytes is not valid`(count: Int) throws {
        let key = try SigningKey.generate()
        let signature = key.signature(of: [1]) + [UInt8](repeating: 0, count: 64)
        #expect(!key.publicKey.isValid(Array(signature[..<count]), of: [1]))
    }

    /// The second half of a signature is a number below the group's order L (RFC 8032, section 5.1.7). With L added to
    /// it the equation holds as well, so who checks the equation alone accepts a second signature.
    @Test func `nobody can make a second signature from one`() throws {
        let key = try SigningKey.generate()
        let order = bytes(hex: "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var signature = key.signature(of: [1])
        var carry = 0
        for (index, byte) in order.enumerated() {
            carry += Int(signature[32 + index]) + Int(byte)
            signature[32 + index] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        #expect(carry == 0)
        #expect(!key.publicKey.isValid(signature, of: [1]))
    }

    // MARK: Keys

    @Test func `a key is its bytes`() throws {
        let key = try SigningKey.generate().publicKey
        let again = try VerifyingKey(bytes: key.bytes)
        #expect(again == key)
        #expect(Set([again, key]).count == 1)
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a key of another length than 32 bytes is refused`(count: Int) throws {
        let bytes = try SigningKey.generate().publicKey.bytes + [UInt8](repeating: 0, count: 32)
        #expect(throws: CryptoError.publicKeyInvalid) { _ = try VerifyingKey(bytes: Array(bytes[..<count])) }
    }

    /// With a key of order 1, 2, 4 or 8 one signature holds for every first, second, fourth or eighth message.
    @Test(arguments: [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ])
    func `a key of small order is refused`(key: String) {
        #expect(throws: CryptoError.publicKeyInvalid) { _ = try VerifyingKey(bytes: bytes(hex: key)) }
    }

    @Test(arguments: [
        ("no point has this coordinate", "0200000000000000000000000000000000000000000000000000000000000000"),
        ("the prime and 3", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("the largest number", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("a sign where x is zero", "0100000000000000000000000000000000000000000000000000000000000080"),
    ])
    func `bytes that encode no point are refused`(what: String, key: String) {
        #expect(throws: CryptoError.publicKeyInvalid, "\(what)") { _ = try VerifyingKey(bytes: bytes(hex: key)) }
    }
}
