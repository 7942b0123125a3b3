import ArgumentParser
import Proviso
import Shared

extension RetainCommand {
    /// The store that a command works on, and the keys of its ledger.
    struct StoreOptions: ParsableArguments, Sendable {
        @Option(help: ArgumentHelp("The retention store, an SQLite database.", valueName: "FILE"))
        var store: String

        @Option(
            help: ArgumentHelp(
                "The keyring under which the store remembers what was erased, with what opens it. Once there are entries, "
                    + "whatever takes in, names or erases items needs it.",
                valueName: "FILE"))
        var ledgerKeys: String?

        @OptionGroup var reading: KeyringReadingOptions

        /// Whether the answer of a command depends on what the ledger knows.
        enum LedgerUse {
            case needed, unused

            /// An item can be one that was erased.
            static func use(on target: RetentionTarget) -> LedgerUse {
                if case .item = target { .needed } else { .unused }
            }
        }

        /// A store that is there.
        ///
        /// - Parameter backups: How long backups of what is erased are kept, for its certificates.
        func registry(
            _ time: TimeSource, ledger use: LedgerUse = .needed, backups: RetentionPeriod? = nil
        ) throws -> Registry {
            try checkFiles()
            return try checked(Registry(at: store, time, backups: backups, openLedger), use)
        }

        /// A store that is made if there is none.
        func newRegistry(_ time: TimeSource, ledger use: LedgerUse = .needed) throws -> Registry {
            try checkFiles()
            return try checked(Registry(newOrAt: store, time, openLedger), use)
        }

        private func checked(_ registry: Registry, _ use: LedgerUse) throws -> Registry {
            if use == .needed { try registry.requireLedger() }
            return registry
        }

        /// Opened after it is known that the store is there.
        private func openLedger() throws -> Ledger? { try ledgerKeys.map { try Ledger(reading.open($0)) } }

        private func checkFiles() throws(Ending) {
            var roles = FileRoles()
            try addFiles(to: &roles)
        }

        /// The store and the files of its ledger's keyring, for commands that have other files too.
        func addFiles(to roles: inout FileRoles) throws(Ending) {
            try roles.add("--store", store)
            guard let ledgerKeys else {
                guard let option = reading.given.first else { return }
                throw .usage(
                    "\(option) is about the keyring of the ledger, and none was given", remedy: "add --ledger-keys FILE"
                )
            }
            try Ending.requireName("--ledger-keys", ledgerKeys)
            try reading.check()
            for file in reading.files(of: ledgerKeys) { try roles.add(file.title, file.path) }
            try roles.addMemory(reading.memory(of: ledgerKeys))
        }
    }
}

/// The keys of a ledger, and which versions of the keyring they are of.
struct Ledger {
    let keys: SuppressionKeys
    let versions: Set<KeyVersion>

    init(_ keyring: Keyring) throws {
        keys = try SuppressionKeys(keyring)
        versions = Set(keyring.versions.filter { [.active, .retired].contains($0.status) }.map(\.number))
    }
}
