import Testing

@testable import Proviso

/// The scanner against Python's `json`, over texts that are valid and texts that are nearly so.
@Suite(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
struct JSONScannerPythonTests {
    @Test func `Python accepts the same mutations of valid records, and reads the same texts in them`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var texts = (0..<6000).map { _ in
            RandomJSON.mutated(RandomJSON.record(using: &generator).spaced, using: &generator)
        }
        texts += (0..<2000).map { _ in RandomJSON.mutated(Array(JSONScannerTests.whole.utf8), using: &generator) }
        try compare(texts, leastOfEachKind: 500)
    }

    @Test func `Python finds the same names twice`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let texts = (0..<1500).map { _ in
            let count = Int.random(in: 1...(Bool.random(using: &generator) ? 6 : 150), using: &generator)
            let kinds = count * [1, 4, 40, 1000].randomElement(using: &generator)!
            let members = (0..<count).map { _ -> String in
                let number = Int.random(in: 0..<kinds, using: &generator)
                // Short names, and names of which words at both ends are equal.
                let name = number.isMultiple(of: 2) ? "é\(number)" : "beginning, \(number), and an end"
                return RandomJSON.string(Array(name.unicodeScalars), using: &generator) + ":0"
            }
            return Array("[{\"outer\":{\(members.joined(separator: ","))}}]".utf8)
        }
        try compare(texts, leastOfEachKind: 150)
    }

    @Test func `Python counts the same levels`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let texts = (0..<500).map { _ in
            let brackets = (0..<Int.random(in: 58...70, using: &generator)).map { _ in
                [("[", "]"), ("{\"a\":", "}"), ("[1,", "]"), ("{\"b\":[],\"a\":", ",\"c\":{}}")].randomElement(
                    using: &generator)!
            }
            let inner = ["0", "[]", "{}", "\"\""].randomElement(using: &generator)!
            return Array((brackets.map(\.0).joined() + inner + brackets.reversed().map(\.1).joined()).utf8)
        }
        try compare(texts, leastOfEachKind: 100)
    }

    @Test func `Python accepts the same numbers`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let texts = (0..<3000).map { round -> [UInt8] in
            var number = Array(RandomJSON.number(using: &generator).utf8.prefix(12))
            if round.isMultiple(of: 2) {
                number = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                    Array("0012.-+eE".utf8).randomElement(using: &generator)!
                }
            }
            return [Array("[".utf8), number, Array("]".utf8)].flatMap(\.self)
        }
        try compare(texts, leastOfEachKind: 300)
    }

    // MARK: Comparing

    /// A strict reading: UTF-8 to the letter, no name twice, no `NaN` or `Infinity`, no lone surrogate, at most 64
    /// levels. For every text it gives the names, strings and numbers in their order, in hexadecimal; or null for one
    /// that it refuses.
    private static let program = """
        import json, sys

        def members(pairs):
            if len({name for name, _ in pairs}) < len(pairs):
                raise ValueError
            return dict(pairs)

        def refuse(constant):
            raise ValueError

        def walk(value, depth, found):
            if isinstance(value, str):
                # A lone surrogate has no UTF-8.
                found.append(value.encode("utf-8").hex())
            elif isinstance(value, (dict, list)):
                if depth > 64:
                    raise ValueError
                for item in value:
                    if isinstance(value, dict):
                        walk(item, depth, found)
                        item = value[item]
                    walk(item, depth + 1, found)
            return found

        def read(text):
            try:
                value = json.loads(bytes.fromhex(text).decode("utf-8"), object_pairs_hook=members,
                                   parse_constant=refuse, parse_int=str, parse_float=str)
                return walk(value, 1, [])
            except (ValueError, RecursionError):
                return None

        print(json.dumps([read(text) for text in json.load(sys.stdin)]))
        """

    /// Whatever one of the two accepts the other accepts too. So many texts must be accepted, and refused, or the
    /// comparison means little.
    private func compare(_ texts: [[UInt8]], leastOfEachKind least: Int) throws {
        let theirs = try Python.run(Self.program, input: texts.map(hex), as: [[String]?].self)
        #expect(theirs.count == texts.count)
        for (text, expected) in zip(texts, theirs) {
            let shown =
                "seed \(testSeed): \(String(decoding: text, as: UTF8.self).debugDescription), bytes \(hex(text))"
            #expect((scanFault(text) == nil) == (expected != nil), "\(shown)")
            #expect(scannedTexts(text)?.map(hex) == expected, "\(shown)")
        }
        #expect(theirs.count { $0 != nil } >= least, "seed \(testSeed)")
        #expect(theirs.count { $0 == nil } >= least, "seed \(testSeed)")
    }
}
