internal import CSodium

/// Unpredictable bytes from the operating system, through libsodium.
public enum RandomBytes {
    /// Fills a buffer with unpredictable bytes.
    ///
    /// - **Guarantees**: fit for keys and identifiers.
    /// - **Throws**: ``CryptoError/libraryUnavailable`` where libsodium cannot be initialized.
    /// - **Source**: libsodium, `randombytes_buf`.
    public static func fill(_ bytes: inout MutableSpan<UInt8>) throws(CryptoError) {
        try SodiumLibrary.requireReady()
        // Sound: the buffer is exclusively borrowed for the call; an empty one has a nil base and is skipped.
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { unsafe randombytes_buf(base, buffer.count) }
        }
    }

    /// An array of `count` unpredictable bytes.
    public static func array(count: Int) throws(CryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try fill(&span)
        return bytes
    }
}
