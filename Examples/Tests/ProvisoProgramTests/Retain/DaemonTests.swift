import Foundation
import TestSupport
import Testing

/// `retain daemon`.
@Suite struct DaemonTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        try exchange.initialize()
    }

    private static let daemon = [
        "retain", "daemon", "--store", "store", "--sign", "fiu.key", "--as", "fiu.example", "--certificates",
        "certificates", "--metrics-file", "retain.prom",
    ]

    private func start(_ arguments: String..., at time: String = Exchange.logEnd) throws -> ChildProcess {
        // Signals are heard once it has written new ones.
        try? FileManager.default.removeItem(atPath: workshop.path(of: "retain.prom"))
        return try workshop.start(
            Self.daemon + arguments + ["--json"], output: .file(workshop.path(of: "daemon.out")),
            errors: .file(workshop.path(of: "daemon.err")), environment: ["PROVISO_TEST_CLOCK": time])
    }

    /// Waits for something that a daemon does.
    private func wait(
        for what: Comment, sourceLocation: SourceLocation = #_sourceLocation, until isSo: () throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if try isSo() { return }
            usleep(5000)
        }
        let errors = try workshop.read("daemon.err")
        Issue.record("\(what) did not come: \(errors)", sourceLocation: sourceLocation)
    }

    /// Ends a daemon by a signal, and gives its answer.
    private func end(_ daemon: ChildProcess, _ signal: Int32 = SIGTERM) throws -> JSON {
        daemon.send(signal: signal)
        #expect(try daemon.wait(seconds: 60) == .exit(ExitCode.done))
        let output = try workshop.read("daemon.out")
        return try JSON(output)
    }

    /// The lines of the log, without the one about the clock.
    private func log() throws -> [String] {
        try workshop.read("daemon.err").split(separator: "\n").dropFirst().map(String.init)
    }

    /// A metric; nil if it is not there.
    private func metric(_ name: String) throws -> Double? {
        guard workshop.exists("retain.prom") else { return nil }
        let lines = try workshop.read("retain.prom").split(separator: "\n")
        return lines.first { $0.hasPrefix("proviso_retention_\(name) ") }
            .flatMap { $0.split(separator: " ").last.flatMap { Double($0) } }
    }

    /// Registers empty files, many of them.
    private func addFiles(_ count: Int) throws {
        let lines = (0..<count).map {
            #"{"id":"i\#(10_000 + $0)","category":"log","created":"2026-11-25T10:00:00Z","parts":["file:\#(workshop.path)/f\#($0)"]}"#
        }
        try workshop.write("items", lines.joined(separator: "\n"))
        for number in 0..<count { try workshop.write("f\(number)", "") }
        try exchange.retain("import", "items")
    }

    /// How many items the certificates in the folder say are gone.
    private func certifiedCount() throws -> Int {
        try workshop.bash("cat certificates/* 2> /dev/null || true").output.split(separator: "\n")
            .filter { $0.hasPrefix("items: ") }.compactMap { Int($0.dropFirst(7)) }.reduce(0, +)
    }

    /// That nobody waits for a sweep that is over, and nothing is half done.
    private func expectNoLease(at time: String = Exchange.logEnd) throws {
        let items = try exchange.retain("status", at: time)["items"]
        #expect(items?["erasing"]?.number == 0 && items?["erased"]?.number == 0)
        try exchange.answer(Exchange.sweeping + ["--limit", "1"], at: time)
    }

    // MARK: - Ending

    @Test(arguments: [SIGTERM, SIGINT])
    func `it sweeps, waits, and ends by a signal with nothing left behind`(_ signal: Int32) throws {
        for id in ["a", "b"] { try exchange.add(id, "log") }
        try exchange.add("c", "open")
        let daemon = try start()
        try wait(for: "the sweep") { try metric("sweeps_total") == 1 }
        let totals = try end(daemon, signal)
        #expect(try totals == JSON(#"{"sweeps":1,"failed-sweeps":0,"certified":2,"failures":0}"#))
        #expect(!workshop.exists("a") && !workshop.exists("b") && workshop.exists("c"))
        #expect(try certifiedCount() == 2)
        let log = try log()
        #expect(log.count == 1)
        let hasForm =
            log.first?.wholeMatch(
                of:
                    /20\S+ info proviso.retain: backlog=0 certified=2 failed=0 kept=0 postponed=0 seconds=[0-9.e-]+ \[\w+\] swept/
            )
            != nil
        #expect(hasForm, "\(log)")
        try expectNoLease()
    }

    @Test func `a signal in the middle of a sweep lets its batch be certified`() throws {
        let count = 2000
        try addFiles(count)
        let daemon = try start()
        try wait(for: "the first erasure") { !workshop.exists("f0") }
        let totals = try end(daemon)
        let left = (0..<count).count { workshop.exists("f\($0)") }
        #expect(left > 0, "it was done before the signal")
        #expect(totals["certified"]?.number == Double(count - left))
        #expect(try certifiedCount() == count - left)
        #expect(try exchange.retain("status", at: Exchange.logEnd)["items"]?["kept"]?.number == Double(left))
        try expectNoLease()
    }

    @Test func `a daemon that was killed is waited for, and another one finishes`() throws {
        let count = 2000
        try addFiles(count)
        let killed = try start()
        try wait(for: "the first erasure") { !workshop.exists("f0") }
        killed.send(signal: SIGKILL)
        #expect(try killed.wait() == .signal(SIGKILL))
        #expect(workshop.exists("f\(count - 1)"))

        let waiting = try start()
        try wait(for: "the line") { try log().contains { $0.hasSuffix("or was killed less than five minutes ago") } }
        #expect(try end(waiting)["sweeps"]?.number == 0)
        #expect(workshop.exists("f\(count - 1)"))

        let later = "2026-12-06T00:06:00Z"
        let finishing = try start(at: later)
        try wait(for: "the sweep") { try metric("sweeps_total") == 1 }
        #expect(try end(finishing)["failed-sweeps"]?.number == 0)
        #expect(try exchange.retain("status", at: later)["items"]?["certified"]?.number == Double(count))
        #expect(try certifiedCount() == count)
        #expect((0..<count).allSatisfy { !workshop.exists("f\($0)") })
        try expectNoLease(at: later)
    }

    // MARK: - Sweeps

    @Test func `it sweeps again after the interval, and takes what has become due`() throws {
        try exchange.add("a", "log")
        let daemon = try start("--every", "1s")
        try wait(for: "the first sweep") { try metric("certified_items_total") == 1 }
        try exchange.add("b", "log")
        try wait(for: "a later sweep") { try metric("certified_items_total") == 2 }
        let totals = try end(daemon)
        #expect(try totals["sweeps"]?.number == Double(log().count))
        #expect(!workshop.exists("b"))
    }

    @Test func `an item that fails is counted, keeps no other from going, and goes once it can`() throws {
        for id in ["whistle-a", "b"] { try exchange.add(id, "log", "--subject", "whistle") }
        expectDone(try workshop.bash("rm whistle-a && mkdir whistle-a"))
        let daemon = try start("--every", "1s")
        try wait(for: "the failure") { try metric("failed_sweeps_total") ?? 0 >= 1 }
        #expect(try metric("failed_items_total") ?? 0 >= 1)
        #expect(try metric("backlog_items") == 1)
        #expect(!workshop.exists("b"))
        let failing = try #require(try log().first)
        #expect(
            failing.contains(" error proviso.retain: ")
                && failing.contains("certified=1 errors=erasure-refused failed=1"))
        // At once it would fail again, so it is left alone for a while.
        try wait(for: "another sweep") { try metric("postponed_items") == 1 }
        #expect(try end(daemon)["failures"]?.number == 1)
        #expect(try !workshop.read("daemon.err").contains("whistle"))
        #expect(try !workshop.read("retain.prom").contains("whistle"))
        expectDone(try workshop.bash("rmdir whistle-a"))
        let later = try start(at: "2026-12-06T00:02:00Z")
        try wait(for: "its certificate") { try metric("certified_items_total") == 1 }
        #expect(try end(later)["failed-sweeps"]?.number == 0)
    }

    @Test func `a clock that is not believed is a warning, and erases nothing`() throws {
        try exchange.add("a", "log")
        let daemon = try start(at: Exchange.due)
        try wait(for: "the sweep") { try metric("failed_sweeps_total") == 1 }
        #expect(try end(daemon)["certified"]?.number == 0)
        #expect(workshop.exists("a"))
        let log = try log()
        #expect(log.count == 1)
        #expect(
            log.first?.contains(" warning proviso.retain: ") == true
                && log.first?.contains("error=clock-jumped") == true)
    }

    @Test func `a sweep that cannot be done is told, and tried again`() throws {
        try exchange.add("a", "log")
        let daemon = try start("--every", "1s", at: Exchange.created)
        try wait(for: "the first sweep") { try metric("sweeps_total") ?? 0 >= 1 }
        expectDone(try workshop.bash("mv fiu.key other.key"))
        try wait(for: "the failure") { try metric("failed_sweeps_total") ?? 0 >= 1 }
        expectDone(try workshop.bash("mv other.key fiu.key"))
        let count = try metric("failed_sweeps_total")
        try wait(for: "a good sweep") { try log().last?.hasSuffix(" swept") == true }
        _ = try end(daemon)
        #expect(try log().contains { $0.contains("error=store-missing") && $0.contains("the sweep failed: fiu.key: ") })
        #expect(count ?? 0 >= 1)
    }

    @Test func `with the keys of a ledger, what goes is remembered by pseudonym`() throws {
        try exchange.makeRing()
        try exchange.add("a", "log")
        let daemon = try start("--ledger-keys", Exchange.ring, "--identity", "fiu.identity")
        try wait(for: "the sweep") { try metric("certified_items_total") == 1 }
        _ = try end(daemon)
        #expect(
            try exchange.retain("safeguards", "export", "-o", "out", at: Exchange.logEnd)["suppressions"]?.number == 1)
        #expect(try certifiedCount() == 1)
    }

    // MARK: - Metrics

    @Test func `the metrics are text that Prometheus reads, for everybody`() throws {
        for id in ["a", "b"] { try exchange.add(id, "log") }
        try exchange.retain("hold", "b", "--reason", "r", "--authority", "a", "--until", "2026-12-08T00:00:00Z")
        let daemon = try start(at: "2026-12-07T00:00:00Z")
        try wait(for: "the sweep") { try metric("sweeps_total") == 1 }
        _ = try end(daemon)
        #expect(try workshop.mode("retain.prom") == 0o644)
        #expect(!workshop.exists("retain.prom.new"))
        var types: [String: String] = [:]
        for line in try workshop.read("retain.prom").split(separator: "\n") {
            if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|summary)/) {
                types[String(match.1)] = String(match.2)
            } else if let match = line.wholeMatch(of: /([a-z_]+?)(_sum|_count)? ([0-9.e+-]+)/) {
                // A type stands before its values.
                let type = try #require(types[String(match.1)], "\(line)")
                #expect((type == "summary") == (match.2 != nil))
                #expect(Double(match.3) != nil)
            } else {
                let isHelp = line.wholeMatch(of: /# HELP [a-z_]+ [A-Z].*\./) != nil
                #expect(isHelp, "\(line)")
            }
        }
        #expect(types.count == 9)
        #expect(try metric("certified_items_total") == 1)
        #expect(try metric("backlog_items") == 0)
        #expect(try metric("oldest_overdue_seconds") == 0)
        #expect(try metric("last_success_timestamp_seconds") == 1_796_601_600)
        #expect(try metric("sweep_duration_seconds_count") == 1)
    }

    // MARK: - What is refused

    @Test(arguments: ["0s", "1", "h", "-1h", "1w", "8d", "169h", "1.5h", "99999999999999999999h", "1h\n"])
    func `an interval has its form`(_ interval: Text) throws {
        try exchange.expectRefusal(
            Self.daemon + ["--every=\(interval.value)"], ExitCode.usage, "usage", "--every '")
    }

    @Test(arguments: [
        (["--certificates", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--certificates", "records.ndjson"], ExitCode.inputOutput, "store-failed"),
        (["--as", ""], ExitCode.usage, "usage"), (["--sign", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--sign", "fiu.identity"], ExitCode.configuration, "key-invalid"),
        (["--metrics-file", ""], ExitCode.usage, "usage"), (["--metrics-file", "store"], ExitCode.usage, "usage"),
        (["--metrics-file", "nowhere/retain.prom"], ExitCode.inputOutput, "store-failed"),
    ])
    func `what is wrong from the beginning ends it at once`(_ arguments: [String], _ code: Int32, _ word: String) throws
    {
        try exchange.add("a", "log")
        try exchange.expectRefusal(Self.daemon + arguments, at: Exchange.logEnd, code, word)
        #expect(workshop.exists("a"))
    }
}
