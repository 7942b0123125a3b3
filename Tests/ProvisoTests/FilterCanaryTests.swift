import Foundation
import Proviso
import Testing

/// Canaries in all that is dropped, unnamed, masked, transformed or pseudonymized, in every format: none comes out in
/// the output, the report or an error, and of what a transform leaves exactly that comes out.
@Suite struct FilterCanaryTests {
    /// The first character of a text.
    private struct InitialTransform: CustomTransform {
        let name = "initial"

        func transform(_ value: FieldValue, in context: TransformContext) -> FieldValue? {
            guard case .string(let text) = value else { return nil }
            return .string(String(text.prefix(1)))
        }
    }

    private struct NothingTransform: CustomTransform {
        let name = "nothing"

        func transform(_ value: FieldValue, in context: TransformContext) -> FieldValue? { nil }
    }

    private static func filter(
        _ rule: String, _ format: FilterFormat, onBadRecord: RecordFilter.OnBadRecord = .stop, jobs: Int = 1
    ) throws -> RecordFilter {
        try makeFilter(
            policy: PlantedInput.policy(format, rule: rule), format: format.recordFormat, onBadRecord: onBadRecord,
            jobs: jobs, transforms: [InitialTransform(), NothingTransform()])
    }

    /// The inputs for some values: one for all of them, but for a format that has one record.
    private static func inputs(
        _ rule: PlantedRule, _ format: FilterFormat, _ maker: inout CanaryMaker
    ) throws -> [PlantedInput] {
        let values = try rule.values(&maker)
        return (format == .object ? values.map { [$0] } : [values]).map { values in
            PlantedInput(format, values, dropsColumn: rule.withholdsColumn, &maker)
        }
    }

    private static func expectNone(_ input: PlantedInput, in result: FilterResult, _ shown: String) {
        let leaked = result.leaked(of: input.canaries)
        #expect(leaked.isEmpty, "\(leaked): \(shown), seed \(testSeed)")
    }

    @Test(arguments: PlantedRule.all, FilterFormat.allCases)
    func `exactly what a rule leaves comes out, and no canary`(rule: PlantedRule, format: FilterFormat) throws {
        try expectExactly(rule, format)
    }

    @Test(arguments: FilterFormat.allCases)
    func `exactly what a hierarchy has for a value comes out`(format: FilterFormat) throws {
        var maker = CanaryMaker(generator: SeededGenerator(seed: testSeed))
        let (start, end, digits) = (maker.letters(), maker.letters(), maker.digits())
        let folder = try TemporaryFolder()
        let path = try folder.write("\"\(start)\"\"\(end)\",Group\n\(digits),\"1,2\"\n", to: "groups.csv")
        let rule = PlantedRule("{ lookup: { file: \"\(path)\", level: 1 } }") { maker in
            let word = maker.letters()
            return [
                .text(start + "\"" + end, start, end, gives: .text("Group")),
                .number(digits, digits, gives: .text("1,2")),
                .text(start, start, gives: .withheld), .text(word, word, gives: .withheld),
                .number(digits + ".0", digits, gives: .withheld),
            ]
        }
        try expectExactly(rule, format)
    }

    private func expectExactly(_ rule: PlantedRule, _ format: FilterFormat) throws {
        var maker = CanaryMaker(generator: SeededGenerator(seed: testSeed))
        let filters = try (1...3).map { try Self.filter(rule.text, format, jobs: $0) }
        for input in try Self.inputs(rule, format, &maker) {
            let shown = String(decoding: input.bytes, as: UTF8.self)
            // Each of them is there, as it is or hidden behind escapes.
            let source = FilterResult(output: input.bytes)
            #expect(source.leaked(of: input.canaries).count == input.canaries.count, "\(shown)")
            let whole = filters[0].run(input.bytes)
            Self.expectNone(input, in: whole, shown)
            #expect(whole.error == nil, "\(shown)")
            if let expected = input.expected { #expect(whole.text == expected, "\(shown)") }
            #expect(whole.report?.wrongSums == [])
            for (filter, blockSizes) in zip(filters, [[1, 3, 17, 4096], [1, 17], [3, nil]]) {
                for blockSize in blockSizes {
                    let result = filter.run(input.bytes, blockSize: blockSize)
                    if !rule.isRandom { #expect(result == whole, "blocks of \(blockSize ?? 0): \(shown)") }
                    if rule.isRandom || result != whole { Self.expectNone(input, in: result, shown) }
                }
            }
        }
    }

    /// A rule that stops names its path, and nothing of the value or of what follows.
    @Test(arguments: PlantedRule.all, FilterFormat.allCases)
    func `no canary comes out where a rule stops, or the record is skipped`(
        rule: PlantedRule, format: FilterFormat
    ) throws {
        guard let text = Self.stopping(rule) else { return }
        var maker = CanaryMaker(generator: SeededGenerator(seed: testSeed))
        for input in try Self.inputs(rule, format, &maker) {
            for onBadRecord in RecordFilter.OnBadRecord.allCases {
                for (jobs, blockSize) in [(1, nil), (2, 17)] {
                    let filter = try Self.filter(text, format, onBadRecord: onBadRecord, jobs: jobs)
                    let result = filter.run(input.bytes, blockSize: blockSize)
                    Self.expectNone(input, in: result, String(decoding: input.bytes, as: UTF8.self))
                    #expect(result.error?.code == nil || result.error?.code == .recordStopped)
                    #expect(onBadRecord == .stop || result.report?.wrongSums == [])
                }
            }
        }
    }

    /// The rule with `otherwise: stop` at each of its steps; nil for one that has no options.
    private static func stopping(_ rule: PlantedRule) -> String? {
        guard rule.text.contains("{") else { return nil }
        let stop = ", otherwise: stop }"
        guard rule.text.hasSuffix("]") else { return rule.text.dropLast(2) + stop }
        return rule.text.replacing(" } ]", with: stop + " ]").replacing(" }, {", with: stop + ", {")
    }

    // MARK: - Malformed inputs

    /// What can break an input: a cut, something twice, and what formats are made of where it does not belong.
    private static func broken(
        _ input: [UInt8], _ format: FilterFormat, using generator: inout SeededGenerator
    ) -> [UInt8] {
        let separator = UInt8(ascii: format == .log ? " " : format == .tsv ? "\t" : ",")
        let place = Int.random(in: 0..<input.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return Array(input[..<place])
        case 1:
            let places = input.indices.filter { input[$0] == separator || input[$0] == UInt8(ascii: "\n") }
            guard places.count > 1 else { return input }
            let first = Int.random(in: 0..<places.count - 1, using: &generator)
            let last = Int.random(in: first + 1..<min(first + 4, places.count), using: &generator)
            let end = places[last] + 1
            return Array(input[..<end] + input[(places[first] + 1)...])
        case 2:
            // Not a backslash: without it, a text is another one, of which a transform may leave more.
            let places = input.indices.filter { "\"{}[],:\t ".utf8.contains(input[$0]) }
            let removed = places.randomElement(using: &generator)!
            return Array(input[..<removed] + input[(removed + 1)...])
        default:
            let snippet = ["\"", "\"\"", "\\", "\n", "\r", "{", "}", "[", "]", "\u{0}", "\u{FEFF}", "\u{2028}"]
                .randomElement(using: &generator)!
            return Array(input[..<place]) + Array(snippet.utf8) + Array(input[place...])
        }
    }

    @Test(arguments: FilterFormat.allCases)
    func `no canary comes out of what is malformed`(format: FilterFormat) throws {
        var maker = CanaryMaker(generator: SeededGenerator(seed: testSeed))
        var counts: [String: Int] = [:]
        for rule in PlantedRule.all {
            let filters = try RecordFilter.OnBadRecord.allCases.map { onBadRecord in
                try (1...2).map { try Self.filter(rule.text, format, onBadRecord: onBadRecord, jobs: $0) }
            }
            for input in try Self.inputs(rule, format, &maker) {
                for _ in 0..<(format == .object ? 1 : 5) {
                    let bytes = Self.broken(input.bytes, format, using: &maker.generator)
                    for filters in filters {
                        let whole = filters[0].run(bytes)
                        counts[whole.error == nil ? "read" : "refused", default: 0] += 1
                        let shown = String(decoding: bytes, as: UTF8.self)
                        Self.expectNone(input, in: whole, shown)
                        for (filter, blockSize) in [(filters[0], 1), (filters[1], 17)] {
                            let result = filter.run(bytes, blockSize: blockSize)
                            if !rule.isRandom { #expect(result == whole, "blocks of \(blockSize): \(shown)") }
                            if rule.isRandom || result != whole { Self.expectNone(input, in: result, shown) }
                        }
                    }
                }
            }
        }
        #expect(counts["read", default: 0] >= 10 && counts["refused", default: 0] >= 10, "\(counts), seed \(testSeed)")
    }
}
