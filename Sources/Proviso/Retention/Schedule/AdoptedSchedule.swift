/// A version of a schedule that was adopted: its text, when, and for what.
public struct AdoptedSchedule: Hashable, Sendable {
    /// For which items a version is.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// For those that are registered from now on.
        case newItems = "new-items"
        /// For those that are there too.
        case allItems = "all-items"
    }

    /// The version.
    public let version: Int
    /// The schedule's name.
    public let name: String
    /// The schedule as it reads back, in JSON.
    public let text: String
    /// For which items it is.
    public let scope: Scope
    /// When it was adopted.
    public let adopted: Instant

    /// An adopted version: for stores.
    public init(version: Int, name: String, text: String, scope: Scope, adopted: Instant) {
        self.version = version
        self.name = name
        self.text = text
        self.scope = scope
        self.adopted = adopted
    }
}
