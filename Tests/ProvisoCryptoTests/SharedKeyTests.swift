import ProvisoCrypto
import Testing

@Suite struct SharedKeyTests {
    private static func bytes(_ key: SharedKey<RootRole>) -> [UInt8] {
        key.withKey { key in key.exportCleartext(because: "a test compares keys") { SecretKeyTests.copy($0) } }
    }

    @Test func `handles on slots of one arena lend the keys in them`() throws {
        let keys = (1...3).map { [UInt8](repeating: $0, count: 32) }
        var builder = try KeyArenaBuilder(capacity: keys.count)
        let slots = keys.map { builder.append(copying: $0.span) }
        let arena = builder.seal()
        let handles = slots.map { SharedKey<RootRole>(arena: arena, slot: $0) }
        #expect(handles.map(Self.bytes) == keys)
        // In one allocation.
        #expect(Set(handles.map { $0.withKey { $0.addressOfGuardPage } }).count == 1)
    }

    @Test func `a copy of a key is the same in other memory`() throws {
        let key = try RootKey.generate()
        let copy = try SharedKey(copying: key)
        let expected = key.exportCleartext(because: "a test compares keys") { SecretKeyTests.copy($0) }
        #expect(Self.bytes(copy) == expected)
        #expect(copy.withKey { $0.addressOfGuardPage } != key.addressOfGuardPage)
    }

    @Test func `new keys are random`() throws {
        #expect(try Self.bytes(.generate()) != Self.bytes(.generate()))
    }

    @Test func `a key of a length that its role does not have stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var builder = try KeyArenaBuilder(capacity: 1)
            let slot = builder.append(copying: [UInt8](repeating: 1, count: 16).span)
            _ = SharedKey<RootRole>(arena: builder.seal(), slot: slot, byteCount: 16)
        }
    }
}
