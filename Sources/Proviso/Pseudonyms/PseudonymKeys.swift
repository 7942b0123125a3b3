/// The keys of one pseudonymization domain, derived from a root key and held in one arena.
///
/// ```
/// K_role   = H(root,     "proviso-role---1", enc(role))
/// K_domain = H(K_role,   "proviso-domain-1", enc(domain, epoch?, authorization digest?))
/// K_type   = H(K_domain, "proviso-type---1", enc(type, canonicalization))
/// ```
///
/// - **Source**: `Formats/Pseudonyms`.
struct PseudonymKeys: Sendable {
    /// One key per wanted kind, prepared for hashing, in the order in which they were asked for.
    let pseudonymizers: [Pseudonymizer]
    /// One key per canonicalization of the subjects whose dates are shifted, in the order in which they were asked for.
    let shifts: [DateShiftHash]
    /// The domain's fingerprint under this key.
    let fingerprint: KeyFingerprint
    /// Whether the derived keys are kept out of swap.
    let memoryLocking: MemoryLocking

    /// What a policy or caller wants pseudonyms of.
    struct Kind: Hashable {
        let type: PseudonymType
        let canonicalization: Canonicalization
        /// What of the canonicalization is bound into the key.
        let boundName: String

        init(type: PseudonymType, canonicalization: Canonicalization, boundName: String? = nil) {
            self.type = type
            self.canonicalization = canonicalization
            self.boundName = boundName ?? canonicalization.name
        }

        /// The kind of a composite identifier, whose parts are brought into canonical form before.
        init(type: PseudonymType, of parts: [Canonicalization]) {
            self.init(
                type: type, canonicalization: .exact, boundName: parts.map(\.name).joined(separator: "+"))
        }
    }

    init(
        _ kinds: [Kind], shifts: [Canonicalization] = [], domain: PseudonymizationDomain, key: borrowing RootKey,
        version: KeyVersion, byteCount: Int = 16
    ) throws(CryptoError) {
        // Per role its key and its domain key, per kind its type key and the compressed block.
        var builder = try KeyArenaBuilder(capacity: 6 + 2 * (kinds.count + shifts.count))
        let fingerprintKey = Self.domainKey("fingerprint", domain, key, &builder)
        let linkableKey = Self.domainKey("linkable", domain, key, &builder)
        var states: [KeySlot] = []
        for kind in kinds {
            let typeKey = Self.typeKey(kind, linkableKey, &builder)
            states.append(
                builder.compressKeyBlock(
                    of: typeKey, personalization: Personalization("proviso-pseudo-1"), outputByteCount: byteCount))
        }
        var shiftStates: [KeySlot] = []
        if !shifts.isEmpty {
            let shiftKey = Self.domainKey("shift", domain, key, &builder)
            for canonicalization in shifts {
                let typeKey = Self.typeKey(
                    Kind(type: "shift", canonicalization: canonicalization), shiftKey, &builder)
                shiftStates.append(
                    builder.compressKeyBlock(
                        of: typeKey, personalization: Personalization("proviso-shift--1"), outputByteCount: 16))
            }
        }
        let arena = builder.seal()
        self.shifts = shiftStates.map { DateShiftHash(arena: arena, state: $0) }
        memoryLocking = arena.locking
        let fingerprint = KeyFingerprint(of: fingerprintKey, in: arena)
        self.fingerprint = fingerprint
        pseudonymizers = zip(kinds, states).map { kind, state in
            Pseudonymizer(
                kind: kind, version: version, byteCount: byteCount, arena: arena, state: state, fingerprint: fingerprint
            )
        }
    }

    /// The key of one kind alone, and the domain's fingerprint.
    static func typeKey(
        _ kind: Kind, domain: PseudonymizationDomain, key: borrowing RootKey
    ) throws(CryptoError) -> (key: SharedKey<HashingRole>, fingerprint: KeyFingerprint) {
        var builder = try KeyArenaBuilder(capacity: 5)
        let fingerprintKey = domainKey("fingerprint", domain, key, &builder)
        let typeKey = typeKey(kind, domainKey("linkable", domain, key, &builder), &builder)
        let arena = builder.seal()
        return (SharedKey(arena: arena, slot: typeKey), KeyFingerprint(of: fingerprintKey, in: arena))
    }

    static func typeKey(_ kind: Kind, _ domainKey: KeySlot, _ builder: inout KeyArenaBuilder) -> KeySlot {
        var context = CanonicalEncoder()
        context.append(kind.type.description)
        context.append(kind.boundName)
        return builder.derive(
            from: domainKey, personalization: Personalization("proviso-type---1"), context: context.bytes.span)
    }

    static func domainKey(
        _ role: String, _ domain: PseudonymizationDomain, _ key: borrowing RootKey, _ builder: inout KeyArenaBuilder
    ) -> KeySlot {
        var roleContext = CanonicalEncoder()
        roleContext.append(role)
        let roleKey = builder.derive(
            from: key, personalization: Personalization("proviso-role---1"), context: roleContext.bytes.span)
        var domainContext = CanonicalEncoder()
        domainContext.append(domain.id)
        domainContext.append(domain.epoch)
        domainContext.append(domain.authorization?.bytes)
        return builder.derive(
            from: roleKey, personalization: Personalization("proviso-domain-1"), context: domainContext.bytes.span)
    }
}
