/// A package that is kept, and must be erased: whose it is, where its files lie, until when.
///
/// - **Guarantees**: names of files are names that files of a package have, and the folder's path begins at the root,
///   so that whoever erases the item can touch nothing but files of packages.
/// - **Does not guarantee**: that the files are still there.
public struct RetentionItem: Hashable, Sendable {
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
    /// The folder that its files lie in, from the root of the file system, without links.
    public let folder: String
    /// The names of its files in the folder.
    public let fileNames: [String]
    /// From when the rule counts: the creation of the package.
    public let anchor: Instant
    /// The rule that says how long it is kept.
    public let rule: RetentionRule
    /// When it must be gone, as somebody set it: the sender, in the terms.
    public let eraseBy: Instant
    /// The statement that authorized the exchange, if the terms name one.
    public let authorization: StatementDigest?

    /// The item that a package is. The folder may be one that appears only later, when
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
            id: terms.id, sender: terms.sender, recipients: terms.recipients.map(\.party),
            termsDigest: package.termsDigest,
            manifestDigest: package.manifestDigest, folder: Self.absolute(folder), fileNames: package.fileNames,
            anchor: terms.created, rule: .packageTerms, eraseBy: terms.eraseBy, authorization: terms.authorization)
    }

    /// An item from its parts: for stores, which give back what they were given.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a file name that no package has, no or repeated file names,
    ///   a folder that does not begin at the root or has `.` or `..` in it, no recipients, or an end before the
    ///   beginning.
    public init(
        id: StatementID, sender: Party, recipients: [Party], termsDigest: StatementDigest,
        manifestDigest: StatementDigest, folder: String, fileNames: [String], anchor: Instant, rule: RetentionRule,
        eraseBy: Instant, authorization: StatementDigest?
    ) throws(ProvisoError) {
        self.id = id
        self.sender = sender
        self.recipients = recipients
        self.termsDigest = termsDigest
        self.manifestDigest = manifestDigest
        self.folder = folder
        self.fileNames = fileNames
        self.anchor = anchor
        self.rule = rule
        self.eraseBy = eraseBy
        self.authorization = authorization
        if let fault {
            throw ProvisoError(.valueInvalid, "not a retention item: \(fault)", remedy: "register the package again")
        }
    }

    /// Whether a party is among the recipients, code point by code point.
    public func isRecipient(_ party: Party) -> Bool {
        recipients.contains(party)
    }

    /// Two items are equal if they are so to the byte: to Swift two texts are equal if they look alike, and to a file
    /// system they name two folders.
    public static func == (left: RetentionItem, right: RetentionItem) -> Bool {
        func texts(_ item: RetentionItem) -> [[UInt8]] {
            let texts = [item.folder, item.sender.description, item.rule.id] + item.recipients.map(\.description)
            return texts.map { Array($0.utf8) }
        }
        return left.id == right.id && left.termsDigest == right.termsDigest
            && left.manifestDigest == right.manifestDigest && left.fileNames == right.fileNames
            && left.anchor == right.anchor && left.rule == right.rule && left.eraseBy == right.eraseBy
            && left.authorization == right.authorization && texts(left) == texts(right)
    }

    private var fault: String? {
        if fileNames.isEmpty || Set(fileNames).count != fileNames.count {
            return "its files are not named, or are named twice"
        }
        if fileNames.contains(where: { MemberName($0) == nil }) { return "it names a file that no package has" }
        let steps = folder.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if steps.count < 2 || steps[0] != "" || steps.dropFirst().contains(where: { ["", ".", ".."].contains($0) })
            || folder.utf8.contains(0)
        {
            return "its folder is not a path from the root"
        }
        if recipients.isEmpty { return "it has no recipients" }
        if eraseBy < anchor { return "it ends before it begins" }
        return nil
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
