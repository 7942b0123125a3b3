/// Who may sign what: which keys count, for which party, for which types of statements.
///
/// ```text
/// terms,manifest   police.example/disclosure+cb59c7d4+AT0a…   police.example
/// certificate      fiu.example/retention+8f0e2c11+AeC9…       fiu.example
/// ```
///
/// - **Guarantees**: a key belongs to one party. A file with a line that is not understood is refused whole.
/// - **Does not guarantee**: that the keys are the parties'. Compare them over another channel before you list them.
/// - **Source**: `Formats/Statements`, *Who may sign what*.
public struct TrustPolicy: Sendable {
    /// One line: a key and what it counts for.
    public struct Entry: Hashable, Sendable {
        /// The types that the key may sign.
        public let types: Set<StatementType>
        /// The key.
        public let verifier: NoteVerifier
        /// Whose key it is.
        public let party: Party

        /// A key that may sign some types for a party.
        public init(_ types: Set<StatementType>, _ verifier: NoteVerifier, for party: Party) {
            self.types = types
            self.verifier = verifier
            self.party = party
        }
    }

    /// The lines.
    public let entries: [Entry]

    /// A list of who may sign what.
    ///
    /// - **Throws**: ``ProvisoError/Code/trustInvalid`` if a key is listed for two parties, or two keys share a name and ID.
    public init(_ entries: [Entry]) throws(ProvisoError) {
        var listed = Listed()
        for entry in entries {
            if let fault = listed.add(entry) { throw Self.contradicting(fault, ProvisoError.Place()) }
        }
        self.entries = entries
    }

    /// Reads a trust file.
    ///
    /// - **Throws**: ``ProvisoError/Code/trustInvalid``, ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeFailed``.
    public init(contentsOfFile path: String) throws(ProvisoError) {
        guard let bytes = try InputFile(path).contents(limit: 1 << 20) else {
            throw ProvisoError(
                .trustInvalid, "a trust file of more than 1 MiB", remedy: "list only keys that are in use",
                place: ProvisoError.Place(source: path))
        }
        try self.init(utf8: bytes, source: path)
    }

    /// Reads the text of a trust file.
    ///
    /// - **Throws**: ``ProvisoError/Code/trustInvalid``.
    public init(utf8 bytes: [UInt8], source: String? = nil) throws(ProvisoError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.failure("it is not UTF-8", ProvisoError.Place(source: source))
        }
        var entries: [Entry] = []
        var listed = Listed()
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let place = ProvisoError.Place(source: source, line: number + 1)
            let line = String(line).trimmingBlanks()
            if line.isEmpty || line.hasPrefix("#") { continue }
            let entry = try Self.entry(line, place)
            if let fault = listed.add(entry) { throw Self.contradicting(fault, place) }
            entries.append(entry)
        }
        self.entries = entries
    }

    /// Verifies a note as a statement of one type, in the order of `Formats/Statements`, *Refusals*.
    ///
    /// - **Guarantees**: the statement is signed by a key that is listed for its type and for the party that it names; no signature of
    ///   a listed key is bad.
    /// - **Throws**: ``ProvisoError`` with the word of the first check that failed.
    public func verify(
        _ bytes: [UInt8], as type: StatementType, source: String? = nil
    ) throws(ProvisoError) -> VerifiedStatement {
        let note = try SignedNote(bytes, source: source)
        let place = ProvisoError.Place(source: source)
        var signers: [Entry] = []
        for signature in note.signatures {
            let claimed = entries.filter { $0.verifier.claims(signature) }
            guard let verifier = claimed.first?.verifier else { continue }
            guard verifier.isValid(signature, of: note.text) else {
                throw ProvisoError(
                    .noteSignature, "a signature of \(printable(verifier.name)) is not good",
                    remedy: "do not use it; the text was changed or the signature forged", place: place)
            }
            signers += claimed
        }
        guard !signers.isEmpty else {
            throw ProvisoError(
                .noteUnknownSigner, "no signature is of a key in the trust file",
                remedy: "ask the sender for its verifier key, and compare it over another channel", place: place)
        }
        let statement = try Statement(type, text: note.text, source: source)
        let signer = signers.first { entry in
            entry.types.contains(type) && entry.party == statement.signer
        }
        guard let signer else {
            throw ProvisoError(
                .statementParty, "none of its signatures may sign \(type) for the party that it names",
                remedy: "check the trust file, and do not use the statement otherwise", place: place)
        }
        return VerifiedStatement(
            statement: statement, signer: signer.party, verifier: signer.verifier, source: source)
    }

    // MARK: - Reading

    private static func entry(_ line: String, _ place: ProvisoError.Place) throws(ProvisoError) -> Entry {
        let (words, rest) = line.splittingBlanks()
        let (key, party) = rest.splittingBlanks()
        var types: Set<StatementType> = []
        for word in words.split(separator: ",", omittingEmptySubsequences: false) {
            guard let type = StatementType.all.first(where: { $0.description.utf8.elementsEqual(word.utf8) }) else {
                throw failure(
                    "its first word lists something else than \(StatementType.all.map(\.description).joined(separator: ", "))",
                    place)
            }
            guard types.insert(type).inserted else { throw failure("its first word lists a type twice", place) }
        }
        guard let verifier = try? NoteVerifier(key) else {
            throw failure("its second word is not a verifier key, NAME+ID+KEY", place)
        }
        guard let party = try? Party(party), !party.description.unicodeScalars.contains("\t"),
            !party.description.contains("  ")
        else { throw failure("what follows the key is not a party with single spaces inside", place) }
        return Entry(types, verifier, for: party)
    }

    /// What the entries so far say of their keys, so that each entry is compared with all of them at once.
    private struct Listed {
        private var parties: [VerifyingKey: Party] = [:]
        /// By ID and name in bytes, because to Swift two texts are equal if they look alike.
        private var keys: [[UInt8]: VerifyingKey] = [:]

        /// Adds an entry, and says what contradicts those before it.
        mutating func add(_ entry: Entry) -> String? {
            let verifier = entry.verifier
            if let party = parties.updateValue(entry.party, forKey: verifier.key), party != entry.party {
                return "a key is listed for two parties"
            }
            let name = verifier.keyID + Array(verifier.name.utf8)
            if let key = keys.updateValue(verifier.key, forKey: name), key != verifier.key {
                return "two keys share a name and ID"
            }
            return nil
        }
    }

    private static func contradicting(_ fault: String, _ place: ProvisoError.Place) -> ProvisoError {
        ProvisoError(
            .trustInvalid, "a list of who may sign what that contradicts itself: \(fault)",
            remedy: "find out which line is right, and remove the other", place: place)
    }

    private static func failure(_ fault: String, _ place: ProvisoError.Place) -> ProvisoError {
        ProvisoError(
            .trustInvalid, "not a trust file: \(fault)", remedy: "write TYPES VERIFIER-KEY PARTY on each line",
            place: place)
    }
}

/// A statement that was signed by somebody who may. Nothing but ``TrustPolicy/verify(_:as:source:)`` can make one.
public struct VerifiedStatement: Sendable {
    /// What was said.
    public let statement: Statement
    /// Who said it.
    public let signer: Party
    /// The key that says so.
    public let verifier: NoteVerifier
    /// The name of the file that it was read from.
    public let source: String?

    fileprivate init(statement: Statement, signer: Party, verifier: NoteVerifier, source: String?) {
        self.statement = statement
        self.signer = signer
        self.verifier = verifier
        self.source = source
    }
}

extension String {
    /// The text without the blanks, tabs and carriage returns at its ends.
    fileprivate func trimmingBlanks() -> String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, " \t\r".unicodeScalars.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, " \t\r".unicodeScalars.contains(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// The first word, and what follows the blanks behind it.
    fileprivate func splittingBlanks() -> (String, String) {
        let scalars = unicodeScalars
        let end = scalars.firstIndex { $0 == " " || $0 == "\t" } ?? scalars.endIndex
        return (String(scalars[..<end]), String(scalars[end...]).trimmingBlanks())
    }
}
