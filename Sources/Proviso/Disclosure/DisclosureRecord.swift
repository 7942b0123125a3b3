/// What the sender of a package keeps of it, to know it again when its certificate of erasure comes: the notes, and nothing of the data.
public struct DisclosureRecord: Sendable {
    /// The terms.
    public let terms: DisclosureTerms
    /// The digest of their statement.
    public let termsDigest: StatementDigest
    /// What the package holds.
    public let manifest: PackageManifest
    /// The digest of its statement.
    public let manifestDigest: StatementDigest
    private let termsNote: [UInt8]
    private let manifestNote: [UInt8]

    init(
        terms: DisclosureTerms, termsDigest: StatementDigest, manifest: PackageManifest,
        manifestDigest: StatementDigest,
        termsNote: [UInt8], manifestNote: [UInt8]
    ) {
        self.terms = terms
        self.termsDigest = termsDigest
        self.manifest = manifest
        self.manifestDigest = manifestDigest
        self.termsNote = termsNote
        self.manifestNote = manifestNote
    }

    /// Reads the notes that ``keep(in:)`` wrote.
    ///
    /// The trust file must list the sender's own key too: a record that somebody changed proves nothing.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``; the words of notes and statements; ``ProvisoError/Code/manifestTerms`` if the two do not
    ///   belong together.
    public init(keptIn folder: String, trust: TrustPolicy) throws {
        let termsPath = folder + "/" + MemberName.terms.text
        let manifestPath = folder + "/" + MemberName.manifest.text
        termsNote = try Self.note(termsPath)
        manifestNote = try Self.note(manifestPath)
        let termsStatement = try trust.verify(termsNote, as: .terms, source: termsPath).statement
        terms = try DisclosureTerms(statement: termsStatement, place: ProvisoError.Place(source: termsPath))
        termsDigest = termsStatement.digest
        let statement = try trust.verify(manifestNote, as: .manifest, source: manifestPath).statement
        manifest = try PackageManifest(statement: statement, place: ProvisoError.Place(source: manifestPath))
        manifestDigest = statement.digest
        guard PackageManifest.belongs(statement, to: terms, digest: termsDigest) else {
            throw ProvisoError(
                .manifestTerms, "its manifest is for other terms",
                remedy: "keep the two notes of one package in one folder",
                place: ProvisoError.Place(source: folder))
        }
    }

    /// Writes the two notes into a new folder, which appears whole or not at all.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also if there is something of that name.
    public func keep(in folder: String) throws {
        let staging = try StagedFolder(folder)
        for (name, note) in [(MemberName.terms, termsNote), (.manifest, manifestNote)] {
            try staging.files.write(note.span, to: name.text)
        }
        try staging.commit()
    }

    private static func note(_ path: String) throws -> [UInt8] {
        guard let bytes = try InputFile(path).contents(limit: SignedNote.byteLimit) else {
            throw ProvisoError(
                .noteSize, "a signed note of more than 1 MiB", remedy: "give the folder that was kept",
                place: ProvisoError.Place(source: path))
        }
        return bytes
    }
}
