import Foundation
import TestSupport
import Testing

enum Killing {
    /// How often a command is killed unless a test says something else.
    static let standardCount = 30
    /// The moments are drawn from this; a failure shows it, to be set here.
    static let seed = UInt64.random(in: 0...UInt64.max)
}

extension Exchange {
    /// Runs a command to its end once, for the time that it takes, and then again and again, killed at a random moment
    /// of it. Gives `check` the number of the round.
    ///
    /// The moments cannot be told to the program, so this is the one place where a test waits.
    func killing(
        _ arguments: (Int) -> [String], at time: String, times: Int = Killing.standardCount,
        prepare: () throws -> Void = {}, check: (Int) throws -> Void
    ) throws {
        var moments = SplitMix64(state: Killing.seed)
        var duration = UInt64.max
        var kills = 0
        // Some end before they are killed; if most do, something is wrong with the moments.
        for round in 0..<times * 4 where kills < times {
            try prepare()
            let start = ContinuousClock.now
            let child = try workshop.start(
                arguments(round), output: .null, errors: .file(workshop.path(of: "stream-err")),
                environment: ["PROVISO_TEST_CLOCK": time])
            if round > 0 {
                // Every other one in the last part, where the results appear.
                let earliest = round.isMultiple(of: 2) ? 0 : duration / 4 * 3
                usleep(UInt32(earliest + moments.next() % (duration - earliest + 1)))
                child.send(signal: SIGKILL)
            }
            let ending = try child.wait()
            if ending == .signal(SIGKILL) {
                kills += 1
            } else {
                let errors = try workshop.read("stream-err")
                #expect(ending == .exit(ExitCode.done), "\(errors)")
                // The machine can have been busy with something else before.
                duration = min(duration, (ContinuousClock.now - start).microseconds)
            }
            try check(round)
        }
        #expect(kills == times, "seed \(Killing.seed)")
    }
}

extension Duration {
    fileprivate var microseconds: UInt64 {
        UInt64(components.seconds) * 1_000_000 + UInt64(components.attoseconds) / 1_000_000_000_000
    }
}

/// Random numbers that come again from the same seed.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
