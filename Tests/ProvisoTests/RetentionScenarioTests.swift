import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

/// The worked scenarios of `Tests/Testkit/retention`, on the store in memory.
@Suite struct RetentionScenarioTests {
    private static let folder = TestData.folder.appending(path: "Testkit/retention")

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".scenario") }.map { String($0.dropLast(".scenario".count)) }
            .sorted()
    }()

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name + ".scenario"), encoding: .utf8)
    }

    @Test func `every scenario is found, and each says something else`() throws {
        #expect(Self.names.count >= 200)
        let abouts = try Self.names.map { try RetentionScenario(Self.text($0)).about }
        #expect(Set(abouts).count == abouts.count)
    }

    @Test(arguments: names) func `what a scenario says comes about`(name: String) throws {
        try RetentionScenario(Self.text(name)).run(on: InMemoryRetentionStore())
    }

    /// A line that expects something else must be found out, or a scenario shows nothing.
    @Test(arguments: names) func `a scenario fails if its last line expects something else`(name: String) throws {
        var lines = try Self.text(name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let last = try #require(lines.lastIndex { $0.contains(" -> ") })
        let command = lines[last].prefix { $0 != ">" }
        lines[last] = command + "> " + (lines[last].hasSuffix("-> nothing") ? "nobody" : "nothing")
        let other = try RetentionScenario(lines.joined(separator: "\n"))
        let failure = #expect(throws: RetentionScenario.Failure.self) { try other.run(on: InMemoryRetentionStore()) }
        #expect(failure?.line == last + 1)
    }

    @Test(arguments: ["", "\n", "# About.\n", "at 2026-01-01T00:00:00Z\n", "# About.\nschedule one <<\n{}\n"])
    func `a text that is no scenario is refused`(text: String) {
        #expect(throws: RetentionScenario.Failure.self) { try RetentionScenario(text) }
    }

    @Test(arguments: [
        "dance a", "register", "extend a", "event e on=item:a", "explain a -> due", "adopt one", "hold h on=item:a",
    ])
    func `a line that cannot be played, or that nobody expects, ends the scenario`(line: String) throws {
        let scenario = try RetentionScenario("# About.\n\nat 2026-01-01T00:00:00Z\n\(line)\n")
        do {
            try scenario.run(on: InMemoryRetentionStore())
            Issue.record("it was played")
        } catch let failure as RetentionScenario.Failure {
            #expect(failure.line == 4)
        }
    }
}
