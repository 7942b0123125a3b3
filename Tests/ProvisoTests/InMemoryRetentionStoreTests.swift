import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct InMemoryRetentionStoreTests {
    @Test(arguments: RetentionStoreConformance.checks)
    func `the store in memory does what a store must do`(check: RetentionStoreConformance.Check) async throws {
        try await check.run(on: InMemoryRetentionStore())
    }

    @Test(arguments: RetentionStoreConformance.checks)
    func `a store around it changes nothing where there is no fault`(
        check: RetentionStoreConformance.Check
    ) async throws {
        try await check.run(on: FaultyRetentionStore(InMemoryRetentionStore(), at: nil))
    }

    @Test func `every check has a sentence of its own`() {
        let sentences = RetentionStoreConformance.checks.map(\.description)
        #expect(sentences.count >= 15)
        #expect(Set(sentences).count == sentences.count)
    }

    @Test func `a fault comes at its call, before or after it`() throws {
        for (moment, isKnown) in [(FaultyRetentionStore.Place.Moment.before, false), (.after, true)] {
            let store = InMemoryRetentionStore()
            let faulty = FaultyRetentionStore(store, at: .init(call: 2, moment: moment))
            #expect(try faulty.read { try $0.items(after: nil, limit: 9).isEmpty })
            let item = RetainedItem(try SampleItem.note("a"), registered: day(0), scheduleVersion: 1)
            #expect(throws: InjectedFault()) { try faulty.write { try $0.insert(item) } }
            #expect(try store.read { try $0.item(item.item.id) != nil } == isKnown)
            try faulty.write { try $0.setLastSweep(day(1)) }
            #expect(faulty.callCount == 3)
        }
    }

    /// The checks can fail: each store breaks one rule, and is found out.
    @Test(arguments: BrokenStore.Fault.allCases)
    func `a store that breaks a rule is found out`(fault: BrokenStore.Fault) async {
        var found: [String] = []
        for check in RetentionStoreConformance.checks {
            do {
                try await check.run(on: BrokenStore(fault))
            } catch {
                found.append(check.description)
            }
        }
        #expect(!found.isEmpty)
    }
}
