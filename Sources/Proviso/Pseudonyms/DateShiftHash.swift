internal import ProvisoCrypto

/// Hashes subjects, for the number of days by which their dates are shifted.
///
/// - **Source**: `Formats/Policy`, `shift-date`.
struct DateShiftHash: Sendable {
    let arena: KeyArena
    let state: KeySlot

    /// The hash of a subject in canonical form.
    func hash(_ canonical: Span<UInt8>) -> InlineArray<16, UInt8> {
        arena.preparedHash128(state, canonical)
    }
}
