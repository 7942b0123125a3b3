internal import ProvisoCrypto

/// A key that signs statements, in a file of one line, as Go's `sumdb/note` writes it: `PRIVATE+KEY+NAME+ID+KEY`.
///
/// - **Guarantees**: a file that its group or others can read or write is refused, and a new one is made for its owner alone.
/// - **Does not guarantee**: protection at rest: whoever can read the file can sign in its owner's name.
/// - **Source**: `Formats/Statements`, *Keys*.
public enum SigningKeyFile {
    private static let largestByteCount = 4096
    /// With marker, ID and key, the line of a name of this length can be read again.
    private static let largestNameByteCount = 1024

    /// Reads a key.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/keyInvalid``.
    public static func read(_ path: String) throws(ProvisoError) -> NoteSigner {
        try SecretFile.read(path, limit: largestByteCount) { (bytes: Span<UInt8>?) throws(ProvisoError) -> NoteSigner in
            do throws(ProvisoError) {
                guard let bytes else { throw NoteSigner.malformed }
                return try NoteSigner.fromLine(bytes.extracting(0..<bytes.countWithoutLineEnding))
            } catch {
                throw ProvisoError(
                    error.code, error.message, remedy: error.remedy, place: ProvisoError.Place(source: path))
            }
        }
    }

    /// Makes a new key under a name, writes it to a new file with mode 0600, and gives the verifier key that others need. A file that is
    /// already there is left alone: it may hold the only copy of a key.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a name with white space or `+`, or of more than 1,024 bytes; ``ProvisoError/Code/storeFailed``; `CryptoError` where
    ///   there are no random bytes or no memory.
    public static func create(_ path: String, name: String) throws -> NoteVerifier {
        guard name.utf8.count <= largestNameByteCount else {
            throw ProvisoError(
                .valueInvalid, "a name of more than \(largestNameByteCount) bytes cannot name a key",
                remedy: "write a shorter one, such as agency.example/disclosure")
        }
        let signer = try NoteSigner.generate(name: name)
        let verifier = signer.verifier
        try SecretFile.create(path) { write in
            try signer.exportLine(because: "a new signing key file, for its owner alone") { line in
                try write(line)
                try write([UInt8(ascii: "\n")].span)
            }
        }
        return verifier
    }
}
