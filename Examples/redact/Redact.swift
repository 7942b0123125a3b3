import ArgumentParser
import Proviso
import Shared

/// The command line.
struct Redact: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Filters records down to what a policy allows to disclose.",
        discussion: """
            Reads NDJSON, JSON, CSV or web server logs from the inputs, or from standard input, and writes what the \
            policy lets through, in the same format. A field that no rule names is dropped. Pseudonymized data are \
            still personal data. In texts (--format text) what rules recognize is replaced, and the rest passes.

            Exit codes: 0 done, also with skipped records; 64 usage; 65 bad record; 66 input missing; 74 input or \
            output failed; 77 a key file that others can reach; 78 policy, key or configuration.
            """,
        version: version)

    static let version = programVersion

    @Option(help: ArgumentHelp("The policy, in YAML or JSON.", valueName: "FILE"))
    var policy: String?

    @OptionGroup var keys: KeyOptions

    @Option(help: ArgumentHelp("Make a new key file, and do nothing else.", valueName: "FILE"))
    var newKey: String?

    @OptionGroup var format: FormatOptions

    @OptionGroup var parameters: ParameterOptions

    @Option(
        help: ArgumentHelp(
            "What happens at a bad record: stop, which is the default, or skip it.", valueName: "ACTION"))
    var onError: String?

    @Option(
        help: ArgumentHelp(
            "Write a report in JSON: what was disclosed, changed and withheld, without values.", valueName: "FILE"))
    var report: String?

    @Flag(help: "List in the report where something was found in texts: places, types and confidences, no values.")
    var listFindings = false

    @Flag(
        help: ArgumentHelp(
            "Print a text with what is found in it highlighted, to review a policy, and redact nothing.",
            discussion: "Without --policy everything is looked for."))
    var show = false

    @Flag(help: "Print the report as a table on standard error; the default where that is a terminal.")
    var summary = false

    @Option(
        help: ArgumentHelp(
            "The size in bytes from which on a record is bad; 16777216 unless given.", valueName: "BYTES"))
    var maxRecord: Int?

    @Option(help: ArgumentHelp("How many jobs work at once, 1 to 16; 1 unless given.", valueName: "N"))
    var jobs: Int?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "Write to a file, which appears whole or not at all.", valueName: "FILE"))
    var output: String?

    @Argument(help: ArgumentHelp("The records; - is standard input.", valueName: "INPUT"))
    var inputs: [String] = []

    mutating func run() throws {
        if let newKey { return try makeKey(newKey) }
        let options = try checkedOptions()
        if show { return try showFindings(options) }
        guard let policy else { throw Ending.usage("no policy was given", remedy: "add --policy FILE") }
        // `-` has one meaning for the input and one for the output; whoever means a file of that name writes `./-`.
        let output = output == "-" ? nil : output
        let inputs = inputs.isEmpty ? ["-"] : inputs
        try FileRoles(
            policy: policy, keys: keys, parameters: parameters.files, inputs: inputs, output: output, report: report
        ).check()
        let filter = try keys.filter(
            MinimizationPolicy(contentsOfFile: policy), parameters: parameters.parameters(), options)
        try Job(filter: filter, inputs: inputs, output: output, report: report, summary: summary).run()
    }

    /// Shows what would be replaced. It prints what is in the inputs, so it goes nowhere but to standard output.
    private func showFindings(_ options: RecordFilter.Options) throws {
        guard output == nil, report == nil, !summary, !listFindings, onError == nil, jobs == nil, maxRecord == nil
        else {
            throw Ending.usage("--show prints a text and does nothing else", remedy: "leave the other options out")
        }
        guard options.format == .text || format.isEmpty else {
            throw Ending.usage("--show is for texts", remedy: "leave --format out, or write --format text")
        }
        var redactor = try policy == nil ? Redactor() : nil
        if let policy {
            var options = options
            options.format = .text
            redactor = try keys.filter(
                MinimizationPolicy(contentsOfFile: policy), parameters: parameters.parameters(), options
            ).textRedactor
        }
        for input in inputs.isEmpty ? ["-"] : inputs { try FindingDisplay(redactor!).show(input) }
    }

    private func makeKey(_ path: String) throws {
        let others: [Any?] = [policy, onError, report, maxRecord, jobs, output]
        guard others.allSatisfy({ $0 == nil }), keys.isEmpty, format.isEmpty, parameters.isEmpty, !summary, !show,
            !listFindings, inputs.isEmpty
        else {
            throw Ending.usage("--new-key makes a key and does nothing else", remedy: "leave the other arguments out")
        }
        guard !path.isEmpty else { throw Ending.usage("--new-key has an empty name", remedy: "name a file") }
        try KeyFile.create(path)
    }

    /// The options that the argument parser cannot check.
    private func checkedOptions() throws -> RecordFilter.Options {
        try keys.check()
        var options = RecordFilter.Options(format: try format.recordFormat())
        options.listsFindings = listFindings
        if listFindings, report == nil, !show {
            throw Ending.usage("--list-findings without a report", remedy: "add --report FILE")
        }
        if options.format == .text, onError == "skip" {
            throw Ending.usage(
                "--on-error skip with --format text", remedy: "leave it out; a text is not made of records")
        }
        if let jobs {
            let range = RecordFilter.Options.jobRange
            guard range.contains(jobs) else {
                throw Ending.usage(
                    "--jobs \(jobs) is out of range", remedy: "from \(range.lowerBound) to \(range.upperBound)")
            }
            options.jobs = jobs
        }
        if let onError {
            guard let action = RecordFilter.OnBadRecord(rawValue: onError) else {
                throw Ending.usage("--on-error cannot be '\(Ending.quoted(onError))'", remedy: "one of: stop, skip")
            }
            options.onBadRecord = action
        }
        if let maxRecord {
            let limit = RecordFilter.Options.sizeLimit
            guard (1...limit).contains(maxRecord) else {
                throw Ending.usage("--max-record \(maxRecord) is out of range", remedy: "from 1 to \(limit) bytes")
            }
            options.largestRecordByteCount = maxRecord
        }
        return options
    }
}
