internal import ProvisoCrypto

/// A file that appears whole or not at all, or a stream that is written as it comes.
///
/// A regular file is written beside its place under a temporary name, with mode 0600, and renamed by ``commit()``. Until then, and
/// after any failure, what was there before stays. A device, a pipe and standard output, also as `/dev/stdout`, are written directly.
///
/// - **Guarantees**: after ``commit()`` the file's bytes are on the disk; without it the temporary file is removed.
/// - **Does not guarantee**: that a killed process leaves no temporary file; it is named `.NAME.proviso-…` and can be removed.
public struct OutputFile: ~Copyable {
    /// The name that messages use; `-` for standard output.
    public var name: String { writer.name }
    private var descriptor: Int32 { writer.descriptor }
    private let kind: Kind
    private var writer: BlockWriter
    private var isFinished = false

    private enum Kind {
        case stream
        case device
        case replacement(temporaryPath: String)
    }

    /// Begins a file at a path.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also for a folder that is not there.
    public init(_ path: String) throws(ProvisoError) {
        if try CLibrary.isWrittenInPlace(path) {
            self.init(kind: .device, descriptor: try CLibrary.openFile(path, for: .writing), name: path)
            return
        }
        let temporaryPath = try Self.temporaryPath(beside: path)
        let descriptor = try CLibrary.createFile(temporaryPath, shownAs: path)
        self.init(kind: .replacement(temporaryPath: temporaryPath), descriptor: descriptor, name: path)
    }

    /// Standard output.
    public static func standardOutput() -> OutputFile {
        OutputFile(kind: .stream, descriptor: CLibrary.standardOutput, name: "-")
    }

    private init(kind: Kind, descriptor: Int32, name: String) {
        self.kind = kind
        writer = BlockWriter(descriptor, name: name)
    }

    deinit {
        switch kind {
        case .stream: break
        case .device: if !isFinished { CLibrary.closeFile(descriptor) }
        case .replacement(let temporaryPath):
            if !isFinished {
                CLibrary.closeFile(descriptor)
                CLibrary.removeFile(temporaryPath)
            }
        }
    }

    /// Whether nothing is seen of the file before ``commit()``. It is false for a device, a pipe and standard output.
    public var appearsWhole: Bool {
        if case .replacement = kind { true } else { false }
    }

    /// Takes bytes, and writes them when a block is full, or at once if they are many.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeClosed``.
    public mutating func write(_ bytes: Span<UInt8>) throws(ProvisoError) {
        try writer.write(bytes)
    }

    /// Takes a text.
    public mutating func write(_ text: String) throws(ProvisoError) {
        try write(text.utf8Span.span)
    }

    /// Writes what was taken so far.
    public mutating func flush() throws(ProvisoError) {
        try writer.flush()
    }

    /// Writes what is left and brings it to the disk, so that ``commit()`` can hardly fail any more.
    public mutating func prepare() throws(ProvisoError) {
        try flush()
        if case .replacement = kind { try CLibrary.synchronize(descriptor, name) }
    }

    /// Puts the file in its place.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeClosed``; what was there before stays.
    public consuming func commit() throws(ProvisoError) {
        try prepare()
        switch kind {
        case .stream: break
        case .device:
            isFinished = true
            try CLibrary.closeWritten(descriptor, name)
        case .replacement(let temporaryPath):
            try CLibrary.renameFile(temporaryPath, to: name)
            isFinished = true
            try CLibrary.closeWritten(descriptor, name)
            CLibrary.synchronizeFolder(of: name)
        }
    }

    private static func temporaryPath(beside path: String) throws(ProvisoError) -> String {
        let (folder, file) = split(path)
        guard let suffix = try? RandomBytes.array(count: 10) else {
            throw ProvisoError(.storeFailed, "no random bytes for a temporary name", remedy: "check the system")
        }
        return folder + temporaryPrefix(file) + Base32.encode(suffix.span)
    }

    private static func temporaryPrefix(_ file: String) -> String {
        // A name has at most 255 bytes, and one that is almost as long must have a temporary one too.
        "." + String(decoding: file.utf8.prefix(200), as: UTF8.self) + ".proviso-"
    }

    /// Whether a name in the folder of a file is one that the file had before it was put in its place. Somebody can be writing it.
    static func isTemporary(_ name: String, beside path: String) -> Bool {
        let prefix = temporaryPrefix(split(path).file)
        return name.hasPrefix(prefix) && Base32.decode(name.dropFirst(prefix.count))?.count == 10
    }

    /// The folder with its slash, and the name in it.
    static func split(_ path: String) -> (folder: String, file: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        let after = path.utf8.index(after: slash)
        return (String(path[..<after]), String(path[after...]))
    }
}
