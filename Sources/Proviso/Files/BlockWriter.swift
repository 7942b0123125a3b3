/// Gathers what is written to a descriptor, and writes it in blocks.
struct BlockWriter: ~Copyable {
    let descriptor: Int32
    /// The name that messages use.
    let name: String
    private var buffer = ByteBuffer(capacity: InputFile.blockByteCount)

    /// So many bytes are written as they are: to gather them first would cost more than a system call.
    private static let directByteCount = 64 * 1024

    init(_ descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Takes bytes, and writes them when a block is full, or at once if they are many.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeClosed``.
    mutating func write(_ bytes: Span<UInt8>) throws(ProvisoError) {
        let isDirect = bytes.count >= Self.directByteCount
        if isDirect || buffer.count + bytes.count > InputFile.blockByteCount { try flush() }
        if isDirect {
            try CLibrary.writeAll(descriptor, name, bytes)
        } else {
            buffer.append(bytes)
        }
    }

    /// Writes what was taken so far.
    ///
    /// - **Throws**: as ``write(_:)``.
    mutating func flush() throws(ProvisoError) {
        let descriptor = descriptor
        let name = name
        try buffer.withSpan { (bytes: Span<UInt8>) throws(ProvisoError) in
            try CLibrary.writeAll(descriptor, name, bytes)
        }
        buffer.removeAll()
    }
}
