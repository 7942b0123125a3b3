import Foundation
import TestSupport
import Testing

/// Everything in its order: two agencies, one package, ninety days.
@Suite struct StoryTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    @Test func `records are minimized, sealed, opened, kept, expired, and that is proven`() throws {
        // Both sides hold the key of the case, so that their pseudonyms meet.
        try workshop.write("policy.yaml", try workshop.readSample())
        try workshop.write("cases.ndjson", try workshop.sampleRecords("500").bytes)
        expectDone(try exchange.proviso("keys", "new", "pseudonyms", "case.key"))

        // The police seal, and keep what they will need to check the certificate.
        let sealed = try exchange.answer(
            exchange.sealing(
                "--key-file", "case.key", "--case", "26/114", "--records", "cases", "--keep", "sent", "cases.ndjson"))
        let id = try #require(sealed["package"]?.text)

        // The FIU looks, opens, and has it registered in the same step.
        let inspecting = ["disclose", "inspect", "--identity", "fiu.identity", "--trust", "trust", "case.age"]
        #expect(try exchange.answer(inspecting)["terms"] == sealed["terms"])
        try exchange.answer(Exchange.opening("case.age", into: "case", "--store", "store"))
        let records = try workshop.read("case/cases.0001.ndjson")
        #expect(records.count { $0 == "\n" } == 500)
        for name in ["\"name\"", "\"note\"", "\"street\""] { #expect(!records.contains(name)) }

        // Pseudonyms that the FIU makes of its own records join with those that it was sent.
        expectDone(
            try workshop.bash(
                """
                head -n 20 cases.ndjson | redact --policy policy.yaml --key-file case.key > own.ndjson
                grep -o 'person_0_[a-z2-7]*' own.ndjson | sort -u > own
                grep -o 'person_0_[a-z2-7]*' case/cases.0001.ndjson | sort -u > theirs
                test -s own
                test -z "$(comm -23 own theirs)"
                """))

        // Ninety days pass. A court wants it kept, and then no longer.
        let hold = try #require(
            try exchange.answer([
                "retain", "hold", "--store", "store", id, "--reason", "appeal 17/26", "--authority", "court.example",
                "--until", "2028-01-01T00:00:00Z",
            ])["hold"]?.text)
        try exchange.confirmClock(at: Exchange.due)
        #expect(try exchange.answer(Exchange.sweeping, at: Exchange.due)["kept"]?["on-hold"]?.number == 1)
        #expect(try workshop.read("case/cases.0001.ndjson") == records)
        try exchange.answer(["retain", "release", "--store", "store", hold], at: Exchange.afterDue)
        #expect(
            try exchange.answer(["retain", "due", "--store", "store"], at: Exchange.afterDue)["due"]?.list?.count == 1)
        try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
        #expect(!workshop.exists("case"))
        #expect(try exchange.item(id, at: Exchange.afterDue)["reason"]?.text == "certified")

        // The police have it in writing, and the package does not open any more.
        let verified = try exchange.answer(
            ["certificate", "verify", "--trust", "trust", "--sent", "sent", exchange.certificate(id)],
            at: Exchange.afterDue)
        #expect(verified["package"]?.text == id)
        #expect(verified["seconds-late"]?.number == 300)
        try exchange.expectRefusal(
            Exchange.opening("case.age", into: "again"), at: Exchange.afterDue, ExitCode.badData, "terms-expired")
    }
}

extension Workshop {
    /// The sample policy.
    fileprivate func readSample() throws -> String {
        try String(contentsOfFile: Programs.examples + "/redact/sample/policy.yaml", encoding: .utf8)
    }
}
