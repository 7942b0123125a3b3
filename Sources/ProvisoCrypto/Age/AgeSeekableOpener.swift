/// Opens an age file that lies somewhere as a whole, chunk by chunk, in any order.
///
/// The last chunk is opened first: only then the length of the content is known, and a file that was cut off is refused
/// before anything is read of it.
///
/// - **Guarantees**: no byte is handed on that the file's maker did not put in this place.
/// - **Does not guarantee**: that the chunks that were not read are right; nor, as elsewhere, who made the file.
/// - **Cost**: 128 KiB of memory. To read a byte is to open its chunk; the one that was opened last is kept.
/// - **Throws**: as ``AgeOpener``, and what the source throws. An error says nothing about other places of the file.
/// - **Source**: C2SP age, *Payload*; without armor.
package struct AgeSeekableOpener: ~Copyable {
    /// Fills a buffer with the bytes of the file from an offset on, or throws.
    package typealias Source = (_ offset: Int, _ bytes: inout MutableSpan<UInt8>) throws -> Void

    private let key: SealingKey
    private let payloadOffset: Int
    private let chunkCount: Int
    private var ciphertext = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
    private var plaintext = WipedBuffer(capacity: AgePayload.chunkByteCount)
    /// Which chunk `plaintext` holds.
    private var openedChunk: Int?

    /// The length of the content, which the last chunk has confirmed.
    package let byteCount: Int
    /// Whose identity opened the header; nil where it was a passphrase.
    package let openedBy: AgeRecipient?

    /// Reads the header and the last chunk of a file of this length.
    package static func open(
        identities: AgeIdentities, fileByteCount: Int, source: Source
    ) throws -> AgeSeekableOpener {
        var beginning = AgeBeginning(identities: identities)
        let key = try readKey(&beginning, fileByteCount: fileByteCount, source: source)
        let payloadByteCount = fileByteCount - beginning.byteCount
        let tag = ChaChaPoly.tagByteCount
        let chunkCount = (payloadByteCount + AgePayload.sealedChunkByteCount - 1) / AgePayload.sealedChunkByteCount
        let lastByteCount = payloadByteCount - (chunkCount - 1) * AgePayload.sealedChunkByteCount
        // Only of an empty content the last chunk is empty.
        guard payloadByteCount >= tag, lastByteCount > tag || payloadByteCount == tag else {
            throw CryptoError.payloadInvalid
        }
        var opener = AgeSeekableOpener(
            key: key, payloadOffset: beginning.byteCount, chunkCount: chunkCount,
            byteCount: payloadByteCount - chunkCount * tag, openedBy: beginning.openedBy)
        try opener.open(chunkCount - 1, source: source)
        return opener
    }

    private init(
        key: consuming SealingKey, payloadOffset: Int, chunkCount: Int, byteCount: Int, openedBy: AgeRecipient?
    ) {
        self.key = key
        self.payloadOffset = payloadOffset
        self.chunkCount = chunkCount
        self.byteCount = byteCount
        self.openedBy = openedBy
    }

    /// Hands on the content of a range, in pieces that end where chunks do.
    ///
    /// A range outside of the content is a mistake in the program, and stops it.
    package mutating func read(
        _ range: Range<Int>, source: Source, _ emit: (Span<UInt8>) throws -> Void
    ) throws {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= byteCount,
            "AgeSeekableOpener: a range outside of the content")
        var position = range.lowerBound
        while position < range.upperBound {
            let chunk = position / AgePayload.chunkByteCount
            let start = chunk * AgePayload.chunkByteCount
            let end = min(range.upperBound, start + AgePayload.chunkByteCount)
            if openedChunk != chunk { try open(chunk, source: source) }
            try plaintext.withContent { content in try emit(content.extracting(position - start..<end - start)) }
            position = end
        }
    }

    private mutating func open(_ chunk: Int, source: Source) throws {
        let isLast = chunk == chunkCount - 1
        let offset = payloadOffset + chunk * AgePayload.sealedChunkByteCount
        let start = chunk * AgePayload.chunkByteCount
        let count = min(AgePayload.chunkByteCount, byteCount - start) + ChaChaPoly.tagByteCount
        openedChunk = nil
        try ciphertext.replace(count: count) { bytes in try source(offset, &bytes) }
        let nonce = AgePayload.nonce(chunk: UInt64(chunk), isLast: isLast)
        guard plaintext.open(ciphertext, with: key, nonce: nonce) else { throw CryptoError.payloadInvalid }
        openedChunk = chunk
    }

    private static func readKey(
        _ beginning: inout AgeBeginning, fileByteCount: Int, source: Source
    ) throws -> SealingKey {
        var offset = 0
        while offset < fileByteCount {
            var block = [UInt8](repeating: 0, count: min(4096, fileByteCount - offset))
            var bytes = block.mutableSpan
            try source(offset, &bytes)
            var position = 0
            if let key = try beginning.read(bytes.span, from: &position) { return key }
            offset += position
        }
        throw CryptoError.headerInvalid
    }
}
