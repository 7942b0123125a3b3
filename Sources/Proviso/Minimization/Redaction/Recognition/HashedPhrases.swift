/// The first letters of what follows upon a word in phrases, by their lowest five bits.
struct Followers: Sendable {
    private var bits: UInt32 = 0

    /// The bit of no letter, which says that nothing need follow.
    private static let nothing: UInt32 = 1 << 31

    var isEmpty: Bool { bits == 0 }
    /// Whether a word is a phrase of its own.
    var hasNothing: Bool { bits & Self.nothing != 0 }

    /// Inserts a letter or digit, or what stands for nothing.
    mutating func insert(_ letter: UInt8?) {
        guard let letter else {
            bits |= Self.nothing
            return
        }
        bits |= letter < 0x80 ? 1 << UInt32(letter & 31) : ~Self.nothing
    }

    mutating func formUnion(_ other: Followers) { bits |= other.bits }

    /// Whether a letter or digit may follow, or any that is not of ASCII; 0 is none.
    func contains(_ letter: UInt8) -> Bool { letter != 0 && (letter >= 0x80 || bits &>> UInt32(letter & 31) & 1 == 1) }
}

/// Lists of numbers by a hash, in one piece of memory.
struct HashedPhrases: Sendable {
    /// The hashes and where their lists are, in slots that are looked for from a hash's own on; an empty list is an empty slot.
    private var slots: [(hash: UInt32, first: Int32, end: Int32, followers: Followers)]
    private var items: [Int32] = []
    private let mask: Int

    init(_ lists: [UInt32: [Int]], _ followers: [UInt32: Followers]) {
        var count = 64
        while count < lists.count * 2 { count *= 2 }
        mask = count - 1
        slots = Array(repeating: (hash: 0, first: 0, end: 0, followers: Followers()), count: count)
        for (hash, list) in lists {
            let first = Int32(items.count)
            items += list.map { Int32($0) }
            var slot = Int(hash >> 8) & mask
            while slots[slot].end > slots[slot].first { slot = (slot + 1) & mask }
            slots[slot] = (
                hash: hash, first: first, end: Int32(items.count), followers: followers[hash] ?? Followers()
            )
        }
    }

    /// What follows upon the words of a hash.
    func followers(of hash: UInt32) -> Followers {
        var slot = Int(hash >> 8) & mask
        while slots[slot].end > slots[slot].first {
            if slots[slot].hash == hash { return slots[slot].followers }
            slot = (slot + 1) & mask
        }
        return Followers()
    }

    /// Where the list of a hash lies.
    func places(of hash: UInt32) -> Range<Int> {
        var slot = Int(hash >> 8) & mask
        while slots[slot].end > slots[slot].first {
            if slots[slot].hash == hash { return Int(slots[slot].first)..<Int(slots[slot].end) }
            slot = (slot + 1) & mask
        }
        return 0..<0
    }

    func item(_ place: Int) -> Int { Int(items[place]) }
}
