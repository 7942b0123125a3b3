/// Why a cryptographic operation could not be carried out.
///
/// The list is closed on purpose: a caller can handle every case, and no case carries secret bytes or personal data.
///
/// - **Source**: RFC 7693 section 2.1 for the key lengths of BLAKE2b.
public enum CryptoError: Error, Equatable, Sendable, CustomStringConvertible {
    /// libsodium could not be initialized, so there is no source of randomness to trust.
    case libraryUnavailable

    /// The comparison of our BLAKE2b with libsodium's, made once at start-up, found a difference; nothing is hashed.
    case selfTestFailed

    /// Guarded memory of this many bytes could not be had.
    case memoryUnavailable(byteCount: Int)

    /// A key has a length that its role does not allow; an empty key would silently give an unkeyed hash.
    case keyLength(found: Int, allowed: ClosedRange<Int>)

    /// The text of a key is not unpadded base64url of the right length.
    case keyEncoding

    /// One sentence for people: what is wrong and what to do.
    public var description: String {
        switch self {
        case .libraryUnavailable:
            "libsodium could not be initialized; check that the system has a source of random bytes"
        case .selfTestFailed:
            "the BLAKE2b self-test failed on this machine; rebuild Proviso, and report it if it fails again"
        case .memoryUnavailable(let byteCount):
            "no guarded memory for \(byteCount) bytes of keys; raise the process's memory limits"
        case .keyLength(let found, let allowed):
            "a key of \(found) bytes, where \(Self.describe(allowed)) are needed; generate a new key"
        case .keyEncoding:
            "a key that is not unpadded base64url of 32 bytes; restore the key file or make a new one"
        }
    }

    private static func describe(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }
}
