import ProvisoCrypto
import Testing

@Suite struct HMACSHA256Tests {
    private struct KnownAnswer: Decodable {
        let section, key, message, tag: String
    }

    @Test func `the examples of RFC 4231 come out`() throws {
        let rows: [KnownAnswer] = try Vectors.rows(of: "rfc4231-hmac-sha256.json")
        #expect(rows.map(\.section) == ["4.2", "4.3", "4.4", "4.5", "4.7", "4.8"])
        for row in rows {
            let (key, message) = (bytes(hex: row.key), bytes(hex: row.message))
            #expect(hex(Self.tag(of: message, key: key)) == row.tag, "section \(row.section)")
            #expect(Self.isValid(bytes(hex: row.tag), of: message, key: key), "section \(row.section)")
        }
    }

    private struct Group: WycheproofGroup {
        struct Case: Decodable {
            let tcId: Int
            let key, msg, tag: String
            let result: Wycheproof.Verdict
        }
        let tagSize: Int
        let tests: [Case]
    }

    /// Half of the cases have tags that were cut to 16 bytes. A part of a tag is none here; that it is the right part
    /// is seen from the whole.
    @Test(.enabled(if: Wycheproof.isHere, Wycheproof.whereItIsMissing))
    func `every valid case of Wycheproof is right, and every invalid one wrong`() throws {
        var counts: [Wycheproof.Verdict: Int] = [:]
        for group in try Wycheproof.groups(of: "hmac_sha256") as [Group] {
            for test in group.tests {
                counts[test.result, default: 0] += 1
                let (key, message, tag) = (bytes(hex: test.key), bytes(hex: test.msg), bytes(hex: test.tag))
                #expect(tag.count == group.tagSize / 8)
                let isRight = Array(Self.tag(of: message, key: key)[..<tag.count]) == tag
                #expect(isRight == (test.result == .valid), "case \(test.tcId)")
                let isValid = test.result == .valid && tag.count == 32
                #expect(Self.isValid(tag, of: message, key: key) == isValid, "case \(test.tcId)")
            }
        }
        #expect(counts == [.valid: 66, .invalid: 108])
    }

    @Test func `a change of any bit of tag, message or key is found out`() {
        let (key, message) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 70))
        let tag = Self.tag(of: message, key: key)
        func changed(_ bytes: [UInt8], bit: Int) -> [UInt8] {
            var copy = bytes
            copy[bit / 8] ^= 1 << (bit % 8)
            return copy
        }
        for bit in 0..<256 {
            #expect(!Self.isValid(changed(tag, bit: bit), of: message, key: key))
            #expect(!Self.isValid(tag, of: message, key: changed(key, bit: bit)))
            #expect(!Self.isValid(tag, of: changed(message, bit: bit), key: key))
        }
        #expect(Self.isValid(tag, of: message, key: key))
    }

    @Test(arguments: [0, 16, 31, 33])
    func `a tag of another length than 32 bytes is not valid`(count: Int) {
        let tag = Self.tag(of: [1], key: [2]) + [0]
        #expect(!Self.isValid(Array(tag[..<count]), of: [1], key: [2]))
    }

    /// RFC 2104: a short key is filled up with zeros, and one of more than a block of 64 bytes is hashed first.
    @Test func `no key is the key of zeros, and a long key is its digest`() {
        #expect(Self.tag(of: [1], key: []) == Self.tag(of: [1], key: [UInt8](repeating: 0, count: 64)))
        let long = [UInt8](repeating: 3, count: 65)
        #expect(Self.tag(of: [1], key: long) == Self.tag(of: [1], key: SHA256Digest(of: long).bytes))
    }

    @Test(arguments: [0, 16, 33])
    func `room for another length than 32 bytes stops the program`(count: Int) async {
        await #expect(processExitsWith: .failure) { [count] in
            var output = [UInt8](repeating: 0, count: count)
            var span = output.mutableSpan
            HMACSHA256.authenticate(Span(), key: Span(), into: &span)
        }
    }

    static func tag(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        var tag = [UInt8](repeating: 0xAA, count: 32)
        var span = tag.mutableSpan
        HMACSHA256.authenticate(message.span, key: key.span, into: &span)
        return tag
    }

    private static func isValid(_ tag: [UInt8], of message: [UInt8], key: [UInt8]) -> Bool {
        HMACSHA256.isValid(tag.span, of: message.span, key: key.span)
    }
}
