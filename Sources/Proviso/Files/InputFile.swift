internal import ProvisoCrypto

/// A file, pipe or standard input that is read from its beginning to its end in blocks.
public struct InputFile: ~Copyable {
    /// The name that messages use; `-` for standard input.
    public let name: String
    let descriptor: Int32
    private let isOwned: Bool
    private var block: [UInt8]

    /// How many bytes are read at once: large enough that a system call costs nothing against the work on its bytes.
    public static let blockByteCount = 256 * 1024

    /// Opens a file.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMissing``, ``ProvisoError/Code/storeFailed``.
    public init(_ path: String) throws(ProvisoError) {
        self.init(name: path, descriptor: try CLibrary.openFile(path, for: .reading), isOwned: true)
    }

    /// Standard input.
    public static func standardInput() -> InputFile {
        InputFile(name: "-", descriptor: CLibrary.standardInput, isOwned: false)
    }

    /// A file or pipe that is open already, from where it stands. The descriptor stays the caller's: it must be open as long as it is read, and
    /// is not closed.
    public init(descriptor: Int32, name: String) {
        self.init(name: name, descriptor: descriptor, isOwned: false)
    }

    private init(name: String, descriptor: Int32, isOwned: Bool) {
        self.name = name
        self.descriptor = descriptor
        self.isOwned = isOwned
        block = []
    }

    deinit {
        if isOwned { CLibrary.closeFile(descriptor) }
    }

    /// Lends the next block, or gives false at the end.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, and whatever `body` throws.
    public mutating func readBlock(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        if block.isEmpty { block = [UInt8](repeating: 0, count: Self.blockByteCount) }
        let count = try CLibrary.readBytes(descriptor, name, into: &block)
        if count == 0 { return false }
        try body(block.span.extracting(0..<count))
        return true
    }

    /// Whether ``readBlock(_:)`` would wait, because whoever writes into a pipe or terminal has written no more so far.
    public var wouldWait: Bool { CLibrary.wouldWait(descriptor) }

    /// Lends the descriptor, to examine what is open or to go back in it. It is closed with this value, and not by the caller.
    public borrowing func withDescriptor<R: ~Copyable>(_ body: (Int32) throws -> R) rethrows -> R {
        try body(descriptor)
    }

    /// The whole of a file that is small by nature, such as a policy or a key; nil if it has more than `limit` bytes.
    consuming func contents(limit: Int) throws(ProvisoError) -> [UInt8]? {
        var result: [UInt8] = []
        // One byte of room more than allowed tells a file of exactly the limit from a larger one.
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, 64 * 1024))
        var isWhole = false
        // What is read here can be a key.
        defer {
            wipe(&buffer)
            if !isWhole { wipe(&result) }
        }
        while true {
            let count = try CLibrary.readBytes(descriptor, name, into: &buffer)
            if count == 0 {
                isWhole = true
                return result
            }
            if result.count + count > limit { return nil }
            if result.isEmpty { result.reserveCapacity(limit) }
            result.append(contentsOf: buffer[0..<count])
        }
    }
}
