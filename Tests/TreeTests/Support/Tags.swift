import Testing

extension Tag {
    /// Takes seconds, because it calls the compiler on much.
    @Tag static var slow: Self
}
