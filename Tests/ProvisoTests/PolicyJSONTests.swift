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
            let policy = try MinimizationPolicy(
                purpose: "p", recipient: "r", domain: PseudonymizationDomain(id: "d"),
                onlyIf: Bool.random(using: &generator) ? ["$.v": .isIn(texts(&generator))] : nil
            ) {
                for index in 0..<Int.random(in: 1...6, using: &generator) {
                    FieldRule("$.f\(index)", action(&generator, depth: 0))
                }
            }
            #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy), "\(policy.jsonText)")
        }
    }

    private func action(_ generator: inout SeededGenerator, depth: Int) -> FieldAction {
        switch Int.random(in: 0..<(depth < 3 ? 8 : 6), using: &generator) {
        case 0: return .keep
        case 1: return .keep(otherwise: .stop)
        case 2: return .drop
        case 3: return .keepSubtree
        case 4, 5:
            var transforms = (0..<Int.random(in: 0...2, using: &generator)).map { _ in inner(&generator) }
            transforms.append(last(&generator))
            return FieldAction(
                operation: .transform(
                    transforms.map {
                        FieldAction.Step(
                            transform: $0, otherwise: Otherwise.allCases.randomElement(using: &generator)!,
                            mark: .unknown)
                    }))
        default:
            var kinds: [RecordKind] = []
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                kinds.append(
                    RecordKind(
                        when: ["@.t": .isIn(texts(&generator))],
                        fields: [FieldRule("@.a", action(&generator, depth: depth + 1))], mark: .unknown))
            }
            return .kinds(otherwise: Otherwise.allCases.randomElement(using: &generator)!) {
                for kind in kinds { kind }
            }
        }
    }

    private func inner(_ generator: inout SeededGenerator) -> FieldTransform {
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: .generalize(to: FieldTransform.DatePrecision.allCases.randomElement(using: &generator)!)
        case 1: .truncateIP(v4: .random(in: 0...31, using: &generator), v6: .random(in: 0...127, using: &generator))
        default:
            .mask(
                keepFirst: .random(in: 0...1000, using: &generator), keepLast: .random(in: 0...3, using: &generator),
                with: "*#é\"\\ 😀".unicodeScalars.randomElement(using: &generator)!,
                length: Bool.random(using: &generator) ? .random(in: 0...1000, using: &generator) : nil)
        }
    }

    private func last(_ generator: inout SeededGenerator) -> FieldTransform {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: .setNull
        case 1: .constant(text(&generator))
        case 2:
            .pseudonymize(
                as: ["p", "person", "d9"].randomElement(using: &generator)!,
                canonicalization: Canonicalization.samples.randomElement(using: &generator)!,
                prefixes: Bool.random(using: &generator) ? [] : texts(&generator).filter { !$0.isEmpty })
        default: inner(&generator)
        }
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
