import Foundation
import Testing

@testable import Proviso

/// Linkable pseudonyms of several versions.
@Suite struct VersionedPseudonymizerTests {
    private static func persons(
        _ ring: borrowing PseudonymRing, expecting fingerprint: KeyFingerprint? = nil
    ) throws -> VersionedPseudonymizer {
        try VersionedPseudonymizer(
            "person", canonicalization: .trimmed, in: ring.domain, keyring: ring.ring, expecting: fingerprint)
    }

    @Test func `a person is found under every version that lives`() throws {
        var ring = try PseudonymRing()
        let first = try Pseudonymizer("person", canonicalization: .trimmed, in: ring.domain, keyring: ring.ring)
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        let second = try Pseudonymizer("person", canonicalization: .trimmed, in: ring.domain, keyring: ring.ring)
        let pseudonyms = try Self.persons(ring).pseudonyms(for: " Ana ")
        #expect(
            pseudonyms == [
                KeyVersion(1): try first.pseudonym(for: "Ana"), KeyVersion(2): try second.pseudonym(for: "Ana"),
            ])
        try ring.change { try $0.destroy(KeyVersion(1)) }
        #expect(try Array(Self.persons(ring).pseudonyms(for: "Ana").keys) == [KeyVersion(2)])
    }

    @Test func `a claim is verified whichever version made the pseudonym`() throws {
        var ring = try PseudonymRing()
        let old = try Self.persons(ring).pseudonymizers[0].pseudonym(for: "Ana")
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        let persons = try Self.persons(ring)
        #expect(try persons.isPseudonym(old, of: "Ana"))
        #expect(try !persons.isPseudonym(old, of: "Anna"))
        // The same body under the other version is somebody else's, or nobody's.
        #expect(try !persons.isPseudonym(LinkablePseudonym(old.description.replacing("_1_", with: "_2_")), of: "Ana"))
    }

    @Test func `what cannot be recognized is refused by name`() throws {
        var ring = try PseudonymRing()
        let old = try Self.persons(ring).pseudonymizers[0].pseudonym(for: "Ana")
        try ring.change {
            _ = try $0.rotate(at: Keyrings.instant())
            try $0.destroy(KeyVersion(1))
        }
        let persons = try Self.persons(ring)
        #expect(refusal { _ = try persons.isPseudonym(old, of: "Ana") } == .keyDestroyed)
        let unknown = try LinkablePseudonym(old.description.replacing("_1_", with: "_3_"))
        #expect(refusal { _ = try persons.isPseudonym(unknown, of: "Ana") } == .keyUnknown)
        let device = try LinkablePseudonym(
            old.description.replacing("person", with: "device").replacing("_1_", with: "_2_"))
        #expect(refusal { _ = try persons.isPseudonym(device, of: "Ana") } == .pseudonymType)
        let new = try persons.pseudonymizers[0].pseudonym(for: "Ana")
        #expect(refusal { _ = try persons.isPseudonym(new, of: "  ") } == .valueInvalid)
    }

    @Test func `one of the versions must have the expected fingerprint`() throws {
        var ring = try PseudonymRing()
        let expected = try Self.persons(ring).pseudonymizers[0].fingerprint
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        _ = try Self.persons(ring, expecting: expected)
        try ring.change { try $0.destroy(KeyVersion(1)) }
        #expect(refusal { _ = try Self.persons(ring, expecting: expected) } == .keyFingerprint)
    }

    @Test func `one pseudonymizer verifies the claims of its own version`() throws {
        let ring = try PseudonymRing()
        let persons = try Self.persons(ring).pseudonymizers[0]
        let pseudonym = try persons.pseudonym(for: "Ana")
        #expect(try persons.isPseudonym(pseudonym, of: "Ana"))
        #expect(try !persons.isPseudonym(pseudonym, of: "Anna"))
        let other = try LinkablePseudonym(pseudonym.description.replacing("_1_", with: "_2_"))
        #expect(refusal { _ = try persons.isPseudonym(other, of: "Ana") } == .keyUnknown)
        let longer = try Pseudonymizer(
            "person", canonicalization: .trimmed, in: ring.domain, keyring: ring.ring, byteCount: 20)
        #expect(try !longer.isPseudonym(pseudonym, of: "Ana"))
    }
}
