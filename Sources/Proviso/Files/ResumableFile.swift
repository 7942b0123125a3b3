/// A file of lines that a killed process goes on with: written as `PATH.partial`, and renamed when it is whole.
///
/// Take an ``OutputFile`` unless making the file takes hours.
///
/// - **Guarantees**: what was there under the final name stays until ``commit()``. Nobody else writes to the partial file meanwhile.
///   It has mode 0600.
/// - **Does not guarantee**: that nothing is left behind: the partial file stays after an error and after a kill, which is what it is
///   for. After a power failure, remove it and begin anew.
public struct ResumableFile: ~Copyable {
    /// The final name.
    public let name: String
    /// How many whole lines there are from before.
    public let lineCount: Int
    /// The last of them, with their line feeds: some 64 KiB, or one line if that is longer.
    let lastLines: [UInt8]

    private var writer: BlockWriter
    /// Where the whole lines from before end. What stands behind them is cut off when something is written, and not before: until then
    /// nobody knows whether the partial file is that of this work.
    private let wholeByteCount: Int
    private var isCutOff = false
    private var isFinished = false

    /// Begins a file, or goes on with what is left of it. A line that was cut off is removed before something is written.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also while another process writes it, for a partial file that is not text, and
    ///   where there is a folder, a device or a pipe; ``ProvisoError/Code/storeMode`` for a partial file that others can reach.
    public init(_ path: String) throws(ProvisoError) {
        guard try !CLibrary.isWrittenInPlace(path) else {
            throw ProvisoError(
                .storeFailed, "a device or a pipe, which no file can replace", remedy: "name a file",
                place: ProvisoError.Place(source: path))
        }
        let partialName = path + ".partial"
        let descriptor = try Self.open(partialName)
        let found: Found
        do throws(ProvisoError) {
            found = try Self.examine(descriptor, partialName)
        } catch {
            CLibrary.closeFile(descriptor)
            throw error
        }
        name = path
        lineCount = found.lineCount
        lastLines = found.lastLines
        writer = BlockWriter(descriptor, name: partialName)
        wholeByteCount = found.wholeByteCount
    }

    deinit {
        if !isFinished { CLibrary.closeFile(writer.descriptor) }
    }

    /// Takes bytes, and writes them when a block is full.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``.
    public mutating func write(_ bytes: Span<UInt8>) throws(ProvisoError) {
        try cutOff()
        try writer.write(bytes)
    }

    /// Writes what was taken so far, so that a later process need not make it again.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``.
    public mutating func flush() throws(ProvisoError) {
        try writer.flush()
    }

    /// Puts the file in its place.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``; the partial file stays.
    public consuming func commit() throws(ProvisoError) {
        try cutOff()
        try flush()
        try CLibrary.synchronize(writer.descriptor, writer.name)
        try CLibrary.renameFile(writer.name, to: name)
        isFinished = true
        try CLibrary.closeWritten(writer.descriptor, name)
        CLibrary.synchronizeFolder(of: name)
    }

    // MARK: What is left from before

    /// Removes a line that was cut off.
    private mutating func cutOff() throws(ProvisoError) {
        if isCutOff { return }
        try CLibrary.truncate(writer.descriptor, writer.name, to: wholeByteCount)
        isCutOff = true
    }

    private static let lastLinesByteCount = 64 * 1024

    private struct Found {
        var lineCount = 0
        var wholeByteCount = 0
        var lastLineStart = 0
        var lastLines: [UInt8] = []
    }

    /// Opens a partial file and locks it; whoever had it before may have renamed it meanwhile, and then there is another.
    private static func open(_ path: String) throws(ProvisoError) -> Int32 {
        while true {
            let descriptor = try CLibrary.openFile(path, for: .continuing)
            do throws(ProvisoError) {
                guard try CLibrary.lock(descriptor, path) else {
                    throw ProvisoError(
                        .storeFailed, "another process is writing it", remedy: "let it finish",
                        place: ProvisoError.Place(source: path))
                }
                if let mode = try CLibrary.permissions(of: descriptor, path), mode & 0o077 != 0 {
                    throw ProvisoError(
                        .storeMode, "mode \(SecretFile.octal(mode)) lets others reach it",
                        remedy: "run: chmod 600 \(printable(path))", place: ProvisoError.Place(source: path))
                }
            } catch {
                CLibrary.closeFile(descriptor)
                throw error
            }
            if CLibrary.isOpen(path, as: descriptor) { return descriptor }
            CLibrary.closeFile(descriptor)
        }
    }

    private static func examine(_ descriptor: Int32, _ path: String) throws(ProvisoError) -> Found {
        var found = Found()
        var position = 0
        var block = [UInt8](repeating: 0, count: InputFile.blockByteCount)
        while true {
            let count = try CLibrary.readBytes(descriptor, path, into: &block)
            if count == 0 { break }
            let bytes = block.span.extracting(0..<count)
            // A file system that was cut off by a power failure leaves zeros where bytes did not reach the disk.
            for index in bytes.indices where bytes[index] == 0 {
                throw ProvisoError(
                    .storeFailed, "damaged: a byte that no line has", remedy: "remove it and begin anew",
                    place: ProvisoError.Place(source: path))
            }
            var start = 0
            while let lineFeed = CLibrary.lineFeed(in: bytes, from: start) {
                found.lineCount += 1
                start = lineFeed + 1
                (found.lastLineStart, found.wholeByteCount) = (found.wholeByteCount, position + start)
            }
            position += count
        }
        found.lastLines = try lastLines(descriptor, path, found)
        return found
    }

    /// Reads what `lastLines` has.
    private static func lastLines(
        _ descriptor: Int32, _ path: String, _ found: Found
    ) throws(ProvisoError) -> [UInt8] {
        let start = min(found.lastLineStart, max(0, found.wholeByteCount - lastLinesByteCount))
        var bytes = [UInt8](repeating: 0, count: found.wholeByteCount - start)
        var span = bytes.mutableSpan
        let count = try CLibrary.readBytes(descriptor, path, at: start, into: &span)
        guard count == bytes.count else {
            throw ProvisoError(
                .storeFailed, "changed while it was read", remedy: "run again", place: ProvisoError.Place(source: path))
        }
        // Where it begins in the middle of a line, the rest of that is not wanted.
        if start > 0, start < found.lastLineStart, let lineFeed = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            bytes.removeSubrange(0...lineFeed)
        }
        return bytes
    }
}
