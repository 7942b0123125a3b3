/// Removes what an item stands for, and checks that it is gone.
///
/// A sweep that was killed calls it again for the same item, so it is called at least once, and by two sweepers at the
/// same time. What is gone already is no error; what is still there at the end is one.
public protocol Eraser: Sendable {
    /// Erases an item whose erasure was decided.
    ///
    /// - **Throws**: whatever says why the item is not gone, such as ``ProvisoError/Code/erasureIncomplete``. The next
    ///   sweep tries again.
    func erase(_ item: RetentionItem) throws -> ErasureEvidence
}

/// How something was erased, and what was checked afterwards.
///
/// - **Source**: `Formats/Statements`, *certificate*.
public struct ErasureEvidence: Hashable, Sendable {
    /// How something was erased. More can be added, so a `switch` needs a `default`.
    public struct Method: Hashable, Sendable, CustomStringConvertible {
        /// The method as a stable word.
        public let description: String

        /// Files were removed from their folder. Their bytes were not overwritten.
        public static let filesUnlinked = Method(unchecked: "files-unlinked")
        /// Nothing was there to be erased: it had been removed before, or moved away.
        public static let foundAbsent = Method(unchecked: "found-absent")

        /// A method from its word; nil for any other.
        public init?(_ word: String) {
            guard let method = [Self.filesUnlinked, .foundAbsent].first(where: { $0.description == word }) else {
                return nil
            }
            self = method
        }

        private init(unchecked word: String) { description = word }
    }

    /// What was checked before somebody vouched for it. More can be added, so a `switch` needs a `default`.
    public struct Verification: Hashable, Sendable, CustomStringConvertible {
        /// The check as a stable word.
        public let description: String

        /// The file system was asked for every file, and has none of them.
        public static let filesAbsent = Verification(unchecked: "files-absent")

        /// A check from its word; nil for any other.
        public init?(_ word: String) {
            guard word == Self.filesAbsent.description else { return nil }
            self = .filesAbsent
        }

        private init(unchecked word: String) { description = word }
    }

    /// How many files the item had.
    public let fileCount: Int
    /// How they were erased.
    public let method: Method
    /// What was checked.
    public let verification: Verification

    /// Evidence of an erasure.
    public init(fileCount: Int, method: Method, verification: Verification) {
        self.fileCount = fileCount
        self.method = method
        self.verification = verification
    }
}
