import TestSupport
import Testing

/// A store with a schedule, and items that are files.
extension Exchange {
    static let schedule = """
        proviso: retention/v1
        schedule: cases
        version: 1
        rules:
          records:
            category: case-record
            anchor: case-closed
            minimum: P3D
            maximum: P10D
            grace: P5D
            notice: P7D
            review-every: P1Y
          logs: { category: log, maximum: P10D, extension: authorized }
          ledger: { category: ledger, minimum: P1Y, lock: locked, maximum: P2Y }
          open: { category: open, maximum: P1Y, review-every: P7D }
        """

    /// When what was made on the first day and is kept for ten has ended.
    static let logEnd = "2026-12-06T00:00:00Z"

    static let decision = ["--reason", "because", "--by", "staff 7"]

    static let authorization = "sha256:" + String(repeating: "0a", count: 32)

    /// Makes the store under a schedule.
    func initialize(_ schedule: String = schedule) throws {
        try workshop.write("schedule.yaml", schedule)
        try answer(["retain", "init", "--store", "store", "--schedule", "schedule.yaml"])
    }

    /// The arguments that register a file as an item.
    func adding(_ id: String, _ category: String, _ arguments: [String] = []) -> [String] {
        [
            "retain", "add", "--store", "store", "--id", id, "--category", category, "--part",
            "file:" + workshop.path(of: id),
        ] + arguments
    }

    /// Makes a file and registers it.
    @discardableResult
    func add(
        _ id: String, _ category: String, _ arguments: String..., at time: String = created,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        try workshop.write(id, Self.canary)
        return try answer(adding(id, category, arguments), at: time, sourceLocation: sourceLocation)
    }

    /// Runs a command of `retain` on the store.
    @discardableResult
    func retain(
        _ arguments: String..., at time: String = created, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        try answer(["retain"] + arguments + ["--store", "store"], at: time, sourceLocation: sourceLocation)
    }

    /// Runs a command of `retain` that must be refused.
    func expectRetainRefusal(
        _ arguments: [String], at time: String = created, _ code: Int32, _ word: String, _ beginning: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expectRefusal(
            ["retain"] + arguments + ["--store", "store"], at: time, code, word, beginning,
            sourceLocation: sourceLocation)
    }
}
