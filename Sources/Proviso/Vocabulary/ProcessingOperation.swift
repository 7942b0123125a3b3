/// Something that is about to be done with personal data, for whoever must know or can forbid it.
///
/// It names the operation by identifiers of statements and parties, and holds no personal data.
public struct ProcessingOperation: Hashable, Sendable {
    /// What is done, in the words of Directive (EU) 2016/680, article 25, and re-identification. More can be added, so a `switch` needs a `default`.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The kind as a stable word.
        public let description: String

        /// Data are taken in: a package is opened.
        public static let collection = Kind(description: "collection")
        /// Data are handed to somebody: a package is sealed.
        public static let disclosure = Kind(description: "disclosure")
        /// Data are erased.
        public static let erasure = Kind(description: "erasure")
        /// Pseudonyms are turned back.
        public static let reidentification = Kind(description: "reidentification")
    }

    /// What is done.
    public let kind: Kind
    /// The id of the package that it is done with; for the key of a type and for pseudonyms, the fingerprint of their domain.
    public let package: String
    /// Who hands over, receives or is told, beside whoever does it.
    public let parties: [Party]
    /// What for.
    public let purpose: Purpose?
    /// To how many pseudonyms it is done, where that is known.
    public let count: Int?

    /// An operation that is about to happen.
    public init(_ kind: Kind, package: String, parties: [Party], purpose: Purpose? = nil, count: Int? = nil) {
        self.kind = kind
        self.package = package
        self.parties = parties
        self.purpose = purpose
        self.count = count
    }
}

/// Is told, *before* it happens, that a package is sealed, opened or erased, the key of a type exported, or a pseudonym turned back, by the
/// writer, reader, engine or call that it was given to.
///
/// - **Guarantees**: if it throws, the package is not put in its place, its files are not given out, or its erasure is not begun.
/// - **Does not guarantee**: that an announced operation succeeds afterwards; a disk can be full. An erasure that was begun and is
///   resumed is not announced again. A filter that writes records elsewhere than into a package announces nothing.
public protocol ProcessingObserver: Sendable {
    /// Takes note of an operation, or refuses it by throwing.
    func willPerform(_ operation: ProcessingOperation) throws
}
