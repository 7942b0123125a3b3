import ProvisoCrypto
import Testing

@testable import Proviso

/// Counting pseudonyms per key version in any text.
@Suite struct KeyInventoryTests {
    /// 16 bytes in base32.
    private static let body = "emfdyj4fpopzgh44tspvjekkv4"

    private static func counts(_ text: String) -> [UInt32: Int] {
        var inventory = KeyInventory()
        inventory.add(text)
        return Dictionary(uniqueKeysWithValues: inventory.versions.map { ($0.number, inventory.count(of: $0)) })
    }

    @Test func `pseudonyms are counted by version`() throws {
        var inventory = KeyInventory()
        for (version, times) in [(0, 2), (3, 1), (4_294_967_295, 1)] {
            for _ in 0..<times { inventory.add(try LinkablePseudonym("person_\(version)_\(Self.body)")) }
        }
        #expect(inventory.versions.map(\.number) == [0, 3, .max])
        #expect(inventory.count(of: KeyVersion(0)) == 2)
        #expect(inventory.count(of: KeyVersion(3)) == 1)
        #expect(inventory.count(of: KeyVersion(1)) == 0)
    }

    @Test func `they are found in records, tables and lines`() {
        let one = "person_1_\(Self.body)"
        let two = "device_2_\(Self.body)"
        #expect(Self.counts(one) == [1: 1])
        #expect(Self.counts("\(one)\n\(two)\r\n\(one)\n") == [1: 2, 2: 1])
        #expect(Self.counts(#"{"id":"\#(one)","with":["\#(two)","x \#(two)."]}"#) == [1: 1, 2: 2])
        #expect(Self.counts("a,\(one),\(two)\n") == [1: 1, 2: 1])
        #expect(Self.counts("Zeugin: \(one)–\(two)é") == [1: 1, 2: 1])
    }

    @Test func `bodies of 16 to 32 bytes are pseudonyms, and their reversible kin of 56 and more`() {
        for byteCount in 1...300 {
            let text = Base32.encode([UInt8](repeating: 7, count: byteCount).span)
            #expect(Self.counts("a_1_\(text)") == ((16...32).contains(byteCount) ? [1: 1] : [:]), "\(byteCount)")
            #expect(Self.counts("a_1r_\(text)") == (byteCount >= 56 ? [1: 1] : [:]), "\(byteCount)")
        }
    }

    /// `LinkablePseudonym` reads a text as a whole, and by other code.
    @Test(arguments: [
        "person_1_emfdyj4fpopzgh44tspvjekkv4", "a_1_emfdyj4fpopzgh44tspvjekkv4",
        "abcdefghijklmnop_1_emfdyj4fpopzgh44tspvjekkv4", "abcdefghijklmnopq_1_emfdyj4fpopzgh44tspvjekkv4",
        "1person_1_emfdyj4fpopzgh44tspvjekkv4", "p1_1_emfdyj4fpopzgh44tspvjekkv4",
        "person_01_emfdyj4fpopzgh44tspvjekkv4", "person_0_emfdyj4fpopzgh44tspvjekkv4",
        "person_4294967295_emfdyj4fpopzgh44tspvjekkv4", "person_4294967296_emfdyj4fpopzgh44tspvjekkv4",
        "person_42949672950_emfdyj4fpopzgh44tspvjekkv4", "person__emfdyj4fpopzgh44tspvjekkv4",
        "person_r_emfdyj4fpopzgh44tspvjekkv4", "_1_emfdyj4fpopzgh44tspvjekkv4",
        "person_1_emfdyj4fpopzgh44tspvjekkv5", "person_1_emfdyj4fpopzgh44tspvjekkv",
        "person_1_emfdyj4fpopzgh44tspvjekkv4a", "person_1_emfdyj4fpopzgh44tspvjekkv4_",
        "person_1_Emfdyj4fpopzgh44tspvjekkv4", "person_1_emfdyj4fpopzgh44tspvjekk14",
        "xperson_1_emfdyj4fpopzgh44tspvjekkv4", "Person_1_emfdyj4fpopzgh44tspvjekkv4", "person_1", "person", "",
    ])
    func `a word is a pseudonym exactly if it reads as one`(word: String) {
        let expected = try? LinkablePseudonym(word)
        #expect(Self.counts(word) == (expected.map { [$0.version.number: 1] } ?? [:]))
        #expect(Self.counts(" \(word)\n") == (expected.map { [$0.version.number: 1] } ?? [:]))
    }

    @Test func `a file is counted across the blocks it is read in`() throws {
        let folder = try TemporaryFolder()
        // 37 characters and a line feed: no block ends where a line does.
        let lines = (0..<30_000).map { "person_\($0 % 3)_\(Self.body)\n" }
        let path = try folder.write(lines.joined(), to: "a.txt")
        var inventory = KeyInventory()
        inventory.add("person_2_\(Self.body)")
        try inventory.add(InputFile(path))
        #expect(inventory.versions.map(\.number) == [0, 1, 2])
        #expect(inventory.versions.map { inventory.count(of: $0) } == [10_000, 10_000, 10_001])
    }

    @Test(arguments: [
        #"\n"#, #"\r\n"#, #"\t"#, #"\u201C"#, #"\u2014"#, #"\\"#, #"\/"#, #"\""#, #"\u12 "#, #"\"#, #"\u2"#,
    ])
    func `a pseudonym behind an escape of JSON is counted`(escape: String) {
        var inventory = KeyInventory()
        inventory.add("{\"note\":\"met\(escape)person_3_emfdyj4fpopzgh44tspvjekkv4\(escape)\"}")
        #expect(inventory.count(of: KeyVersion(3)) == 1)
    }

    @Test func `texts that follow one another are not joined`() {
        var inventory = KeyInventory()
        inventory.add("person_1_emfdyj4fpopzg")
        inventory.add("h44tspvjekkv4")
        #expect(inventory.versions.isEmpty)
    }

    // MARK: Sealed values

    private static func sealedValue(_ value: String = "+31 20 555 0100") throws -> String {
        SealedValue(
            value, to: try AgeIdentity.generate().recipient,
            context: SealedValue.Context(policy: nil, path: try FieldPath("$.phone"))
        ).description
    }

    private static func sealedValueCount(_ text: String) -> Int {
        var inventory = KeyInventory()
        inventory.add(text)
        return inventory.sealedValueCount
    }

    @Test func `sealed values are counted apart from pseudonyms`() throws {
        let (short, long) = (try Self.sealedValue(), try Self.sealedValue(String(repeating: "x", count: 1000)))
        let text = #"{"id":"person_1_\#(Self.body)","phone":"\#(short)","note":["\#(long)","see \#(short)."]}"#
        #expect(Self.sealedValueCount(text) == 3)
        #expect(Self.counts(text) == [1: 1])
        #expect(Self.sealedValueCount("\(short)\n\(long)\r\n") == 2)
        #expect(Self.sealedValueCount("a,\(short),\(long)") == 2)
        // An escape of JSON ends in a letter.
        #expect(Self.sealedValueCount(#""call:\n\#(short)\n""#) == 1)
        #expect(KeyInventory().sealedValueCount == 0)
    }

    /// `SealedValue` reads a text as a whole, and by other code.
    @Test func `a text is a sealed value exactly if it reads as one`() throws {
        let value = try Self.sealedValue()
        let bodies =
            (0...600).map { String(repeating: "A", count: $0) }
            + (0...3).flatMap { count in ["B", "E", "Q", "g", "_"].map { value.dropFirst(18).dropLast(count) + $0 } }
        for body in bodies {
            let text = "proviso-sealed-v1:" + body
            let expected = (try? SealedValue(text: text)) == nil ? 0 : 1
            #expect(Self.sealedValueCount(text) == expected, "\(body.count)")
            #expect(Self.sealedValueCount("\"\(text)\"") == expected, "\(body.count)")
        }
        for text in [
            value.replacing("v1", with: "v2"), value.replacing("p", with: "P", maxReplacements: 1), value + "=",
            value + "A", String(value.dropFirst()), value.replacing(":", with: "::", maxReplacements: 1),
        ] {
            // What `SealedValue` refuses for what stands behind it is a sealed value with something behind it here.
            #expect(Self.sealedValueCount(text) == (text.hasSuffix("=") ? 1 : 0), "\(text)")
        }
    }

    @Test func `a beginning that comes to nothing hides neither a sealed value nor a pseudonym`() throws {
        let value = try Self.sealedValue()
        #expect(Self.sealedValueCount("proviso-sealed-" + value) == 1)
        #expect(Self.sealedValueCount("pp" + value) == 1)
        #expect(Self.counts("proviso-sealed-v1:person_2_\(Self.body)") == [2: 1])
        #expect(Self.sealedValueCount("proviso-sealed-v1:person_2_\(Self.body) \(value)") == 1)
    }

    @Test func `sealed values are found across the blocks that a file is read in`() throws {
        let folder = try TemporaryFolder()
        let value = try Self.sealedValue() + "\n"
        // Every place in the prefix, and some in the box.
        for shift in Array(0...20) + Array(stride(from: 21, through: value.utf8.count, by: 25)) {
            let filling = String(repeating: ".", count: InputFile.blockByteCount - shift)
            let path = try folder.write(filling + value + value, to: "a.txt")
            var inventory = KeyInventory()
            try inventory.add(InputFile(path))
            #expect(inventory.sealedValueCount == 2, "\(shift)")
        }
    }

    @Test func `sealed values of texts that follow one another are not joined`() throws {
        let value = try Self.sealedValue()
        for length in [0, 5, 18, 19, value.count / 2, value.count - 1] {
            var inventory = KeyInventory()
            inventory.add(String(value.prefix(length)))
            inventory.add(String(value.dropFirst(length)))
            #expect(inventory.sealedValueCount == (length == 0 ? 1 : 0), "\(length)")
        }
    }
}
