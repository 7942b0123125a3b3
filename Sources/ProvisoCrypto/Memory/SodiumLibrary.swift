internal import CProvisoShims
internal import CSodium

/// The one place where libsodium is made ready, before any key exists.
enum SodiumLibrary {
    /// Initializes libsodium and runs the self-test, once per process; later calls cost a load.
    static func requireReady() throws(CryptoError) {
        if let error = readiness { throw error }
    }

    private static let readiness: CryptoError? = {
        guard sodium_init() >= 0 else { return .libraryUnavailable }
        return compressionAgreesWithLibsodium() ? nil : .selfTestFailed
    }()

    /// Compares our BLAKE2b with libsodium's around the block boundaries, where such code goes wrong (0.03 ms).
    ///
    /// A miscompiled hash would not fail: it would give other pseudonyms, which nobody can tell from right ones.
    private static func compressionAgreesWithLibsodium() -> Bool {
        let key: [UInt8] = (0..<32).map { UInt8($0) &* 7 &+ 1 }
        let personalization: [UInt8] = Array("proviso-selftest".utf8)
        let message: [UInt8] = (0..<385).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 5) }
        var state = [UInt64](repeating: 0, count: 8)
        var ours = [UInt8](repeating: 0, count: 64)
        var theirs = [UInt8](repeating: 0, count: 64)
        for outputByteCount in [16, 32, 64] {
            // Sound: every pointer is of an array that lives through the call and has the length that is passed with it.
            unsafe proviso_blake2b_compress_key(&state, outputByteCount, key, key.count, personalization)
            for length in [1, 16, 32, 127, 128, 129, 255, 256, 257, 384, 385] {
                // Sound: as above; `message` has 385 bytes.
                let finished = unsafe proviso_blake2b_finish(state, message, length, &ours, outputByteCount)
                // Sound: as above.
                let hashed = unsafe crypto_generichash_blake2b_salt_personal(
                    &theirs, outputByteCount, message, UInt64(length), key, key.count, nil, personalization)
                guard finished == 0, hashed == 0, ours == theirs else { return false }
            }
        }
        return true
    }
}
