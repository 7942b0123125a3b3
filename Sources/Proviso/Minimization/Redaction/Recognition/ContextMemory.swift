/// The last words of a text that say something about what stands near them.
struct ContextMemory {
    /// A phrase that was read.
    private struct Hit {
        var end = Int.min
        var supported = TypeSet()
        var contrary = TypeSet()
        var preferred = TypeSet()
    }

    private var hits = [Hit](repeating: Hit(), count: 8)
    private var newest = 0
    /// Where the last phrase ends.
    private(set) var end = Int.min

    /// Words that speak for something count when at most so many bytes lie between them and a finding.
    static let reach = 64
    /// Words that speak against something stand closer.
    static let contraryReach = 40

    /// Remembers a phrase that ends at a place.
    mutating func add(_ evidence: ContextLexicon.Evidence, end: Int) {
        add(Hit(end: end, supported: evidence.supported, contrary: evidence.contrary, preferred: evidence.preferred))
    }

    private mutating func add(_ hit: Hit) {
        newest = (newest + 1) & 7
        end = hit.end
        hits[newest] = hit
    }

    /// Remembers that a word spoke for something, which holds for what follows in a row.
    mutating func add(_ type: Int, end: Int) { add(Hit(end: end, supported: TypeSet([type]))) }

    /// What the words before a place say; of two that differ about a type, the nearer one counts.
    func evidence(
        before start: Int
    ) -> (supported: TypeSet, contrary: TypeSet, preferred: TypeSet, nearest: TypeSet) {
        var nearest = TypeSet()
        var supported = TypeSet()
        var contrary = TypeSet()
        var preferred = TypeSet()
        for age in 0..<8 {
            let place = (newest &- age) & 7
            let end = hits[place].end
            if end < start &- Self.reach { break }
            if end > start { continue }
            supported.formUnion(hits[place].supported, without: contrary)
            if nearest.isEmpty { nearest = supported }
            preferred.formUnion(hits[place].preferred)
            if end >= start &- Self.contraryReach { contrary.formUnion(hits[place].contrary, without: supported) }
        }
        return (supported, contrary, preferred, nearest)
    }
}
