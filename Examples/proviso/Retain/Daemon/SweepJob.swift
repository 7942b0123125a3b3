import ArgumentParser
import Proviso
import Shared

/// Who vouches for erasures, and where the certificates go.
struct CertifyingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The key that signs the certificates.", valueName: "FILE"))
    var sign: String

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who vouches for the erasure; of a package one of its recipients.", valueName: "PARTY"))
    var issuer: String

    @Option(
        help: ArgumentHelp(
            "The folder that the certificates are written into, named as those of a sweep; it must be there.",
            valueName: "FOLDER"))
    var certificates: String

    @OptionGroup var backups: BackupOptions

    func job(_ place: RetainCommand.StoreOptions, _ time: TimeSource) throws -> SweepJob {
        SweepJob(
            place: place, time: time, sign: sign, issuer: try argument("--as") { try Party(issuer) },
            certificates: certificates, backups: try backups.period())
    }
}

/// What certificates say about backups.
struct BackupOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long backups of what is erased are kept at most, such as P30D: certificates then say until when there may be copies.",
            valueName: "PERIOD"))
    var backupsKept: String?

    func period() throws -> RetentionPeriod? {
        try backupsKept.map { text in try argument("--backups-kept") { try RetentionPeriod(text) } }
    }
}

/// A sweep that is done again and again: everything that it needs is read each time, so that a store that was restored, or a key that was
/// changed, is noticed, and no key is in memory between two sweeps.
struct SweepJob: Sendable {
    let place: RetainCommand.StoreOptions
    let time: TimeSource
    let sign: String
    let issuer: Party
    let certificates: String
    let backups: RetentionPeriod?

    /// Finds what is wrong from the beginning.
    func check(_ metricsFile: String?) throws {
        var roles = FileRoles()
        try place.addFiles(to: &roles)
        try roles.add("the signing key", sign)
        try roles.add("--certificates", certificates)
        try roles.add("--metrics-file", metricsFile)
        try CertificateFolder.require(certificates)
        _ = try place.registry(time)
        _ = try SigningKeyFile.read(sign)
    }

    /// How the store and its sweeps are doing.
    func summary() throws -> RetentionSummary { try place.registry(time, ledger: .unused).engine.summary() }

    /// Sweeps once.
    ///
    /// - Parameter isEnding: is asked after each batch.
    func sweep(_ isEnding: @escaping () -> Bool) throws -> SweepOutcome {
        try CertificateFolder.require(certificates)
        let registry = try place.registry(time, backups: backups)
        let signer = try SigningKeyFile.read(sign)
        // What fails is left alone for a while, so that a few items that cannot be erased do not take the time of each sweep.
        var run = SweepRun(registry, CertificateFolder(certificates), retries: .standard)
        try run.sweep(signer, issuer) { !isEnding() }
        try run.writeCertificates()
        return run.outcome
    }
}
