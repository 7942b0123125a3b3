import Foundation
import Testing

@testable import Proviso

/// Turning reversible pseudonyms back.
@Suite struct ReidentifierTests {
    private static let purpose = try! Purpose("Warrant 26/114")
    private static let party = try! Party("police.example")

    private static func identifier(of pseudonym: ReversiblePseudonym, with reidentifier: Reidentifier) throws -> String
    {
        try reidentifier.identifier(of: pseudonym, for: purpose, requestedBy: party)
    }

    @Test func `a pseudonym goes back to the canonical form of its identifier`() throws {
        let ring = try PseudonymRing()
        for name in ["Ana", "Łukasz Østergård", String(repeating: "x", count: 5000)] {
            let pseudonym = try ring.pseudonymizer().pseudonym(for: " \(name) ")
            #expect(try Self.identifier(of: pseudonym, with: ring.reidentifier()) == name)
        }
    }

    @Test func `pseudonyms of every version that lives go back`() throws {
        var ring = try PseudonymRing()
        let old = try ring.pseudonymizer().pseudonym(for: "Ana")
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        let new = try ring.pseudonymizer().pseudonym(for: "Ana")
        #expect(old.version == KeyVersion(1) && new.version == KeyVersion(2))
        let reidentifier = try ring.reidentifier()
        #expect(
            try reidentifier.identifiers(of: [old, new], for: Self.purpose, requestedBy: Self.party) == ["Ana", "Ana"])
        #expect(ring.observer.operations.map(\.count) == [2])
    }

    @Test func `it is announced before, and nothing in the announcement re-identifies`() throws {
        let ring = try PseudonymRing()
        let pseudonymizer = try ring.pseudonymizer()
        let pseudonym = try pseudonymizer.pseudonym(for: "Ana Kovač")
        _ = try Self.identifier(of: pseudonym, with: ring.reidentifier())
        let operation = try #require(ring.observer.operations.first)
        #expect(ring.observer.operations.count == 1)
        #expect(operation.kind == .reidentification)
        #expect(operation.package == pseudonymizer.fingerprint.description)
        #expect(operation.parties == [Self.party] && operation.purpose == Self.purpose && operation.count == 1)
        var said = ""
        dump(operation, to: &said)
        #expect(!said.contains("Ana") && !said.contains(pseudonym.description.suffix(60)))
    }

    @Test func `nothing goes back if the observer refuses`() throws {
        let ring = try PseudonymRing()
        let pseudonym = try ring.pseudonymizer().pseudonym(for: "Ana")
        let observer = CountingObserver(refuses: true)
        let reidentifier = try Reidentifier(
            "person", canonicalization: .trimmed, in: ring.domain, keyring: ring.ring, observer: observer)
        #expect(throws: CountingObserver.Refusal.self) { try Self.identifier(of: pseudonym, with: reidentifier) }
        #expect(throws: CountingObserver.Refusal.self) {
            try reidentifier.identifiers(of: [pseudonym], for: Self.purpose, requestedBy: Self.party)
        }
        #expect(throws: CountingObserver.Refusal.self) {
            try reidentifier.begin(for: Self.purpose, requestedBy: Self.party)
        }
        #expect(observer.operations.count == 3)
    }

    @Test func `what was not made with this key in this domain is refused`() throws {
        let ring = try PseudonymRing()
        let other = try PseudonymRing()
        let pseudonym = try ring.pseudonymizer().pseudonym(for: "Ana")
        let court = try PseudonymizationDomain(id: "court.example")
        func word(_ reidentifier: Reidentifier) -> ProvisoError.Code? {
            refusal { _ = try Self.identifier(of: pseudonym, with: reidentifier) }
        }
        #expect(try word(other.reidentifier()) == .pseudonymTag)
        #expect(try word(ring.reidentifier(in: court)) == .pseudonymTag)
        #expect(try word(ring.reidentifier(canonicalization: .exact)) == .pseudonymTag)
        #expect(try word(ring.reidentifier(type: "device")) == .pseudonymType)
    }

    @Test func `every changed character is found out`() throws {
        let ring = try PseudonymRing()
        let reidentifier = try ring.reidentifier()
        let text = try ring.pseudonymizer().pseudonym(for: "Ana").description
        let start = "person_1r_".count
        for offset in start..<text.count - 1 {
            var characters = Array(text)
            characters[offset] = characters[offset] == "a" ? "b" : "a"
            let changed = try ReversiblePseudonym(String(characters))
            #expect(refusal { _ = try Self.identifier(of: changed, with: reidentifier) } == .pseudonymTag, "\(offset)")
        }
    }

    @Test func `an unknown version and a destroyed one have an error each`() throws {
        var ring = try PseudonymRing()
        let old = try ring.pseudonymizer().pseudonym(for: "Ana")
        try ring.change {
            _ = try $0.rotate(at: Keyrings.instant())
            try $0.destroy(KeyVersion(1))
        }
        let unknown = try ReversiblePseudonym(old.description.replacing("_1r_", with: "_9r_"))
        let reidentifier = try ring.reidentifier()
        #expect(refusal { _ = try Self.identifier(of: old, with: reidentifier) } == .keyDestroyed)
        #expect(refusal { _ = try Self.identifier(of: unknown, with: reidentifier) } == .keyUnknown)
        // All or none.
        let new = try ring.pseudonymizer().pseudonym(for: "Ana")
        #expect(
            refusal {
                _ = try reidentifier.identifiers(of: [new, old], for: Self.purpose, requestedBy: Self.party)
            } == .keyDestroyed)
    }

    @Test func `a ring of which nothing lives says so by version`() throws {
        var ring = try PseudonymRing()
        let pseudonym = try ring.pseudonymizer().pseudonym(for: "Ana")
        try ring.change {
            try $0.retire(KeyVersion(1))
            try $0.destroy(KeyVersion(1))
        }
        let reidentifier = try ring.reidentifier()
        #expect(reidentifier.fingerprint == nil)
        #expect(refusal { _ = try Self.identifier(of: pseudonym, with: reidentifier) } == .keyDestroyed)
    }

    @Test func `another key than the expected one is refused`() throws {
        let ring = try PseudonymRing()
        let other = try PseudonymRing()
        let expected = try ring.pseudonymizer().fingerprint
        #expect(try ring.reidentifier(expecting: expected).fingerprint == expected)
        #expect(refusal { _ = try other.reidentifier(expecting: expected) } == .keyFingerprint)
    }

    @Test func `the fingerprint of a retired version is an expected one too`() throws {
        var ring = try PseudonymRing()
        let expected = try ring.pseudonymizer().fingerprint
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        #expect(try ring.reidentifier(expecting: expected).fingerprint != expected)
    }
}
