/// Recalls packages that were sent: when what they were made from is erased, whoever has a copy is told to erase it as well.
///
/// The locator of a part is the package's id. The signed notice lies in a folder afterwards, as `PACKAGE-ID.recall.note`; to send it is the application's part, and
/// ``RecallFolder`` knows who has answered.
///
/// ```swift
/// let recall = RecallEraser(into: "recalls", signer: { try SigningKeyFile.read("police.signing") }) { package in
///     try DisclosureRecord(keptIn: "sent/\(package)", trust: trust)
/// }
/// let engine = RetentionEngine(store: store, erasers: [RecallEraser.name: recall])
/// let part = try ErasablePart(eraser: RecallEraser.name, locator: sealed.terms.id.description)
/// ```
///
/// The part stands before whatever keeps the package's notes.
///
/// - **Guarantees**: a notice appears whole or not at all, and is on the disk when it ends well. There is one for each package: called again, it finds that and makes no other.
/// - **Does not guarantee**: that a copy is gone. The evidence says that a notice was issued, `recall-issued`, and that it lies there, `notice-written`: not that
///   it was sent, that anybody has read it, or does what it says.
/// - **Source**: `Formats/Statements`, *recall*.
public struct RecallEraser: Eraser {
    /// The name by which parts ask for it.
    public static let name = "sent-package"

    private let folder: String
    private let period: RetentionPeriod
    private let time: TimeSource
    private let signer: @Sendable () throws -> NoteSigner
    private let record: @Sendable (StatementID) throws -> DisclosureRecord

    /// An eraser that writes notices.
    ///
    /// - Parameters:
    ///   - folder: Where notices are written. It must be there.
    ///   - period: How much time recipients are given. They are never given more than the terms of a package do.
    ///   - time: The clock.
    ///   - signer: Gives the key that signs the notices.
    ///   - record: Gives what was kept of a package, by its id. It is not asked for where there is a notice already.
    public init(
        into folder: String, within period: RetentionPeriod = .days(30), time: TimeSource = .system,
        signer: @escaping @Sendable () throws -> NoteSigner,
        record: @escaping @Sendable (StatementID) throws -> DisclosureRecord
    ) {
        self.folder = folder
        self.period = period
        self.time = time
        self.signer = signer
        self.record = record
    }

    /// Refuses a locator that is no id.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {
        _ = try StatementID(part.locator)
    }

    /// Writes the notice for a package, without the rule that decided.
    ///
    /// - **Throws**: as ``erase(_:of:)-(ErasablePart,RetainedItem)``.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try issue(StatementID(part.locator), rule: nil)
    }

    /// Writes the notice for a package, which names the rule that decided.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureRefused`` where something else lies in the notice's place, or the record is another package's; what the signer, the record and
    ///   the clock throw; ``ProvisoError/Code/storeFailed``.
    public func erase(_ part: ErasablePart, of retained: RetainedItem) throws -> ErasureEvidence {
        try issue(StatementID(part.locator), rule: retained.decidedBy)
    }

    private func issue(_ package: StatementID, rule: RetentionRuleReference?) throws -> ErasureEvidence {
        let path = RecallFolder.noticePath(of: package, in: folder)
        let signer = try signer()
        // Two sweepers would make two notices, and one of them could be sent already.
        let lock = try FolderLock.take(around: path, waits: true)
        if try !CLibrary.exists(path) {
            let note = try notice(for: package, rule).signed(by: signer)
            var file = try OutputFile(path)
            try file.write(note.bytes.span)
            try file.commit()
        }
        try requireNotice(path, for: package, by: signer.verifier)
        // Whoever was killed may have put it there a moment ago.
        CLibrary.synchronizeFolder(of: path)
        _ = consume lock
        return ErasureEvidence(count: 1, method: .recallIssued, verification: .noticeWritten)
    }

    private func notice(for package: StatementID, _ rule: RetentionRuleReference?) throws -> RecallNotice {
        let record = try record(package)
        guard record.terms.id == package else {
            throw ProvisoError(
                .erasureRefused, "what was kept of the package is another's", remedy: "find the notes of this one",
                place: ProvisoError.Place(source: package.description))
        }
        let now = time.now().wholeSeconds
        let end = min(try now.adding(period), record.terms.eraseBy)
        return try RecallNotice(for: record, rule: rule, eraseBy: max(now, end), created: now)
    }

    /// What lies there must be a notice for this package, with our signature.
    private func requireNotice(_ path: String, for package: StatementID, by verifier: NoteVerifier) throws {
        let note = try InputFile(path).contents(limit: SignedNote.byteLimit).flatMap { try? SignedNote($0) }
        let statement = note.flatMap { try? Statement(.recall, text: $0.text, source: path) }
        let notice = statement.flatMap { try? RecallNotice(statement: $0) }
        guard let note, let notice, notice.package == package,
            note.signatures.contains(where: { verifier.claims($0) && verifier.isValid($0, of: note.text) })
        else {
            throw ProvisoError(
                .erasureRefused, "what lies in the place of the notice is another, or not signed with this key",
                remedy: "see what it is, and move it away", place: ProvisoError.Place(source: path))
        }
    }
}
