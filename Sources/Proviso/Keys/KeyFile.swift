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
        let file = try InputFile(path)
        // To tighten the mode of a device would harm whoever else uses it.
        guard let mode = try CLibrary.permissions(of: file.descriptor, path) else { throw malformed(path) }
        if mode & 0o077 != 0 {
            throw ProvisoError(
                .storeMode, "mode \(octal(mode)) lets others reach the key",
                remedy: "run: chmod 600 \(printable(path))",
                place: ProvisoError.Place(source: path))
        }
        guard var bytes = try file.contents(limit: largestByteCount) else { throw malformed(path) }
        defer { wipe(&bytes) }
        let text = withoutLineEnding(bytes)
        let prefix = Array(marker.description.utf8)
        guard bytes[..<text.upperBound].starts(with: prefix) else { throw malformed(path) }
        do throws(CryptoError) {
            return try RootKey(base64URL: bytes.span.extracting(prefix.count..<text.upperBound))
        } catch {
            if error == .keyEncoding { throw malformed(path) }
            throw ProvisoError(
                .keyInvalid, "the key cannot be held: \(error)", remedy: "mend that and run again",
                place: ProvisoError.Place(source: path))
        }
    }

    /// Makes a new random key and writes it to a new file with mode 0600. A file that is already there is left alone: it may hold
    /// the only copy of a key.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``.
    public static func create(_ path: String) throws {
        let key = try RootKey.generate()
        let descriptor = try makeFile(path)
        var isOpen = true
        do {
            try key.exportBase64URL(because: "a new key file, for its owner alone") { text in
                // With room for all of it: an array that grows leaves its old bytes behind, and nobody wipes them.
                var line: [UInt8] = []
                line.reserveCapacity(largestByteCount)
                line += marker.description.utf8
                for index in text.indices { line.append(text[index]) }
                line.append(UInt8(ascii: "\n"))
                defer { wipe(&line) }
                try CLibrary.writeAll(descriptor, path, line.span)
            }
            try CLibrary.synchronize(descriptor, path)
            isOpen = false
            try CLibrary.closeWritten(descriptor, path)
        } catch {
            if isOpen { CLibrary.closeFile(descriptor) }
            // Half a key is no key; the next attempt must not stumble over it.
            CLibrary.removeFile(path)
            throw error
        }
    }

    private static func makeFile(_ path: String) throws(ProvisoError) -> Int32 {
        do throws(ProvisoError) {
            return try CLibrary.openFile(path, for: .creating)
        } catch  where error.code == .storeMissing {
            throw ProvisoError(
                .storeFailed, "cannot be made: there is no such folder", remedy: "make it, or name another file",
                place: ProvisoError.Place(source: path))
        }
    }

    private static func withoutLineEnding(_ bytes: [UInt8]) -> Range<Int> {
        var end = bytes.count
        if end > 0, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return 0..<end
    }

    private static func malformed(_ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid, "not a key file: it must be one line, proviso-key-v1: and 43 characters",
            remedy: "restore the file, or make a new key with --new-key", place: ProvisoError.Place(source: path))
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
