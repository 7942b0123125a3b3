#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the program asks of the operating system beside reading and writing files. With `Terminal` and `OpenFile` the
/// only place that knows which C library there is.
package enum System {
    /// Makes sure that the descriptors 0, 1 and 2 are taken, so that no file is opened under one of them and then
    /// mistaken for standard output or standard error.
    ///
    /// Each is opened the wrong way around: what is written to a closed standard output must fail, and not vanish.
    package static func occupyStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // Sound: the path is lent for the call as a C string.
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Has a closed pipe and a file that grows too large come back as errors: a program that dies of them leaves its
    /// temporary files.
    package static func turnSignalsIntoErrors() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    package static var errorsGoToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output goes to a terminal.
    package static var outputGoesToTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes to standard error, or as much of it as that takes: there is nowhere to complain about it.
    package static func writeError(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// Writes to standard output; false where it cannot be written.
    package static func writeOutput(_ text: String) -> Bool { write(text, to: STDOUT_FILENO) }

    package static func leave(_ code: Int32) -> Never { exit(code) }

    /// The value of an environment variable; nil if it is not set.
    package static func environment(_ name: String) -> String? {
        // Sound: the value is copied before anything can change it; the program sets no variable and has one thread by
        // then.
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// How many threads can run at once.
    package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Writes a text; false where it cannot be written.
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            // Sound: the array is lent for the call, and the pointer stays inside of it.
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe systemWrite(descriptor, bytes.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { return false }
        }
        return true
    }
}

// The methods above hide the function of the same name.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    // Sound: the caller answers for the bytes.
    unsafe write(descriptor, bytes, count)
}

/// Which file a name leads to, whatever the name.
package struct FileIdentity: Hashable {
    package static let standardInput = STDIN_FILENO
    package static let standardOutput = STDOUT_FILENO

    private let device: UInt64
    private let inode: UInt64
    /// The name in the folder, where the file is not there yet.
    private let newName: String?
    /// A file with a content of its own, and no device, pipe or terminal.
    package let isRegular: Bool
    package let isFolder: Bool

    /// A file or folder that is there; nil if it cannot be examined.
    package init?(_ path: String) {
        var status = stat()
        // Sound: the path is lent as a C string, and the call fills the structure that it is given.
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status, newName: nil)
    }

    /// An input, where `-` is standard input; nil if it cannot be examined.
    package init?(input name: String) {
        if name == "-" { self.init(descriptor: Self.standardInput) } else { self.init(name) }
    }

    /// What a descriptor leads to; nil if it is closed.
    package init?(descriptor: Int32) {
        var status = stat()
        // Sound: the call fills the structure that it is given.
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status, newName: nil)
    }

    /// A file that is there or can be made; nil if its folder is not there either.
    package init?(output path: String) {
        if let existing = FileIdentity(path) {
            self = existing
            return
        }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "."
        var status = stat()
        // Sound: as above.
        guard unsafe stat(folder, &status) == 0 else { return nil }
        self.init(status, newName: slash.map { String(path[path.index(after: $0)...]) } ?? path)
    }

    private init(_ status: stat, newName: String?) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        self.newName = newName
        isFolder = newName == nil && status.st_mode & S_IFMT == S_IFDIR
        isRegular = newName != nil || status.st_mode & S_IFMT == S_IFREG
    }
}
