import ProvisoCrypto
import Testing

@Suite struct HKDFSHA256Tests {
    private struct KnownAnswer: Decodable {
        let section, inputKeyMaterial, salt, info, pseudorandomKey, output: String
    }

    @Test func `the examples of RFC 5869 come out`() throws {
        let rows: [KnownAnswer] = try Vectors.rows(of: "rfc5869-hkdf-sha256.json")
        #expect(rows.map(\.section) == ["A.1", "A.2", "A.3"])
        for row in rows {
            let (secret, salt) = (bytes(hex: row.inputKeyMaterial), bytes(hex: row.salt))
            // Its first step is an HMAC.
            #expect(hex(HMACSHA256Tests.tag(of: secret, key: salt)) == row.pseudorandomKey)
            let output = Self.derive(from: secret, salt: salt, info: bytes(hex: row.info), count: row.output.count / 2)
            #expect(hex(output) == row.output, "section \(row.section)")
        }
    }

    private struct Group: WycheproofGroup {
        struct Case: Decodable {
            let tcId: Int
            let ikm, salt, info, okm: String
            let size: Int
            let result: Wycheproof.Verdict
        }
        let tests: [Case]
    }

    /// The invalid cases ask for more bytes than there are, which is a mistake in the program here: see below.
    @Test(.enabled(if: Wycheproof.isHere, Wycheproof.whereItIsMissing))
    func `every valid case of Wycheproof comes out, and the invalid ones ask for too much`() throws {
        var validCount = 0
        for test in (try Wycheproof.groups(of: "hkdf_sha256") as [Group]).flatMap(\.tests) {
            #expect((test.size > HKDFSHA256.maximalByteCount) == (test.result == .invalid), "case \(test.tcId)")
            guard test.result == .valid else { continue }
            validCount += 1
            let output = Self.derive(
                from: bytes(hex: test.ikm), salt: bytes(hex: test.salt), info: bytes(hex: test.info), count: test.size)
            #expect(hex(output) == test.okm, "case \(test.tcId)")
        }
        #expect(validCount == 83)
    }

    /// The lengths around the ends of the blocks, and the longest.
    @Test(arguments: [0, 1, 31, 32, 33, 63, 64, 65, 8159, 8160])
    func `a shorter derivation is the beginning of a longer one`(count: Int) {
        let longest = Self.derive(from: [1, 2], salt: [3], info: [4], count: 8160)
        #expect(Self.derive(from: [1, 2], salt: [3], info: [4], count: count) == Array(longest[..<count]))
    }

    @Test func `secret, salt and info all count`() {
        let derived = Self.derive(from: [1, 2], salt: [3], info: [4], count: 32)
        #expect(Self.derive(from: [1, 3], salt: [3], info: [4], count: 32) != derived)
        #expect(Self.derive(from: [1, 2], salt: [4], info: [4], count: 32) != derived)
        #expect(Self.derive(from: [1, 2], salt: [3], info: [5], count: 32) != derived)
        #expect(Self.derive(from: [1, 2], salt: [3], info: [], count: 32) != derived)
    }

    @Test func `no salt is the salt of 32 zeros`() {
        #expect(
            Self.derive(from: [1], salt: [], info: [2], count: 40)
                == Self.derive(from: [1], salt: [UInt8](repeating: 0, count: 32), info: [2], count: 40))
    }

    @Test func `more than 8160 bytes stop the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = HKDFSHA256Tests.derive(from: [1], salt: [2], info: [3], count: 8161)
        }
    }

    static func derive(from secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int) -> [UInt8] {
        var output = [UInt8](repeating: 0xAA, count: count)
        var span = output.mutableSpan
        HKDFSHA256.derive(from: secret.span, salt: salt.span, info: info.span, into: &span)
        return output
    }
}
