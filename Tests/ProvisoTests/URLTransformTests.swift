import Testing

@testable import Proviso

@Suite struct URLTransformTests {
    @Test(arguments: [
        ("HTTPS://u:p@Ex.org:1/a?b", "ex.org", "https://ex.org:1", "https://ex.org:1/a"),
        ("https://ex.org/a/b?c#d", "ex.org", "https://ex.org", "https://ex.org/a/b"),
        ("https://ex.org", "ex.org", "https://ex.org", "https://ex.org"),
        ("https://ex.org/", "ex.org", "https://ex.org", "https://ex.org/"),
        ("https://ex.org?q=1", "ex.org", "https://ex.org", "https://ex.org"),
        ("https://ex.org#f", "ex.org", "https://ex.org", "https://ex.org"),
        (
            "https://u:p@News.example:8443/x?q=CANARY#f", "news.example", "https://news.example:8443",
            "https://news.example:8443/x"
        ),
        ("http://ex.org:80/A/B", "ex.org", "http://ex.org:80", "http://ex.org:80/A/B"),
        ("https://ex.org:443", "ex.org", "https://ex.org:443", "https://ex.org:443"),
        // RFC 3986, section 6.2.3: an empty port says nothing.
        ("https://ex.org:/a", "ex.org", "https://ex.org", "https://ex.org/a"),
        ("https://ex.org:00080/a", "ex.org", "https://ex.org:00080", "https://ex.org:00080/a"),
        ("https://[2001:DB8::1]/", "[2001:db8::1]", "https://[2001:db8::1]", "https://[2001:db8::1]/"),
        (
            "https://[::ffff:192.0.2.1]:8080/a", "[::ffff:192.0.2.1]", "https://[::ffff:192.0.2.1]:8080",
            "https://[::ffff:192.0.2.1]:8080/a"
        ),
        ("ftp://192.0.2.1/a", "192.0.2.1", "ftp://192.0.2.1", "ftp://192.0.2.1/a"),
        ("A+b-1.c://x_y~z-1.EX/", "x_y~z-1.ex", "a+b-1.c://x_y~z-1.ex", "a+b-1.c://x_y~z-1.ex/"),
        ("https://@ex.org/", "ex.org", "https://ex.org", "https://ex.org/"),
        ("https://a%40b:!$&'()*+,;=:@ex.org/", "ex.org", "https://ex.org", "https://ex.org/"),
        ("https://ex.org%2f@other.example/", "other.example", "https://other.example", "https://other.example/"),
        // What follows a question mark or a number sign is no host any more.
        ("https://ex.org?@evil.example/", "ex.org", "https://ex.org", "https://ex.org"),
        ("https://ex.org#@evil.example/", "ex.org", "https://ex.org", "https://ex.org"),
        ("https://ex.org/@evil.example", "ex.org", "https://ex.org", "https://ex.org/@evil.example"),
        (
            "https://ex.org/a//b/../%2F%3f;x=1,2!$&'()*+:~-._@", "ex.org", "https://ex.org",
            "https://ex.org/a//b/../%2F%3f;x=1,2!$&'()*+:~-._@"
        ),
        ("https://ex.org/a?b=[c]{d}|\"é%zz", "ex.org", "https://ex.org", "https://ex.org/a"),
    ])
    func `a URL becomes its host, origin or path, without user information, query and fragment`(
        url: String, host: String, origin: String, path: String
    ) {
        #expect(Self.cut(url, .host) == host)
        #expect(Self.cut(url, .origin) == origin)
        #expect(Self.cut(url, .path) == path)
    }

    @Test(arguments: [
        ("/x?y", "/x"), ("/", "/"), ("/?q", "/"), ("/a/b#f?g", "/a/b"), ("/a/b?token=CANARY", "/a/b"),
        ("/a//b", "/a//b"),
        ("/a:b@c", "/a:b@c"), ("/https://ex.org/", "/https://ex.org/"), ("/.//x", "/.//x"), ("/%41", "/%41"),
    ])
    func `a target without a host has a path, and neither host nor origin`(target: String, path: String) {
        #expect(Self.cut(target, .path) == path)
        #expect(Self.cut(target, .host) == nil)
        #expect(Self.cut(target, .origin) == nil)
    }

    @Test(arguments: [
        "", "-", "x", "ex.org", "ex.org/a", "a/b", "?q", "#f", "mailto:a@b", "//evil/x", "//evil", "///x", "https:",
        "https:/", "https:/ex.org",
        "https://", "https:///x", "https://?q", "https://#f", "https://:80/", "https://u@/x", "https://u@:80/",
        "file:///etc", "data:,x",
        "javascript:alert(1)", "tel:+31", "urn:a:b", "://ex.org", "1https://ex.org", "-x://ex.org", "ht_tp://ex.org",
        "ht tp://ex.org",
        // More than one sign that ends the user information, or one that cannot stand there.
        "https://a@b@ex.org/", "https://good.example[@ex.org/", "https://é@ex.org/", "https://a%4@ex.org/",
        "https://a%zz@ex.org",
        // Hosts that readers see differently.
        "https://ex%2Eorg/", "https://ex.org%00.evil/", "https://éx.org/",
        "https://ex\u{3002}org/", "https://\u{FF45}x.org/",
        "https://ex.org,evil/", "https://ex!org/", "https://ex*.org/", "https://ex(org)/", "https://ex.org;evil/",
        "https://<ex>/", "https://ex\"org/",
        "https://ex|org/", "https://{ex}/", "https://ex^org/", "https://ex`org/",
        "https://ex.org:80:90/", "https://ex.org:x/", "https://ex.org:-1/", "https://ex.org:65536/",
        "https://ex.org:000080/", "https://ex.org:+80/",
        "https://[2001:db8::1/", "https://2001:db8::1]/", "https://2001:db8::1/", "https://[]/", "https://[::1]x/",
        "https://[::1]]/",
        "https://[[::1]]/", "https://[fe80::1%25eth0]/", "https://[fe80::1%eth0]/", "https://[v1.a]/",
        "https://[ex.org]/", "https://[1.2.3.4]/",
        // Backslashes are slashes for browsers.
        "https:\\\\ex.org\\a", "https://ex.org\\@evil/", "https:/\\ex.org/", "\\\\evil/x", "/\\evil/x", "/x\\y",
        "https://ex.org/?a\\b",
        " https://ex.org/", "https://ex.org/ ", "https://ex.org/a b", "https://ex.org/?a b", "https://ex.org\t/",
        "ht\ntps://ex.org/", "https://ex.org/\n",
        "\thttps://ex.org", "/a b", "/\u{0}", "/a\u{7F}", "/\r\nx", "https://ex.org/\u{0}",
    ])
    func `what has no host, or is read differently by some, is not handled`(text: String) {
        for part in FieldTransform.URLPart.allCases { #expect(Self.cut(text, part) == nil) }
    }

    @Test(arguments: [
        "https://ex.org/é", "https://ex.org/[a]", "https://ex.org/a|b", "https://ex.org/a\"b", "https://ex.org/<a>",
        "https://ex.org/{a}",
        "https://ex.org/a^b", "https://ex.org/a`b", "https://ex.org/%", "https://ex.org/%4", "https://ex.org/%4g",
        "https://ex.org/\u{202E}a",
    ])
    func `a path that is none is not kept, and its host is`(url: String) {
        #expect(Self.cut(url, .path) == nil)
        #expect(Self.cut(url, .host) == "ex.org")
        #expect(Self.cut(url, .origin) == "https://ex.org")
        #expect(Self.cut(String(url.dropFirst("https://ex.org".count)), .path) == nil)
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python finds the same hosts and paths in what is handled, and nothing of what goes is left`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let parts = [
            "https", "HTTP", ":", "/", "//", "://", "@", "?", "#", "[", "]", "::1", ".", "ex", "Evil", "org", "80",
            "%41", "%", "user", "pw", "\\", " ",
            "a", ";", "=", "&", "é", "-", "_",
        ]
        let texts = (0..<12_000).map { number -> String in
            let count = Int.random(in: 0...9, using: &generator)
            let rest = (0..<count).map { _ in parts.randomElement(using: &generator)! }.joined()
            return number.isMultiple(of: 4) ? rest : "https://" + rest
        }
        // The same, of which Python reads more than we do.
        let program = """
            import sys, json
            from urllib.parse import urlsplit
            def answer(text):
                try:
                    parts = urlsplit(text)
                    host, port = parts.hostname, parts.port
                    if host is not None and ':' in host: host = '[' + host + ']'
                    return [parts.scheme, host, parts.path]
                except ValueError: return None
            json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
            """
        let theirs = try Python.run(program, input: texts, as: [[String?]?].self)
        #expect(theirs.count == texts.count)
        var handled = 0
        for (text, theirs) in zip(texts, theirs) {
            let place: Comment = "seed \(testSeed): \(text)"
            if let host = Self.cut(text, .host) {
                #expect(host == theirs?[1], place)
                handled += 1
            }
            guard let path = Self.cut(text, .path) else { continue }
            #expect(!path.contains("?") && !path.contains("#"), place)
            guard let theirs, let scheme = theirs[0], let theirPath = theirs[2] else {
                Issue.record(place)
                continue
            }
            if let origin = Self.cut(text, .origin) {
                #expect(origin.hasPrefix("\(scheme)://\(theirs[1] ?? "")"), place)
                #expect(path == origin + theirPath && !origin.contains("@"), place)
            } else {
                #expect(scheme.isEmpty && theirs[1] == nil && path == theirPath, place)
            }
        }
        #expect(handled > 500)
    }

    private static func cut(_ text: String, _ part: FieldTransform.URLPart) -> String? {
        var output = ByteBuffer()
        return URLTransform.apply(Array(text.utf8).span, part: part, into: &output) ? output.text : nil
    }
}
