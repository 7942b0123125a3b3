import ProvisoCrypto
import Testing

@testable import Proviso

@Suite struct PseudonymKeysTests {
    private static let kinds: [PseudonymKeys.Kind] = [
        .init(type: "person", canonicalization: .exact), .init(type: "device", canonicalization: .digits),
        .init(type: "person", canonicalization: .alphanumeric), .init(type: "id", canonicalization: .trimmed),
    ]

    private static func domain() throws -> PseudonymizationDomain {
        try PseudonymizationDomain(id: "fiu.example", epoch: "2026-q4")
    }

    @Test func `there is one pseudonymizer for each kind, in the order in which they were asked for`() throws {
        let keys = try PseudonymKeys(Self.kinds, domain: Self.domain(), key: testKey(), version: KeyVersion(7))
        #expect(keys.pseudonymizers.map(\.type) == Self.kinds.map(\.type))
        #expect(keys.pseudonymizers.map(\.canonicalization) == Self.kinds.map(\.canonicalization))
        for pseudonymizer in keys.pseudonymizers {
            #expect(pseudonymizer.version == KeyVersion(7))
            #expect(pseudonymizer.byteCount == 16)
        }
    }

    @Test(arguments: [16, 20, 32])
    func `keys that were derived together make what each makes alone`(byteCount: Int) throws {
        let together = try PseudonymKeys(
            Self.kinds, domain: Self.domain(), key: testKey(), version: KeyVersion(7), byteCount: byteCount)
        for (kind, pseudonymizer) in zip(Self.kinds, together.pseudonymizers) {
            let alone = try Pseudonymizer(
                kind.type, canonicalization: kind.canonicalization, in: Self.domain(), key: testKey(),
                version: KeyVersion(7), byteCount: byteCount)
            #expect(try pseudonymizer.pseudonym(for: "1234") == alone.pseudonym(for: "1234"))
        }
    }

    @Test func `a kind that is asked for twice is there twice`() throws {
        let kinds = [Self.kinds[0], Self.kinds[1], Self.kinds[0]]
        let keys = try PseudonymKeys(kinds, domain: Self.domain(), key: testKey(), version: .bareKeyFile)
        let pseudonyms = try keys.pseudonymizers.map { try $0.pseudonym(for: "1234") }
        #expect(pseudonyms[0] == pseudonyms[2])
        #expect(Set(pseudonyms).count == 2)
    }

    /// More than one page of memory.
    @Test func `many kinds keep apart in one arena`() throws {
        let kinds = try (0..<500).map {
            PseudonymKeys.Kind(type: try PseudonymType("t\($0)"), canonicalization: .exact)
        }
        let keys = try PseudonymKeys(kinds, domain: Self.domain(), key: testKey(), version: .bareKeyFile)
        let bodies = try keys.pseudonymizers.map { try $0.pseudonym(for: "Ana").description.split(separator: "_")[2] }
        #expect(Set(bodies).count == 500)
        for number in [0, 1, 255, 499] {
            let alone = try Pseudonymizer(kinds[number].type, in: Self.domain(), key: testKey())
            #expect(try keys.pseudonymizers[number].pseudonym(for: "Ana") == alone.pseudonym(for: "Ana"))
        }
    }

    // MARK: The fingerprint

    @Test func `without a kind there is a fingerprint all the same`() throws {
        let keys = try PseudonymKeys(
            [], domain: PseudonymizationDomain(id: "fiu.example"), key: testKey(), version: .bareKeyFile)
        #expect(keys.pseudonymizers.isEmpty)
        // From the vectors.
        #expect(keys.fingerprint.description == "fp_qfqow36gcvirj65fy3dvqqtc54")
    }

    @Test func `the fingerprint depends on nothing but key and domain`() throws {
        let expected = try PseudonymKeys([], domain: Self.domain(), key: testKey(), version: .bareKeyFile).fingerprint
        for (kinds, version, byteCount) in [(Self.kinds, KeyVersion(7), 16), ([Self.kinds[1]], KeyVersion(0), 32)] {
            let keys = try PseudonymKeys(
                kinds, domain: Self.domain(), key: testKey(), version: version, byteCount: byteCount)
            #expect(keys.fingerprint == expected)
            #expect(keys.pseudonymizers.allSatisfy { $0.fingerprint == expected })
        }
    }

    @Test func `another key, domain, epoch or authorization has another fingerprint`() throws {
        let digest = try StatementDigest(bytes: [UInt8](repeating: 1, count: 32))
        let other = try StatementDigest(bytes: [UInt8](repeating: 2, count: 32))
        let domains = [
            try PseudonymizationDomain(id: "a"), try PseudonymizationDomain(id: "b"),
            try PseudonymizationDomain(id: "a", epoch: "b"), try PseudonymizationDomain(id: "a", epoch: "a"),
            try PseudonymizationDomain(id: "a", authorization: digest),
            try PseudonymizationDomain(id: "a", authorization: other),
            try PseudonymizationDomain(id: "a", epoch: "b", authorization: digest),
        ]
        var seen: Set<KeyFingerprint> = []
        for domain in domains {
            seen.insert(try PseudonymKeys([], domain: domain, key: testKey(), version: .bareKeyFile).fingerprint)
            let another = try RootKey(copying: [UInt8](repeating: 9, count: 32).span)
            seen.insert(try PseudonymKeys([], domain: domain, key: another, version: .bareKeyFile).fingerprint)
        }
        #expect(seen.count == 2 * domains.count)
    }
}
