/// A handle on a key in an arena, for whoever holds many keys and lends them one at a time.
///
/// Unlike a ``SecretKey`` it can be copied and stored; the bytes stay where they are, and are wiped when the last
/// handle on their arena is gone.
package struct SharedKey<Role: KeyRole>: Sendable {
    private let arena: KeyArena
    private let slot: KeySlot
    private let byteCount: Int

    /// A handle on the key in a slot.
    package init(arena: KeyArena, slot: KeySlot, byteCount: Int = 32) {
        precondition(Role.allowedByteCounts.contains(byteCount), "SharedKey: a key of another length")
        self.arena = arena
        self.slot = slot
        self.byteCount = byteCount
    }

    /// A handle on a new key of 32 random bytes in an arena of its own.
    ///
    /// - **Throws**: ``CryptoError/libraryUnavailable``, ``CryptoError/memoryUnavailable(byteCount:)``.
    package static func generate() throws(CryptoError) -> SharedKey {
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = try builder.append(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) throws(CryptoError) in
            try RandomBytes.fill(&bytes)
        }
        return SharedKey(arena: builder.seal(), slot: slot)
    }

    /// A handle on a copy of a key, of 32 bytes, in an arena of its own.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(copying key: borrowing SecretKey<Role>) throws(CryptoError) {
        var builder = try KeyArenaBuilder(capacity: 1)
        let slot = builder.append(copying: key)
        self.init(arena: builder.seal(), slot: slot, byteCount: key.byteCount)
    }

    /// Lends the key.
    package func withKey<R: ~Copyable, Failure: Error>(
        _ body: (borrowing SecretKey<Role>) throws(Failure) -> R
    ) throws(Failure) -> R {
        let key = SecretKey<Role>(arena: arena, slot: slot, byteCount: byteCount)
        return try body(key)
    }
}
