#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The calls of the C library that Proviso needs, each with interrupted calls repeated and errors turned into a ``ProvisoError``. Only its
/// files know which C library there is.
enum CLibrary {
    static let standardInput = STDIN_FILENO
    static let standardOutput = STDOUT_FILENO

    /// How a file is opened.
    enum Access {
        case reading
        /// Writing behind what is there: into a device, a pipe, or what standard output leads to.
        case writing
        /// Writing into a file that must not be there yet, with mode 0600.
        case creating
        /// Reading and writing a file, which is made with mode 0600 if it is not there; a link is not followed.
        case continuing

        fileprivate var flags: Int32 {
            switch self {
            case .reading: O_RDONLY | O_CLOEXEC
            case .writing: O_WRONLY | O_APPEND | O_CLOEXEC
            case .creating: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
            case .continuing: O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
            }
        }
    }

    static func openFile(_ path: String, for access: Access) throws(ProvisoError) -> Int32 {
        if path.utf8.contains(0) { throw nameFault("cannot be opened", path) }
        while true {
            // Sound: the path is lent for the call as a C string.
            let descriptor = unsafe open(path, access.flags, 0o600)
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw failure("cannot be opened", path) }
        }
    }

    /// Makes a new file with mode 0600. What can be missing is only its folder; `shownAs` is the name that the caller knows.
    static func createFile(_ path: String, shownAs name: String? = nil) throws(ProvisoError) -> Int32 {
        do throws(ProvisoError) {
            return try openFile(path, for: .creating)
        } catch {
            guard error.code == .storeMissing else { throw error }
            throw ProvisoError(
                .storeFailed, "cannot be written: there is no such folder", remedy: "make it, or name another file",
                place: ProvisoError.Place(source: name ?? path))
        }
    }

    /// Reads up to the capacity of the buffer; 0 means the end.
    static func readBytes(_ descriptor: Int32, _ path: String, into buffer: inout [UInt8]) throws(ProvisoError) -> Int {
        while true {
            // Sound: the buffer is exclusively borrowed for the call, which writes at most its count.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            if errno != EINTR { throw failure("cannot be read", path) }
        }
    }

    /// Whether a read would wait, because nothing has come and the end has not been reached. A regular file never waits.
    static func wouldWait(_ descriptor: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Sound: one request, exclusively borrowed for the call.
        return unsafe poll(&request, 1, 0) == 0
    }

    /// Reads from an offset on, as much as the buffer holds; less only if the file ends before.
    static func readBytes(
        _ descriptor: Int32, _ path: String, at offset: Int, into buffer: inout MutableSpan<UInt8>
    ) throws(ProvisoError) -> Int {
        var count = 0
        while count < buffer.count {
            // Sound: the buffer is exclusively borrowed for the call, which writes at most what is left of it.
            let read = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe pread(descriptor, buffer.baseAddress! + count, buffer.count - count, off_t(offset + count))
            }
            if read == 0 { return count }
            if read > 0 {
                count += read
            } else if errno != EINTR {
                throw failure("cannot be read", path)
            }
        }
        return count
    }

    /// The length of an open file.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also for anything but a regular file, which has no length.
    static func byteCount(of descriptor: Int32, _ path: String) throws(ProvisoError) -> Int {
        var status = stat()
        // Sound: the call fills the structure that it is given.
        if unsafe fstat(descriptor, &status) != 0 { throw failure("cannot be examined", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ProvisoError(
                .storeFailed, "cannot be read from a place on: it is not a file", remedy: "copy it into a file first",
                place: ProvisoError.Place(source: path))
        }
        return Int(status.st_size)
    }

    static func writeAll(_ descriptor: Int32, _ path: String, _ bytes: Span<UInt8>) throws(ProvisoError) {
        var written = 0
        while written < bytes.count {
            // Sound: the pointer stays inside of the borrowed span.
            let count = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe write(descriptor, buffer.baseAddress! + written, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw ProvisoError(
                    .storeClosed, "the reader of the output has gone away", remedy: "nothing more was written",
                    place: ProvisoError.Place(source: path))
            } else if errno != EINTR {
                throw failure("cannot be written", path)
            }
        }
    }

    /// Cuts a file off, and goes on writing at its end.
    static func truncate(_ descriptor: Int32, _ path: String, to byteCount: Int) throws(ProvisoError) {
        while ftruncate(descriptor, off_t(byteCount)) != 0 {
            if errno != EINTR { throw failure("cannot be written", path) }
        }
        if lseek(descriptor, 0, SEEK_END) < 0 { throw failure("cannot be written", path) }
    }

    /// Brings a file to the disk. A pipe or a terminal has nothing to bring there.
    static func synchronize(_ descriptor: Int32, _ path: String) throws(ProvisoError) {
        while fsync(descriptor) != 0 {
            if errno == EINVAL || errno == ENOTSUP { return }
            if errno != EINTR { throw failure("cannot be written", path) }
        }
    }

    /// Brings the folder of a file to the disk: only then a rename is there for good. Some file systems cannot, and then nothing is lost
    /// but this certainty.
    static func synchronizeFolder(of path: String) {
        let folder = OutputFile.split(path).folder
        guard let descriptor = try? openFile(folder.isEmpty ? "." : folder, for: .reading) else { return }
        fsync(descriptor)
        closeFile(descriptor)
    }

    static func closeFile(_ descriptor: Int32) {
        _ = close(descriptor)
    }

    /// Closes a file that was written to; a network file system says only here that the disk is full.
    static func closeWritten(_ descriptor: Int32, _ path: String) throws(ProvisoError) {
        if close(descriptor) != 0, errno != EINTR { throw failure("cannot be written", path) }
    }

    static func renameFile(_ old: String, to new: String) throws(ProvisoError) {
        // Sound: both paths are lent for the call as C strings.
        if unsafe rename(old, new) != 0 { throw failure("cannot be replaced", new) }
    }

    /// Makes a folder for its owner alone; false if there is something of that name.
    static func makeFolder(_ path: String, shownAs name: String) throws(ProvisoError) -> Bool {
        if path.utf8.contains(0) { throw nameFault("cannot be made", name) }
        // Sound: the path is lent for the call as a C string.
        if unsafe mkdir(path, 0o700) == 0 { return true }
        if errno == EEXIST { return false }
        if errno == ENOENT {
            throw ProvisoError(
                .storeFailed, "cannot be made: there is no such folder", remedy: "make it, or name another one",
                place: ProvisoError.Place(source: name))
        }
        throw failure("cannot be made", name)
    }

    /// Locks an open file or folder until it is closed, also against this process; false if another has it.
    static func lock(_ descriptor: Int32, _ path: String) throws(ProvisoError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR { throw failure("cannot be locked", path) }
        }
        return true
    }

    /// Locks an open file or folder until it is closed, as soon as nobody else has it.
    static func waitForLock(_ descriptor: Int32, _ path: String) throws(ProvisoError) {
        while flock(descriptor, LOCK_EX) != 0 {
            if errno != EINTR { throw failure("cannot be locked", path) }
        }
    }

    /// Whether a path leads to what is open under a descriptor.
    static func isOpen(_ path: String, as descriptor: Int32) -> Bool {
        var named = stat()
        var open = stat()
        // Sound: the path is lent as a C string, and the calls fill the structures that they are given.
        guard unsafe lstat(path, &named) == 0, unsafe fstat(descriptor, &open) == 0 else { return false }
        return named.st_dev == open.st_dev && named.st_ino == open.st_ino
    }

    /// Whether there is anything of a name, be it a link that leads nowhere.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed`` where that cannot be known.
    static func exists(_ path: String) throws(ProvisoError) -> Bool {
        if path.utf8.contains(0) { throw nameFault("cannot be examined", path) }
        var status = stat()
        // Sound: the path is lent as a C string, and the call fills the structure that it is given.
        if unsafe lstat(path, &status) == 0 { return true }
        if errno == ENOENT || errno == ENOTDIR { return false }
        throw failure("cannot be examined", path)
    }

    /// Removes a file of our own making, if it is there.
    static func removeFile(_ path: String) {
        // Sound: the path is lent for the call as a C string.
        _ = unsafe unlink(path)
    }

    /// Opens a folder by its own name, so that what follows is done in this folder, whatever a path leads to meanwhile; nil if there is nothing
    /// of the name.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed`` also for a link to a folder.
    static func openFolder(_ path: String) throws(ProvisoError) -> Int32? {
        while true {
            // Sound: the path is lent for the call as a C string.
            let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if descriptor >= 0 { return descriptor }
            switch errno {
            case EINTR: continue
            case ENOENT: return nil
            case ENOTDIR, ELOOP:
                throw ProvisoError(
                    .storeFailed, "not a folder", remedy: "look what is there instead",
                    place: ProvisoError.Place(source: path))
            default: throw failure("cannot be opened", path)
            }
        }
    }

    /// Makes an open folder one that its owner alone can enter; false if it is somebody else's.
    static func claimFolder(_ descriptor: Int32, _ path: String) throws(ProvisoError) -> Bool {
        var status = stat()
        // Sound: the call fills the structure that it is given.
        if unsafe fstat(descriptor, &status) != 0 { throw failure("cannot be examined", path) }
        guard status.st_uid == geteuid() else { return false }
        if fchmod(descriptor, 0o700) != 0 { throw failure("cannot be closed to others", path) }
        return true
    }

    /// What a name in a folder stands for.
    enum Entry {
        case absent
        case file
        /// A folder, link, pipe, device or socket.
        case other
    }

    /// What a name in an open folder stands for; links are not followed.
    static func entry(_ name: String, in descriptor: Int32, _ path: String) throws(ProvisoError) -> Entry {
        var status = stat()
        // Sound: the name is lent as a C string, and the call fills the structure that it is given.
        if unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            return status.st_mode & S_IFMT == S_IFREG ? .file : .other
        }
        if errno == ENOENT { return .absent }
        throw failure("cannot be examined", path + "/" + name)
    }

    /// Removes a file from an open folder; it may be gone already.
    static func removeFile(_ name: String, in descriptor: Int32, _ path: String) throws(ProvisoError) {
        // Sound: the name is lent for the call as a C string.
        if unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return }
        throw failure("cannot be removed", path + "/" + name)
    }

    /// Removes a folder, which may be gone already; false if there is something in it.
    static func removeFolder(_ path: String) throws(ProvisoError) -> Bool {
        // Sound: the path is lent for the call as a C string.
        if unsafe rmdir(path) == 0 || errno == ENOENT { return true }
        if errno == ENOTEMPTY || errno == EEXIST { return false }
        throw failure("cannot be removed", path)
    }

    /// The path from the root without links, `.` and `..`, of something that is there.
    static func resolved(_ path: String) throws(ProvisoError) -> String {
        // Sound: the path is lent as a C string; the result is allocated for us, copied and freed.
        guard let text = unsafe realpath(path, nil) else { throw failure("cannot be resolved", path) }
        defer { unsafe free(text) }
        guard let path = unsafe String(validatingCString: text) else {
            throw ProvisoError(
                .storeFailed, "its path is not UTF-8, so it could not be found again", remedy: "use another folder",
                place: ProvisoError.Place(source: path))
        }
        return path
    }

    /// The permission bits of an open file or pipe; nil for anything else, whose mode says nothing about what is read from it.
    static func permissions(of descriptor: Int32, _ path: String) throws(ProvisoError) -> UInt32? {
        var status = stat()
        // Sound: the call fills the structure that it is given.
        if unsafe fstat(descriptor, &status) != 0 { throw failure("cannot be examined", path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFIFO, S_IFSOCK: return UInt32(status.st_mode & 0o777)
        case S_IFDIR:
            errno = EISDIR
            throw failure("cannot be read", path)
        default: return nil
        }
    }

    /// What the file system says of a file; nil if there is nothing at the path.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also for anything but a file.
    static func status(ofFileAt path: String) throws(ProvisoError) -> FileStatus? {
        if path.utf8.contains(0) { throw nameFault("cannot be examined", path) }
        var status = stat()
        // Sound: the path is lent as a C string, and the call fills the structure that it is given.
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("cannot be examined", path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ProvisoError(
                .storeFailed, "not a file", remedy: "name a file", place: ProvisoError.Place(source: path))
        }
        return FileStatus(
            permissions: UInt32(status.st_mode & 0o777), device: UInt64(truncatingIfNeeded: status.st_dev),
            number: UInt64(truncatingIfNeeded: status.st_ino))
    }

    /// Whether a file that is to appear at a path must be written into what is there: a device, a pipe or a socket, or a link of the
    /// system to an open file, such as `/dev/stdout`. To replace that link would break it for everybody.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed`` for a folder, and for a path that no file can have.
    static func isWrittenInPlace(_ path: String) throws(ProvisoError) -> Bool {
        if path.isEmpty || path.utf8.contains(0) { throw nameFault("cannot be written", path) }
        var status = stat()
        // Sound: the path is lent as a C string, and the call fills the structure that it is given.
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return false }
            throw failure("cannot be written", path)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            errno = EISDIR
            throw failure("cannot be written", path)
        case S_IFREG:
            guard path.hasPrefix("/dev/") || path.hasPrefix("/proc/") else { return false }
            // Sound: as above.
            return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
        default: return true
        }
    }

    /// The system's clock, in milliseconds since 1970.
    static func millisecondsSinceEpoch() -> Int64 {
        var time = timespec()
        // Sound: the call fills the structure that it is given.
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// The first line feed from an index on.
    @inline(__always)
    static func lineFeed(in bytes: Span<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        // Sound: the search stays between `start`, which is inside, and the end of the span, which is lent for the call.
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            let base = unsafe UnsafeRawPointer(buffer.baseAddress! + start)
            guard let found = unsafe memchr(base, 0x0A, buffer.count - start) else { return nil }
            return unsafe start + (UnsafeRawPointer(found) - base)
        }
    }

    /// The error for a path that no file can have. A C string ends at its first NUL: of a path with one, another file than
    /// the named one would be opened or replaced.
    private static func nameFault(_ what: String, _ path: String) -> ProvisoError {
        ProvisoError(
            .storeFailed, "\(what): no file can have this name", remedy: "check the name",
            place: ProvisoError.Place(source: path))
    }

    /// The error of the last call, by `errno`.
    static func failure(_ what: String, _ path: String) -> ProvisoError {
        let number = errno
        // Sound: strerror gives a C string that lives at least until the next call on this thread.
        let reason = unsafe String(cString: strerror(number))
        let place = ProvisoError.Place(source: path)
        switch number {
        case ENOENT, ENOTDIR:
            return ProvisoError(.storeMissing, "there is no such file", remedy: "check the name", place: place)
        case EEXIST:
            return ProvisoError(
                .storeFailed, "there is already a file", remedy: "name a new one; it is never replaced", place: place)
        case EISDIR:
            return ProvisoError(.storeFailed, "\(what): it is a folder", remedy: "name a file", place: place)
        case EACCES, EPERM:
            return ProvisoError(
                .storeFailed, "\(what): \(reason)", remedy: "check who owns it and its mode", place: place)
        case ENOSPC, EDQUOT:
            return ProvisoError(.storeFailed, "\(what): \(reason)", remedy: "make room and run again", place: place)
        default:
            return ProvisoError(.storeFailed, "\(what): \(reason)", remedy: "mend that and run again", place: place)
        }
    }
}
