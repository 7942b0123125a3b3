public import ProvisoCrypto

/// Opens and verifies packages, all or nothing.
///
/// ```swift
/// let reader = PackageReader(trust: try TrustPolicy(contentsOfFile: "trust.txt"))
/// let package = try reader.open("case-114.age", with: identity, into: "case-114")
/// ```
///
/// - **Guarantees**: files are given out only after every check of `Formats/Package`, *Opening*, has passed: a package that is forged,
///   changed, cut off, meant for somebody else, not yet or no longer to be opened leaves nothing behind.
/// - **Does not guarantee**: that what the records say is true.
/// - **Cost**: memory for some blocks, the notes and the reports, whatever the size of the package.
/// - **Source**: `Formats/Package`.
public struct PackageReader: Sendable {
    private let trust: TrustPolicy
    private let time: TimeSource
    private let observer: (any ProcessingObserver)?

    /// A reader that believes the senders of a trust file.
    ///
    /// The observer is told of the collection after everything was checked and before a file is given out, and can refuse it.
    public init(trust: TrustPolicy, time: TimeSource = .system, observer: (any ProcessingObserver)? = nil) {
        self.trust = trust
        self.time = time
        self.observer = observer
    }

    /// Opens a package into a new folder.
    ///
    /// `willAppear` is called when everything was checked and nothing was given out yet; if it throws, nothing is.
    ///
    /// - **Throws**: ``ProvisoError`` with the word of the first check that failed (`Formats/Package`, *Refusals*),
    ///   ``ProvisoError/Code/storeMissing`` or ``ProvisoError/Code/storeFailed``; what the observer and `willAppear` throw; `CryptoError`.
    public func open(
        _ path: String, with identity: borrowing AgeIdentity, into folder: String,
        _ willAppear: (VerifiedPackage) throws -> Void = { _ in }
    ) throws -> VerifiedPackage {
        let staging = try StagedFolder(folder)
        let verified = try verify(path, with: identity, at: time.now(), files: staging.files, folder: folder)
        try observer?.willPerform(
            ProcessingOperation(
                .collection, package: verified.terms.id.description, parties: [verified.terms.sender],
                purpose: verified.terms.purpose))
        try willAppear(verified)
        try staging.commit()
        return verified
    }

    /// Checks a package as ``open(_:with:into:_:)`` does, and writes nothing.
    ///
    /// - **Throws**: as ``open(_:with:into:_:)``.
    public func inspect(_ path: String, with identity: borrowing AgeIdentity) throws -> VerifiedPackage {
        try verify(path, with: identity, at: time.now(), files: nil, folder: nil)
    }

    /// Checks the folder that a package was opened into: signatures, dates, and every file against the manifest. A file that
    /// is named as records are and that the manifest does not list is refused, and so is a link.
    ///
    /// A folder that should have been erased by now is verified like others, so that it can be registered and erased.
    ///
    /// What cannot be told from a folder: whether the key that opened the package was meant to, and whether other files
    /// beside the package's belong there.
    ///
    /// - **Throws**: as ``open(_:with:into:_:)``; ``ProvisoError/Code/storeMissing`` for a file that the manifest lists and the folder lacks.
    public func verify(folder: String) throws -> VerifiedPackage {
        var checks = PackageChecks(trust: trust, now: time.now(), recipient: nil, source: folder, files: nil)
        try checks.readFolder(folder)
        return try checks.finish(folder: folder)
    }

    private func verify(
        _ path: String, with identity: borrowing AgeIdentity, at now: Instant, files: StagedFolder.Files?,
        folder: String?
    ) throws -> VerifiedPackage {
        // A package has no armor: there would be several files for one package.
        var sealed = AgeReader(try InputFile(path), identity: identity, acceptsArmor: false)
        var archive = ArchiveReader(source: path)
        var checks = PackageChecks(
            trust: trust, now: now, recipient: identity.recipient, source: path, files: files)
        while try sealed.readBlock({ piece in try archive.write(piece, into: &checks) }) {}
        try archive.finish()
        return try checks.finish(folder: folder)
    }
}
