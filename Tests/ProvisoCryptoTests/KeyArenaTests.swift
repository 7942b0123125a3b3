import Foundation
import ProvisoCrypto
import Testing

#if os(Linux)
/// What can be done with a key, one at a time, because the next use writes over what the one before has left behind.
enum KeyUse: String, CaseIterable, Codable {
    case derivation, derivationFromSlot, hash, hashOfNothing, preparation, preparedHash, preparedHashOfNothing
    case stream, streamOfNothing, abandonedStream

    func perform(with root: borrowing RootKey) throws {
        var copy: HashingKey?
        try root.exportCleartext(because: "a test hashes with what it looks for") { (bytes: Span<UInt8>) in
            copy = try HashingKey(copying: bytes)
        }
        let key = copy.take()!
        switch self {
        case .derivation:
            var builder = try KeyArenaBuilder(capacity: 1)
            _ = builder.derive(from: key, personalization: .none, context: Span())
        case .derivationFromSlot:
            var builder = try KeyArenaBuilder(capacity: 2)
            var slot: KeySlot?
            root.exportCleartext(because: "a test derives from what it looks for") {
                slot = builder.append(copying: $0)
            }
            _ = builder.derive(from: slot!, personalization: .none, context: Span())
        case .hash:
            _ = key.hash256("a message")
        case .hashOfNothing:
            _ = key.hash128("")
        case .preparation:
            _ = try PreparedHashingKey(key, outputByteCount: 32)
        case .preparedHash:
            _ = try PreparedHashingKey(key, outputByteCount: 16).hash128("a message")
        case .preparedHashOfNothing:
            _ = try PreparedHashingKey(key, outputByteCount: 16).hash128("")
        case .stream:
            var stream = try KeyedHashStream(key, outputByteCount: 32)
            stream.update("a message")
            _ = stream.finalize()
        case .streamOfNothing:
            let stream = try KeyedHashStream(key, outputByteCount: 32)
            _ = stream.finalize()
        case .abandonedStream:
            // Its state holds the key's block still.
            var stream = try KeyedHashStream(key, outputByteCount: 32)
            stream.update("a message")
        }
    }
}
#endif

@Suite struct KeyArenaTests {
    // MARK: Slots

    /// The hash of nothing under the key of a slot tells which key lies there.
    @Test func `a thousand keys in one arena keep apart`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let keys = (0..<1000).map { _ in generator.bytes(count: 32) }
        var builder = try KeyArenaBuilder(capacity: keys.count)
        var slots: [KeySlot] = []
        for key in keys { slots.append(builder.append(copying: key.span)) }
        let arena = builder.seal()
        var seen: Set<[UInt8]> = []
        for (key, slot) in zip(keys, slots) {
            let hash = array(arena.hash128OfEmptyMessage(slot, personalization: .none))
            #expect(try hash == array(HashingKey(copying: key.span).hash128("")))
            seen.insert(hash)
        }
        #expect(seen.count == keys.count)
    }

    @Test func `an arena holds keys, subkeys and prepared states side by side`() throws {
        let rootBytes = [UInt8](0..<32)
        let root = try RootKey(copying: rootBytes.span)
        let derivation = Personalization("proviso-test-one")
        var builder = try KeyArenaBuilder(capacity: 4)
        let subkey = builder.derive(from: root, personalization: derivation, context: Array("context".utf8).span)
        let grandchild = builder.derive(from: subkey, personalization: derivation, context: [UInt8]().span)
        let state = builder.compressKeyBlock(of: grandchild, personalization: personalizations[2], outputByteCount: 16)
        let other = builder.append(copying: [UInt8](repeating: 9, count: 32).span)
        let arena = builder.seal()

        // The same by hand: a subkey is a keyed hash of its context.
        let rootAsHashingKey = try HashingKey(copying: rootBytes.span)
        let expectedSubkey = try HashingKey(
            copying: array(rootAsHashingKey.hash256("context", personalization: derivation)).span)
        let expectedGrandchild = try HashingKey(
            copying: array(expectedSubkey.hash256("", personalization: derivation)).span)
        #expect(array(arena.hash128OfEmptyMessage(subkey, personalization: .none)) == array(expectedSubkey.hash128("")))
        #expect(
            array(arena.hash128OfEmptyMessage(grandchild, personalization: .none))
                == array(expectedGrandchild.hash128("")))
        #expect(
            array(arena.preparedHash128(state, Array("a message".utf8).span))
                == array(expectedGrandchild.hash128("a message", personalization: personalizations[2])))
        #expect(
            try array(arena.hash128OfEmptyMessage(other, personalization: .none))
                == array(HashingKey(copying: [UInt8](repeating: 9, count: 32).span).hash128("")))
    }

    @Test func `a slot whose writer fails is free again`() throws {
        var builder = try KeyArenaBuilder(capacity: 1)
        #expect(throws: CryptoError.keyEncoding) {
            _ = try builder.append(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) throws(CryptoError) in
                bytes[0] = 1
                throw .keyEncoding
            }
        }
        let slot = builder.append(copying: [UInt8](repeating: 2, count: 32).span)
        let arena = builder.seal()
        #expect(
            try array(arena.hash128OfEmptyMessage(slot, personalization: .none))
                == array(HashingKey(copying: [UInt8](repeating: 2, count: 32).span).hash128("")))
    }

    @Test func `one key more than the capacity stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var builder = try KeyArenaBuilder(capacity: 1)
            _ = builder.append(copying: [UInt8](repeating: 1, count: 32).span)
            _ = builder.append(copying: [UInt8](repeating: 1, count: 32).span)
        }
    }

    @Test func `a key of more than 64 bytes stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var builder = try KeyArenaBuilder(capacity: 2)
            _ = builder.append(copying: [UInt8](repeating: 1, count: 65).span)
        }
    }

    @Test func `a slot of a larger arena stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var large = try KeyArenaBuilder(capacity: 2)
            _ = large.append(copying: [UInt8](repeating: 1, count: 32).span)
            let second = large.append(copying: [UInt8](repeating: 1, count: 32).span)
            let small = try KeyArenaBuilder(capacity: 1).seal()
            _ = small.hash128OfEmptyMessage(second, personalization: .none)
        }
    }

    @Test func `memory that cannot be had is an error`() async {
        #expect(throws: CryptoError.memoryUnavailable(byteCount: 64 << 50)) {
            _ = try KeyArenaBuilder(capacity: 1 << 50)
        }
    }

    // MARK: Guard pages

    @Test func `the last byte of a key's memory can be read`() async {
        await #expect(processExitsWith: .success) {
            let key = try RootKey.generate()
            // Sound: the address lies in the key's own slot, and the key is alive.
            _ = unsafe UnsafePointer<UInt8>(bitPattern: key.addressOfGuardPage - 1)!.pointee
            withExtendedLifetime(key) {}
        }
    }

    @Test func `reading one byte past a key's memory ends the process`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let key = try RootKey.generate()
            // Not sound, on purpose: the read must end the process. Volatile, so that it is not optimized away.
            let byte = unsafe UnsafePointer<UInt8>(bitPattern: key.addressOfGuardPage)!.pointee
            exit(byte == 0 ? 3 : 4)
        }
    }

    @Test func `writing into a sealed arena ends the process`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            var builder = try KeyArenaBuilder(capacity: 3)
            _ = builder.append(copying: [UInt8](repeating: 1, count: 32).span)
            let arena = builder.seal()
            // Not sound, on purpose: the write must end the process.
            unsafe UnsafeMutablePointer<UInt8>(bitPattern: arena.addressOfGuardPage - 1)!.pointee = 1
            withExtendedLifetime(arena) {}
            exit(3)
        }
    }

    // MARK: Wiping

    // Each of these runs in a process of its own, so that no other test's memory comes and goes during the search, and first
    // finds the key while it lives: a search that finds nothing proves nothing otherwise.

    #if os(Linux)
    @Test func `the bytes of a generated key are gone with it`() async {
        await #expect(processExitsWith: .success) {
            let scanner: MemoryScanner
            do {
                let key = try RootKey.generate()
                scanner = KeyArenaTests.scanner(for: key)
                #expect(try scanner.occurrences() == [1, 1, 1, 1])
                withExtendedLifetime(key) {}
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    @Test func `the bytes of a copied key are gone with it and the wiped original`() async {
        await #expect(processExitsWith: .success) {
            let scanner: MemoryScanner
            do {
                var original = try RandomBytes.array(count: 32)
                let key = try RootKey(copying: original.span)
                scanner = KeyArenaTests.scanner(for: key)
                // The key and the original: the search counts right.
                #expect(try scanner.occurrences() == [2, 2, 2, 2])
                wipe(&original)
                #expect(try scanner.occurrences() == [1, 1, 1, 1])
                withExtendedLifetime(key) {}
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    @Test func `the bytes of a key that was read from text are gone with it, and so is the text`() async {
        await #expect(processExitsWith: .success) {
            let scanner: MemoryScanner
            let textScanner: MemoryScanner
            do {
                let key = try RootKey.generate()
                scanner = KeyArenaTests.scanner(for: key)
                var text = try key.exportBase64URL(because: "a test reads a key back") { SecretKeyTests.copy($0) }
                let again = try RootKey(base64URL: text.span)
                #expect(try scanner.occurrences() == [2, 2, 2, 2])
                textScanner = MemoryScanner(for: text.span)
                // The test's own copy alone: the export has wiped its buffer.
                #expect(try textScanner.occurrences() == [1, 1, 1, 1, 1])
                wipe(&text)
                withExtendedLifetime(key) {}
                withExtendedLifetime(again) {}
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
            #expect(try textScanner.occurrences() == [0, 0, 0, 0, 0])
        }
    }

    /// The freed buffer is looked at where it was: a search would come too late, because it needs memory itself.
    @Test func `the buffer that a key's text was in is wiped`() async {
        await #expect(processExitsWith: .success) {
            let key = try RootKey.generate()
            var address: UInt = 0
            var seen: UInt8 = 0
            try key.exportBase64URL(because: "a test looks at the buffer afterwards") { text in
                // Sound: only the number of the address leaves.
                unsafe text.withUnsafeBufferPointer { address = UInt(bitPattern: $0.baseAddress) }
                seen = text[0]
            }
            var left: UInt8 = 0
            for offset in 0..<43 {
                // Sound enough in a process that ends here: the memory is freed, stays mapped, and nothing was allocated since.
                unsafe left |= UnsafePointer<UInt8>(bitPattern: address + UInt(offset))!.pointee
            }
            #expect(seen != 0)
            #expect(left == 0)
        }
    }

    @Test(arguments: KeyUse.allCases)
    func `the bytes of a key that was used are gone with it`(use: KeyUse) async {
        await #expect(processExitsWith: .success) { [use] in
            let scanner = try farDownTheStack {
                let key = try RootKey.generate()
                let scanner = KeyArenaTests.scanner(for: key)
                try use.perform(with: key)
                return scanner
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    /// The state after the key block is as secret as the key: whoever has it can compute every hash.
    @Test(arguments: [1, 40, 128, 129])
    func `the words of a prepared state are gone with it`(messageByteCount: Int) async {
        await #expect(processExitsWith: .success) { [messageByteCount] in
            let scanner: MemoryScanner
            do {
                var builder = try KeyArenaBuilder(capacity: 2)
                let keyBytes = try RandomBytes.array(count: 32)
                let key = builder.append(copying: keyBytes.span)
                let state = builder.compressKeyBlock(of: key, personalization: .none, outputByteCount: 16)
                let arena = builder.seal()
                // Sound: the state is the last slot of the arena, which is alive, and has 64 bytes.
                scanner = unsafe MemoryScanner(
                    for: Span(_unsafeStart: UnsafePointer(bitPattern: arena.addressOfGuardPage - 64)!, count: 64))
                _ = arena.preparedHash128(state, [UInt8](repeating: 7, count: messageByteCount).span)
                // Once, in the arena.
                #expect(try scanner.occurrences() == [Int](repeating: 1, count: 8))
                withExtendedLifetime(arena) {}
            }
            #expect(try scanner.occurrences() == [Int](repeating: 0, count: 8))
        }
    }

    @Test func `the bytes in an abandoned builder are gone with it`() async {
        await #expect(processExitsWith: .success) {
            let scanner: MemoryScanner
            do {
                var builder = try KeyArenaBuilder(capacity: 8)
                do {
                    let key = try RootKey.generate()
                    scanner = KeyArenaTests.scanner(for: key)
                    key.exportCleartext(because: "a test gives a builder up") { bytes in
                        _ = builder.append(copying: bytes)
                    }
                }
                #expect(try scanner.occurrences() == [1, 1, 1, 1])
                withExtendedLifetime(builder) {}
            }
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }

    private static func scanner(for key: borrowing RootKey) -> MemoryScanner {
        key.exportCleartext(because: "a test looks for a key in memory") { MemoryScanner(for: $0) }
    }
    #endif
}
