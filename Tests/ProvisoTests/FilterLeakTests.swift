import Foundation
import Proviso
import Testing

/// Canary texts are planted wherever a policy withholds or transforms, and must come out nowhere.
@Suite struct FilterLeakTests {
    private static let policy = """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        domain: test.example/case-1
        only-if: { "$.open": "yes" }
        fields:
          "$.keep": keep
          "$.id": { pseudonymize: { as: person, canonical: alphanumeric, prefixes: ["Patient/"] } }
          "$.exact": { pseudonymize: { as: person } }
          "$.mask": { mask: { length: 3 } }
          "$.date": { generalize: year }
          "$.address": { truncate-ip: {} }
          "$.steps": [ { mask: { with: x } }, { pseudonymize: { as: masked } } ]
          "$.fixed": { constant: fixed }
          "$.none": set-null
          "$.gone": drop
          "$.tree": keep-subtree
          "$.tree.secret": drop
          "$.tree.list[*].secret": { mask: {} }
          "$.deep.a.b": keep
          "$.list[*].v": keep
          "$.any.*.v": keep
          "$.must": { keep: , otherwise: stop }
          "$.entry[*]":
            kinds:
              - when: { "@.t": p }
                fields:
                  "@.t": keep
                  "@.name": { mask: {} }
                  "@.sub": { kinds: [ { when: { "@.u": q }, fields: { "@.u": keep } } ] }
        """

    /// Makes records of which a test knows what must not come out.
    private struct Planter {
        var generator: SeededGenerator
        /// Letters and digits that are in no record but in this one, as text and as every way to write it.
        private(set) var canaries: [String] = []
        private var secret: RandomJSONText
        private var open: RandomJSONText

        init(generator: SeededGenerator) {
            self.generator = generator
            secret = RandomJSONText(generator: generator, text: { _ in "" }, number: { _ in "0" })
            open = RandomJSONText(generator: generator) { generator in
                "open" + String(Int.random(in: 0..<100, using: &generator))
            } number: { generator in
                String(Int.random(in: 0..<100, using: &generator)) + ".50"
            }
        }

        /// Chooses another canary for the next record.
        mutating func renew() {
            let word = String((0..<14).map { _ in "bcdfghjklmnpqrstvwxz".randomElement(using: &generator)! })
            let escaped = word.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
            let digits = "7" + String((0..<17).map { _ in "0123456789".randomElement(using: &generator)! })
            canaries = [word, escaped, digits]
            secret = RandomJSONText(generator: SeededGenerator(seed: generator.next())) { generator in
                // What is in front makes transforms look closer, and what is behind must not help.
                let start = ["", "", "2020-03-09", "2020", "10.1.2.3", "::1", "Patient/", "é", "\\n", "yes", "p"]
                    .randomElement(using: &generator)!
                let end = ["", "", "\\u0000", "\\\"", "😀", "Z"].randomElement(using: &generator)!
                return start + [word, word, escaped].randomElement(using: &generator)! + end
            } number: { generator in
                ["", "-"].randomElement(using: &generator)! + digits
                    + ["", ".5", "e7"].randomElement(using: &generator)!
            }
        }

        /// A value with the canary in every text and number.
        private mutating func planted() -> String { secret.value(depth: 3) }

        private mutating func plantedName() -> String { secret.string() }

        /// What a rule that keeps discloses, and where it discloses nothing, a canary.
        private mutating func kept(_ isOpen: Bool) -> String {
            guard isOpen else { return planted() }
            return Bool.random(using: &generator) ? open.scalar() : secret.container(depth: 2)
        }

        private mutating func object(_ members: [(String, String)]) -> String {
            let chosen = members.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }.shuffled(
                using: &generator)
            return "{" + chosen.map { "\($0.0):\($0.1)" }.joined(separator: ",") + "}"
        }

        private mutating func array(_ element: (inout Planter) -> String) -> String {
            var elements: [String] = []
            for _ in 0..<Int.random(in: 0..<4, using: &generator) { elements.append(element(&self)) }
            return "[" + elements.joined(separator: ",") + "]"
        }

        /// The members of a record. If it is not open, `only-if` leaves it out, and nothing of it may come out.
        mutating func members(isOpen: Bool) -> [String] {
            let transformed = ["id", "exact", "mask", "date", "address", "steps", "fixed", "none", "gone"]
            var members = transformed.map { ("\"\($0)\"", planted()) }
            members.append(("\"keep\"", kept(isOpen)))
            members.append((plantedName(), planted()))
            let subtree = isOpen ? open.value(depth: 2) : planted()
            let list = array { $0.object([("\"secret\"", $0.planted()), ("\"n\"", isOpen ? "1" : $0.planted())]) }
            members.append(
                ("\"tree\"", object([("\"secret\"", planted()), ("\"list\"", list), ("\"other\"", subtree)])))
            let deep = object([("\"b\"", kept(isOpen)), (plantedName(), planted())])
            members.append(("\"deep\"", object([("\"a\"", deep), (plantedName(), planted())])))
            let rows = array { planter in
                Bool.random(using: &planter.generator)
                    ? planter.object([("\"v\"", planter.kept(isOpen)), (planter.plantedName(), planter.planted())])
                    : planter.secret.scalar()
            }
            members.append(("\"list\"", rows))
            // A name under `.*` is disclosed only with what is below it.
            let named = object([("\"v\"", isOpen ? open.scalar() : planted()), (plantedName(), planted())])
            members.append(
                ("\"any\"", object([("\"who\"", named), (plantedName(), object([("\"w\"", planted())]))])))
            let entries = array { planter in
                let sub = planter.object([("\"u\"", "\"q\""), (planter.plantedName(), planter.planted())])
                let name = planter.planted()
                let entry = planter.object([
                    ("\"t\"", "\"p\""), ("\"name\"", name), ("\"sub\"", sub),
                    (planter.plantedName(), planter.planted()),
                ])
                return Bool.random(using: &planter.generator) ? entry : planter.planted()
            }
            members.append(("\"entry\"", entries))
            var result = members.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }.map { "\($0):\($1)" }
            // At least one canary is there.
            result.append("\"gone\\u0020\":\(secret.string())")
            if isOpen || Bool.random(using: &generator) { result.append("\"open\":" + (isOpen ? "\"yes\"" : "\"no\"")) }
            return result.shuffled(using: &generator)
        }
    }

    private static let blockSizes: [Int?] = [1, 2, 7, 64, 509, nil]

    private func expectNone(of canaries: [String], in result: FilterResult, _ comment: Comment) {
        // Case would not make it another text to whoever reads it.
        let text = Data(result.everything.joined(separator: "\n").lowercased().utf8)
        let isThere = canaries.contains { text.range(of: Data($0.utf8)) != nil }
        #expect(!isThere, comment)
    }

    @Test func `what is planted where nothing is disclosed comes out nowhere`() throws {
        let filter = try makeFilter(policy: Self.policy)
        var planter = Planter(generator: SeededGenerator(seed: testSeed))
        var (writtenCount, leftOutCount) = (0, 0)
        for number in 0..<120 {
            planter.renew()
            let isOpen = Int.random(in: 0..<4, using: &planter.generator) > 0
            let record = "{" + planter.members(isOpen: isOpen).joined(separator: ",") + "}\n"
            #expect(planter.canaries.contains { record.contains($0) })
            let whole = filter.run(record)
            #expect(whole.error == nil)
            for blockSize in Self.blockSizes {
                let result = filter.run(record, blockSize: blockSize)
                #expect(result.output == whole.output)
                expectNone(of: planter.canaries, in: result, "record \(number): \(record)")
            }
            writtenCount += whole.report?.records.written ?? 0
            leftOutCount += whole.report?.records.leftOutByOnlyIf ?? 0
        }
        // The filter did let something through, so the canaries had their chance.
        #expect(writtenCount > 40)
        #expect(leftOutCount > 5)
    }

    /// What is put behind the members of a record to make it bad, the canary having gone before.
    private static let endings: [[UInt8]] =
        [
            "", "}}", "} {}", ",}", ",\"keep\":", ",\"z\":01}", ",\"z\":\"\\ud800\"}", ",\"z\":nul}",
            ",\"open\":1,\"open\":2}",
            ",\"z\":\"", ",\"must\":{\"a\":1}}", ",\"must\":[]}", ",\"z\":" + String(repeating: "[", count: 80),
            ",z:1}", "]",
        ].map { Array($0.utf8) } + [Array(",\"z\":\"".utf8) + [0xFF] + Array("\"}".utf8), [0xC0, 0x80]]

    /// With a condition a record is looked at before anything is written; without one the walk finds what is bad.
    @Test(arguments: [policy, policy.replacing("only-if: { \"$.open\": \"yes\" }\n", with: "")])
    func `nothing of a record comes out that turns bad after the canary, not even of what would be kept`(
        policy: String
    ) throws {
        let stopping = try makeFilter(policy: policy)
        let skipping = try makeFilter(policy: policy, onBadRecord: .skip)
        let good = "{\"keep\":\"before\",\"open\":\"yes\"}\n"
        let expected = "{\"keep\":\"before\"}\n"
        let alone = try #require(skipping.run(good + good).report)
        var planter = Planter(generator: SeededGenerator(seed: testSeed))
        for number in 0..<70 {
            planter.renew()
            let word = planter.canaries[0]
            var members = planter.members(isOpen: true)
            members.removeAll { $0.hasPrefix("\"keep\":") || $0.hasPrefix("\"tree\":") }
            members.append("\"keep\":\"\(word)\"")
            members.append("\"tree\":{\"\(word)\":\"\(word)\"}")
            members.shuffle(using: &planter.generator)
            let ending = Self.endings[number % Self.endings.count]
            var bad = Array(("{" + members.joined(separator: ",")).utf8) + ending
            if number % 3 == 0 {
                // A record that is cut off anywhere is bad, because its brace is not closed.
                bad = Array(("{" + members.joined(separator: ",")).utf8)
                bad.removeLast(Int.random(in: 0..<bad.count, using: &planter.generator))
            }
            let input = Array(good.utf8) + bad + Array("\n".utf8) + Array(good.utf8)
            for blockSize in Self.blockSizes {
                let stopped = stopping.run(input, blockSize: blockSize)
                #expect(stopped.text == expected)
                #expect(stopped.error != nil)
                #expect(stopped.error?.place.line == 2)
                let skipped = skipping.run(input, blockSize: blockSize)
                #expect(skipped.text == expected + expected)
                #expect(skipped.error == nil)
                #expect(skipped.report?.records.bad == 1)
                // Neither the counts nor the places of the bad record are told.
                #expect(skipped.report?.rules == alone.rules)
                #expect(skipped.report?.unnamed == alone.unnamed)
                #expect(skipped.report?.noKind == alone.noKind)
                for result in [stopped, skipped] {
                    expectNone(of: planter.canaries, in: result, "record \(number)")
                }
            }
        }
    }

    @Test func `a canary in a line that is too long comes out nowhere`() throws {
        let word = "qwrtzpsdfghjkl"
        let record = "{\"open\":\"yes\",\"keep\":\"\(word)\",\"tree\":{\"\(word)\":1}}"
        for onBadRecord in [RecordFilter.OnBadRecord.stop, .skip] {
            let filter = try makeFilter(
                policy: Self.policy, onBadRecord: onBadRecord, largestRecordByteCount: record.utf8.count - 1)
            for blockSize in Self.blockSizes {
                let result = filter.run(record + "\n", blockSize: blockSize)
                #expect(result.output.isEmpty)
                expectNone(of: [word], in: result, "too long")
            }
        }
        // One byte more, and it is what the policy keeps.
        let filter = try makeFilter(policy: Self.policy, largestRecordByteCount: record.utf8.count)
        #expect(filter.run(record).text.contains(word))
    }
}
