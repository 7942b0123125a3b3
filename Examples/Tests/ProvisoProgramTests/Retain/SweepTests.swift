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

    /// The files of the certificates that a sweep has written.
    private func files(_ swept: JSON) -> [String] { swept["certificates"]?.list?.compactMap { $0["file"]?.text } ?? [] }

    // MARK: - Packages

    @Test func `what is due goes, and its certificate is written`() throws {
        let id = try exchange.share()
        try exchange.confirmClock()
        let swept = try sweep()
        #expect(
            swept.names == [
                "at", "latest-time-seen", "clock", "complete", "erased", "certified", "postponed", "kept",
                "certificates", "failed", "failures",
            ])
        #expect(swept["certified"]?.number == 1)
        #expect(swept["complete"] == .boolean(true))
        #expect(files(swept) == [exchange.certificate(id)])
        #expect(swept["certificates"]?.list?.first?.names == ["certificate", "file", "package", "rule"])
        #expect(swept["certificates"]?.list?.first?["package"]?.text == id)
        #expect(!workshop.exists("case"))
        #expect(try workshop.mode(exchange.certificate(id)) == 0o600)
        #expect(try workshop.read(exchange.certificate(id)).hasPrefix("proviso/certificate/v1\n"))
        let item = try exchange.item(id, at: Exchange.afterDue)
        #expect(item["erased-at"]?.text == Exchange.afterDue)
        #expect(item["certificate"] == swept["certificates"]?.list?.first?["certificate"])
    }

    @Test func `a certificate says until when there may be copies in backups, if that is told`() throws {
        let id = try exchange.share()
        try exchange.confirmClock()
        _ = try exchange.answer(Exchange.sweeping + ["--backups-kept", "P30D"], at: Exchange.afterDue)
        let note = try workshop.read(exchange.certificate(id))
        let signed = try #require(note.split(separator: "\n").first { $0.hasPrefix("created: ") })
        #expect(signed == "created: \(Exchange.afterDue)")
        let until = try #require(note.split(separator: "\n").first { $0.hasPrefix("backups: ") })
        #expect(until.hasPrefix("backups: until ") && until.dropFirst(15) > Exchange.afterDue)
        for period in ["30", "P"] {
            let outcome = try exchange.proviso(Exchange.sweeping + ["--backups-kept", period])
            expectProblems(outcome, ExitCode.usage, "--backups-kept")
        }
    }

    @Test func `nothing due is done`() throws {
        try exchange.share()
        expectDone(try exchange.proviso(Exchange.sweeping), output: "Nothing is due.\n")
        try exchange.confirmClock(at: "2027-02-23T09:59:59Z")
        #expect(try sweep(at: "2027-02-23T09:59:59Z")["certified"]?.number == 0)
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test func `a certificate that is missing is written again, and one that is there stays`() throws {
        let id = try exchange.share()
        try exchange.confirmClock()
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
        try exchange.confirmClock()
        try workshop.write("failing/copy.ndjson", Exchange.canary)
        let outcome = try exchange.proviso(Exchange.sweeping + ["--json"], at: Exchange.afterDue)
        expectProblems(
            outcome, ExitCode.inputOutput, workshop.path(of: "failing") + ": the package's files are gone, but 1 other",
            output: outcome.output)
        let swept = try JSON(outcome.output)
        #expect(swept["certificates"]?.list?.map { $0["package"]?.text } == [going])
        #expect(swept["failures"]?.list?.map { $0["item"]?.text } == [failing])
        #expect(swept["failures"]?.list?.first?["error"]?["code"]?.text == "erasure-incomplete")
        #expect(try workshop.read("failing/copy.ndjson") == Exchange.canary)
        #expect(workshop.exists(exchange.certificate(going)) && !workshop.exists(exchange.certificate(failing)))

        let told = try exchange.proviso(Exchange.sweeping, at: Exchange.afterDue)
        #expect(told.ending == .exit(ExitCode.inputOutput))
        #expect(told.output.contains("\(failing): failed, erasure-incomplete."))

        try FileManager.default.removeItem(atPath: workshop.path(of: "failing/copy.ndjson"))
        #expect(try files(sweep()) == [exchange.certificate(failing)])
        #expect(!workshop.exists("failing"))
    }

    @Test func `another package in the folder is not erased`() throws {
        let id = try exchange.share("case")
        try exchange.answer(exchange.sealing(to: "other.age"))
        try FileManager.default.removeItem(atPath: workshop.path(of: "case"))
        try exchange.answer(Exchange.opening("other.age", into: "case"))
        try exchange.confirmClock()
        let outcome = try exchange.proviso(Exchange.sweeping + ["--json"], at: Exchange.afterDue)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        let failure = try #require(try JSON(outcome.output)["failures"]?.list?.first)
        #expect(failure["item"]?.text == id)
        #expect(failure["error"]?["code"]?.text == "erasure-refused")
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test func `only a recipient vouches for the erasure`() throws {
        try exchange.share()
        try exchange.confirmClock()
        let outcome = try exchange.proviso(
            Exchange.sweeping + ["--as", "police.example", "--json"], at: Exchange.afterDue)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        #expect(try JSON(outcome.output)["failures"]?.list?.first?["error"]?["code"]?.text == "certificate-issuer")
        #expect(workshop.exists("case/records.0001.ndjson"))
    }

    @Test func `a clock that stepped back erases nothing, and that is told`() throws {
        try exchange.share()
        try exchange.confirmClock(at: "2027-03-01T00:00:00Z")
        let outcome = try exchange.proviso(Exchange.sweeping, at: Exchange.afterDue)
        expectProblems(
            outcome, ExitCode.configuration,
            "the clock shows \(Exchange.afterDue), and has shown 2027-03-01T00:00:00Z before",
            output: "Nothing is begun.\n")
        #expect(workshop.exists("case/records.0001.ndjson"))
        #expect(try sweep(at: "2027-03-01T00:00:00Z")["certified"]?.number == 1)
    }

    @Test func `what was erased does not come back under a clock that stepped back`() throws {
        try exchange.share()
        try exchange.confirmClock()
        _ = try sweep()
        for time in [Exchange.created, "2027-02-23T09:59:59Z"] {
            try exchange.expectRefusal(
                Exchange.opening("case.age", into: "case", "--store", "store"), at: time, ExitCode.badData,
                "retention-erased")
            #expect(!workshop.exists("case"))
        }
    }

    // MARK: - Items

    @Test func `items of a class and a rule go together, under one certificate`() throws {
        try exchange.initialize()
        for id in ["a", "b"] { try exchange.add(id, "log") }
        try exchange.add("c", "log/access")
        try exchange.add("d", "open")
        let swept = try sweep(at: Exchange.logEnd)
        #expect(swept["certified"]?.number == 3)
        let certificates = try #require(swept["certificates"]?.list)
        #expect(certificates.map { $0["items"]?.number }.compactMap { $0 }.sorted() == [1, 2])
        for certificate in certificates {
            #expect(certificate.names == ["certificate", "file", "category", "rule", "items"])
            #expect(certificate["rule"]?.text == "cases/logs 1")
            let id = try #require(certificate["certificate"]?.text)
            #expect(certificate["file"]?.text == exchange.certificate(id))
            #expect(try workshop.read(exchange.certificate(id)).hasPrefix("proviso/sweep-certificate/v1\nid: \(id)\n"))
        }
        #expect(["a", "b", "c"].allSatisfy { !workshop.exists($0) } && workshop.exists("d"))
        // Written once.
        #expect(try files(sweep(at: Exchange.logEnd)) == [])
        try FileManager.default.removeItem(atPath: workshop.path(of: try #require(files(swept).first)))
        #expect(try files(sweep(at: Exchange.logEnd)) == [try #require(files(swept).first)])
    }

    @Test func `a dry run counts, needs no key, and changes nothing`() throws {
        try exchange.initialize()
        for id in ["a", "b"] { try exchange.add(id, "log") }
        try exchange.add("c", "log")
        try exchange.retain(
            "hold", "c", "--reason", "r", "--authority", "a", "--until", "2027-01-01T00:00:00Z")
        let dry = try exchange.retain("sweep", "--dry-run", at: Exchange.logEnd)
        #expect(dry.names == ["at", "latest-time-seen", "clock", "due", "unfinished", "postponed", "kept"])
        #expect(try dry["due"] == JSON(#"[{"category":"log","rule":"cases/logs 1","items":2}]"#))
        #expect(try dry["kept"] == JSON(#"{"on-hold":1}"#))
        #expect(dry["unfinished"]?.number == 0)
        let outcome = try exchange.proviso(Exchange.sweeping + ["--dry-run"], at: Exchange.logEnd)
        expectDone(outcome, output: "2 of log would be erased, by cases/logs 1.\nKept: 1 on-hold.\n")
        #expect(workshop.exists("a") && workshop.exists("b"))
    }

    @Test func `a sweep ends at its limit, and the next goes on`() throws {
        try exchange.initialize()
        for id in ["a", "b", "c"] { try exchange.add(id, "log") }
        let first = try exchange.answer(Exchange.sweeping + ["--limit", "2"], at: Exchange.logEnd)
        #expect(first["certified"]?.number == 2)
        #expect(first["complete"] == .boolean(false))
        let second = try exchange.answer(Exchange.sweeping + ["--seconds", "60"], at: Exchange.logEnd)
        #expect(second["certified"]?.number == 1)
        #expect(second["complete"] == .boolean(true))
    }

    @Test func `what fails takes no room from the others`() throws {
        try exchange.initialize()
        for id in ["a", "b", "c"] { try exchange.add(id, "log") }
        // Not a file any more, so it is not erased.
        expectDone(try workshop.bash("rm a && mkdir a"))
        let outcome = try exchange.proviso(Exchange.sweeping + ["--json"], at: Exchange.logEnd)
        expectProblems(
            outcome, ExitCode.inputOutput, workshop.path(of: "a") + ": it is not a file", output: outcome.output)
        #expect(try JSON(outcome.output)["certified"]?.number == 2)
        #expect(try JSON(outcome.output)["failures"]?.list?.count == 1)
    }

    @Test func `a sweep that is larger than one of its parts is done in one run`() throws {
        try exchange.initialize()
        let count = 5000
        let lines = (0..<count).map {
            #"{"id":"i\#($0)","category":"log","created":"2026-11-25T10:00:00Z","parts":["file:\#(workshop.path)/\#($0)"]}"#
        }
        try workshop.write("items", lines.joined(separator: "\n"))
        try exchange.retain("import", "items")
        let swept = try sweep(at: Exchange.logEnd)
        #expect(swept["certified"]?.number == Double(count))
        #expect(swept["complete"] == .boolean(true))
        let counts = swept["certificates"]?.list?.compactMap { $0["items"]?.number } ?? []
        #expect(counts.reduce(0, +) == Double(count))
        #expect(files(swept).allSatisfy { workshop.exists($0) })
    }

    @Test func `a sweep that was killed is waited for, and then finished`() throws {
        try exchange.initialize()
        let count = 1200
        let lines = (0..<count).map {
            #"{"id":"i\#(1000 + $0)","category":"log","created":"2026-11-25T10:00:00Z","parts":["file:\#(workshop.path)/f\#($0)"]}"#
        }
        try workshop.write("items", lines.joined(separator: "\n"))
        for number in 0..<count { try workshop.write("f\(number)", "") }
        try exchange.retain("import", "items")
        let sweeping = try workshop.start(
            Exchange.sweeping, environment: ["PROVISO_TEST_CLOCK": Exchange.logEnd])
        let deadline = ContinuousClock.now + .seconds(60)
        while workshop.exists("f0"), ContinuousClock.now < deadline {}
        sweeping.send(signal: SIGKILL)
        #expect(try sweeping.wait() == .signal(SIGKILL))
        #expect(workshop.exists("f\(count - 1)"))
        try exchange.expectRefusal(
            Exchange.sweeping, at: Exchange.logEnd, ExitCode.inputOutput, "retention-sweeping")
        let later = "2026-12-06T00:06:00Z"
        #expect(try sweep(at: later)["complete"] == .boolean(true))
        #expect(try exchange.retain("status", at: later)["items"]?["certified"]?.number == Double(count))
        #expect(!workshop.exists("f\(count - 1)"))
    }

    // MARK: - What is refused

    @Test(arguments: [
        ["--limit", "0"], ["--limit", "many"], ["--seconds", "-1"], ["--seconds", "0"], ["--dry-run", "--limit", "1"],
    ])
    func `a budget has its form`(_ arguments: [String]) throws {
        try exchange.initialize()
        try exchange.expectRefusal(Exchange.sweeping + arguments, ExitCode.usage, "usage")
    }

    @Test(arguments: ["--sign", "--as", "--certificates"])
    func `nothing is erased that nobody vouches for`(_ option: String) throws {
        try exchange.share()
        var sweeping = Exchange.sweeping
        let index = try #require(sweeping.firstIndex(of: option))
        sweeping.removeSubrange(index...(index + 1))
        try exchange.expectRefusal(sweeping, ExitCode.usage, "usage", "nothing is erased that is not certified")
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
        try exchange.confirmClock()
        expectDone(try workshop.bash("chmod 500 certificates"))
        let outcome = try exchange.proviso(Exchange.sweeping, at: Exchange.afterDue)
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        #expect(!workshop.exists("case"))
        expectDone(try workshop.bash("chmod 700 certificates"))
        #expect(try sweep()["certificates"]?.list?.first?["package"]?.text == id)
    }
}
