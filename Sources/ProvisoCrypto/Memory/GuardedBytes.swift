internal import CSodium

/// One secret of any length in a guarded allocation of its own, read-only after its creation and wiped at the end.
///
/// Keys go into a ``KeyArena``, whose slots have 64 bytes; this is for secrets that have no fixed length.
///
/// - **Guarantees**: as for a ``KeyArena``.
/// - **Source**: libsodium, *Secure memory*.
@safe
final class GuardedBytes: @unchecked Sendable {
    // Invariant: `base` points to `byteCount` bytes that nobody writes to. That makes the class safe to share between
    // threads.
    private let base: UnsafeMutableRawPointer
    let byteCount: Int

    /// A copy of some bytes, at least one.
    ///
    /// - **Throws**: ``CryptoError/libraryUnavailable``, ``CryptoError/memoryUnavailable(byteCount:)``.
    init(copying bytes: Span<UInt8>) throws(CryptoError) {
        precondition(!bytes.isEmpty, "GuardedBytes: there is nothing to guard")
        try SodiumLibrary.requireReady()
        guard let base = unsafe sodium_malloc(bytes.count) else { throw .memoryUnavailable(byteCount: bytes.count) }
        // Sound: the allocation has as many bytes as are copied, and belongs to nobody else yet.
        unsafe bytes.withUnsafeBytes { unsafe base.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        // To copy bytes is to have them in registers.
        wipeTracesOfKey()
        let status = unsafe sodium_mprotect_readonly(base)
        precondition(status == 0, "GuardedBytes: the pages could not be made read-only")
        // Sound: the allocation is this object's from now on.
        unsafe self.base = unsafe base
        byteCount = bytes.count
    }

    deinit {
        // Sound: `base` came from sodium_malloc and is freed only here; sodium_free wipes it first.
        unsafe sodium_free(base)
    }

    /// Lends the bytes. Nothing may keep the pointer.
    func withSecretPointer<R>(_ body: (UnsafePointer<UInt8>, Int) -> R) -> R {
        // Sound: the allocation has `byteCount` bytes, and `self` keeps it alive during the call.
        withExtendedLifetime(self) {
            unsafe body(UnsafePointer(base.assumingMemoryBound(to: UInt8.self)), byteCount)
        }
    }
}
