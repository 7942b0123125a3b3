#if os(Linux)

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Sees in which order the files of a folder are removed, as the kernel tells it.
struct FolderWatch: ~Copyable {
    struct Failure: Error {}

    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        // Sound: the path is lent for the call as a C string.
        guard descriptor >= 0, unsafe inotify_add_watch(descriptor, path, UInt32(IN_DELETE)) >= 0 else {
            throw Failure()
        }
    }

    deinit { close(descriptor) }

    /// The names that were removed since the beginning, which must fit into one read.
    func removedNames() -> [String] {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        // Sound: the buffer is exclusively borrowed for the call, which writes at most its count.
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        var names: [String] = []
        var start = 0
        // An event has 16 bytes, the last four of which tell how many of its name follow, padded with zeros.
        while start + 16 <= count {
            let nameByteCount = (0..<4).reduce(0) { $0 | Int(buffer[start + 12 + $1]) << (8 * $1) }
            let mask = (0..<4).reduce(UInt32(0)) { $0 | UInt32(buffer[start + 4 + $1]) << UInt32(8 * $1) }
            let name = buffer[start + 16..<start + 16 + nameByteCount].prefix { $0 != 0 }
            if mask & UInt32(IN_DELETE) != 0 { names.append(String(decoding: name, as: UTF8.self)) }
            start += 16 + nameByteCount
        }
        return names
    }
}

#endif
