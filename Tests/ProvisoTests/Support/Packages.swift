import Foundation
import Testing

@testable import Proviso

/// Two agencies, a policy between them, and a folder for what they exchange.
struct Exchange: ~Copyable {
    let folder: TemporaryFolder
    let trust: TrustPolicy
    let policy: MinimizationPolicy
    let filter: RecordFilter
    let identity: AgeIdentity
    let created: Instant

    static let policyText = """
        proviso: policy/v1
        purpose: "Inquiry 26/114: do our cases and theirs meet?"
        recipient: fiu.example
        legal-basis: LED art. 8
        domain: fiu.example/case-114
        fields: { id: keep, "$.person": { pseudonymize: { as: person } }, "$.text": keep }
        terms: { erase-after: P90D, review-every: P30D, handling: ["TLP:AMBER"] }
        """

    init() throws {
        let created = try Instant("2026-11-25T10:00:00Z")
        let policy = try MinimizationPolicy(text: Self.policyText, source: "policy.yaml")
        let filter = try RecordFilter(policy, key: testKey())
        let police = try makeSigner("police.example/disclosure").verifier
        let partner = try makeSigner("fiu.example/retention").verifier
        let trust = try TrustPolicy(
            lines: "terms,manifest \(police) police.example", "certificate \(partner) fiu.example")
        let identity = try AgeIdentity.generate()
        let folder = try TemporaryFolder()
        self.created = created
        self.policy = policy
        self.filter = filter
        self.trust = trust
        self.identity = identity
        self.folder = folder
    }

    borrowing func terms(eraseBy: Instant? = nil, notBefore: Instant? = nil) throws -> DisclosureTerms {
        try DisclosureTerms(
            under: policy, sender: Party("police.example"), recipients: [identity.recipient], created: created,
            notBefore: notBefore, eraseBy: eraseBy)
    }

    borrowing func writer(_ name: String = "case.age", terms: DisclosureTerms? = nil) throws -> PackageWriter {
        try PackageWriter(
            folder.path(name), terms: terms ?? self.terms(), signer: makeSigner("police.example/disclosure"))
    }

    /// Seals some records into `case.age`.
    borrowing func seal(_ records: String, terms: DisclosureTerms? = nil) throws -> DisclosureRecord {
        var package = try writer(terms: terms)
        try package.addRecords("cases", filteredBy: filter) { write in try write(Array(records.utf8).span) }
        return try package.finish()
    }

    borrowing func reader(at instant: String = "2026-11-26T09:00:00Z", observer: (any ProcessingObserver)? = nil) throws
        -> PackageReader
    {
        try PackageReader(trust: trust, time: .fixed(Instant(instant)), observer: observer)
    }

    /// The bytes of the archive in a sealed file.
    borrowing func archive(_ name: String = "case.age") throws -> [UInt8] {
        var archive: [UInt8] = []
        var sealed = try AgeReader(InputFile(folder.path(name)), identity: identity)
        while try sealed.readBlock({ piece in for index in piece.indices { archive.append(piece[index]) } }) {}
        return archive
    }
}

/// Remembers what was announced, and can refuse it.
final class Witness: ProcessingObserver, @unchecked Sendable {
    struct Refusal: Error {}

    private(set) var operations: [ProcessingOperation] = []
    private let refuses: Bool
    /// What there was to see when an operation was announced.
    private let look: () -> Void

    init(refuses: Bool = false, look: @escaping () -> Void = {}) {
        self.refuses = refuses
        self.look = look
    }

    func willPerform(_ operation: ProcessingOperation) throws {
        operations.append(operation)
        look()
        if refuses { throw Refusal() }
    }
}
