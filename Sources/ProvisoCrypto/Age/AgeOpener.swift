/// Reads an age file as its bytes arrive, and hands on the content that was authenticated.
///
/// The header is checked before the identities are tried, and its MAC after that; then each chunk for itself. A receiver
/// that must not act on half a file waits for ``finish(_:)``: that is where a file that was cut off is found out.
///
/// - **Guarantees**: no byte is handed on that the file's maker did not put in this place. The memory does not grow
///   with the file: at most 64 KiB of header, then one chunk.
/// - **Does not guarantee**: who made the file: whoever knows a recipient can make one.
/// - **Cost**: about 100 µs for each identity and stanza of type X25519, at most 1,024 stanzas, or what the work factor
///   of a passphrase says; then that of ChaCha20-Poly1305; 128 KiB of memory, and with several threads, of
///   which at most 16 are used, 640 KiB for two and 4.4 MiB at most.
/// - **Throws**: ``CryptoError/headerInvalid`` also for a header of more than 64 KiB or 1,024 stanzas, for a work factor
///   above the limit and for a wrong MAC; ``CryptoError/noIdentityMatched``; ``CryptoError/payloadInvalid``; what the
///   receiver throws. After an error every further call throws too.
///   Armor that is not right is a header or a payload that is not right, by where it was read to.
/// - **Source**: C2SP age, with stanzas of types X25519 and scrypt; others are ignored.
package struct AgeOpener: ~Copyable, Sendable {
    private let holdsKeys: Bool
    private var beginning: AgeBeginning
    private var payload: AgePayloadOpener?
    /// Whether the first byte may yet say that the file is armored.
    private var mayBeArmored: Bool
    private var armor: AgeArmorDecoder?
    private let threadCount: Int
    private var failure: CryptoError?

    /// Begins to read a file with whatever may open it, and with or without armor, as its first byte says.
    ///
    /// A content that consists of keys is opened in guarded pages, and on one thread. With several threads an error can
    /// be told some calls later than with one, and the content before it is the same.
    package init(
        identities: AgeIdentities, acceptsArmor: Bool = true, threadCount: Int = 1, holdsKeys: Bool = false
    ) {
        self.threadCount = threadCount
        self.holdsKeys = holdsKeys
        beginning = AgeBeginning(identities: identities)
        mayBeArmored = acceptsArmor
    }

    /// Begins to read a file with an identity, of which the opener keeps a handle.
    package init(identity: borrowing AgeIdentity, acceptsArmor: Bool = true, threadCount: Int = 1) {
        self.init(identities: AgeIdentities(identity), acceptsArmor: acceptsArmor, threadCount: threadCount)
    }

    /// Whose identity opened the header; nil before that, and where it was a passphrase.
    package var openedBy: AgeRecipient? { beginning.openedBy }

    /// Whether the header says that it is sealed under a passphrase; nil before it was read.
    package var isUnderPassphrase: Bool? { beginning.isUnderPassphrase }

    /// How many bytes the buffers of the payload can hold. For tests.
    package var bufferedByteCapacity: Int {
        let armor = armor?.bufferedByteCapacity ?? 0
        switch payload {
        case .some(let payload): return armor + payload.bufferedByteCapacity
        case .none: return armor
        }
    }

    /// Takes the next bytes of the file, and gives what they complete of the content.
    package mutating func write(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        if let failure { throw failure }
        // For the case that the receiver throws: it did not take what was handed on, so the content has a gap.
        failure = .payloadInvalid
        do {
            try readArmored(bytes, emit)
            failure = nil
        } catch let error as CryptoError {
            failure = error
            throw error
        }
    }

    /// Ends the file, and gives the rest of the content.
    package consuming func finish(_ emit: (Span<UInt8>) throws -> Void) throws {
        if let failure { throw failure }
        if let armor {
            do throws(AgeArmorFault) { try armor.finish() } catch { throw armorFailure }
        }
        guard let payload = payload.take() else { throw CryptoError.headerInvalid }
        try payload.finish(emit)
    }

    private mutating func readArmored(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        if mayBeArmored, !bytes.isEmpty {
            mayBeArmored = false
            if AgeArmor.begins(with: bytes[0]) { armor = AgeArmorDecoder() }
        }
        guard var armor = armor.take() else { return try read(bytes, emit) }
        do {
            try armor.write(bytes) { try read($0, emit) }
        } catch is AgeArmorFault {
            throw armorFailure
        }
        self.armor = armor
    }

    private var armorFailure: CryptoError { payload == nil ? .headerInvalid : .payloadInvalid }

    private mutating func read(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        var position = 0
        if payload == nil {
            guard let key = try beginning.read(bytes, from: &position) else { return }
            payload =
                holdsKeys
                ? try AgePayloadOpener(guardingContentFor: key) : AgePayloadOpener(key: key, threadCount: threadCount)
        }
        try payload!.write(bytes.extracting(position..<bytes.count), emit)
    }
}
