/// Where the time comes from: the system's clock, or a given instant in a test.
///
/// Nothing in Proviso reads a clock by itself. What depends on the time takes an ``Instant`` or a time source.
public struct TimeSource: Sendable {
    private let read: @Sendable () -> Instant

    /// A time source that asks `read` each time.
    public init(_ read: @escaping @Sendable () -> Instant) {
        self.read = read
    }

    /// The same instant every time.
    public static func fixed(_ instant: Instant) -> TimeSource {
        TimeSource { instant }
    }

    /// The time now.
    public func now() -> Instant { read() }
}
