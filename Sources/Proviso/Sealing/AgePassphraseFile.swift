public import ProvisoCrypto

/// A passphrase in a file: one line.
///
/// - **Guarantees**: a file that its group or others can read or write is refused. The passphrase goes straight into guarded memory, and the
///   file's bytes are wiped.
/// - **Does not guarantee**: protection at rest: whoever can read the file can open what is sealed under it.
public enum AgePassphraseFile {
    /// Reads a passphrase: the bytes of the line without its ending.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeMode``, ``ProvisoError/Code/keyInvalid`` for a file that is empty, that has
    ///   a second line, or whose line has more than 1,024 bytes.
    public static func read(_ path: String) throws(ProvisoError) -> AgePassphrase {
        // With room for the ending.
        let limit = AgePassphrase.allowedByteCounts.upperBound + 2
        return try SecretFile.read(path, limit: limit) {
            (bytes: Span<UInt8>?) throws(ProvisoError) -> AgePassphrase in
            guard let bytes else { throw malformed(path) }
            let count = bytes.countWithoutLineEnding
            guard AgePassphrase.allowedByteCounts.contains(count),
                CLibrary.lineFeed(in: bytes.extracting(0..<count), from: 0) == nil
            else { throw malformed(path) }
            do throws(CryptoError) {
                return try AgePassphrase(copying: bytes.extracting(0..<count))
            } catch {
                throw ProvisoError(
                    .keyInvalid, "the passphrase cannot be held: \(error)", remedy: "mend that and run again",
                    place: ProvisoError.Place(source: path))
            }
        }
    }

    private static func malformed(_ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid, "not a passphrase file: it must be one line of 1 to 1024 bytes",
            remedy: "write the passphrase alone into it", place: ProvisoError.Place(source: path))
    }
}
