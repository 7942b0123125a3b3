import Foundation
import Testing

@testable import Proviso

/// The one key that leaves a keyring: that of one type, sealed to its recipient.
@Suite struct KeyringTypeKeyTests {
    private static let samples = [
        Keyrings.Sample(1, "destroyed"), Keyrings.Sample(2, "retired"), Keyrings.Sample(3, "active"),
    ]

    private static func ring(_ folder: borrowing TemporaryFolder, _ samples: [Keyrings.Sample] = samples) throws
        -> Keyring
    {
        let identity = try AgeIdentity.generate()
        let payload = try Keyrings.payload(samples, recipients: [identity.recipient])
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        return try Keyring(path, identity: identity, rollback: .unchecked)
    }

    private static func domain(_ authorization: StatementDigest? = nil) throws -> PseudonymizationDomain {
        try PseudonymizationDomain(id: "fiu.example/case-114", epoch: "2026-q4", authorization: authorization)
    }

    @Test func `the recipient gets the key of the type, and makes the same pseudonyms`() throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder)
        let partner = try AgeIdentity.generate()
        let path = folder.path("person.typekey")
        try ring.exportTypeKey(
            "person", canonicalization: .digits, in: Self.domain(), because: "MLA \"NL-2026-114\", annex 2",
            to: partner.recipient, at: Keyrings.instant(), into: OutputFile(path))
        #expect(try folder.mode("person.typekey") == 0o600)

        let payload = try Keyrings.open(folder.read("person.typekey"), with: partner)
        let persons = try Pseudonymizer("person", canonicalization: .digits, in: Self.domain(), keyring: ring)
        let line = String(decoding: payload.prefix { $0 != 10 }, as: UTF8.self)
        #expect(
            line == """
                {"proviso":"type-key/v1","type":"person","canonicalization":"digits","domain":"fiu.example/case-114",\
                "epoch":"2026-q4","authorization":null,"version":3,"fingerprint":"\(persons.fingerprint)",\
                "because":"MLA \\"NL-2026-114\\", annex 2","created":"2026-11-25T10:00:00Z"}
                """)
        let typeKey = Array(payload.dropFirst(line.utf8.count + 1))
        #expect(typeKey.count == 32)
        // A pseudonym is a hash under the type's key, and nothing else of the ring is needed for it.
        let hash = try HashingKey(copying: typeKey.span)
            .hash128("1234", personalization: Personalization("proviso-pseudo-1"))
        #expect(try persons.pseudonym(for: "12-34").description == "person_3_" + Base32.encode(hash.span))
        // It is none of the ring's keys.
        #expect(!Self.samples.map(\.key).contains(typeKey))
    }

    @Test func `every type, canonicalization, domain and version has another key`() throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder)
        let partner = try AgeIdentity.generate()
        func key(
            _ type: PseudonymType, _ canonicalization: Canonicalization, _ domain: PseudonymizationDomain,
            _ version: UInt32
        ) throws -> ArraySlice<UInt8> {
            let path = folder.path("a.typekey")
            try ring.exportTypeKey(
                type, canonicalization: canonicalization, in: domain, version: KeyVersion(version), because: "a test",
                to: partner.recipient, at: Keyrings.instant(), into: OutputFile(path))
            return try Keyrings.open(folder.read("a.typekey"), with: partner).suffix(32)
        }
        let digest = try StatementDigest(bytes: [UInt8](repeating: 1, count: 32))
        let keys = [
            try key("person", .digits, Self.domain(), 3), try key("device", .digits, Self.domain(), 3),
            try key("person", .exact, Self.domain(), 3), try key("person", .digits, Self.domain(), 2),
            try key("person", .digits, PseudonymizationDomain(id: "fiu.example/case-114"), 3),
            try key("person", .digits, Self.domain(digest), 3),
        ]
        #expect(Set(keys).count == keys.count)
        #expect(try key("person", .digits, Self.domain(), 3) == keys[0])
    }

    @Test func `an authorization stands in the line`() throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder)
        let partner = try AgeIdentity.generate()
        let digest = try StatementDigest(bytes: [UInt8](repeating: 0xAB, count: 32))
        let domain = try PseudonymizationDomain(id: "a", authorization: digest)
        try ring.exportTypeKey(
            "person", canonicalization: .exact, in: domain, because: "a test", to: partner.recipient,
            at: Keyrings.instant(), into: OutputFile(folder.path("a.typekey")))
        let payload = try Keyrings.open(folder.read("a.typekey"), with: partner)
        let line = String(decoding: payload.prefix { $0 != 10 }, as: UTF8.self)
        let expected = #""epoch":null,"authorization":"sha256:\#(String(repeating: "ab", count: 32))","version":3"#
        #expect(line.contains(expected))
    }

    @Test(arguments: ["", " ", "\u{2003}", "a\u{202E}b", "a\nb", String(repeating: "a", count: 4097)])
    func `without a reason nothing is exported`(reason: String) throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder)
        let partner = try AgeIdentity.generate()
        #expect(
            refusal {
                try ring.exportTypeKey(
                    "person", canonicalization: .exact, in: Self.domain(), because: reason, to: partner.recipient,
                    at: Keyrings.instant(), into: OutputFile(folder.path("a.typekey")))
            } == .valueInvalid)
        #expect(try folder.names == ["a.keyring"])
    }

    @Test func `a version without a key, and a ring that makes nothing, export nothing`() throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder)
        let retired = try Self.ring(folder, [Keyrings.Sample(1, "retired")])
        let partner = try AgeIdentity.generate()
        func word(_ ring: Keyring, _ version: UInt32?) -> ProvisoError.Code? {
            refusal {
                try ring.exportTypeKey(
                    "person", canonicalization: .exact, in: Self.domain(), version: version.map { KeyVersion($0) },
                    because: "a test", to: partner.recipient, at: Keyrings.instant(),
                    into: OutputFile(folder.path("a.typekey")))
            }
        }
        #expect(word(ring, 1) == .keyDestroyed)
        #expect(word(ring, 4) == .keyUnknown)
        #expect(word(retired, nil) == .keyRetired)
        #expect(try folder.names == ["a.keyring"])
    }

    @Test func `an observer is told before, and can refuse`() throws {
        struct Refused: Error {}
        struct Observer: ProcessingObserver {
            let check: @Sendable (ProcessingOperation) throws -> Void
            func willPerform(_ operation: ProcessingOperation) throws { try check(operation) }
        }
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder)
        let partner = try AgeIdentity.generate()
        let persons = try Pseudonymizer("person", in: Self.domain(), keyring: ring)
        let observer = Observer { operation in
            #expect(operation.kind == .disclosure)
            #expect(operation.package == persons.fingerprint.description)
            #expect(operation.purpose?.description == "a test")
            throw Refused()
        }
        #expect(throws: Refused.self) {
            try ring.exportTypeKey(
                "person", canonicalization: .exact, in: Self.domain(), because: "a test", to: partner.recipient,
                at: Keyrings.instant(), into: OutputFile(folder.path("a.typekey")), observer: observer)
        }
        #expect(try folder.names == ["a.keyring"])
    }
}
