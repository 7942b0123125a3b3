import Testing

@testable import Proviso

@Suite struct CombinedLogScannerTests {
    static let combined =
        #"203.0.113.77 - ana [23/Nov/2026:09:15:33 +0000] "GET /a/b?token=x HTTP/1.1" 200 1499 "#
        + #""https://u:p@news.example:8443/x?q=y#f" "curl/8.5.0 (x)""#

    @Test func `a line of the combined format has all fields`() {
        let found = scanLine(Self.combined.utf8)
        #expect(found.fault == nil && found.isCombined)
        #expect(
            found.values == [
                "host": "203.0.113.77", "user": "ana", "time": "2026-11-23T09:15:33+00:00", "method": "GET",
                "target": "/a/b?token=x", "protocol": "HTTP/1.1", "status": "200", "bytes": "1499",
                "referer": "https://u:p@news.example:8443/x?q=y#f", "agent": "curl/8.5.0 (x)",
            ])
        #expect(found.written["time"] == "23/Nov/2026:09:15:33 +0000")
    }

    @Test func `a line of the common format ends before the referer`() {
        let found = scanLine(
            #"2001:db8:85a3:8d3::1 id - [23/Nov/2026:09:15:34 -0330] "HEAD * HTTP/2" 404 -"#.utf8)
        #expect(found.fault == nil && !found.isCombined)
        #expect(
            found.values == [
                "host": "2001:db8:85a3:8d3::1", "ident": "id", "time": "2026-11-23T09:15:34-03:30", "method": "HEAD",
                "target": "*", "protocol": "HTTP/2", "status": "404",
            ])
    }

    @Test func `a carriage return at the end belongs to the line end`() {
        #expect(scanLine((Self.combined + "\r").utf8) == scanLine(Self.combined.utf8))
        #expect(scanLine((Self.combined + "\r\r").utf8).fault != nil)
    }

    @Test func `a hyphen says that there is no field`() {
        let found = scanLine(#"- - - [-] "-" - - "-" "-""#.utf8)
        #expect(found == ScannedLine(isCombined: true))
        // What only begins with one is a field, and so is an empty text in quotes.
        let other = scanLine(#"-- -a \x2d [-] "- - -" 0 0 "" "- ""#.utf8)
        #expect(
            other.values == [
                "host": "--", "ident": "-a", "user": "-", "status": "0", "bytes": "0", "referer": "", "agent": "- ",
            ])
    }

    /// A request, and its method, target and protocol; none where it is not all three.
    static let requests: [(request: String, parts: [String]?)] = [
        ("GET / HTTP/1.1", ["GET", "/", "HTTP/1.1"]), ("M-SEARCH * HTTP/1.0", ["M-SEARCH", "*", "HTTP/1.0"]),
        ("get https://a.example/?q HTTP/3", ["get", "https://a.example/?q", "HTTP/3"]),
        ("CONNECT a.example:443 HTTP/2.0", ["CONNECT", "a.example:443", "HTTP/2.0"]),
        (#"GET /\"\\\x41\xc3\xa9 HTTP/1.1"#, ["GET", "/\"\\Aé", "HTTP/1.1"]),
        ("GET /é HTTP/1.1", ["GET", "/é", "HTTP/1.1"]),
        (#"GET /a\x20b HTTP/1.1"#, ["GET", "/a b", "HTTP/1.1"]),
        ("", nil), (" ", nil), ("  ", nil), ("GET", nil), ("GET /", nil), ("GET /secret HTTP/1.1 ", nil),
        (" GET / HTTP/1.1", nil),
        ("GET /a b HTTP/1.1", nil), ("GET  HTTP/1.1", nil), ("GET  / HTTP/1.1", nil), ("GET / HTTP", nil),
        ("GET / HTTP/", nil),
        ("GET / HTTP/1.", nil), ("GET / HTTP/.1", nil), ("GET / HTTP/1.1.1", nil), ("GET / http/1.1", nil),
        ("GET / secret", nil),
        (#"GET / HTTP/1.1\x00"#, nil), (#"\x16\x03\x01\x02"#, nil), (#"\x16\x03 /secret HTTP/1.1"#, nil),
        ("G:T / HTTP/1.1", nil),
        (#"SSH-2.0-x\r\n"#, nil), ("secret@example (x) [y]", nil), ("GÉT / HTTP/1.1", nil),
    ]

    @Test(arguments: requests)
    func `a request is a method, a target and a protocol, or nothing`(request: String, parts: [String]?) {
        let found = scanLine(#"h - - [-] "\#(request)" 400 0 "-" "-""#.utf8)
        #expect(found.fault == nil)
        let names = ["method", "target", "protocol"]
        #expect(found.values.keys.filter(names.contains).count == parts?.count ?? 0)
        #expect(names.compactMap { found.values[$0] } == parts ?? [])
        #expect(found.values["status"] == "400")
    }

    @Test func `a part of a request can be absent, as one that was withheld is`() {
        let found = scanLine(#"h - - [-] "- /a -" 200 0"#.utf8)
        #expect(found.values == ["host": "h", "target": "/a", "status": "200", "bytes": "0"])
        #expect(scanLine(#"h - - [-] "GET - HTTP/1.1" 200 0"#.utf8).values["target"] == nil)
    }

    @Test func `escapes are read for rules, and left as they are in the line`() {
        let found = scanLine(#"h DOM\\a jos\xc3\xa9 [-] "-" 200 0 "a\"b\\c" "\t\x09\n\r\b\v\xE2\x82\xAC""#.utf8)
        #expect(found.fault == nil)
        #expect(found.values["ident"] == #"DOM\a"#)
        #expect(found.values["user"] == "josé")
        #expect(found.values["referer"] == #"a"b\c"#)
        #expect(found.values["agent"] == "\t\t\n\r\u{8}\u{B}€")
        #expect(found.written["user"] == #"jos\xc3\xa9"#)
        #expect(found.written["referer"] == #"a\"b\\c"#)
    }

    @Test func `a field whose escapes are not UTF-8 is absent`() {
        let found = scanLine(#"\xff \xc3 \xed\xa0\x80 [-] "GET /\x80secret HTTP/1.1" 200 0 "\xC3\x28" "é\x80""#.utf8)
        #expect(found.fault == nil)
        #expect(found.values == ["method": "GET", "protocol": "HTTP/1.1", "status": "200", "bytes": "0"])
    }

    /// Lines, each with the place at which it is no line of a log any more.
    static let faults: [(line: String, offset: Int)] = [
        ("", 0), (" ", 0), ("\r", 0), ("h", 1), ("h ", 2), ("h - -", 5), ("h  - - [-] \"-\" 200 0", 2),
        (" h - - [-] \"-\" 200 0", 0),
        ("h - - x", 6), ("h - - [-", 8), ("h - - [] \"-\" 200 0", 7), ("h - - [x] \"-\" 200 0", 7),
        ("h - - [31/Feb/2026:09:15:33 +0000] \"-\" 200 0", 7), ("h - - [2026-11-23T09:15:33+00:00] \"-\" 200 0", 7),
        ("h - - [23/Nov/2026:09:15:33 +0000 ] \"-\" 200 0", 33), ("h - John Smith [-] \"-\" 200 0", 9),
        ("h - - [-] - 200 0", 10), ("h - - [-] \"-", 12), ("h - - [-] \"- 200 0", 18), ("h - - [-] \"-\" 200", 17),
        ("h - - [-] \"-\" OK 0", 14), ("h - - [-] \"-\" 2x0 0", 15), ("h - - [-] \"-\" -1 0", 15),
        ("h - - [-] \"-\" 200 1.5", 19),
        ("h - - [-] \"-\" 200 0 ", 20), ("h - - [-] \"-\" 200 0 \"-\"", 23), ("h - - [-] \"-\" 200 0 \"-\" ", 24),
        ("h - - [-] \"-\" 200 0 \"-\" -", 24), ("h - - [-] \"-\" 200 0 \"-\" \"-\" ", 27),
        // A virtual host, a time taken, a forwarded address: fields that no rule names.
        ("h - - [-] \"-\" 200 0 \"-\" \"-\" 0.123", 27), ("h - - [-] \"-\" 200 0 \"-\" \"-\" \"10.0.0.1\"", 27),
        ("v.example h - - [-] \"-\" 200 0 \"-\" \"-\"", 14), ("h - - [-] \"-\" 200 0 0.123", 20),
        // Quotes and control characters that no server leaves as they are, and escapes that none writes.
        ("h\" - - [-] \"-\" 200 0", 1), ("h - a\tb [-] \"-\" 200 0", 5), ("h - - [-] \"\u{1B}[2J\" 200 0", 11),
        ("h - - [-] \"a\"b\" 200 0", 13), ("h - - [-] \"-\" 200 0 \"a\u{7F}\" \"-\"", 22),
        ("h - - [-] \"-\" 200 0 \"\0\" \"-\"", 21),
        (#"h - - [-] "\u0041" 200 0"#, 11), (#"h - - [-] "\x4" 200 0"#, 11), (#"h DOM\user - [-] "-" 200 0"#, 5),
        (#"h - - [-] "-" 200 0 "-" "\"#, 25), (#"h - - [-] "-" 200 0 "-" "\""#, 27), ("{\"host\":\"h\"}", 1),
    ]

    @Test(arguments: faults)
    func `a line with anything else is refused`(line: String, offset: Int) {
        let found = scanLine(line.utf8)
        #expect(found.fault == faultText(.notALogLine, at: offset))
        #expect(found.values == [:])
    }

    @Test(arguments: UTF8TextTests.malformed.map(\.bytes))
    func `every field is checked to be UTF-8`(sequence: [UInt8]) {
        for (before, after) in [
            ("", " - - [-] \"-\" 200 0"), ("h ", " - [-] \"-\" 200 0"), ("h - - [-] \"", "\" 200 0"),
            ("h - - [-] \"GET /\" 200 0 \"", "\" \"-\""), ("h - - [-] \"-\" 200 0 \"-\" \"é", "\""),
        ] {
            let line = before.utf8 + sequence + after.utf8
            #expect(scanLine(line).fault == faultText(.notUTF8, at: before.utf8.count), "\(before)")
        }
    }

    @Test func `a scanner that is used again remembers nothing`() {
        var scanner = CombinedLogScanner()
        #expect(scanLine(Array(Self.combined.utf8), &scanner) == scanLine(Self.combined.utf8))
        #expect(scanLine(Array("h".utf8), &scanner).values == [:])
        #expect(
            scanLine(Array(#"h - - [-] "-" 200 0"#.utf8), &scanner).values == [
                "host": "h", "status": "200", "bytes": "0",
            ])
    }

    @Test func `the fields are in the order of the line, by the names of policies`() {
        #expect(
            CombinedLogField.allCases.map(\.name)
                == [
                    "host", "ident", "user", "time", "method", "target", "protocol", "status", "bytes", "referer",
                    "agent",
                ])
    }

    @Test func `no cut and no change of a line is read past its end`() {
        var generator = SeededGenerator(seed: testSeed)
        let common = Array(#"h a\\b - [23/Nov/2026:09:15:33 +0000] "GET /\xc3\xa9 HTTP/1.1" 200 1"#.utf8)
        let line = common + Array(#" "é\"" "\t""#.utf8)
        var scanner = CombinedLogScanner()
        for length in 0..<line.count {
            let found = scanLine(Array(line[..<length]), &scanner)
            #expect((found.fault == nil) == (length == common.count), "\(length) bytes")
        }
        for _ in 0..<3000 {
            var text = line
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0..<text.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: text[place] = UInt8.random(in: 0...0xFF, using: &generator)
                case 1: text.remove(at: place)
                default: text.insert(Array("\"\\ -[]\r\u{0}x".utf8).randomElement(using: &generator)!, at: place)
                }
            }
            let found = scanLine(text, &scanner)
            // What is read is one field after another, and text.
            for (name, written) in found.written {
                #expect(!written.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "\(name), seed \(testSeed)")
            }
        }
    }

    @Test func `fields of a mebibyte, and a million quotes`() {
        let long = String(repeating: "é\\x41", count: 1 << 17)
        let found = scanLine(#"h - \#(long) [-] "GET /\#(long) HTTP/1.1" 200 0 "\#(long)" "\#(long)""#.utf8)
        let value = String(repeating: "éA", count: 1 << 17)
        #expect(
            found.values["user"] == value && found.values["agent"] == value && found.values["target"] == "/" + value)
        let quotes = String(repeating: "\\\"", count: 1_000_000)
        #expect(scanLine(#"h - - [-] "\#(quotes)" 200 0"#.utf8).fault == nil)
        #expect(scanLine(String(repeating: "\"", count: 1_000_000).utf8).fault == faultText(.notALogLine, at: 0))
        #expect(scanLine(String(repeating: " ", count: 1_000_000).utf8).fault == faultText(.notALogLine, at: 0))
    }
}
