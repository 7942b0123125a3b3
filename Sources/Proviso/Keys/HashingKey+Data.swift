public import ProvisoCrypto

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

// `ProvisoCrypto` knows no Foundation, so what takes a `Data` is here.

extension SecretKey where Role == HashingRole {
    /// The 32-byte keyed hash of a `Data`.
    public borrowing func hash256(
        _ message: Data, personalization: Personalization = .none
    ) -> InlineArray<32, UInt8> {
        hash256(message.span, personalization: personalization)
    }

    /// The 16-byte keyed hash of a `Data`. It is not the beginning of the 32-byte one.
    public borrowing func hash128(
        _ message: Data, personalization: Personalization = .none
    ) -> InlineArray<16, UInt8> {
        hash128(message.span, personalization: personalization)
    }
}

extension PreparedHashingKey {
    /// The 32-byte hash of a `Data`; for keys prepared for 32 bytes.
    public borrowing func hash256(_ message: Data) -> InlineArray<32, UInt8> {
        hash256(message.span)
    }

    /// The 16-byte hash of a `Data`; for keys prepared for 16 bytes.
    public borrowing func hash128(_ message: Data) -> InlineArray<16, UInt8> {
        hash128(message.span)
    }
}

extension KeyedHashStream {
    /// Adds a `Data`.
    public mutating func update(_ piece: Data) {
        update(piece.span)
    }
}
