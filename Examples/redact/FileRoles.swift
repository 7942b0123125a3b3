/// Which file serves as what, to find the mistakes that cost data: a file that is replaced although it was only to be read, and one
/// that is read twice and is empty the second time.
struct FileRoles {
    let policy: String
    let keyFile: String?
    let inputs: [String]
    let output: String?
    let report: String?

    func check() throws(Ending) {
        try checkNames()
        try checkOutputs()
        try checkPipes()
    }

    /// A variable of a shell that is not set makes an empty name.
    private func checkNames() throws(Ending) {
        let names = [("--policy", policy), ("--key-file", keyFile), ("-o", output), ("--report", report)]
        for (option, name) in names + inputs.map({ ("the input", $0) }) where name == "" {
            throw Ending(.usage, "\(option) has an empty name; name a file")
        }
        if report == "-" { throw Ending(.usage, "--report - is no file; name one, or use --summary") }
    }

    private func checkOutputs() throws(Ending) {
        // Standard output is listed too: a shell can have led it to one of the files.
        let records =
            output.map { FileIdentity(output: $0) } ?? FileIdentity(descriptor: FileIdentity.standardOutput)
        let recordsTitle = output == nil ? "standard output" : "-o"
        var sources = [("the policy", policy, FileIdentity(policy))]
        if let keyFile { sources.append(("the key file", keyFile, FileIdentity(keyFile))) }
        let inputs = inputs.map { ("the input", $0, Self.identity(ofInput: $0)) }
        // The records of a file may be replaced by what is left of them, because that happens at the end.
        try Self.compare(recordsTitle, records, with: output == nil ? sources + inputs : sources)
        guard let report else { return }
        let reportFile = FileIdentity(output: report)
        try Self.compare("--report", reportFile, with: sources + inputs + [(recordsTitle, report, records)])
    }

    /// What comes out of a pipe comes out once: a policy from standard input would leave no records there, and nobody would know.
    private func checkPipes() throws(Ending) {
        for input in inputs {
            guard let records = Self.identity(ofInput: input), input == "-" || !records.isRegular else { continue }
            for (title, path) in [("the policy", policy), ("the key file", keyFile)] {
                guard let path, FileIdentity(path) == records else { continue }
                throw Ending(
                    .usage, "\(Ending.quoted(path)): \(title) and the records come from the same place; name a file")
            }
        }
    }

    private static func compare(
        _ title: String, _ target: FileIdentity?, with others: [(title: String, path: String, identity: FileIdentity?)]
    ) throws(Ending) {
        guard let target, target.isRegular else { return }
        for other in others where other.identity == target {
            throw Ending(
                .usage, "\(Ending.quoted(other.path)): \(title) and \(other.title) are the same file; name another one")
        }
    }

    private static func identity(ofInput name: String) -> FileIdentity? {
        name == "-" ? FileIdentity(descriptor: FileIdentity.standardInput) : FileIdentity(name)
    }
}
