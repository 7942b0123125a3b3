/// Why a cryptographic operation could not be carried out.
///
/// The list is closed on purpose: a caller can handle every case, and no case carries secret bytes or personal data.
///
/// - **Source**: RFC 7693 section 2.1 for the key lengths of BLAKE2b; C2SP `age.md` for what opening a file may tell.
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

    /// The bytes of a public key have the wrong length, or are a point with which nothing would be secret or signed.
    case publicKeyInvalid

    /// The text of an age identity, a secret key, is not one.
    case identityEncoding

    /// The text of an age recipient, a public key, is not one.
    case recipientEncoding

    /// The text of an age identity or recipient is of a type with ML-KEM, against quantum computers, which libsodium
    /// 1.0.18 does not have.
    case hybridUnsupported

    /// A passphrase is empty or too long.
    case passphraseLength(found: Int, allowed: ClosedRange<Int>)

    /// A file is to be encrypted to nobody, to somebody twice, or to more than its header can name.
    case recipientListInvalid

    /// The header of an encrypted file is right as far as it can be seen, and none of its stanzas is for an identity or
    /// passphrase that was given.
    case noIdentityMatched

    /// The header of an encrypted file is not in the format, was changed, or is from a later version.
    case headerInvalid

    /// What was encrypted was changed, cut off, or encrypted under another key.
    case payloadInvalid

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
        case .publicKeyInvalid:
            "bytes that are not a usable public key; ask its holder for it again"
        case .identityEncoding:
            "a text that is not an age identity (AGE-SECRET-KEY-1…); restore it from where it is kept"
        case .recipientEncoding:
            "a text that is not an age recipient (age1…) of X25519; ask its holder for it again"
        case .hybridUnsupported:
            "a post-quantum age key (age1pq…, AGE-SECRET-KEY-PQ-…), which needs ML-KEM, and ML-KEM is missing from "
                + "libsodium 1.0.18; use an X25519 key (age1 and 58 characters), which a quantum computer could break"
        case .passphraseLength(let found, let allowed):
            "a passphrase of \(found) bytes, where \(Self.describe(allowed)) are needed; choose another"
        case .recipientListInvalid:
            "a file needs at least one recipient, each of them once, and at most as many as fit into 64 KiB of header; "
                + "check the list of recipients"
        case .noIdentityMatched:
            "neither identity nor passphrase opens the file, which is encrypted to others; use the identity of one of "
                + "its recipients, or its passphrase"
        case .headerInvalid:
            "the header of the encrypted file is invalid; get the file again from where it was made"
        case .payloadInvalid:
            "the encrypted content was changed or cut off, or is for another key; get it again from where it was made"
        }
    }

    private static func describe(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }
}
