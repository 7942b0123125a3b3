/// Reads an age file as its bytes arrive, and hands on the content that was authenticated.
///
/// The header is checked before the identity is tried, and its MAC after that; then each chunk for itself. A receiver
/// that must not act on half a file waits for ``finish(_:)``: that is where a file that was cut off is found out.
///
/// - **Guarantees**: no byte is handed on that the file's maker did not put in this place. The memory does not grow
///   with the file: at most 64 KiB of header, then one chunk.
/// - **Does not guarantee**: who made the file: whoever knows a recipient can make one.
/// - **Cost**: about 100 µs for each stanza of type X25519, at most 1,024 of them, then that of ChaCha20-Poly1305; 128
///   KiB of memory.
/// - **Throws**: ``CryptoError/headerInvalid`` also for a header of more than 64 KiB or 1,024 stanzas and for a wrong
///   MAC; ``CryptoError/noIdentityMatched``; ``CryptoError/payloadInvalid``; what the receiver throws. After an error
///   every further call throws too.
/// - **Source**: C2SP age, with binary files and recipients of type X25519; stanzas of other types are ignored.
package struct AgeOpener: ~Copyable, Sendable {
    private enum Part {
        case header
        case nonce
        case payload
    }

    private let identity: AgeIdentity
    private var part = Part.header
    private var parser = AgeHeaderParser()
    private var fileKey: AgeFileKey?
    private var nonce: [UInt8] = []
    private var payload: AgePayloadOpener?
    private var failure: CryptoError?

    /// Begins to read a file with an identity, of which the opener keeps a handle.
    package init(identity: borrowing AgeIdentity) {
        self.identity = AgeIdentity(sharing: identity)
    }

    /// How many bytes the buffers of the payload can hold. For tests.
    package var bufferedByteCapacity: Int {
        switch payload {
        case .some(let payload): payload.bufferedByteCapacity
        case .none: 0
        }
    }

    /// Takes the next bytes of the file, and gives what they complete of the content.
    package mutating func write(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        if let failure { throw failure }
        // For the case that the receiver throws: it did not take what was handed on, so the content has a gap.
        failure = .payloadInvalid
        do {
            try read(bytes, emit)
            failure = nil
        } catch let error as CryptoError {
            failure = error
            throw error
        }
    }

    /// Ends the file, and gives the rest of the content.
    package consuming func finish(_ emit: (Span<UInt8>) throws -> Void) throws {
        if let failure { throw failure }
        guard let payload = payload.take() else { throw CryptoError.headerInvalid }
        try payload.finish(emit)
    }

    private mutating func read(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        var position = 0
        if part == .header {
            guard let header = try parser.read(bytes, from: &position) else { return }
            parser = AgeHeaderParser()
            let fileKey = try AgeX25519.unwrap(header.stanzas, with: identity)
            guard fileKey.authenticates(header) else { throw CryptoError.headerInvalid }
            self.fileKey = consume fileKey
            part = .nonce
        }
        if part == .nonce {
            while nonce.count < AgeFileKey.payloadNonceByteCount, position < bytes.count {
                nonce.append(bytes[position])
                position += 1
            }
            guard nonce.count == AgeFileKey.payloadNonceByteCount, let fileKey = fileKey.take() else { return }
            payload = AgePayloadOpener(key: try fileKey.payloadKey(nonce: nonce.span))
            part = .payload
        }
        try payload?.write(bytes.extracting(position..<bytes.count), emit)
    }
}
