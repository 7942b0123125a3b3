/// What an item that is a disclosure package was: who sent it to whom, and which files it has.
///
/// - **Guarantees**: names of files are names that files of a package have, so that whoever erases them can touch nothing
///   else.
public struct PackageOrigin: Hashable, Sendable {
    /// The id of the package.
    public let id: StatementID
    /// Who sent it.
    public let sender: Party
    /// Whom it was sent to.
    public let recipients: [Party]
    /// The digest of its terms.
    public let termsDigest: StatementDigest
    /// The digest of its manifest.
    public let manifestDigest: StatementDigest
    /// The names of its files.
    public let fileNames: [String]

    /// The origin of an item, from its parts: for stores, which give back what they were given.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a file name that no package has, no or repeated file names, and
    ///   no recipients.
    public init(
        id: StatementID, sender: Party, recipients: [Party], termsDigest: StatementDigest,
        manifestDigest: StatementDigest, fileNames: [String]
    ) throws(ProvisoError) {
        self.id = id
        self.sender = sender
        self.recipients = recipients
        self.termsDigest = termsDigest
        self.manifestDigest = manifestDigest
        self.fileNames = fileNames
        if let fault {
            throw ProvisoError(.valueInvalid, "not a package: \(fault)", remedy: "register the package again")
        }
    }

    /// Whether a party is among the recipients, code point by code point.
    public func isRecipient(_ party: Party) -> Bool {
        recipients.contains(party)
    }

    private var fault: String? {
        if fileNames.isEmpty || Set(fileNames).count != fileNames.count {
            return "its files are not named, or are named twice"
        }
        if fileNames.contains(where: { MemberName($0) == nil }) { return "it names a file that no package has" }
        return recipients.isEmpty ? "it has no recipients" : nil
    }
}

extension RetentionItem {
    /// The category of packages.
    static let packageCategory = "disclosure-package"

    /// The item that a package is: it ends when its terms say so. The folder may be one that appears only later, when
    /// ``PackageReader/open(_:with:into:_:)`` has told of the package.
    ///
    /// - **Throws**: ``ProvisoError/Code/retentionFolder`` for a package that was only inspected;
    ///   ``ProvisoError/Code/storeMissing`` if there is no folder around that of the package.
    public init(_ package: VerifiedPackage) throws(ProvisoError) {
        guard let folder = package.folder else {
            throw ProvisoError(
                .retentionFolder, "a package that was only inspected has no files",
                remedy: "open it into a folder first")
        }
        let terms = package.terms
        try self.init(
            id: RetentionID(terms.id), labels: RetentionLabels(category: Self.packageCategory),
            caseReference: terms.caseReference, created: terms.created, eraseBy: terms.eraseBy,
            authorization: terms.authorization,
            parts: [ErasablePart(eraser: FolderEraser.name, locator: Self.absolute(folder))],
            package: PackageOrigin(
                id: terms.id, sender: terms.sender, recipients: terms.recipients.map(\.party),
                termsDigest: package.termsDigest, manifestDigest: package.manifestDigest,
                fileNames: package.fileNames))
    }

    /// The path from the root of a folder that need not be there yet.
    private static func absolute(_ folder: String) throws(ProvisoError) -> String {
        var folder = folder
        while folder.utf8.count > 1, folder.utf8.last == UInt8(ascii: "/") { folder.removeLast() }
        let (around, name) = OutputFile.split(folder)
        if name.isEmpty || name == "." || name == ".." { return try CLibrary.resolved(folder) }
        let parent = try CLibrary.resolved(around.isEmpty ? "." : around)
        return parent == "/" ? "/" + name : parent + "/" + name
    }
}
