public import Proviso

/// A package that was sealed, opened and verified, for tests of code that takes a `VerifiedPackage`: nothing else can
/// make one.
///
/// Keys and records are made up, and the keys are gone when it is made.
public struct SamplePackage: Sendable {
    /// What the sender keeps.
    public let sealed: DisclosureRecord
    /// What the recipient has.
    public let opened: VerifiedPackage
    /// Who sent it.
    public let sender: Party
    /// Who received it.
    public let recipient: Party

    /// Seals and opens a package in a folder that is there already: its files lie in a new folder in that one, under
    /// the name.
    ///
    /// `willAppear` is called as ``PackageReader/open(_:with:into:_:)`` calls it.
    ///
    /// - **Throws**: what sealing and opening throw.
    public init(
        in folder: String, named name: String, created: Instant, eraseBy: Instant, sender: String = "police.example",
        recipient: String = "fiu.example", _ willAppear: (VerifiedPackage) throws -> Void = { _ in }
    ) throws {
        let sender = try Party(sender)
        let policy = try MinimizationPolicy(purpose: "a test", recipient: recipient) {
            FieldRule("$.case_id", .keep)
        }
        let filter = try RecordFilter(policy)
        let identity = try AgeIdentity.generate()
        let signer = try NoteSigner.generate(name: "sample.example/disclosure")
        let trust = try TrustPolicy([.init([.terms, .manifest], signer.verifier, for: sender)])
        let terms = try DisclosureTerms(
            under: policy, sender: sender, recipients: [identity.recipient], created: created, eraseBy: eraseBy)
        let file = "\(folder)/\(name).age"
        var package = try PackageWriter(file, terms: terms, signer: signer)
        try package.addRecords("cases", filteredBy: filter) { write in
            try write(Array("{\"case_id\":\"C-17\",\"name\":\"Ana Lima\"}\n".utf8).span)
            try write(Array("{\"case_id\":\"C-18\",\"name\":\"Bo Roth\"}\n".utf8).span)
        }
        sealed = try package.finish()
        opened = try PackageReader(trust: trust, time: .fixed(created)).open(
            file, with: identity, into: "\(folder)/\(name)", willAppear)
        self.sender = sender
        self.recipient = policy.recipient
    }
}
