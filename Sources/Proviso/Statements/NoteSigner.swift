public import ProvisoCrypto

/// A key that signs notes, with its name.
///
/// - **Guarantees**: as for `SigningKey`: in guarded memory, not to be copied or printed.
public struct NoteSigner: ~Copyable, Sendable {
    private let key: SigningKey
    /// What others need to check its signatures.
    public let verifier: NoteVerifier

    /// A new key under a name, which should be a URL without its scheme that begins with a domain of yours.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a name that is empty or holds white space or `+`; `CryptoError`.
    public static func generate(name: String) throws -> NoteSigner {
        try NoteSigner(name: name, key: SigningKey.generate())
    }

    /// A key that there is already, under a name.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(name: String, key: consuming SigningKey) throws(ProvisoError) {
        guard NoteVerifier.isName(name) else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(name))' cannot name a key",
                remedy: "write a name without white space and +, such as agency.example/disclosure")
        }
        verifier = NoteVerifier(name: name, key: key.publicKey)
        self.key = key
    }

    deinit {}

    borrowing func signature(of text: String) -> SignedNote.Signature {
        SignedNote.Signature(
            name: verifier.name, keyID: verifier.keyID, bytes: key.signature(of: Array(text.utf8).span))
    }

    /// The key's line in a file, in a buffer that is wiped after the call.
    borrowing func exportLine<R>(because reason: StaticString, _ body: (Span<UInt8>) throws -> R) rethrows -> R {
        let id = Hexadecimal.encode(verifier.keyID.span)
        let name = verifier.name
        return try key.exportSeed(because: reason) { seed in
            var typed = [NoteVerifier.ed25519]
            typed.reserveCapacity(33)
            for index in seed.indices { typed.append(seed[index]) }
            defer { wipe(&typed) }
            var line = Array("\(Self.marker)\(name)+\(id)+".utf8)
            line.reserveCapacity(line.count + 45)
            defer { wipe(&line) }
            Base64.append(typed.span, .standard, to: &line)
            return try body(line.span)
        }
    }

    /// A key from its line.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyInvalid``.
    static func fromLine(_ line: Span<UInt8>) throws(ProvisoError) -> NoteSigner {
        let marker = Array(Self.marker.utf8)
        let pluses = line.indices.filter { line[$0] == UInt8(ascii: "+") }
        guard line.count > marker.count, marker.indices.allSatisfy({ line[$0] == marker[$0] }), pluses.count >= 4
        else { throw malformed }
        // The base64 of a key can hold a plus too, so the third and fourth are those that separate.
        let nameBytes = (marker.count..<pluses[2]).map { line[$0] }
        let idBytes = pluses[2] + 1 < pluses[3] ? (pluses[2] + 1..<pluses[3]).map { line[$0] } : []
        guard let name = String(validating: nameBytes, as: UTF8.self), NoteVerifier.isName(name),
            let id = Hexadecimal.decode(idBytes.span),
            var typed = Base64.decode(line.extracting((pluses[3] + 1)..<line.count), .standard)
        else { throw malformed }
        defer { wipe(&typed) }
        guard typed.count == 33, typed[0] == NoteVerifier.ed25519 else { throw malformed }
        let signer = try NoteSigner(name: name, key: held(typed.span.extracting(1..<33)))
        guard signer.verifier.keyID == id else { throw malformed }
        return signer
    }

    private static func held(_ seed: Span<UInt8>) throws(ProvisoError) -> SigningKey {
        do throws(CryptoError) {
            return try SigningKey(seed: seed)
        } catch {
            throw SecretFile.cannotHold(error, nil)
        }
    }

    private static let marker = "PRIVATE+KEY+"

    static let malformed = ProvisoError(
        .keyInvalid, "not a signing key: it must be one line, PRIVATE+KEY+NAME+ID+KEY",
        remedy: "restore the file, or make a new key")
}
