#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Walking through folders from one open folder to the next, so that no path is followed that somebody can turn elsewhere meanwhile.
extension CLibrary {
    /// A name in a folder, in the file system's own bytes: they need not be UTF-8.
    struct EntryName {
        fileprivate let bytes: [CChar]

        init(_ text: String) {
            bytes = text.utf8.map { CChar(bitPattern: $0) } + [0]
        }

        fileprivate init(bytes: [CChar]) {
            self.bytes = bytes
        }
    }

    /// What a folder is opened for.
    enum Passage {
        /// To go on from it, which needs no right to read it.
        case passing
        /// To read its names, or to bring it to the disk.
        case reading

        fileprivate var flags: Int32 {
            let always = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            #if os(Linux)
            // O_PATH, which the headers hide from Swift.
            return self == .passing ? 0o10_000_000 | always : O_RDONLY | always
            #else
            return O_RDONLY | always
            #endif
        }
    }

    /// What came of opening a folder.
    enum Opening {
        case opened(Int32)
        case absent
        /// A link, or anything else that is no folder.
        case other
    }

    /// Opens the folder that all paths begin at.
    static func openRoot() throws(ProvisoError) -> Int32 {
        guard case .opened(let descriptor) = try openFolder(EntryName("/"), in: AT_FDCWD, for: .passing, "/") else {
            throw failure("cannot be opened", "/")
        }
        return descriptor
    }

    /// Opens a folder by its name in an open folder; a link is not followed.
    static func openFolder(
        _ name: EntryName, in descriptor: Int32, for passage: Passage, _ path: String
    ) throws(ProvisoError) -> Opening {
        while true {
            // Sound: the name is lent for the call as a C string, and ends with a zero.
            let opened = unsafe openat(descriptor, name.bytes, passage.flags)
            if opened >= 0 { return .opened(opened) }
            switch errno {
            case EINTR: continue
            case ENOENT: return .absent
            case ENOTDIR, ELOOP: return .other
            default: throw failure("a folder cannot be opened", path)
            }
        }
    }

    /// Lends the names in an open folder one after the other, without `.` and `..`, and closes the folder.
    static func readNames(
        inAndClosing descriptor: Int32, _ path: String, _ body: (EntryName) throws -> Void
    ) throws {
        // Sound: the stream owns the descriptor from here on.
        guard let stream = unsafe fdopendir(descriptor) else {
            let error = failure("a folder cannot be read", path)
            closeFile(descriptor)
            throw error
        }
        // Sound: it is closed once, and the descriptor with it.
        defer { _ = unsafe closedir(stream) }
        while true {
            errno = 0
            // Sound: the entry lives until the next call for this stream.
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { throw failure("a folder cannot be read", path) }
                return
            }
            // Sound: the entry is lent for the call. It can be shorter than its type, so it is not copied whole.
            let bytes = unsafe Self.name(in: UnsafeRawPointer(entry))
            if bytes == [46, 0] || bytes == [46, 46, 0] { continue }
            try body(EntryName(bytes: bytes))
        }
    }

    // Sound: whoever calls it lends an entry.
    @unsafe private static func name(in entry: UnsafeRawPointer) -> [CChar] {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
            preconditionFailure("CLibrary: an entry of a folder has a name")
        }
        // Sound: the name begins at its place in the entry, and ends with a zero.
        let name = unsafe (entry + offset).assumingMemoryBound(to: CChar.self)
        // Sound: as above.
        return unsafe Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
    }

    /// What a name stands for, to somebody who removes it.
    enum Removable {
        case absent
        case folder
        /// A file, link, pipe, device or socket.
        case other
    }

    /// What a name in an open folder stands for; links are not followed.
    static func removable(
        _ name: EntryName, in descriptor: Int32, _ path: String
    ) throws(ProvisoError) -> Removable {
        var status = stat()
        // Sound: the name is lent as a C string that ends with a zero, and the call fills the structure that it is given.
        if unsafe fstatat(descriptor, name.bytes, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
        }
        if errno == ENOENT { return .absent }
        throw failure("something in it cannot be examined", path)
    }

    /// Removes anything but a folder from an open folder; false if it was gone already, or has become a folder.
    static func removeEntry(_ name: EntryName, in descriptor: Int32, _ path: String) throws(ProvisoError) -> Bool {
        // Sound: the name is lent for the call as a C string that ends with a zero.
        if unsafe unlinkat(descriptor, name.bytes, 0) == 0 { return true }
        if errno == ENOENT || errno == EISDIR { return false }
        throw failure("something in it cannot be removed", path)
    }

    /// Removes a folder from an open folder, which may be gone already; false if there is something in it.
    static func removeFolder(_ name: EntryName, in descriptor: Int32, _ path: String) throws(ProvisoError) -> Bool {
        // Sound: the name is lent for the call as a C string that ends with a zero.
        if unsafe unlinkat(descriptor, name.bytes, AT_REMOVEDIR) == 0 || errno == ENOENT { return true }
        if errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR { return false }
        throw failure("a folder cannot be removed", path)
    }

    /// Where something open is mounted.
    struct Mount: Equatable {
        fileprivate let device: UInt64
        /// Its number, where the system tells it: what is mounted a second time from the same disk has another one.
        fileprivate let number: [UInt8]?
    }

    /// Where an open folder is mounted.
    static func mount(of descriptor: Int32, _ path: String) throws(ProvisoError) -> Mount {
        var status = stat()
        // Sound: the call fills the structure that it is given.
        if unsafe fstat(descriptor, &status) != 0 { throw failure("a folder cannot be examined", path) }
        return Mount(device: UInt64(truncatingIfNeeded: status.st_dev), number: mountNumber(of: descriptor))
    }

    private static func mountNumber(of descriptor: Int32) -> [UInt8]? {
        #if os(Linux)
        let text = try? InputFile("/proc/self/fdinfo/\(descriptor)").contents(limit: 4096)
        let key = Array("mnt_id:".utf8)
        return text?.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: key) }.map { Array($0) }
        #else
        return nil
        #endif
    }
}
