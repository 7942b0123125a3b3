import ArgumentParser
import Proviso
import Shared

extension KeysCommand {
    struct Inventory: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "inventory",
            abstract: "Counts the pseudonyms of each key version, to know what still needs a version.",
            discussion: """
                Reads any text: NDJSON, CSV, lines. It knows only what it is shown, and pseudonyms of other shapes \
                carry no version. Sealed values are counted apart: they need the identity of their recipient and no \
                keyring.
                """)

        @OptionGroup var options: AnswerOptions

        @Option(
            help: ArgumentHelp(
                "A keyring, to be told of each of its versions whether something needs it.", valueName: "FILE"))
        var keyring: String?

        @OptionGroup var looking: LookingOptions

        @Argument(
            help: ArgumentHelp(
                "The texts; - is standard input, which is read too if no input is named.", valueName: "INPUT"))
        var inputs: [String] = []

        func answer(_ time: TimeSource) throws -> Answer {
            let inputs = inputs.isEmpty ? ["-"] : inputs
            try check(inputs)
            // Before the inputs, which can be many.
            let ring = try keyring.map(looking.open)
            var inventory = KeyInventory()
            for input in inputs {
                try inventory.add(input == "-" ? InputFile.standardInput() : InputFile(input))
            }
            let findings = Finding.all(inventory, ring)
            return Answer(
                (findings.isEmpty ? ["No pseudonyms."] : findings.map(\.line))
                    + [Self.line(of: inventory.sealedValueCount)],
                [
                    "keyring": .of(keyring), "generation": ring.map { .number($0.generation) },
                    "versions": .list(findings.map(\.json)), "sealed-values": .number(inventory.sealedValueCount),
                ])
        }

        private func check(_ inputs: [String]) throws {
            var roles = FileRoles()
            if let keyring {
                try looking.addRoles(of: keyring, to: &roles)
            } else if let option = looking.given.first {
                throw Ending.usage("\(option) is about a keyring, and none was given", remedy: "add --keyring FILE")
            }
            for input in inputs { try roles.addRecords(input) }
        }

        private static func line(of sealedValueCount: Int) -> String {
            sealedValueCount == 0
                ? "No sealed values."
                : "Sealed values: \(sealedValueCount), which need the identity of their recipient and no keyring."
        }
    }
}

/// What was found of a version, and what a keyring says of it.
private struct Finding {
    let version: KeyVersion
    let count: Int
    /// What the keyring says; nil if it has no such version.
    let status: KeyStatus?
    /// Whether there is a keyring that could say something.
    let hasKeyring: Bool

    /// Of all versions that were found or that the keyring has.
    static func all(_ inventory: KeyInventory, _ keyring: Keyring?) -> [Finding] {
        let known = keyring?.versions ?? []
        let statuses = Dictionary(uniqueKeysWithValues: known.map { ($0.number, $0.status) })
        return Set(inventory.versions + known.map(\.number)).sorted().map { version in
            Finding(
                version: version, count: inventory.count(of: version), status: statuses[version],
                hasKeyring: keyring != nil)
        }
    }

    var line: String {
        let found = "Version \(version): \(count) \(count == 1 ? "pseudonym" : "pseudonyms")"
        return hasKeyring ? "\(found); \(judgement)." : found + "."
    }

    private var judgement: String {
        switch (status, count) {
        case (.none, _): "the keyring has no such version, and another one is needed"
        case (.active, _): "active"
        case (.retired, 0): "retired, and nothing in these inputs needs it"
        case (.retired, _): "retired, and needed to recognize these"
        case (.destroyed, 0): "destroyed"
        case (.destroyed, _): "destroyed, and these cannot be recognized any more"
        }
    }

    var json: JSON {
        .object([
            "version": version.json, "pseudonyms": .number(count), "status": .of(status?.rawValue),
            "needed": hasKeyring ? .flag(count > 0) : nil,
        ])
    }
}
