#if os(Linux)
import ProvisoCrypto
import Testing

/// What can be done with a key that seals, agrees or signs; one at a time, because the next use writes over what the one
/// before has left behind.
enum SecretUse: String, CaseIterable, Codable {
    case sealing, opening, refusedOpening
    case publicKey, sharedSecret, sealingBox, openingBox, refusedBox
    case signing, exportOfSeed, copyOfSeed

    /// Makes a key, uses it for a message, lets it go, and gives what looks for it. The use comes last, and nothing is
    /// checked after it, for the same reason.
    func perform(messageByteCount: Int) throws -> MemoryScanner {
        let message = [UInt8](repeating: 2, count: messageByteCount)
        switch self {
        case .sealing, .opening, .refusedOpening: return try performWithSealingKey(message)
        case .publicKey, .sharedSecret, .sealingBox, .openingBox, .refusedBox:
            return try performWithAgreementKey(message)
        case .signing, .exportOfSeed, .copyOfSeed: return try performWithSigningKey(message)
        }
    }

    private func performWithSealingKey(_ message: [UInt8]) throws -> MemoryScanner {
        let key = try SealingKey.generate()
        let scanner = Self.scanner(for: key)
        let nonce = [UInt8](repeating: 1, count: 12)
        var ciphertext = ChaChaPolyTests.seal(message, key: key, nonce: nonce, context: [3])
        if self == .sealing { return scanner }
        if self == .refusedOpening { ciphertext[0] ^= 1 }
        _ = ChaChaPolyTests.open(ciphertext, key: key, nonce: nonce, context: [3])
        return scanner
    }

    private func performWithAgreementKey(_ message: [UInt8]) throws -> MemoryScanner {
        let key = try AgreementKey.generate()
        let publicKey = key.publicKey
        let other = try AgreementKey.generate().publicKey
        let scanner = Self.scanner(for: key)
        switch self {
        case .sharedSecret: _ = KeyAgreementTests.sharedSecret(key, other)
        case .sealingBox: _ = SealedBox.seal(message, to: publicKey)
        case .openingBox: _ = try key.open(sealedBox: SealedBox.seal(message, to: publicKey))
        case .refusedBox: _ = try? key.open(sealedBox: SealedBox.seal(message, to: other))
        default: _ = key.publicKey
        }
        return scanner
    }

    private func performWithSigningKey(_ message: [UInt8]) throws -> MemoryScanner {
        let key = try SigningKey.generate()
        let scanner = key.exportSeed(because: "a test looks for a key in memory") { MemoryScanner(for: $0) }
        switch self {
        case .signing: _ = key.signature(of: message)
        case .copyOfSeed:
            try key.exportSeed(because: "a test copies a key") { (seed: Span<UInt8>) in
                let copy = try SigningKey(seed: seed)
                withExtendedLifetime(copy) {}
            }
        default: _ = key.exportSeed(because: "a test looks at a length") { $0.count }
        }
        return scanner
    }

    static func scanner<Role>(for key: borrowing SecretKey<Role>) -> MemoryScanner {
        key.exportCleartext(because: "a test looks for a key in memory") { MemoryScanner(for: $0) }
    }
}

/// Each of these runs in a process of its own, so that no other test's memory comes and goes during the search.
@Suite struct SecretTracesTests {
    /// Longer messages are enciphered by other code, several blocks at once.
    @Test(arguments: SecretUse.allCases, [0, 100, 5000])
    func `the bytes of a key that was used are gone with it`(use: SecretUse, messageByteCount: Int) async {
        await #expect(processExitsWith: .success) { [use, messageByteCount] in
            let scanner = try farDownTheStack { try use.perform(messageByteCount: messageByteCount) }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    /// A search that finds nothing proves nothing otherwise.
    @Test func `the bytes of keys are found while they live`() async {
        await #expect(processExitsWith: .success) {
            let sealing = try SealingKey.generate()
            let agreement = try AgreementKey.generate()
            let signing = try SigningKey.generate()
            #expect(try SecretUse.scanner(for: sealing).occurrences() == [1, 1, 1, 1])
            #expect(try SecretUse.scanner(for: agreement).occurrences() == [1, 1, 1, 1])
            let scanner = signing.exportSeed(because: "a test looks for a key in memory") { MemoryScanner(for: $0) }
            #expect(try scanner.occurrences() == [1, 1, 1, 1])
            withExtendedLifetime(sealing) {}
            withExtendedLifetime(agreement) {}
            withExtendedLifetime(signing) {}
        }
    }

    @Test func `a shared secret is gone when its buffer was wiped`() async {
        await #expect(processExitsWith: .success) {
            let key = try AgreementKey.generate()
            let other = try AgreementKey.generate().publicKey
            var secret = [UInt8](repeating: 0, count: 32)
            var isShared: Bool?
            let scanner = farDownTheStack {
                var span = secret.mutableSpan
                _ = key.sharedSecret(with: other, into: &span)
                let scanner = MemoryScanner(for: span.span)
                wipe(&span)
                isShared = key.sharedSecret(with: other, into: &span)
                wipe(&span)
                return scanner
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
            #expect(isShared == true)
        }
    }

    /// From the pseudorandom key, which is an HMAC under the salt, follows whatever is derived.
    @Test func `the pseudorandom key of a derivation is gone`() async {
        await #expect(processExitsWith: .success) {
            let salt: [UInt8] = [1, 2, 3]
            let secret = try RandomBytes.array(count: 32)
            var output = [UInt8](repeating: 0, count: 100)
            let scanner = farDownTheStack {
                let scanner = SecretTracesTests.scannerForTag(of: secret, key: salt)
                var span = output.mutableSpan
                HKDFSHA256.derive(from: secret.span, salt: salt.span, info: salt.span, into: &span)
                return scanner
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    /// More was computed than was asked for.
    @Test func `the last block of a derivation is gone`() async {
        await #expect(processExitsWith: .success) {
            let secret = try RandomBytes.array(count: 32)
            let scanner = farDownTheStack {
                var block = HKDFSHA256Tests.derive(from: secret, salt: [], info: [], count: 32)
                let scanner = MemoryScanner(for: block.span)
                wipe(&block)
                _ = HKDFSHA256Tests.derive(from: secret, salt: [], info: [], count: 1)
                return scanner
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    /// The right tag of a wrong message is what a forger wants.
    @Test func `the tag that another was compared with is gone`() async {
        await #expect(processExitsWith: .success) {
            let key = try RandomBytes.array(count: 32)
            let wrong = [UInt8](repeating: 0, count: 32)
            var isValid: Bool?
            let scanner = farDownTheStack {
                let scanner = SecretTracesTests.scannerForTag(of: key, key: key)
                isValid = HMACSHA256.isValid(wrong.span, of: key.span, key: key.span)
                return scanner
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
            #expect(isValid == false)
        }
    }

    /// Looks for a tag, of which nothing is left here.
    private static func scannerForTag(of message: [UInt8], key: [UInt8]) -> MemoryScanner {
        var tag = [UInt8](repeating: 0, count: 32)
        var span = tag.mutableSpan
        HMACSHA256.authenticate(message.span, key: key.span, into: &span)
        let scanner = MemoryScanner(for: span.span)
        wipe(&span)
        return scanner
    }
}
#endif
