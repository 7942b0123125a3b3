/// What a version of a key is good for.
///
/// - **Source**: `Formats/Keyrings`.
public enum KeyStatus: String, Hashable, Sendable, CaseIterable {
    /// It makes pseudonyms, and recognizes them.
    case active
    /// It recognizes and reverses what was made with it, and makes nothing.
    case retired
    /// Its key is gone; its number is never given again.
    case destroyed
}

/// What a caller wants a key for.
public enum KeyUse: Hashable, Sendable {
    /// To make something new, which the active version alone does.
    case making
    /// To find again, or to reverse, what was made: every version does that until it is destroyed.
    case recognizing
}
