internal import CSodium

/// Comparison whose duration does not depend on where two byte strings differ.
public enum ConstantTime {
    /// Whether two byte strings are equal, in a time that depends on their lengths alone.
    ///
    /// - **Guarantees**: no early exit at the first difference.
    /// - **Does not guarantee**: that the lengths stay secret.
    /// - **Cost**: one pass, no allocation.
    /// - **Source**: libsodium, `sodium_memcmp`.
    public static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard !left.isEmpty else { return true }
        // Sound: both buffers are borrowed for the call and have the same, non-zero count.
        return unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                unsafe sodium_memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0
            }
        }
    }

    /// The same for arrays.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        areEqual(left.span, right.span)
    }
}

/// Overwrites bytes with zeros in a way that the compiler does not optimize away.
///
/// - **Guarantees**: the bytes of this buffer are zero afterwards.
/// - **Does not guarantee**: anything about copies that were made before, by the program or by the compiler.
/// - **Source**: libsodium, `sodium_memzero`.
public func wipe(_ bytes: inout MutableSpan<UInt8>) {
    // Sound: the buffer is exclusively borrowed for the call; an empty one has a nil base and is skipped.
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { unsafe sodium_memzero(base, buffer.count) }
    }
}

/// Overwrites the bytes of an array with zeros; see the overload for spans.
public func wipe(_ bytes: inout [UInt8]) {
    var span = bytes.mutableSpan
    wipe(&span)
}
