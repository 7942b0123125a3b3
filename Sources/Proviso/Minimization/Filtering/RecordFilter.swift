public import ProvisoCrypto

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Lets through of records what a policy allows, and counts what it did.
///
/// ```swift
/// let policy = try MinimizationPolicy(contentsOfFile: "policy.yaml")
/// let filter = try RecordFilter(policy, key: KeyFile.read("case.key"))
/// let minimized = try filter.minimize(records)
/// print(minimized.text)
/// print(minimized.report)
/// ```
///
/// A filter is a handle on a compiled policy: make it once, copy it, and share it between threads. For input that does not fit into
/// memory, ``start()`` a run and push blocks into it.
///
/// - **Guarantees**: a field that no rule names is not written. Every byte of the input is checked, also what is dropped: RFC 8259
///   in UTF-8, no name twice in an object, no lone surrogate, at most 64 levels. Nothing of a bad record is written, and no value
///   appears in an error or report. Fields keep their order, and numbers their digits.
/// - **Does not guarantee**: that what is left cannot be attributed to a person. Pseudonymized data are still personal data. Of texts that
///   are redacted, what rules do not recognize is disclosed.
/// - **Cost**: memory for the largest record and two blocks, whatever the size of the input.
public struct RecordFilter: Sendable {
    let compiled: CompiledPolicy
    /// What becomes of the columns, where the format or the options say which there are.
    let table: TablePlan?
    /// The policy.
    public let policy: MinimizationPolicy
    /// What the filter does about bad records, and how large one may be.
    public let options: Options

    /// How a filter treats its input.
    public struct Options: Hashable, Sendable {
        /// How records are written.
        public var format: RecordFormat
        /// What happens at a bad record.
        public var onBadRecord: OnBadRecord
        /// The size from which on a record is bad.
        public var largestRecordByteCount: Int
        /// How many jobs work at once. The output is the same for any number. A policy with a limit is carried out by one.
        public var jobs: Int
        /// Whether the report lists where something was found in texts.
        public var listsFindings: Bool

        /// Options; by default records are NDJSON, and a filter stops at the first bad record, and at one of more than 16 MiB.
        public init(
            format: RecordFormat = .ndjson, onBadRecord: OnBadRecord = .stop,
            largestRecordByteCount: Int = 16 * 1024 * 1024, jobs: Int = 1, listsFindings: Bool = false
        ) {
            precondition(
                (1...Self.sizeLimit).contains(largestRecordByteCount),
                "RecordFilter: a record has between 1 byte and 1 GiB")
            precondition(Self.jobRange.contains(jobs), "RecordFilter: 1 to 16 jobs")
            self.format = format
            self.onBadRecord = onBadRecord
            self.largestRecordByteCount = largestRecordByteCount
            self.jobs = jobs
            self.listsFindings = listsFindings
        }

        /// No record may be made larger than this, because it is held in memory whole.
        public static let sizeLimit = 1024 * 1024 * 1024
        /// How many jobs there may be.
        public static let jobRange = 1...16
    }

    /// What happens at a bad record.
    public enum OnBadRecord: String, Hashable, Sendable, CaseIterable {
        /// Nothing of it or after it is written, and the filter throws.
        case stop
        /// It is left out and counted, and its line number is reported.
        case skip
    }

    /// A filter for a policy that needs no key.
    ///
    /// - Parameters:
    ///   - policy: what may be disclosed.
    ///   - parameters: the texts that stand for the parameters of the policy.
    ///   - transforms: transforms of the program's own, which the policy may name.
    ///   - options: how the input is treated.
    /// - **Throws**: ``ProvisoError/Code/policyKey`` if it does need one; ``ProvisoError/Code/policyParameter``,
    ///   ``ProvisoError/Code/policyTransform``, ``ProvisoError/Code/policyLookup`` and ``ProvisoError/Code/policyFormat`` if it cannot be
    ///   carried out as it stands.
    public init(
        _ policy: MinimizationPolicy, parameters: PolicyParameters = PolicyParameters(),
        transforms: [any CustomTransform] = [], options: Options = Options()
    ) throws {
        if policy.needsKey {
            throw ProvisoError(
                .policyKey,
                "the policy \(policy.makesPseudonyms ? "makes pseudonyms" : "shifts dates") and no key was given",
                remedy: "add --key-file or --keyring")
        }
        try self.init(policy, keys: nil, parameters, transforms, options)
    }

    /// A filter with the key for the policy's pseudonyms. The key is only borrowed: what is derived from it stays in guarded memory of
    /// the filter's own.
    ///
    /// - **Throws**: ``ProvisoError/Code/policyKey`` if the policy names the fingerprint of another key; otherwise as
    ///   ``init(_:parameters:transforms:options:)``.
    public init(
        _ policy: MinimizationPolicy, key: borrowing RootKey, version: KeyVersion = .bareKeyFile,
        parameters: PolicyParameters = PolicyParameters(), transforms: [any CustomTransform] = [],
        options: Options = Options()
    ) throws {
        try self.init(policy, keys: PolicyKeys(policy, key: key, version: version), parameters, transforms, options)
    }

    /// A filter with a keyring's active version for the policy's pseudonyms. It keeps this version when the ring is rotated.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyRetired`` if no version is active; ``ProvisoError/Code/policyKey`` if the policy names the
    ///   fingerprint of another key; otherwise as ``init(_:parameters:transforms:options:)``.
    public init(
        _ policy: MinimizationPolicy, keyring: Keyring, parameters: PolicyParameters = PolicyParameters(),
        transforms: [any CustomTransform] = [], options: Options = Options()
    ) throws {
        self = try keyring.withActiveKey { version, key in
            try RecordFilter(
                policy, key: key, version: version, parameters: parameters, transforms: transforms, options: options)
        }
    }

    private init(
        _ policy: MinimizationPolicy, keys: PolicyKeys?, _ parameters: PolicyParameters,
        _ transforms: [any CustomTransform], _ options: Options
    ) throws {
        try self.init(
            CompiledPolicy(policy, keys: keys, parameters: parameters, transforms: transforms), options)
    }

    init(_ compiled: CompiledPolicy, _ options: Options) throws {
        self.compiled = compiled
        policy = compiled.policy
        self.options = options
        try Self.requireRules(for: options.format, in: policy)
        table = try TablePlan(fixedBy: options.format, compiled)
    }

    /// A policy must say what becomes of a text, and one that says nothing else is for texts alone.
    private static func requireRules(
        for format: RecordFormat, in policy: MinimizationPolicy
    ) throws(ProvisoError) {
        let place = ProvisoError.Place(source: policy.source)
        if format == .text, policy.text == nil {
            throw ProvisoError(
                .policyFormat, "the policy says nothing about texts without fields",
                remedy: "add `text: { redact: everything }`, or choose another format", place: place)
        }
        if format == .text, policy.onlyIf != nil || policy.limit != nil || !policy.requirements.isEmpty {
            throw ProvisoError(
                .policyFormat, "the policy has conditions on records, and a text is none",
                remedy: "write a policy for texts without only-if, limit and require", place: place)
        }
        if format != .text, policy.isForTextsOnly {
            throw ProvisoError(
                .policyFormat, "the policy is for texts alone", remedy: "add `fields:`, or choose the format text",
                place: place)
        }
    }

    /// How many jobs work at once: what a limit counts must come one after another.
    var jobCount: Int { policy.limit == nil ? options.jobs : 1 }

    /// The fingerprint of the policy's domain under the key, if there is one.
    public var fingerprint: KeyFingerprint? { compiled.fingerprint }

    /// What finds and replaces personal data in texts under the policy, for review; nil if it says nothing about texts.
    public var textRedactor: Redactor? { compiled.textRedaction.map { compiled.redactions[$0.number].redactor } }

    /// Begins to filter a stream of records.
    public func start() -> FilterRun {
        FilterRun(self)
    }

    /// Filters records that is in memory.
    ///
    /// - **Throws**: ``ProvisoError/Code/recordMalformed`` or ``ProvisoError/Code/recordStopped`` at a bad record, unless told to
    ///   skip it.
    public func minimize(_ records: Span<UInt8>) throws -> Minimized {
        var sink = MemorySink()
        var run = start()
        try run.write(records, into: &sink)
        let report = try run.finish(into: &sink)
        return Minimized(bytes: sink.bytes, report: report)
    }

    /// Filters records that is in an array.
    public func minimize(_ records: [UInt8]) throws -> Minimized { try minimize(records.span) }

    /// Filters records that is in a text.
    public func minimize(_ records: String) throws -> Minimized { try minimize(Array(records.utf8).span) }

    /// Filters records that is in a `Data`.
    public func minimize(_ records: Data) throws -> Minimized { try minimize(records.span) }
}

/// Records that a filter let through. Nothing else can make one, so a function that takes it cannot be given raw records.
public struct Minimized: Sendable {
    /// The records, in the format of the input.
    public let bytes: [UInt8]
    /// What the filter did.
    public let report: FilterReport

    /// The records as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    init(bytes: [UInt8], report: FilterReport) {
        self.bytes = bytes
        self.report = report
    }
}
