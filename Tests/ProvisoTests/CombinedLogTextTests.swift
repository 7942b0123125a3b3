import Testing

@testable import Proviso

@Suite struct CombinedLogTextTests {
    private static let combined = Array(CombinedLogScannerTests.combined.utf8)
    private static let common = Array(#"h id u [23/Nov/2026:09:15:33 +0000] "GET / HTTP/1.1" 200 0"#.utf8)

    @Test(arguments: [
        CombinedLogScannerTests.combined, #"- - - [-] "-" - - "-" "-""#,
        #"h id u [-] "- /\xc3\xa9\" -" 000 0 "" "é\\ ""#,
        #"2001:db8::1 - jos\xC3\xA9 [01/Jan/2026:00:00:00 -0330] "GET / HTTP/2.0" 404 -"#,
    ])
    func `a line of which everything is kept is what it was`(line: String) {
        #expect(writeLine(Array(line.utf8), keeping: CombinedLogField.allCases) == line)
        #expect(writeLine(Array((line + "\r").utf8), keeping: CombinedLogField.allCases) == line)
    }

    @Test func `what is withheld is a hyphen`() {
        #expect(writeLine(Self.combined) == #"- - - [-] "-" - - "-" "-""#)
        #expect(writeLine(Self.common) == #"- - - [-] "-" - -"#)
        #expect(writeLine(Self.common, keeping: [.method]) == #"- - - [-] "GET - -" - -"#)
        #expect(writeLine(Self.common, keeping: [.target, .status]) == #"- - - [-] "- / -" 200 -"#)
        #expect(
            writeLine(Self.common, keeping: [.protocol, .time])
                == #"- - - [23/Nov/2026:09:15:33 +0000] "- - HTTP/1.1" - -"#)
    }

    @Test(arguments: [#"\x16\x03\x01"#, "GET /secret", "secret", "GET /a b HTTP/1.1", ""])
    func `nothing of a request that is none is written`(request: String) {
        let line = #"h - - [-] "\#(request)" 400 0 "-" "-""#
        #expect(writeLine(Array(line.utf8), keeping: CombinedLogField.allCases) == #"h - - [-] "-" 400 0 "-" "-""#)
    }

    @Test func `what rules made stands where the field stood`() {
        let made: [CombinedLogField: String] = [
            .host: "203.0.113.0", .user: "user_0_7aahqa2wkqao2wnoretuy7p4ny", .time: "2026-11-23", .target: "/a/b",
            .bytes: "1000", .referer: "https://news.example:8443",
        ]
        #expect(
            writeLine(Self.combined, keeping: [.method, .status], made: made)
                == #"203.0.113.0 - user_0_7aahqa2wkqao2wnoretuy7p4ny [2026-11-23] "GET /a/b -" 200 1000 "#
                + #""https://news.example:8443" "-""#)
    }

    @Test func `a time with its offset is one of a log again`() {
        #expect(
            writeLine(Self.common, made: [.time: "2026-11-20T09:15:33+05:30"]).contains("[20/Nov/2026:09:15:33 +0530]"))
        #expect(writeLine(Self.common, made: [.time: "2026-11-20T09:15:33"]).contains("[2026-11-20T09:15:33]"))
    }

    @Test func `nothing that a rule makes breaks the line`() {
        let hostile = "a \"b\" \\ ] [c\n\r\u{0}é"
        let escaped = #"a\x20\"b\"\x20\\\x20]\x20[c\n\r\x00\xc3\xa9"#
        let made = Dictionary(uniqueKeysWithValues: CombinedLogField.allCases.map { ($0, hostile) })
        let bracketed = escaped.replacing("]", with: #"\x5d"#)
        let quoted = escaped.replacing(#"\x20"#, with: " ")
        #expect(
            writeLine(Self.combined, made: made)
                == "\(escaped) \(escaped) \(escaped) [\(bracketed)] \"\(escaped) \(escaped) \(escaped)\" "
                + "\(escaped) \(escaped) \"\(quoted)\" \"\(quoted)\"")
        let empty = Dictionary(uniqueKeysWithValues: CombinedLogField.allCases.map { ($0, "") })
        #expect(writeLine(Self.combined, made: empty) == #"- - - [-] "- - -" - - "" """#)
    }

    private struct Line: Encodable {
        let text: String
        /// What must be found in it, in hexadecimal; the three parts of the request by themselves.
        let fields: [String]
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python finds what rules made, with a pattern as programs that read logs have it`() throws {
        let program = """
            import json, re, sys

            LINE = re.compile(r'(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] "((?:[^"\\\\]|\\\\.)*)" (\\S+) (\\S+)'
                              r' "((?:[^"\\\\]|\\\\.)*)" "((?:[^"\\\\]|\\\\.)*)"', re.ASCII)
            NAMES = {"b": 8, "n": 10, "r": 13, "t": 9, "v": 11}

            def byte(match):
                escape = match[1]
                if escape[0] == "x":
                    return chr(int(escape[1:], 16))
                return chr(NAMES.get(escape, ord(escape)))

            def decoded(text):
                return re.sub(r"\\\\(x[0-9a-f]{2}|.)", byte, text).encode("latin-1").hex()

            def check(line):
                match = LINE.fullmatch(line["text"])
                if match is None or len(line["text"].splitlines()) != 1:
                    return False
                fields = list(match.groups())
                fields[4:5] = fields[4].split(" ")
                return [decoded(field) for field in fields] == line["fields"]

            print(json.dumps([check(line) for line in json.load(sys.stdin)]))
            """
        var generator = SeededGenerator(seed: testSeed)
        let pieces = [
            "a", "-", " ", "\"", "\\", "\\\"", "[", "]", "\n", "\r", "\t", "\u{B}", "\u{8}", "\u{0}", "\u{1B}",
            "\u{7F}", "é", "😀", "\u{85}",
            "\u{2028}", "\\x41", "x",
        ]
        let lines = (0..<2000).map { _ -> Line in
            var made: [CombinedLogField: String] = [:]
            let fields = CombinedLogField.allCases.map { field -> String in
                var text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    pieces.randomElement(using: &generator)!
                }.joined()
                made[field] = text
                if text.isEmpty, field != .referer, field != .agent { text = "-" }
                return hex(Array(text.utf8))
            }
            return Line(text: writeLine(Self.combined, made: made), fields: fields)
        }
        let results = try Python.run(program, input: lines, as: [Bool].self)
        #expect(results.count == lines.count)
        for (line, isRight) in zip(lines, results) where !isRight { Issue.record("seed \(testSeed): \(line.text)") }
        // What has no made time is read here as well.
        for line in lines.prefix(300) {
            var scanner = CombinedLogScanner()
            let found = scanLine(Array(line.text.utf8), &scanner)
            #expect(found.fault == nil || line.text.contains("["))
        }
    }

    @Test func `what was written is read as the same again`() {
        let written = writeLine(
            Self.combined, keeping: [.method, .protocol, .status],
            made: [
                .host: "a \"b", .target: "/é?\\", .referer: "x y", .agent: "\u{2028}", .time: "2026-11-23T00:00:00Z",
            ])
        #expect(
            scanLine(written.utf8).values == [
                "host": "a \"b", "time": "2026-11-23T00:00:00+00:00", "method": "GET", "target": "/é?\\",
                "protocol": "HTTP/1.1", "status": "200", "referer": "x y", "agent": "\u{2028}",
            ])
    }
}
