import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct ShredVaultTests {
    private let store = InMemoryRetentionStore()
    private let scope: VaultScope

    init() throws {
        scope = VaultScope(subject: try SubjectReference("person_0_x"), caseReference: try CaseReference("26/114"))
    }

    // MARK: Known answers

    private struct Sample: Decodable {
        let root, keyID, subject: String
        let `case`: String?
        let wrapped, place, value, sealed: String
    }

    @Test func `values and keys that were made without our code open`() throws {
        let data = try Data(contentsOf: TestData.folder.appending(path: "Vectors/vault-values.json"))
        let samples = try JSONDecoder().decode([Sample].self, from: data)
        #expect(samples.count == 4)
        for sample in samples {
            let store = InMemoryRetentionStore()
            let scope = VaultScope(
                subject: try SubjectReference(sample.subject),
                caseReference: try sample.case.map { try CaseReference($0) })
            let key = VaultKey(
                id: try StatementID(sample.keyID), wrappedUnder: KeyVersion(1), scope: scope,
                wrapped: try bytes(sample.wrapped), created: Keyrings.instant())
            try store.write { try $0.set(key) }
            let vault = ShredVault(engine: engine(store), keyring: try keyring(root: try bytes(sample.root)))
            #expect(try vault.open(try bytes(sample.sealed), at: sample.place) == (try bytes(sample.value)))
        }
    }

    // MARK: Sealing and opening

    @Test(arguments: [0, 1, 63, 64, 65, 10_000])
    func `what was sealed opens at its place, and has 72 bytes more`(count: Int) throws {
        let vault = try vault()
        try register("a")
        let value = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let sealed = try vault.seal(value, for: scope, at: "row 17")
        #expect(sealed.count == count + 72)
        #expect(try vault.open(sealed, at: "row 17") == value)
        #expect(refusal { _ = try vault.open(sealed, at: "row 18") } == .vaultMalformed)
    }

    @Test func `the same value is sealed otherwise each time, under one key for a scope`() throws {
        let vault = try vault()
        try register("a")
        let sealed = try (0..<2).map { _ in try vault.seal([1, 2, 3], for: scope, at: "") }
        #expect(sealed[0] != sealed[1])
        #expect(sealed[0][16..<32] == sealed[1][16..<32])
        let other = try vault.seal([1, 2, 3], for: VaultScope(subject: scope.subject), at: "")
        #expect(other[16..<32] != sealed[0][16..<32])
    }

    @Test func `a change of any bit, and every cut, is refused`() throws {
        let vault = try vault()
        try register("a")
        let sealed = try vault.seal([1, 2, 3], for: scope, at: "place")
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            let word = refusal { _ = try vault.open(changed, at: "place") }
            #expect(word == ((128..<256).contains(bit) ? .vaultUnknown : .vaultMalformed), "bit \(bit)")
        }
        for count in sealed.indices {
            #expect(refusal { _ = try vault.open(Array(sealed[..<count]), at: "place") } == .vaultMalformed)
        }
    }

    @Test func `a value of a subject of whom nothing is kept is not sealed, because nothing would erase it`() throws {
        let vault = try vault()
        #expect(refusal { _ = try vault.seal([1], for: scope, at: "") } == .vaultUncovered)
        try register("a", caseName: nil)
        #expect(refusal { _ = try vault.seal([1], for: scope, at: "") } == .vaultUncovered)
        _ = try vault.seal([1], for: VaultScope(subject: scope.subject), at: "")
    }

    // MARK: Shredding

    @Test func `the key goes with the last item of its subject and case, and its values are erased and never empty`()
        throws
    {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let vault = try vault(clock)
        try register("a", eraseBy: "2026-12-01T00:00:00Z")
        try register("b", eraseBy: "2026-12-02T00:00:00Z")
        try register("c", caseName: nil, eraseBy: "2026-12-03T00:00:00Z")
        let (inCase, inNone) = (
            try vault.seal([1, 2], for: scope, at: "x"),
            try vault.seal([3], for: VaultScope(subject: scope.subject), at: "y")
        )
        try clock.set("2026-12-01T00:00:00Z")
        try sweep(clock)
        #expect(try vault.open(inCase, at: "x") == [1, 2])

        try clock.set("2026-12-02T00:00:00Z")
        try sweep(clock)
        #expect(refusal { _ = try vault.open(inCase, at: "x") } == .vaultErased)
        // Also at another place: whoever asks is told the same.
        #expect(refusal { _ = try vault.open(inCase, at: "z") } == .vaultErased)
        #expect(try vault.open(inNone, at: "y") == [3])
        let gone = try #require(try store.read { try $0.item(RetentionID("b")) })
        #expect(gone.destroyedKeyCount == 1)
        #expect(gone.evidence.map(\.method) == [.keysDestroyed, .filesUnlinked])

        try clock.set("2026-12-03T00:00:00Z")
        try sweep(clock)
        #expect(refusal { _ = try vault.open(inNone, at: "y") } == .vaultErased)
    }

    @Test func `the key is gone when the erasure is decided, whatever the erasers do`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let vault = try vault(clock)
        try register("a", eraseBy: "2026-12-01T00:00:00Z")
        let sealed = try vault.seal([1, 2], for: scope, at: "x")
        try clock.set("2026-12-01T00:00:00Z")
        try sweep(clock, FakeEraser { _, _ in throw InjectedFault() })
        #expect(try store.read { try $0.item(RetentionID("a"))?.state } == .erasing)
        #expect(refusal { _ = try vault.open(sealed, at: "x") } == .vaultErased)
    }

    @Test func `a hold keeps the key, and its release lets it go`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let vault = try vault(clock)
        try register("a", eraseBy: "2026-12-01T00:00:00Z")
        let sealed = try vault.seal([1, 2], for: scope, at: "x")
        let engine = engine(store, clock)
        let hold = try engine.hold(
            .subject(scope.subject), reason: "an appeal", authority: "court.example",
            term: .reviewBy(try Instant("2027-01-01T00:00:00Z"))
        ).hold
        try clock.set("2026-12-01T00:00:00Z")
        try sweep(clock)
        #expect(try vault.open(sealed, at: "x") == [1, 2])
        try engine.release(hold.id)
        try sweep(clock)
        #expect(refusal { _ = try vault.open(sealed, at: "x") } == .vaultErased)
    }

    @Test func `a subject that comes back after its erasure gets another key`() throws {
        let clock = try ManualClock("2026-11-25T10:00:00Z")
        let vault = try vault(clock)
        try register("a", eraseBy: "2026-12-01T00:00:00Z")
        let first = try vault.seal([1], for: scope, at: "x")
        try clock.set("2026-12-01T00:00:00Z")
        try sweep(clock)
        try register("b", eraseBy: "2026-12-09T00:00:00Z")
        let second = try vault.seal([1], for: scope, at: "x")
        #expect(try vault.open(second, at: "x") == [1])
        #expect(refusal { _ = try vault.open(first, at: "x") } == .vaultErased)
    }

    // MARK: Rotation

    @Test func `after rewrapping, the old version is not needed, and an old backup of the store is without use`() throws
    {
        try register("a")
        let old = try keyring(root: root(1))
        let both = try keyring(root: root(1), root(2))
        let new = try keyring(root: nil, root(2))
        let sealed = try ShredVault(engine: engine(store), keyring: old).seal([1, 2], for: scope, at: "x")
        let backup = try #require(try store.read { try $0.vaultKey(for: scope) })

        #expect(try ShredVault(engine: engine(store), keyring: both).rewrap() == 0)
        #expect(try ShredVault(engine: engine(store), keyring: new).open(sealed, at: "x") == [1, 2])

        let restored = InMemoryRetentionStore()
        try restored.write { try $0.set(backup) }
        let vault = ShredVault(engine: engine(restored), keyring: new)
        #expect(refusal { _ = try vault.open(sealed, at: "x") } == .keyDestroyed)
    }

    @Test func `rewrapping goes on in steps, and says how many are left`() throws {
        for number in 1...5 {
            try register("\(number)", subject: "s\(number)")
            let scope = VaultScope(
                subject: try SubjectReference("s\(number)"), caseReference: try CaseReference("26/114"))
            _ = try ShredVault(engine: engine(store), keyring: try keyring(root: root(1))).seal([1], for: scope, at: "")
        }
        let vault = ShredVault(engine: engine(store), keyring: try keyring(root: root(1), root(2)))
        #expect(try vault.rewrap(limit: 2) == 3)
        #expect(try vault.rewrap(limit: 2) == 1)
        #expect(try vault.rewrap(limit: 2) == 0)
        #expect(try vault.rewrap(limit: 2) == 0)
    }

    @Test func `another keyring with the same version opens nothing`() throws {
        try register("a")
        let sealed = try vault().seal([1], for: scope, at: "")
        let other = ShredVault(engine: engine(store), keyring: try keyring(root: root(9)))
        #expect(refusal { _ = try other.open(sealed, at: "") } == .vaultMalformed)
    }

    // MARK: Helpers

    private func root(_ number: UInt8) -> [UInt8] { Array(repeating: number, count: 32) }

    /// A keyring of these keys, the last of which is active; nil for one that was destroyed.
    private func keyring(root keys: [UInt8]?...) throws -> Keyring {
        let samples = keys.enumerated().map { index, key in
            var sample = Keyrings.Sample(
                UInt32(index + 1),
                key == nil ? "destroyed" : index == keys.count - 1 ? "active" : "retired")
            if let key { sample.key = key }
            return sample
        }
        return try Keyrings.open(samples)
    }

    private func vault(_ clock: ManualClock? = nil) throws -> ShredVault {
        ShredVault(engine: engine(store, clock), keyring: try keyring(root: root(1)))
    }

    private func engine(
        _ store: InMemoryRetentionStore, _ clock: ManualClock? = nil, _ eraser: FakeEraser = FakeEraser()
    ) -> RetentionEngine {
        RetentionEngine(
            store: store, erasers: ["fake": eraser], time: clock?.source ?? .fixed(Keyrings.instant()))
    }

    private func register(
        _ id: String, subject: String? = nil, caseName: String? = "26/114", eraseBy: String = "2027-01-01T00:00:00Z"
    ) throws {
        let created = try Instant("2026-11-01T00:00:00Z")
        let item = try RetentionItem(
            id: RetentionID(id), labels: RetentionLabels(category: "note"),
            subject: subject.map { try SubjectReference($0) } ?? scope.subject,
            caseReference: caseName.map { try CaseReference($0) }, created: created, eraseBy: Instant(eraseBy),
            parts: [ErasablePart(eraser: "fake", locator: id)])
        try store.write { store in
            try store.insert(
                RetainedItem(
                    item: item, registered: created, scheduleVersion: 0, labels: item.labels, lastActivity: created))
        }
    }

    private func sweep(_ clock: ManualClock, _ eraser: FakeEraser = FakeEraser()) throws {
        let recipient = try Recipient()
        _ = try engine(store, clock, eraser).collectedSweep(signer: recipient.signer, issuer: recipient.party)
    }

    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hexadecimal.decode(hex)) }
}
