import ProvisoCrypto
import Testing

@Suite struct ContentDigestTests {
    /// As `b2sum -l 256` prints them.
    @Test(arguments: [
        ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
        ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
    ])
    func `the digest of a text is what b2sum prints`(text: String, digest: String) {
        #expect(ContentDigest(of: text).description == digest)
    }

    @Test func `a text, its array of bytes and its span have one digest`() {
        let text = "Zürich, 東京"
        let array = Array(text.utf8)
        #expect(ContentDigest(of: text) == ContentDigest(of: array))
        #expect(ContentDigest(of: text) == ContentDigest(of: array.span))
    }

    @Test func `the description is the bytes in lower-case hexadecimal`() {
        let digest = ContentDigest(of: "proviso")
        #expect(digest.bytes.count == 32)
        #expect(digest.description == hex(digest.bytes))
    }

    @Test func `one changed bit changes the digest`() {
        let content = [UInt8](repeating: 7, count: 1000)
        var changed = content
        changed[999] ^= 1
        #expect(ContentDigest(of: content) != ContentDigest(of: changed))
    }
}
