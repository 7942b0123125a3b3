/// What the words around a place say, read when it is first asked for.
struct NearbyWords {
    private let start: Int
    private let base: Int
    private var supported = TypeSet()
    private var contrary = TypeSet()
    private var preferred = TypeSet()
    private var nearest = TypeSet()
    private var isRead = false
    private var readEnd = Int.min

    /// The words around a place of a text that begins at `base` in its stream.
    init(before start: Int, of base: Int) {
        self.start = start
        self.base = base
    }

    /// What they say about a type whose finding ends at a place.
    mutating func evidence(
        for type: Int, end: Int, _ text: Span<UInt8>, _ reader: inout ContextReader
    ) -> ContextEvidence {
        readBefore(text, &reader)
        if supported.contains(type) { return .supporting }
        if contrary.contains(type) { return .contrary }
        readBehind(end, text, &reader)
        return supported.contains(type) ? .supporting : .none
    }

    /// By how much they prefer a type, as far as they were read.
    func preference(for type: Int) -> Int { (preferred.contains(type) ? 2 : 0) + (nearest.contains(type) ? 1 : 0) }

    /// Whether they speak for any of some types.
    ///
    /// - Parameter end: where what stands behind a finding begins, if that matters.
    mutating func support(
        any types: TypeSet, end: Int?, _ text: Span<UInt8>, _ reader: inout ContextReader
    ) -> Bool {
        readBefore(text, &reader)
        if supported.hasAny(of: types) { return true }
        guard let end else { return false }
        readBehind(end, text, &reader)
        return supported.hasAny(of: types)
    }

    private mutating func readBefore(_ text: Span<UInt8>, _ reader: inout ContextReader) {
        if isRead { return }
        (supported, contrary, preferred, nearest) = reader.evidence(before: start, in: text, base: base)
        isRead = true
    }

    private mutating func readBehind(_ end: Int, _ text: Span<UInt8>, _ reader: inout ContextReader) {
        if readEnd == end { return }
        let following = reader.evidence(behind: end, in: text)
        supported.formUnion(following.supported)
        preferred.formUnion(following.preferred)
        if nearest.isEmpty { nearest = following.supported }
        readEnd = end
    }
}
