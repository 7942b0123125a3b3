extension TimeSource {
    /// The system's clock.
    ///
    /// - **Does not guarantee**: that it is right, or that it does not jump. A clock outside of the years 1970 to 9999 counts as the nearer end.
    public static let system = TimeSource {
        let milliseconds = CLibrary.millisecondsSinceEpoch()
        return Instant(millisecondsSinceEpoch: max(0, milliseconds)) ?? .last
    }
}
