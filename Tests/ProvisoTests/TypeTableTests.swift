import Testing

@testable import Proviso

@Suite struct TypeTableTests {
    private static func own(_ count: Int) throws -> [RecognizedType] {
        try (0..<count).map { try RecognizedType(custom: "own-\($0)") }
    }

    @Test func `known values come first, then patterns, then identifiers`() {
        let types = TypeTable.builtIn.types
        #expect(types.count == 114)
        #expect(types[0] == .knownValue)
        #expect(Array(types[1...14]) == PatternType.allCases.map(\.recognizedType))
        #expect(Set(types).count == types.count)
        for (number, type) in types.enumerated() { #expect(TypeTable.builtIn.number(of: type) == number) }
    }

    @Test func `own types are added behind the built-in ones, each once`() throws {
        let own = try Self.own(3)
        let table = try #require(TypeTable(adding: own + [.email] + own))
        #expect(table.types == TypeTable.builtIn.types + own)
        #expect(table.number(of: own[2]) == 116)
        #expect(TypeTable.builtIn.number(of: own[0]) == nil)
    }

    @Test func `more types than a set holds are refused`() throws {
        let room = TypeSet.capacity - TypeTable.builtIn.types.count
        let own = try Self.own(room + 1)
        #expect(TypeTable(adding: Array(own[..<room]))?.types.count == TypeSet.capacity)
        #expect(TypeTable(adding: own) == nil)
    }

    @Test func `a set holds every number up to its capacity`() {
        for number in 0..<TypeSet.capacity {
            let set = TypeSet([number])
            let members = (0..<TypeSet.capacity).filter { set.contains($0) }
            #expect(members == [number])
            #expect(!set.isEmpty)
        }
        #expect(TypeSet().isEmpty)
    }

    @Test func `a union is of both, without what is left out`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<100 {
            func random() -> Set<Int> {
                Set((0..<20).map { _ in Int.random(in: 0..<TypeSet.capacity, using: &generator) })
            }
            let (one, other, excluded) = (random(), random(), random())
            var set = TypeSet(one)
            set.formUnion(TypeSet(other), without: TypeSet(excluded))
            #expect(set == TypeSet(one.union(other.subtracting(excluded))), "seed \(testSeed)")
            set.formUnion(TypeSet(other))
            #expect(set == TypeSet(one.union(other)), "seed \(testSeed)")
        }
    }
}
