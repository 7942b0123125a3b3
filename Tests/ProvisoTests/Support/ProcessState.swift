#if os(Linux)
import Foundation
import Testing

/// What belongs to the whole process. What changes it is for tests that run in a process of their own.
enum ProcessState {
    /// Lets no file grow beyond so many bytes while `body` runs, as a full disk would: to write more is an error.
    static func withLargestFile<R>(ofByteCount byteCount: UInt, _ body: () throws -> R) throws -> R {
        // Without this the process would be ended by a signal.
        _ = signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        // Sound: the pointer is of a local that lives through the call.
        try unsafe #require(getrlimit(Int32(RLIMIT_FSIZE.rawValue), &limit) == 0)
        var small = rlimit(rlim_cur: byteCount, rlim_max: limit.rlim_max)
        // Sound: as above.
        try unsafe #require(setrlimit(Int32(RLIMIT_FSIZE.rawValue), &small) == 0)
        // Sound: as above.
        defer { unsafe _ = setrlimit(Int32(RLIMIT_FSIZE.rawValue), &limit) }
        return try body()
    }

    /// Gives up the rights of the superuser, to whom modes do not matter.
    static func becomeSomebodyElse() throws {
        if getuid() == 0 { try #require(setgid(65534) == 0 && setuid(65534) == 0) }
    }

    /// The descriptors of open files below a folder, also of removed ones, and of the folder itself. Others come and go
    /// with the threads of the process.
    static func descriptors(below folder: String) throws -> [Int32] {
        let start = URL(filePath: folder).resolvingSymlinksInPath().path
        return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { number in
            let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")
            return link?.hasPrefix(start) == true
        }.compactMap { Int32($0) }
    }

    /// Takes what was freed just now out of circulation, so that nobody writes over what was left there before it is
    /// looked for. The memory stays taken until the process ends.
    ///
    /// - Returns: how many pieces were taken; they are counted by their addresses, so that no compiler leaves them out.
    static func holdFreedMemory() -> Int {
        // glibc keeps up to seven freed pieces of a size for the next one who asks, in steps of 16 bytes.
        var count = 0
        for byteCount in stride(from: 24, through: 1032, by: 16) {
            for _ in 0..<8 {
                // Sound: nothing is read or written through the pointer.
                if unsafe UInt(bitPattern: malloc(byteCount)) != 0 { count += 1 }
            }
        }
        return count
    }

    /// Makes a file or pipe standard input or output.
    static func redirect(_ descriptor: Int32, from other: Int32) throws {
        try #require(dup2(other, descriptor) == descriptor)
    }
}
#endif
