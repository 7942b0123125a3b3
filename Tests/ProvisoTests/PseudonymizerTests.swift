import Foundation
import Testing

@testable import Proviso

@Suite struct PseudonymizerTests {
    private static func domain(_ id: String = "fiu.example", epoch: String? = nil) throws -> PseudonymizationDomain {
        try PseudonymizationDomain(id: id, epoch: epoch)
    }

    private static func pseudonymizer(
        _ canonicalization: Canonicalization = .exact, byteCount: Int = 16
    ) throws -> Pseudonymizer {
        try Pseudonymizer(
            "person", canonicalization: canonicalization, in: domain(), key: testKey(), version: KeyVersion(1),
            byteCount: byteCount)
    }

    // MARK: Pseudonyms

    @Test func `a pseudonymizer says what it was made with`() throws {
        let given = try Pseudonymizer(
            "device", canonicalization: .digits, in: Self.domain(), key: testKey(), version: KeyVersion(9),
            byteCount: 20)
        #expect(given.type == "device")
        #expect(given.canonicalization == .digits)
        #expect(given.version == KeyVersion(9))
        #expect(given.byteCount == 20)
        #expect(given.fingerprint.description == "fp_qfqow36gcvirj65fy3dvqqtc54")

        let plain = try Pseudonymizer("device", in: Self.domain(), key: testKey())
        #expect(plain.canonicalization == .exact)
        #expect(plain.version == .bareKeyFile)
        #expect(plain.byteCount == 16)
    }

    @Test(arguments: Array(16...32))
    func `a pseudonym has as many bytes as asked for, and its text reads back`(byteCount: Int) throws {
        let pseudonym = try Self.pseudonymizer(byteCount: byteCount).pseudonym(for: "Ana")
        #expect(pseudonym.type == "person")
        #expect(pseudonym.version == KeyVersion(1))
        #expect(pseudonym == (try LinkablePseudonym(pseudonym.description)))
        let body = pseudonym.description.dropFirst("person_1_".count)
        #expect(Base32.decode(body)?.count == byteCount)
    }

    /// The length is part of the hash's parameters.
    @Test func `a longer pseudonym does not begin with a shorter one`() throws {
        let beginnings = try (16...32).map { byteCount in
            try Self.pseudonymizer(byteCount: byteCount).pseudonym(for: "Ana").description.prefix(9 + 25)
        }
        #expect(Set(beginnings).count == 17)
    }

    @Test(arguments: [15, 33, 0, -1, 64])
    func `another length than 16 to 32 bytes stops the program`(byteCount: Int) async {
        await #expect(processExitsWith: .failure) { [byteCount] in
            _ = try Pseudonymizer(
                "person", in: PseudonymizationDomain(id: "fiu.example"), key: testKey(), byteCount: byteCount)
        }
    }

    @Test func `the same identifier has the same pseudonym, and another one another`() throws {
        let persons = try Self.pseudonymizer()
        let again = try Self.pseudonymizer()
        let identifiers = [
            "Ana", "ana", "Ana ", "An", "é", "e\u{301}", "\u{0}", "a\u{0}", String(repeating: "x", count: 128),
        ]
        let pseudonyms = try identifiers.map { try persons.pseudonym(for: $0) }
        #expect(Set(pseudonyms).count == identifiers.count)
        #expect(try identifiers.map { try again.pseudonym(for: $0) } == pseudonyms)
        #expect(try identifiers.reversed().map { try persons.pseudonym(for: $0) } == pseudonyms.reversed())
    }

    /// A text from a JSON parser can share its storage with a larger one.
    @Test func `a part of a text has the pseudonym of that part alone`() throws {
        let persons = try Self.pseudonymizer()
        let line = "name=Łukasz Østergård from a long line that is stored outside of the string itself;rest"
        let part = line.dropFirst(5).prefix { $0 != ";" }
        #expect(try persons.pseudonym(for: String(part)) == persons.pseudonym(for: String(Array(part))))
    }

    @Test(
        arguments: [
            (.trimmed, ["Ana", " Ana", "Ana\u{2003}", "\n Ana \t"]),
            (.digits, ["1234", "12-34", "a1234", "1 2 3 4 é"]),
            (.alphanumeric, ["NL1234", "nl 1234", "Nl-12.34", "(nL) 12/34\u{200B}"]),
        ] as [(Canonicalization, [String])])
    func `identifiers of one canonical form have one pseudonym`(
        canonicalization: Canonicalization, identifiers: [String]
    ) throws {
        let persons = try Self.pseudonymizer(canonicalization)
        #expect(Set(try identifiers.map { try persons.pseudonym(for: $0) }).count == 1)
        let exact = try Self.pseudonymizer()
        #expect(Set(try identifiers.map { try exact.pseudonym(for: $0) }).count == identifiers.count)
    }

    @Test(
        arguments: [
            (.exact, ""), (.trimmed, ""), (.trimmed, " \u{3000}\n"), (.digits, ""), (.digits, "Ana Secret"),
            (.digits, "12\u{663}4"), (.alphanumeric, "--"), (.alphanumeric, "Łukasz 12"), (.alphanumeric, "12\u{378}"),
        ] as [(Canonicalization, String)])
    func `an identifier without a canonical form has no pseudonym, and is not said`(
        canonicalization: Canonicalization, identifier: String
    ) throws {
        let persons = try Self.pseudonymizer(canonicalization)
        let error = #expect(throws: ProvisoError.self) { try persons.pseudonym(for: identifier) }
        #expect(error?.code == .valueInvalid)
        #expect(
            error?.description == "an identifier that '\(canonicalization)' cannot normalize; "
                + "give an identifier with content, or another canonicalization")
    }

    // MARK: What pseudonyms depend on

    @Test func `each part that enters the key gives other pseudonyms`() throws {
        let digest = try StatementDigest(bytes: [UInt8](repeating: 1, count: 32))
        let other = try StatementDigest(bytes: [UInt8](repeating: 2, count: 32))
        let domains = [
            try Self.domain("a"), try Self.domain("b"), try Self.domain("a", epoch: "a"),
            try Self.domain("a", epoch: "b"), try PseudonymizationDomain(id: "a", authorization: digest),
            try PseudonymizationDomain(id: "a", authorization: other),
            try PseudonymizationDomain(id: "a", epoch: "a", authorization: digest),
            // The boundary between id and epoch counts.
            try Self.domain("aa"), try Self.domain("aa", epoch: "a"), try Self.domain("a", epoch: "aa"),
        ]
        var bodies: Set<Substring> = []
        var count = 0
        let last = try #require(Canonicalization.samples.last)
        for domain in domains {
            // The last one differs from the one before it in its formats alone, which are no part of the key.
            for canonicalization in Canonicalization.samples.dropLast() {
                for type in ["person", "device"] as [PseudonymType] {
                    for keyByte: UInt8 in [1, 2] {
                        let key = try RootKey(copying: [UInt8](repeating: keyByte, count: 32).span)
                        let pseudonymizer = try Pseudonymizer(
                            type, canonicalization: canonicalization, in: domain, key: key)
                        let pseudonym = try pseudonymizer.pseudonym(for: canonicalization.example)
                        bodies.insert(pseudonym.description.split(separator: "_")[2])
                        count += 1
                    }
                }
            }
        }
        #expect(bodies.count == count)
        let key = try RootKey(copying: [UInt8](repeating: 1, count: 32).span)
        let dates = try Pseudonymizer("person", canonicalization: last, in: Self.domain("a"), key: key)
        #expect(bodies.contains(try dates.pseudonym(for: "29/2/2020").description.split(separator: "_")[2]))
    }

    /// It names the root key, whose bytes enter.
    @Test func `the version of the key stands in the text and changes nothing else`() throws {
        let bodies = try ([0, 1, 4_294_967_295] as [UInt32]).map { number in
            let pseudonym = try Pseudonymizer(
                "person", in: Self.domain(), key: testKey(), version: KeyVersion(number)
            ).pseudonym(for: "Ana").description
            #expect(pseudonym.hasPrefix("person_\(number)_"))
            return pseudonym.split(separator: "_")[2]
        }
        #expect(Set(bodies).count == 1)
    }

    // MARK: Handles

    @Test func `a pseudonymizer outlives the key that it was made from`() throws {
        func make() throws -> Pseudonymizer {
            let key = try testKey()
            return try Pseudonymizer("person", in: Self.domain(), key: key, version: KeyVersion(1))
        }
        let persons = try make()
        // From the vectors.
        #expect(try persons.pseudonym(for: "Ana").description == "person_1_emfdyj4fpopzgh44tspvjekkv4")
    }

    @Test func `one pseudonymizer serves many tasks at a time`() async throws {
        let persons = try Self.pseudonymizer(.alphanumeric)
        let expected = try (0..<500).map { try persons.pseudonym(for: "nl-\($0)") }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).allSatisfy { (try? persons.pseudonym(for: "NL \($0)")) == expected[$0] }
                }
            }
            for await isEqual in group { #expect(isEqual) }
        }
    }

    @Test func `a text is appended to what is there, or nothing`() throws {
        let persons = try Self.pseudonymizer(.alphanumeric)
        var output = ByteBuffer()
        var scratch = ByteBuffer()
        output.append("[")
        let isMade = persons.append(Array("nl 12".utf8).span, to: &output, scratch: &scratch)
        #expect(isMade)
        output.append(",")
        let isMadeFromNothing = persons.append(Array("é".utf8).span, to: &output, scratch: &scratch)
        #expect(!isMadeFromNothing)
        output.append("]")
        let expected = try persons.pseudonym(for: "NL12").description
        #expect(output.text == "[\(expected),]")
    }

    #if os(Linux)
    /// A process that may lock nothing. The superuser may lock in spite of the limit, so it becomes somebody else.
    @Test func `a pseudonymizer whose keys cannot be locked says so`() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 0, rlim_max: 0)
            // Sound: the pointer is of a local that lives through the call.
            try unsafe #require(setrlimit(Int32(__RLIMIT_MEMLOCK.rawValue), &limit) == 0)
            if getuid() == 0 { try #require(setgid(65534) == 0 && setuid(65534) == 0) }
            let persons = try Pseudonymizer("person", in: PseudonymizationDomain(id: "fiu.example"), key: testKey())
            #expect(persons.memoryLocking == .unlocked)
            #expect(try persons.pseudonym(for: "Ana").description == "person_0_emfdyj4fpopzgh44tspvjekkv4")
        }
    }
    #endif
}
