import ProvisoCrypto
import Testing

@Suite struct KeyAgreementTests {
    // MARK: Known answers

    private struct KnownAnswer: Decodable {
        let section, scalar, point, result: String
    }

    private static let basePoint = [9] + [UInt8](repeating: 0, count: 31)

    @Test func `the examples of RFC 7748 come out`() throws {
        let rows: [KnownAnswer] = try Vectors.rows(of: "rfc7748-x25519.json")
        #expect(rows.map(\.section) == ["5.2", "5.2", "6.1", "6.1", "6.1", "6.1"])
        for row in rows {
            let key = try AgreementKey(copying: bytes(hex: row.scalar).span)
            let point = bytes(hex: row.point)
            let result = try Self.sharedSecret(key, AgreementPublicKey(bytes: point))
            #expect(result.map { hex($0) } == row.result)
            if point == Self.basePoint { #expect(hex(key.publicKey.bytes) == row.result) }
        }
    }

    /// Section 5.2: each result is the next scalar, and the scalar the next point.
    @Test func `a thousand multiplications in a row come out as in RFC 7748`() throws {
        var (scalar, point) = (Self.basePoint, Self.basePoint)
        for number in 1...1000 {
            let key = try AgreementKey(copying: scalar.span)
            let result = try Self.sharedSecret(key, AgreementPublicKey(bytes: point))
            (scalar, point) = (try #require(result), scalar)
            if number == 1 {
                #expect(hex(scalar) == "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")
            }
        }
        #expect(hex(scalar) == "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51")
    }

    private struct Group: WycheproofGroup {
        struct Case: Decodable {
            let tcId: Int
            let flags: Set<String>
            let `public`, `private`, shared: String
            let result: Wycheproof.Verdict
        }
        let tests: [Case]
    }

    /// What Wycheproof leaves to the implementation is decided as RFC 7748 has it: points on the twist and coordinates
    /// above the field's prime are taken, because the function is defined for them and tells nothing about the key.
    /// Public keys that make every shared secret zero are refused, because anybody would know that secret.
    @Test(.enabled(if: Wycheproof.isHere, Wycheproof.whereItIsMissing))
    func `every case of Wycheproof comes out, and zero secrets are refused`() throws {
        var zeros = 0
        for test in (try Wycheproof.groups(of: "x25519") as [Group]).flatMap(\.tests) {
            let key = try AgreementKey(copying: bytes(hex: test.private).span)
            let point = bytes(hex: test.public)
            if test.flags.contains("ZeroSharedSecret") {
                zeros += 1
                #expect(test.result == .acceptable)
                #expect(throws: CryptoError.publicKeyInvalid, "case \(test.tcId)") {
                    _ = try AgreementPublicKey(bytes: point)
                }
            } else {
                #expect(test.result != .invalid)
                let secret = try Self.sharedSecret(key, AgreementPublicKey(bytes: point))
                #expect(secret.map { hex($0) } == test.shared, "case \(test.tcId)")
            }
        }
        #expect(zeros == 31)
    }

    // MARK: Agreement

    @Test func `both sides have the same secret, and a third has another`() throws {
        let one = try AgreementKey.generate()
        let other = try AgreementKey.generate()
        let third = try AgreementKey.generate()
        let secret = Self.sharedSecret(one, other.publicKey)
        let same = Self.sharedSecret(other, one.publicKey)
        let others = [Self.sharedSecret(third, one.publicKey), Self.sharedSecret(third, other.publicKey)]
        #expect(secret != nil && same == secret)
        #expect(!others.contains(secret) && !others.contains(nil))
    }

    /// Section 5: the three lowest bits of a scalar and the two highest are set as the function needs them.
    @Test func `keys that differ in bits without meaning have one public half`() throws {
        var scalar = try RandomBytes.array(count: 32)
        let publicKey = try AgreementKey(copying: scalar.span).publicKey
        scalar[0] ^= 0b0000_0111
        scalar[31] ^= 0b1100_0000
        #expect(try AgreementKey(copying: scalar.span).publicKey == publicKey)
        scalar[1] ^= 1
        #expect(try AgreementKey(copying: scalar.span).publicKey != publicKey)
    }

    @Test func `an output of another length than 32 bytes stops the program`() async {
        await #expect(processExitsWith: .failure) {
            let key = try AgreementKey.generate()
            var output = [UInt8](repeating: 0, count: 31)
            var span = output.mutableSpan
            _ = key.sharedSecret(with: key.publicKey, into: &span)
        }
    }

    // MARK: Keys

    @Test(arguments: [0, 31, 33, 64])
    func `a secret key of another length than 32 bytes is refused`(count: Int) {
        #expect(throws: CryptoError.keyLength(found: count, allowed: 32...32)) {
            _ = try AgreementKey(copying: [UInt8](repeating: 1, count: count).span)
        }
        #expect(throws: CryptoError.keyLength(found: count, allowed: 32...32)) {
            _ = try SealingKey(copying: [UInt8](repeating: 1, count: count).span)
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a public key of another length than 32 bytes is refused`(count: Int) {
        #expect(throws: CryptoError.publicKeyInvalid) {
            _ = try AgreementPublicKey(bytes: [UInt8](repeating: 9, count: count))
        }
    }

    /// The points of order 1, 2, 4 and 8 on the curve and its twist, as u-coordinates; then some of them above the
    /// prime, and with the top bit, which has no meaning.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
    func `a public key of small order is refused`(point: String) {
        #expect(throws: CryptoError.publicKeyInvalid) { _ = try AgreementPublicKey(bytes: bytes(hex: point)) }
    }

    @Test func `public keys are equal if their bytes are`() throws {
        let key = try AgreementKey.generate()
        let again = try AgreementPublicKey(bytes: key.publicKey.bytes)
        #expect(again == key.publicKey)
        #expect(Set([again, key.publicKey]).count == 1)
        #expect(try AgreementKey.generate().publicKey != again)
    }

    // MARK: Helpers

    static func sharedSecret(_ key: borrowing AgreementKey, _ publicKey: AgreementPublicKey) -> [UInt8]? {
        var output = [UInt8](repeating: 0xAA, count: 32)
        defer { wipe(&output) }
        var span = output.mutableSpan
        return key.sharedSecret(with: publicKey, into: &span) ? output : nil
    }
}
