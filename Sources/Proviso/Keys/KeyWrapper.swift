public import ProvisoCrypto

/// A key management service, a hardware security module or a smart card that holds an outer key: it wraps the identity
/// that opens a keyring, and alone can unwrap it.
///
/// `Formats/Keyrings`, *An outer key that is held elsewhere*, shows one that runs a command.
///
/// - **Guarantees**: whatever is thrown reaches the caller as it is.
/// - **Does not guarantee**: that the identity stays in the device. It is in guarded memory while a keyring is being
///   opened.
public protocol KeyWrapper {
    /// Wraps a key, given as text of at most 4 KiB. The bytes are lent for the call; nothing may keep them.
    func wrap(_ key: Span<UInt8>) throws -> [UInt8]

    /// Writes the key that was wrapped into guarded memory, and gives its length. What is longer than `key` is an
    /// error.
    func unwrap(_ wrapped: Span<UInt8>, into key: inout MutableSpan<UInt8>) throws -> Int
}

/// An identity in a file that only a ``KeyWrapper`` can read: exactly the bytes that it gave, so that the device's own
/// program reads them too.
///
/// - **Guarantees**: the identity is decoded straight into guarded memory.
/// - **Does not guarantee**: anything about copies that the wrapper makes.
/// - **Source**: `Formats/Keyrings`, *An outer key that is held elsewhere*.
public enum WrappedIdentityFile {
    private static let largestByteCount = 64 * 1024
    /// An identity has 74 characters; the comments that `age-keygen` writes have their place too.
    private static let largestTextByteCount = 4096

    /// Makes a new identity, writes what the wrapper makes of it to a new file, and gives the recipient that others
    /// seal to.
    ///
    /// What was wrapped is unwrapped once before it is written: what cannot be opened again must not be sealed to.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/keyInvalid`` if something else comes back;
    ///   `CryptoError`; what the wrapper throws.
    public static func create(_ path: String, wrappedBy wrapper: some KeyWrapper) throws -> AgeRecipient {
        let identity = try AgeIdentity.generate()
        let wrapped = try identity.exportText(because: "an identity file, wrapped by a device") { text in
            try wrapper.wrap(text)
        }
        guard (1...largestByteCount).contains(wrapped.count) else {
            throw invalid("what the wrapper gave is empty, or has more than 64 KiB", path)
        }
        let again = try unwrap(wrapped.span, by: wrapper, path)
        guard again.recipient == identity.recipient else {
            throw invalid("the wrapper gave another key back than it was given", path)
        }
        try SecretFile.create(path) { write in try write(wrapped.span) }
        return identity.recipient
    }

    /// Has an identity unwrapped.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeFailed``,
    ///   ``ProvisoError/Code/keyInvalid`` if what comes back is no identity; what the wrapper throws.
    public static func read(_ path: String, unwrappedBy wrapper: some KeyWrapper) throws -> AgeIdentity {
        guard let wrapped = try InputFile(path).contents(limit: largestByteCount) else {
            throw invalid("not a wrapped identity: it has more than 64 KiB", path)
        }
        return try unwrap(wrapped.span, by: wrapper, path)
    }

    private static func unwrap(
        _ wrapped: Span<UInt8>, by wrapper: some KeyWrapper, _ path: String
    ) throws -> AgeIdentity {
        var text = try WipedBuffer(guardedCapacity: largestTextByteCount)
        let count = try text.replace(count: largestTextByteCount) { text in try wrapper.unwrap(wrapped, into: &text) }
        guard (0...largestTextByteCount).contains(count) else {
            throw invalid("the wrapper gave a key that is too long", path)
        }
        return try text.withContent { text in
            let text = text.extracting(0..<count)
            let lines = AgeIdentityFile.identityLines(text)
            do throws(CryptoError) {
                guard lines.count == 1 else { throw .identityEncoding }
                return try AgeIdentity(text: text.extracting(lines[0].text))
            } catch {
                if error == .identityEncoding { throw invalid("what the wrapper gave back is no identity", path) }
                throw error
            }
        }
    }

    private static func invalid(_ message: String, _ path: String) -> ProvisoError {
        ProvisoError(
            .keyInvalid, message, remedy: "check the wrapper and the file", place: ProvisoError.Place(source: path))
    }
}
