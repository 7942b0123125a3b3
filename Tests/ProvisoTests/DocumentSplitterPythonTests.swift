import Testing

@testable import Proviso

/// The splitter against Python's `json`, over documents that are valid and documents that are nearly so.
@Suite(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
struct DocumentSplitterPythonTests {
    private struct Document: Encodable {
        /// The document, and its records if nothing was wrong between them, in hexadecimal.
        let text: String
        let records: [String]?
    }

    /// For every document: whether it is one, and whether that and its elements are what our records say.
    private static let program = """
        import json, sys

        def refuse(constant):
            raise ValueError

        def read(text):
            return json.loads(bytes.fromhex(text).decode("utf-8"), object_pairs_hook=tuple, parse_constant=refuse,
                              parse_int=str, parse_float=str)

        def elements(text):
            try:
                text = text[6:] if text.startswith("efbbbf") else text
                document = read(text)
                # Pairs are tuples, so that only arrays are lists.
                return document if isinstance(document, list) else [document] if isinstance(document, tuple) else None
            except (ValueError, RecursionError):
                return None

        def values(records):
            try:
                return None if records is None else [read(record) for record in records]
            except (ValueError, RecursionError):
                return None

        def compare(document):
            expected = elements(document["text"])
            return [expected is not None, expected == values(document.get("records"))]

        print(json.dumps([compare(document) for document in json.load(sys.stdin)]))
        """

    @Test func `Python finds the same elements, and nothing between them that is not found here`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let texts = (0..<4000).map { round -> [UInt8] in
            let records = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                RandomJSON.record(using: &generator).spaced
            }
            let isObject = round.isMultiple(of: 8) && records.count > 0
            let document =
                isObject ? records[0] : Array("[".utf8) + records.joined(separator: Array(",".utf8)) + Array("]".utf8)
            let mark: [UInt8] = round.isMultiple(of: 16) ? [0xEF, 0xBB, 0xBF] : []
            return RandomJSON.mutated(mark + document, using: &generator)
        }
        let documents = texts.map { text in
            let found = split(text, with: DocumentSplitter())
            return Document(text: hex(text), records: found.fault == nil ? found.records.map(hex) : nil)
        }
        let results = try Python.run(Self.program, input: documents, as: [[Bool]].self)
        #expect(results.count == texts.count)
        for (text, result) in zip(texts, results) where !result[1] {
            Issue.record("seed \(testSeed): \(String(decoding: text, as: UTF8.self).debugDescription)")
        }
        #expect(results.count { $0[0] } >= 400 && results.count { !$0[0] } >= 400, "seed \(testSeed)")
        for text in texts.filter({ $0.count < 300 }).prefix(80) {
            #expect(splittingThatDiffers(text, with: DocumentSplitter()) == nil, "seed \(testSeed): \(hex(text))")
        }
    }
}
