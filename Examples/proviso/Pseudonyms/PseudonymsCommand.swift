import ArgumentParser
import Proviso
import Shared

struct PseudonymsCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "pseudonyms",
        abstract: "Makes, verifies, translates and turns back pseudonyms, line by line.",
        discussion: """
            One identifier or pseudonym a line; the lines of the output are in the order of the input. Pseudonymized data \
            are still personal data.
            """,
        subcommands: [
            MakePseudonyms.self, VerifyPseudonyms.self, ReversePseudonyms.self, RewrapPseudonyms.self,
            TranslatePseudonyms.self, MapPseudonyms.self,
        ])
}

/// What a pseudonym is for, and under which key.
struct PseudonymOptions: ParsableArguments {
    @OptionGroup var kind: PseudonymKindOptions

    @OptionGroup var domain: DomainOptions

    @OptionGroup var keys: KeyOptions

    @Option(
        help: ArgumentHelp(
            "The fingerprint that the domain has under the key, as the policy's key-fingerprint; another key is refused.",
            valueName: "fp_…"))
    var keyFingerprint: String?

    func pseudonymType() throws -> PseudonymType { try kind.pseudonymType() }

    func canonicalization() throws -> Canonicalization { try kind.canonicalization() }

    func neededDomain() throws -> PseudonymizationDomain {
        guard let domain = try domain.value() else {
            throw Ending.usage("pseudonyms are made in a domain, and none was named", remedy: "add --domain ID")
        }
        return domain
    }

    func expected() throws -> KeyFingerprint? {
        try keyFingerprint.map { text throws in try argument("--key-fingerprint") { try KeyFingerprint(text) } }
    }

    /// Finds what contradicts itself, before any file is touched.
    func check(_ lines: LineOptions, _ options: AnswerOptions, needsKeyring: Bool = false) throws {
        if keys.isEmpty {
            throw Ending.usage("no key was named", remedy: "add --keyring FILE and what opens it, or --key-file FILE")
        }
        try keys.check()
        if needsKeyring, keys.keyring == nil {
            throw Ending.usage(
                "a key file has one version, and nothing to move to", remedy: "add --keyring FILE instead")
        }
        try lines.check(options)
        var roles = FileRoles()
        try roles.add(keys)
        try lines.addFiles(to: &roles)
    }

    func ring() throws -> Keyring? {
        try keys.keyring.map { path in try keys.reading.open(path) }
    }

    /// What makes the linkable pseudonyms.
    func pseudonymizer() throws -> Pseudonymizer {
        let (type, canonicalization, domain) = try (pseudonymType(), canonicalization(), neededDomain())
        if let ring = try ring() {
            return try Pseudonymizer(
                type, canonicalization: canonicalization, in: domain, keyring: ring, expecting: expected())
        }
        let key = try KeyFile.read(keys.keyFile ?? "")
        return try Pseudonymizer(
            type, canonicalization: canonicalization, in: domain, key: key, expecting: expected())
    }

    /// What makes the linkable pseudonyms of identifiers in several parts.
    func compositePseudonymizer(of parts: [String]) throws -> CompositePseudonymizer {
        guard CompositePseudonymizer.allowedPartCounts.contains(parts.count) else {
            throw Ending.usage("an identifier has 2 to 8 parts", remedy: "give --of once for each")
        }
        let parts = try parts.map { text throws in try argument("--of") { try Canonicalization(text: text) } }
        let (type, domain) = try (pseudonymType(), neededDomain())
        if let ring = try ring() {
            return try CompositePseudonymizer(type, of: parts, in: domain, keyring: ring, expecting: expected())
        }
        let key = try KeyFile.read(keys.keyFile ?? "")
        return try CompositePseudonymizer(type, of: parts, in: domain, key: key, expecting: expected())
    }

    /// What makes the reversible ones.
    func reversiblePseudonymizer() throws -> ReversiblePseudonymizer {
        let (type, canonicalization, domain) = try (pseudonymType(), canonicalization(), neededDomain())
        if let ring = try ring() {
            return try ReversiblePseudonymizer(
                type, canonicalization: canonicalization, in: domain, keyring: ring, expecting: expected())
        }
        let key = try KeyFile.read(keys.keyFile ?? "")
        return try ReversiblePseudonymizer(
            type, canonicalization: canonicalization, in: domain, key: key, expecting: expected())
    }
}

/// What is read and written, line by line.
struct LineOptions: ParsableArguments {
    @OptionGroup var streams: StreamOptions

    @Option(
        help: ArgumentHelp(
            "What happens at a line of which nothing can be made: stop, which is the default, or empty, an empty line in"
                + " its place.", valueName: "ACTION"))
    var onError: String?

    @Flag(
        help: """
            Write to FILE.partial, go on with it where an earlier run was interrupted, and rename it at the end; needs -o.
            """)
    var resume = false

    func check(_ options: AnswerOptions) throws {
        try streams.checkAnswer(options)
        _ = try streams.threadCount()
        _ = try onBadLine()
        if resume, streams.file == nil {
            throw Ending.usage("--resume goes on with a file, and none is written", remedy: "add -o FILE")
        }
    }

    func addFiles(to roles: inout FileRoles) throws(Ending) {
        try streams.addFiles(to: &roles)
        if resume, let file = streams.file { try roles.add("the partial file", file + ".partial") }
    }

    private func onBadLine() throws(Ending) -> BulkPseudonyms.OnBadLine {
        switch onError {
        case nil, "stop": return .stop
        case "empty": return .leaveEmpty
        case .some(let other):
            throw .usage("--on-error cannot be '\(Ending.quoted(other))'", remedy: "stop or empty")
        }
    }

    /// Works through the input, and gives the answer for programs.
    func run(
        _ bulk: BulkPseudonyms, _ members: [(name: String, value: JSON)],
        _ remark: (BulkPseudonyms.Counts) -> Void = { _ in }
    ) throws -> Answer {
        var bulk = bulk
        bulk.onBadLine = try onBadLine()
        var input = try streams.openInput()
        let counts: BulkPseudonyms.Counts
        do {
            if resume, let file = streams.file {
                counts = try bulk.run(over: &input, into: ResumableFile(file), threadCount: streams.threadCount())
            } else {
                counts = try run(bulk, &input)
            }
        } catch let error as ProvisoError where error.place.line != nil {
            // Whatever is wrong with a line, it is a bad one.
            throw Ending(.badData, [Ending.Problem(error)])
        }
        if counts.leftEmpty > 0 {
            // Those of an earlier run are not counted.
            let run = counts.resumed == 0 ? "" : ", and those that an earlier run has left so"
            System.writeError("proviso: \(counts.leftEmpty) of \(counts.lines) lines were left empty\(run)\n")
        }
        remark(counts)
        return Answer(
            [],
            [
                "file": .of(streams.file), "lines": .number(counts.lines), "left-empty": .number(counts.leftEmpty),
                "translated": .number(counts.translated), "resumed": .number(counts.resumed),
            ], and: members)
    }

    private func run(_ bulk: BulkPseudonyms, _ input: inout InputFile) throws -> BulkPseudonyms.Counts {
        var output = try streams.openOutput()
        var hasFailed = false
        let counts: BulkPseudonyms.Counts
        do {
            counts = try bulk.run(over: &input, threadCount: streams.threadCount()) { lines in
                do {
                    try output.write(lines)
                } catch {
                    hasFailed = true
                    throw error
                }
            }
        } catch {
            // What came before a bad line is whole and belongs to the reader of a pipe; a file is not put in its place.
            if streams.file == nil, !hasFailed { try output.flush() }
            throw error
        }
        try output.commit()
        return counts
    }
}
