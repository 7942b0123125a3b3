internal import ProvisoCrypto

/// Builds the tables of a ``CompiledPolicy``.
struct PolicyCompiler {
    let keys: PseudonymKeys?
    private(set) var table = PathTable()
    private(set) var steps: [[CompiledPolicy.Step]] = []
    private(set) var rules: [CompiledPolicy.RuleDescription] = []
    private(set) var kinds: [CompiledPolicy.Kinds] = []
    private(set) var tests: [CompiledPolicy.Test] = []
    private(set) var rootNode = -1
    private(set) var recordTestNode = -1
    private(set) var onlyIf: [Int] = []
    private(set) var recordKinds = -1
    /// The places that have a counter, in the order of their numbers; these are moved behind the rules' own at the end.
    private var placeCounters: [String: Int32] = [:]
    private var noKindPlaces: [String: Int32] = [:]
    private var counterCount: Int32 = 0
    /// How many places the conditions of the whole policy may still come to.
    private var testPlacesLeft = PathTree.placeLimit

    init(keys: PseudonymKeys?) {
        self.keys = keys
    }

    mutating func compile(_ policy: MinimizationPolicy) throws {
        // Counters of places follow those of rules, so the rules are numbered first.
        counterCount = Int32(Self.ruleCount(policy.content) * RecordTally.Outcome.count)
        var recordTests: [PathTree.Item] = []
        if let condition = policy.onlyIf { onlyIf = try number(condition, &recordTests) }
        switch policy.content {
        case .fields(let fields): rootNode = try compile(fields, kind: nil, below: nil)
        case .kinds(let list):
            recordKinds = kinds.count
            kinds.append(CompiledPolicy.Kinds())
            for (index, kind) in list.enumerated() {
                let numbers = try kind.when.map { condition throws in try number(condition, &recordTests) } ?? []
                let root = try compile(kind.fields, kind: index + 1, below: nil)
                kinds[recordKinds].kinds.append((numbers, root))
            }
        }
        if !recordTests.isEmpty { recordTestNode = try appendTestTree(recordTests) }
    }

    /// How many counters there are, and the names of those that belong to places.
    func finishedCounters() -> (count: Int, places: [Int: String], noKind: [Int: String]) {
        let places = Dictionary(uniqueKeysWithValues: placeCounters.map { (Int($0.value), $0.key) })
        let noKind = Dictionary(uniqueKeysWithValues: noKindPlaces.map { (Int($0.value), $0.key) })
        return (Int(counterCount), places, noKind)
    }

    // MARK: - Rules

    /// Compiles one set of rules and gives the index of its root.
    private mutating func compile(_ fields: [FieldRule], kind: Int?, below: String?) throws -> Int {
        var items: [PathTree.Item] = []
        var firstRule: [Int: FieldRule] = [:]
        for rule in fields {
            let index = rules.count
            rules.append(CompiledPolicy.RuleDescription(path: rule.writtenPath, kind: kind, below: below))
            steps.append([])
            firstRule[index] = rule
            let path = try FieldPath(rule.writtenPath)
            items.append(PathTree.Item(steps: path.steps[...], payload: index))
            steps[index] = try compile(rule, path: path, below: below)
        }
        let prefix = below ?? "$"
        // Rules do not overlap, so their places cannot multiply, and have no limit but that of their number.
        var placesLeft = Int.max
        let tree = try PathTree(items, &placesLeft)
        let ruleByIndex = firstRule
        var counters = placeCounters
        var nextCounter = counterCount
        let details = kindsOfRules
        let root = table.append(tree) { tree, steps, parent in
            var node = PathTable.Node()
            let place = prefix + FieldPath.text(of: steps)
            node.unnamedCounter = Self.counter(place + ".*", &counters, &nextCounter)
            node.unexpectedCounter = Self.counter(place, &counters, &nextCounter)
            node.keepsUnlisted = parent?.keepsUnlisted ?? false
            if let index = tree.payloads.first, let rule = ruleByIndex[index] {
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

    /// The kinds of the rules that have any, by rule.
    private var kindsOfRules: [Int: Int] = [:]

    private mutating func compile(_ rule: FieldRule, path: FieldPath, below: String?) throws -> [CompiledPolicy.Step] {
        switch rule.action.operation {
        case .keep(let otherwise): return [.unhandled(otherwise: otherwise)]
        case .keepSubtree, .drop: return []
        case .transform(let steps): return steps.map(compile)
        case .kinds(let list, let otherwise):
            let ruleIndex = rules.count - 1
            let kindsIndex = kinds.count
            kindsOfRules[ruleIndex] = kindsIndex
            kinds.append(CompiledPolicy.Kinds())
            let place = (below ?? "$") + FieldPath.text(of: path.steps)
            kinds[kindsIndex].noKindCounter = Self.counter(place, &noKindPlaces, &counterCount)
            var objectTests: [PathTree.Item] = []
            for (index, kind) in list.enumerated() {
                let numbers = try kind.when.map { condition throws in try number(condition, &objectTests) } ?? []
                let root = try compile(kind.fields, kind: index + 1, below: place)
                kinds[kindsIndex].kinds.append((numbers, root))
            }
            if !objectTests.isEmpty { kinds[kindsIndex].testNode = try appendTestTree(objectTests) }
            return [.unhandled(otherwise: otherwise)]
        }
    }

    private func compile(_ step: FieldAction.Step) -> CompiledPolicy.Step {
        switch step.transform.operation {
        case .pseudonymize(let type, let canonicalization, let prefixes):
            let pseudonymizer = keys!.pseudonymizers.first {
                $0.type == type && $0.canonicalization == canonicalization
            }!
            // The longest prefix is the one that counts, so it is tried first.
            let sorted = prefixes.map { Array($0.utf8) }.sorted { $0.count > $1.count }
            return .pseudonymize(pseudonymizer, prefixes: sorted, otherwise: step.otherwise)
        case .mask(let options): return .mask(options, otherwise: step.otherwise)
        case .generalize(let precision): return .generalize(precision, otherwise: step.otherwise)
        case .truncateIP(let v4, let v6): return .truncateIP(v4: v4, v6: v6, otherwise: step.otherwise)
        case .constant(let text):
            var json = ByteBuffer()
            JSONText.appendString(text.utf8Span.span, to: &json)
            return .replace(json: json.array)
        case .setNull: return .replace(json: Array("null".utf8))
        }
    }

    private static func action(_ rule: FieldRule) -> PathTable.Action {
        switch rule.action.operation {
        case .keep: .keep
        case .keepSubtree: .keepSubtree
        case .drop: .drop
        case .transform: .transform
        case .kinds: .kinds
        }
    }

    // MARK: - Conditions

    /// Numbers the tests of a condition and adds their paths to those that are looked at together.
    private mutating func number(_ condition: RecordCondition, _ items: inout [PathTree.Item]) throws -> [Int] {
        try condition.tests.map { test in
            items.append(PathTree.Item(steps: try FieldPath(test.writtenPath).steps[...], payload: tests.count))
            tests.append(CompiledPolicy.Test(test.test))
            return tests.count - 1
        }
    }

    private mutating func appendTestTree(_ items: [PathTree.Item]) throws -> Int {
        let tree = try PathTree(items, &testPlacesLeft)
        var testLists: [[Int]] = []
        let firstNode = table.nodes.count
        let root = table.append(tree) { tree, _, _ in
            testLists.append(tree.payloads)
            return PathTable.Node()
        }
        table.appendTests(testLists, from: firstNode)
        return Int(root)
    }

    // MARK: - Counters

    private static func counter(_ place: String, _ counters: inout [String: Int32], _ next: inout Int32) -> Int32 {
        if let counter = counters[place] { return counter }
        counters[place] = next
        next += 1
        return next - 1
    }

    private static func ruleCount(_ content: MinimizationPolicy.Content) -> Int {
        switch content {
        case .fields(let fields): ruleCount(fields)
        case .kinds(let kinds): kinds.reduce(0) { $0 + ruleCount($1.fields) }
        }
    }

    private static func ruleCount(_ fields: [FieldRule]) -> Int {
        fields.reduce(0) { sum, rule in
            if case .kinds(let kinds, _) = rule.action.operation {
                return sum + 1 + kinds.reduce(0) { $0 + ruleCount($1.fields) }
            }
            return sum + 1
        }
    }
}
