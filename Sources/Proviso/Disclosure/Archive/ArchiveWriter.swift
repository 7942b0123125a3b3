internal import ProvisoCrypto

/// Writes members into a sealed archive. A class, because a stream's sink and the package write into the same one.
final class ArchiveWriter {
    private var sealed: AgeWriter?
    private let time: Int64
    /// Where the last block of the members so far ends.
    private var byteCount = 0
    /// Whether a stream was begun and has not been ended: then something went wrong with it.
    private var isIncomplete = false
    /// The members between terms and manifest.
    private(set) var members: [PackageManifest.Member] = []

    init(_ sealed: consuming AgeWriter, time: Int64) {
        self.sealed = consume sealed
        self.time = time
    }

    /// A stream begins, if `check` lets it.
    func beginStream(_ check: () throws -> Void) throws {
        precondition(!isIncomplete, "PackageWriter: a package in which a stream failed goes no further")
        isIncomplete = true
        try check()
    }

    /// The stream is complete.
    func endStream() { isIncomplete = false }

    func add(_ name: MemberName, _ content: Span<UInt8>) throws {
        guard name.sizes.contains(content.count) else {
            throw ProvisoError(
                .valueInvalid, "the member '\(name.text)' of the package would have a size that it may not have",
                remedy: "split the records into several packages")
        }
        try write(TarHeader(name, size: content.count, time: time).block.span)
        try write(content)
        try write([UInt8](repeating: 0, count: TarHeader.paddedCount(content.count) - content.count).span)
        if name == .terms || name == .manifest { return }
        members.append(
            PackageManifest.Member(
                name: name.text, byteCount: content.count, mediaType: name.mediaType,
                digest: ContentDigest(of: content)))
    }

    /// Writes the padding, and puts the file in its place.
    func finish(_ willAppear: () throws -> Void) throws {
        precondition(!isIncomplete, "PackageWriter: a package in which a stream failed is not finished")
        let zeros = [UInt8](repeating: 0, count: 64 * 1024)
        var left = ArchiveLength.padded(end: byteCount) - byteCount
        while left > 0 {
            let count = min(left, zeros.count)
            try write(zeros.span.extracting(0..<count))
            left -= count
        }
        try sealed.take()!.finish(willAppear)
    }

    private func write(_ bytes: Span<UInt8>) throws {
        try sealed!.write(bytes)
        byteCount += bytes.count
    }
}
