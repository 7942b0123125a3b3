internal import ProvisoCrypto

/// What is written in place of a finding.
///
/// - **Guarantees**: where a replacement cannot be made, the label is written, and never the value.
/// - **Source**: `Formats/Redaction`, *Replacements*.
public struct Replacement: Sendable {
    let kind: Kind

    enum Kind: Sendable {
        case label
        case text(String)
        case mask(FieldTransform.MaskOptions)
        case pseudonym(Pseudonymizer)
        case token(ReversiblePseudonymizer)
        case surrogate
    }

    /// The type in brackets: `[iban]`.
    public static let label = Replacement(kind: .label)

    /// A fixed text.
    public static func text(_ text: String) -> Replacement { Replacement(kind: .text(text)) }

    /// A mask character for each character but for some at the ends; if the kept ones would be more than half, for all.
    public static func mask(keepFirst: Int = 0, keepLast: Int = 0, with mask: Unicode.Scalar = "*") -> Replacement {
        precondition(!mask.isInvisible, "Replacement.mask: the mask character must be visible")
        precondition(
            FieldTransform.Limit.maskCount.contains(keepFirst) && FieldTransform.Limit.maskCount.contains(keepLast),
            "Replacement.mask: counts lie between 0 and 1000")
        return Replacement(
            kind: .mask(FieldTransform.MaskOptions(keepFirst: keepFirst, keepLast: keepLast, with: mask)))
    }

    /// The linkable pseudonym in brackets, `[person_0_…]`: the same that a field with this identifier gets. Of a known value it is
    /// the pseudonym of the value as it is known, however it is written in the text. What cannot be normalized, and what is no
    /// whole value, gets the label.
    public static func pseudonym(_ pseudonymizer: Pseudonymizer) -> Replacement {
        Replacement(kind: .pseudonym(pseudonymizer))
    }

    /// A reversible pseudonym in brackets, `[person_0r_…]`, of what stands in the text: ``Reidentification/restore(_:)`` finds it
    /// in the text again and puts back what stood there. What cannot be normalized gets the label.
    ///
    /// - **Does not guarantee**: that the very same text comes back, unless the canonicalization is exact.
    public static func token(_ pseudonymizer: ReversiblePseudonymizer) -> Replacement {
        Replacement(kind: .token(pseudonymizer))
    }

    /// Something of the same shape that is visibly invalid: an address of `example.com`, a number of zeros that no check of its type takes. It
    /// says nothing about what it stands for but its shape, and equal values do not get equal surrogates on purpose: they get the
    /// same one as all of their shape.
    public static let surrogate = Replacement(kind: .surrogate)
}
