import TestSupport
import Testing

/// `keys inventory`.
@Suite struct KeyInventoryCommandTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    private static let body = "emfdyj4fpopzgh44tspvjekkv4"
    /// What the text of a sealed value looks like: a box of 48 + 32 bytes.
    private static let sealedValue = "proviso-sealed-v1:" + String(repeating: "A", count: 107)

    init() throws {
        exchange = try Exchange()
        try workshop.write(
            "cases.ndjson",
            """
            {"a":"person_2_\(Self.body)","b":["device_3_\(Self.body)"],"phone":"\(Self.sealedValue)"}
            {"a":"person_3_\(Self.body)","name":"CANARY"}

            """)
        try workshop.write("cases.csv", "id,phone\nperson_1_\(Self.body),\(Self.sealedValue)\n")
    }

    private static func counts(_ answer: JSON) -> [Int: Int] {
        let versions = answer["versions"]?.list ?? []
        return Dictionary(
            uniqueKeysWithValues: versions.map {
                (Int($0["version"]?.number ?? -1), Int($0["pseudonyms"]?.number ?? -1))
            })
    }

    @Test func `without a keyring, what was found is counted`() throws {
        let answer = try exchange.answer(["keys", "inventory", "cases.ndjson", "cases.csv"])
        #expect(answer.names == ["versions", "sealed-values"])
        #expect(Self.counts(answer) == [1: 1, 2: 1, 3: 2])
        #expect(answer["versions"]?.list?.allSatisfy { $0.names == ["version", "pseudonyms"] } == true)
        #expect(answer["sealed-values"]?.number == 2)
        expectDone(
            try exchange.proviso("keys", "inventory", "cases.ndjson"),
            output: """
                Version 2: 1 pseudonym.
                Version 3: 2 pseudonyms.
                Sealed values: 1, which need the identity of their recipient and no keyring.

                """)
    }

    @Test func `standard input is read too, and nothing gives nothing`() throws {
        let text = Workshop.Input.text("person_5_\(Self.body)")
        for arguments in [[], ["-"]] {
            let outcome = try exchange.proviso(["keys", "inventory"] + arguments, input: text)
            expectDone(outcome, output: "Version 5: 1 pseudonym.\nNo sealed values.\n")
        }
        let both = try exchange.proviso(["keys", "inventory", "--json", "cases.csv", "-"], input: text)
        #expect(try Self.counts(JSON(both.output)) == [1: 1, 5: 1])
        expectDone(try exchange.proviso("keys", "inventory"), output: "No pseudonyms.\nNo sealed values.\n")
    }

    @Test func `a keyring says of each version whether these inputs need it`() throws {
        try exchange.makeRing(versions: 5)
        _ = try exchange.destroy(1)
        _ = try exchange.destroy(4)
        let command = ["keys", "inventory", "--keyring", "case.keyring"] + Exchange.opening
        let outcome = try exchange.proviso(
            command + ["-"],
            input: .text(
                (1...3).map { "person_\($0)_\(Self.body)\n" }.joined() + "x_9_\(Self.body) y_2_\(Self.body)"))
        expectDone(
            outcome,
            output: """
                Version 1: 1 pseudonym; destroyed, and these cannot be recognized any more.
                Version 2: 2 pseudonyms; retired, and needed to recognize these.
                Version 3: 1 pseudonym; retired, and needed to recognize these.
                Version 4: 0 pseudonyms; destroyed.
                Version 5: 0 pseudonyms; active.
                Version 9: 1 pseudonym; the keyring has no such version, and another one is needed.
                No sealed values.

                """)
        let answer = try exchange.answer(command + ["cases.csv"])
        #expect(answer.names == ["keyring", "generation", "versions", "sealed-values"])
        #expect(answer.statuses == ["destroyed", "retired", "retired", "destroyed", "active"])
        #expect(
            answer["versions"]?.list?.map { $0["needed"] } == [true, false, false, false, false].map { .boolean($0) })
        let text = try exchange.proviso(command + ["cases.csv"]).output
        #expect(text.contains("Version 2: 0 pseudonyms; retired, and nothing in these inputs needs it.\n"))
    }

    @Test func `an input that cannot be read is told`() throws {
        try exchange.expectRefusal(
            ["keys", "inventory", "cases.csv", "nowhere"], ExitCode.inputMissing, "store-missing", "nowhere: ")
        try exchange.expectRefusal(
            ["keys", "inventory", "certificates"], ExitCode.inputOutput, "store-failed", "certificates: ")
        try exchange.expectRefusal(
            ["keys", "inventory", ""], ExitCode.usage, "usage", "the input has an empty name")
    }
}
