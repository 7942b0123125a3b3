import Testing

@testable import Proviso

@Suite struct CombinedLogTimeTests {
    static let times: [(log: String, iso: String)] = [
        ("23/Nov/2026:09:15:33 +0000", "2026-11-23T09:15:33+00:00"),
        ("01/Jan/0001:00:00:00 -0000", "0001-01-01T00:00:00-00:00"),
        ("29/Feb/2024:23:59:60 +0530", "2024-02-29T23:59:60+05:30"),
        ("31/Dec/9999:12:00:00 -1200", "9999-12-31T12:00:00-12:00"),
        ("10/Oct/2000:13:55:36 -0700", "2000-10-10T13:55:36-07:00"),
        ("30/Sep/2026:01:02:03 +1400", "2026-09-30T01:02:03+14:00"),
    ]

    @Test(arguments: times)
    func `a time of a log is an ISO 8601 time, and the other way round`(log: String, iso: String) {
        let text = Array(log.utf8)
        let isTime = CombinedLogTime.isTime(text.span)
        #expect(isTime)
        var output = ByteBuffer()
        CombinedLogTime.appendISO(text.span, to: &output)
        #expect(output.text == iso)
        #expect(Self.log(iso) == log)
    }

    @Test func `every month has its name`() {
        let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
        for (number, name) in names.enumerated() {
            let month = number < 9 ? "0\(number + 1)" : "\(number + 1)"
            #expect(Self.log("2026-\(month)-05T06:07:08Z") == "05/\(name)/2026:06:07:08 +0000")
        }
    }

    @Test(arguments: [
        "", "23/Nov/2026:09:15:33", "23/Nov/2026:09:15:33 +000", "23/Nov/2026:09:15:33 +00000",
        "23/Nov/2026:09:15:33 0000 ",
        "3/Nov/2026:09:15:33 +0000 ", "00/Nov/2026:09:15:33 +0000", "31/Nov/2026:09:15:33 +0000",
        "29/Feb/2026:09:15:33 +0000",
        "23/nov/2026:09:15:33 +0000", "23/Nov/0000:09:15:33 +0000", "23/Nov/2026:24:15:33 +0000",
        "23/Nov/2026:09:60:33 +0000",
        "23/Nov/2026:09:15:61 +0000", "23/Nov/2026:09:15:33 +2400", "23/Nov/2026:09:15:33 +0060",
        "23/Nov/2026 09:15:33 +0000",
        "23-Nov-2026:09:15:33 +0000", "23/Nov/2026:09:15:33+00000", "23/11/2026:009:15:33 +0000",
        "2026-11-23T09:15:33+00:00 ",
        "2a/Nov/2026:09:15:33 +0000", "23/No\u{E9}/2026:9:15:33 +0000",
    ])
    func `anything else is no time of a log`(text: String) {
        let bytes = Array(text.utf8)
        let isTime = CombinedLogTime.isTime(bytes.span)
        #expect(!isTime)
    }

    @Test(arguments: [
        "", "2026", "2026-11", "2026-11-23", "2026-11-23T09:15Z", "2026-11-23T09:15:33", "2026-11-23T09:15:33.5Z",
        "2026-11-23T09:15:33.5+00:00", "2026-11-23T09:15:33+0000", "2026-11-23T09:15:33+00", "2026-11-23T09:15:33z",
        "2026-11-23 09:15:33Z", "2026-11-31T09:15:33Z", "2026-13-01T09:15:33Z", "0000-01-01T09:15:33Z",
        "2026-11-23T24:15:33Z",
        "2026-11-23T09:15:61Z", "2026-11-23T09:15:33+24:00", "2026-11-23T09:15:33Z ", "+2026-11-23T09:15:33Z",
        "2026-11-23T09:15:33*00:00", "2026-11-23T09:15:33+00:60", "person_0_7aahqa2wkqao2wnoretuy7p4ny",
    ])
    func `what a log cannot say stays with the rule that made it`(text: String) {
        #expect(Self.log(text) == nil)
    }

    private static func log(_ iso: String) -> String? {
        var output = ByteBuffer()
        let bytes = Array(iso.utf8)
        let isTime = CombinedLogTime.append(iso: bytes.span, to: &output)
        if !isTime { #expect(output.count == 0) }
        return isTime ? output.text : nil
    }
}
