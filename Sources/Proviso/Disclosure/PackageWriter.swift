/// Packs records that a policy lets through, with the terms that they are shared under, signed and sealed to the recipients.
///
/// ```swift
/// var package = try PackageWriter("case-114.age", terms: terms, signer: signer)
/// try package.addRecords("cases", filteredBy: filter) { write in
///     while try input.readBlock(write) {}
/// }
/// let sealed = try package.finish(observer: log)
/// ```
///
/// - **Guarantees**: nothing gets into a package but what a filter let through, under a policy that says the same as the terms. A file
///   appears whole or not at all, as ``OutputFile`` says; what goes to a pipe or device goes as it comes. Whoever is not a recipient learns
///   neither sender nor recipients.
/// - **Does not guarantee**: that a recipient complies with the terms.
/// - **Cost**: memory for one part of 8 MiB and some blocks, or one record if that is larger.
/// - **Source**: `Formats/Package`.
public struct PackageWriter: ~Copyable {
    private let terms: DisclosureTerms
    private let termsDigest: StatementDigest
    private let termsNote: [UInt8]
    private let signer: NoteSigner
    private let archive: ArchiveWriter
    private var records: [PackageManifest.Records] = []

    /// Begins a package in a new file or in the place of one. It gets an id of its own, so the same terms can serve several.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``; `CryptoError`.
    public init(_ path: String, terms: DisclosureTerms, signer: consuming NoteSigner) throws {
        let terms = try terms.withNewID()
        let statement = try terms.statement()
        let archive = try ArchiveWriter(
            AgeWriter(OutputFile(path), to: terms.recipients.map(\.key)), time: terms.created.secondsSinceEpoch)
        let note = SignedNote(text: statement.text, signer: signer).bytes
        try archive.add(.terms, note.span)
        self.terms = terms
        termsDigest = statement.digest
        termsNote = note
        self.archive = archive
        self.signer = signer
    }

    /// Adds a stream of records that the filter lets through, and the filter's report, which it also gives.
    ///
    /// `feed` is given a function and calls it with one block of NDJSON after the other, of any size.
    ///
    /// After an error the package is of no use: to go on with it is a mistake in the program, and stops it.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyTerms`` if the filter's policy says something else than the terms: another purpose, recipient or
    ///   legal basis, another handling code, or an earlier erasure; what the filter throws at a bad record; ``ProvisoError/Code/valueInvalid`` for a
    ///   name that is there already, and for more records than a package can have; ``ProvisoError/Code/storeFailed``.
    @discardableResult
    public mutating func addRecords(
        _ name: StreamName, filteredBy filter: RecordFilter,
        _ feed: (_ write: (Span<UInt8>) throws -> Void) throws -> Void
    ) throws -> FilterReport {
        try add(name, filteredBy: filter) { run, sink in
            try feed { block in try run.write(block, into: &sink) }
        }
    }

    /// Adds a stream of records from the files at some paths; `-` is standard input.
    ///
    /// - **Throws**: as the other method, and ``ProvisoError/Code/storeMissing``.
    @discardableResult
    public mutating func addRecords(
        _ name: StreamName, filteredBy filter: RecordFilter, paths: [String]
    ) throws -> FilterReport {
        try add(name, filteredBy: filter) { run, sink in
            for path in paths {
                var file = path == "-" ? InputFile.standardInput() : try InputFile(path)
                try run.begin(file.name, into: &sink)
                try run.write(contentsOf: &file, into: &sink)
            }
        }
    }

    /// Signs the manifest, and puts the package in its place. A package without a stream of records is a mistake in the program, and stops it.
    ///
    /// `willAppear` is called when everything is written and the package is not in its place yet; if it throws, there is none. It is the
    /// place to keep the notes: ``DisclosureRecord/keep(in:)``. The observer is told of the disclosure at the same moment, and can refuse it.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``; what the observer and `willAppear` throw; `CryptoError`.
    public consuming func finish(
        observer: (any ProcessingObserver)? = nil, _ willAppear: (DisclosureRecord) throws -> Void = { _ in }
    ) throws -> DisclosureRecord {
        precondition(!records.isEmpty, "PackageWriter: a package has at least one stream of records")
        let manifest = PackageManifest(records: records, members: archive.members)
        let statement = try manifest.statement(id: StatementID.random(), for: terms, digest: termsDigest)
        let note = SignedNote(text: statement.text, signer: signer).bytes
        try archive.add(.manifest, note.span)
        let sealed = DisclosureRecord(
            terms: terms, termsDigest: termsDigest, manifest: manifest, manifestDigest: statement.digest,
            termsNote: termsNote, manifestNote: note)
        let operation = ProcessingOperation(
            .disclosure, package: terms.id.description, parties: terms.recipients.map(\.party), purpose: terms.purpose)
        try archive.finish {
            try observer?.willPerform(operation)
            try willAppear(sealed)
        }
        return sealed
    }

    private mutating func add(
        _ name: StreamName, filteredBy filter: RecordFilter,
        _ feed: (inout FilterRun, inout PartSink) throws -> Void
    ) throws -> FilterReport {
        try archive.beginStream { try requireTerms(for: filter, as: name) }
        var sink = PartSink(archive: archive, name: name)
        var run = filter.start()
        try feed(&run, &sink)
        let report = try run.finish(into: &sink)
        try sink.finish()
        let json = report.json
        try archive.add(.report(stream: name), json.utf8Span.span)
        records.append(
            PackageManifest.Records(name: name, policy: filter.policy.digest, fingerprint: report.keyFingerprint))
        archive.endStream()
        return report
    }

    private func requireTerms(for filter: RecordFilter, as name: StreamName) throws {
        let policy = filter.policy
        guard filter.options.format == .ndjson else {
            throw ProvisoError(
                .valueInvalid, "records of a package are NDJSON, one a line", remedy: "filter NDJSON")
        }
        guard !records.contains(where: { $0.name == name }) else {
            throw ProvisoError(
                .valueInvalid, "the package has a stream of records called '\(name)' already",
                remedy: "give another name")
        }
        guard let difference = try difference(from: policy) else { return }
        throw ProvisoError(
            .policyTerms, "the policy states another \(difference) than the terms",
            remedy: "make the terms under this policy",
            place: ProvisoError.Place(source: policy.source))
    }

    /// What a policy states otherwise than the terms; nil if nothing.
    private func difference(from policy: MinimizationPolicy) throws -> String? {
        if policy.purpose != terms.purpose { return "purpose" }
        if terms.recipients.contains(where: { $0.party != policy.recipient }) { return "recipient" }
        if policy.legalBasis != terms.legalBasis { return "legal basis" }
        if (policy.terms?.handling ?? []) != terms.handling.map(\.description) { return "handling code" }
        if let period = policy.terms?.eraseAfter, try terms.eraseBy > terms.created.adding(period) {
            return "date of erasure, an earlier one,"
        }
        return nil
    }
}
