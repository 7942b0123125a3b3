#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// Writes invented case records as NDJSON: `sample-records [--seed N] COUNT`.
//
// The same seed gives the same bytes everywhere, and the first lines of a long file are those of a short one.
guard let request = Request(CommandLine.arguments.dropFirst()) else {
    stop("usage: sample-records [--seed N] COUNT (both whole numbers, 0 or more)", code: 64)
}
// So that a closed pipe comes back as an error of write(2), and not as the death of the process.
signal(SIGPIPE, SIG_IGN)
do {
    var generator = RecordGenerator(seed: request.seed)
    var output = OutputBuffer()
    for _ in 0..<request.count {
        generator.appendRecord(to: &output)
        try output.endLine()
    }
    try output.flush()
} catch WriteFailure.readerGone {
    exit(0)
} catch {
    stop("standard output cannot be written", code: 74)
}

struct Request {
    var seed: UInt64 = 1
    var count = 0

    // Nothing where the arguments are not exactly one count and at most one seed.
    init?(_ arguments: ArraySlice<String>) {
        var remaining = arguments
        var givenSeed: UInt64?
        var givenCount: Int?
        while let argument = remaining.popFirst() {
            if argument == "--seed" {
                guard givenSeed == nil, let text = remaining.popFirst(), let number = UInt64(text) else { return nil }
                givenSeed = number
            } else {
                guard givenCount == nil, let number = Int(argument), number >= 0 else { return nil }
                givenCount = number
            }
        }
        guard let givenCount else { return nil }
        count = givenCount
        seed = givenSeed ?? 1
    }
}

func stop(_ message: String, code: Int32) -> Never {
    var line = Array("sample-records: \(message)\n".utf8)
    // Sound: the buffer is lent for the call with its length.
    _ = unsafe line.withUnsafeMutableBytes { unsafe write(STDERR_FILENO, $0.baseAddress!, $0.count) }
    exit(code)
}
