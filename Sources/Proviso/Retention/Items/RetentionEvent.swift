/// Something that happened to an item, a subject or a case, and that rules can count from.
///
/// - **Source**: `Formats/Retention`, *Counting*.
public struct RetentionEvent: Hashable, Sendable {
    /// Its name, such as `case-closed`.
    public let name: String
    /// What it happened to.
    public let target: RetentionTarget
    /// When it happened, or will.
    public let instant: Instant

    /// An event.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a name that does not have its form, for an event of everything,
    ///   and for `hold-released`, which only a hold makes.
    public init(_ name: String, on target: RetentionTarget, at instant: Instant) throws(ProvisoError) {
        guard RetentionWords.isWord(name) else {
            throw ProvisoError(
                .valueInvalid, "an event cannot be called '\(excerpt(name))'",
                remedy: "write \(RetentionWords.wordForm)")
        }
        guard target != .everything else {
            throw ProvisoError(
                .valueInvalid, "an event without an item, a subject or a case", remedy: "say what it happened to")
        }
        guard name != RetentionAnchor.holdReleasedEvent else {
            throw ProvisoError(
                .valueInvalid, "the event hold-released is made by holds alone", remedy: "release the hold")
        }
        self.name = name
        self.target = target
        self.instant = instant
    }
}
