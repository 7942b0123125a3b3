import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

#if canImport(Darwin)
private typealias FileActions = posix_spawn_file_actions_t?
private typealias Attributes = posix_spawnattr_t?
#else
private typealias FileActions = posix_spawn_file_actions_t
private typealias Attributes = posix_spawnattr_t
#endif

/// A running program. It is killed when nobody refers to it any more, so that no test leaves one behind.
package final class ChildProcess {
    package let id: Int32
    /// The writing end of its standard input, and the reading end of its standard output, where those are pipes.
    package private(set) var input: Int32?
    package private(set) var output: Int32?
    private var ending: Ending?

    private static let starting = NSLock()

    /// Where a standard stream leads.
    package enum Stream {
        case null
        case file(String)
        case appending(String)
        case pipe
        case closed
    }

    /// How a program ended.
    package enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Starts a program in a folder.
    package init(
        _ program: String, _ arguments: [String], in folder: String, input: Stream = .null, output: Stream = .null,
        errors: Stream = .null, environment: [String: String] = [:]
    ) throws {
        // A child that ends early must not take the tests with it.
        signal(SIGPIPE, SIG_IGN)
        // Between making a pipe and marking it as our own, no other child may be started.
        Self.starting.lock()
        defer { Self.starting.unlock() }
        var actions = unsafe FileActions()
        var attributes = Attributes()
        // Sound: both are initialized before their use and destroyed after it, in this scope.
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            // Sound: as above.
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        // A program is to begin as a shell starts it, whatever the tests have set for themselves.
        var signals = sigset_t()
        // Sound: the set and the attributes live through the calls.
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var theirs: [Int32] = []
        defer {
            for end in theirs { close(end) }
        }
        for (number, stream) in [(STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
            let isInput = number == STDIN_FILENO
            var (path, flags) = ("/dev/null", isInput ? O_RDONLY : O_WRONLY)
            switch stream {
            case .null: break
            case .file(let name): (path, flags) = (name, isInput ? flags : flags | O_CREAT | O_TRUNC | O_NOCTTY)
            case .appending(let name): (path, flags) = (name, flags | O_APPEND)
            case .pipe:
                let (reading, writing) = try Self.makePipe()
                theirs.append(isInput ? reading : writing)
                if isInput { self.input = writing } else { self.output = reading }
                // Sound: the actions are initialized above.
                unsafe posix_spawn_file_actions_adddup2(&actions, isInput ? reading : writing, number)
                continue
            case .closed:
                // Sound: the actions are initialized above.
                unsafe posix_spawn_file_actions_addclose(&actions, number)
                continue
            }
            // Sound: the actions are initialized above, and copy the path.
            unsafe posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
        }

        // The C library has no portable call for the folder of a child.
        let command = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder, program] + arguments
        let variables = environment.map { "\($0.key)=\($0.value)" }
        var process: pid_t = 0
        // Sound: the C strings live through the call, which copies them, and are freed after it.
        let status = unsafe Self.withCStrings(command) { arguments in
            unsafe Self.withCStrings(variables) { variables in
                unsafe posix_spawn(&process, command[0], &actions, &attributes, arguments, variables)
            }
        }
        guard status == 0 else { throw Failure(description: "\(program) cannot be started: error \(status)") }
        id = process
    }

    deinit {
        if ending == nil {
            kill(id, SIGKILL)
            _ = try? wait()
        }
        closeInput()
        closeOutput()
    }

    // MARK: - Streams

    /// Writes to the program's standard input; false if nobody reads it any more.
    package func send(_ bytes: [UInt8]) -> Bool {
        guard let input else { return false }
        var written = 0
        while written < bytes.count {
            // Sound: the array is lent for the call, and the pointer stays inside of it.
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe write(input, bytes.baseAddress! + written, bytes.count - written)
            }
            if count > 0 { written += count } else if errno != EINTR { return false }
        }
        return true
    }

    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// How many bytes the program has not read yet.
    package var unreadCount: Int32 {
        var count: Int32 = 0
        guard let input else { return 0 }
        // Sound: the call writes one Int32.
        _ = unsafe ioctl(input, UInt(FIONREAD), &count)
        return count
    }

    /// What comes next out of the program; nil at the end.
    package func receive(atMost count: Int = 65_536) -> [UInt8]? {
        guard let output else { return nil }
        var buffer = [UInt8](repeating: 0, count: count)
        // Sound: the buffer is exclusively borrowed for the call, which writes at most its count.
        let received = unsafe buffer.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
        return received > 0 ? Array(buffer[..<received]) : nil
    }

    package func closeInput() {
        if let input { close(input) }
        input = nil
    }

    package func closeOutput() {
        if let output { close(output) }
        output = nil
    }

    // MARK: - Ending

    /// Waits for the end, and kills a program that does not come to one.
    package func wait(seconds: Double = 120) throws -> Ending {
        if let ending { return ending }
        let deadline = ContinuousClock.now + .seconds(seconds)
        var pause: UInt32 = 500
        var isLate = false
        while true {
            var status: Int32 = 0
            // Sound: the call fills the number that it is given.
            let result = unsafe waitpid(id, &status, WNOHANG)
            if result == id {
                let signal = status & 0x7F
                let ending = signal == 0 ? Ending.exit(status >> 8 & 0xFF) : .signal(signal)
                self.ending = ending
                if isLate { throw Failure(description: "no end after \(seconds) s") }
                return ending
            }
            if result < 0, errno != EINTR { throw Failure(description: "waitpid fails: error \(errno)") }
            if !isLate, ContinuousClock.now > deadline {
                isLate = true
                kill(id, SIGKILL)
            }
            usleep(pause)
            pause = min(pause * 2, 10_000)
        }
    }

    package func send(signal: Int32) {
        if ending == nil { kill(id, signal) }
    }

    /// The most memory that the program has had so far, in KiB; nil where the system does not tell.
    ///
    /// What `wait4` tells is of no use: it counts the memory of the process from which the program was started.
    package var peakMemory: Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
    }

    // MARK: - Helpers

    /// A pipe whose ends no other child inherits.
    private static func makePipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        // Sound: the call fills the two numbers of the array.
        guard unsafe pipe(&ends) == 0 else { throw Failure(description: "no pipe: error \(errno)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Lends texts as a list of C strings with its null pointer at the end.
    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        // Sound: each copy is freed below, after its only use.
        var strings = unsafe texts.map { unsafe strdup($0) }
        unsafe strings.append(nil)
        defer {
            // Sound: as above.
            for index in unsafe strings.indices { unsafe free(strings[index]) }
        }
        return unsafe body(strings)
    }
}
