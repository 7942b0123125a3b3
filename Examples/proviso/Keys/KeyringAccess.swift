import ArgumentParser
import Proviso
import Shared

// How the commands of `keys` get at a keyring, and how they tell of one.

/// A keyring that a command changes.
struct ChangingOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The keyring.", valueName: "KEYRING"))
    var keyring: String

    @OptionGroup var opening: KeyringOptions

    @Flag(help: "Where another process is changing a keyring in the same folder, end at once instead of waiting.")
    var noWait = false

    func roles() throws -> FileRoles {
        try opening.check()
        var roles = FileRoles()
        for file in opening.files(of: keyring) { try roles.add(file.title, file.path) }
        try roles.addNeededMemory(opening.memory(of: keyring))
        return roles
    }

    /// Makes changes, all of them or none, and gives the keyring as it is then.
    func change(_ body: (inout KeyringEditor) throws -> Void) throws -> Keyring {
        let rollback = RollbackCheck.remembered(in: opening.memory(of: keyring))
        let whenBusy = noWait ? KeyringEditor.WhenBusy.fail : .wait
        return try Ending.ofKeyring {
            var editor =
                switch try opening.read() {
                case .identities(let identities):
                    try KeyringEditor(keyring, identities: identities, rollback: rollback, whenBusy: whenBusy)
                case .passphrase(let passphrase):
                    try KeyringEditor(keyring, passphrase: passphrase, rollback: rollback, whenBusy: whenBusy)
                }
            try body(&editor)
            return try editor.commit()
        }
    }
}

/// What a command needs that only looks at a keyring and makes nothing with it.
struct LookingOptions: ParsableArguments {
    @OptionGroup var reading: KeyringReadingOptions

    @Flag(help: "Instead of --seen: take any copy of the keyring, also an old one, because that is what is meant.")
    var anyGeneration = false

    /// The options that were given.
    var given: [String] { reading.given + (anyGeneration ? ["--any-generation"] : []) }

    func addRoles(of keyring: String, to roles: inout FileRoles) throws(Ending) {
        try reading.check(looksAtAnyGeneration: anyGeneration ? "--any-generation" : nil)
        for file in reading.files(of: keyring) { try roles.add(file.title, file.path) }
        if !anyGeneration { try roles.addMemory(reading.memory(of: keyring)) }
    }

    func open(_ keyring: String) throws -> Keyring {
        try reading.open(keyring, looksAtAnyGeneration: anyGeneration)
    }
}

/// The version that an option names.
struct VersionOption: ParsableArguments {
    @Option(help: ArgumentHelp("The version's number, as in pseudonyms and in proviso keys list.", valueName: "N"))
    var version: UInt32

    var number: KeyVersion { KeyVersion(version) }
}

extension PseudonymizationDomain {
    /// The domain's fingerprint under a key, which a policy's `key-fingerprint` states. It is the same for every type.
    func fingerprint(under key: borrowing RootKey) throws -> KeyFingerprint {
        try Pseudonymizer("any", in: self, key: key).fingerprint
    }
}

extension JSON {
    /// A version of a keyring.
    static func version(_ version: Keyring.Version) -> JSON {
        .object([
            "version": version.number.json, "status": .of(version.status.rawValue),
            "created": .of(version.created), "fingerprint": .of(version.fingerprint),
        ])
    }
}

extension KeyVersion {
    var json: JSON { .number(Int(number)) }
}

extension Keyring {
    /// What programs are told of the keyring in a file, and of one of its versions.
    func members(_ version: Keyring.Version, in file: String) -> [(name: String, value: JSON)] {
        JSON.object(["file": .of(file), "generation": .number(generation)]).namedValues
            + JSON.version(version).namedValues
    }
}
