internal import ProvisoCrypto

/// A text with the signatures of one or more keys under it, as C2SP writes it. Nothing about it is trusted yet.
///
/// - **Guarantees**: the form of `Formats/Statements`, *The note*; whatever was read is written again byte for byte.
/// - **Does not guarantee**: that a signature is good. ``TrustPolicy/verify(_:as:source:)`` says that.
/// - **Source**: C2SP, *signed-note*.
public struct SignedNote: Sendable {
    /// A signature line.
    public struct Signature: Hashable, Sendable {
        /// The name of the key.
        public let name: String
        /// The first four bytes of the signature's base64: which key of that name.
        public let keyID: [UInt8]
        /// What the key made of the text.
        let bytes: [UInt8]
    }

    /// The text, up to and with its last line feed.
    public let text: String
    /// The signatures, in the order of their lines.
    public private(set) var signatures: [Signature]

    /// No note is larger.
    public static let byteLimit = 1 << 20
    /// No note has more signature lines.
    public static let signatureLimit = 64

    /// Reads a note.
    ///
    /// - **Throws**: ``ProvisoError/Code/noteSize``, ``ProvisoError/Code/noteForm``.
    public init(_ bytes: [UInt8], source: String? = nil) throws(ProvisoError) {
        let place = ProvisoError.Place(source: source)
        guard bytes.count <= Self.byteLimit else {
            throw ProvisoError(
                .noteSize, "a signed note of more than 1 MiB", remedy: "ask its signer for one that is smaller",
                place: place)
        }
        do throws(NoteFault) {
            (text, signatures) = try Self.parts(of: bytes)
        } catch {
            throw ProvisoError(
                .noteForm, "not a signed note: \(error.sentence)", remedy: "ask its signer for the whole file",
                place: place)
        }
    }

    /// A text with its first signature.
    ///
    /// A text that does not end with a line feed, or that holds a control character, is a mistake in the program, and stops it.
    init(text: String, signer: borrowing NoteSigner) {
        precondition(
            text.utf8.last == UInt8(ascii: "\n") && !text.utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") },
            "SignedNote: a text ends with a line feed and holds no control character")
        self.text = text
        signatures = [signer.signature(of: text)]
    }

    /// Adds a signature below the others, for somebody who has read the text. The digest of a statement stays the same.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` if there are as many as a note can have, or it gets too large for a note.
    public mutating func sign(_ signer: borrowing NoteSigner) throws(ProvisoError) {
        guard signatures.count < Self.signatureLimit else {
            throw ProvisoError(
                .valueInvalid, "a note has at most \(Self.signatureLimit) signatures", remedy: "sign another copy")
        }
        let signature = signer.signature(of: text)
        signatures.append(signature)
        if bytes.count > Self.byteLimit {
            signatures.removeLast()
            throw ProvisoError(.valueInvalid, "a note has at most 1 MiB", remedy: "sign another copy")
        }
    }

    /// The note as it is stored and sent.
    public var bytes: [UInt8] {
        var note = text + "\n"
        for signature in signatures {
            note += "— \(signature.name) \(Base64.encode((signature.keyID + signature.bytes).span, .standard))\n"
        }
        return Array(note.utf8)
    }

    // MARK: - Reading

    private struct NoteFault: Error {
        let sentence: String
    }

    private static func parts(of bytes: [UInt8]) throws(NoteFault) -> (String, [Signature]) {
        guard let note = String(validating: bytes, as: UTF8.self) else { throw NoteFault(sentence: "it is not UTF-8") }
        guard !bytes.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\n") }) else {
            throw NoteFault(sentence: "it holds a control character")
        }
        // The text is separated from the signatures by the last empty line.
        guard let end = lastEmptyLine(bytes) else {
            throw NoteFault(sentence: "no empty line before its signatures")
        }
        let index = note.utf8.index(note.utf8.startIndex, offsetBy: end)
        let lines = note[note.utf8.index(after: index)...].utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The last line ends with a line feed too, so the part after it is empty.
        guard lines.count >= 2, lines.last?.isEmpty == true else { throw NoteFault(sentence: "no signature line") }
        guard lines.count - 1 <= signatureLimit else { throw NoteFault(sentence: "too many signature lines") }
        var signatures: [Signature] = []
        for line in lines.dropLast() {
            guard let signature = Signature(line: Substring(line)) else {
                throw NoteFault(sentence: "a signature line of another form")
            }
            signatures.append(signature)
        }
        return (String(note[..<index]), signatures)
    }

    /// Where the last empty line of a note begins, behind a text of at least one line.
    private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
        let lineFeed = UInt8(ascii: "\n")
        var index = bytes.count - 1
        while index >= 1 {
            if bytes[index] == lineFeed, bytes[index - 1] == lineFeed { return index == 1 ? nil : index }
            index -= 1
        }
        return nil
    }
}

extension SignedNote.Signature {
    fileprivate init?(line: Substring) {
        let parts = line.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, String(parts[0]) == "—", NoteVerifier.isName(String(parts[1])),
            let decoded = Base64.decode(String(parts[2]), .standard),
            (5...8192).contains(decoded.count)
        else { return nil }
        name = String(parts[1])
        keyID = Array(decoded.prefix(4))
        bytes = Array(decoded.dropFirst(4))
    }
}
