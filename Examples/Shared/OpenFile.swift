package import Proviso

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a program does with a descriptor beside reading it from end to end: to go back in it, and to notice that
/// somebody else writes to it.
package enum OpenFile {
    /// What changes when somebody writes to a file.
    package struct Version: Equatable {
        private let byteCount: Int64
        private let seconds: Int
        private let nanoseconds: Int

        /// The version of an open file; nil if it cannot be examined.
        package init?(_ descriptor: Int32) {
            var status = stat()
            // Sound: the call fills the structure that it is given.
            guard unsafe fstat(descriptor, &status) == 0 else { return nil }
            #if canImport(Darwin)
            let time = status.st_mtimespec
            #else
            let time = status.st_mtim
            #endif
            byteCount = Int64(status.st_size)
            seconds = Int(time.tv_sec)
            nanoseconds = Int(time.tv_nsec)
        }
    }

    /// Where the next byte is read from; nil for what has no places, such as a pipe.
    package static func position(_ descriptor: Int32) -> Int? {
        let position = lseek(descriptor, 0, SEEK_CUR)
        return position < 0 ? nil : Int(position)
    }

    /// Goes to a place; false for what has none.
    package static func move(_ descriptor: Int32, to position: Int) -> Bool {
        lseek(descriptor, off_t(position), SEEK_SET) == off_t(position)
    }

    /// Puts a file in the place of another one, for everybody to read; false where that fails.
    package static func publish(_ path: String, as name: String) -> Bool {
        // Sound: the paths are lent as C strings.
        unsafe chmod(path, 0o644) == 0 && rename(path, name) == 0
    }

    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether a name leads to a terminal. Nothing but a device is opened for it: to open a pipe would be noticed.
    package static func isTerminal(_ path: String) -> Bool {
        var status = stat()
        // Sound: the path is lent as a C string, and the call fills the structure that it is given.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return false }
        // Sound: the path is lent as a C string.
        let descriptor = unsafe open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        return descriptor >= 0 && isatty(descriptor) == 1
    }
}

/// A file without a name, for its owner alone, which is gone when the program is, however it ends.
package struct TemporaryFile: ~Copyable {
    package let descriptor: Int32
    private let folder: String

    /// A new one in the folder that `TMPDIR` names, or in `/tmp`.
    package init() throws(ProvisoError) {
        let named = System.environment("TMPDIR") ?? ""
        let folder = named.isEmpty ? "/tmp" : named
        var path = Array("\(folder)/proviso-XXXXXX".utf8CString)
        // Sound: the template ends with a zero byte, and the call changes six bytes before it.
        let opened = unsafe path.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
        guard opened >= 0 else { throw Self.failure(folder) }
        // Sound: the same array, which now has the name of the file.
        _ = unsafe unlink(path)
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        descriptor = opened
        self.folder = folder
    }

    deinit { close(descriptor) }

    /// Writes behind what is there.
    ///
    /// - Throws: ``ProvisoError/Code/storeFailed``, such as for a disk that is full.
    package borrowing func append(_ bytes: Span<UInt8>) throws(ProvisoError) {
        if lseek(descriptor, 0, SEEK_END) < 0 { throw Self.failure(folder) }
        var written = 0
        while written < bytes.count {
            // Sound: the pointer stays inside of the borrowed span.
            let count = unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe write(descriptor, bytes.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { throw Self.failure(folder) }
        }
    }

    private static func failure(_ folder: String) -> ProvisoError {
        let number = errno
        // Sound: strerror gives a C string that lives at least until the next call on this thread.
        let reason = unsafe String(cString: strerror(number))
        return ProvisoError(
            .storeFailed, "no temporary copy can be written there: \(reason)",
            remedy: "have TMPDIR name a folder with room, or read from a file",
            place: ProvisoError.Place(source: folder))
    }
}
