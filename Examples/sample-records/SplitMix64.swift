/// A small random number generator with the same numbers on every platform.
///
/// It is for sample data alone: its output can be predicted, so no key or pseudonym may come from it. The standard
/// library's generators are seeded by the system and differ from run to run.
///
/// - **Source**: Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A generator whose numbers depend on the seed and on an index, so that item 700,000 needs no 699,999 before it.
    init(seed: UInt64, index: UInt64) {
        var outer = SplitMix64(seed: seed)
        var inner = SplitMix64(seed: outer.next() ^ index)
        state = inner.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `bound`. The bias of one part in 2^64 / `bound` does no harm here.
    mutating func next(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// True once in `count` times.
    mutating func oneIn(_ count: Int) -> Bool {
        next(below: count) == 0
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[next(below: choices.count)]
    }
}
