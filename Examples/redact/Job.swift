import Proviso
import Shared

/// One run over the inputs.
struct Job {
    let filter: RecordFilter
    /// The names of the inputs; `-` is standard input.
    let inputs: [String]
    /// The file that is written; nil for standard output.
    let output: String?
    let report: String?
    let summary: Bool

    func run() throws {
        var sink = Sink(try output.map { path throws in try OutputFile(path) } ?? OutputFile.standardOutput())
        // Made before any record is read, so that a report that cannot be written stops the work and not its end.
        var reportFile = try report.map { path throws in try OutputFile(path) }
        var result = try filterInputs(into: &sink)
        try sink.file.prepare()
        if reportFile != nil {
            result.program = FilterReport.Program(name: "redact", version: Redact.version, digest: Self.ownDigest())
            try reportFile!.write(result.json)
            try reportFile!.prepare()
        }
        try sink.commit()
        if let reportFile = consume reportFile { try reportFile.commit() }
        if summary || System.errorsGoToTerminal { System.writeError(result.description) }
    }

    private func filterInputs(into sink: inout Sink) throws -> FilterReport {
        var run = filter.start()
        do {
            for input in inputs {
                var file = input == "-" ? InputFile.standardInput() : try InputFile(input)
                try run.begin(file.name, into: &sink)
                try run.write(contentsOf: &file, into: &sink)
            }
            return try run.finish(into: &sink)
        } catch {
            // What came before a bad record is whole and belongs to the reader of a pipe; a file is not put in its
            // place. That it cannot be written is then the worse news.
            if output == nil, !sink.hasFailed { try sink.file.flush() }
            throw error
        }
    }

    /// The digest of this program's file, so that a report says which program made it.
    private static func ownDigest() -> ContentDigest? {
        #if os(Linux)
        let path = "/proc/self/exe"
        #else
        let path = CommandLine.arguments[0]
        #endif
        guard var file = try? InputFile(path) else { return nil }
        var hasher = ContentHasher()
        do {
            while try file.readBlock({ hasher.update($0) }) {}
        } catch {
            return nil
        }
        return hasher.finalize()
    }
}

/// The output, and whether it has failed: what could not be written must not be written a second time.
private struct Sink: RecordSink, ~Copyable {
    var file: OutputFile
    private(set) var hasFailed = false

    init(_ file: consuming OutputFile) {
        self.file = file
    }

    mutating func receive(_ records: Span<UInt8>) throws {
        do {
            try file.write(records)
        } catch {
            hasFailed = true
            throw error
        }
    }

    mutating func flush() throws {
        do {
            try file.flush()
        } catch {
            hasFailed = true
            throw error
        }
    }

    consuming func commit() throws {
        try file.commit()
    }
}
