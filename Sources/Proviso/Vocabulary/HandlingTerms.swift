/// What the recipient is asked to do with the data: when to erase, when to review, how to handle.
///
/// A filter carries the terms and cannot enforce them: they are stated, and counted from the creation of the package that takes
/// them along.
public struct HandlingTerms: Hashable, Sendable {
    /// How long after the package's creation the data must be gone.
    public var eraseAfter: RetentionPeriod?
    /// How often the need for the data must be reviewed.
    public var reviewEvery: RetentionPeriod?
    /// Handling codes such as `TLP:AMBER`, as written.
    public var handling: [String]

    /// Terms; what is absent is not asked for.
    public init(eraseAfter: RetentionPeriod? = nil, reviewEvery: RetentionPeriod? = nil, handling: [String] = []) {
        self.eraseAfter = eraseAfter
        self.reviewEvery = reviewEvery
        self.handling = handling
    }
}
