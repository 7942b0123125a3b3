internal import CProvisoShims
internal import CSodium

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Whether the pages that hold keys are kept out of swap.
public enum MemoryLocking: String, Sendable {
    /// The pages are locked into memory.
    case locked
    /// The operating system refused to lock the pages, mostly because of `ulimit -l`; a key could be written to swap.
    case unlocked
}

/// One read-only, guarded allocation that holds many keys, each in a slot of 64 bytes.
///
/// `sodium_malloc` spends three or four pages and about 25 µs on every allocation, so keys that live together share one.
/// The arena is filled by a ``KeyArenaBuilder`` and never written again; when the last key that refers to it is gone, its
/// bytes are wiped and its pages returned.
///
/// - **Guarantees**: a guard page behind the last slot, a canary before the first, no write after creation, wiped at the end.
/// - **Source**: libsodium, *Secure memory*.
@safe
package final class KeyArena: @unchecked Sendable {
    // Invariant: `base` points to `slotCount * KeyArena.slotByteCount` bytes that nobody writes to. That makes the class
    // safe to share between threads.
    private let base: UnsafeMutableRawPointer
    private let slotCount: Int

    /// Whether the operating system agreed to keep the arena out of swap.
    package let locking: MemoryLocking

    static let slotByteCount = 64

    fileprivate init(sealing base: UnsafeMutableRawPointer, slotCount: Int, locking: MemoryLocking) {
        // Sound: `base` came from sodium_malloc, and is this arena's from now on.
        unsafe self.base = unsafe base
        self.slotCount = slotCount
        self.locking = locking
        let status = unsafe sodium_mprotect_readonly(base)
        precondition(status == 0, "KeyArena: the pages of the keys could not be made read-only")
    }

    deinit {
        // Sound: `base` came from sodium_malloc and is freed only here; sodium_free wipes it first.
        unsafe sodium_free(base)
    }

    /// The 16-byte hash of nothing under a 32-byte key: a fingerprint of the key itself.
    package func hash128OfEmptyMessage(_ slot: KeySlot, personalization: Personalization) -> InlineArray<16, UInt8> {
        var output = InlineArray<16, UInt8>(repeating: 0)
        var span = output.mutableSpan
        // Sound: the key is lent for the call, the output has 16 bytes, and an empty message may have a nil base.
        let status = unsafe span.withUnsafeMutableBufferPointer { output in
            unsafe withSlot(slot, byteCount: 32) { key in
                unsafe personalization.bytes.span.withUnsafeBufferPointer { personalization in
                    unsafe crypto_generichash_blake2b_salt_personal(
                        output.baseAddress!, 16, nil, 0, key, 32, nil, personalization.baseAddress)
                }
            }
        }
        precondition(status == 0, "KeyArena: libsodium refused valid lengths")
        wipeTracesOfKey()
        return output
    }

    /// Lends the first bytes of a slot. Nothing may keep the pointer.
    @inline(__always)
    func withSlot<R>(_ slot: KeySlot, byteCount: Int, _ body: (UnsafePointer<UInt8>) -> R) -> R {
        precondition(slot.index < slotCount && byteCount <= Self.slotByteCount, "KeyArena: a slot of another arena")
        // Sound: the slot lies inside the allocation (just checked), which `self` keeps alive during the call.
        return withExtendedLifetime(self) {
            unsafe body(UnsafePointer((base + slot.index * Self.slotByteCount).assumingMemoryBound(to: UInt8.self)))
        }
    }

    /// Lends a slot that holds the eight words of a compressed key block.
    @inline(__always)
    func withState<R>(_ slot: KeySlot, _ body: (UnsafePointer<UInt64>) -> R) -> R {
        precondition(slot.index < slotCount, "KeyArena: a slot of another arena")
        // Sound: as in `withSlot`; slots are 64-byte aligned because sodium_malloc ends the allocation at a page boundary and
        // its size is a multiple of 64.
        return withExtendedLifetime(self) {
            unsafe body(UnsafePointer((base + slot.index * Self.slotByteCount).assumingMemoryBound(to: UInt64.self)))
        }
    }

    /// The address behind the last slot, where the guard page begins. For tests.
    package var addressOfGuardPage: UInt {
        // Sound: only the number of the address is taken.
        unsafe UInt(bitPattern: base) + UInt(slotCount * Self.slotByteCount)
    }
}

/// Where a key lies in its arena: a number, nothing secret.
package struct KeySlot: Sendable {
    let index: Int
}

/// Fills a ``KeyArena`` slot by slot and then seals it.
@safe
package struct KeyArenaBuilder: ~Copyable {
    private let base: UnsafeMutableRawPointer
    private let capacity: Int
    private let locking: MemoryLocking
    private var count = 0

    /// Guarded memory for `capacity` slots.
    ///
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(capacity: Int) throws(CryptoError) {
        try SodiumLibrary.requireReady()
        let byteCount = capacity * KeyArena.slotByteCount
        guard let base = unsafe sodium_malloc(byteCount) else { throw .memoryUnavailable(byteCount: byteCount) }
        unsafe self.base = unsafe base
        self.capacity = capacity
        // sodium_malloc has tried to lock the pages and keeps the outcome to itself, so we ask once more: locking is idempotent.
        // Sound: `base` is an allocation of `byteCount` bytes.
        locking = unsafe sodium_mlock(base, byteCount) == 0 ? .locked : .unlocked
    }

    deinit {
        // Reached only when filling was abandoned: `seal` hands the allocation on.
        // Sound: `base` came from sodium_malloc, and `seal` forgets it.
        unsafe sodium_free(base)
    }

    /// Takes the next slot and lets the caller write its first `byteCount` bytes.
    package mutating func append<Failure: Error>(
        byteCount: Int, _ write: (inout MutableSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> KeySlot {
        precondition(
            count < capacity && byteCount <= KeyArena.slotByteCount, "KeyArenaBuilder: more keys than it was made for")
        let slot = KeySlot(index: count)
        // Sound: the slot lies inside the allocation and is lent to nobody else during the call.
        var bytes = unsafe MutableSpan<UInt8>(
            _unsafeStart: pointer(to: slot).assumingMemoryBound(to: UInt8.self), count: byteCount)
        try write(&bytes)
        count += 1
        return slot
    }

    /// Takes the next slot for a copy of some bytes.
    package mutating func append(copying source: Span<UInt8>) -> KeySlot {
        append(byteCount: source.count) { (slot: inout MutableSpan<UInt8>) in
            for index in source.indices { slot[index] = source[index] }
        }
    }

    /// Takes the next slot for a copy of a key from other guarded memory.
    package mutating func append<Role>(copying key: borrowing SecretKey<Role>) -> KeySlot {
        let slot = key.withSecretBytes { bytes in append(copying: bytes) }
        // To copy bytes is to have them in registers.
        wipeTracesOfKey()
        return slot
    }

    /// Takes the next slot for a subkey of 32 bytes: H(key, personalization, context).
    ///
    /// - **Source**: the key hierarchy of `Formats/Pseudonyms`; keyed BLAKE2b of RFC 7693.
    package mutating func derive<Role>(
        from key: borrowing SecretKey<Role>, personalization: Personalization, context: Span<UInt8>
    ) -> KeySlot {
        let target = take()
        // Sound: the key's bytes are lent for the call, and the new slot has room for 32 bytes.
        unsafe key.withSecretPointer { source, count in
            unsafe Self.deriveSubkey(pointer(to: target), source, count, personalization, context)
        }
        return target
    }

    /// The same from a key that this builder already holds, of 32 bytes.
    package mutating func derive(
        from slot: KeySlot, personalization: Personalization, context: Span<UInt8>
    ) -> KeySlot {
        precondition(slot.index < count, "KeyArenaBuilder: a slot of another arena")
        let target = take()
        // Sound: both slots lie inside the allocation and do not overlap.
        unsafe Self.deriveSubkey(pointer(to: target), UnsafeRawPointer(pointer(to: slot)), 32, personalization, context)
        return target
    }

    /// Takes the next slot for the compressed key block of a 32-byte key in this builder.
    package mutating func compressKeyBlock(
        of slot: KeySlot, personalization: Personalization, outputByteCount: Int
    ) -> KeySlot {
        precondition(slot.index < count, "KeyArenaBuilder: a slot of another arena")
        let target = take()
        // Sound: both slots lie inside the allocation, are 64-byte aligned and do not overlap; a state takes all 64 bytes.
        unsafe Self.compress(
            pointer(to: target), UnsafeRawPointer(pointer(to: slot)), 32, personalization, outputByteCount)
        return target
    }

    /// The same for a key elsewhere.
    mutating func compressKeyBlock<Role>(
        of key: borrowing SecretKey<Role>, personalization: Personalization, outputByteCount: Int
    ) -> KeySlot {
        let target = take()
        // Sound: the key's bytes are lent for the call, and the new slot has room for the state.
        unsafe key.withSecretPointer { source, count in
            unsafe Self.compress(pointer(to: target), source, count, personalization, outputByteCount)
        }
        return target
    }

    /// Makes the memory read-only and hands it to an arena that owns it from now on.
    package consuming func seal() -> KeyArena {
        // Sound: the pointer moves to the arena; `discard self` keeps the deinitializer from freeing it here.
        let arena = unsafe KeyArena(sealing: base, slotCount: capacity, locking: locking)
        discard self
        return arena
    }

    private mutating func take() -> KeySlot {
        precondition(count < capacity, "KeyArenaBuilder: more keys than it was made for")
        defer { count += 1 }
        return KeySlot(index: count)
    }

    private func pointer(to slot: KeySlot) -> UnsafeMutableRawPointer {
        // Sound: callers check that the slot is below the capacity.
        unsafe base + slot.index * KeyArena.slotByteCount
    }

    private static func deriveSubkey(
        _ output: UnsafeMutableRawPointer, _ key: UnsafeRawPointer, _ keyByteCount: Int,
        _ personalization: Personalization,
        _ context: Span<UInt8>
    ) {
        // Sound: the caller vouches for `output` (32 bytes) and `key`; context and personalization are lent for the call.
        let status = unsafe context.withUnsafeBufferPointer { context in
            unsafe personalization.bytes.span.withUnsafeBufferPointer { personalization in
                unsafe crypto_generichash_blake2b_salt_personal(
                    output.assumingMemoryBound(to: UInt8.self), 32, context.baseAddress, UInt64(context.count),
                    key.assumingMemoryBound(to: UInt8.self), keyByteCount, nil, personalization.baseAddress)
            }
        }
        precondition(status == 0, "KeyArenaBuilder: libsodium refused valid lengths")
        wipeTracesOfKey()
    }

    private static func compress(
        _ state: UnsafeMutableRawPointer, _ key: UnsafeRawPointer, _ keyByteCount: Int,
        _ personalization: Personalization,
        _ outputByteCount: Int
    ) {
        // Sound: the caller vouches for `state` (eight words) and `key`; the personalization is lent for the call.
        unsafe personalization.bytes.span.withUnsafeBufferPointer { personalization in
            unsafe proviso_blake2b_compress_key(
                state.assumingMemoryBound(to: UInt64.self), outputByteCount, key.assumingMemoryBound(to: UInt8.self),
                keyByteCount, personalization.baseAddress)
        }
        wipeTracesOfKey()
    }
}

/// Overwrites what a hash whose last block is the key block leaves behind: words of the key in registers and on the stack.
///
/// A hash of a message needs no such care: the message's blocks are compressed in the same places afterwards.
package func wipeTracesOfKey() {
    var output: InlineArray<32, UInt8> = InlineArray(repeating: 0)
    let zeros: InlineArray<32, UInt8> = InlineArray(repeating: 0)
    var span = output.mutableSpan
    // The same computation with a public key goes through the same registers.
    // Sound: key and output have the 32 bytes that are passed along; an empty message may have a nil base.
    unsafe span.withUnsafeMutableBufferPointer { output in
        unsafe zeros.span.withUnsafeBufferPointer { zeros in
            _ = unsafe crypto_generichash_blake2b(output.baseAddress!, 32, nil, 0, zeros.baseAddress, 32)
        }
    }
    sodium_stackzero(4096)
}
