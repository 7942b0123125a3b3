import ArgumentParser

struct KeysCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Makes keys, tells their public halves, and looks after keyrings.",
        subcommands: [
            New.self, PublicHalf.self, List.self, Rotate.self, Retire.self, Destroy.self, Fingerprint.self,
            Rewrap.self, Inventory.self, ExportTypeKey.self,
        ])

    struct New: CommandGroup {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Makes a key in a new file, for its owner alone. A file that is there is never replaced.",
            subcommands: [NewIdentity.self, NewSigning.self, NewPseudonyms.self, NewKeyring.self])
    }
}
