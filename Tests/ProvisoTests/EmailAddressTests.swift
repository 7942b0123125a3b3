import Testing

@testable import Proviso

@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("ana@example.org", "ana@example.org"), (" Ana.Maria@Example.ORG\n", "ana.maria@example.org"),
        ("ana@example.org.", "ana@example.org"), ("ana@example.org\u{FF0E}", "ana@example.org"),
        ("\u{FF41}na\u{FF20}example.org", "ana@example.org"), ("ANA+Tag@x", "ana+tag@x"),
        // The last of several parts the sides.
        ("a@b@c.org", "a@b@c.org"), ("\"a@b\"@C.org", "\"a@b\"@c.org"),
        // Unicode is folded on both sides; labels in ASCII form are not decoded, nor is an ideographic full stop a dot.
        ("Jos\u{C9}@B\u{DC}CHER.example", "jos\u{E9}@b\u{FC}cher.example"),
        ("jose\u{301}@x.example", "jos\u{E9}@x.example"), ("a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example"),
        ("a@stra\u{DF}e.example", "a@strasse.example"), ("a@b\u{3002}example", "a@b\u{3002}example"),
        ("a\u{AD}na@ex\u{200B}ample.org", "ana@example.org"), ("a@[192.0.2.1]", "a@[192.0.2.1]"),
        ("a..b@c", "a..b@c"), ("\u{301}a@\u{301}b", "\u{301}a@\u{301}b"),
    ])
    func `an address is folded on both sides, and loses a dot at its end`(text: String, expected: String) {
        let form = Canonicalization.email.form(of: text)
        #expect(areSameBytes(form, expected))
        #expect(areSameBytes(Canonicalization.email.form(of: expected), expected))
    }

    @Test(arguments: [
        "", " ", "ana", "example.org", "@", "@example.org", "ana@", "ana@.", "ana@ ", "ana@x..", "ana@\u{AD}",
        "\u{AD}@x",
        "@\u{FF20}", "a@b@", "ana @example.org", "ana@ example.org", "a na@example.org", "\"a b\"@example.org",
        "ana@example.org\u{2028}x", "Ana <ana@example.org>", "<ana@example.org>", "ana@example.org, bo@example.org",
        "ana@example.org;bo@example.org", "a,b@c", "a\u{FF0C}b@c", "ana@\u{378}", "\u{FFFF}@x",
    ])
    func `what is no single address is unhandled`(text: String) {
        #expect(Canonicalization.email.form(of: text) == nil)
    }
}
