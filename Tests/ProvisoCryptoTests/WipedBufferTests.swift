#if os(Linux)
import Foundation
import Testing

@testable import ProvisoCrypto

/// Buffers for content that consists of keys.
@Suite struct WipedBufferTests {
    @Test func `a guarded buffer takes what it has room for, and lends it`() throws {
        var buffer = try WipedBuffer(guardedCapacity: 5)
        var position = 0
        buffer.fill(from: [1, 2, 3].span, at: &position)
        #expect(position == 3)
        position = 0
        buffer.fill(from: [4, 5, 6].span, at: &position)
        #expect(position == 2 && buffer.isFull)
        #expect(buffer.withContent { SecretKeyTests.copy($0) } == [1, 2, 3, 4, 5])
        buffer.replace(count: 2) { bytes in bytes[0] = 9 }
        #expect(buffer.withContent { SecretKeyTests.copy($0) } == [9, 2])
    }

    @Test func `reading one byte past a guarded buffer ends the process`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            var buffer = try WipedBuffer(guardedCapacity: 100)
            var position = 0
            buffer.fill(from: [UInt8](repeating: 1, count: 100).span, at: &position)
            let address = buffer.withContent { WipedBufferTests.address(of: $0) }
            // Not sound, on purpose: the read must end the process.
            let byte = unsafe UnsafePointer<UInt8>(bitPattern: address + 100)!.pointee
            withExtendedLifetime(buffer) {}
            exit(byte == 0 ? 3 : 4)
        }
    }

    @Test func `memory that cannot be had is an error`() {
        #expect(throws: CryptoError.memoryUnavailable(byteCount: 1 << 55)) {
            _ = try WipedBuffer(guardedCapacity: 1 << 55)
        }
    }

    /// What is opened of a file of keys lies where a key does: in memory that is kept out of core dumps (`dd`), which
    /// the heap is not.
    @Test(arguments: [true, false], [10, 65536, 200_000])
    func `content that consists of keys is opened in guarded pages`(holdsKeys: Bool, byteCount: Int) async throws {
        await #expect(processExitsWith: .success) { [holdsKeys, byteCount] in
            let identity = try AgeIdentity.generate()
            let content = try RandomBytes.array(count: byteCount)
            let file = try AgeFiles.seal(content, to: [identity.recipient])
            var opened: [UInt8] = []
            func take(_ piece: Span<UInt8>) throws {
                let flags = try #require(try SecretKeyTests.kernelFlags(of: WipedBufferTests.address(of: piece)))
                #expect(flags.contains("dd") == holdsKeys)
                AgeFiles.append(piece, to: &opened)
            }
            var opener = AgeOpener(identities: AgeIdentities(identity), holdsKeys: holdsKeys)
            try opener.write(file.span, take)
            try opener.finish(take)
            #expect(opened == content)
        }
    }

    @Test(arguments: [0, 1, 65536, 65537, 200_000])
    func `a file of keys is sealed as any other`(byteCount: Int) throws {
        let identity = try AgeIdentity.generate()
        let content = try RandomBytes.array(count: byteCount)
        var file: [UInt8] = []
        var sealer = try AgeSealer(to: [identity.recipient], holdsKeys: true)
        sealer.write(content.span) { AgeFiles.append($0, to: &file) }
        sealer.finish { AgeFiles.append($0, to: &file) }
        #expect(try AgeFiles.open(file, with: identity).content == content)
    }

    /// The words of what was sealed and opened are looked for in the whole memory of a process that does nothing else.
    @Test func `nothing is left of keys that were sealed and opened`() async {
        await #expect(processExitsWith: .success) {
            let scanner = try farDownTheStack {
                let key = try RootKey.generate()
                let scanner = SecretUse.scanner(for: key)
                let identity = try AgeIdentity.generate()
                var file: [UInt8] = []
                var sealer = try AgeSealer(to: [identity.recipient], holdsKeys: true)
                key.exportCleartext(because: "a test seals a key") { bytes in
                    sealer.write(bytes) { AgeFiles.append($0, to: &file) }
                }
                sealer.finish { AgeFiles.append($0, to: &file) }
                var buffer = try WipedBuffer(guardedCapacity: 32)
                func take(_ piece: Span<UInt8>) {
                    var position = 0
                    buffer.fill(from: piece, at: &position)
                }
                var opener = AgeOpener(identities: AgeIdentities(identity), holdsKeys: true)
                try opener.write(file.span, take)
                try opener.finish(take)
                wipeTracesOfKey()
                return scanner
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    private static func address(of bytes: Span<UInt8>) -> UInt {
        // Sound: only the number of the address leaves.
        unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
}
#endif
