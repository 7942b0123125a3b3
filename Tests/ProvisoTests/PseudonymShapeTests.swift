import Proviso
import Testing

@Suite struct PseudonymShapeTests {
    // MARK: Alphabets

    @Test func `an alphabet has 2 to 64 different visible characters`() throws {
        let visible = String(String.UnicodeScalarView((0x21...0x7E).compactMap { Unicode.Scalar($0) }))
        #expect(try PseudonymAlphabet("ab").description == "ab")
        #expect(try PseudonymAlphabet(String(visible.prefix(64))).description.count == 64)
        #expect(try PseudonymAlphabet("!~").description == "!~")
        for text in ["", "a", "aa", "aba", "a b", "ab\u{7F}", "ab\n", "aé", "a\u{0}", String(visible.prefix(65))] {
            let error = #expect(throws: ProvisoError.self) { try PseudonymAlphabet(text) }
            #expect(error?.code == .valueInvalid)
        }
    }

    @Test func `the alphabets that are there can be made by hand`() throws {
        for alphabet in [PseudonymAlphabet.digits, .letters, .alphanumeric, .crockfordBase32] {
            #expect(try PseudonymAlphabet(alphabet.description) == alphabet)
        }
        #expect(PseudonymAlphabet.crockfordBase32.description.count == 32)
        #expect(PseudonymAlphabet.alphanumeric.description.count == 36)
    }

    // MARK: Lengths

    /// The shortest length with 80 bits and the longest with 128, from alphabet^length alone.
    @Test(
        arguments: [
            ("01", 80, 128), ("0123", 40, 64), ("0123456789abcdef", 20, 32),
            (PseudonymAlphabet.digits.description, 25, 38),
            (PseudonymAlphabet.letters.description, 18, 27), (PseudonymAlphabet.alphanumeric.description, 16, 24),
            (PseudonymAlphabet.crockfordBase32.description, 16, 25),
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 14, 21),
        ])
    func `a code has 80 to 128 bits`(characters: String, shortest: Int, longest: Int) throws {
        let alphabet = try PseudonymAlphabet(characters)
        _ = try PseudonymShape.code(alphabet, length: shortest)
        _ = try PseudonymShape.code(alphabet, length: longest)
        for length in [shortest - 1, longest + 1, 0, -1, 1, .max, .min] {
            let error = #expect(throws: ProvisoError.self) { try PseudonymShape.code(alphabet, length: length) }
            #expect(error?.code == .valueInvalid)
            #expect(error?.remedy.contains("\(shortest) characters") == true)
        }
    }

    @Test func `a short code must be long enough for what was accepted`() throws {
        // 10^4 · 9999 / 2 / 10^14 is just below 5·10^-7.
        _ = try PseudonymShape.shortCode(
            .digits, length: 14, acceptingCollisionProbability: 5e-7, amongIdentifiers: 10_000)
        for (length, limit, count) in [
            (13, 5e-7, 10_000), (14, 4.9e-7, 10_000), (14, 5e-7, 10_002), (14, .nan, 10_000), (14, -1, 0), (14, 1, -1),
            (0, 1, 1), (39, 1, 1), (.min, 1, 1),
        ] as [(Int, Double, Int)] {
            let error = #expect(throws: ProvisoError.self) {
                try PseudonymShape.shortCode(
                    .digits, length: length, acceptingCollisionProbability: limit, amongIdentifiers: count)
            }
            #expect(error?.code == .valueInvalid)
        }
        // Who accepts certainty gets it.
        let shape = try PseudonymShape.shortCode(
            .digits, length: 1, check: .damm, acceptingCollisionProbability: 1, amongIdentifiers: .max)
        #expect(shape.recognizes("00"))
    }

    @Test(arguments: CheckCharacterSystemTests.systems)
    func `a check character system goes with its own alphabet alone`(system: CheckCharacterSystem) throws {
        let reversed = try PseudonymAlphabet(String(system.alphabet.description.reversed()))
        for alphabet in [PseudonymAlphabet.digits, .letters, .alphanumeric, .crockfordBase32, reversed] {
            let length = alphabet.description.count < 20 ? 30 : 20
            if alphabet == system.alphabet {
                _ = try PseudonymShape.code(alphabet, length: length, check: system)
            } else {
                let error = #expect(throws: ProvisoError.self) {
                    try PseudonymShape.code(alphabet, length: length, check: system)
                }
                #expect(error?.message.hasPrefix(system.description) == true)
            }
        }
    }

    // MARK: Collisions

    @Test func `the collision probability is the birthday bound`() throws {
        #expect(PseudonymShape.text.collisionProbability(identifierCount: 0) == 0)
        #expect(PseudonymShape.text.collisionProbability(identifierCount: 1) == 0)
        #expect(PseudonymShape.text.collisionProbability(identifierCount: 2) == 0x1p-128)
        #expect(PseudonymShape.hexadecimal.collisionProbability(identifierCount: 2) == 0x1p-128)
        #expect(PseudonymShape.uuid.collisionProbability(identifierCount: 2) == 0x1p-122)
        // Of 2^32 identifiers, about 2^63 pairs.
        #expect(abs(PseudonymShape.text.collisionProbability(identifierCount: 1 << 32) / 0x1p-65 - 1) < 1e-9)
        let binary = try PseudonymShape.code(PseudonymAlphabet("01"), length: 128)
        #expect(binary.collisionProbability(identifierCount: 2) == 0x1p-128)
        let short = try PseudonymShape.shortCode(
            .digits, length: 1, acceptingCollisionProbability: 1, amongIdentifiers: 10)
        #expect(short.collisionProbability(identifierCount: 3) == 0.3)
        #expect(short.collisionProbability(identifierCount: 11) == 1)
        #expect(short.collisionProbability(identifierCount: .max) == 1)
    }

    @Test func `a negative number of identifiers stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = PseudonymShape.text.collisionProbability(identifierCount: -1)
        }
    }

    // MARK: Recognizing

    private static func expect(_ shape: PseudonymShape, recognizes right: [String], not wrong: [String]) {
        for text in right {
            #expect(shape.recognizes(text), "\(text)")
            #expect((try? ShapedPseudonym(text, shape: shape))?.description == text)
        }
        for text in wrong {
            #expect(!shape.recognizes(text), "\(text)")
            let error = #expect(throws: ProvisoError.self) { try ShapedPseudonym(text, shape: shape) }
            #expect(error?.code == .valueInvalid)
            if text.utf8.count > 8 { #expect(error?.description.contains(text) == false) }
        }
    }

    @Test func `text is recognized`() {
        Self.expect(
            .text, recognizes: ["person_1_emfdyj4fpopzgh44tspvjekkv4", "a_0_emfdyj4fpopzgh44tspvjekkv4"],
            not: [
                "", "person_1_emfdyj4fpopzgh44tspvjekkv5", "person_x_emfdyj4fpopzgh44tspvjekkv4",
                "person_1_pfqzsppyntkg2qjr32e2hfjnhhftix6d", " person_1_emfdyj4fpopzgh44tspvjekkv4",
            ])
    }

    @Test func `hexadecimal is recognized`() {
        Self.expect(
            .hexadecimal, recognizes: ["230a3c27857b9f931f9c9c9f54914aaf", String(repeating: "0", count: 32)],
            not: [
                "", "230a3c27857b9f931f9c9c9f54914aa", "230a3c27857b9f931f9c9c9f54914aafa",
                "230A3C27857B9F931F9C9C9F54914AAF", "230a3c27857b9f931f9c9c9f54914aag",
                "230a3c27857b9f931f9c9c9f54914aa ",
                "230a3c27857b9f931f9c9c9f54914é",
            ])
    }

    @Test func `a UUID of version 8 is recognized`() {
        Self.expect(
            .uuid,
            recognizes: [
                "230a3c27-857b-8f93-9f9c-9c9f54914aaf", "00000000-0000-8000-8000-000000000000",
                "ffffffff-ffff-8fff-bfff-ffffffffffff", "00000000-0000-8000-a000-000000000000",
            ],
            not: [
                "", "230a3c27-857b-4f93-9f9c-9c9f54914aaf", "230a3c27-857b-8f93-cf9c-9c9f54914aaf",
                "230a3c27-857b-8f93-7f9c-9c9f54914aaf", "230A3C27-857B-8F93-9F9C-9C9F54914AAF",
                "230a3c27857b8f939f9c9c9f54914aaf", "230a3c27-857b-8f93-9f9c-9c9f54914aa",
                "{230a3c27-857b-8f93-9f9c-9c9f54914aaf}", "230a3c278-57b-8f93-9f9c-9c9f54914aaf",
            ])
    }

    @Test func `a code is recognized with and without check characters`() throws {
        let plain = try PseudonymShape.code(.crockfordBase32, length: 16)
        Self.expect(
            plain, recognizes: ["5V1F4YW4SKG68RAS", "0000000000000000"],
            not: [
                "", "5V1F4YW4SKG68RA", "5V1F4YW4SKG68RASA", "5v1f4yw4skg68ras", "5V1F4YW4SKG68RAI",
                "5V1F-4YW4-SKG6-8RAS",
            ])
        // 079 behind zeros has the check character of 079.
        let checked = try PseudonymShape.code(.digits, length: 25, check: .mod11Radix2)
        Self.expect(
            checked, recognizes: [String(repeating: "0", count: 22) + "079X"],
            not: [
                String(repeating: "0", count: 22) + "0790", String(repeating: "0", count: 21) + "079X",
                String(repeating: "0", count: 22) + "079x", String(repeating: "0", count: 21) + "X0790",
                String(repeating: "0", count: 23) + "079X",
            ])
    }

    @Test func `a shape says what it is`() throws {
        #expect(PseudonymShape.uuid.description == "UUID version 8")
        #expect(
            try PseudonymShape.code(.digits, length: 25, check: .damm).description
                == "25 of 0123456789 and check characters of Damm")
        #expect(
            try PseudonymShape.code(.digits, length: 25) != PseudonymShape.code(.digits, length: 25, check: .damm))
    }
}
