import ProvisoCrypto
import Testing

@Suite struct CryptoErrorTests {
    private static let all: [CryptoError] = [
        .libraryUnavailable, .selfTestFailed, .memoryUnavailable(byteCount: 64), .keyLength(found: 0, allowed: 16...64),
        .keyEncoding, .publicKeyInvalid, .identityEncoding, .recipientEncoding, .noIdentityMatched, .headerInvalid,
        .payloadInvalid, .recipientListInvalid, .hybridUnsupported, .passphraseLength(found: 0, allowed: 1...1024),
    ]

    @Test(arguments: all)
    func `every error is one sentence with what to do after a semicolon`(error: CryptoError) {
        #expect(error.description.split(separator: ";").count == 2)
        #expect(!error.description.hasSuffix("."))
        #expect(!error.description.contains("\n"))
    }

    @Test func `a wrong length is told with the lengths that are right`() {
        #expect(
            CryptoError.keyLength(found: 15, allowed: 16...64).description.contains(
                "15 bytes, where 16 to 64 are needed"))
        #expect(
            CryptoError.keyLength(found: 31, allowed: 32...32).description.contains("31 bytes, where 32 are needed"))
    }
}
