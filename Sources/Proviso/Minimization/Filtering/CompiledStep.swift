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
            case custom(any CustomTransform, FieldTransform.CustomOptions, path: String)
            /// What is written for every value: in JSON, and in a table.
            case replace(json: [UInt8], text: [UInt8])
            /// What a rule that keeps or looks at kinds does where it cannot handle a value.
            case unhandled
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
