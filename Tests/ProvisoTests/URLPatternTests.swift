import Testing

@testable import Proviso

@Suite struct URLPatternTests {
    private let urls = PatternExamples(.url) { URLPattern.match(in: $0, at: $1) }
    private let hosts = PatternExamples(.url) { URLPattern.match(in: $0, atBareHost: $1) }

    @Test func `URLs are found whole, and without what stands around them`() {
        urls.expect(
            .distinct,
            [
                "⟦https://example.org⟧", "See ⟦https://example.org/a/b?c=d&e=%20f#g⟧.", "<⟦http://example.org/⟧>",
                "(⟦https://example.org/a⟧)", "(see ⟦https://example.org/a⟧).", "⟦https://example.org/wiki/A_(b)⟧",
                "(⟦https://example.org/wiki/A_(b)⟧)", "[text](⟦https://example.org/a⟧)b", "\"⟦https://example.org/a⟧\"",
                "'⟦https://example.org/a⟧','⟦https://example.org/b⟧'", "⟦https://jana:secret@example.org:8443/x⟧",
                "⟦http://[2001:db8::1]:80/⟧", "⟦ftp://192.0.2.1/a⟧!", "⟦file:///home/jana/a.txt⟧",
                "jdbc:⟦postgresql://db.example.org:5432/x⟧", "⟦git+ssh://git@example.org/x.git⟧",
                "url=⟦https://example.org/?a=[1]⟧;", "⟦https://bücher.example/straße⟧", "⟦https://example.org/пошук⟧",
                "访问⟦https://example.org/a⟧。", "“⟦https://example.org⟧”", "**⟦https://example.org⟧**",
                "⟦https://example.org/a,b;c:d⟧,", #"{"u":"⟦https://example.org/⟧\""#, "⟦HTTPS://EXAMPLE.ORG/A⟧",
                "{⟦https://example.org/{id}⟧}", "⟦https://web.example/x/https://example.org/y⟧ z",
                "é⟦http://example.org⟧…", "⟦http://localhost:8080/⟧", "⟦redis://:secret@db.example:6379/0⟧",
                "\\n⟦http://example.org⟧\\n", "⟦https://example.org/a'b⟧",
                "1⟦http://example.org⟧", "⟦android-app://org.example/x⟧",
            ])
    }

    @Test func `what looks like a URL and is none is not found`() {
        urls.expectNone([
            "://", "http://", "http:// example.org", "http:/example.org", "https?://", "c://x", "http://{host}",
            "http://$HOST", "a :// b", "http://\"x\"", "http://<host>", "//example.org", "http:example.org",
            "std::cout", "1://x", "http://.", "http://…", "x:///", "xx://: a", "abcdefghijklmnopqrstuvwxy://a",
            "http://)",
            "http://?",
        ])
    }

    @Test func `a host that begins with www is found without a scheme`() {
        hosts.expect(
            .distinct,
            [
                "⟦www.example.org⟧", "Visit ⟦www.example.org/a?b=c⟧.", "(⟦WWW.Example.org⟧)",
                "⟦www.example.org:8080/x⟧", "⟦www.example.org⟧,", "⟦www.bücher.example⟧", "⟦www.example.org?x⟧",
                "⟦www.example.org/a_(b)⟧", "访问⟦www.example.org⟧。", "⟦www.example.org#a⟧!",
            ])
        hosts.expectNone([
            "www", "www.", "www.example", "www. example.org", "awww.example.org", "x.www.example.org",
            "jana@www.example.org", "www.example.o", "wwwx.example.org", "www..example.org", "www.example.12",
            "_www.example.org", "www2.example.org", "www-a.example.org", "ww.example.org",
        ])
    }

    @Test func `a URL is read for 16 KiB and no further`() {
        let beginning = "https://example.org/"
        let text = Array((beginning + String(repeating: "a", count: 20_000)).utf8)
        let match = URLPattern.match(in: text.span, at: 5)
        #expect(match?.range == 0..<8 + (16 << 10))
    }
}
