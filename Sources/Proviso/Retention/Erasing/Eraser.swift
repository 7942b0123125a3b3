/// Removes one part of an item, and checks that it is gone: through it an application removes its own data.
///
/// A sweep that was killed calls it again for the same part, so it is called at least once, and by two sweepers at the
/// same time. What is gone already is no error; what is still there at the end is one.
public protocol Eraser: Sendable {
    /// Says whether a part is one that it could erase, when an item is registered.
    ///
    /// - **Throws**: whatever says what is wrong with its locator. The default takes every one.
    func check(_ part: ErasablePart, of item: RetentionItem) throws

    /// Erases a part of an item whose erasure was decided.
    ///
    /// - **Throws**: whatever says why the part is not gone, such as ``ProvisoError/Code/erasureIncomplete``. The next
    ///   sweep tries again.
    func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence

    /// Erases a part of an item, told also what the store knows of it: for an eraser that has to say by which rule. The default erases it without that.
    ///
    /// - **Throws**: as ``erase(_:of:)-(ErasablePart,RetentionItem)``.
    func erase(_ part: ErasablePart, of retained: RetainedItem) throws -> ErasureEvidence

    /// Erases parts of several items, and gives for each, in their order, what erasing it alone gives or throws.
    ///
    /// A sweep calls it. The default erases one after the other; an eraser that is quicker with many at once has its own.
    func erase(_ parts: [PartErasure]) -> [Result<ErasureEvidence, any Error>]

    /// Removes what was erased from places that are not looked at for each part, such as a log: before anything is certified.
    ///
    /// - **Throws**: whatever says why that cannot be done now; then nothing is certified, and the next sweep tries again. The default does nothing.
    func scrub() throws
}

extension Eraser {
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {}

    public func erase(_ part: ErasablePart, of retained: RetainedItem) throws -> ErasureEvidence {
        try erase(part, of: retained.item)
    }

    public func erase(_ parts: [PartErasure]) -> [Result<ErasureEvidence, any Error>] {
        parts.map { part in Result { try erase(part.part, of: part.retained) } }
    }

    public func scrub() throws {}
}

/// A part that is to be erased, and what the store knows of the item that it is one of.
public struct PartErasure: Hashable, Sendable {
    /// The part.
    public let part: ErasablePart
    /// The item, whose erasure was decided.
    public let retained: RetainedItem

    /// A part of an item.
    public init(_ part: ErasablePart, of retained: RetainedItem) {
        self.part = part
        self.retained = retained
    }
}

/// How a part of an item was erased, and what was checked afterwards.
///
/// - **Source**: `Formats/Statements`, *certificate*.
public struct ErasureEvidence: Hashable, Sendable {
    /// How something was erased. An application can have methods of its own.
    public struct Method: Hashable, Sendable, CustomStringConvertible {
        /// The method as a stable word.
        public let description: String

        /// Files were removed from their folder. Their bytes were not overwritten.
        public static let filesUnlinked = Method(unchecked: "files-unlinked")
        /// Nothing was there to be erased: it had been removed before, or moved away.
        public static let foundAbsent = Method(unchecked: "found-absent")

        /// Rows were deleted from a database that overwrites what it deletes.
        public static let rowsDeleted = Method(unchecked: "rows-deleted")
        /// The keys were destroyed under which values were sealed.
        public static let keysDestroyed = Method(unchecked: "keys-destroyed")
        /// Whoever was sent a copy was to be told to erase it. Whether they did is not known.
        public static let recallIssued = Method(unchecked: "recall-issued")

        /// A method from its word.
        ///
        /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a word that is not `a-z`, then `a-z 0-9 -`.
        public init(_ word: String) throws(ProvisoError) {
            try requireEvidenceWord(word)
            self.init(unchecked: word)
        }

        private init(unchecked word: String) { description = word }
    }

    /// What was checked before somebody vouched for it. An application can have checks of its own.
    public struct Verification: Hashable, Sendable, CustomStringConvertible {
        /// The check as a stable word.
        public let description: String

        /// The file system was asked for every file, and has none of them.
        public static let filesAbsent = Verification(unchecked: "files-absent")

        /// The database was asked for every row, and has none of them.
        public static let rowsAbsent = Verification(unchecked: "rows-absent")
        /// The store was asked for every key, and has none of them.
        public static let keysAbsent = Verification(unchecked: "keys-absent")
        /// The signed notice was read again.
        public static let noticeWritten = Verification(unchecked: "notice-written")

        /// A check from its word.
        ///
        /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a word that is not `a-z`, then `a-z 0-9 -`.
        public init(_ word: String) throws(ProvisoError) {
            try requireEvidenceWord(word)
            self.init(unchecked: word)
        }

        private init(unchecked word: String) { description = word }
    }

    /// How many things the part had: files, rows, keys.
    public let count: Int
    /// How they were erased.
    public let method: Method
    /// What was checked.
    public let verification: Verification

    /// Evidence of an erasure.
    public init(count: Int, method: Method, verification: Verification) {
        self.count = count
        self.method = method
        self.verification = verification
    }
}

private func requireEvidenceWord(_ word: String) throws(ProvisoError) {
    guard RetentionWords.isWord(word) else {
        throw ProvisoError(
            .valueInvalid, "evidence of an erasure cannot be called '\(excerpt(word))'",
            remedy: "write \(RetentionWords.wordForm)")
    }
}
