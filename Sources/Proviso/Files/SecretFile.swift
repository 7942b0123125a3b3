internal import ProvisoCrypto

/// A small file that holds a secret: one line, for its owner alone.
///
/// - **Guarantees**: a file that its group or others can read or write is refused, and a new one is made with mode 0600 and never in
///   the place of another. Bytes that were read or written are wiped.
/// - **Does not guarantee**: protection at rest: whoever can read the file holds the secret.
enum SecretFile {
    /// Lends the bytes of a file; nil if it is larger than `limit`.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/storeFailed``; ``ProvisoError/Code/keyInvalid`` for
    ///   a device: to tighten its mode would harm whoever else uses it.
    static func read<R: ~Copyable>(
        _ path: String, limit: Int, _ body: (Span<UInt8>?) throws(ProvisoError) -> R
    ) throws(ProvisoError) -> R {
        let file = try InputFile(path)
        guard let mode = try CLibrary.permissions(of: file.descriptor, path) else { return try body(nil) }
        if mode & 0o077 != 0 {
            throw ProvisoError(
                .storeMode, "mode \(octal(mode)) lets others reach the key",
                remedy: "run: chmod 600 \(printable(path))", place: ProvisoError.Place(source: path))
        }
        guard var bytes = try file.contents(limit: limit) else { return try body(nil) }
        defer { wipe(&bytes) }
        return try body(bytes.span)
    }

    /// Makes a file, which must not be there yet: it may hold the only copy of a key. `write` is given a function that writes.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, and what `write` throws.
    static func create(
        _ path: String, _ write: (_ line: (Span<UInt8>) throws -> Void) throws -> Void
    ) throws {
        let descriptor = try makeFile(path)
        var isOpen = true
        do {
            try write { bytes in try CLibrary.writeAll(descriptor, path, bytes) }
            try CLibrary.synchronize(descriptor, path)
            isOpen = false
            try CLibrary.closeWritten(descriptor, path)
        } catch {
            if isOpen { CLibrary.closeFile(descriptor) }
            // Half a key is no key; the next attempt must not stumble over it.
            CLibrary.removeFile(path)
            throw error
        }
        CLibrary.synchronizeFolder(of: path)
    }

    /// The error for a secret that is right and cannot be held: no memory, or no library. The file is not to blame.
    static func cannotHold(_ error: CryptoError, _ path: String?) -> ProvisoError {
        ProvisoError(
            .keyInvalid, "the key cannot be held: \(error)", remedy: "mend that and run again",
            place: ProvisoError.Place(source: path))
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

    static func octal(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Span<UInt8> {
    /// How many bytes there are without the line ending that they may end with.
    var countWithoutLineEnding: Int {
        var end = count
        if end > 0, self[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > 0, self[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return end
    }
}
