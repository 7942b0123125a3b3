import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Several processes and one keyring, and processes that are killed.
@Suite struct KeyringConcurrencyTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }
    private static let rotating = ["keys", "rotate", "case.keyring"] + Exchange.opening

    init() throws {
        exchange = try Exchange()
        try exchange.makeRing()
    }

    @Test func `a rotation that is killed has happened or not`() throws {
        var (generation, hasLeftovers) = (1, false)
        func check(_ round: Int) throws {
            let comment: Comment = "round \(round), seed \(Killing.seed)"
            hasLeftovers = try hasLeftovers || !leftovers.isEmpty
            let list = try exchange.list()
            let now = try #require(list.generation)
            #expect(now == generation || now == generation + 1, comment)
            // One rotation is one generation, so the versions tell whether anything happened by halves.
            #expect(list.versionNumbers == Array(1...now), comment)
            #expect(list.statuses == Array(repeating: "retired", count: now - 1) + ["active"], comment)
            generation = now
        }
        try exchange.killing({ _ in Self.rotating }, at: Exchange.created, times: 200, check: check)
        #expect(hasLeftovers, "no writer was killed while it wrote, seed \(Killing.seed)")
        expectDone(try exchange.proviso(Self.rotating))
        #expect(try leftovers == [])
    }

    /// What killed writers left of the keyring.
    private var leftovers: [String] {
        get throws { try workshop.names.filter { $0.hasPrefix(".case.keyring.proviso-") } }
    }

    @Test func `rotations at the same time all happen, one after the other`() throws {
        let children = try (0..<6).map { _ in try workshop.start(Self.rotating) }
        for child in children { #expect(try child.wait() == .exit(ExitCode.done)) }
        let list = try exchange.list()
        #expect(list.versionNumbers == Array(1...7))
        #expect(list.generation == 7)
    }

    @Test(arguments: [
        rotating, ["keys", "retire", "case.keyring", "--version", "1"] + Exchange.opening,
        [
            "keys", "destroy", "case.keyring", "--version", "1", "--fingerprint", "fp_qfqow36gcvirj65fy3dvqqtc54",
        ] + Exchange.opening,
        ["keys", "rewrap", "case.keyring", "--new-passphrase-file", "passphrase"] + Exchange.opening,
    ])
    func `who does not want to wait is told that somebody else changes the keyring`(_ command: [String]) throws {
        try workshop.write("passphrase", "correct horse\n")
        let before = try workshop.readBytes("case.keyring")
        // Sound: the path is lent for the call as a C string.
        let folder = unsafe open(workshop.path, O_RDONLY)
        #expect(folder >= 0 && flock(folder, LOCK_EX) == 0)
        defer { close(folder) }
        try exchange.expectRefusal(
            command + ["--no-wait"], ExitCode.inputOutput, "keyring-busy",
            "case.keyring: another process is changing a keyring in this folder; let it finish")
        #expect(try workshop.readBytes("case.keyring") == before)
        // Who only reads is not kept out.
        #expect(try exchange.list().generation == 1)
        #expect(flock(folder, LOCK_UN) == 0)
        if command == Self.rotating { expectDone(try exchange.proviso(command + ["--no-wait"])) }
    }

    @Test func `redact has a whole keyring while others rotate it`() throws {
        try workshop.write(
            "p.yaml",
            "proviso: policy/v1\npurpose: t\nrecipient: r\ndomain: d\nfields: { a: { pseudonymize: { as: x } } }")
        // Both processes remember the ring in the same file.
        let outcome = try workshop.bash(
            """
            (for n in {1..30}; do proviso keys rotate case.keyring --identity fiu.identity > rotated; done) &
            for n in {1..30}; do
                echo '{"a":"b"}' | redact --policy p.yaml --keyring case.keyring --identity fiu.identity
            done
            wait $!
            """)
        expectDone(outcome)
        let versions = outcome.output.split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /\{"a":"x_([0-9]+)_[a-z2-7]{26}"\}/).flatMap { Int($0.output.1) }
        }
        #expect(versions.count == 30)
        #expect(versions == versions.sorted())
        #expect(versions.allSatisfy { (1...31).contains($0) })
        #expect(try exchange.list().versionNumbers == Array(1...31))
    }
}
