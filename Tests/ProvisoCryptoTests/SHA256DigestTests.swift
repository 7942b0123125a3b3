import ProvisoCrypto
import Testing

@Suite struct SHA256DigestTests {
    private struct KnownAnswer: Decodable {
        let test, message, digest: String
        let repetitions: Int
    }

    @Test func `the examples of RFC 6234 come out`() throws {
        let rows: [KnownAnswer] = try Vectors.rows(of: "rfc6234-sha256.json")
        #expect(rows.count == 6)
        for row in rows {
            let message = [[UInt8]](repeating: bytes(hex: row.message), count: row.repetitions)
            #expect(SHA256Digest(of: Array(message.joined())).description == row.digest, "\(row.test), at once")
            var hasher = SHA256Hasher()
            for piece in message { hasher.update(piece.span) }
            #expect(hasher.finalize().description == row.digest, "\(row.test), in pieces")
        }
    }

    /// As `sha256sum` prints it.
    @Test func `the digest of nothing is what everybody knows`() {
        #expect(
            SHA256Digest(of: "").description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `a text, its array of bytes and its span have one digest`() {
        let text = "Zürich, 東京"
        let array = Array(text.utf8)
        #expect(SHA256Digest(of: text) == SHA256Digest(of: array))
        #expect(SHA256Digest(of: text) == SHA256Digest(of: array.span))
    }

    @Test func `the description is the bytes in lower-case hexadecimal`() {
        let digest = SHA256Digest(of: "proviso")
        #expect(digest.bytes.count == 32)
        #expect(digest.description == hex(digest.bytes))
    }

    @Test func `one changed bit changes the digest`() {
        let content = [UInt8](repeating: 7, count: 1000)
        var changed = content
        changed[999] ^= 1
        #expect(SHA256Digest(of: content) != SHA256Digest(of: changed))
    }
}
