import Foundation
import Testing

@testable import Proviso

/// Making reversible pseudonyms, and their texts.
@Suite struct ReversiblePseudonymTests {
    private static func persons(
        _ canonicalization: Canonicalization = .exact, domain: String = "fiu.example", epoch: String? = nil,
        type: PseudonymType = "person", key: UInt8 = 0
    ) throws -> ReversiblePseudonymizer {
        let bytes = (0..<32).map { UInt8($0) ^ key }
        let root = try RootKey(copying: bytes.span)
        return try ReversiblePseudonymizer(
            type, canonicalization: canonicalization, in: PseudonymizationDomain(id: domain, epoch: epoch), key: root,
            version: KeyVersion(1))
    }

    @Test func `equal identifiers have equal pseudonyms, also behind a canonicalization`() throws {
        let persons = try Self.persons(.alphanumeric)
        let pseudonym = try persons.pseudonym(for: "NL 1234.56-782")
        #expect(pseudonym == (try persons.pseudonym(for: "nl123456782")))
        #expect(pseudonym.type == persons.type && pseudonym.version == KeyVersion(1))
        #expect(pseudonym.description.hasPrefix("person_1r_"))
        #expect(try ReversiblePseudonym(pseudonym.description) == pseudonym)
    }

    @Test func `another domain, epoch, type, canonicalization or key gives an unrelated pseudonym`() throws {
        let bodies = try [
            Self.persons(), Self.persons(.trimmed), Self.persons(domain: "fiu.example/a"),
            Self.persons(epoch: "2026"), Self.persons(type: "device"), Self.persons(key: 1),
        ].map { try $0.pseudonym(for: "Ana").body }
        #expect(Set(bodies).count == bodies.count)
        #expect(Set(bodies.map { Array($0.prefix(24)) }).count == bodies.count)
        #expect(Set(bodies.map { Array($0.dropFirst(24)) }).count == bodies.count)
    }

    @Test(arguments: [(1, 32), (31, 32), (32, 64), (63, 64), (64, 128), (127, 128), (128, 256), (255, 256), (256, 272)])
    func `the length tells a class of lengths`(identifierCount: Int, paddedCount: Int) throws {
        let pseudonym = try Self.persons().pseudonym(for: String(repeating: "x", count: identifierCount))
        #expect(pseudonym.body.count == 24 + paddedCount)
    }

    @Test func `an identifier without content has none`() throws {
        #expect(refusal { _ = try Self.persons().pseudonym(for: "") } == .valueInvalid)
        #expect(refusal { _ = try Self.persons(.digits).pseudonym(for: "Ana") } == .valueInvalid)
        let error = #expect(throws: ProvisoError.self) { try Self.persons(.digits).pseudonym(for: "Ana") }
        #expect(error.map { "\($0)".contains("Ana") } == false)
    }

    @Test(arguments: [
        "", "person", "person_1r", "person_1_", "Person_1r_", "person_01r_", "person_4294967296r_", "person_r_",
        "person_1rr_", "person_-1r_", " person_1r_",
    ])
    func `any other text is refused`(beginning: String) throws {
        let good = try Self.persons().pseudonym(for: "Ana").description
        let body = good.dropFirst("person_1r_".count)
        #expect((try? ReversiblePseudonym("person_1r_" + body)) != nil)
        #expect(refusal { _ = try ReversiblePseudonym(beginning + body) } == .valueInvalid)
    }

    @Test func `a body of another length or with spare bits is refused`() throws {
        let good = try Self.persons().pseudonym(for: "Ana").description
        for text in [String(good.dropLast()), good + "a", String(good.dropLast()) + "b", good.uppercased(), good + "="]
        {
            // 56 bytes are 90 characters, whose last one has two spare bits.
            #expect(refusal { _ = try ReversiblePseudonym(text) } == .valueInvalid, "\(text.count)")
        }
        let linkable = "person_1_emfdyj4fpopzgh44tspvjekkv4"
        #expect(refusal { _ = try ReversiblePseudonym(linkable) } == .valueInvalid)
        #expect(refusal { _ = try LinkablePseudonym(good) } == .valueInvalid)
    }

    @Test func `a claim is verified without turning anything back`() throws {
        let persons = try Self.persons(.trimmed)
        let pseudonym = try persons.pseudonym(for: "Ana")
        #expect(try persons.isPseudonym(pseudonym, of: " Ana "))
        #expect(try !persons.isPseudonym(pseudonym, of: "Anna"))
        #expect(try !Self.persons(.trimmed, key: 1).isPseudonym(pseudonym, of: "Ana"))
        #expect(refusal { _ = try Self.persons(type: "device").isPseudonym(pseudonym, of: "Ana") } == .pseudonymType)
        let later = try ReversiblePseudonym(pseudonym.description.replacing("_1r_", with: "_2r_"))
        #expect(refusal { _ = try persons.isPseudonym(later, of: "Ana") } == .keyUnknown)
    }

    @Test func `another key than the expected one is refused`() throws {
        let bytes = [UInt8](repeating: 1, count: 32)
        let key = try RootKey(copying: bytes.span)
        let domain = try PseudonymizationDomain(id: "fiu.example")
        let expected = try Self.persons().fingerprint
        #expect(
            refusal { _ = try ReversiblePseudonymizer("person", in: domain, key: key, expecting: expected) }
                == .keyFingerprint)
    }
}

extension ReversiblePseudonym {
    /// The tag and the encrypted identifier.
    fileprivate var body: [UInt8] { Base32.decode(description.split(separator: "_")[2]) ?? [] }
}
