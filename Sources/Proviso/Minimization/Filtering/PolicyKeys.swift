internal import ProvisoCrypto

/// The keys that a policy needs, derived from a root key and held in one arena.
struct PolicyKeys: Sendable {
    private let keys: PseudonymKeys
    private let kinds: [PseudonymKeys.Kind]
    private let shifts: [Canonicalization]
    private let reversible: [PseudonymType: ReversiblePseudonymizer]

    var fingerprint: KeyFingerprint { keys.fingerprint }
    var memoryLocking: MemoryLocking { keys.memoryLocking }

    /// Derives the keys of a policy, or gives nil for one without a domain, which needs none.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyKey`` if the policy names the fingerprint of another key.
    init?(_ policy: MinimizationPolicy, key: borrowing RootKey, version: KeyVersion) throws {
        // Without a domain nothing needs a key: the policy's checks see to that.
        guard let domain = policy.domain else { return nil }
        var kinds: [PseudonymKeys.Kind] = []
        var shifts: [Canonicalization] = []
        var tokenTypes: Set<PseudonymType> = []
        for transform in policy.transforms {
            for kind in Self.kinds(of: transform) where !kinds.contains(kind) { kinds.append(kind) }
            if case .redact(let redaction) = transform.operation {
                for case .token(let type) in redaction.replacements { tokenTypes.insert(type) }
            }
            if case .shiftDate(let options) = transform.operation, !shifts.contains(options.subject.canonicalization) {
                shifts.append(options.subject.canonicalization)
            }
        }
        keys = try PseudonymKeys(kinds, shifts: shifts, domain: domain, key: key, version: version)
        self.kinds = kinds
        self.shifts = shifts
        var reversible: [PseudonymType: ReversiblePseudonymizer] = [:]
        for type in tokenTypes {
            reversible[type] = try ReversiblePseudonymizer(type, in: domain, key: key, version: version)
        }
        self.reversible = reversible
        if let expected = policy.keyFingerprint, expected != keys.fingerprint {
            throw ProvisoError(
                .policyKey, "the key has the fingerprint \(keys.fingerprint) and the policy allows only \(expected)",
                remedy: "use the key that was agreed on", place: ProvisoError.Place(source: policy.source))
        }
    }

    /// What makes the pseudonyms of a transform that makes some.
    func pseudonymizer(of transform: FieldTransform) -> Pseudonymizer {
        keys.pseudonymizers[kinds.firstIndex(of: Self.kinds(of: transform)[0])!]
    }

    /// What makes the pseudonyms of a type that a redaction writes.
    func pseudonymizer(as type: PseudonymType, _ canonicalization: Canonicalization) -> Pseudonymizer {
        let kind = PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
        return keys.pseudonymizers[kinds.firstIndex(of: kind)!]
    }

    /// What makes the tokens of a type that a redaction writes.
    func reversiblePseudonymizer(as type: PseudonymType) -> ReversiblePseudonymizer { reversible[type]! }

    /// What makes the shifts of subjects with a canonicalization.
    func shifter(_ canonicalization: Canonicalization) -> DateShiftHash {
        keys.shifts[shifts.firstIndex(of: canonicalization)!]
    }

    private static func kinds(of transform: FieldTransform) -> [PseudonymKeys.Kind] {
        switch transform.operation {
        case .pseudonymize(let type, let canonicalization, _):
            return [PseudonymKeys.Kind(type: type, canonicalization: canonicalization)]
        case .pseudonymizeComposite(let type, let fields):
            return [PseudonymKeys.Kind(type: type, of: fields.map(\.canonicalization))]
        case .redact(let redaction):
            let known = redaction.known.compactMap { known in
                known.pseudonym.map {
                    PseudonymKeys.Kind(type: $0, canonicalization: known.field.canonicalization)
                }
            }
            return known
                + redaction.replacements.compactMap { replacement in
                    guard case .pseudonym(let type, let canonicalization) = replacement else { return nil }
                    return PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
                }
        default: return []
        }
    }
}
