import Testing

@testable import Proviso

@Suite struct StatementTests {
    static let certificate = """
        proviso/certificate/v1
        id: 4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f50
        issuer: fiu.example
        addressee: police.example
        package: 0f9c1d2e3b4a59687786958493a2b1c0
        terms: sha256:6b8c5e0f1d2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4
        manifest: sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9
        class: disclosure-package
        rule: package-terms 1
        due: 2027-02-23T10:00:00Z
        erased-at: 2027-02-23T10:05:12Z
        erased-files: 4
        method: files-unlinked
        verification: files-absent
        backups: not-covered
        created: 2027-02-23T10:05:13Z

        """

    @Test func `a statement is read, and its fields have their values`() throws {
        let statement = try Statement(.certificate, text: Self.certificate, source: nil)
        #expect(statement["issuer"] == ["fiu.example"])
        #expect(statement["erased-files"] == ["4"])
        #expect(statement["nothing"] == [])
        #expect(statement.signer.description == "fiu.example")
        #expect(statement.text == Self.certificate)
        #expect(statement.digest.description == "sha256:\(SHA256Digest(of: Self.certificate))")
    }

    @Test func `what is written is what is read`() throws {
        let read = try Statement(.certificate, text: Self.certificate, source: nil)
        var fields: [String: [String]] = [:]
        for field in StatementType.certificate.fields { fields[field.key] = read[field.key] }
        #expect(try Statement(.certificate, fields) == read)
    }

    static let lines = certificate.split(separator: "\n").map(String.init)

    @Test func `of ten thousand values, one that stands twice is found`() throws {
        // A note has room for more; to compare each with each would take minutes.
        let fields: [String: [String]] = [
            "id": [String(repeating: "0", count: 32)], "sender": ["police.example"], "recipient": ["a key"],
            "purpose": ["a test"], "legal-basis": (0..<10_000).map { "article \($0)" },
            "created": ["2026-11-25T10:00:00Z"], "erase-by": ["2027-02-23T10:00:00Z"],
            "onward-sharing": ["prohibited"],
        ]
        let statement = try Statement(.terms, fields)
        #expect(statement["legal-basis"].count == 10_000)
        let twice = statement.text.replacing("article 9999\n", with: "article 0\n")
        let error = #expect(throws: ProvisoError.self) { try Statement(.terms, text: twice, source: nil) }
        #expect(error?.code == .statementField && error?.place.line == 10_005)
        // It looks alike, and is another text.
        let alike = statement.text.replacing("article 9998\n", with: "caf\u{E9}\n").replacing(
            "article 9999\n", with: "cafe\u{301}\n")
        #expect(try Statement(.terms, text: alike, source: nil)["legal-basis"].count == 10_000)
    }

    @Test(arguments: 1..<lines.count)
    func `a field that is missing, twice or elsewhere refuses the statement`(index: Int) {
        var missing = Self.lines
        missing.remove(at: index)
        #expect(Self.word(of: missing) == .statementField)
        var twice = Self.lines
        twice.insert(twice[index], at: index)
        #expect(Self.word(of: twice) == .statementField)
        var swapped = Self.lines
        swapped.swapAt(index, index == 1 ? 2 : index - 1)
        // Swapped with the first line, another line takes the place of the type.
        #expect(Self.word(of: swapped) == .statementField)
    }

    @Test(arguments: [
        "", "unknown: field", "Class: disclosure-package", "class:disclosure-package", "class : disclosure-package",
        " class: disclosure-package", "class", "x",
    ])
    func `a line that is no field refuses the statement`(line: String) {
        #expect(Self.word(of: Self.lines + [line]) == .statementField)
    }

    @Test(arguments: [
        "proviso/certificate/v2", "proviso/terms/v1", "proviso/certificate/v1 ", "Proviso/certificate/v1", "", "x",
    ])
    func `another type or version refuses the statement`(line: String) {
        #expect(Self.word(of: [line] + Self.lines.dropFirst()) == .statementType)
    }

    @Test(arguments: [
        ("id", "4D0B8A7C2F5E4E0F9F0C7B1A2D3E4F50"), ("id", "4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f5"), ("id", ""),
        ("issuer", " fiu.example"), ("issuer", "fiu.example "), ("issuer", "fiu.example\u{A0}"),
        ("issuer", "fiu\u{202E}.example"),
        ("issuer", "fiu\u{7F}"), ("issuer", "fiu\u{85}"), ("issuer", "fiu\u{2028}x"),
        ("issuer", String(repeating: "é", count: 129)),
        ("terms", "sha256:00"), ("terms", "sha1:" + String(repeating: "0", count: 64)),
        ("terms", String(repeating: "0", count: 64)),
        ("due", "2027-02-23"), ("due", "2027-02-30T10:00:00Z"), ("erased-files", "04"), ("erased-files", "-1"),
        ("erased-files", "1000000000000000"), ("erased-files", "٤"), ("class", "package"), ("method", "shredded"),
    ])
    func `a value without its form refuses the statement, and is not told`(key: String, value: String) {
        let lines = Self.lines.map { $0.hasPrefix(key + ": ") ? "\(key): \(value)" : $0 }
        let error = #expect(throws: ProvisoError.self) {
            try Statement(.certificate, text: lines.map { $0 + "\n" }.joined(), source: "certificate.note")
        }
        #expect(error?.code == .statementValue)
        #expect(error?.place.line == Self.lines.firstIndex { $0.hasPrefix(key + ": ") }! + 1)
        #expect(value.isEmpty || error?.description.contains(value) == false)
    }

    @Test(arguments: [(256, true), (257, false)])
    func `a party has at most 256 bytes`(count: Int, isRead: Bool) {
        let lines = Self.lines.map {
            $0.hasPrefix("issuer: ") ? "issuer: " + String(repeating: "a", count: count) : $0
        }
        #expect((Self.word(of: lines) == nil) == isRead)
    }

    @Test func `values that look alike are two values`() throws {
        // One with a letter of one code point, one with two.
        let fields: [String: [String]] = [
            "id": ["4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f50"], "sender": ["a"], "recipient": ["x"], "purpose": ["p"],
            "legal-basis": ["\u{E9}", "e\u{301}"], "created": ["2026-11-25T10:00:00Z"],
            "erase-by": ["2026-11-26T10:00:00Z"], "onward-sharing": ["prohibited"],
        ]
        let statement = try Statement(.terms, fields)
        #expect(statement["legal-basis"].map(\.unicodeScalars.count) == [1, 2])
        var repeated = fields
        repeated["legal-basis"] = ["a", "b", "a"]
        #expect(refusal { _ = try Statement(.terms, repeated) } == .statementField)
    }

    private static func word(of lines: [String]) -> ProvisoError.Code? {
        refusal { _ = try Statement(.certificate, text: lines.map { $0 + "\n" }.joined(), source: nil) }
    }
}
