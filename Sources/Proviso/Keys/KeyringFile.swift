internal import ProvisoCrypto

/// How a keyring gets out of its file into guarded memory, and back.
///
/// - **Source**: `Formats/Keyrings`.
enum KeyringFile {
    static let largestByteCount = 4 * 1024 * 1024
    private static let keyByteCount = 32

    // MARK: Reading

    /// Opens a ring with whatever may open it, and says whose identity did; nil where it was a passphrase.
    static func read(
        _ path: String, with identities: AgeIdentities
    ) throws -> (keyring: Keyring, openedBy: AgeRecipient?) {
        try SecretFile.read(path, limit: largestByteCount) {
            (bytes: Span<UInt8>?) throws(ProvisoError) -> (keyring: Keyring, openedBy: AgeRecipient?) in
            guard let bytes else {
                throw ProvisoError(
                    .keyringForm, "not a keyring: a device, or more than 4 MiB", remedy: "name the keyring's file",
                    place: ProvisoError.Place(source: path))
            }
            do {
                return try open(bytes, with: identities, source: path)
            } catch {
                throw named(error, isPassphrase: identities.recipients.isEmpty, source: path)
            }
        }
    }

    private static func open(
        _ file: Span<UInt8>, with identities: AgeIdentities, source: String
    ) throws -> (keyring: Keyring, openedBy: AgeRecipient?) {
        var opener = AgeOpener(identities: identities, acceptsArmor: false, holdsKeys: true)
        // What was sealed is shorter than what it was sealed into.
        var payload = try WipedBuffer(guardedCapacity: max(file.count, 1))
        func take(_ piece: Span<UInt8>) {
            var position = 0
            payload.fill(from: piece, at: &position)
        }
        try opener.write(file, take)
        let openedBy = opener.openedBy
        try opener.finish(take)
        return (try payload.withContent { payload in try keyring(in: payload, source: source) }, openedBy)
    }

    private static func keyring(in payload: Span<UInt8>, source: String) throws -> Keyring {
        guard let lineFeed = CLibrary.lineFeed(in: payload, from: 0), lineFeed <= KeyringContents.largestLineByteCount
        else { throw KeyringContents.malformed("it has no line, or a line of more than 1 MiB") }
        let line = (0..<lineFeed).map { payload[$0] }
        let contents = try KeyringContents(line: line)
        guard payload.count - lineFeed - 1 == contents.livingCount * keyByteCount else {
            throw KeyringContents.malformed("keys are missing, or there are too many")
        }

        var builder = try KeyArenaBuilder(capacity: max(contents.livingCount, 1))
        var slots: [KeySlot?] = []
        var start = lineFeed + 1
        for version in contents.versions {
            guard version.status != .destroyed else {
                slots.append(nil)
                continue
            }
            slots.append(builder.append(copying: payload.extracting(start..<start + keyByteCount)))
            start += keyByteCount
        }
        // To copy bytes is to have them in registers.
        wipeTracesOfKey()
        let keyring = keyring(contents, slots, builder, source: source)

        let expected = contents.versions.filter { $0.status != .destroyed }.map(\.fingerprint)
        guard try KeyFingerprint.ofKeys(keyring.keys.compactMap { $0 }) == expected else {
            throw KeyringContents.malformed("a key does not have its fingerprint")
        }
        return keyring
    }

    /// A keyring of the keys in some slots.
    private static func keyring(
        _ contents: KeyringContents, _ slots: [KeySlot?], _ builder: consuming KeyArenaBuilder, source: String
    ) -> Keyring {
        let arena = builder.seal()
        return Keyring(
            contents: contents, keys: slots.map { slot in slot.map { SharedKey(arena: arena, slot: $0) } },
            source: source, memoryLocking: arena.locking)
    }

    /// Opening tells no more than which of three things failed; here it gets the file's name and a remedy.
    private static func named(_ error: any Error, isPassphrase: Bool, source: String) -> ProvisoError {
        let place = ProvisoError.Place(source: source)
        guard let error = error as? CryptoError else {
            guard var error = error as? ProvisoError else {
                return ProvisoError(
                    .keyringForm, "the keyring cannot be opened: \(error)", remedy: "restore it from a copy",
                    place: place)
            }
            if error.place.source == nil { error.place.source = source }
            return error
        }
        switch error {
        case .headerInvalid:
            return ProvisoError(
                .ageHeader, "not a keyring: not an age file, or its header was changed",
                remedy: "restore it from a copy", place: place)
        case .noIdentityMatched where isPassphrase:
            return ProvisoError(
                .keyringPassphrase, "the keyring is sealed under another passphrase, or to recipients",
                remedy: "use its passphrase, or the identity of one of its recipients", place: place)
        case .noIdentityMatched:
            return ProvisoError(
                .ageNoIdentity, "the keyring is sealed to other keys than this identity",
                remedy: "use the identity of one of its recipients", place: place)
        case .payloadInvalid:
            return ProvisoError(
                .agePayload, "the keyring was changed or cut off", remedy: "restore it from a copy", place: place)
        default: return SecretFile.cannotHold(error, source)
        }
    }

    // MARK: Writing

    /// A keyring of some keys, copied into an allocation of their own: an old one can hold a key that was destroyed.
    static func keyring(
        _ contents: KeyringContents, copying keys: [SharedKey<RootRole>?], source: String
    ) throws(CryptoError) -> Keyring {
        var builder = try KeyArenaBuilder(capacity: max(contents.livingCount, 1))
        var slots: [KeySlot?] = []
        for key in keys { slots.append(key.map { key in key.withKey { key in builder.append(copying: key) } }) }
        return keyring(contents, slots, builder, source: source)
    }

    /// Seals a keyring into a file, which appears whole or not at all.
    static func write(_ keyring: Keyring, to path: String, with sealer: consuming AgeSealer) throws {
        var file = try OutputFile(path)
        try seal(keyring, with: sealer, into: &file)
        try file.commit()
    }

    private static func seal(
        _ keyring: Keyring, with sealer: consuming AgeSealer, into file: inout OutputFile
    ) throws {
        func put(_ bytes: Span<UInt8>) throws(ProvisoError) { try file.write(bytes) }
        try sealer.write((keyring.contents.line + "\n").utf8Span.span, put)
        for case .some(let key) in keyring.keys {
            try key.withKey { key throws(ProvisoError) in
                try key.exportCleartext(because: "a keyring's file, sealed to its recipients") {
                    (bytes: Span<UInt8>) throws(ProvisoError) in try sealer.write(bytes, put)
                }
            }
        }
        try sealer.finish(put)
        wipeTracesOfKey()
    }
}
