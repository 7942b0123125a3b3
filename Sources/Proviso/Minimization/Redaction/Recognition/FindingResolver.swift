/// Settles what becomes of findings that overlap, from the first to the last.
///
/// 1. A finding inside of another disappears; of two at the same place the surer one stays, and of equals the one whose type comes
///    first in the list of types.
/// 2. Where two overlap in part, the surer one keeps its place, and of equals the first; the other is cut to what is left of it,
///    which is then a remainder: it is replaced by the label of its type, because it is no whole value.
///
/// - **Guarantees**: every byte of every finding belongs to one that stays. They do not overlap, and come in their order.
/// - **Source**: `Formats/Redaction`, *Overlaps*.
struct FindingResolver {
    /// A finding that one behind it may still cut, and the range that it had.
    private struct Pending {
        var finding: ScannedFinding
        let range: Range<Int>
    }

    /// The findings that may still change. None lies inside of another, so their beginnings and their ends are in order.
    private var pending: [Pending] = []

    /// Settles findings that begin at or behind all that were settled before, and hands on those that are final.
    mutating func resolve(_ findings: inout [ScannedFinding], _ body: (ScannedFinding) -> Void) {
        findings.sort(by: Self.comesFirst)
        for finding in findings { resolve(finding, body) }
    }

    /// Hands on what is left.
    mutating func finish(_ body: (ScannedFinding) -> Void) { finish(before: .max, body) }

    /// Hands on the findings that nothing which begins at a place or behind it can change.
    mutating func finish(before place: Int, _ body: (ScannedFinding) -> Void) {
        var count = 0
        while count < pending.count, pending[count].range.upperBound <= place {
            // Of one between two that are surer nothing may be left.
            let finding = pending[count].finding
            if finding.start < finding.end { body(finding) }
            count += 1
        }
        pending.removeFirst(count)
    }

    /// Where the first of the findings begins that may still change.
    var pendingStart: Int? { pending.first?.finding.start }

    private static func comesFirst(_ one: ScannedFinding, _ other: ScannedFinding) -> Bool {
        if one.start != other.start { return one.start < other.start }
        if one.end != other.end { return one.end > other.end }
        if one.confidence != other.confidence { return one.confidence > other.confidence }
        return one.typeNumber < other.typeNumber
    }

    private mutating func resolve(_ finding: ScannedFinding, _ body: (ScannedFinding) -> Void) {
        var finding = finding
        let range = finding.start..<finding.end
        finish(before: range.lowerBound, body)
        // It lies inside of the last, or at the same place and is less sure, since they were sorted.
        if let last = pending.last, range.upperBound <= last.range.upperBound { return }
        for index in pending.indices {
            if finding.confidence > pending[index].finding.confidence {
                pending[index].finding.end = min(pending[index].finding.end, range.lowerBound)
                pending[index].finding.becomeRemainder()
            } else {
                finding.start = max(finding.start, pending[index].range.upperBound)
                finding.becomeRemainder()
            }
        }
        pending.append(Pending(finding: finding, range: range))
    }
}
