import Testing

@testable import ProvisoCrypto

/// The cipher of reversible pseudonyms. That it is what `Formats/Pseudonyms` says, the pseudonym vectors show.
@Suite struct DeterministicCipherTests {
    /// A cipher whose two keys are one byte each, 32 times.
    private static func cipher(_ authentication: UInt8 = 1, _ encryption: UInt8 = 2) throws -> DeterministicCipher {
        let (first, second) = ([UInt8](repeating: authentication, count: 32), [UInt8](repeating: encryption, count: 32))
        var builder = try KeyArenaBuilder(capacity: 3)
        let authenticationKey = builder.append(copying: first.span)
        let state = builder.compressKeyBlock(
            of: authenticationKey, personalization: Personalization("proviso-rvsiv--1"), outputByteCount: 24)
        let encryptionKey = builder.append(copying: second.span)
        return DeterministicCipher(arena: builder.seal(), authenticationState: state, encryptionKey: encryptionKey)
    }

    private static func seal(_ message: [UInt8], with cipher: DeterministicCipher) -> [UInt8] {
        var body = [UInt8](repeating: 0xAA, count: message.count + DeterministicCipher.tagByteCount)
        var span = body.mutableSpan
        cipher.seal(message.span, into: &span)
        DeterministicCipher.wipeTraces()
        return body
    }

    private static func open(_ body: [UInt8], with cipher: DeterministicCipher) -> (isGenuine: Bool, message: [UInt8]) {
        var message = [UInt8](repeating: 0xAA, count: max(body.count - DeterministicCipher.tagByteCount, 0))
        var span = message.mutableSpan
        let isGenuine = cipher.open(body.span, into: &span)
        return (isGenuine, message)
    }

    @Test(arguments: [1, 31, 32, 63, 64, 65, 128, 129, 256, 1000, 70_000])
    func `a message comes back, and equal ones have equal bodies`(count: Int) throws {
        let cipher = try Self.cipher()
        let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let body = Self.seal(message, with: cipher)
        #expect(body == Self.seal(message, with: try Self.cipher()))
        let opened = Self.open(body, with: cipher)
        #expect(opened.isGenuine && opened.message == message)
        #expect(Array(body.dropFirst(24)) != message)
    }

    @Test func `one other bit anywhere is found out, and nothing of the message is given`() throws {
        let cipher = try Self.cipher()
        let body = Self.seal([UInt8](repeating: 7, count: 32), with: cipher)
        for bit in 0..<body.count * 8 {
            var changed = body
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let opened = Self.open(changed, with: cipher)
            #expect(!opened.isGenuine && opened.message == [UInt8](repeating: 0, count: 32), "bit \(bit)")
        }
    }

    @Test func `another key of either kind opens nothing`() throws {
        let body = Self.seal([1, 2, 3], with: try Self.cipher(1, 2))
        #expect(!Self.open(body, with: try Self.cipher(3, 2)).isGenuine)
        #expect(!Self.open(body, with: try Self.cipher(1, 3)).isGenuine)
    }

    @Test(arguments: 0...24) func `what is not longer than a tag is not a body`(count: Int) throws {
        #expect(!Self.open([UInt8](repeating: 0, count: count), with: try Self.cipher()).isGenuine)
    }
}
