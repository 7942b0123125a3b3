internal import ProvisoCrypto

/// A policy made ready for walking over records: paths as tables, rules as steps with their keys, tests with their texts.
///
/// It never changes, so any number of filters share one.
final class CompiledPolicy: Sendable {
    let table: PathTable
    /// The steps of the rules that transform, by rule.
    let steps: [[Step]]
    /// Every rule, for the report: in the order of the policy, the rules of kinds behind the rule that they belong to.
    let rules: [RuleDescription]
    /// The kinds of the record, and those below paths.
    let kinds: [Kinds]
    let tests: [Test]
    /// The root of the rules if the policy has no kinds at the top, and -1 otherwise.
    let rootNode: Int
    /// The root of the tests on the record, and -1 if nothing is tested.
    let recordTestNode: Int
    /// The tests that must hold of a record.
    let onlyIf: [Int]
    /// The kinds at the top, as an index of ``kinds``, and -1 if there are none.
    let recordKinds: Int
    let counterCount: Int
    /// The places whose unnamed values are counted, by counter.
    let places: [Int: String]
    /// The rules whose objects can be of no kind, by counter.
    let noKindCounters: [Int: String]
    let fingerprint: KeyFingerprint?
    let memoryLocking: MemoryLocking?

    struct RuleDescription: Sendable {
        let path: String
        /// The number of the kind that the rule belongs to, from one.
        let kind: Int?
        /// The path of the rule that has the kinds; nil for kinds of the record.
        let below: String?
    }

    enum Step: Sendable {
        case pseudonymize(Pseudonymizer, prefixes: [[UInt8]], otherwise: Otherwise)
        case mask(FieldTransform.MaskOptions, otherwise: Otherwise)
        case generalize(FieldTransform.DatePrecision, otherwise: Otherwise)
        case truncateIP(v4: Int, v6: Int, otherwise: Otherwise)
        /// A JSON text that is written for every value.
        case replace(json: [UInt8])
        /// What a rule that keeps or looks at kinds does where it cannot handle a value.
        case unhandled(otherwise: Otherwise)
    }

    struct Kinds: Sendable {
        var kinds: [(tests: [Int], rootNode: Int)] = []
        /// The root of the tests on the object, and -1 if they stand among those on the record.
        var testNode = -1
        /// The counter of objects of no kind, where they are not left out as records.
        var noKindCounter: Int32 = -1
    }

    struct Test: Sendable {
        let texts: [[UInt8]]
        /// The values of those texts that are numbers.
        let numbers: [DecimalLiteral]

        init(_ test: FieldTest) {
            texts = test.texts.map { Array($0.utf8) }
            numbers = texts.compactMap { DecimalLiteral($0.span) }
        }
    }

    /// Compiles a policy that needs no key.
    convenience init(_ policy: MinimizationPolicy) throws {
        if policy.makesPseudonyms {
            throw ProvisoError(
                .policyKey, "the policy makes pseudonyms and no key was given", remedy: "add --key-file or --keyring")
        }
        try self.init(policy, keys: nil)
    }

    /// Compiles a policy with the key for its pseudonyms.
    convenience init(_ policy: MinimizationPolicy, key: borrowing RootKey, version: KeyVersion) throws {
        // Without a domain there are no pseudonyms: the policy's checks see to that.
        guard let domain = policy.domain else {
            try self.init(policy, keys: nil)
            return
        }
        let keys = try PseudonymKeys(policy.pseudonymKinds, domain: domain, key: key, version: version)
        if let expected = policy.keyFingerprint, expected != keys.fingerprint {
            throw ProvisoError(
                .policyKey, "the key has the fingerprint \(keys.fingerprint) and the policy allows only \(expected)",
                remedy: "use the key that was agreed on", place: ProvisoError.Place(source: policy.source))
        }
        try self.init(policy, keys: keys)
    }

    private init(_ policy: MinimizationPolicy, keys: PseudonymKeys?) throws {
        var compiler = PolicyCompiler(keys: keys)
        do {
            try compiler.compile(policy)
        } catch is PathTree.TooManyPlaces {
            throw PolicyError(problems: [
                PolicyError.Problem(
                    place: ProvisoError.Place(source: policy.source),
                    message: "conditions with so many '.*' that they meet in more than \(PathTree.placeLimit) places",
                    rule: nil,
                    remedy: "name the members that they test")
            ])
        }
        table = compiler.table
        steps = compiler.steps
        rules = compiler.rules
        kinds = compiler.kinds
        tests = compiler.tests
        rootNode = compiler.rootNode
        recordTestNode = compiler.recordTestNode
        onlyIf = compiler.onlyIf
        recordKinds = compiler.recordKinds
        (counterCount, places, noKindCounters) = compiler.finishedCounters()
        fingerprint = keys?.fingerprint
        memoryLocking = keys?.memoryLocking
    }
}

extension MinimizationPolicy {
    /// The pseudonyms that the policy makes, each kind once, in a fixed order.
    fileprivate var pseudonymKinds: [PseudonymKeys.Kind] {
        var result: [PseudonymKeys.Kind] = []
        func visit(_ rules: [FieldRule]) {
            for rule in rules {
                switch rule.action.operation {
                case .kinds(let kinds, _): for kind in kinds { visit(kind.fields) }
                case .transform(let steps):
                    for step in steps {
                        guard case .pseudonymize(let type, let canonicalization, _) = step.transform.operation else {
                            continue
                        }
                        let kind = PseudonymKeys.Kind(type: type, canonicalization: canonicalization)
                        if !result.contains(kind) { result.append(kind) }
                    }
                case .keep, .keepSubtree, .drop: break
                }
            }
        }
        switch content {
        case .fields(let rules): visit(rules)
        case .kinds(let kinds): for kind in kinds { visit(kind.fields) }
        }
        return result
    }
}
