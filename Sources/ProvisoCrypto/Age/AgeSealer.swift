/// Writes an age file as its content arrives.
///
/// Nothing refers back: the header goes out with the first call, then one chunk after the other, so a file of any size
/// passes through one chunk of memory.
///
/// - **Guarantees**: each of the recipients, and nobody else, can open the file with any program that reads age v1.
///   File key, nonce and ephemeral keys are new for every file.
/// - **Does not guarantee**: who made the file; age has no sender. The length of the content is not hidden, nor is the
///   number of recipients.
/// - **Cost**: about 200 µs for the header and 100 µs for each recipient, then that of ChaCha20-Poly1305; 128 KiB of
///   memory, and with several threads, of which at most 16 are used, six times as much for two and 4.3 MiB at most.
/// - **Source**: C2SP age.
package struct AgeSealer: ~Copyable, Sendable {
    /// The header and the payload's nonce until they went out.
    private var beginning: [UInt8]
    private var payload: AgePayloadSealer
    private var armor: AgeArmorEncoder?
    /// Whether a receiver threw, so that the file has a gap.
    private var hasGap = false

    /// Begins a file for these recipients. A content that consists of keys waits in guarded pages, and is sealed on one
    /// thread.
    ///
    /// - **Throws**: ``CryptoError/recipientListInvalid`` for an empty list, one that names a recipient twice, and one
    ///   that makes a header of more than 64 KiB (more than 668 recipients);
    ///   ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(
        to recipients: [AgeRecipient], isArmored: Bool = false, threadCount: Int = 1, holdsKeys: Bool = false
    ) throws(CryptoError) {
        guard !recipients.isEmpty, recipients.count <= AgeHeader.maximumStanzaCount,
            Set(recipients).count == recipients.count
        else { throw .recipientListInvalid }
        let fileKey = try AgeFileKey.generate()
        var stanzas: [AgeStanza] = []
        for recipient in recipients { stanzas.append(try AgeX25519.wrap(fileKey, for: recipient)) }
        try self.init(stanzas, fileKey, isArmored: isArmored, threadCount: threadCount, holdsKeys: holdsKeys)
    }

    /// Begins a file for whoever knows a passphrase. That is its only stanza, so whoever opens it knows that its maker
    /// knew the passphrase too.
    ///
    /// - **Cost**: with the standard work factor about a second, and 256 MiB of memory for that time.
    /// - **Throws**: ``CryptoError/memoryUnavailable(byteCount:)``.
    package init(
        passphrase: borrowing AgePassphrase, workFactor: Int = AgePassphrase.standardWorkFactor,
        isArmored: Bool = false, threadCount: Int = 1, holdsKeys: Bool = false
    ) throws(CryptoError) {
        precondition(
            (1...AgePassphrase.workFactorLimit).contains(workFactor), "AgeSealer: a work factor that no file may have")
        let fileKey = try AgeFileKey.generate()
        let stanza = try AgeScrypt.wrap(fileKey, with: passphrase, workFactor: workFactor)
        try self.init([stanza], fileKey, isArmored: isArmored, threadCount: threadCount, holdsKeys: holdsKeys)
    }

    private init(
        _ stanzas: [AgeStanza], _ fileKey: borrowing AgeFileKey, isArmored: Bool, threadCount: Int, holdsKeys: Bool
    ) throws(CryptoError) {
        let header = AgeHeader(stanzas: stanzas, authenticatedWith: fileKey)
        let text = header.text
        guard text.count <= AgeHeader.maximumByteCount else { throw .recipientListInvalid }
        let nonce = try RandomBytes.array(count: AgeFileKey.payloadNonceByteCount)
        let payloadKey = try fileKey.payloadKey(nonce: nonce.span)
        payload =
            holdsKeys
            ? try AgePayloadSealer(guardingContentFor: payloadKey)
            : AgePayloadSealer(key: payloadKey, threadCount: threadCount)
        beginning = text + nonce
        armor = isArmored ? AgeArmorEncoder() : nil
    }

    /// How many bytes the buffers can hold. For tests.
    package var bufferedByteCapacity: Int {
        beginning.capacity + payload.bufferedByteCapacity + (armor?.bufferedByteCapacity ?? 0)
    }

    /// Takes the next bytes of the content, and gives what can be written of the file.
    ///
    /// An error of `emit` leaves a gap in the file, so to go on after one is a mistake in the program, and stops it.
    package mutating func write<Failure: Error>(
        _ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(!hasGap, "AgeSealer: a file with a gap is not written on")
        hasGap = true
        if var armor = armor.take() {
            try writePayload(bytes) { (sealed: Span<UInt8>) throws(Failure) in try armor.write(sealed, emit) }
            self.armor = armor
        } else {
            try writePayload(bytes, emit)
        }
        hasGap = false
    }

    /// Ends the content and gives the rest of the file. A file that is not finished does not open.
    package consuming func finish<Failure: Error>(
        _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(!hasGap, "AgeSealer: a file with a gap is not finished")
        if var armor = armor.take() {
            try finishPayload { (sealed: Span<UInt8>) throws(Failure) in try armor.write(sealed, emit) }
            try armor.finish(emit)
        } else {
            try finishPayload(emit)
        }
    }

    private mutating func writePayload<Failure: Error>(
        _ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try emitBeginning(emit)
        try payload.write(bytes, emit)
    }

    private consuming func finishPayload<Failure: Error>(
        _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try emitBeginning(emit)
        try payload.finish(emit)
    }

    private mutating func emitBeginning<Failure: Error>(
        _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard !beginning.isEmpty else { return }
        try emit(beginning.span)
        beginning = []
    }
}
