internal import ProvisoCrypto

/// A root key alone in a file, for secret managers and first steps: one line, `proviso-key-v1:` and 43 characters.
///
/// - **Guarantees**: a file that its group or others can read or write is refused, and a new one is made for its owner alone. The
///   key's text is decoded straight into guarded memory, and the file's bytes are wiped.
/// - **Does not guarantee**: protection at rest: whoever can read the file holds the key.
/// - **Source**: RFC 4648 section 5 (base64url).
public enum KeyFile {
    private static let marker: StaticString = "proviso-key-v1:"
    /// The marker, the key, and a line ending.
    private static let largestByteCount = 15 + 43 + 2

    /// Reads a key.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeMode`` for a file that others can reach,
    ///   ``ProvisoError/Code/keyInvalid`` for anything but one line of the right form.
    public static func read(_ path: String) throws(ProvisoError) -> RootKey {
        try SecretFile.read(path, limit: largestByteCount) { (bytes: Span<UInt8>?) throws(ProvisoError) -> RootKey in
            guard let bytes else { throw malformed(path) }
            let end = bytes.countWithoutLineEnding
            let prefix = Array(marker.description.utf8)
            guard end > prefix.count, prefix.indices.allSatisfy({ bytes[$0] == prefix[$0] }) else {
                throw malformed(path)
            }
            do throws(CryptoError) {
                return try RootKey(base64URL: bytes.extracting(prefix.count..<end))
            } catch {
                if error == .keyEncoding { throw malformed(path) }
                throw SecretFile.cannotHold(error, path)
            }
        }
    }

    /// Makes a new random key and writes it to a new file with mode 0600. A file that is already there is left alone: it may hold
    /// the only copy of a key.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``; `CryptoError` where there are no random bytes or no memory.
    public static func create(_ path: String) throws {
        let key = try RootKey.generate()
        try SecretFile.create(path) { write in
            try key.exportBase64URL(because: "a new key file, for its owner alone") { text in
                var line = Array(marker.description.utf8)
                // With room for all of it, so that growing leaves no copy behind.
                line.reserveCapacity(largestByteCount)
                for index in text.indices { line.append(text[index]) }
                line.append(UInt8(ascii: "\n"))
                defer { wipe(&line) }
                try write(line.span)
            }
        }
    }

    private static func malformed(_ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid, "not a key file: it must be one line, proviso-key-v1: and 43 characters",
            remedy: "restore the file, or make a new key with --new-key", place: ProvisoError.Place(source: path))
    }
}
