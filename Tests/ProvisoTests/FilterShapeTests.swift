import Testing

@testable import Proviso

/// What a filter has learned of the records before must not change what it makes of the next: every record of a stream comes out as it does
/// alone, with the same faults at the same places.
@Suite struct FilterShapeTests {
    private static let policy = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        domain: test.example/case-1
        require: { id: { type: [string, number], optional: yes } }
        fields:
          id: keep
          "$.a": keep
          "$.eightchr": keep
          "$['a name of fourteen and more']": keep
          "$.person": { pseudonymize: { as: person, canonical: alphanumeric } }
          "$.born": { generalize: year }
          "$.ip": { truncate-ip: {} }
          "$.inner.id": keep
          "$.inner.deep.a": keep
          "$.inner.deep.b": drop
          "$.list[*].id": keep
          "$.list[*].a": { mask: {} }
          "$.whole": keep-subtree
          "$.whole.id": drop
          "$.other.*": keep
          "$.split": { derive: { year: { generalize: year }, same: keep } }
        """

    private static let names = [
        "id", "a", "b", "eightchr", "nine chars", "thirteen-char", "fourteen-chars", "a name of fourteen and more",
        "person", "born", "ip", "inner", "deep", "list", "whole", "other", "split", "é", "ид", "",
        String(repeating: "n", count: 61), String(repeating: "n", count: 64), String(repeating: "n", count: 65),
    ]

    private static let scalars = [
        "1", "-0", "12.5e3", "01", "-", "true", "null", "nul", #""""#, #""x""#, #""NL 12-34""#, #""1984-07-19""#,
        #""192.0.2.77""#,
        #""2001:db8::7""#, #""é""#, #""\u0041""#, #""\x""#, "\"\u{1}\"",
        #""a text that is longer than thirty-two bytes, all ASCII""#,
        #""a text that is longer than thirty-two bytes, with é in it""#, #""exactly thirty-two bytes of this""#,
        #""unended"#,
    ]

    /// Records of few names in orders that mostly come again, with faults now and then.
    private struct Records {
        var generator: SeededGenerator
        /// The space behind commas and colons, as one program writes it.
        var space = ""

        mutating func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &generator) == 0 }

        mutating func whiteSpace() -> String {
            if chance(40) { return [" ", "  ", "\t", "\r"].randomElement(using: &generator)! }
            return space
        }

        mutating func value(depth: Int) -> String {
            switch Int.random(in: 0..<(depth < 4 ? 8 : 6), using: &generator) {
            case 0..<5:
                // Most are good.
                let last = chance(10) ? scalars.count : 3
                return scalars[Int.random(in: 0..<last, using: &generator)]
            case 5: return scalars[Int.random(in: 8..<15, using: &generator)]
            case 6: return object(depth: depth + 1)
            default:
                let count = Int.random(in: 0..<4, using: &generator)
                return "[" + (0..<count).map { _ in value(depth: depth + 1) }.joined(separator: "," + space) + "]"
            }
        }

        mutating func object(depth: Int) -> String {
            var text = "{"
            // The names in their order, some of them missing, and now and then one too many or in another place.
            var members = names.indices.filter { _ in !chance(3) }
            if chance(12), let first = members.first { members.append(first) }
            if chance(12) { members.shuffle(using: &generator) }
            if chance(6) { members = [] }
            for (number, index) in members.enumerated() {
                if number > 0 { text += (chance(60) ? "" : ",") + whiteSpace() }
                text += name(names[index]) + (chance(60) ? " " : "") + (chance(100) ? "" : ":") + whiteSpace()
                text += value(depth: depth)
            }
            return text + (chance(60) ? "" : "}")
        }

        /// A name, now and then with an escape.
        mutating func name(_ name: String) -> String {
            guard let first = name.unicodeScalars.first, chance(12) else { return "\"\(name)\"" }
            return "\"" + FilterShapeTests.escaped(String(first)) + String(name.unicodeScalars.dropFirst()) + "\""
        }

        let names = FilterShapeTests.names
        let scalars = FilterShapeTests.scalars
    }

    /// A text with every unit written as an escape.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for unit in text.utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return result
    }

    private static func results(_ filter: RecordFilter, _ records: [String]) -> (outputs: [String], errors: [String]) {
        var outputs: [String] = []
        var errors: [String] = []
        for record in records {
            let result = filter.run(record + "\n")
            outputs.append(result.error == nil ? result.text : "")
            errors.append(result.error?.description ?? "")
        }
        return (outputs, errors)
    }

    @Test(arguments: 0..<24)
    func `a record of a stream comes out as it does alone`(number: Int) throws {
        var records = Records(generator: SeededGenerator(seed: testSeed &+ UInt64(number)))
        records.space = number % 3 == 0 ? " " : ""
        let texts = (0..<120).map { _ in records.object(depth: 1) }
        let skipping = try makeFilter(policy: Self.policy, onBadRecord: .skip)
        let stopping = try makeFilter(policy: Self.policy)
        let alone = Self.results(stopping, texts)
        let stream = skipping.run(texts.map { $0 + "\n" }.joined())
        #expect(stream.text == alone.outputs.joined(), "seed \(testSeed), number \(number)")
        let bad = alone.errors.indices.filter { !alone.errors[$0].isEmpty }.map { $0 + 1 }
        #expect(stream.report?.skippedLines.map(\.line) == Array(bad.prefix(FilterReport.listedSkippedLineLimit)))
        #expect(texts.count - bad.count > 10 && bad.count > 3, "the records are no test")
        // The counts are those of the records one by one.
        var sums: [[Int]] = []
        var places: [String: Int] = [:]
        for report in texts.compactMap({ stopping.run($0).report }) {
            let counts = Self.counts(report)
            sums = sums.isEmpty ? counts : zip(sums, counts).map { zip($0, $1).map(+) }
            places.merge(report.unnamed, uniquingKeysWith: +)
        }
        let report = try #require(stream.report)
        #expect(Self.counts(report) == sums, "seed \(testSeed), number \(number)")
        #expect(report.unnamed == places)
        #expect(report.wrongSums == [])
    }

    private static func counts(_ report: FilterReport) -> [[Int]] {
        report.rules.map { [$0.matched, $0.changed, $0.dropped, $0.unhandled] }
    }

    @Test(arguments: 0..<8)
    func `a fault stands where it does alone, whatever came before`(number: Int) throws {
        var records = Records(generator: SeededGenerator(seed: testSeed &+ 1000 &+ UInt64(number)))
        records.space = number % 2 == 0 ? " " : ""
        let stopping = try makeFilter(policy: Self.policy)
        var good: [String] = []
        for _ in 0..<300 {
            let text = records.object(depth: 1)
            guard let error = stopping.run(text + "\n").error else {
                good.append(text)
                continue
            }
            let before = good.suffix(8)
            let later = stopping.run((before + [text, ""]).joined(separator: "\n"))
            #expect(later.error?.place.line == before.count + 1)
            #expect(
                later.error?.place.column == error.place.column && later.error?.message == error.message, "\(text)")
        }
        #expect(good.count > 20)
    }

    @Test func `names are found twice wherever and however they are written`() throws {
        let filter = try makeFilter("id: keep")
        let many = (0..<200).map { "\"n\($0)\":0" }
        func refused(_ members: [String], after learned: [String]) -> Bool {
            filter.run("{\(learned.joined(separator: ","))}\n{\(members.joined(separator: ","))}\n").error?.code
                == .recordMalformed
        }
        for first in stride(from: 0, to: 200, by: 13) {
            for learned in [many, Array(many.prefix(64)), Array(many.prefix(10)), []] {
                #expect(!refused(many, after: learned))
                #expect(refused(many + [many[first]], after: learned))
                #expect(refused([many[first]] + many, after: learned))
                let escaped = "\"\\u006e\(first)\":0"
                #expect(refused(many + [escaped], after: learned))
                #expect(refused([escaped] + many, after: learned))
            }
        }
    }

    @Test func `objects whose names are data cost no memory and lose nothing`() throws {
        let filter = try makeFilter("\"$.*.v\": keep")
        var input = ""
        var expected = ""
        for number in 0..<3_000 {
            input += "{\"k\(number)\":{\"v\":\(number),\"x\(number)\":0}}\n"
            expected += "{\"k\(number)\":{\"v\":\(number)}}\n"
        }
        #expect(filter.run(input).text == expected)
    }

    @Test func `what lies behind a record is not taken for a part of it`() throws {
        let filter = try makeFilter("id: keep", "x: keep", onBadRecord: .skip)
        let record = #"{"id":"a","x":"b"}"#
        for end in 1..<record.utf8.count {
            // The rest of the record follows in the next line, where it is bad as well.
            let cut = String(record.prefix(end)) + "\n" + record.dropFirst(end) + "\n"
            let result = filter.run(record + "\n" + cut + record + "\n")
            #expect(result.text == record + "\n" + record + "\n", "\(cut)")
        }
    }

    @Test func `a direct step makes of a text what it makes of the same with escapes`() throws {
        let filter = try makeFilter(
            "p: { pseudonymize: { as: person, canonical: alphanumeric } }",
            "d: { pseudonymize: { as: person, canonical: digits } }",
            "e: { pseudonymize: { as: person } }", "y: { generalize: year }", "q: { generalize: quarter }",
            "i: { truncate-ip: { v4: 20, v6: 45 } }")
        let texts = [
            "NL 1234.56-782", "nl123456782", "abc", "123", "a", "", " ", "é1", "1é", "١", "1984-07-19", "1984",
            "1984-07", "1984-W01",
            "1984-02-30", "1984-07-19T10:00:00Z", "192.0.2.77", "192.0.2.256", "255.255.255.255", "2001:db8::1", "::",
            "::ffff:1.2.3.4",
            "2001:DB8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1", "fe80::1%eth0",
            "::1.2.3.4", "12345::",
            String(repeating: "7", count: 33), String(repeating: "x", count: 300),
        ]
        for text in texts {
            for name in ["p", "d", "e", "y", "q", "i"] {
                let plain = filter.run("{\"\(name)\":\"\(text)\"}")
                let escaped = filter.run("{\"\(name)\":\"\(Self.escaped(text))\"}")
                #expect(plain.text == escaped.text && plain.report?.json == escaped.report?.json, "\(name) \(text)")
            }
        }
    }

    /// The record before breaks off behind a name, so that the name is known and nothing is noted of it; the next one writes it with an escape.
    @Test(arguments: [
        (#"{"a"x"#, #"{"\u0061":1,"b":2}"#, #"{"\u0061":1}"#),
        (#"{"a""#, #"{"\u0061":1,"b":2}"#, #"{"\u0061":1}"#),
        (#"{"whole":{"id""#, #"{"whole":{"\u0069d":1,"z":2}}"#, #"{"whole":{"z":2}}"#),
        (#"{"inner":{"deep":{"b""#, #"{"inner":{"deep":{"\u0062":1,"a":2}}}"#, #"{"inner":{"deep":{"a":2}}}"#),
        (#"{"list":[{"id" 1"#, #"{"list":[{"\u0069d":1},{"id":2}]}"#, #"{"list":[{"\u0069d":1},{"id":2}]}"#),
    ])
    func `a name that a broken record has brought means the same with escapes and without`(
        broken: String, record: String, expected: String
    ) throws {
        let filter = try makeFilter(policy: Self.policy, onBadRecord: .skip)
        let plain = record.replacing(#"\u0061"#, with: "a").replacing(#"\u0069"#, with: "i").replacing(
            #"\u0062"#, with: "b")
        let plainExpected = expected.replacing(#"\u0061"#, with: "a").replacing(#"\u0069"#, with: "i")
        let result = filter.run(Array("\(broken)\n\(record)\n\(plain)\n\(record)\n".utf8))
        #expect(
            String(decoding: result.output, as: UTF8.self) == "\(expected)\n\(plainExpected)\n\(expected)\n")
    }
}
