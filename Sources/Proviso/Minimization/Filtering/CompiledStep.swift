internal import ProvisoCrypto

extension CompiledPolicy {
    /// One step of a rule, with what happens where it cannot handle a value.
    struct Step: Sendable {
        let operation: Operation
        let otherwise: Otherwise

        enum Operation: Sendable {
            case pseudonymize(Pseudonymizer, prefixes: [[UInt8]])
            case composite(Pseudonymizer, [RememberedField])
            case mask(FieldTransform.MaskOptions)
            case generalize(FieldTransform.DatePrecision, forms: [DateForm])
            case ageBand(AgeBandTransform, forms: [DateForm])
            case postcode(first: Int)
            case truncateIP(v4: Int, v6: Int)
            case truncate(Int)
            case round(PlainDecimal)
            case topCode(PlainDecimal)
            case bottomCode(PlainDecimal)
            case bucket(bounds: [PlainDecimal], labels: [[UInt8]]?)
            case bucketOfSize(PlainDecimal)
            case roundGeo(decimals: Int)
            case url(FieldTransform.URLPart)
            case lookup(LookupTable)
            case shiftDate(DateShiftHash, RememberedField, days: Int, forms: [DateForm])
            case encrypt(AgeRecipient, SealedValue.Context)
            /// The number of the redaction, and that of the rule.
            case redact(Int, rule: Int32)
            case custom(any CustomTransform, FieldTransform.CustomOptions, path: String)
            /// What is written for every value: in JSON, and in a table.
            case replace(json: [UInt8], text: [UInt8])
            /// What a rule that keeps or looks at kinds does where it cannot handle a value.
            case unhandled
        }
    }

    /// The only step of a rule, where it is one of the most frequent ones and its results need no escapes in any format. It is a plain
    /// value, because counting the references of a ``Step`` can cost as much as carrying it out.
    enum DirectStep: Sendable {
        case none
        case pseudonymize(UnownedPseudonymWriter, Canonicalization.Method)
        case generalize(FieldTransform.DatePrecision)
        case truncateIP(v4: Int, v6: Int)

        /// What is made of the steps of a rule must not outlive them.
        init(_ steps: [Step]) {
            self = .none
            guard steps.count == 1 else { return }
            switch steps[0].operation {
            case .pseudonymize(let pseudonymizer, let prefixes):
                let method = pseudonymizer.canonicalization.method
                let isDirect = method == .exact || method == .digits || method == .alphanumeric
                guard isDirect, prefixes.isEmpty, pseudonymizer.byteCount == 16 else { return }
                // Sound: the steps hold the pseudonymizer, and lie beside this value.
                self = unsafe .pseudonymize(pseudonymizer.unownedWriter, method)
            case .generalize(let precision, [.standard]): self = .generalize(precision)
            case .truncateIP(let v4, let v6): self = .truncateIP(v4: v4, v6: v6)
            default: return
            }
        }
    }

    /// A field that a rule elsewhere reads.
    struct RememberedField: Sendable {
        let slot: Int
        let canonicalization: Canonicalization
        /// The longest prefix is the one that counts, so it is tried first.
        let prefixes: [[UInt8]]
    }
}
