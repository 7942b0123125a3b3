import Shared

/// Which file serves as what, to find the mistakes that cost data: a file that is replaced although it was only to be
/// read, and one that is read twice and is empty the second time.
struct FileRoles {
    let policy: String
    let keys: KeyOptions
    /// The files with texts of parameters.
    let parameters: [String]
    let inputs: [String]
    let output: String?
    let report: String?

    private static let memoryTitle = "the keyring's memory"

    func check() throws(Ending) {
        try checkNames()
        try checkOutputs()
        try checkPipes()
    }

    private func checkNames() throws(Ending) {
        let names = [("--policy", policy), ("-o", output), ("--report", report), ("--seen", keys.memory)]
        let others = secrets.map { ($0.title, $0.path) } + inputs.map { ("the input", $0) }
        for (option, name) in names + others { try Ending.requireName(option, name) }
        if report == "-" { throw .usage("--report - is no file", remedy: "name one, or use --summary") }
    }

    /// The files of keys and parameters.
    private var secrets: [(title: String, path: String)] {
        keys.files + parameters.map { (title: "the parameter", path: $0) }
    }

    private func checkOutputs() throws(Ending) {
        // Standard output is listed too: a shell can have led it to one of the files.
        let records =
            output.map { FileIdentity(output: $0) } ?? FileIdentity(descriptor: FileIdentity.standardOutput)
        let recordsTitle = output == nil ? "standard output" : "-o"
        var sources = [("the policy", policy, FileIdentity(policy))]
        sources += secrets.map { ($0.title, $0.path, FileIdentity($0.path)) }
        let inputs = inputs.map { ("the input", $0, FileIdentity(input: $0)) }
        if let memory = keys.memory {
            let file = FileIdentity(output: memory)
            try Self.compare(Self.memoryTitle, file, with: sources + inputs)
            sources.append((Self.memoryTitle, memory, file))
        }
        // The records of a file may be replaced by what is left of them, because that happens at the end.
        try Self.compare(recordsTitle, records, with: output == nil ? sources + inputs : sources)
        guard let report else { return }
        let reportFile = FileIdentity(output: report)
        try Self.compare("--report", reportFile, with: sources + inputs + [(recordsTitle, report, records)])
    }

    /// A policy from standard input would leave no records there, and nobody would know.
    private func checkPipes() throws(Ending) {
        for input in inputs {
            guard let records = FileIdentity(input: input), input == "-" || !records.isRegular else { continue }
            for (title, path) in [("the policy", policy)] + secrets where FileIdentity(path) == records {
                throw Ending.samePlace(title, "the records", path)
            }
        }
    }

    private static func compare(
        _ title: String, _ target: FileIdentity?, with others: [(title: String, path: String, identity: FileIdentity?)]
    ) throws(Ending) {
        guard let target, target.isRegular else { return }
        for other in others where other.identity == target {
            throw Ending.sameFile(title, other.title, other.path)
        }
    }
}
