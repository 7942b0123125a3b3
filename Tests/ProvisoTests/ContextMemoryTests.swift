import Testing

@testable import Proviso

@Suite struct ContextMemoryTests {
    private static func evidence(
        for supported: [Int] = [], against contrary: [Int] = [], preferring preferred: [Int] = []
    ) -> ContextLexicon.Evidence {
        ContextLexicon.Evidence(
            supported: TypeSet(supported), contrary: TypeSet(contrary), preferred: TypeSet(preferred))
    }

    @Test func `nothing is said at the beginning`() {
        let memory = ContextMemory()
        let evidence = memory.evidence(before: 0)
        #expect(evidence.supported.isEmpty && evidence.contrary.isEmpty)
        #expect(evidence.preferred.isEmpty && evidence.nearest.isEmpty)
    }

    @Test func `words for a type reach 64 bytes, words against it 40`() {
        var memory = ContextMemory()
        memory.add(Self.evidence(for: [1], against: [2], preferring: [3]), end: 100)
        for (start, isFor, isAgainst) in [
            (99, false, false), (100, true, true), (140, true, true), (141, true, false),
            (164, true, false), (165, false, false),
        ] {
            let evidence = memory.evidence(before: start)
            #expect(evidence.supported.contains(1) == isFor, "\(start)")
            #expect(evidence.preferred.contains(3) == isFor, "\(start)")
            #expect(evidence.contrary.contains(2) == isAgainst, "\(start)")
        }
    }

    @Test func `of two that differ about a type the nearer one counts, and of one that says both the word for it`() {
        var memory = ContextMemory()
        memory.add(Self.evidence(for: [1]), end: 10)
        memory.add(Self.evidence(against: [1]), end: 20)
        #expect(!memory.evidence(before: 30).supported.contains(1))
        #expect(memory.evidence(before: 30).contrary.contains(1))
        memory.add(Self.evidence(for: [1]), end: 25)
        #expect(memory.evidence(before: 30).supported.contains(1))
        #expect(!memory.evidence(before: 30).contrary.contains(1))
        // The nearer one lies behind the place.
        #expect(memory.evidence(before: 22).contrary.contains(1))
        memory.add(Self.evidence(for: [2], against: [2]), end: 30)
        #expect(memory.evidence(before: 30).supported.contains(2))
        #expect(!memory.evidence(before: 30).contrary.contains(2))
    }

    @Test func `a word against a type counts up to its reach only, where one for it is further away`() {
        var memory = ContextMemory()
        memory.add(Self.evidence(for: [1]), end: 10)
        memory.add(Self.evidence(against: [1]), end: 20)
        #expect(memory.evidence(before: 60).contrary.contains(1))
        #expect(memory.evidence(before: 61).supported.contains(1))
    }

    @Test func `the nearest phrase that speaks for anything is told apart`() {
        var memory = ContextMemory()
        memory.add(Self.evidence(for: [1]), end: 10)
        memory.add(Self.evidence(for: [2]), end: 20)
        memory.add(Self.evidence(against: [3]), end: 30)
        let evidence = memory.evidence(before: 40)
        #expect(evidence.nearest == TypeSet([2]))
        #expect(evidence.supported == TypeSet([1, 2]))
    }

    @Test func `eight phrases are remembered`() {
        var memory = ContextMemory()
        for number in 0..<10 { memory.add(Self.evidence(for: [number]), end: number) }
        #expect(memory.evidence(before: 10).supported == TypeSet(2..<10))
        #expect(memory.end == 9)
    }

    @Test func `a number that a word spoke for speaks for the next`() {
        var memory = ContextMemory()
        memory.add(7, end: 50)
        #expect(memory.evidence(before: 55).supported == TypeSet([7]))
        #expect(memory.evidence(before: 55).contrary.isEmpty)
    }
}
