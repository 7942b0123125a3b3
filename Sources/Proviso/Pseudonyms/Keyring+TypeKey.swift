internal import ProvisoCrypto

extension Keyring {
    /// Seals the key of one type in one domain to a recipient, who can make and check pseudonyms of that type from then
    /// on, and nothing else.
    ///
    /// This is the only key that leaves a keyring. There is no way to take it back but another epoch.
    ///
    /// - Parameters:
    ///   - type: the type whose pseudonyms the recipient can then make.
    ///   - canonicalization: how identifiers of the type are normalized; it is bound into the key.
    ///   - domain: where the pseudonyms may be linked.
    ///   - version: the version to derive from; by default the active one.
    ///   - reason: why; it is written into the file, and an export without one is refused.
    ///   - recipient: to whom the file is sealed.
    ///   - instant: the time that is written into the file.
    ///   - file: the file that is written, and put in its place.
    ///   - observer: is told before anything is written, with the fingerprint of the domain in place of a package, and
    ///     can refuse.
    /// - **Guarantees**: the file appears whole or not at all. It says nothing about other types, domains, epochs and
    ///   canonicalizations.
    /// - **Does not guarantee**: anything about what the recipient does with it. Whoever has the key can try every
    ///   identifier.
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a reason that is empty, too long or holds an invisible
    ///   character; ``ProvisoError/Code/keyUnknown``, ``ProvisoError/Code/keyDestroyed``,
    ///   ``ProvisoError/Code/keyRetired``, ``ProvisoError/Code/storeFailed``; `CryptoError`; what the observer throws.
    /// - **Source**: `Formats/Keyrings`, *Exporting the key of one type*.
    public func exportTypeKey(
        _ type: PseudonymType, canonicalization: Canonicalization, in domain: PseudonymizationDomain,
        version: KeyVersion? = nil, because reason: String, to recipient: AgeRecipient, at instant: Instant,
        into file: consuming OutputFile, observer: (any ProcessingObserver)? = nil
    ) throws {
        guard reason.utf8.count <= 4096 else {
            throw ProvisoError(.valueInvalid, "a reason of more than 4,096 bytes", remedy: "say it shorter")
        }
        // What a reason must be is what a purpose must be.
        let purpose: Purpose
        do throws(ProvisoError) {
            purpose = try Purpose(reason)
        } catch {
            throw ProvisoError(
                .valueInvalid,
                "the key of a type is not exported without a reason, in words and without invisible characters",
                remedy: "say why it is exported")
        }
        let number: KeyVersion
        if let version { number = version } else { number = try withActiveKey { version, _ in version } }
        let (typeKey, fingerprint) = try withKey(number, for: .recognizing) { key in
            try PseudonymKeys.typeKey(
                PseudonymKeys.Kind(type: type, canonicalization: canonicalization), domain: domain, key: key)
        }
        var line = #"{"proviso":"type-key/v1","type":"\#(type)","canonicalization":"\#(canonicalization.name)","#
        line += #""domain":"\#(domain.id)","epoch":\#(Self.quoted(domain.epoch)),"#
        line += #""authorization":\#(Self.quoted(domain.authorization?.description)),"version":\#(number),"#
        line += #""fingerprint":"\#(fingerprint)","because":\#(JSONWriter.quoted(reason)),"#
        line += #""created":"\#(instant.wholeSeconds)"}"#
        try observer?.willPerform(
            ProcessingOperation(
                .disclosure, package: fingerprint.description, parties: [], purpose: purpose))
        var file = file
        try Self.seal(typeKey, behind: line + "\n", to: recipient, into: &file)
        try file.commit()
    }

    private static func seal(
        _ typeKey: SharedKey<HashingRole>, behind line: String, to recipient: AgeRecipient, into file: inout OutputFile
    ) throws {
        var sealer = try AgeSealer(to: [recipient], holdsKeys: true)
        func put(_ bytes: Span<UInt8>) throws(ProvisoError) { try file.write(bytes) }
        try sealer.write(line.utf8Span.span, put)
        try typeKey.withKey { key throws(ProvisoError) in
            try key.exportCleartext(because: "the key of one type, sealed to its recipient") {
                (bytes: Span<UInt8>) throws(ProvisoError) in try sealer.write(bytes, put)
            }
        }
        try sealer.finish(put)
        wipeTracesOfKey()
    }

    private static func quoted(_ text: String?) -> String { text.map(JSONWriter.quoted) ?? "null" }
}
