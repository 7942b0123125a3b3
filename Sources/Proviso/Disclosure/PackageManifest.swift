public import ProvisoCrypto

/// What a package holds: its streams of records and its files, with their digests.
///
/// - **Source**: `Formats/Statements`, *manifest*.
public struct PackageManifest: Hashable, Sendable {
    /// A stream of records, which a filter let through.
    public struct Records: Hashable, Sendable {
        /// The stream's name.
        public let name: StreamName
        /// The digest of the policy that it was filtered under.
        public let policy: ContentDigest
        /// The fingerprint of the pseudonymization domain, if pseudonyms were made.
        public let fingerprint: KeyFingerprint?
    }

    /// A file.
    public struct Member: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its size in bytes.
        public let byteCount: Int
        /// Its media type.
        public let mediaType: String
        /// Its digest.
        public let digest: ContentDigest
    }

    /// The streams of records.
    public let records: [Records]
    /// The files between terms and manifest, in the order of the archive.
    public let members: [Member]

    init(records: [Records], members: [Member]) {
        self.records = records
        self.members = members
    }

    /// The manifest as a statement that belongs to some terms.
    func statement(id: StatementID, for terms: DisclosureTerms, digest: StatementDigest) throws(ProvisoError)
        -> Statement
    {
        try Statement(
            .manifest,
            [
                "id": [id.description], "sender": [terms.sender.description], "created": [terms.created.description],
                "terms": [digest.description],
                "records": records.map { "\($0.name) blake2b-256:\($0.policy) \($0.fingerprint?.description ?? "-")" },
                "member": members.map { "\($0.name) \($0.byteCount) \($0.mediaType) blake2b-256:\($0.digest)" },
            ])
    }

    /// The manifest from its statement.
    ///
    /// - **Throws**: ``ProvisoError/Code/statementValue``.
    init(statement: Statement, place: ProvisoError.Place) throws(ProvisoError) {
        var records: [Records] = []
        for value in statement["records"] {
            guard let entry = Self.records(value) else { throw Self.malformed("records", place) }
            records.append(entry)
        }
        var members: [Member] = []
        for value in statement["member"] {
            guard let entry = Self.member(value) else { throw Self.malformed("member", place) }
            members.append(entry)
        }
        self.init(records: records, members: members)
    }

    /// Whether a manifest's statement is for some terms: their digest, sender and creation.
    static func belongs(_ statement: Statement, to terms: DisclosureTerms, digest: StatementDigest) -> Bool {
        statement["terms"] == [digest.description] && statement.signer == terms.sender
            && statement["created"] == [terms.created.description]
    }

    private static func records(_ value: String) -> Records? {
        let parts = fields(of: value)
        guard parts.count == 3, let name = try? StreamName(parts[0]), let policy = digest(parts[1]) else { return nil }
        if parts[2] == "-" { return Records(name: name, policy: policy, fingerprint: nil) }
        guard let fingerprint = try? KeyFingerprint(parts[2]) else { return nil }
        return Records(name: name, policy: policy, fingerprint: fingerprint)
    }

    private static func member(_ value: String) -> Member? {
        let parts = fields(of: value)
        guard parts.count == 4, let name = MemberName(parts[0]), name != .terms, name != .manifest,
            parts[1].utf8.count <= 15, parts[1].utf8.allSatisfy(isASCIIDigit), let byteCount = Int(parts[1]),
            String(byteCount) == parts[1], parts[2] == name.mediaType, let digest = digest(parts[3])
        else { return nil }
        return Member(name: parts[0], byteCount: byteCount, mediaType: parts[2], digest: digest)
    }

    private static func fields(of value: String) -> [String] {
        value.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func digest(_ text: String) -> ContentDigest? {
        let prefix = "blake2b-256:"
        return text.hasPrefix(prefix) ? ContentDigest(hexadecimal: String(text.dropFirst(prefix.count))) : nil
    }

    private static func malformed(_ key: String, _ place: ProvisoError.Place) -> ProvisoError {
        ProvisoError(
            .statementValue, "the field '\(key)' has a value that is not of its form",
            remedy: "ask the sender for a package in the form of Formats/Package", place: place)
    }
}
