extension KnownValueScanner {
    /// A word behind the first one of a name.
    struct Neighbor {
        /// Its hits among those of the scanner.
        var hits = 0..<0
        var end = 0
        /// Whether a comma stands in front of it.
        var hasComma = false
        var isCapitalized = false
        var isParticle = false
        /// Its letter, if it can be an initial; otherwise 0.
        var initial: UInt32 = 0
        var hasDot = false
    }

    /// An initial in front of the first word of a name.
    struct LeadingInitial {
        let letter: UInt32
        let start: Int
        let hasDot: Bool
    }

    /// How many words may stand between the parts of a name.
    static let mostExtras = 2

    /// Looks for the other parts of the names whose words begin at an index.
    mutating func completeNames(from start: Int, in text: Span<UInt8>) {
        let count = hits.count
        let isCapitalized = text.isCapitalized(at: start)
        neighbors.removeAll(keepingCapacity: true)
        initials.removeAll(keepingCapacity: true)
        if index.mostParts > 1 {
            readInitials(before: start, in: text)
            var end = 0
            for hit in hits { end = max(end, hit.end) }
            readNeighbors(behind: end, in: text)
        }
        for place in 0..<count {
            let hit = hits[place]
            var next = index.words[Int(hit.word)].firstUse
            while next >= 0 {
                let use = index.uses[Int(next)]
                next = use.next
                complete(use, hit, start, isCapitalized: isCapitalized, in: text)
            }
        }
    }

    /// What of a name was found.
    private struct Found {
        var used: UInt32
        var count = 1
        var start: Int
        var end: Int
        var form = KnownValueMatch.Form.folded
        var hasExtras = false

        mutating func loosen(_ other: KnownValueMatch.Form) { form = max(form, other) }

        mutating func add(_ part: Int) {
            used |= 1 << UInt32(part)
            count += 1
        }

        mutating func add(_ hit: Hit) {
            if hit.isInflected { loosen(.inflected) }
            if hit.isTransliterated { loosen(.transliterated) }
        }
    }

    /// Looks for the other parts of one name.
    private mutating func complete(
        _ use: KnownValueIndex.Use, _ hit: Hit, _ start: Int, isCapitalized: Bool, in text: Span<UInt8>
    ) {
        let word = index.words[Int(hit.word)]
        // What is an ordinary word too is a name only if it is written like one.
        if word.isOrdinary && !isCapitalized { return }
        let entry = index.entries[Int(use.value)]
        let (first, count) = (Int(entry.firstPart), Int(entry.partCount))
        var found = Found(used: 1 << UInt32(use.part), start: start, end: hit.end)
        found.add(hit)
        if count > 1 {
            addFollowing(&found, first, count, behind: Int(use.part), isCapitalized: isCapitalized)
            addInitials(&found, first, count, isCapitalized: isCapitalized)
        }
        if found.count == 1 && count > 1 {
            guard index.findsParts, isCapitalized, word.isPart else { return }
            found.form = .part
        } else if found.form == .folded && !found.hasExtras && isExact(use.value, found.start..<found.end, in: text) {
            found.form = .exact
        }
        append(use.value, found.start..<found.end, found.form, isPlain: found.count == 1 && hit.isPlain)
    }

    private func addFollowing(
        _ found: inout Found, _ first: Int, _ count: Int, behind use: Int, isCapitalized: Bool
    ) {
        var last = use
        var extras = 0
        var hasComma = false
        for (place, neighbor) in neighbors.enumerated() where found.count < count {
            if neighbor.hasComma {
                if hasComma || extras > 0 { return }
                hasComma = true
            }
            var next: Int?
            if let (part, hit) = part(of: neighbor, first, count, found.used), extras == 0 || part > last {
                if part < last || hasComma {
                    // In `Müller, Jana Müller` the name begins anew.
                    if let other = self.part(behind: place, first, count), found.used & 1 << UInt32(other) != 0 {
                        return
                    }
                    found.loosen(.reordered)
                }
                next = part
                found.end = hit.end
                found.add(hit)
            } else if neighbor.initial != 0, neighbor.hasDot || isCapitalized,
                let part = part(neighbor.initial, first, count, found.used)
            {
                // In `Jana M. Müller` the initial is another one's, and in `Müller, J. Müller` the name begins anew.
                let other = self.part(behind: place, first, count)
                if let other, found.used & 1 << UInt32(other) != 0 { return }
                if other != part {
                    next = part
                    found.end = neighbor.end
                    found.loosen(.initialed)
                }
            }
            if let next {
                found.add(next)
                if extras > 0 { found.hasExtras = true }
                last = next
            } else if !neighbor.isParticle {
                extras += 1
                if extras > Self.mostExtras || hasComma || !neighbor.isCapitalized { return }
            }
        }
    }

    /// The part of a name that follows a neighbor directly, or with initials and particles in between.
    private func part(behind place: Int, _ first: Int, _ count: Int) -> Int? {
        for neighbor in neighbors[(place + 1)...] {
            if neighbor.hasComma { return nil }
            if let (part, _) = part(of: neighbor, first, count, 0) { return part }
            if neighbor.initial == 0 && !neighbor.isParticle { return nil }
        }
        return nil
    }

    private func addInitials(_ found: inout Found, _ first: Int, _ count: Int, isCapitalized: Bool) {
        for initial in initials where found.count < count && (initial.hasDot || isCapitalized) {
            guard let place = part(initial.letter, first, count, found.used) else { continue }
            found.add(place)
            found.start = initial.start
            found.loosen(.initialed)
        }
    }

    /// The part of a name that a word is, of those not found yet.
    private func part(of neighbor: Neighbor, _ first: Int, _ count: Int, _ used: UInt32) -> (Int, Hit)? {
        // The longest stems come last.
        for place in neighbor.hits.reversed() {
            if index.words[Int(hits[place].word)].isOrdinary && !neighbor.isCapitalized { continue }
            for part in 0..<count
            where used & 1 << UInt32(part) == 0 && index.parts[first + part].word == hits[place].word {
                return (part, hits[place])
            }
        }
        return nil
    }

    /// The part of a name that an initial can stand for, of those not found yet.
    private func part(_ initial: UInt32, _ first: Int, _ count: Int, _ used: UInt32) -> Int? {
        for part in 0..<count where used & 1 << UInt32(part) == 0 {
            let letters = index.parts[first + part].initials
            if letters[0] == initial || letters[1] == initial || letters[2] == initial { return part }
        }
        return nil
    }
}
