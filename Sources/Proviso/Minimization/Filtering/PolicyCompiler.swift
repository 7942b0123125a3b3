internal import ProvisoCrypto

/// Builds the tables of a ``CompiledPolicy``.
struct PolicyCompiler {
    private let policy: MinimizationPolicy
    private let keys: PolicyKeys?
    private let parameters: PolicyParameters
    private let transforms: [any CustomTransform]

    private(set) var table = PathTable()
    private(set) var steps: [[CompiledPolicy.Step]] = []
    private(set) var rules: [CompiledPolicy.RuleDescription] = []
    private(set) var kinds: [CompiledPolicy.Kinds] = []
    private(set) var derivations: [[CompiledPolicy.DerivedField]] = []
    private(set) var elementTests: [CompiledTest] = []
    private(set) var probes: [CompiledPolicy.Probe] = []
    private(set) var looks: [CompiledPolicy.Look] = []
    private(set) var rootNode = -1
    private(set) var recordLook = -1
    private(set) var onlyIf: CompiledCondition?
    private(set) var recordKinds = -1
    private(set) var slotCount = 0
    private(set) var subject: CompiledPolicy.RememberedField?
    /// The places that have a counter, in the order of their numbers, which follow those of the rules.
    private var placeCounters: [String: Int32] = [:]
    private var noKindPlaces: [String: Int32] = [:]
    private var counterCount: Int32 = 0
    /// How many places the conditions of the whole policy may still come to.
    private var testPlacesLeft = PathTree.placeLimit
    /// What stands at a rule's place beside its action: its kinds, its derivation, its test.
    private var details: [Int: Int] = [:]
    /// Each file of a hierarchy is read once.
    private(set) var lookupFiles = LookupFiles()
    private(set) var redactionFiles: RedactionFiles
    private(set) var redactions: [CompiledRedaction] = []
    private(set) var textRedaction: (number: Int, rule: Int32)?
    private(set) var listCount = 0

    init(
        _ policy: MinimizationPolicy, keys: PolicyKeys?, parameters: PolicyParameters,
        transforms: [any CustomTransform]
    ) {
        self.policy = policy
        self.keys = keys
        self.parameters = parameters
        self.transforms = transforms
        redactionFiles = RedactionFiles(policy, keys: keys)
    }

    /// What is looked for in one place before what lies there is filtered, as paths from there.
    private struct Probing {
        /// At the record, or at the object that a rule with kinds stands at.
        var atRoot: [PathTree.Item] = []
        /// At elements further down, by the way there.
        var below: [[FieldPath.Step]: [PathTree.Item]] = [:]
    }

    mutating func compile() throws {
        let ruleCount = Self.ruleCount(policy.content) + (policy.text == nil ? 0 : 1)
        counterCount = Int32(ruleCount * RecordTally.Outcome.count)
        var probing = Probing()
        onlyIf = try policy.onlyIf.map { condition throws in try number(condition, &probing.atRoot) }
        for (index, requirement) in policy.requirements.enumerated() {
            append(.requirement(index), at: try FieldPath(requirement.writtenPath).steps[...], to: &probing.atRoot)
        }
        if let subject = policy.subject {
            self.subject = CompiledPolicy.RememberedField(
                slot: slotCount, canonicalization: subject.canonicalization,
                prefixes: Self.longestFirst(subject.prefixes))
            append(.slot(slotCount), at: try FieldPath(subject.writtenPath).steps[...], to: &probing.atRoot)
            slotCount += 1
        }
        switch policy.content {
        case .fields(let fields): rootNode = try compile(fields, kind: nil, below: nil, &probing)
        case .kinds(let list):
            recordKinds = kinds.count
            kinds.append(CompiledPolicy.Kinds())
            for (index, kind) in list.enumerated() {
                let condition = try kind.when.map { condition throws in try number(condition, &probing.atRoot) }
                let root = try compile(kind.fields, kind: index + 1, below: nil, &probing)
                kinds[recordKinds].kinds.append((condition, root))
            }
        }
        recordLook = try appendLook(probing.atRoot)
        if let text = policy.text {
            let rule = newRule(CompiledPolicy.RuleDescription(path: "text", kind: nil, below: nil))
            var none = Probing()
            textRedaction = (try compile(text, rule: "text", &none), Int32(rule))
        }
    }

    /// How many counters there are, and the names of those that belong to places.
    func finishedCounters() -> (count: Int, places: [Int: String], noKind: [Int: String]) {
        let places = Dictionary(uniqueKeysWithValues: placeCounters.map { (Int($0.value), $0.key) })
        let noKind = Dictionary(uniqueKeysWithValues: noKindPlaces.map { (Int($0.value), $0.key) })
        return (Int(counterCount), places, noKind)
    }

    // MARK: - Rules

    /// Compiles one set of rules and gives the index of its root.
    private mutating func compile(
        _ fields: [FieldRule], kind: Int?, below: String?, _ probing: inout Probing
    ) throws -> Int {
        var items: [PathTree.Item] = []
        var ruleByIndex: [Int: FieldRule] = [:]
        probing.below = [:]
        for rule in fields {
            let index = newRule(CompiledPolicy.RuleDescription(path: rule.writtenPath, kind: kind, below: below))
            ruleByIndex[index] = rule
            let path = try FieldPath(rule.writtenPath)
            items.append(PathTree.Item(steps: path.steps[...], payload: index))
            try compile(rule, index, path: path, below: below, &probing)
        }
        let elementLooks = try probing.below.mapValues { items throws in try appendLook(items) }
        let prefix = below ?? "$"
        // Rules do not overlap, so their places cannot multiply, and have no limit but that of their number.
        var placesLeft = Int.max
        let tree = try PathTree(items, &placesLeft)
        let rules = ruleByIndex
        var counters = placeCounters
        var nextCounter = counterCount
        let details = details
        let root = table.append(tree) { tree, steps, parent in
            var node = PathTable.Node()
            let place = prefix + FieldPath.text(of: steps)
            node.unnamedCounter = Self.counter(place + ".*", &counters, &nextCounter)
            node.unexpectedCounter = Self.counter(place, &counters, &nextCounter)
            node.keepsUnlisted = parent?.keepsUnlisted ?? false
            node.look = Int32(elementLooks[steps] ?? -1)
            if let index = tree.payloads.first, let rule = rules[index] {
                node.rule = Int32(index)
                node.action = Self.action(rule)
                if node.action == .keepSubtree { node.keepsUnlisted = true }
                node.detail = Int32(details[index] ?? -1)
            }
            return node
        }
        placeCounters = counters
        counterCount = nextCounter
        return Int(root)
    }

    private mutating func newRule(_ description: CompiledPolicy.RuleDescription) -> Int {
        rules.append(description)
        steps.append([])
        return rules.count - 1
    }

    private mutating func compile(
        _ rule: FieldRule, _ index: Int, path: FieldPath, below: String?, _ probing: inout Probing
    ) throws {
        let unhandled = { CompiledPolicy.Step(operation: .unhandled, otherwise: $0) }
        switch rule.action.operation {
        case .keepSubtree, .drop: break
        case .keep(let otherwise): steps[index] = [unhandled(otherwise)]
        case .transform(let list): steps[index] = try compile(list, rule, index, path, &probing)
        case .onlyElements(let test, let list):
            details[index] = elementTests.count
            elementTests.append(try compiled(test))
            steps[index] = try compile(list, rule, index, path, &probing)
        case .derive(let derived):
            details[index] = derivations.count
            derivations.append([])
            for field in derived { try compile(field, of: rule, index, path, &probing) }
        case .kinds(let list, let otherwise):
            steps[index] = [unhandled(otherwise)]
            details[index] = kinds.count
            try compile(list, place: (below ?? "$") + FieldPath.text(of: path.steps))
        }
    }

    private mutating func compile(
        _ field: FieldAction.DerivedField, of rule: FieldRule, _ index: Int, _ path: FieldPath, _ probing: inout Probing
    ) throws {
        // The rule itself counts for the first of its members; those that follow have a line of their own in the report.
        let derivation = details[index]!
        var number = index
        if derivations[derivation].isEmpty {
            rules[index].derivedName = field.name
        } else {
            var description = rules[index]
            description.derivedName = field.name
            number = newRule(description)
        }
        let keeps = field.steps.isEmpty
        steps[number] =
            keeps
            ? [CompiledPolicy.Step(operation: .unhandled, otherwise: field.otherwise)]
            : try compile(field.steps, rule, number, path, &probing)
        var json = ByteBuffer()
        JSONText.appendString(field.name.utf8Span.span, to: &json)
        derivations[derivation].append(
            CompiledPolicy.DerivedField(json: json.array, name: field.name, rule: number, keeps: keeps))
    }

    private mutating func compile(_ list: [RecordKind], place: String) throws {
        let index = kinds.count
        kinds.append(CompiledPolicy.Kinds())
        kinds[index].noKindCounter = Self.counter(place, &noKindPlaces, &counterCount)
        var probing = Probing()
        for (number, kind) in list.enumerated() {
            let condition = try kind.when.map { condition throws in try self.number(condition, &probing.atRoot) }
            let root = try compile(kind.fields, kind: number + 1, below: place, &probing)
            kinds[index].kinds.append((condition, root))
        }
        kinds[index].look = try appendLook(probing.atRoot)
    }

    private static func action(_ rule: FieldRule) -> PathTable.Action {
        switch rule.action.operation {
        case .keep: .keep
        case .keepSubtree: .keepSubtree
        case .drop: .drop
        case .transform: .transform
        case .kinds: .kinds
        case .derive: .derive
        case .onlyElements: .onlyElements
        }
    }

    // MARK: - Steps

    private mutating func compile(
        _ list: [FieldAction.Step], _ rule: FieldRule, _ number: Int, _ path: FieldPath, _ probing: inout Probing
    ) throws -> [CompiledPolicy.Step] {
        try list.map { step throws in
            CompiledPolicy.Step(
                operation: try operation(step.transform, rule, number, path, &probing), otherwise: step.otherwise)
        }
    }

    private mutating func operation(
        _ transform: FieldTransform, _ rule: FieldRule, _ number: Int, _ path: FieldPath, _ probing: inout Probing
    ) throws -> CompiledPolicy.Step.Operation {
        switch transform.operation {
        case .pseudonymize(_, _, let prefixes):
            return .pseudonymize(keys!.pseudonymizer(of: transform), prefixes: Self.longestFirst(prefixes))
        case .pseudonymizeComposite(_, let fields):
            let parts = try fields.map { field throws in try remember(field, by: path, &probing) }
            return .composite(keys!.pseudonymizer(of: transform), parts)
        case .shiftDate(let options):
            return .shiftDate(
                keys!.shifter(options.subject.canonicalization), try remember(options.subject, by: path, &probing),
                days: options.days, forms: options.forms)
        case .mask(let options): return .mask(options)
        case .generalize(let precision, let forms): return .generalize(precision, forms: forms)
        case .ageBand(let options):
            return .ageBand(
                AgeBandTransform(at: options.day, width: options.width, top: options.top),
                forms: options.forms)
        case .postcode(let first): return .postcode(first: first)
        case .truncateIP(let v4, let v6): return .truncateIP(v4: v4, v6: v6)
        case .truncate(let count): return .truncate(count)
        case .round(let step): return .round(step)
        case .topCode(let limit): return .topCode(limit)
        case .bottomCode(let limit): return .bottomCode(limit)
        case .bucket(.bounds(let bounds, let labels)):
            return .bucket(bounds: bounds, labels: labels.map { $0.map { Array($0.utf8) } })
        case .bucket(.size(let size)): return .bucketOfSize(size)
        case .roundGeo(let decimals): return .roundGeo(decimals: decimals)
        case .url(let part): return .url(part)
        case .lookup(let options):
            return .lookup(try lookupFiles.table(options, of: policy, rule: rule.writtenPath))
        case .encrypt(let recipient):
            return .encrypt(recipient, SealedValue.Context(policy: policy.digest, path: path))
        case .redact(let redaction):
            return .redact(
                try compile(redaction, rule: rule.writtenPath, &probing), rule: Int32(number))
        case .custom(let options): return try custom(options, rule)
        case .constant(let template):
            let text = parameters.resolve(template)!
            var json = ByteBuffer()
            JSONText.appendString(text.utf8Span.span, to: &json)
            return .replace(json: json.array, text: Array(text.utf8))
        case .setNull: return .replace(json: Array("null".utf8), text: [])
        }
    }

    /// Makes a redaction ready, gives it its counters, and has the values of known fields collected: those of the whole record, or of
    /// the object that a rule with kinds stands at.
    private mutating func compile(
        _ redaction: RedactionRule, rule: String, _ probing: inout Probing
    ) throws -> Int {
        let redactor = try redactionFiles.redactor(redaction, rule: rule)
        var fields: [CompiledRedaction.Field] = []
        for known in redaction.known {
            fields.append(
                CompiledRedaction.Field(
                    list: listCount, kind: known.kind, prefixes: Self.longestFirst(known.field.prefixes),
                    replacement: redactionFiles.replacement(of: known)))
            append(.list(listCount), at: try FieldPath(known.field.writtenPath).steps[...], to: &probing.atRoot)
            listCount += 1
        }
        let compiled = CompiledRedaction(redactor: redactor, known: fields, firstCounter: counterCount)
        counterCount += Int32(compiled.counterCount)
        redactions.append(compiled)
        return redactions.count - 1
    }

    private func custom(
        _ options: FieldTransform.CustomOptions, _ rule: FieldRule
    ) throws -> CompiledPolicy.Step.Operation {
        if let transform = transforms.first(where: { $0.name == options.name }) {
            return .custom(transform, options, path: rule.writtenPath)
        }
        let known = transforms.map(\.name)
        throw ProvisoError(
            .policyTransform, "no transform is called '\(excerpt(options.name))'",
            remedy: known.isEmpty
                ? "this program has no transforms of its own" : NearestWord.remedy(for: options.name, among: known),
            place: ProvisoError.Place(source: policy.source), rule: rule.writtenPath)
    }

    /// Has a field remembered for a rule: at the record or object, or at the innermost element that both have in common.
    private mutating func remember(
        _ field: SubjectField, by path: FieldPath, _ probing: inout Probing
    ) throws -> CompiledPolicy.RememberedField {
        let steps = try FieldPath(field.writtenPath).steps
        let shared = zip(steps, path.steps).prefix { $0.0 == $0.1 }.count
        let lastWildcard = steps[..<shared].lastIndex { step in
            if case .member = step { false } else { true }
        }
        let slot = slotCount
        slotCount += 1
        let start = lastWildcard.map { $0 + 1 } ?? 0
        if start == 0 {
            append(.slot(slot), at: steps[...], to: &probing.atRoot)
        } else {
            append(.slot(slot), at: steps[start...], to: &probing.below[Array(steps[..<start]), default: []])
        }
        return CompiledPolicy.RememberedField(
            slot: slot, canonicalization: field.canonicalization, prefixes: Self.longestFirst(field.prefixes))
    }

    // MARK: - Probes

    private mutating func append(
        _ probe: CompiledPolicy.Probe, at steps: ArraySlice<FieldPath.Step>, to items: inout [PathTree.Item]
    ) {
        items.append(PathTree.Item(steps: steps, payload: probes.count))
        probes.append(probe)
    }

    /// Numbers the tests of a condition and adds their paths to those that are looked at together.
    private mutating func number(
        _ condition: RecordCondition, _ items: inout [PathTree.Item]
    ) throws -> CompiledCondition {
        switch condition.content {
        case .tests(let tests):
            return .tests(
                try tests.map { test throws in
                    append(
                        .test(try compiled(test.test)),
                        at: try FieldPath(test.writtenPath).steps[...], to: &items)
                    return probes.count - 1
                })
        case .all(let parts): return .all(try parts.map { part throws in try number(part, &items) })
        case .any(let parts): return .any(try parts.map { part throws in try number(part, &items) })
        case .none(let parts): return .none(try parts.map { part throws in try number(part, &items) })
        }
    }

    /// A test with the policy's parameters, all of which are given.
    private func compiled(_ test: FieldTest) throws(ProvisoError) -> CompiledTest {
        CompiledTest(try parameters.resolve(test)!)
    }

    /// Adds a look that answers some probes, and gives its index; -1 if there is nothing to look for.
    private mutating func appendLook(_ items: [PathTree.Item]) throws -> Int {
        if items.isEmpty { return -1 }
        let tree = try PathTree(items, &testPlacesLeft)
        var lists: [[Int]] = []
        let firstNode = table.nodes.count
        let root = table.append(tree) { tree, _, _ in
            lists.append(tree.payloads)
            return PathTable.Node()
        }
        table.appendProbes(lists, from: firstNode)
        let numbers = items.map(\.payload)
        let required = numbers.filter { number in
            guard case .requirement(let index) = probes[number] else { return false }
            return !policy.requirements[index].isOptional
        }
        looks.append(CompiledPolicy.Look(rootNode: Int(root), probes: numbers, required: required))
        return looks.count - 1
    }

    // MARK: - Counters

    private static func counter(_ place: String, _ counters: inout [String: Int32], _ next: inout Int32) -> Int32 {
        if let counter = counters[place] { return counter }
        counters[place] = next
        next += 1
        return next - 1
    }

    /// How many rules count values.
    private static func ruleCount(_ content: MinimizationPolicy.Content) -> Int {
        switch content {
        case .fields(let fields): ruleCount(fields)
        case .kinds(let kinds): kinds.reduce(0) { $0 + ruleCount($1.fields) }
        }
    }

    private static func ruleCount(_ fields: [FieldRule]) -> Int {
        fields.reduce(0) { sum, rule in
            switch rule.action.operation {
            case .kinds(let kinds, _): sum + 1 + kinds.reduce(0) { $0 + ruleCount($1.fields) }
            case .derive(let fields): sum + fields.count
            default: sum + 1
            }
        }
    }

    /// Texts in UTF-8, the longest first: the longest prefix is the one that counts.
    private static func longestFirst(_ prefixes: [String]) -> [[UInt8]] {
        prefixes.map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }
}
