import TestSupport
import Testing

/// `retain init`, `schedule` and `adopt`.
@Suite struct SchedulesTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let next = Exchange.schedule.replacing("version: 1", with: "version: 2")

    private func adopt(_ schedule: String, _ arguments: String...) throws -> [String] {
        try workshop.write("next.yaml", schedule)
        return ["retain", "adopt", "--store", "store", "--schedule", "next.yaml"] + arguments
    }

    @Test func `a store is made with its schedule, once`() throws {
        try workshop.write("schedule.yaml", Exchange.schedule)
        let initializing = ["retain", "init", "--store", "store", "--schedule", "schedule.yaml"]
        let made = try exchange.answer(initializing)
        #expect(made.names == ["store", "schedule", "version", "rules", "digest"])
        #expect(made["version"]?.number == 1)
        #expect(try workshop.mode("store") == 0o600)
        try exchange.expectRefusal(initializing, ExitCode.badData, "retention-exists", "store: ")
        try workshop.write("schedule.yaml", Self.next)
        try exchange.expectRefusal(initializing, ExitCode.badData, "retention-exists", "store: ")
        #expect(try exchange.retain("schedule")["version"]?.number == 1)
    }

    @Test func `a store of packages alone can be given a schedule`() throws {
        try exchange.share()
        try exchange.expectRetainRefusal(["schedule"], ExitCode.configuration, "retention-schedule", "store: ")
        try exchange.expectRefusal(
            exchange.adding("a", "log"), ExitCode.configuration, "retention-schedule")
        try exchange.initialize()
        try exchange.add("a", "log")
    }

    @Test func `a schedule with mistakes makes no store, and each mistake is told`() throws {
        try workshop.write("schedule.yaml", Exchange.schedule.replacing("P10D", with: "ten"))
        let outcome = try exchange.proviso("retain", "init", "--store", "store", "--schedule", "schedule.yaml")
        #expect(outcome.ending == .exit(ExitCode.configuration))
        #expect(outcome.problems.count == 2)
        #expect(outcome.problems.allSatisfy { $0.hasPrefix("proviso: schedule.yaml:") })
        #expect(!workshop.exists("store"))
        let json = try JSON(
            exchange.proviso("retain", "init", "--store", "store", "--schedule", "schedule.yaml", "--json").output)
        #expect(json["error"]?["problems"]?.list?.count == 2)
        try exchange.expectRefusal(
            ["retain", "init", "--store", "store", "--schedule", "nowhere"], ExitCode.inputMissing, "store-missing")
        try exchange.expectRefusal(
            ["retain", "init", "--store", "schedule.yaml", "--schedule", "schedule.yaml"], ExitCode.usage, "usage")
    }

    @Test func `the schedule in use is shown, and is a schedule`() throws {
        try exchange.initialize()
        let outcome = try exchange.proviso("retain", "schedule", "--store", "store")
        expectDone(outcome)
        #expect(outcome.output.hasPrefix("cases 1, UTC, ends: day\n"))
        #expect(outcome.output.contains("  ledger: category ledger: minimum P1Y (locked), maximum P2Y, from created\n"))
        #expect(outcome.output.count { $0 == "\n" } == 5)
        let json = try exchange.proviso("retain", "schedule", "--store", "store", "--json")
        expectDone(json)
        #expect(json.output.count { $0 == "\n" } == 1)
        try workshop.write("copy.json", json.output)
        try exchange.answer(["retain", "init", "--store", "other", "--schedule", "copy.json"])
        #expect(try exchange.proviso("retain", "schedule", "--store", "other", "--json").output == json.output)
    }

    @Test func `another version is adopted in the place of the one that is named`() throws {
        try exchange.initialize()
        let adopted = try exchange.answer(adopt(Self.next, "--replacing", "1", "--reason", "r", "--by", "b"))
        #expect(adopted["for"]?.text == "all-items")
        #expect(try exchange.retain("schedule")["version"]?.number == 2)
        let newer = Self.next.replacing("version: 2", with: "version: 3")
        #expect(try exchange.answer(adopt(newer, "--replacing", "2", "--for", "new-items"))["for"]?.text == "new-items")
    }

    @Test func `a version that is refused changes nothing`() throws {
        try exchange.initialize()
        try exchange.add("a", "log")
        try exchange.expectRefusal(
            adopt(Self.next, "--replacing", "7"), ExitCode.configuration, "retention-version")
        try exchange.expectRefusal(
            adopt(Self.next.replacing("lock: locked", with: "lock: governed"), "--replacing", "1"),
            ExitCode.configuration, "retention-locked")
        try exchange.expectRefusal(
            adopt(Self.next.replacing("category: log", with: "category: other"), "--replacing", "1"),
            ExitCode.configuration, "retention-uncovered")
        #expect(try exchange.retain("schedule")["version"]?.number == 1)
    }

    @Test func `a preview counts, and changes nothing`() throws {
        try exchange.initialize()
        try exchange.add("a", "log")
        try exchange.add("b", "ledger")
        let changed = Self.next.replacing("category: log, maximum: P10D", with: "category: log, maximum: P2D")
        let preview = try exchange.answer(adopt(changed, "--replacing", "1", "--preview"))
        #expect(
            try preview["preview"] == JSON(#"{"at-once":0,"sooner":1,"later":0,"unchanged":1,"uncovered":0}"#))
        let later = try exchange.answer(
            adopt(changed, "--replacing", "1", "--preview"), at: "2026-11-29T00:00:00Z")
        #expect(later["preview"]?["at-once"]?.number == 1)
        #expect(try exchange.retain("schedule")["version"]?.number == 1)
    }

    @Test(arguments: [
        ["--for", "some"], ["--for", ""], ["--reason", "r"], ["--by", "b"], ["--reason", "", "--by", "b"],
        ["--preview", "--for", "new-items"], ["--replacing", "one"],
    ])
    func `an adoption has its form`(_ arguments: [String]) throws {
        try exchange.initialize()
        try exchange.expectRefusal(
            adopt(Self.next, "--replacing", "1") + arguments, ExitCode.usage, "usage")
    }
}
