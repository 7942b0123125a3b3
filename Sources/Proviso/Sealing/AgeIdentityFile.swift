public import ProvisoCrypto

/// An age identity in a file, as `age-keygen` writes it: comments, and one line `AGE-SECRET-KEY-1…`.
///
/// - **Guarantees**: a file that its group or others can read or write is refused, and a new one is made for its owner alone. The
///   identity is decoded straight into guarded memory, and the file's bytes are wiped.
/// - **Does not guarantee**: protection at rest: whoever can read the file can open what is sealed to its recipient.
/// - **Source**: C2SP, *age*.
public enum AgeIdentityFile {
    private static let largestByteCount = 64 * 1024

    /// Reads an identity.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/keyInvalid`` for a file without an
    ///   identity, with several, or with anything else but comments.
    public static func read(_ path: String) throws(ProvisoError) -> AgeIdentity {
        try SecretFile.read(path, limit: largestByteCount) {
            (bytes: Span<UInt8>?) throws(ProvisoError) -> AgeIdentity in
            guard let bytes else { throw malformed(path) }
            guard let line = identityLine(bytes) else { throw malformed(path) }
            do throws(CryptoError) {
                return try AgeIdentity(text: bytes.extracting(line))
            } catch {
                if error == .identityEncoding { throw malformed(path) }
                throw SecretFile.cannotHold(error, path)
            }
        }
    }

    /// Makes a new identity, writes it to a new file with mode 0600, and gives the recipient that others seal to. A file that is already
    /// there is left alone: it may hold the only copy of a key.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``; `CryptoError` where there are no random bytes or no memory.
    public static func create(_ path: String, at instant: Instant) throws -> AgeRecipient {
        let identity = try AgeIdentity.generate()
        let recipient = identity.recipient
        let comments = "# created: \(instant)\n# public key: \(recipient)\n"
        try SecretFile.create(path) { write in
            try identity.exportText(because: "a new identity file, for its owner alone") { text in
                var lines = Array(comments.utf8)
                // With room for all of it, so that growing leaves no copy behind.
                lines.reserveCapacity(lines.count + text.count + 1)
                for index in text.indices { lines.append(text[index]) }
                lines.append(UInt8(ascii: "\n"))
                defer { wipe(&lines) }
                try write(lines.span)
            }
        }
        return recipient
    }

    /// The one line that is neither empty nor a comment; nil if there is none, or more.
    private static func identityLine(_ bytes: Span<UInt8>) -> Range<Int>? {
        var found: Range<Int>?
        var start = 0
        while start < bytes.count {
            let end = CLibrary.lineFeed(in: bytes, from: start) ?? bytes.count
            let line = bytes.extracting(start..<end)
            let count = line.countWithoutLineEnding
            if count > 0, line[0] != UInt8(ascii: "#") {
                if found != nil { return nil }
                found = start..<start + count
            }
            start = end + 1
        }
        return found
    }

    private static func malformed(_ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid,
            "not an identity file: beside comments it must be one line, AGE-SECRET-KEY-1 and 58 characters",
            remedy: "restore the file, or make a new identity", place: ProvisoError.Place(source: path))
    }
}
