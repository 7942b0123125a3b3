import ArgumentParser
import Proviso
import ProvisoSQLite
import Shared

struct DiscloseCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "disclose", abstract: "Seals records with their terms, and opens what others have sealed.",
        subcommands: [Seal.self, Inspect.self, Open.self])

    /// What the two commands need that read a package.
    struct ReadingOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The age identity that opens the package.", valueName: "FILE"))
        var identity: String

        @Option(help: ArgumentHelp("Whose terms and manifests count: the trust file.", valueName: "FILE"))
        var trust: String

        @Argument(help: ArgumentHelp("The sealed package.", valueName: "PACKAGE"))
        var package: String

        func roles() throws(Ending) -> FileRoles {
            var roles = FileRoles()
            try roles.add("the identity", identity)
            try roles.add("the trust file", trust)
            try roles.add("the package", package)
            return roles
        }

        func reader(_ time: TimeSource) throws -> PackageReader {
            PackageReader(trust: try TrustPolicy(contentsOfFile: trust), time: time)
        }
    }

    struct Inspect: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "inspect", abstract: "Checks a package as open does, tells what it holds, and writes nothing.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var reading: ReadingOptions

        func answer(_ time: TimeSource) throws -> Answer {
            _ = try reading.roles()
            let identity = try AgeIdentityFile.read(reading.identity)
            let package = try reading.reader(time).inspect(reading.package, with: identity)
            let summary = PackageSummary(package)
            return Answer(
                ["Package \(package.terms.id), checked from end to end:"] + summary.lines,
                ["package": .of(package.terms.id), "file": .of(reading.package)], and: summary.members)
        }
    }

    struct Open: ActingCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "Checks a package and opens it into a new folder, all or nothing.")

        @OptionGroup var options: AnswerOptions
        @OptionGroup var reading: ReadingOptions

        @Option(
            help: ArgumentHelp("The folder that is made; one that is there is never replaced.", valueName: "FOLDER"))
        var into: String

        @Option(
            help: ArgumentHelp(
                "Register the package in this retention store before it appears. The store is made if there is none.",
                valueName: "FILE"))
        var store: String?

        @Option(
            help: ArgumentHelp(
                "The keyring under which the store remembers what was erased, which the identity opens too.",
                valueName: "FILE"))
        var ledgerKeys: String?

        func answer(_ time: TimeSource) throws -> Answer {
            var roles = try reading.roles()
            try roles.add("--into", into)
            try roles.add("the store", store)
            let ring = try ledgerReading()
            try roles.add("--ledger-keys", ledgerKeys)
            if let ledgerKeys { try roles.addMemory(ring.memory(of: ledgerKeys)) }
            let identity = try AgeIdentityFile.read(reading.identity)
            let reader = try reading.reader(time)
            let registry = try store.map { path throws in
                try Registry(newOrAt: path, time) { try ledgerKeys.map { try Ledger(ring.open($0)) } }
            }
            try registry?.requireLedger()
            let package = try reader.open(reading.package, with: identity, into: into) { package in
                _ = try registry?.engine.register(package)
            }
            let summary = PackageSummary(package)
            let registration =
                store.map { "registered in \(Ending.quoted($0)), to be erased by \(package.terms.eraseBy)" }
                ?? "not registered: nothing will erase it by \(package.terms.eraseBy) unless proviso retain add is run"
            return Answer(
                ["Package \(package.terms.id), opened into \(Ending.quoted(into)), \(registration):"] + summary.lines,
                [
                    "package": .of(package.terms.id), "file": .of(reading.package), "folder": .of(into),
                    "registered": .flag(store != nil),
                ], and: summary.members)
        }

        /// What opens the keyring: the same identity.
        private func ledgerReading() throws -> KeyringReadingOptions {
            if ledgerKeys != nil, store == nil {
                throw Ending.usage("--ledger-keys is about a store, and none was given", remedy: "add --store FILE")
            }
            return try KeyringReadingOptions.parse(["--identity=\(reading.identity)"])
        }
    }
}

/// What stands in a package, for people and for programs.
struct PackageSummary {
    let lines: [String]
    let members: [(name: String, value: JSON)]

    init(_ package: VerifiedPackage) {
        self.init(package.terms, package.termsDigest, package.manifest, package.manifestDigest)
    }

    init(_ package: DisclosureRecord) {
        self.init(package.terms, package.termsDigest, package.manifest, package.manifestDigest)
    }

    private init(
        _ terms: DisclosureTerms, _ termsDigest: StatementDigest, _ manifest: PackageManifest,
        _ manifestDigest: StatementDigest
    ) {
        lines = Self.lines(terms, manifest)
        members = [
            ("terms", Self.json(terms, termsDigest)), ("manifest", Self.json(manifest, manifestDigest)),
        ]
    }

    private static func lines(_ terms: DisclosureTerms, _ manifest: PackageManifest) -> [String] {
        let records = manifest.records.map { $0.name.description }.joined(separator: ", ")
        let byteCount = manifest.members.reduce(0) { $0 + $1.byteCount }
        let rows: [(String, [String])] = [
            ("from", [terms.sender.description]),
            ("for", terms.recipients.map { "\($0.party), \($0.key)" }),
            ("purpose", [terms.purpose.description]),
            ("legal basis", terms.legalBasis.map(\.description)),
            ("case", Self.list(terms.caseReference)),
            (
                "handling",
                terms.handling.map { $0.isKnown ? $0.description : "\($0) (unknown: treat it as the strictest)" }
            ),
            ("made", [terms.created.description]),
            ("not before", Self.list(terms.notBefore)),
            ("erase by", [terms.eraseBy.description]),
            ("review by", Self.list(terms.reviewBy)),
            ("passing on", [terms.onwardSharing.rawValue]),
            ("contact", Self.list(terms.contact)),
            ("records", ["\(records): \(manifest.members.count) files, \(byteCount) bytes"]),
        ]
        return rows.flatMap { title, values in
            values.map { "  " + title + String(repeating: " ", count: 13 - title.utf8.count) + $0 }
        }
    }

    private static func list(_ value: (any CustomStringConvertible)?) -> [String] {
        value.map { [$0.description] } ?? []
    }

    private static func json(_ terms: DisclosureTerms, _ digest: StatementDigest) -> JSON {
        .object([
            "digest": .of(digest),
            "sender": .of(terms.sender),
            "recipients": .list(terms.recipients.map { .object(["key": .of($0.key), "party": .of($0.party)]) }),
            "purpose": .of(terms.purpose),
            "legal-basis": .texts(terms.legalBasis),
            "case": .of(terms.caseReference),
            "handling": .list(terms.handling.map { .object(["code": .of($0), "known": .flag($0.isKnown)]) }),
            "created": .of(terms.created),
            "not-before": .of(terms.notBefore),
            "erase-by": .of(terms.eraseBy),
            "review-by": .of(terms.reviewBy),
            "onward-sharing": .of(terms.onwardSharing.rawValue),
            "contact": .of(terms.contact),
            "authorization": .of(terms.authorization),
        ])
    }

    private static func json(_ manifest: PackageManifest, _ digest: StatementDigest) -> JSON {
        .object([
            "digest": .of(digest),
            "records": .list(
                manifest.records.map { records in
                    .object([
                        "name": .of(records.name), "policy": .of("blake2b-256:\(records.policy)"),
                        "fingerprint": .of(records.fingerprint),
                    ])
                }),
            "members": .list(
                manifest.members.map { member in
                    .object([
                        "name": .of(member.name), "size": .number(member.byteCount),
                        "media-type": .of(member.mediaType), "digest": .of("blake2b-256:\(member.digest)"),
                    ])
                }),
        ])
    }
}
