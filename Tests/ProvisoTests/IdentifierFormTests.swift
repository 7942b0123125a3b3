import Testing

@testable import Proviso

@Suite struct IdentifierFormTests {
    @Test(arguments: [
        ("DD DDD DDD", "12 345 678", "12345678"), ("DD DDD DDD", "12-345-678", "12345678"),
        ("DD DDD DDD", "12.345.678", "12345678"),
        ("DD DDD DDD", "12\u{A0}345\u{202F}678", "12345678"), ("DD DDD DDD", "12\u{2009}345\u{2007}678", "12345678"),
        ("DD DDD DDD", "12\u{2011}345\u{2013}678", "12345678"), ("DD DDD DDD", "12\u{2010}345\u{2212}678", "12345678"),
        ("DD.DDD-DD/D+D", "12.345-67/8+9", "123456789"), ("LLAA", "aZ0z", "AZ0Z"), ("deDD", "De12", "DE12"),
        ("756 DD", "756.12", "75612"),
    ])
    func `a text in a form is read in upper case, without what stands between`(
        notation: String, text: String, compact: String
    ) {
        #expect(Self.read(notation, text) == compact)
    }

    @Test(arguments: [
        // Two separators, two of them, none, and others than the form has.
        ("DD DDD DDD", "12 345-678"), ("DD DDD DDD", "12  345 678"), ("DD DDD DDD", "12345678"),
        ("DD DDD DDD", "12/345/678"), ("DD DDD DDD", "12+345+678"), ("DD DDD DDD", "12\u{2003}345\u{2003}678"),
        ("DD.DD", "12 34"), ("DD-DD", "12.34"), ("DDDD", "12 34"), ("DD DD", "12\u{2014}34"),
        // Other characters, and texts that end too early, also within a separator.
        ("DDDD", "12a4"), ("LLLL", "ab4d"), ("LLLL", "ab\u{E4}d"), ("deDD", "dx12"), ("756D", "7571"), ("AAAA", "ab-d"),
        ("DDDD", "123"), ("DD DD", "12 "), ("DDDD", ""), ("DDDD", "\u{661}234"), ("DDDD", "１234"),
    ])
    func `a text that is not in a form is not read`(notation: String, text: String) {
        #expect(Self.read(notation, text) == nil)
    }

    @Test func `a separator that the text ends within is none`() {
        for cut in 1...3 {
            let bytes = Array("12".utf8) + [0xE2, 0x80, 0xAF].prefix(cut)
            var compact = CompactIdentifier()
            let end = IdentifierForm.forms("DD D")[0].end(in: bytes.span, from: 0, into: &compact)
            #expect(end == nil)
        }
    }

    @Test func `a question mark makes the character before it optional, and each form is there once`() {
        let patterns = IdentifierForm.forms("LL?L? DD?").map { String(decoding: $0.pattern, as: UTF8.self) }
        #expect(patterns.sorted() == ["L D", "L DD", "LL D", "LL DD", "LLL D", "LLL DD"])
    }

    @Test func `a form is read from within a text, and tells where it ends`() {
        let bytes = Array("nr 12-34, 5".utf8)
        var compact = CompactIdentifier()
        let end = IdentifierForm.forms("DD DD")[0].end(in: bytes.span, from: 3, into: &compact)
        #expect(end == 8)
        let text = compact.withSpan { $0.text }
        #expect(text == "1234")
    }

    private static func read(_ notation: String, _ text: String) -> String? {
        let bytes = Array(text.utf8)
        var compact = CompactIdentifier()
        let form = IdentifierForm.forms(notation)[0]
        guard form.end(in: bytes.span, from: 0, into: &compact) == bytes.count else { return nil }
        return compact.withSpan { $0.text }
    }
}
