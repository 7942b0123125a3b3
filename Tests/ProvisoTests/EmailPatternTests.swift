import Testing

@testable import Proviso

@Suite struct EmailPatternTests {
    private let addresses = PatternExamples(.email) { EmailPattern.match(in: $0, at: $1) }
    private let escaped = PatternExamples(.email) { EmailPattern.match(in: $0, atPercent: $1) }

    @Test func `addresses are found whole, and without what stands around them`() {
        addresses.expect(
            .distinct,
            [
                "⟦jana@example.org⟧", "Write to ⟦jana.novak@example.org⟧.", "<⟦jana@mail.example.co.uk⟧>",
                "'⟦jana@example.org⟧'", "(⟦jana+news@example.org⟧)", "mailto:⟦jana@example.org⟧?subject=x",
                "from=<⟦a@b.example⟧>, to=⟦c_d-e@xn--bcher-kva.example⟧;", "⟦o'brien@example.org⟧ said",
                "email=⟦jana@example.org⟧", "⟦jana@example.org⟧,⟦petr@example.org⟧", "⟦JANA@EXAMPLE.ORG⟧",
                "⟦42@example.org⟧:25", "- ⟦jana@example.org⟧", "see...⟦jana@example.org⟧...", "⟦jürgen@bücher.example⟧",
                "⟦олена@приклад.укр⟧", "联系⟦jana@example.org⟧谢谢", "⟦用户@例子.广告⟧", "메일은 ⟦jana@example.org⟧으로",
                "⟦jana@[192.0.2.1]⟧", "⟦jana@[IPv6:2001:db8::1]⟧", "⟦bounce+jana=example.org@lists.example.com⟧",
                "⟦SRS0=AbCd=12=example.org=jana@relay.example.net⟧", "?a=1&mail=⟦jana@example.org⟧&b=2",
                "x%20⟦jana@example.org⟧%0A", "⟦jana@example.org⟧-", "⟦jana@example.org⟧_old", "a@⟦b@example.org⟧",
                "⟦jana@example.org⟧.2024", "|⟦jana@example.org⟧|", "root@⟦jana@example.org⟧", "@⟦jana@example.museum⟧",
                "⟦jana@1und1.example⟧", "“⟦jana@example.org⟧”",
                "to:\\n⟦jana@example.org⟧\\n⟦petr@example.org⟧", "\\t⟦n@example.org⟧",
                "\\u003c⟦jana@example.org⟧\\u003e",
                "\\⟦xjana@example.org⟧", "\\⟦u00g1@example.org⟧",
            ])
    }

    @Test func `what looks like an address and is none is not found`() {
        addresses.expectNone([
            "@jana", "jana@", "jana@localhost", "jana @example.org", "jana@ example.org", "lodash@4.17.21",
            "react@18.3.0-rc.next", "actions/checkout@v4", "icon@2x.png", "logo@home.svg", "getty@tty1.service",
            "user@1000.slice", "git@example.org:jana/x.git", "jana.@example.org", "jana@.example.org", "jana@-example",
            "jana@example.c", "jana@example.1", "jana@192.0.2.1", "@media.screen", ".@example.org", "me @ example.org",
            "a@b", "jana@[192.0.2.300]", "jana@[192.0.2.1", "x@y.z1", "style@main.css", "@@@", "jana@exa_mple.org",
            "€@example.org",
        ])
    }

    @Test func `the sign can be an escape`() {
        escaped.expect(
            .distinct,
            [
                "?to=⟦jana%40example.org⟧&x", "mailto:⟦jana%2Bnews%40example.org⟧", "%3C⟦jana%40example.org⟧%3E",
                "u=⟦j.novak%40example.org⟧%2Cb", "email%3D⟦jana%40example.org⟧",
            ])
        escaped.expectNone(["100%40", "jana%41example.org", "%40example.org", "jana%40", "a%4", "jana%40localhost"])
    }

    @Test func `a local part has at most 128 bytes`() {
        let local = String(repeating: "a", count: 128)
        addresses.expect(.distinct, ["⟦\(local)@example.org⟧", "<⟦\(local)@example.org⟧>"])
        addresses.expectNone(["a\(local)@example.org", "\(local).a@example.org"])
    }

    @Test func `a label has at most 63 bytes and a name 253`() {
        let label = String(repeating: "b", count: 63)
        addresses.expect(.distinct, ["⟦jana@\(label).org⟧", "⟦jana@\(label).\(label).\(label).org⟧"])
        addresses.expectNone(["jana@\(label)b.org", "jana@b\(label).\(label).org"])
        let name = [label, label, label, String(label.dropLast(2))].joined(separator: ".")
        addresses.expect(.distinct, ["⟦jana@\(name)⟧", "⟦jana@\(label).\(label).\(label)⟧.\(label)"])
    }
}
