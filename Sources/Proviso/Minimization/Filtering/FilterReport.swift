public import ProvisoCrypto

/// What a filter did: how many records it read and wrote, what each rule did, and where fields were withheld that no rule names.
///
/// It is meant to be kept and shown: to a reviewer, to the recipient, to an auditor.
///
/// - **Guarantees**: it holds no value of the data and no name of a field that the policy does not name; unnamed members are counted
///   under the nearest path that the policy does name, with `*`.
/// - **Does not guarantee**: that small counts tell nothing; a count of one is about one person. Nor that what was not found in texts was
///   none; nobody counts that.
public struct FilterReport: Sendable, CustomStringConvertible {
    /// The counts of records. Read is written and left out together.
    public struct Records: Hashable, Sendable {
        /// Records that were read, without empty lines.
        public internal(set) var read = 0
        /// Records of which something was disclosed.
        public internal(set) var written = 0
        /// Records for which `only-if` does not hold, or is unknown.
        public internal(set) var leftOutByOnlyIf = 0
        /// Records of no kind that the policy names.
        public internal(set) var leftOutByNoKind = 0
        /// Records of which nothing was left.
        public internal(set) var leftOutWithNothingLeft = 0
        /// Records beyond the policy's limit, and those of which the limit needs a subject that they lack.
        public internal(set) var leftOutByLimit = 0
        /// Bad records that were skipped.
        public internal(set) var bad = 0
    }

    /// What a rule did.
    public struct Rule: Hashable, Sendable {
        /// The rule's path, as the policy writes it.
        public let path: String
        /// The number of the kind it belongs to, from one.
        public let kind: Int?
        /// The path below which its kind stands; nil for kinds of the record.
        public let below: String?
        /// The name of the member that it makes, where it makes several of one.
        public let derivedName: String?
        /// Values at the path: disclosed unchanged, changed or withheld.
        public let matched: Int
        /// Values of which something else was disclosed.
        public let changed: Int
        /// Values that were withheld.
        public let dropped: Int
        /// Values among those withheld that the rule could not handle.
        public let unhandled: Int

        /// What was found in texts by the rule's `redact`, by type, without types of which nothing was.
        public let found: [FoundCount]

        /// Values that were disclosed unchanged.
        public var kept: Int { matched - changed - dropped }
    }

    /// The line of a bad record that was skipped.
    public struct SkippedLine: Hashable, Sendable {
        /// The name of the input, where there are several.
        public let input: String?
        /// The line, from one.
        public let line: Int
    }

    /// Where something was found in a text. It holds no value.
    public struct LocatedFinding: Hashable, Sendable {
        /// The number of the input, from zero.
        let input: Int
        /// The path of the rule that found it; `text` for a text without fields.
        public let path: String
        /// The line of the record, or of the finding in a text; from one.
        public let line: Int
        /// The column of the finding in a text, in Unicode scalars from one; nil in a record.
        public let column: Int?
        /// Where it begins and ends, in bytes of the field's value, or of the text.
        public let start: Int, end: Int
        /// What it was recognized as.
        public let type: RecognizedType
        /// How sure it is.
        public let confidence: Confidence
    }

    /// The policy's purpose; stated, not verified.
    public let purpose: Purpose
    /// Who receives the data; stated, not verified.
    public let recipient: Party
    /// The digest of the policy.
    public let policyDigest: ContentDigest
    /// The names of the policy's parameters; what they stand for is not told.
    public let parameters: [String]
    /// The generalization hierarchies that values were looked up in, as the policy names their files, with their digests.
    public let hierarchies: [String: ContentDigest]
    /// The watch lists and files of context words that texts were searched with, as the policy names them, with their digests.
    public let redactionFiles: [String: ContentDigest]
    /// The fingerprint of the pseudonymization domain under the key that was used.
    public let keyFingerprint: KeyFingerprint?
    /// Whether the keys were kept out of swap.
    public let memoryLocking: MemoryLocking?
    /// How many records were read, written and left out.
    public let records: Records
    /// What every rule did, in the order of the policy.
    public let rules: [Rule]
    /// How many values were withheld that no rule names, by place: `$.subject.*` for members, `$.subject` for values of an unexpected
    /// kind where only longer paths lead on.
    public let unnamed: [String: Int]
    /// How many objects were of no kind, by the path of the rule with the kinds.
    public let noKind: [String: Int]
    /// The lines of bad records that were skipped, at most ``listedSkippedLineLimit``.
    public let skippedLines: [SkippedLine]
    /// How many more there are.
    public let unlistedSkippedCount: Int
    /// What was found in texts and where, at most ``listedFindingLimit``, if the filter was told to list it.
    public let findings: [LocatedFinding]
    /// How many more there are.
    public let unlistedFindingCount: Int
    /// Whether texts were redacted, so that what was not recognized has passed.
    let hasRedactions: Bool
    /// The program that filtered, to be filled in by the program.
    public var program: Program?

    /// A program that uses Proviso.
    public struct Program: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its version.
        public let version: String
        /// The digest of its file, which `b2sum -l 256` prints.
        public let digest: ContentDigest?

        /// A program by its name and version.
        public init(name: String, version: String, digest: ContentDigest? = nil) {
            self.name = name
            self.version = version
            self.digest = digest
        }
    }

    /// So many lines are listed; the report must not grow with the input.
    public static let listedSkippedLineLimit = 10_000
    /// So many findings are listed.
    public static let listedFindingLimit = 10_000

    /// What everybody who reads a report must know.
    public static let notice =
        "Pseudonymized data are still personal data: whoever holds the key, or knows enough else, can tell who they are about."

    /// What everybody must know who reads a report of texts.
    public static let textNotice =
        "What rules do not recognize has passed: unknown names, addresses, and what a text says in other words."

    init(
        filter: RecordFilter, records: Records, totals: [Int], skippedLines: [SkippedLine], unlistedSkippedCount: Int,
        findings: [LocatedFinding], unlistedFindingCount: Int
    ) {
        let compiled = filter.compiled
        purpose = filter.policy.purpose
        recipient = filter.policy.recipient
        policyDigest = filter.policy.digest
        parameters = filter.policy.parameters
        hierarchies = compiled.hierarchies
        redactionFiles = compiled.redactionFiles
        hasRedactions = !compiled.redactions.isEmpty
        keyFingerprint = compiled.fingerprint
        memoryLocking = compiled.memoryLocking
        self.records = records
        self.skippedLines = skippedLines
        self.unlistedSkippedCount = unlistedSkippedCount
        self.findings = findings
        self.unlistedFindingCount = unlistedFindingCount
        rules = compiled.rules.enumerated().map { index, rule in
            let first = index * RecordTally.Outcome.count
            func total(_ outcome: RecordTally.Outcome) -> Int { totals[first + outcome.rawValue] }
            let withheld = total(.dropped) + total(.unhandled)
            return Rule(
                path: rule.path, kind: rule.kind, below: rule.below, derivedName: rule.derivedName,
                matched: total(.kept) + total(.changed) + withheld, changed: total(.changed), dropped: withheld,
                unhandled: total(.unhandled), found: compiled.found(by: index, totals))
        }
        unnamed = Self.named(compiled.places, totals)
        noKind = Self.named(compiled.noKindCounters, totals)
    }

    private static func named(_ names: [Int: String], _ totals: [Int]) -> [String: Int] {
        var result: [String: Int] = [:]
        for (counter, name) in names where totals[counter] > 0 { result[name, default: 0] += totals[counter] }
        return result
    }
}
