import Foundation
import Testing

@testable import Proviso

@Suite struct UnicodeTablesTests {
    private static let everyScalar = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)

    // MARK: What the standard says in numbers

    /// The counts of Unicode 15.0: 149,186 characters besides the 65 controls, and 137,468 for private use.
    @Test func `as many code points are assigned as Unicode 15 says`() {
        let assigned = Self.everyScalar.count { UnicodeTables.properties(of: $0).kind != .unassigned }
        #expect(assigned == 149_186 + 65 + 137_468)
        #expect(Self.everyScalar.count { UnicodeTables.properties(of: $0).isWhiteSpace } == 25)
    }

    @Test(
        arguments: [
            // Assigned by 15.0, 14.0 and 13.0, and by 15.1, 16.0 and 17.0.
            (0x1FAE8, true), (0x1F6DD, true), (0x1FAD6, true), (0x2FFC, false), (0x1C89, false),
            (0x2EBF0, false), (0x20C1, false),
            // The ends of the planes, where the tables begin and end.
            (0xFFFD, true), (0xFFFE, false), (0xFFFF, false), (0x10000, true), (0x1FFFF, false),
            (0x20000, true), (0x323AF, true), (0x323B0, false), (0x3FFFF, false), (0x40000, false),
            (0xDFFFF, false), (0xE0000, false), (0xE0001, true), (0xE01EF, true), (0xE01F0, false),
            (0xEFFFF, false), (0xF0000, true), (0xFFFFD, true), (0xFFFFE, false), (0xFFFFF, false),
            (0x100000, true), (0x10FFFD, true), (0x10FFFE, false), (0x10FFFF, false),
            // Noncharacters in the middle of a plane.
            (0xFDCF, true), (0xFDD0, false), (0xFDEF, false),
        ] as [(UInt32, Bool)])
    func `what Unicode 15 has assigned is assigned, whatever the system knows`(value: UInt32, isAssigned: Bool) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect((UnicodeTables.properties(of: scalar).kind != .unassigned) == isAssigned)
    }

    @Test(
        arguments: [
            ("e", "\u{301}", "é"), ("ạ", "\u{302}", "ậ"), ("\u{9C7}", "\u{9BE}", "\u{9CB}"),
            ("\u{1100}", "\u{1161}", "가"),
            ("\u{1112}", "\u{1175}", "히"), ("가", "\u{11A8}", "각"), ("히", "\u{11C2}", "힣"),
            ("\u{11935}", "\u{11930}", "\u{11938}"),
            // What is excluded from composition, has a trailing consonant already, or does not combine.
            ("\u{915}", "\u{93C}", nil), ("\u{2ADD}", "\u{338}", nil), ("각", "\u{11A8}", nil), ("가", "\u{11A7}", nil),
            ("\u{1100}", "\u{11A8}", nil), ("\u{1113}", "\u{1161}", nil), ("a", "b", nil), ("\u{301}", "e", nil),
            ("\u{0}", "\u{0}", nil), ("\u{10FFFF}", "\u{10FFFF}", nil),
        ] as [(Unicode.Scalar, Unicode.Scalar, Unicode.Scalar?)])
    func `two code points have the composite that the standard gives them`(
        first: Unicode.Scalar, second: Unicode.Scalar, composite: Unicode.Scalar?
    ) {
        #expect(UnicodeTables.composition(of: first, second) == composite)
    }

    // MARK: Against others

    @Test(.enabled(if: !Python.isMissing, "python3 is not on this machine"))
    func `every code point that Python knows has the category and combining class that it gives`() throws {
        let program = """
            import json, sys, unicodedata
            def of(code_point):
                category = unicodedata.category(chr(code_point))
                if category == "Cn" and code_point & 0xFFFE != 0xFFFE and not 0xFDD0 <= code_point <= 0xFDEF:
                    return -1
                kind = 3 if category == "Cn" else 2 if category[0] == "N" else 1 if category[0] in "LM" else 0
                return kind * 256 + unicodedata.combining(chr(code_point))
            surrogates = range(0xD800, 0xE000)
            is_later = [int(part) for part in unicodedata.unidata_version.split(".")] > [15, 0, 0]
            everything = [] if is_later else [c for c in range(json.load(sys.stdin)) if c not in surrogates]
            print(json.dumps([of(code_point) for code_point in everything]))
            """
        let theirs = try Python.run(program, input: 0x110000, as: [Int].self)
        // A version that knows more says nothing about what 15.0 has not assigned.
        if theirs.isEmpty { return }
        try #require(theirs.count == Self.everyScalar.count)
        var compared = 0
        for (scalar, theirs) in zip(Self.everyScalar, theirs) where theirs >= 0 {
            let properties = UnicodeTables.properties(of: scalar)
            let ours = Int(properties.kind.rawValue) * 256 + Int(properties.combiningClass)
            if ours != theirs { Issue.record("U+\(String(scalar.value, radix: 16))") }
            compared += 1
        }
        #expect(compared > 270_000)
    }

    private static let hasUnicodeData = FileManager.default.fileExists(
        atPath: "/usr/share/unicode/DerivedNormalizationProps.txt")

    @Test(
        .enabled(
            if: hasUnicodeData && !Python.isMissing, "python3 and Debian's package unicode-data are not on this machine"
        ))
    func `the generator makes the tables that are here`() throws {
        let folder = try TemporaryFolder()
        let repository = TestData.folder.appending(path: "..")
        let said = try Shell.run("Scripts/make-unicode-tables.py '\(folder.url.path)'", in: repository)
        #expect(said == "")
        #expect(try folder.names.count == 2)
        for name in try folder.names {
            let ours = repository.appending(path: "Sources/Proviso/Pseudonyms/Canonicalizations/\(name)")
            #expect(try folder.read(name) == Array(try Data(contentsOf: ours)), "\(name)")
        }
    }
}
