import Proviso
import Testing

@Suite struct PseudonymizationDomainTests {
    static let identifiers = [
        "a", "0", "fiu.example", "fiu.example/case-114", "court.example/a/b/c", "-", ".", "/", "2026-q4",
        "abcdefghijklmnopqrstuvwxyz0123456789./-", String(repeating: "a", count: 64),
    ]

    static let others = [
        "", " ", "Fiu", "fiu_example", "fiu example", " fiu", "fiu ", "fiu\n", "fiü", "fiu:1", "fiu@1", "fiu\0",
        "\u{430}",
        "\u{FF11}", "fiu\u{301}", String(repeating: "a", count: 65), "$", "${case}",
    ]

    @Test(arguments: identifiers)
    func `a domain is 1 to 64 of a-z, 0-9, dot, slash and dash, and so is an epoch`(identifier: String) throws {
        let domain = try PseudonymizationDomain(id: identifier)
        #expect(domain.id == identifier)
        #expect(domain.epoch == nil)
        #expect(domain.authorization == nil)
        #expect(try PseudonymizationDomain(id: "fiu.example", epoch: identifier).epoch == identifier)
    }

    @Test(arguments: others)
    func `another text is neither a domain nor an epoch`(text: String) {
        let domainError = #expect(throws: ProvisoError.self) { try PseudonymizationDomain(id: text) }
        #expect(domainError?.code == .valueInvalid)
        #expect(domainError?.message.hasPrefix("a domain cannot be '") == true)
        let epochError = #expect(throws: ProvisoError.self) {
            try PseudonymizationDomain(id: "fiu.example", epoch: text)
        }
        #expect(epochError?.code == .valueInvalid)
        #expect(epochError?.message.hasPrefix("an epoch cannot be '") == true)
    }

    @Test func `the refusal says how one is written, and cannot steer a terminal`() {
        let error = #expect(throws: ProvisoError.self) { try PseudonymizationDomain(id: "FIU\u{1B}[2J\u{202E}") }
        #expect(
            error?.description
                == "a domain cannot be 'FIU\\u{1B}[2J\\u{202E}'; write 1 to 64 of a-z 0-9 . / -")
    }

    @Test func `domains are equal if id, epoch and authorization are`() throws {
        let digest = try StatementDigest(bytes: [UInt8](repeating: 1, count: 32))
        let other = try StatementDigest(bytes: [UInt8](repeating: 2, count: 32))
        func domains() throws -> [PseudonymizationDomain] {
            [
                try PseudonymizationDomain(id: "a"), try PseudonymizationDomain(id: "b"),
                try PseudonymizationDomain(id: "a", epoch: "b"), try PseudonymizationDomain(id: "a", epoch: "c"),
                try PseudonymizationDomain(id: "a", authorization: digest),
                try PseudonymizationDomain(id: "a", authorization: other),
                try PseudonymizationDomain(id: "a", epoch: "b", authorization: digest),
            ]
        }
        #expect(try domains() == domains())
        #expect(Set(try domains() + domains()).count == 7)
    }
}

@Suite struct PseudonymTypeTests {
    @Test(arguments: ["a", "z9", "person", "device42", "abcdefghijklmnop"])
    func `a type is a lower-case word of at most 16 letters and digits`(label: String) throws {
        #expect(try PseudonymType(label).description == label)
    }

    @Test(arguments: [
        "", "Person", "1a", "9", "abcdefghijklmnopq", "per-son", "per_son", "per son", " person", "person\n", "persön",
        "person\u{301}", "\u{430}", "a.b", "a\0",
    ])
    func `another label is refused`(label: String) {
        let error = #expect(throws: ProvisoError.self) { try PseudonymType(label) }
        #expect(error?.code == .valueInvalid)
        #expect(error?.remedy == "write a lower-case word of at most 16 letters and digits")
        #expect(error?.description.unicodeScalars.contains("\n") == false)
    }

    @Test func `a literal is the type of its label`() throws {
        let literal: PseudonymType = "person"
        let label = "person"
        #expect(literal == (try PseudonymType(label)))
        #expect(literal != "device")
    }

    @Test func `a literal of another form stops the program`() async {
        await #expect(processExitsWith: .failure) { _ = "Person" as PseudonymType }
        await #expect(processExitsWith: .failure) { _ = "" as PseudonymType }
    }
}
