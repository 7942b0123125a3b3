import Foundation
import TestSupport
import Testing

/// `retain sweep`.
@Suite struct SweepTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private func sweep(at time: String = Exchange.afterDue) throws -> JSON {
        try exchange.answer(Exchange.sweeping, at: time)
    }

    @Test func `what is due goes, and its certificate is written`() throws {
        let id = try exchange.share()
        let swept = try sweep()
        #expect(swept.names == ["at", "latest-time-seen", "certified", "kept", "certificates", "failures"])
        #expect(swept["certified"]?.list?.map { $0["package"]?.text } == [id])
        #expect(swept["certified"]?.list?.first?["erased-at"]?.text == Exchange.afterDue)
        #expect(swept["certificates"]?.list?.map { $0["file"]?.text } == [exchange.certificate(id)])
        #expect(!workshop.exists("case"))
        #expect(try workshop.mode(exchange.certificate(id)) == 0o600)
        #expect(try workshop.read(exchange.certificate(id)).hasPrefix("proviso/certificate/v1\n"))
    }

    @Test func `nothing due is done`() throws {
        try exchange.share()
        expectDone(try exchange.proviso(Exchange.sweeping), output: "Nothing is due.\n")
        #expect(try sweep(at: "2027-02-23T09:59:59Z")["certified"]?.list == [])
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test func `a certificate that is missing is written again, and one that is there stays`() throws {
        let id = try exchange.share()
        _ = try sweep()
        let note = try workshop.readBytes(exchange.certificate(id))
        try FileManager.default.removeItem(atPath: workshop.path(of: exchange.certificate(id)))
        #expect(try sweep()["certificates"]?.list?.count == 1)
        #expect(try workshop.readBytes(exchange.certificate(id)) == note)
        try workshop.write(exchange.certificate(id), "mine")
        #expect(try sweep()["certificates"]?.list == [])
        #expect(try workshop.read(exchange.certificate(id)) == "mine")
    }

    @Test func `an item that fails does not stop the others`() throws {
        let failing = try exchange.share("failing")
        let going = try exchange.share("going")
        try workshop.write("failing/copy.ndjson", Exchange.canary)
        let outcome = try exchange.proviso(Exchange.sweeping + ["--json"], at: Exchange.afterDue)
        expectProblems(
            outcome, ExitCode.inputOutput, workshop.path(of: "failing") + ": the package's files are gone, but 1 other",
            output: outcome.output)
        let swept = try JSON(outcome.output)
        #expect(swept["certified"]?.list?.map { $0["package"]?.text } == [going])
        #expect(swept["failures"]?.list?.map { $0["package"]?.text } == [failing])
        #expect(swept["failures"]?.list?.first?["error"]?["code"]?.text == "erasure-incomplete")
        #expect(try workshop.read("failing/copy.ndjson") == Exchange.canary)
        #expect(workshop.exists(exchange.certificate(going)) && !workshop.exists(exchange.certificate(failing)))

        let told = try exchange.proviso(Exchange.sweeping, at: Exchange.afterDue)
        #expect(told.ending == .exit(ExitCode.inputOutput))
        #expect(told.output.contains("Package \(failing): failed, erasure-incomplete."))

        try FileManager.default.removeItem(atPath: workshop.path(of: "failing/copy.ndjson"))
        #expect(try sweep()["certified"]?.list?.map { $0["package"]?.text } == [failing])
        #expect(!workshop.exists("failing"))
    }

    @Test func `another package in the folder is not erased`() throws {
        let id = try exchange.share("case")
        try exchange.answer(exchange.sealing(to: "other.age"))
        try FileManager.default.removeItem(atPath: workshop.path(of: "case"))
        try exchange.answer(Exchange.opening("other.age", into: "case"))
        let outcome = try exchange.proviso(Exchange.sweeping + ["--json"], at: Exchange.afterDue)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        let failure = try #require(try JSON(outcome.output)["failures"]?.list?.first)
        #expect(failure["package"]?.text == id)
        #expect(failure["error"]?["code"]?.text == "erasure-refused")
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test func `only a recipient vouches for the erasure`() throws {
        try exchange.share()
        let outcome = try exchange.proviso(
            Exchange.sweeping + ["--as", "police.example", "--json"], at: Exchange.afterDue)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        #expect(try JSON(outcome.output)["failures"]?.list?.first?["error"]?["code"]?.text == "certificate-issuer")
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test func `a clock that stepped back erases nothing, and that is told`() throws {
        let id = try exchange.share()
        try exchange.answer(Exchange.sweeping, at: "2027-02-23T09:00:00Z")
        expectDone(
            try exchange.proviso(
                "retain", "hold", "--store", "store", id, "--reason", "r", "--authority", "a"))
        _ = try sweep(at: "2027-03-01T00:00:00Z")
        let hold = try #require(try exchange.item(id)["holds"]?.list?.first?["hold"]?.text)
        try exchange.answer(["retain", "release", "--store", "store", hold])
        let outcome = try exchange.proviso(Exchange.sweeping, at: Exchange.afterDue)
        expectDone(outcome)
        #expect(outcome.output.contains("Package \(id): kept, clock-stepped-back."))
        #expect(outcome.output.contains("has shown 2027-03-01T00:00:00Z before: nothing was begun"))
        #expect(workshop.exists("case/records.0001.ndjson"))
        #expect(try sweep(at: "2027-03-01T00:00:00Z")["certified"]?.list?.count == 1)
    }

    @Test func `what was erased does not come back under a clock that stepped back`() throws {
        try exchange.share()
        _ = try sweep()
        for time in [Exchange.created, "2027-02-23T09:59:59Z"] {
            try exchange.expectRefusal(
                Exchange.opening("case.age", into: "case", "--store", "store"), at: time, ExitCode.badData,
                "retention-erased")
            #expect(!workshop.exists("case"))
        }
    }

    @Test(arguments: [
        (["--certificates", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--certificates", "records.ndjson"], ExitCode.inputOutput, "store-failed"),
        (["--certificates", ""], ExitCode.usage, "usage"), (["--as", ""], ExitCode.usage, "usage"),
        (["--sign", ""], ExitCode.usage, "usage"), (["--sign", "store"], ExitCode.usage, "usage"),
        (["--sign", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--sign", "fiu.identity"], ExitCode.configuration, "key-invalid"),
    ])
    func `nothing is erased that could not be certified`(_ arguments: [String], _ code: Int32, _ word: String) throws {
        try exchange.share()
        try exchange.expectRefusal(Exchange.sweeping + arguments, at: Exchange.afterDue, code, word)
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test(.enabled(if: !Programs.isRoot))
    func `a certificate that cannot be written now is written by the next sweep`() throws {
        let id = try exchange.share()
        expectDone(try workshop.bash("chmod 500 certificates"))
        let outcome = try exchange.proviso(Exchange.sweeping, at: Exchange.afterDue)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        #expect(!workshop.exists("case"))
        expectDone(try workshop.bash("chmod 700 certificates"))
        #expect(try sweep()["certificates"]?.list?.first?["package"]?.text == id)
    }
}
