internal import ProvisoCrypto

/// The keys that a policy needs, derived from a root key and held in one arena.
struct PolicyKeys: Sendable {
    private let keys: PseudonymKeys
    private let kinds: [PseudonymKeys.Kind]
    private let shifts: [Canonicalization]

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
        for transform in policy.transforms {
            if let kind = Self.kind(of: transform), !kinds.contains(kind) { kinds.append(kind) }
            if case .shiftDate(let options) = transform.operation, !shifts.contains(options.subject.canonicalization) {
                shifts.append(options.subject.canonicalization)
            }
        }
        keys = try PseudonymKeys(kinds, shifts: shifts, domain: domain, key: key, version: version)
        self.kinds = kinds
        self.shifts = shifts
        if let expected = policy.keyFingerprint, expected != keys.fingerprint {
            throw ProvisoError(
                .policyKey, "the key has the fingerprint \(keys.fingerprint) and the policy allows only \(expected)",
                remedy: "use the key that was agreed on", place: ProvisoError.Place(source: policy.source))
        }
    }

    /// What makes the pseudonyms of a transform that makes some.
    func pseudonymizer(of transform: FieldTransform) -> Pseudonymizer {
        keys.pseudonymizers[kinds.firstIndex(of: Self.kind(of: transform)!)!]
    }

    /// What makes the shifts of subjects with a canonicalization.
    func shifter(_ canonicalization: Canonicalization) -> DateShiftHash {
        keys.shifts[shifts.firstIndex(of: canonicalization)!]
    }

    private static func kind(of transform: FieldTransform) -> PseudonymKeys.Kind? {
        switch transform.operation {
        case .pseudonymize(let type, let canonicalization, _):
            PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
        case .pseudonymizeComposite(let type, let fields):
            PseudonymKeys.Kind(type: type, of: fields.map(\.canonicalization))
        default: nil
        }
    }
}
