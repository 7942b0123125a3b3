import Foundation
import TestSupport
import Testing

/// A program in a terminal of its own, by way of Python.
enum PseudoTerminal {
    static let exists = Programs.exists("python3")

    struct Outcome {
        /// All that the terminal showed, with LF alone as line ending.
        let shown: String
        /// Whether the terminal showed what was typed: when each text was there, and after the end.
        let echoed: [Bool]
        let echoesAfterwards: Bool
        /// The exit code, or the signal with a minus before it.
        let ending: Int
    }

    /// Runs a program; each time a text is there, something is typed, or a signal is sent if it begins so.
    static func run(
        _ arguments: [String], in workshop: Workshop, _ steps: KeyValuePairs<String, String> = [:]
    ) throws -> Outcome {
        let steps = steps.map { [$0.key, $0.value] }
        try workshop.write("stream-steps", Array(JSONEncoder().encode(steps)))
        try workshop.write("stream-terminal.py", script)
        let quoted = arguments.map { "'" + $0.replacing("'", with: #"'\''"#) + "'" }.joined(separator: " ")
        let outcome = try workshop.bash("python3 stream-terminal.py stream-steps \(quoted)")
        #expect(outcome.ending == .exit(ExitCode.done), "\(outcome.errors)")
        let result = try JSON(outcome.output)
        return Outcome(
            shown: try #require(result["shown"]?.text).replacing("\r\n", with: "\n"),
            echoed: try #require(result["echoed"]?.list).map { $0 == .boolean(true) },
            echoesAfterwards: result["echoes-afterwards"] == .boolean(true),
            ending: Int(try #require(result["ending"]?.number)))
    }

    private static let script = """
        import fcntl, json, os, select, signal, sys, termios

        steps = json.load(open(sys.argv[1]))
        controller, terminal = os.openpty()

        def echoes():
            return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)

        child = os.fork()
        if child == 0:
            os.setsid()
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(terminal, number)
            os.closerange(3, 100)
            os.execvp(sys.argv[2], sys.argv[2:])

        shown, start, echoed, ending = b"", 0, [], None
        while ending is None or select.select([controller], [], [], 0)[0]:
            if select.select([controller], [], [], 0.01)[0]:
                shown += os.read(controller, 65536)
            if steps and steps[0][0].encode() in shown[start:]:
                text, answer = steps.pop(0)
                start = len(shown)
                echoed.append(echoes())
                if answer.startswith("SIG"):
                    os.kill(child, getattr(signal, answer))
                else:
                    os.write(controller, answer.encode())
            if ending is None:
                process, status = os.waitpid(child, os.WNOHANG)
                if process == child:
                    ending = os.waitstatus_to_exitcode(status)
        print(json.dumps({
            "shown": shown.decode("latin-1"), "echoed": echoed, "echoes-afterwards": echoes(), "ending": ending,
        }))

        """
}
