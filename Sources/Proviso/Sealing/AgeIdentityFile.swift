public import ProvisoCrypto

/// Age identities in a file, as `age-keygen` writes them: comments, and lines `AGE-SECRET-KEY-1…`.
///
/// - **Guarantees**: a file that its group or others can read or write is refused, and a new one is made for its owner alone. The
///   identity is decoded straight into guarded memory, and the file's bytes are wiped.
/// - **Does not guarantee**: protection at rest: whoever can read the file can open what is sealed to its recipient.
/// - **Source**: C2SP, *age*.
public enum AgeIdentityFile {
    private static let largestByteCount = 64 * 1024

    /// Reads the identity of a file with a single one.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/keyInvalid`` for a file without an
    ///   identity, with several, or with anything else but comments.
    public static func read(_ path: String) throws(ProvisoError) -> AgeIdentity {
        try SecretFile.read(path, limit: largestByteCount) {
            (bytes: Span<UInt8>?) throws(ProvisoError) -> AgeIdentity in
            guard let bytes else { throw malformed(path) }
            let lines = identityLines(bytes)
            guard lines.count == 1 else { throw malformed(path) }
            do throws(CryptoError) {
                return try AgeIdentity(text: bytes.extracting(lines[0].text))
            } catch {
                if error == .identityEncoding { throw malformed(path) }
                throw failure(error, ProvisoError.Place(source: path))
            }
        }
    }

    /// Reads all identities of a file, one a line, to open what is sealed to any of them.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/keyInvalid`` for a file without an
    ///   identity, or with anything else but comments and identities.
    public static func readAll(_ path: String) throws(ProvisoError) -> AgeIdentities {
        switch try contents(path) {
        case .identities(let identities): return identities
        case .sealed:
            throw ProvisoError(
                .keyInvalid, "the identities are sealed themselves, as age -p does it",
                remedy: "open the file with its passphrase first", place: ProvisoError.Place(source: path))
        }
    }

    /// Reads all identities of a file that can itself be sealed under a passphrase, as `age -p` makes it, with or without armor.
    ///
    /// `passphrase` is called for such a file alone. What comes out of it is opened in guarded pages, and decoded from there.
    ///
    /// - **Cost**: for a sealed file what its work factor asks for, 256 MiB and a second as a rule.
    /// - **Throws**: as ``readAll(_:)``; ``ProvisoError/Code/keyInvalid`` also for a file under another passphrase, for one that is sealed to
    ///   recipients, and for one that was changed; what `passphrase` throws.
    public static func readAll(_ path: String, passphrase: () throws -> AgePassphrase) throws -> AgeIdentities {
        let sealed: [UInt8]
        switch try contents(path) {
        case .identities(let identities): return identities
        case .sealed(let bytes): sealed = bytes
        }
        let passphrase = try passphrase()
        do {
            var opener = AgeOpener(identities: AgeIdentities(passphrase: passphrase), holdsKeys: true)
            // What was sealed is shorter than what it was sealed into.
            var payload = try WipedBuffer(guardedCapacity: sealed.count)
            func take(_ piece: Span<UInt8>) {
                var position = 0
                payload.fill(from: piece, at: &position)
            }
            try opener.write(sealed.span, take)
            try opener.finish(take)
            return try payload.withContent { (payload: Span<UInt8>) throws(ProvisoError) in
                try identities(in: payload, path)
            }
        } catch let error as CryptoError {
            throw sealedFailure(error, ProvisoError.Place(source: path))
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

    private enum Contents {
        case identities(AgeIdentities)
        /// An age file, in which the identities are.
        case sealed([UInt8])
    }

    /// What is in a file, which is read once: it can be a pipe.
    private static func contents(_ path: String) throws(ProvisoError) -> Contents {
        try SecretFile.read(path, limit: largestByteCount) { (bytes: Span<UInt8>?) throws(ProvisoError) -> Contents in
            guard let bytes else { throw empty(path) }
            let isSealed = begins(bytes, with: "age-encryption.org/") || begins(bytes, with: "-----BEGIN AGE ENCRYPTED")
            if isSealed { return .sealed(bytes.indices.map { bytes[$0] }) }
            return .identities(try identities(in: bytes, path))
        }
    }

    private static func begins(_ bytes: Span<UInt8>, with text: String) -> Bool {
        guard bytes.count >= text.utf8.count else { return false }
        return text.utf8.enumerated().allSatisfy { bytes[$0.offset] == $0.element }
    }

    private static func identities(in bytes: Span<UInt8>, _ path: String) throws(ProvisoError) -> AgeIdentities {
        let lines = identityLines(bytes)
        if lines.isEmpty { throw empty(path) }
        var place = ProvisoError.Place(source: path)
        do throws(CryptoError) {
            var builder = try AgeIdentitiesBuilder(capacity: lines.count)
            for line in lines {
                place.line = line.number
                try builder.append(text: bytes.extracting(line.text))
            }
            return builder.finish()
        } catch {
            throw failure(error, place)
        }
    }

    /// The lines that are neither empty nor comments, without their endings.
    static func identityLines(_ bytes: Span<UInt8>) -> [(number: Int, text: Range<Int>)] {
        var lines: [(number: Int, text: Range<Int>)] = []
        var number = 1
        var start = 0
        while start < bytes.count {
            let end = CLibrary.lineFeed(in: bytes, from: start) ?? bytes.count
            let line = bytes.extracting(start..<end)
            let count = line.countWithoutLineEnding
            if count > 0, line[0] != UInt8(ascii: "#") { lines.append((number, start..<start + count)) }
            start = end + 1
            number += 1
        }
        return lines
    }

    private static func failure(_ error: CryptoError, _ place: ProvisoError.Place) -> ProvisoError {
        switch error {
        case .identityEncoding:
            ProvisoError(
                .keyInvalid, "neither a comment nor an identity, AGE-SECRET-KEY-1 and 58 characters",
                remedy: "restore the file, or make a new identity", place: place)
        case .hybridUnsupported:
            ProvisoError(
                .keyInvalid,
                "a post-quantum identity (AGE-SECRET-KEY-PQ-…), which needs ML-KEM, and ML-KEM is missing from libsodium "
                    + "1.0.18",
                remedy: "open with the program that made it, or have it sealed to an X25519 recipient too", place: place
            )
        default:
            ProvisoError(
                .keyInvalid, "the identity cannot be held: \(error)", remedy: "mend that and run again", place: place)
        }
    }

    private static func sealedFailure(_ error: CryptoError, _ place: ProvisoError.Place) -> ProvisoError {
        switch error {
        case .noIdentityMatched:
            ProvisoError(
                .keyInvalid, "the identities are sealed under another passphrase, or to recipients",
                remedy: "use the passphrase of this file", place: place)
        case .headerInvalid, .payloadInvalid:
            ProvisoError(
                .keyInvalid, "the sealed identities were changed or cut off", remedy: "restore the file from a copy",
                place: place)
        default: SecretFile.cannotHold(error, place.source)
        }
    }

    private static func empty(_ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid, "no identity in it, or more than 64 KiB", remedy: "name the file of an identity",
            place: ProvisoError.Place(source: path))
    }

    private static func malformed(_ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid,
            "not an identity file: beside comments it must be one line, AGE-SECRET-KEY-1 and 58 characters",
            remedy: "restore the file, or make a new identity", place: ProvisoError.Place(source: path))
    }
}
