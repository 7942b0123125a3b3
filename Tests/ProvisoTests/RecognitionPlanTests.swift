import Testing

@testable import Proviso

@Suite struct RecognitionPlanTests {
    private static func plan(_ types: [RecognizedType]) -> RecognitionPlan {
        let table = TypeTable.builtIn
        return RecognitionPlan(table, types: types, thresholds: table.types.map { _ in 50 }, phrases: [])
    }

    @Test func `every pattern has the number of its type`() {
        let plan = Self.plan([])
        for type in PatternType.allCases {
            #expect(plan.table.types[plan.number(of: type)] == type.recognizedType)
        }
    }

    @Test func `what is wanted is what is named`() {
        for type in RecognizedType.all {
            let plan = Self.plan([type])
            let wanted = plan.table.types.indices.filter { plan.wanted.contains($0) }
            #expect(wanted.map { plan.table.types[$0] } == [type])
        }
    }

    @Test func `thresholds are those of the types`() {
        let table = TypeTable.builtIn
        let plan = RecognitionPlan(table, types: [], thresholds: table.types.indices.map { $0 % 101 }, phrases: [])
        for number in table.types.indices { #expect(plan.threshold(of: number) == number % 101) }
    }

    /// A pattern that is asked about together with others must not bring those with it.
    @Test func `each pattern alone finds its own, and every one of them finds something`() throws {
        let texts: [RecognizedType: String] = [
            .email: "jana@example.org", .url: "https://example.org/x", .ipv4Address: "10.20.30.40",
            .ipv6Address: "2001:db8::1",
            .macAddress: "a4:83:e7:12:34:56", .phoneNumber: "+49 30 1234567",
            .bitcoinAddress: "187nmpZzmQ6HRMXEaAnxN6ZY9Qa5sy3eo7",
            .ethereumAddress: "0x52908400098527886E0F7030069857D2E4169EE7", .writtenDate: "5 March 1970",
            .coordinates: "52.520012, 13.405012", .uuid: "12345678-1234-4234-8234-123456789abc",
            .jsonWebToken: "ey" + "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5hIn0.q7Rw2xT9bK4mZ1vN8cLs5YdG3hJf",
            .privateKey: "-----BEGIN PRIVATE KEY-----\nq7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXo\n-----END PRIVATE KEY-----",
            .apiKey: "gl" + "pat-q7Rw2xT9bKq7Rw2xT9bK",
        ]
        #expect(texts.count == PatternType.allCases.count)
        for pattern in PatternType.allCases {
            var options = Redactor.Options()
            options.types = [pattern.recognizedType]
            let redactor = try Redactor(options)
            for (type, text) in texts {
                let found = redactor.findings(in: text).map(\.type)
                if type == pattern.recognizedType {
                    #expect(found == [type], "\(text)")
                } else {
                    #expect(found.allSatisfy { $0 == pattern.recognizedType }, "\(pattern) in \(text)")
                }
            }
        }
    }
}
