package import ArgumentParser
package import Proviso

/// How a command names the key that it makes pseudonyms with: a key file, or a keyring and what opens it.
package struct KeyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The key for pseudonyms: one line, readable by its owner alone.", valueName: "FILE"))
    package var keyFile: String?

    @Option(
        help: ArgumentHelp(
            "Instead of a key file: the keyring whose active version makes the pseudonyms.", valueName: "FILE"))
    package var keyring: String?

    @OptionGroup package var reading: KeyringReadingOptions

    package init() {}

    /// Whether nothing was said about keys.
    package var isEmpty: Bool { keyFile == nil && keyring == nil && reading.given.isEmpty }

    /// Finds what contradicts itself, before any file is touched.
    package func check() throws(Ending) {
        if keyring != nil {
            try Ending.requireOneWay(["--keyring"] + (keyFile == nil ? [] : ["--key-file"]), "to name the key")
            try reading.check()
        } else if let option = reading.given.first {
            throw keyFile == nil
                ? .usage("\(option) is about a keyring, and none was given", remedy: "add --keyring FILE")
                : .usage("\(option) is about a keyring, and a key file has no use for it", remedy: "leave it out")
        }
    }

    /// The files that are read for the key, with what they are.
    package var files: [(title: String, path: String)] {
        (keyFile.map { [("the key file", $0)] } ?? []) + (keyring.map { reading.files(of: $0) } ?? [])
    }

    /// The file that remembers the keyring's state, and is written.
    package var memory: String? { keyring.flatMap { reading.memory(of: $0) } }

    /// The filter for a policy, under the key that was named, or under none.
    package func filter(
        _ policy: MinimizationPolicy, parameters: PolicyParameters = PolicyParameters(),
        _ options: RecordFilter.Options
    ) throws -> RecordFilter {
        if let keyring {
            return try RecordFilter(
                policy, keyring: reading.open(keyring), parameters: parameters, options: options)
        }
        guard let keyFile else { return try RecordFilter(policy, parameters: parameters, options: options) }
        let key = try KeyFile.read(keyFile)
        return try RecordFilter(policy, key: key, parameters: parameters, options: options)
    }
}

/// What opens a keyring, and where its last state is remembered. Enough for whoever changes it.
package struct KeyringOptions: ParsableArguments, Sendable {
    @Option(
        name: .customLong("identity"),
        help: ArgumentHelp(
            "The age identity of one of the keyring's recipients; may be given several times.", valueName: "FILE"))
    package var identities: [String] = []

    @Option(help: ArgumentHelp("Instead of an identity: the keyring's passphrase, one line.", valueName: "FILE"))
    package var passphraseFile: String?

    @Option(
        help: ArgumentHelp(
            "Where the keyring's generation is remembered, so that older copies of it are refused; unless given, the"
                + " keyring's name with .seen.",
            valueName: "FILE"))
    package var seen: String?

    package init() {}

    /// The options that were given.
    package var given: [String] { ways + (seen == nil ? [] : ["--seen"]) }

    /// Each is a way to open a keyring.
    private var ways: [String] {
        (identities.isEmpty ? [] : ["--identity"]) + (passphraseFile == nil ? [] : ["--passphrase-file"])
    }

    /// A ring has recipients or a passphrase, and never both.
    package func check() throws(Ending) {
        if ways.isEmpty {
            throw .usage(
                "nothing was given that opens the keyring", remedy: "add --identity FILE or --passphrase-file FILE")
        }
        try Ending.requireOneWay(ways, "to open the keyring")
    }

    /// The files that are read for a keyring, with what they are.
    package func files(of keyring: String) -> [(title: String, path: String)] {
        [("the keyring", keyring)] + identities.map { ("the identity", $0) }
            + (passphraseFile.map { [("the passphrase file", $0)] } ?? [])
    }

    /// The file that remembers a keyring's state.
    package func memory(of keyring: String) -> String { seen ?? keyring + ".seen" }

    /// What opens a keyring, read from its files.
    package enum Opener: ~Copyable {
        case identities(AgeIdentities)
        case passphrase(AgePassphrase)
    }

    package func read() throws -> Opener {
        try check()
        if let passphraseFile { return .passphrase(try AgePassphraseFile.read(passphraseFile)) }
        var all = try AgeIdentityFile.readAll(identities[0])
        for path in identities.dropFirst() { all.append(contentsOf: try AgeIdentityFile.readAll(path)) }
        return .identities(all)
    }
}

/// The same for whoever only uses a keyring, also where nothing can be written.
package struct KeyringReadingOptions: ParsableArguments, Sendable {
    @OptionGroup package var opening: KeyringOptions

    @Option(
        help: ArgumentHelp(
            "Instead of --seen, where nothing can be written: the generation that the keyring has at least.",
            valueName: "N"))
    package var atLeastGeneration: Int?

    package init() {}

    package var given: [String] {
        opening.given + (atLeastGeneration == nil ? [] : ["--at-least-generation"])
    }

    /// - Parameter looksAtAnyGeneration: an option of the command that has every copy pass; nil if it was not given.
    package func check(looksAtAnyGeneration: String? = nil) throws(Ending) {
        try opening.check()
        let checks = given.filter { ["--seen", "--at-least-generation"].contains($0) }
        try Ending.requireOneWay(
            checks + (looksAtAnyGeneration.map { [$0] } ?? []), "to tell an older copy of the keyring")
        if let atLeastGeneration, atLeastGeneration < 1 {
            throw .usage(
                "--at-least-generation \(atLeastGeneration) is out of range", remedy: "generations begin with 1")
        }
    }

    package func files(of keyring: String) -> [(title: String, path: String)] { opening.files(of: keyring) }

    /// The file that remembers a keyring's state; nil where another check was asked for.
    package func memory(of keyring: String) -> String? {
        atLeastGeneration == nil ? opening.memory(of: keyring) : nil
    }

    /// Opens a keyring.
    package func open(_ keyring: String, looksAtAnyGeneration: Bool = false) throws -> Keyring {
        let rollback: RollbackCheck =
            if looksAtAnyGeneration {
                .unchecked
            } else if let atLeastGeneration {
                .atLeast(atLeastGeneration)
            } else {
                .remembered(in: opening.memory(of: keyring))
            }
        do {
            return try Ending.ofKeyring {
                switch try opening.read() {
                case .identities(let identities): try Keyring(keyring, identities: identities, rollback: rollback)
                case .passphrase(let passphrase): try Keyring(keyring, passphrase: passphrase, rollback: rollback)
                }
            }
        } catch let error as ProvisoError
            where error.code == .storeFailed && error.place.source == opening.memory(of: keyring)
        {
            throw ProvisoError(
                error.code, error.message,
                remedy: error.remedy + "; where nothing can be written, use --at-least-generation N",
                place: error.place)
        }
    }
}

extension Ending {
    /// Options that exclude each other.
    package static func requireOneWay(_ options: [String], _ what: String) throws(Ending) {
        guard options.count > 1 else { return }
        throw usage("\(options.joined(separator: " and ")) are different ways \(what)", remedy: "use one")
    }

    /// A keyring is a file of one's own and no data of somebody else's: what is wrong with it is a matter of
    /// configuration, also where it is wrong with its age file.
    package static func ofKeyring<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ProvisoError
            where [.ageHeader, .agePayload, .ageNoIdentity].contains(error.code)
        {
            throw Ending(.configuration, [Problem(error)])
        }
    }
}
