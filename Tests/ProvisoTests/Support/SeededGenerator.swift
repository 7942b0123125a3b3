import Foundation

/// Random numbers that come again when the seed is given again (SplitMix64). For test data, never for keys.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// The seed of this run, printed once, so that a failure can be repeated with `PROVISO_TEST_SEED=… swift test`.
let testSeed: UInt64 = {
    let given = ProcessInfo.processInfo.environment["PROVISO_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0 ... .max)
    print("PROVISO_TEST_SEED=\(seed)")
    return seed
}()
