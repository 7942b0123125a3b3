import Foundation
import Testing

@testable import Proviso

/// Pseudonyms line by line.
@Suite struct BulkPseudonymsTests {
    private static func persons(
        _ canonicalization: Canonicalization = .trimmed, version: UInt32 = 1, key: UInt8 = 1
    ) throws -> Pseudonymizer {
        let bytes = [UInt8](repeating: key, count: 32)
        return try Pseudonymizer(
            "person", canonicalization: canonicalization, in: PseudonymizationDomain(id: "fiu.example"),
            key: RootKey(copying: bytes.span), version: KeyVersion(version))
    }

    /// What comes of a text, up to an error, and the counts or the error.
    private static func run(
        _ bulk: BulkPseudonyms, over text: [UInt8], threadCount: Int = 1
    ) throws -> (output: String, counts: BulkPseudonyms.Counts?, error: ProvisoError?) {
        let folder = try TemporaryFolder()
        var input = try InputFile(folder.write(text, to: "in"))
        var output: [UInt8] = []
        func take(_ lines: Span<UInt8>) { for index in lines.indices { output.append(lines[index]) } }
        do {
            let counts = try bulk.run(over: &input, threadCount: threadCount, take)
            return (String(decoding: output, as: UTF8.self), counts, nil)
        } catch let error as ProvisoError {
            return (String(decoding: output, as: UTF8.self), nil, error)
        }
    }

    private static func run(
        _ bulk: BulkPseudonyms, over text: String, threadCount: Int = 1
    ) throws -> (output: String, counts: BulkPseudonyms.Counts?, error: ProvisoError?) {
        try run(bulk, over: Array(text.utf8), threadCount: threadCount)
    }

    // MARK: Lines

    @Test(arguments: [
        "", "Ana", "Ana\n", "Ana\r\nIvo\r\n", "\u{FEFF}Ana\nIvo", "Ana\n\u{FEFF}Ivo\n", "a b\tc\n", "Łukasz\n名\n",
    ])
    func `every line becomes one`(text: String) throws {
        let persons = try Self.persons(.exact)
        let result = try Self.run(BulkPseudonyms(making: persons), over: text)
        // A mark before the first line is none of its identifier, and a carriage return ends a line.
        let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let lines = content.unicodeScalars.split(separator: "\n").map { line in
            String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line))
        }
        let expected = try lines.map { try persons.pseudonym(for: $0).description + "\n" }.joined()
        #expect(result.output == expected)
        #expect(result.counts?.lines == lines.count)
    }

    @Test(arguments: [1, 2, 5]) func `the output does not depend on the number of threads`(threadCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let persons = try Self.persons(.exact)
        let lines = (0..<60_000).map { number in
            "\(number)" + String(repeating: "x", count: Int.random(in: 0...30, using: &generator))
        }
        let result = try Self.run(
            BulkPseudonyms(making: persons), over: lines.joined(separator: "\n"), threadCount: threadCount)
        #expect(result.counts == BulkPseudonyms.Counts(lines: 60_000))
        let output = result.output.split(separator: "\n")
        #expect(output.count == 60_000)
        for number in stride(from: 0, to: 60_000, by: 997) {
            #expect(output[number] == (try persons.pseudonym(for: lines[number]).description))
        }
        #expect(Set(output).count == 60_000)
    }

    @Test(arguments: [1, 3]) func `a bad line stops the work, behind everything before it`(threadCount: Int) throws {
        let persons = try Self.persons()
        let good = (1...70_000).map { "person number \($0)" }
        let text = (good + ["   "] + good).joined(separator: "\n")
        let result = try Self.run(BulkPseudonyms(making: persons), over: text, threadCount: threadCount)
        #expect(result.error?.code == .valueInvalid)
        #expect(result.error?.place.line == 70_001)
        #expect(result.output.split(separator: "\n").count == 70_000)
    }

    @Test func `a bad line can be left empty, and is counted`() throws {
        var bulk = BulkPseudonyms(making: try Self.persons())
        bulk.onBadLine = .leaveEmpty
        let result = try Self.run(bulk, over: Array("Ana\n \n".utf8) + [0xFF, 0x0A] + Array("Ivo".utf8))
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5 && lines[1].isEmpty && lines[2].isEmpty && !lines[3].isEmpty)
        #expect(result.counts == BulkPseudonyms.Counts(lines: 4, leftEmpty: 2))
    }

    @Test func `what is not UTF-8, or too long, is a bad line`() throws {
        let bulk = BulkPseudonyms(making: try Self.persons())
        let notText = try Self.run(bulk, over: Array("Ana\n".utf8) + [0x41, 0xC0, 0x80, 0x0A])
        #expect(notText.error?.code == .recordMalformed && notText.error?.place.line == 2)
        let long = Array("Ana\n".utf8) + [UInt8](repeating: 0x78, count: BulkPseudonyms.largestLineByteCount + 1)
        #expect(try Self.run(bulk, over: long + [0x0A]).error?.code == .recordMalformed)
        let result = try Self.run(bulk, over: long + [UInt8](repeating: 0x78, count: 3_000_000))
        #expect(result.error?.code == .recordMalformed && result.error?.place.line == 2)
        #expect(result.output.split(separator: "\n").count == 1)
        let longest = [UInt8](repeating: 0x78, count: BulkPseudonyms.largestLineByteCount)
        #expect(try Self.run(bulk, over: longest).counts?.lines == 1)
    }

    @Test(arguments: [1, 3]) func `lines in memory come out as those of a file`(threadCount: Int) throws {
        let bulk = BulkPseudonyms(making: try Self.persons())
        let text = Array((1...30_000).map { "person \($0)" }.joined(separator: "\n").utf8)
        var output: [UInt8] = []
        let counts = try bulk.run(over: text.span, threadCount: threadCount) { lines in
            for index in lines.indices { output.append(lines[index]) }
        }
        #expect(counts.lines == 30_000)
        #expect(try String(decoding: output, as: UTF8.self) == Self.run(bulk, over: text).output)
        let bad = Array("Ana\n \n".utf8)
        let error = #expect(throws: ProvisoError.self) { try bulk.run(over: bad.span) { _ in } }
        #expect(error?.place == ProvisoError.Place(source: nil, line: 2))
    }

    // MARK: Operations

    @Test func `reversible ones are made, translated and turned back`() throws {
        var ring = try PseudonymRing()
        let made = try Self.run(BulkPseudonyms(making: ring.pseudonymizer()), over: "Ana\nIvo\nAna\n").output
        let lines = made.split(separator: "\n").map(String.init)
        #expect(lines.count == 3 && lines[0] == lines[2] && lines[0] != lines[1])
        try ring.change { _ = try $0.rotate(at: Keyrings.instant()) }
        let translator = try PseudonymTranslator(
            "person", canonicalization: .trimmed, from: ring.domain, to: ring.domain, keyring: ring.ring)
        let moved = try Self.run(BulkPseudonyms(translating: translator), over: made).output
        #expect(
            try moved.split(separator: "\n").map(String.init)
                == lines.map {
                    try translator.translate(ReversiblePseudonym($0)).description
                })
        let reidentification = try ring.reidentifier().begin(
            for: Purpose("Warrant 26/114"), requestedBy: Party("police.example"))
        let reversing = BulkPseudonyms(reversing: reidentification)
        #expect(try Self.run(reversing, over: made + moved).output == "Ana\nIvo\nAna\nAna\nIvo\nAna\n")
        #expect(ring.observer.operations.count == 1)
        let damaged = try Self.run(reversing, over: made + "person_1r_aaaa\n")
        #expect(damaged.error?.code == .valueInvalid && damaged.error?.place.line == 4)
    }

    @Test func `reversible pseudonyms are translated wherever they stand, and nothing else changes`() throws {
        let ring = try PseudonymRing()
        let court = try PseudonymizationDomain(id: "court.example")
        let translator = try PseudonymTranslator(
            "person", canonicalization: .trimmed, from: ring.domain, to: court, keyring: ring.ring)
        let ana = try ring.pseudonymizer().pseudonym(for: "Ana")
        let device = try ReversiblePseudonymizer("device", in: ring.domain, keyring: ring.ring).pseudonym(for: "1")
        let linkable = try Pseudonymizer("person", in: ring.domain, keyring: ring.ring).pseudonym(for: "Ana")
        let new = try translator.translate(ana)
        func line(_ person: ReversiblePseudonym) -> String {
            #"{"a":"\#(person)","b":["[\#(person)]","x\#(ana)","\#(ana)_"],"c":"\#(device) \#(linkable)",é:\#(person)}"#
        }
        let bulk = BulkPseudonyms(translating: translator)
        // Behind escapes of JSON too, and behind what only looks like one.
        for beginning in [#"\n"#, #"\u2014"#, #"\u201C"#, #"\\"#, #"\""#, #"\u12 "#, #"\x "#, #"a\nb\t"#] {
            #expect(
                try Self.run(bulk, over: "\(beginning)\(ana)\\n").output == "\(beginning)\(new)\\n\n", "\(beginning)")
        }
        for beginning in [#"\\n"#, #"\u201"#, #"\un"#] {
            #expect(try Self.run(bulk, over: "\(beginning)\(ana)").output == "\(beginning)\(ana)\n", "\(beginning)")
        }
        let result = try Self.run(bulk, over: line(ana) + "\n\n,\(ana)", threadCount: 2)
        #expect(result.output == line(new) + "\n\n,\(new)\n")
        #expect(result.counts == BulkPseudonyms.Counts(lines: 3, translated: 4))
        // What is no pseudonym, or of another type, stops nothing, whatever its length.
        let other = "device_1r_" + String(repeating: "a", count: 92)
        #expect(try Self.run(bulk, over: "\(other) \(ana)").output == "\(other) \(new)\n")
        // One that another key has made is not passed on as it is.
        let foreign = try PseudonymRing().pseudonymizer().pseudonym(for: "Ana")
        let refused = try Self.run(bulk, over: "a\n\(ana) \(foreign)\n")
        #expect(refused.error?.code == .pseudonymTag && refused.error?.place.line == 2 && refused.output == "a\n")
    }

    @Test func `a line that is no pseudonym of these keys is refused as it is one by one`() throws {
        let ring = try PseudonymRing()
        let reidentification = try ring.reidentifier().begin(
            for: Purpose("Warrant 26/114"), requestedBy: Party("police.example"))
        let ana = try ring.pseudonymizer().pseudonym(for: "Ana").description
        let (start, body) = (ana.prefix(10), ana.dropFirst(10))
        #expect(start == "person_1r_")
        let cases: [(String, ProvisoError.Code)] = [
            ("", .valueInvalid), ("person_1r_", .valueInvalid), ("\(start)\(body.dropLast(8))", .valueInvalid),
            ("\(start)\(body)_", .valueInvalid), ("\(start)_\(body)", .valueInvalid), (" \(ana)", .valueInvalid),
            ("\(start)\(body.uppercased())", .valueInvalid), ("person_01r_\(body)", .valueInvalid),
            ("person_1_\(body)", .valueInvalid), ("device_1r_\(body)", .pseudonymType),
            ("person_9r_\(body)", .keyUnknown),
            ("\(start)\(body.first == "a" ? "b" : "a")\(body.dropFirst())", .pseudonymTag),
        ]
        for (line, code) in cases {
            let result = try Self.run(BulkPseudonyms(reversing: reidentification), over: "\(ana)\n\(line)\n")
            #expect(result.error?.code == code && result.output == "Ana\n", "\(line)")
            #expect(refusal { _ = try reidentification.identifier(of: ReversiblePseudonym(line)) } == code, "\(line)")
        }
    }

    @Test func `an identifier with a line break is not turned back into two lines`() throws {
        let ring = try PseudonymRing()
        let pseudonym = try ring.pseudonymizer().pseudonym(for: "Ana\nIvo")
        let reidentification = try ring.reidentifier().begin(
            for: Purpose("Warrant 26/114"), requestedBy: Party("police.example"))
        let result = try Self.run(BulkPseudonyms(reversing: reidentification), over: pseudonym.description)
        #expect(result.error?.code == .valueInvalid && result.output.isEmpty)
    }

    @Test func `a translation file has two pseudonyms a line and no identifier`() throws {
        let (older, newer) = (try Self.persons(version: 1, key: 1), try Self.persons(version: 2, key: 2))
        let result = try Self.run(BulkPseudonyms(translating: older, to: newer), over: "Ana\nIvo\n")
        #expect(
            result.output
                == (try ["Ana", "Ivo"].map { "\(try older.pseudonym(for: $0)),\(try newer.pseudonym(for: $0))\n" }
                    .joined()))
    }

    @Test func `claims are verified line by line`() throws {
        let ring = try PseudonymRing()
        let persons = try VersionedPseudonymizer("person", in: ring.domain, keyring: ring.ring)
        let ana = try persons.pseudonymizers[0].pseudonym(for: "Ana\tB")
        let bulk = BulkPseudonyms(verifying: persons)
        #expect(try Self.run(bulk, over: "Ana\tB\t\(ana)\nIvo\t\(ana)\n").output == "true\nfalse\n")
        #expect(try Self.run(bulk, over: "Ana \(ana)\n").error?.code == .valueInvalid)
        #expect(try Self.run(bulk, over: "Ana\tperson_9_\(ana.description.dropFirst(9))\n").error?.code == .keyUnknown)
    }

    // MARK: Going on

    @Test(arguments: [0, 1, 2, 499, 500]) func `a later run goes on where an earlier one was killed`(done: Int) throws {
        let persons = try Self.persons()
        let folder = try TemporaryFolder()
        let text = "\u{FEFF}" + (1...500).map { "person \($0)\n" }.joined()
        let whole = try Self.run(BulkPseudonyms(making: persons), over: text).output
        let before =
            whole.split(separator: "\n").prefix(done).map { $0 + "\n" }.joined() + (done < 500 ? "person_1_ab" : "")
        _ = try folder.write(before, to: "out.partial")
        var input = try InputFile(folder.write(text, to: "in"))
        let counts = try BulkPseudonyms(making: persons).run(
            over: &input, into: ResumableFile(folder.path("out")), threadCount: 2)
        #expect(counts == BulkPseudonyms.Counts(lines: 500, resumed: done))
        #expect(try folder.read("out") == Array(whole.utf8))
        #expect(try folder.names == ["in", "out"])
    }

    @Test func `what was begun with another key or another input is refused, and stays`() throws {
        let folder = try TemporaryFolder()
        let text = (1...10).map { "person \($0)\n" }.joined()
        let other = try Self.run(BulkPseudonyms(making: Self.persons(key: 9)), over: text).output
        let ours = try Self.run(BulkPseudonyms(making: Self.persons()), over: text + "one more\n").output
        for before in [other, ours, "short\n"] {
            _ = try folder.write(before, to: "out.partial")
            var input = try InputFile(folder.write(text, to: "in"))
            let error = #expect(throws: ProvisoError.self) {
                try BulkPseudonyms(making: Self.persons()).run(over: &input, into: ResumableFile(folder.path("out")))
            }
            #expect(error?.code == .storeFailed && error?.place.source == folder.path("out.partial"))
            #expect(try folder.read("out.partial") == Array(before.utf8))
        }
    }

    @Test func `another key is found behind a last line that tells nothing of it`() throws {
        let folder = try TemporaryFolder()
        let text = "Ana\n \n"
        var others = BulkPseudonyms(making: try Self.persons(key: 9))
        others.onBadLine = .leaveEmpty
        let before = try Self.run(others, over: text).output
        try #require(before.hasSuffix("\n\n"))
        _ = try folder.write(before, to: "out.partial")
        var input = try InputFile(folder.write(text + "Eva\n", to: "in"))
        var ours = BulkPseudonyms(making: try Self.persons())
        ours.onBadLine = .leaveEmpty
        #expect(refusal { _ = try ours.run(over: &input, into: ResumableFile(folder.path("out"))) } == .storeFailed)
        #expect(try folder.read("out.partial") == Array(before.utf8))
    }

    @Test(arguments: [1, 700, 2000, 5000]) func `many lines are compared, and nothing of them comes twice`(done: Int)
        throws
    {
        let folder = try TemporaryFolder()
        let bulk = BulkPseudonyms(making: try Self.persons())
        let text = (1...40_000).map { "person \($0)\n" }.joined()
        let whole = try Self.run(bulk, over: text).output
        let before = whole.split(separator: "\n").prefix(done).map { $0 + "\n" }.joined()
        _ = try folder.write(before, to: "out.partial")
        var input = try InputFile(folder.write(text, to: "in"))
        let counts = try bulk.run(over: &input, into: ResumableFile(folder.path("out")), threadCount: 2)
        #expect(counts == BulkPseudonyms.Counts(lines: 40_000, resumed: done))
        #expect(try folder.read("out") == Array(whole.utf8))
    }

    @Test func `a run that stops at a bad line keeps what it has done`() throws {
        let folder = try TemporaryFolder()
        var input = try InputFile(folder.write("Ana\nIvo\n \nEva\n", to: "in"))
        let bulk = BulkPseudonyms(making: try Self.persons())
        #expect(
            refusal { _ = try bulk.run(over: &input, into: ResumableFile(folder.path("out"))) } == .valueInvalid)
        #expect(try folder.read("out.partial").count { $0 == 0x0A } == 2)
        #expect(try !folder.names.contains("out"))
        var mended = try InputFile(folder.write("Ana\nIvo\nIda\nEva\n", to: "in"))
        #expect(try bulk.run(over: &mended, into: ResumableFile(folder.path("out"))).resumed == 2)
    }
}
