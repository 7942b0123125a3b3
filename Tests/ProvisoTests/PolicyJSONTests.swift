import Testing

@testable import Proviso

/// `MinimizationPolicy+JSON`.
@Suite struct PolicyJSONTests {
    @Test func `the text has its keys in the order of the grammar, with the upper levels on lines of their own`() throws
    {
        let policy = try MinimizationPolicy(
            text: """
                terms: { handling: [a], review-every: P0D, erase-after: P1Y2M3W4D }
                kinds:
                - fields: { "$.a": { otherwise: stop, keep: }, "$['b c']": { otherwise: stop, set-null: } }
                  when: { "$.t": { in: [x] }, "$.u": { in: [y, z] } }
                - { fields: { "$.m": { mask: { length: 3, with: "\\"", keep-last: 2, keep-first: 1 } } }, when: always }
                only-if: { "$.é": "1" }
                key-fingerprint: fp_enxzi5sp7a5rlighp5vdlxkoiq
                domain: { epoch: e, id: d }
                recipient: r
                legal-basis: b
                purpose: p
                proviso: policy/v1
                """)
        #expect(
            policy.jsonText == #"""
                {
                  "proviso": "policy/v1",
                  "purpose": "p",
                  "recipient": "r",
                  "legal-basis": [
                    "b"
                  ],
                  "domain": {
                    "id": "d",
                    "epoch": "e"
                  },
                  "key-fingerprint": "fp_enxzi5sp7a5rlighp5vdlxkoiq",
                  "only-if": {
                    "$.é": "1"
                  },
                  "kinds": [
                    {"when": {"$.t": "x", "$.u": {"in": ["y", "z"]}}, "fields": {"$.a": {"keep": null, "otherwise": "stop"}, "$['b c']": {"set-null": null, "otherwise": "stop"}}},
                    {"when": "always", "fields": {"$.m": {"mask": {"keep-first": 1, "keep-last": 2, "with": "\"", "length": 3}}}}
                  ],
                  "terms": {
                    "erase-after": "P1Y2M3W4D",
                    "review-every": "P0D",
                    "handling": ["a"]
                  }
                }

                """#)
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
    }

    @Test func `a text with any characters reads back to the same`() throws {
        let texts = [
            "", "\"\\/", "\u{0}\u{7F}\u{85}\u{202E}\u{2028}\u{FEFF}", "e\u{301}é😀\u{10FFFF}\u{E0001}", "\r\n\t\u{8}",
            "$ {",
        ]
        for text in texts {
            let policy = try MinimizationPolicy(purpose: "p", recipient: "r") { FieldRule("$.a", .constant(text)) }
            #expect(!policy.jsonText.replacing("\n", with: "").unicodeScalars.contains { $0.isInvisible })
            guard case .fields(let fields) = try MinimizationPolicy(text: policy.jsonText).content,
                case .transform(let steps) = fields[0].action.operation,
                case .constant(let constant) = steps[0].transform.operation
            else {
                Issue.record("not read as it was written")
                continue
            }
            #expect(Array(constant.utf8) == Array(text.utf8))
        }
    }

    @Test func `a random policy reads back to the same`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<300 {
            let hasParameters = Bool.random(using: &generator)
            let condition = condition(&generator, "$", depth: 0)
            let policy = try MinimizationPolicy(
                purpose: "p", recipient: "r", domain: PseudonymizationDomain(id: "d"),
                parameters: hasParameters ? ["p", "q-2"] : [],
                subject: Bool.random(using: &generator) ? subject(&generator, "$") : nil,
                require: requirements(&generator),
                onlyIf: hasParameters
                    ? .all([condition, ["$.p": "a${p}", "$.q": parameterBound]])
                    : Bool.random(using: &generator) ? condition : nil,
                limit: Bool.random(using: &generator)
                    ? DisclosureLimit(
                        records: .random(in: 1...1_000_000, using: &generator),
                        otherwise: Otherwise.allCases.randomElement(using: &generator)!) : nil,
                specialCategories: SpecialCategory.allCases.shuffled(using: &generator).prefix(2).map {
                    SpecialCategoryFields(
                        $0, fields: ["$.s", "$.t[*].*"], safeguard: Bool.random(using: &generator) ? "x \($0)" : nil)
                }
            ) {
                for index in 0..<Int.random(in: 1...6, using: &generator) {
                    FieldRule("$.f\(index)", action(&generator, depth: 0))
                }
                if Bool.random(using: &generator) { derivation(&generator) }
                if Bool.random(using: &generator) {
                    FieldRule(
                        "$.e[*]",
                        FieldAction(
                            operation: .onlyElements(test(&generator), steps(&generator, "$", count: 0...2))))
                }
            }
            #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy), "\(policy.jsonText)")
        }
    }

    private let parameterBound = FieldTest(
        texts: nil, bounds: [FieldTest.Bound(comparison: .atMost, limit: .parameter("q-2"))])

    private func requirements(_ generator: inout SeededGenerator) -> [FieldRequirement] {
        (0..<Int.random(in: 0...3, using: &generator)).map { index in
            FieldRequirement(
                "$.r[*].*['\(index)']",
                Array(FieldRequirement.ValueType.allCases.shuffled(using: &generator).prefix(index + 1)),
                isOptional: Bool.random(using: &generator), mark: .unknown)
        }
    }

    private func derivation(_ generator: inout SeededGenerator) -> FieldRule {
        let otherwise = Otherwise.allCases.randomElement(using: &generator)!
        return FieldRule(
            "$.d.x",
            FieldAction(
                operation: .derive(
                    ["x", "y z", ""].map { name in
                        FieldAction.DerivedField(
                            name: name, steps: steps(&generator, "$", count: 0...3), otherwise: otherwise,
                            mark: .unknown)
                    })), mark: .unknown)
    }

    private func condition(_ generator: inout SeededGenerator, _ root: String, depth: Int) -> RecordCondition {
        let parts = (0..<Int.random(in: 1...3, using: &generator)).map { $0 }
        switch Int.random(in: 0..<(depth < 3 ? 6 : 1), using: &generator) {
        case 0, 1, 2:
            return RecordCondition(
                tests: parts.map {
                    RecordCondition.Test(writtenPath: "\(root).v\($0)", test: test(&generator), mark: .unknown)
                })
        case 3: return .all(parts.map { _ in condition(&generator, root, depth: depth + 1) })
        case 4: return .any(parts.map { _ in condition(&generator, root, depth: depth + 1) })
        default: return .none(parts.map { _ in condition(&generator, root, depth: depth + 1) })
        }
    }

    private func test(_ generator: inout SeededGenerator) -> FieldTest {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .isAbsent
        case 1: .isPresent
        case 2: .isAtMost("2.50").and(.isAbove(-1)).and(.isIn(texts(&generator)))
        case 3: .isBelow(CalendarDay(year: 2026, month: 2, day: 28)!).and(.isPresent)
        case 4:
            .isAtLeast(CalendarDay(year: 1, month: 1, day: 1)!).and(.isAtMost(CalendarDay(year: 1, month: 1, day: 1)!))
        default: .isIn(texts(&generator))
        }
    }

    private func steps(
        _ generator: inout SeededGenerator, _ root: String, count: ClosedRange<Int>
    ) -> [FieldAction.Step] {
        let count = Int.random(in: count, using: &generator)
        return (0..<count).map { index in
            FieldAction.Step(
                transform: index == count - 1 ? last(&generator, root) : inner(&generator, root),
                otherwise: Otherwise.allCases.randomElement(using: &generator)!, mark: .unknown)
        }
    }

    private func action(_ generator: inout SeededGenerator, depth: Int) -> FieldAction {
        switch Int.random(in: 0..<(depth < 3 ? 8 : 6), using: &generator) {
        case 0: return .keep
        case 1: return .keep(otherwise: .stop)
        case 2: return .drop
        case 3: return .keepSubtree
        case 4, 5:
            let root = depth == 0 ? "$" : "@"
            return FieldAction(operation: .transform(steps(&generator, root, count: 1...3)))
        default:
            var kinds: [RecordKind] = []
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                kinds.append(
                    RecordKind(
                        when: condition(&generator, "@", depth: 0),
                        dataSubjects: [nil, .victim, .other].randomElement(using: &generator)!,
                        fields: [FieldRule("@.a", action(&generator, depth: depth + 1))], mark: .unknown))
            }
            return .kinds(otherwise: Otherwise.allCases.randomElement(using: &generator)!) {
                for kind in kinds { kind }
            }
        }
    }

    private func inner(_ generator: inout SeededGenerator, _ root: String) -> FieldTransform {
        let numbers: [PlainDecimal] = ["0.1", 1, "2.50", 100, "99999999999999999999999.9"]
        switch Int.random(in: 0..<16, using: &generator) {
        case 0:
            return .generalize(
                to: FieldTransform.DatePrecision.allCases.randomElement(using: &generator)!, forms: forms(&generator))
        case 1:
            return .truncateIP(v4: .random(in: 0...31, using: &generator), v6: .random(in: 0...127, using: &generator))
        case 2: return .truncate(to: .random(in: 1...1_000_000, using: &generator))
        case 3: return .round(to: numbers.randomElement(using: &generator)!)
        case 4: return .topCode(at: numbers.randomElement(using: &generator)!)
        case 5: return .bottomCode(at: "-0.0")
        case 6: return .bucket(size: numbers.randomElement(using: &generator)!)
        case 7:
            let bounds = numbers.filter { _ in Bool.random(using: &generator) } + ["99999999999999999999999.91"]
            let labels = (0...bounds.count).map { _ in text(&generator) }
            return .bucket(bounds: bounds, labels: Bool.random(using: &generator) ? labels : nil)
        case 8: return .roundGeo(decimals: .random(in: 0...6, using: &generator))
        case 9: return .url(FieldTransform.URLPart.allCases.randomElement(using: &generator)!)
        case 10:
            return .lookup(
                file: "a \"b\".csv", level: .random(in: 1...100, using: &generator),
                delimiter: [",", ";", "\t", "\\"].randomElement(using: &generator)!)
        case 11:
            return .shiftDate(
                by: subject(&generator, root), days: .random(in: 1...3650, using: &generator), forms: forms(&generator))
        case 12:
            let options = Dictionary(texts(&generator).map { ($0, "x" + $0) }) { first, _ in first }
            return .custom("c-1", options: Bool.random(using: &generator) ? options : [:])
        case 13: return .generalize(toPostcodePrefix: .random(in: 1...10, using: &generator))
        case 14:
            return .generalize(
                toAgeBandAt: CalendarDay(year: .random(in: 1...9999, using: &generator), month: 2, day: 28)!,
                width: .random(in: 1...100, using: &generator), top: .random(in: 1...150, using: &generator),
                forms: forms(&generator))
        default:
            return .mask(
                keepFirst: .random(in: 0...1000, using: &generator), keepLast: .random(in: 0...3, using: &generator),
                with: "*#é\"\\ 😀".unicodeScalars.randomElement(using: &generator)!,
                length: Bool.random(using: &generator) ? .random(in: 0...1000, using: &generator) : nil)
        }
    }

    private func last(_ generator: inout SeededGenerator, _ root: String) -> FieldTransform {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .setNull
        case 1: .constant(text(&generator))
        case 2:
            .pseudonymize(
                as: ["p", "person", "d9"].randomElement(using: &generator)!,
                canonicalization: Canonicalization.samples.randomElement(using: &generator)!,
                prefixes: Bool.random(using: &generator) ? [] : texts(&generator).filter { !$0.isEmpty })
        case 3:
            .pseudonymize(
                as: "p", of: (0..<Int.random(in: 2...8, using: &generator)).map { _ in subject(&generator, root) })
        case 4:
            .encrypt(to: try! AgeRecipient("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"))
        default: inner(&generator, root)
        }
    }

    private func subject(_ generator: inout SeededGenerator, _ root: String) -> SubjectField {
        let path = root + ".i['d e']"
        return SubjectField(
            path, canonicalization: Canonicalization.samples.randomElement(using: &generator)!,
            prefixes: Bool.random(using: &generator) ? [] : ["\u{1}", "u:"])
    }

    private func forms(_ generator: inout SeededGenerator) -> [DateForm] {
        let others: [DateForm] = [.iso, .format("D. M. YYYY"), .format("YYYYMMDD")].filter { _ in
            Bool.random(using: &generator)
        }
        return Bool.random(using: &generator) || others.isEmpty ? [.standard] + others : others
    }

    private func texts(_ generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in text(&generator) }
    }

    private func text(_ generator: inout SeededGenerator) -> String {
        let scalars = Array("ab0 \"\\/'#:{}[],&*!%@`\u{0}\n\u{85}\u{2028}\u{202E}é\u{301}😀".unicodeScalars)
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &generator) { view.append(scalars.randomElement(using: &generator)!) }
        return String(view)
    }
}
