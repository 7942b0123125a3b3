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
    /// The last finding, which the next may change.
    private var pending: ScannedFinding?
    /// Where the last one ends that was handed on.
    private var settledEnd = Int.min

    /// Settles findings that begin at or behind all that were settled before, and hands on those that are final.
    mutating func resolve(_ findings: inout [ScannedFinding], _ body: (ScannedFinding) -> Void) {
        findings.sort(by: Self.comesFirst)
        for finding in findings { resolve(finding, body) }
    }

    /// Hands on the last finding.
    mutating func finish(_ body: (ScannedFinding) -> Void) {
        if let last = pending { handOn(last, body) }
        pending = nil
    }

    /// Hands on the last finding if nothing that begins at a place or behind it can change it.
    mutating func finish(before place: Int, _ body: (ScannedFinding) -> Void) {
        if let last = pending, last.end <= place { finish(body) }
    }

    /// Where the last finding begins that may still change.
    var pendingStart: Int? { pending?.start }

    private static func comesFirst(_ one: ScannedFinding, _ other: ScannedFinding) -> Bool {
        if one.start != other.start { return one.start < other.start }
        if one.end != other.end { return one.end > other.end }
        if one.confidence != other.confidence { return one.confidence > other.confidence }
        return one.typeNumber < other.typeNumber
    }

    private mutating func resolve(_ finding: ScannedFinding, _ body: (ScannedFinding) -> Void) {
        var finding = finding
        if finding.start < settledEnd {
            // What was handed on is surer, and keeps its place.
            guard finding.end > settledEnd else { return }
            finding.start = settledEnd
            finding.becomeRemainder()
        }
        guard var last = pending, finding.start < last.end else {
            finish(body)
            pending = finding
            return
        }
        // Otherwise it lies inside of the last, or at the same place and is less sure, since they were sorted.
        guard finding.end > last.end else { return }
        if finding.confidence > last.confidence {
            last.end = finding.start
            last.becomeRemainder()
        } else {
            finding.start = last.end
            finding.becomeRemainder()
        }
        if last.start < last.end { handOn(last, body) }
        pending = finding
    }

    private mutating func handOn(_ finding: ScannedFinding, _ body: (ScannedFinding) -> Void) {
        settledEnd = finding.end
        body(finding)
    }
}
