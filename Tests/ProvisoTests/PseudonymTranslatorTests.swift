import Foundation
import Testing

@testable import Proviso

/// Translating reversible pseudonyms between domains and versions.
@Suite struct PseudonymTranslatorTests {
    private static let court = try! PseudonymizationDomain(id: "court.example", epoch: "2026-q4")

    private static func translator(
        _ ring: borrowing PseudonymRing, to target: PseudonymizationDomain = court
    ) throws -> PseudonymTranslator {
        try PseudonymTranslator(
            "person", canonicalization: .trimmed, from: ring.domain, to: target, keyring: ring.ring)
    }

    @Test(arguments: ["Ana", String(repeating: "Łukasz ", count: 700) + "x"])
    func `a translation is what the target domain would have made`(name: String) throws {
        let ring = try PseudonymRing()
        let pseudonym = try ring.pseudonymizer().pseudonym(for: name)
        let translator = try Self.translator(ring)
        let courts = try ReversiblePseudonymizer(
            "person", canonicalization: .trimmed, in: Self.court, keyring: ring.ring)
        #expect(try translator.translate(pseudonym) == courts.pseudonym(for: name))
        #expect(translator.fingerprint == courts.fingerprint)
        let linkable = try Pseudonymizer("person", canonicalization: .trimmed, in: Self.court, keyring: ring.ring)
        #expect(try translator.linkablePseudonym(for: pseudonym) == linkable.pseudonym(for: name))
        #expect(ring.observer.operations.isEmpty)
    }

    @Test func `the same domain twice moves pseudonyms to the newest version`() throws {
        var ring = try PseudonymRing()
        let old = try ring.pseudonymizer().pseudonym(for: "Ana")
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        let translator = try Self.translator(ring, to: ring.domain)
        let new = try translator.translate(old)
        #expect(new == (try ring.pseudonymizer().pseudonym(for: "Ana")))
        #expect(new.version == KeyVersion(2) && translator.version == KeyVersion(2))
        // One that is there already stays as it is.
        #expect(try translator.translate(new) == new)
    }

    @Test func `what cannot be opened is refused by name`() throws {
        var ring = try PseudonymRing()
        let other = try PseudonymRing()
        let pseudonym = try ring.pseudonymizer().pseudonym(for: "Ana")
        #expect(refusal { _ = try Self.translator(other).translate(pseudonym) } == .pseudonymTag)
        let device = try ReversiblePseudonym(pseudonym.description.replacing("person", with: "device"))
        #expect(refusal { _ = try Self.translator(ring).translate(device) } == .pseudonymType)
        #expect(refusal { _ = try Self.translator(ring).linkablePseudonym(for: device) } == .pseudonymType)
        try ring.change {
            _ = try $0.rotate(at: Keyrings.instant())
            try $0.destroy(KeyVersion(1))
        }
        #expect(refusal { _ = try Self.translator(ring).translate(pseudonym) } == .keyDestroyed)
        try ring.change { try $0.retire(KeyVersion(2)) }
        #expect(refusal { _ = try Self.translator(ring) } == .keyRetired)
    }

    @Test func `the keys of both domains can be expected`() throws {
        let ring = try PseudonymRing()
        let source = try ring.pseudonymizer().fingerprint
        let target = try Self.translator(ring).fingerprint
        func make(_ first: KeyFingerprint, _ second: KeyFingerprint) throws {
            _ = try PseudonymTranslator(
                "person", canonicalization: .trimmed, from: ring.domain, to: Self.court, keyring: ring.ring,
                expecting: first, expectingTarget: second)
        }
        try make(source, target)
        #expect(refusal { try make(target, target) } == .keyFingerprint)
        #expect(refusal { try make(source, source) } == .keyFingerprint)
    }
}
