import Proviso
import Testing

@Suite struct ShapedPseudonymizerTests {
    private static func domain() throws -> PseudonymizationDomain { try PseudonymizationDomain(id: "fiu.example") }

    private static func pseudonymizer(_ shape: PseudonymShape) throws -> ShapedPseudonymizer {
        try ShapedPseudonymizer("person", shape: shape, in: domain(), key: testKey(), version: KeyVersion(1))
    }

    private static func shapes() throws -> [PseudonymShape] {
        [
            .text, .hexadecimal, .uuid, try .code(.crockfordBase32, length: 16),
            try .code(.digits, length: 25, check: .damm), try .code(.digits, length: 38, check: .mod97Radix10),
            try .code(.letters, length: 18, check: .hybridMod27And26),
            try .code(.alphanumeric, length: 24, check: .mod37Radix2), try .code(PseudonymAlphabet("01"), length: 128),
        ]
    }

    @Test func `a shaped pseudonymizer says what it was made with`() throws {
        let given = try ShapedPseudonymizer(
            "device", shape: .uuid, canonicalization: .digits, in: Self.domain(), key: testKey(), version: KeyVersion(9)
        )
        #expect(given.type == "device")
        #expect(given.shape == .uuid)
        #expect(given.canonicalization == .digits)
        #expect(given.version == KeyVersion(9))
        #expect(given.fingerprint.description == "fp_qfqow36gcvirj65fy3dvqqtc54")
        let plain = try Pseudonymizer("device", canonicalization: .digits, in: Self.domain(), key: testKey())
        #expect(given.memoryLocking == plain.memoryLocking)
    }

    @Test func `text is what a pseudonymizer writes`() throws {
        let persons = try Pseudonymizer("person", in: Self.domain(), key: testKey(), version: KeyVersion(1))
        let shaped = try Self.pseudonymizer(.text)
        for identifier in ["Ana", "é", String(repeating: "x", count: 129)] {
            #expect(
                try shaped.pseudonym(for: identifier).description == persons.pseudonym(for: identifier).description)
        }
    }

    @Test func `the same identifier has the same pseudonym, another one another, and the shape recognizes them`() throws
    {
        for shape in try Self.shapes() {
            let persons = try Self.pseudonymizer(shape)
            let again = try Self.pseudonymizer(shape)
            var pseudonyms: Set<ShapedPseudonym> = []
            for number in 0..<300 {
                let pseudonym = try persons.pseudonym(for: "person \(number)")
                #expect(try again.pseudonym(for: "person \(number)") == pseudonym)
                #expect(try ShapedPseudonym(pseudonym.description, shape: shape) == pseudonym)
                #expect(pseudonym.shape == shape)
                pseudonyms.insert(pseudonym)
            }
            #expect(pseudonyms.count == 300, "\(shape)")
        }
    }

    /// N modulo a power of the radix has the digits of N at its end.
    @Test func `a shorter code is the end of a longer one`() throws {
        let longer = try Self.pseudonymizer(.code(.digits, length: 38)).pseudonym(for: "Ana").description
        let shorter = try Self.pseudonymizer(.code(.digits, length: 25)).pseudonym(for: "Ana").description
        #expect(longer.hasSuffix(shorter))
    }

    @Test func `an identifier is normalized, and one without a canonical form has no pseudonym and is not said`() throws
    {
        for shape in try Self.shapes() {
            let persons = try ShapedPseudonymizer(
                "person", shape: shape, canonicalization: .alphanumeric, in: Self.domain(), key: testKey())
            #expect(try persons.pseudonym(for: "nl 12.34") == persons.pseudonym(for: "NL1234"))
            for identifier in ["--", "Łukasz 12"] {
                let error = #expect(throws: ProvisoError.self) { try persons.pseudonym(for: identifier) }
                #expect(error?.code == .valueInvalid)
                #expect(error?.description.contains(identifier) == false)
            }
        }
    }

    @Test func `every character comes at every place of a code, about equally often`() throws {
        let persons = try Self.pseudonymizer(.code(.digits, length: 25))
        var counts = [[Character: Int]](repeating: [:], count: 25)
        for number in 0..<2000 {
            for (place, character) in try persons.pseudonym(for: "\(number)").description.enumerated() {
                counts[place][character, default: 0] += 1
            }
        }
        // 200 expected with a deviation of 13.4: nine of them either way. The identifiers are fixed, so this never varies.
        for place in counts { #expect(place.count == 10 && place.values.allSatisfy { (80...320).contains($0) }) }
    }
}
