/// A known value that was found in a text.
struct KnownValueMatch: Equatable, Sendable {
    /// How the text has it, by the loosest rule that was needed: from `exact` to `part`, each is looser than the one
    /// before.
    enum Form: UInt8, Comparable, Sendable, CaseIterable {
        /// Byte by byte.
        case exact
        /// But for case, accents, separators, or words in between.
        case folded
        /// The parts of a name in another order, as in `Müller, Jana`.
        case reordered
        /// With an ending, as in `Kowalskiego` or `Anna’s`.
        case inflected
        /// In Latin letters or ASCII, as in `Mueller` or `Shevchenko`.
        case transliterated
        /// With the initial of a part, as in `J. Müller`.
        case initialed
        /// One part of a name alone.
        case part

        static func < (one: Form, other: Form) -> Bool { one.rawValue < other.rawValue }
    }

    /// The index that the caller knows the value by.
    let value: Int
    /// Bytes of the text.
    let range: Range<Int>
    let form: Form
}
