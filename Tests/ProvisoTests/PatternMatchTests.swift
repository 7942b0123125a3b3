import Testing

@testable import Proviso

@Suite struct PatternMatchTests {
    @Test func `every pattern has a type of its own, which is built in and no identifier`() {
        let types = PatternType.allCases.map(\.recognizedType)
        #expect(Set(types).count == 14)
        for type in types {
            #expect(RecognizedType(type.description) == type)
            #expect(IdentifierRules.rules(of: type).isEmpty)
        }
        #expect(types.first == .email && types.last == .apiKey)
    }
}
