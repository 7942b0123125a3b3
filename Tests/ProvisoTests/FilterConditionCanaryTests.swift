import Proviso
import Testing

/// Canaries in what a policy only reads, in conditions, requirements and limits, in what parameters bring, and in what
/// derived fields and chosen elements leave out.
@Suite struct FilterConditionCanaryTests {
    private static func policy(limit: String = "", tables: Bool) -> String {
        let elements = """
              "$.codes[*]": { only-elements: { in: [A1] } }
              "$.amounts[*]": { only-elements: { at-least: 1000 }, then: { top-code: 1000 } }
              "$.events[*]": { only-elements: { "@.type": login }, fields: { "@.at": { generalize: day } } }
            """
        return """
            proviso: policy/v1
            purpose: test
            recipient: test.example
            domain: test.example/case-1
            parameters: [who, since]
            subject: { path: "$.id", prefixes: ["Patient/"] }
            require: { "$.id": string, "$.size": { type: number, optional: yes } }
            \(limit)
            only-if: { any: [ { "$.role": { in: [open, "${who}"] } }, { "$.size": { at-least: "${since}" } } ] }
            fields:
              "$.n": keep
              "$.date": { derive: { year: { generalize: year }, seen: { constant: fixed } } }
            \(tables ? "" : elements)
            """
    }

    private static let formats: [FilterFormat] = [.ndjson, .array, .csv, .tsv]

    /// Records as the policy sees them, with what must come out of each; nil for one that is left out.
    private struct Story {
        var maker = CanaryMaker(generator: SeededGenerator(seed: testSeed))
        var canaries: [String] = []
        let who: String
        let since: String

        init() {
            who = maker.letters()
            since = "6" + maker.digits()
            canaries = [who, since]
        }

        mutating func word() -> String {
            let word = maker.letters()
            canaries.append(word)
            return word
        }

        mutating func digits() -> String {
            let digits = maker.digits()
            canaries.append(digits)
            return digits
        }

        /// The input of records with these members beside those that all of them have.
        mutating func input(_ records: [[String: String]], _ format: FilterFormat) -> [UInt8] {
            let lines = records.enumerated().map { number, members in
                let (secret, digits) = (word(), self.digits())
                var members = members
                members["n"] = String(number)
                members["date"] = "\"2020-03-09T11:22:33.\(digits)\""
                members["secret"] = "\"\(secret)\""
                if !format.isTable {
                    members["codes"] = "[\"A1\",\"\(word())\",{\"a\":\"\(word())\"},null]"
                    members["amounts"] = "[\(self.digits()),0.\(self.digits()),\"\(word())\"]"
                    members["events"] =
                        "[{\"type\":\"login\",\"who\":\"\(word())\",\"at\":\"2020-03-09T11:22:33.\(self.digits())\"},"
                        + "{\"type\":\"\(word())\",\"at\":\"2020-03-09\"},\"\(word())\"]"
                }
                return Self.line(members, format)
            }
            switch format {
            case .array: return Array(("[" + lines.joined(separator: ",\n") + "]").utf8)
            case .csv, .tsv:
                let header = Self.columns.joined(separator: format.delimiter)
                return Array(([header] + lines).map { $0 + "\n" }.joined().utf8)
            default: return Array(lines.map { $0 + "\n" }.joined().utf8)
            }
        }

        private static let columns = ["secret", "id", "n", "role", "date", "size"]

        private static func line(_ members: [String: String], _ format: FilterFormat) -> String {
            if !format.isTable {
                // In an order in which what decides comes behind what it decides about.
                let sorted = members.sorted { $0.key > $1.key }.map { "\"\($0.key)\":\($0.value)" }
                return "{" + sorted.joined(separator: ",") + "}"
            }
            return columns.map { members[$0]?.replacing("\"", with: "") ?? "" }.joined(separator: format.delimiter)
        }

        /// What comes out of the records with these numbers.
        static func output(_ numbers: [Int], _ format: FilterFormat) -> String {
            let delimiter = format.delimiter
            let records = numbers.map { number in
                format.isTable
                    ? "\(number)\(delimiter)2020\(delimiter)fixed"
                    : "{\"n\":\(number),\"events\":[{\"at\":\"2020-03-09\"}],\"year\":\"2020\",\"seen\":\"fixed\","
                        + "\"codes\":[\"A1\"],\"amounts\":[1000]}"
            }
            switch format {
            case .array: return "[\n" + records.joined(separator: ",\n") + "\n]\n"
            case .csv, .tsv:
                return (["n\(delimiter)year\(delimiter)seen"] + records).map { $0 + "\n" }.joined()
            default: return records.map { $0 + "\n" }.joined()
            }
        }
    }

    private static func filter(
        _ story: Story, _ format: FilterFormat, limit: String = "", onBadRecord: RecordFilter.OnBadRecord = .stop,
        jobs: Int = 1
    ) throws -> RecordFilter {
        try RecordFilter(
            MinimizationPolicy(text: policy(limit: limit, tables: format.isTable), source: "policy.yaml"),
            key: testKey(), parameters: ["who": story.who, "since": story.since],
            options: RecordFilter.Options(format: format.recordFormat, onBadRecord: onBadRecord, jobs: jobs))
    }

    /// The result, which is the same for all sizes of blocks and numbers of jobs, and holds no canary.
    private func result(
        _ story: Story, _ input: [UInt8], _ format: FilterFormat, limit: String = "",
        onBadRecord: RecordFilter.OnBadRecord = .stop
    ) throws -> FilterResult {
        let whole = try Self.filter(story, format, limit: limit, onBadRecord: onBadRecord).run(input)
        let shown = String(decoding: input, as: UTF8.self)
        // All but what parameters bring must be there.
        #expect(FilterResult(output: input).leaked(of: story.canaries).count >= story.canaries.count - 2)
        let leaked = whole.leaked(of: story.canaries)
        #expect(leaked.isEmpty, "\(leaked): \(shown)")
        for jobs in 1...3 {
            let filter = try Self.filter(story, format, limit: limit, onBadRecord: onBadRecord, jobs: jobs)
            for blockSize in [1, 17, 4096] {
                #expect(filter.run(input, blockSize: blockSize) == whole, "\(jobs) jobs, blocks of \(blockSize)")
            }
        }
        return whole
    }

    @Test(arguments: formats)
    func `what a condition reads comes out of no record, whether it passes or not`(format: FilterFormat) throws {
        var story = Story()
        let (number, other) = ("9" + story.digits(), story.digits())
        let input = story.input(
            [
                ["id": "\"\(story.word())\"", "role": "\"open\""],
                ["id": "\"\(story.word())\"", "role": "\"\(story.who)\""],
                // Neither is true: one test fails, and the other is unknown.
                ["id": "\"\(story.word())\"", "role": "\"\(story.word())\""],
                ["id": "\"\(story.word())\"", "size": number],
                // Below the bound, with a role that is not there.
                ["id": "\"\(story.word())\"", "size": "0." + other],
                ["id": "\"\(story.word())\""],
            ], format)
        let result = try result(story, input, format)
        #expect(result.error == nil)
        #expect(result.text == Story.output([0, 1, 3], format))
        #expect(result.report?.records.leftOutByOnlyIf == 3)
        #expect(result.report?.parameters == ["who", "since"])
    }

    @Test(arguments: formats)
    func `a promise that is broken is told by its path alone`(format: FilterFormat) throws {
        let bad: [(plant: (inout Story) -> [String: String], message: String, rule: String)] = [
            (
                { ["id": "\"\($0.word())\"", "size": "\"\($0.word())\""] },
                "a value of a type that the policy does not allow there", "$.size"
            ),
            ({ ["size": $0.digits()] }, "a value that the policy requires is missing", "$.id"),
        ]
        for (plant, message, rule) in bad {
            var story = Story()
            let good = ["id": "\"\(story.word())\"", "role": "\"open\""]
            let members = plant(&story)
            let input = story.input([good, members, good], format)
            let stopped = try result(story, input, format)
            #expect(stopped.error?.code == .recordStopped)
            #expect(stopped.error?.message == message)
            #expect(stopped.error?.rule == rule)
            #expect(stopped.error?.place.line == (format.isTable ? 3 : 2))
            #expect(Story.output([0, 2], format).hasPrefix(stopped.text))
            #expect(stopped.text.contains("fixed"))
            let skipped = try result(story, input, format, onBadRecord: .skip)
            #expect(skipped.text == Story.output([0, 2], format))
            #expect(skipped.report?.records.bad == 1)
            #expect(skipped.report?.wrongSums == [])
        }
    }

    /// Limits on records and on subjects, of whom one is written in two ways.
    @Test(arguments: formats)
    func `beyond its limit the filter stops, or leaves out, and says nobody's name`(format: FilterFormat) throws {
        var story = Story()
        let people = (0..<3).map { _ in story.word() }
        let input = story.input(
            [people[0], "Patient/" + people[0], people[1], people[0], people[2], people[1]].map { id in
                ["id": "\"\(id)\"", "role": "\"open\""]
            }, format)
        let limits: [(limit: String, stopped: [Int], kept: [Int])] = [
            ("{ records: 3", [0, 1, 2], [0, 1, 2]), ("{ subjects: 2", [0, 1, 2, 3], [0, 1, 2, 3, 5]),
            ("{ subjects: 2, records: 4", [0, 1, 2, 3], [0, 1, 2, 3]), ("{ records: 6", [], [0, 1, 2, 3, 4, 5]),
        ]
        for (limit, stopped, kept) in limits {
            let result = try result(story, input, format, limit: "limit: " + limit + " }")
            if stopped.isEmpty {
                #expect(result.text == Story.output(kept, format))
            } else {
                #expect(result.error?.code == .recordsOverLimit)
                #expect(result.error?.message == "more than the policy's limit allows to disclose")
                let suffix = format == .array ? "\n]\n" : ""
                #expect(result.text == Story.output(stopped, format).dropLast(suffix.count))
            }
            for onBadRecord in RecordFilter.OnBadRecord.allCases {
                let dropping = try self.result(
                    story, input, format, limit: "limit: " + limit + ", otherwise: drop }", onBadRecord: onBadRecord)
                #expect(dropping.error == nil)
                #expect(dropping.text == Story.output(kept, format))
                #expect(dropping.report?.records.written == kept.count)
                #expect(dropping.report?.records.leftOutByLimit == 6 - kept.count)
            }
        }
    }

    /// What is given for parameters can be personal data.
    @Test func `what parameters bring is in no error and is not printed`() throws {
        let story = Story()
        let policy = try MinimizationPolicy(text: Self.policy(tables: false), source: "policy.yaml")
        let wrong: [PolicyParameters] = [
            ["who": story.who], ["who": story.who, "since": story.who],
            ["who": story.who, "since": "1", "other": story.since],
        ]
        for parameters in wrong {
            let error = #expect(throws: ProvisoError.self) {
                try RecordFilter(policy, key: testKey(), parameters: parameters)
            }
            #expect(error?.code == .policyParameter)
            var shown = ""
            dump(parameters, to: &shown)
            dump(error, to: &shown)
            shown += "\(parameters) \(String(reflecting: parameters)) \(error?.description ?? "")"
            #expect(story.canaries.allSatisfy { !shown.contains($0) })
        }
    }
}
