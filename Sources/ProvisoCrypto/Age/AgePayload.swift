/// The payload of an age file: chunks of 64 KiB, each sealed for its place and the last one marked as the last.
///
/// - **Source**: C2SP age, *Payload*; the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár.
enum AgePayload {
    /// How many bytes every chunk but the last holds.
    static let chunkByteCount = 65536
    static let sealedChunkByteCount = chunkByteCount + ChaChaPoly.tagByteCount

    /// The nonce of a chunk: 11 bytes of its number, big-endian, and one that says whether it is the last.
    static func nonce(chunk number: UInt64, isLast: Bool) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: 12)
        for offset in 0..<8 { nonce[10 - offset] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(offset))) }
        nonce[11] = isLast ? 1 : 0
        return nonce
    }
}

/// Cuts a payload into chunks and seals them as it arrives, on one thread or on several.
struct AgePayloadSealer: ~Copyable, Sendable {
    private let key: SealingKey
    private let threads: AgeChunkThreads?
    private var chunkNumber: UInt64 = 0
    private var plaintext: WipedBuffer
    private var ciphertext: WipedBuffer

    /// Begins a payload that consists of keys: what waits to be sealed waits in guarded pages.
    init(guardingContentFor key: consuming SealingKey) throws(CryptoError) {
        plaintext = try WipedBuffer(guardedCapacity: AgePayload.chunkByteCount)
        ciphertext = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
        threads = nil
        self.key = key
    }

    init(key: consuming SealingKey, threadCount: Int = 1) {
        threads = threadCount > 1 ? AgeChunkThreads(key: SealingKey(sharing: key), threadCount: threadCount) : nil
        self.key = key
        // With several threads the chunks lie elsewhere.
        plaintext = WipedBuffer(capacity: threads == nil ? AgePayload.chunkByteCount : 0)
        ciphertext = WipedBuffer(capacity: threads == nil ? AgePayload.sealedChunkByteCount : 0)
    }

    /// How many bytes the buffers can hold. For tests.
    var bufferedByteCapacity: Int {
        plaintext.capacity + ciphertext.capacity + (threads?.bufferedByteCapacity ?? 0)
    }

    mutating func write<Failure: Error>(
        _ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        if let threads { return try Self.write(bytes, with: threads, emit) }
        var position = 0
        // The last chunk is sealed differently, so one is sealed only when there is something behind it.
        while position < bytes.count {
            if plaintext.isFull {
                ciphertext.seal(plaintext, with: key, nonce: nextNonce(isLast: false))
                plaintext.removeAll()
                try ciphertext.withContent(emit)
            } else if plaintext.isEmpty, bytes.count - position > AgePayload.chunkByteCount {
                let chunk = bytes.extracting(position..<position + AgePayload.chunkByteCount)
                position += chunk.count
                ciphertext.seal(chunk, with: key, nonce: nextNonce(isLast: false))
                try ciphertext.withContent(emit)
            } else {
                plaintext.fill(from: bytes, at: &position)
            }
        }
    }

    /// Seals the last chunk, which is empty only if the payload is.
    consuming func finish<Failure: Error>(_ emit: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        if let threads {
            // There is room for it: a slot that was filled is submitted only when there are bytes for the next.
            threads.submit(.seal(isLast: true))
            while !threads.isEmpty { try threads.takeSealed(emit) }
            return
        }
        ciphertext.seal(plaintext, with: key, nonce: nextNonce(isLast: true))
        try ciphertext.withContent(emit)
    }

    private static func write<Failure: Error>(
        _ bytes: Span<UInt8>, with threads: AgeChunkThreads, _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var position = 0
        while position < bytes.count {
            if threads.isFull { try threads.takeSealed(emit) }
            let isFull = threads.withNext { chunk in
                if chunk.count == AgePayload.chunkByteCount { return true }
                chunk.fill(from: bytes, at: &position, upTo: AgePayload.chunkByteCount)
                return false
            }
            if isFull { threads.submit(.seal(isLast: false)) }
        }
    }

    private mutating func nextNonce(isLast: Bool) -> [UInt8] {
        defer { chunkNumber += 1 }
        return AgePayload.nonce(chunk: chunkNumber, isLast: isLast)
    }
}

/// Opens the chunks of a payload as they arrive, on one thread or on several, and hands on what was authenticated.
///
/// - **Throws**: ``CryptoError/payloadInvalid``, and what the receiver throws; with several threads only when it is the
///   turn of the chunk that is wrong, which can be several calls later. After an error it must not be used again.
struct AgePayloadOpener: ~Copyable, Sendable {
    private let key: SealingKey
    private let threads: AgeChunkThreads?
    private var chunkNumber: UInt64 = 0
    private var ciphertext: WipedBuffer
    private var plaintext: WipedBuffer
    /// Whether the last chunk was opened already, which can be told before the end of the file only if it is a full
    /// one.
    private var hasLastChunk = false

    /// Begins a payload that consists of keys, which is opened in guarded pages.
    init(guardingContentFor key: consuming SealingKey) throws(CryptoError) {
        plaintext = try WipedBuffer(guardedCapacity: AgePayload.chunkByteCount)
        ciphertext = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
        threads = nil
        self.key = key
    }

    init(key: consuming SealingKey, threadCount: Int = 1) {
        threads = threadCount > 1 ? AgeChunkThreads(key: SealingKey(sharing: key), threadCount: threadCount) : nil
        self.key = key
        // What is left for the last chunk comes here also where there are threads.
        ciphertext = WipedBuffer(capacity: AgePayload.sealedChunkByteCount)
        plaintext = WipedBuffer(capacity: AgePayload.chunkByteCount)
    }

    /// How many bytes the buffers can hold. For tests.
    var bufferedByteCapacity: Int {
        plaintext.capacity + ciphertext.capacity + (threads?.bufferedByteCapacity ?? 0)
    }

    mutating func write(_ bytes: Span<UInt8>, _ emit: (Span<UInt8>) throws -> Void) throws {
        var position = 0
        while position < bytes.count {
            guard !hasLastChunk else { throw CryptoError.payloadInvalid }
            if let threads {
                try read(bytes, from: &position, with: threads, emit)
                continue
            }
            let isLast: Bool?
            if ciphertext.isEmpty, bytes.count - position >= AgePayload.sealedChunkByteCount {
                let chunk = bytes.extracting(position..<position + AgePayload.sealedChunkByteCount)
                position += chunk.count
                isLast = plaintext.openFullChunk(chunk, with: key, number: chunkNumber)
            } else {
                ciphertext.fill(from: bytes, at: &position)
                guard ciphertext.isFull else { return }
                isLast = plaintext.openFullChunk(ciphertext, with: key, number: chunkNumber)
                ciphertext.removeAll()
            }
            guard let isLast else { throw CryptoError.payloadInvalid }
            hasLastChunk = isLast
            chunkNumber += 1
            try plaintext.withContent(emit)
        }
    }

    /// Opens the last chunk. A payload without one was cut off; an empty one stands only in an empty payload.
    consuming func finish(_ emit: (Span<UInt8>) throws -> Void) throws {
        if let threads {
            while !threads.isEmpty { try takeOpened(from: threads, emit) }
        }
        if hasLastChunk {
            guard ciphertext.isEmpty else { throw CryptoError.payloadInvalid }
            return
        }
        let isEmptyChunk = ciphertext.count == ChaChaPoly.tagByteCount
        let nonce = AgePayload.nonce(chunk: chunkNumber, isLast: true)
        guard !isEmptyChunk || chunkNumber == 0, plaintext.open(ciphertext, with: key, nonce: nonce) else {
            throw CryptoError.payloadInvalid
        }
        if !isEmptyChunk { try plaintext.withContent(emit) }
    }

    /// Fills a chunk, and submits it when it is full.
    private mutating func read(
        _ bytes: Span<UInt8>, from position: inout Int, with threads: AgeChunkThreads,
        _ emit: (Span<UInt8>) throws -> Void
    ) throws {
        ciphertext.fill(from: bytes, at: &position)
        guard ciphertext.isFull else { return }
        if threads.isFull { try takeOpened(from: threads, emit) }
        threads.withNext { next in swap(&next, &ciphertext) }
        threads.submit(.open)
    }

    /// Hands on what came of the oldest chunk.
    private mutating func takeOpened(from threads: AgeChunkThreads, _ emit: (Span<UInt8>) throws -> Void) throws {
        try threads.takeOldest { outcome, content in
            // Nothing follows the last chunk.
            guard case .opened(let isLast) = outcome, !hasLastChunk else { throw CryptoError.payloadInvalid }
            hasLastChunk = isLast
            chunkNumber += 1
            try emit(content)
        }
    }
}

extension AgeChunkThreads {
    /// Hands on the oldest chunk of those that are sealed.
    fileprivate func takeSealed<Failure: Error>(
        _ emit: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try takeOldest { (_: Outcome, chunk: Span<UInt8>) throws(Failure) in try emit(chunk) }
    }
}
