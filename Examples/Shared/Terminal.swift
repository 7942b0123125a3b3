import Proviso

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The terminal that the program was started from, whatever its standard streams lead to, to ask for what is not shown.
package struct Terminal: ~Copyable {
    private let descriptor: Int32

    /// The terminal; nil where there is none, as in a job that runs by itself.
    package init?() {
        // Sound: the path is lent for the call as a C string.
        let opened = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Asks for a line, lends it without its ending, and wipes it. An empty line stands for the end of the input too.
    ///
    /// The terminal shows again what is typed when this returns, when it throws, and when a signal ends the program. It
    /// cannot be suspended meanwhile.
    package func ask<R: ~Copyable>(
        _ question: String, byteLimit: Int, _ body: (Span<UInt8>) throws -> R
    ) throws -> R {
        // With room for the line feed and for one byte that is too many.
        var line = [UInt8](repeating: 0, count: byteLimit + 2)
        defer { wipe(&line) }
        let count = try withoutEcho { () throws(ProvisoError) in
            write(question)
            let count = try readLine(into: &line)
            // Nothing was shown of the line, and so its end was not either.
            write("\n")
            return count
        }
        guard count <= byteLimit else {
            throw ProvisoError(
                .valueInvalid, "a line of more than \(byteLimit) bytes", remedy: "use a shorter one",
                place: ProvisoError.Place(source: "/dev/tty"))
        }
        return try body(line.span.extracting(0..<count))
    }

    private func readLine(into line: inout [UInt8]) throws(ProvisoError) -> Int {
        var count = 0
        while count < line.count {
            // Sound: the array is exclusively borrowed for the call, which writes at most what is left of it.
            let received = unsafe line.withUnsafeMutableBytes { line in
                unsafe read(descriptor, line.baseAddress! + count, line.count - count)
            }
            if received > 0 {
                count += received
                if line[count - 1] == UInt8(ascii: "\n") { return count - 1 }
            } else if received == 0 {
                return count
            } else if errno != EINTR {
                throw Self.failure("cannot be read")
            }
        }
        return count
    }

    private func write(_ text: String) { _ = System.write(text, to: descriptor) }

    private func withoutEcho<R, Failure: Error>(_ body: () throws(Failure) -> R) throws -> R {
        var settings = termios()
        // Sound: the call fills the structure that it is given.
        guard unsafe tcgetattr(descriptor, &settings) == 0 else { throw Self.failure("cannot be examined") }
        let signals = TerminalSignals(restoring: descriptor, to: settings)
        defer { signals.end() }
        settings.c_lflag &= ~tcflag_t(ECHO)
        // Sound: as above, and the structure is only read. What was typed before is not the answer to the question.
        guard unsafe tcsetattr(descriptor, TCSAFLUSH, &settings) == 0 else { throw Self.failure("cannot be set") }
        return try body()
    }

    private static func failure(_ what: String) -> ProvisoError {
        ProvisoError(
            .storeFailed, what, remedy: "use another terminal, or a file",
            place: ProvisoError.Place(source: "/dev/tty"))
    }
}

/// The settings to which a signal brings the terminal back; there is one terminal, and one question at a time.
nonisolated(unsafe) private var savedSettings = termios()
nonisolated(unsafe) private var savedDescriptor: Int32 = -1

/// Signals that end the program bring the terminal back first.
private struct TerminalSignals {
    private static let deadly = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
    private let previous: [(number: Int32, action: sigaction)]

    init(restoring descriptor: Int32, to settings: termios) {
        // Sound: no handler is set yet that reads them, and the program has one thread that asks.
        unsafe savedSettings = settings
        unsafe savedDescriptor = descriptor
        previous = (Self.deadly + [SIGTSTP]).map { number in
            var action = sigaction()
            var old = sigaction()
            if number == SIGTSTP {
                action.setHandler(SIG_IGN)
            } else {
                action.setHandler { number in
                    // Sound: tcsetattr, signal and raise may be called in a handler, and what is read was written before.
                    _ = unsafe tcsetattr(savedDescriptor, TCSAFLUSH, &savedSettings)
                    signal(number, SIG_DFL)
                    // Blocked until the handler returns, and then the end.
                    raise(number)
                }
            }
            // Sound: the structures live through the calls, which fill the second.
            unsafe sigaction(number, &action, &old)
            // Who started the program with a signal ignored, as nohup does, wants it so.
            if old.isIgnored { unsafe sigaction(number, &old, nil) }
            return (number, old)
        }
    }

    /// Brings the terminal and the signals back. What is left of a line that was too long is not for who reads next,
    /// such as a shell.
    func end() {
        // Sound: as in the handler, and no handler runs at the same time to any other end.
        _ = unsafe tcsetattr(savedDescriptor, TCSAFLUSH, &savedSettings)
        for (number, action) in previous {
            var action = action
            // Sound: the structure lives through the call, which only reads it.
            unsafe sigaction(number, &action, nil)
        }
    }
}

extension sigaction {
    #if canImport(Darwin)
    fileprivate mutating func setHandler(_ handler: @escaping @convention(c) (Int32) -> Void) {
        // Sound: without SA_SIGINFO this member of the union is the one that counts.
        unsafe __sigaction_u.__sa_handler = handler
    }
    fileprivate var isIgnored: Bool {
        // Sound: as above; the bits alone are compared.
        unsafe unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
    #else
    fileprivate mutating func setHandler(_ handler: @escaping @convention(c) (Int32) -> Void) {
        // Sound: without SA_SIGINFO this member of the union is the one that counts.
        unsafe __sigaction_handler.sa_handler = handler
    }
    fileprivate var isIgnored: Bool {
        // Sound: as above; the bits alone are compared.
        unsafe unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
    #endif
}
