/// The date that a rule counts from.
///
/// - **Source**: `Formats/Retention`, *Counting*.
public enum RetentionAnchor: Hashable, Sendable {
    /// When the data came into being.
    case created
    /// When they were received; if that was not said, when the item was registered.
    case received
    /// When something was last done with them: the creation, or the latest touch.
    case lastActivity
    /// The latest event of a name on the item, its subject or its case. Until there is one, nothing is counted.
    case event(String)

    /// When the case was closed: the event `case-closed`.
    public static let caseClosed = RetentionAnchor.event("case-closed")
    /// When the last hold that starts the clock was released or lapsed: an event that the engine knows by itself.
    public static let holdReleased = RetentionAnchor.event(holdReleasedEvent)

    /// The name of the event that only holds make.
    static let holdReleasedEvent = "hold-released"

    /// Whether it is a date that every item has.
    var isAlwaysKnown: Bool {
        if case .event = self { false } else { true }
    }
}
