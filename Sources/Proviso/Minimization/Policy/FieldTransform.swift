/// Makes a less telling value out of a single one.
///
/// Whatever a transform cannot handle — a value of another type, a date that no calendar has, an empty string — is *unhandled*: it is
/// dropped or stops the filter, and never passes as it is.
///
/// - **Source**: `Formats/Policy`, *What a rule does to a value*.
public struct FieldTransform: Hashable, Sendable {
    let operation: Operation

    enum Operation: Hashable, Sendable {
        case pseudonymize(PseudonymType, Canonicalization, prefixes: [String])
        case mask(MaskOptions)
        case generalize(DatePrecision)
        case truncateIP(v4: Int, v6: Int)
        case constant(String)
        case setNull
    }

    struct MaskOptions: Hashable, Sendable {
        var keepFirst = 0
        var keepLast = 0
        var with: Unicode.Scalar = "*"
        var length: Int?
    }

    /// How much of a date is left.
    public enum DatePrecision: String, Hashable, Sendable, CaseIterable {
        /// `2020`
        case year
        /// `2020-Q1`
        case quarter
        /// `2020-03`
        case month
    }

    /// What the options of the transforms may be.
    enum Limit {
        static let maskCount = 0...1000
        static let v4PrefixLength = 0...31
        static let v6PrefixLength = 0...127
    }

    /// The linkable pseudonym of a string or number.
    ///
    /// The longest of `prefixes` that a string begins with stays in clear, and the rest is the identifier: `Patient/17` with the
    /// prefix `Patient/` gives the pseudonym of `17` behind it.
    public static func pseudonymize(
        as type: PseudonymType, canonicalization: Canonicalization = .exact, prefixes: [String] = []
    ) -> FieldTransform {
        FieldTransform(operation: .pseudonymize(type, canonicalization, prefixes: prefixes))
    }

    /// The characters of a string, or of a number's literal, replaced by a mask character but for some at the ends.
    ///
    /// If the kept characters would be more than half of all, all are masked. `length` fixes the number of mask characters, which
    /// otherwise tells the length of the value.
    public static func mask(
        keepFirst: Int = 0, keepLast: Int = 0, with mask: Unicode.Scalar = "*", length: Int? = nil
    ) -> FieldTransform {
        let counts = [keepFirst, keepLast, length ?? 0]
        precondition(counts.allSatisfy(Limit.maskCount.contains), "FieldTransform.mask: counts lie between 0 and 1000")
        precondition(!mask.isInvisible, "FieldTransform.mask: the mask character must be visible")
        return FieldTransform(
            operation: .mask(MaskOptions(keepFirst: keepFirst, keepLast: keepLast, with: mask, length: length)))
    }

    /// The year, quarter or month of an ISO 8601 date, as written, without conversion of its zone.
    public static func generalize(to precision: DatePrecision) -> FieldTransform {
        FieldTransform(operation: .generalize(precision))
    }

    /// The network of an IP address, by the lengths of the prefixes that are kept.
    ///
    /// - **Source**: RFC 5952 for the text of an IPv6 address.
    public static func truncateIP(v4: Int = 24, v6: Int = 48) -> FieldTransform {
        precondition(Limit.v4PrefixLength.contains(v4), "FieldTransform.truncateIP: v4 lies between 0 and 31")
        precondition(Limit.v6PrefixLength.contains(v6), "FieldTransform.truncateIP: v6 lies between 0 and 127")
        return FieldTransform(operation: .truncateIP(v4: v4, v6: v6))
    }

    /// The same text for every value.
    public static func constant(_ text: String) -> FieldTransform {
        FieldTransform(operation: .constant(text))
    }

    /// `null` for every value: the recipient learns that there was one.
    public static let setNull = FieldTransform(operation: .setNull)

    var isPseudonymize: Bool {
        if case .pseudonymize = operation { true } else { false }
    }

    /// Whether nothing can follow in a list, because the result is not a value that a transform takes.
    var mustBeLast: Bool {
        switch operation {
        case .pseudonymize, .constant, .setNull: true
        case .mask, .generalize, .truncateIP: false
        }
    }

    /// The transform's name in a policy.
    var name: String {
        switch operation {
        case .pseudonymize: "pseudonymize"
        case .mask: "mask"
        case .generalize: "generalize"
        case .truncateIP: "truncate-ip"
        case .constant: "constant"
        case .setNull: "set-null"
        }
    }
}
