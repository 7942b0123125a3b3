internal import ProvisoCrypto

/// A policy made ready for walking over records: paths as tables, rules as steps with their keys, and what conditions, limits and rules
/// read beside the values that they are about.
///
/// It never changes, so any number of filters share one.
final class CompiledPolicy: Sendable {
    let table: PathTable
    /// The steps of the rules that transform, by rule.
    let steps: [[Step]]
    /// The same rules where they have one of the steps that can be carried out directly.
    let directSteps: [DirectStep]
    /// Every rule, for the report: in the order of the policy, the rules of kinds behind the rule that they belong to.
    let rules: [RuleDescription]
    /// The kinds of the record, and those below paths.
    let kinds: [Kinds]
    /// The rules that make several members of one.
    let derivations: [[DerivedField]]
    /// The tests of the rules that keep only some elements.
    let elementTests: [CompiledTest]
    /// What is looked for in a record or object before it is filtered.
    let probes: [Probe]
    let looks: [Look]
    /// The root of the rules if the policy has no kinds at the top, and -1 otherwise.
    let rootNode: Int
    /// The look at the record, and -1 if nothing is looked for.
    let recordLook: Int
    /// What must hold of a record.
    let onlyIf: CompiledCondition?
    /// The kinds at the top, as an index of ``kinds``, and -1 if there are none.
    let recordKinds: Int
    /// How many fields are remembered for rules elsewhere.
    let slotCount: Int
    /// The field that says who a record is about, if any does.
    let subject: RememberedField?
    let policy: MinimizationPolicy
    let counterCount: Int
    /// The places whose unnamed values are counted, by counter.
    let places: [Int: String]
    /// The rules whose objects can be of no kind, by counter.
    let noKindCounters: [Int: String]
    let fingerprint: KeyFingerprint?
    let memoryLocking: MemoryLocking?
    /// What finds and replaces for each `redact`.
    let redactions: [CompiledRedaction]
    /// The redaction of texts, if the policy has one, with its rule's number.
    let textRedaction: (number: Int, rule: Int32)?
    /// In how many lists values of fields are collected that are looked for in texts.
    let listCount: Int
    /// The watch lists and context words that were read, as the policy names them, with their digests.
    let redactionFiles: [String: ContentDigest]
    /// The generalization hierarchies that were read, as the policy names them, with their digests.
    let hierarchies: [String: ContentDigest]

    struct RuleDescription: Sendable {
        let path: String
        /// The number of the kind that the rule belongs to, from one.
        let kind: Int?
        /// The path of the rule that has the kinds; nil for kinds of the record.
        let below: String?
        /// The name of the member that it makes, where one of several.
        var derivedName: String?
    }

    struct Kinds: Sendable {
        var kinds: [(condition: CompiledCondition?, rootNode: Int)] = []
        /// The look at the object, and -1 if its tests are among those on the record, or if there are none.
        var look = -1
        /// The counter of objects of no kind, where they are not left out as records.
        var noKindCounter: Int32 = -1
    }

    /// One of the members that a rule makes of a value.
    struct DerivedField: Sendable {
        /// The name as JSON, with its quotes.
        let json: [UInt8]
        let name: String
        /// The rule that counts it, which has its steps.
        let rule: Int
        /// Whether the value is disclosed as it is.
        let keeps: Bool
    }

    /// Something that is looked for at a path.
    enum Probe: Sendable {
        case test(CompiledTest)
        /// A value that a rule elsewhere needs: the number of its slot.
        case slot(Int)
        /// One of several values that are looked for in texts: the number of their list.
        case list(Int)
        /// What the policy requires of the value: the number of the requirement.
        case requirement(Int)
    }

    /// A walk over a record or object that answers probes.
    struct Look: Sendable {
        let rootNode: Int
        let probes: [Int]
        /// The probes that are requirements of values that must be there.
        let required: [Int]
    }

    init(
        _ policy: MinimizationPolicy, keys: PolicyKeys?, parameters: PolicyParameters = PolicyParameters(),
        transforms: [any CustomTransform] = []
    ) throws {
        try parameters.check(for: policy)
        var compiler = PolicyCompiler(policy, keys: keys, parameters: parameters, transforms: transforms)
        do {
            try compiler.compile()
        } catch is PathTree.TooManyPlaces {
            throw PolicyError(problems: [
                PolicyError.Problem(
                    place: ProvisoError.Place(source: policy.source),
                    message: "conditions with so many '.*' that they meet in more than \(PathTree.placeLimit) places",
                    rule: nil,
                    remedy: "name the members that they test")
            ])
        }
        self.policy = policy
        table = compiler.table
        steps = compiler.steps
        directSteps = steps.map { DirectStep($0) }
        rules = compiler.rules
        kinds = compiler.kinds
        derivations = compiler.derivations
        elementTests = compiler.elementTests
        probes = compiler.probes
        looks = compiler.looks
        rootNode = compiler.rootNode
        recordLook = compiler.recordLook
        onlyIf = compiler.onlyIf
        recordKinds = compiler.recordKinds
        slotCount = compiler.slotCount
        subject = compiler.subject
        redactions = compiler.redactions
        textRedaction = compiler.textRedaction
        listCount = compiler.listCount
        redactionFiles = compiler.redactionFiles.digests
        (counterCount, places, noKindCounters) = compiler.finishedCounters()
        fingerprint = keys?.fingerprint
        memoryLocking = keys?.memoryLocking
        hierarchies = compiler.lookupFiles.digests
    }
}
