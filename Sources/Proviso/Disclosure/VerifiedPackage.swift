/// A package of which everything was checked: who sent it, for whom, and every byte that it holds.
///
/// Nothing but a ``PackageReader`` can make one, so a function that takes it cannot be given data that nobody vouched for.
///
/// - **Does not guarantee**: what cannot be seen any more. One that was made from an opened folder says nothing of the key that opened it, and
///   one that was made a while ago nothing of what became of the files.
public struct VerifiedPackage: Sendable {
    /// What the data are shared under.
    public let terms: DisclosureTerms
    /// The digest of the terms' statement.
    public let termsDigest: StatementDigest
    /// What the package holds.
    public let manifest: PackageManifest
    /// The digest of the manifest's statement.
    public let manifestDigest: StatementDigest
    /// The folder that its files are in, or are about to appear in; nil if the package was only inspected.
    public let folder: String?

    /// The names of its files, as they lie in the folder.
    public var fileNames: [String] {
        [MemberName.terms.text] + manifest.members.map(\.name) + [MemberName.manifest.text]
    }

    init(
        terms: DisclosureTerms, termsDigest: StatementDigest, manifest: PackageManifest,
        manifestDigest: StatementDigest, folder: String?
    ) {
        self.terms = terms
        self.termsDigest = termsDigest
        self.manifest = manifest
        self.manifestDigest = manifestDigest
        self.folder = folder
    }
}
