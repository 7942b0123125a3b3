import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct ErasureCertificateTests {
    private static let digest = "sha256:" + String(repeating: "0a", count: 32)

    /// The example of `Formats/Statements`, with digests that are easy to write.
    private static let fields: [(key: String, value: String)] = [
        ("id", "4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f50"), ("issuer", "fiu.example"), ("addressee", "police.example"),
        ("package", "0f9c1d2e3b4a59687786958493a2b1c0"), ("terms", digest), ("manifest", digest),
        ("class", "disclosure-package"), ("rule", "package-terms 1"), ("due", "2027-02-23T10:00:00Z"),
        ("erased-at", "2027-02-23T10:05:12Z"), ("erased-files", "4"), ("method", "files-unlinked"),
        ("verification", "files-absent"), ("backups", "not-covered"), ("created", "2027-02-23T10:05:13Z"),
    ]

    // MARK: Reading

    @Test func `a certificate is read, and written again to the same text`() throws {
        let text = Self.text()
        let certificate = try read(text)
        #expect(certificate.id.description == "4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f50")
        #expect(certificate.issuer.description == "fiu.example")
        #expect(certificate.addressee.description == "police.example")
        #expect(certificate.package.description == "0f9c1d2e3b4a59687786958493a2b1c0")
        #expect(
            certificate.termsDigest.description == Self.digest && certificate.manifestDigest.description == Self.digest)
        #expect(certificate.rule == .packageTerms)
        #expect(certificate.due.description == "2027-02-23T10:00:00Z")
        #expect(certificate.erasedAt.description == "2027-02-23T10:05:12Z")
        #expect(certificate.created.description == "2027-02-23T10:05:13Z")
        #expect(certificate.evidence.count == 4)
        #expect(try certificate.statement().text == text)
    }

    @Test func `an erasure at its very date, signed in the same second, is read`() throws {
        let certificate = try read(
            Self.text(["erased-at": "2027-02-23T10:00:00Z", "created": "2027-02-23T10:00:00Z"]))
        #expect(certificate.due == certificate.erasedAt)
    }

    @Test(arguments: [
        ["erased-at": "2027-02-23T09:59:59Z"], ["created": "2027-02-23T10:05:11Z"], ["rule": "package-terms"],
        ["rule": "package-terms 0"], ["class": "database"], ["method": "key-destroyed"], ["verification": "none"],
        ["backups": "covered"], ["erased-files": "04"], ["erased-files": "-1"], ["due": "2027-02-23"],
    ])
    func `a certificate with a value that is not of its form, or that contradicts another, is refused`(
        changes: [String: String]
    ) {
        let error = #expect(throws: ProvisoError.self) { try read(Self.text(changes)) }
        #expect(error?.code == .statementValue)
    }

    @Test func `a statement of another type is no certificate`() throws {
        let folder = try TemporaryFolder()
        let sender = try Party("police.example")
        let policy = try MinimizationPolicy(purpose: "a test", recipient: "fiu.example") { FieldRule("$.a", .keep) }
        let identity = try AgeIdentity.generate()
        let terms = try DisclosureTerms(
            under: policy, sender: sender, recipients: [identity.recipient], created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z"))
        let signer = try NoteSigner.generate(name: "police.example/disclosure")
        let note = SignedNote(text: try terms.statement().text, signer: signer)
        let verified = try TrustPolicy([.init([.terms], signer.verifier, for: sender)]).verify(note.bytes, as: .terms)
        let error = #expect(throws: ProvisoError.self) { try ErasureCertificate(verified) }
        #expect(error?.code == .statementType)
        #expect(try folder.names.isEmpty)
    }

    // MARK: The sender's check

    /// A package, and a certificate for it in which some fields are others.
    private func certificate(_ changes: [String: String] = [:]) throws -> (ErasureCertificate, DisclosureRecord) {
        let folder = try TemporaryFolder()
        let package = try SamplePackage(
            in: folder.url.path, named: "case-114", created: Instant("2026-11-25T10:00:00Z"),
            eraseBy: Instant("2027-02-23T10:00:00Z")
        ).sealed
        let right = [
            "package": package.terms.id.description, "terms": package.termsDigest.description,
            "manifest": package.manifestDigest.description,
        ]
        return (try read(Self.text(right.merging(changes) { $1 })), package)
    }

    @Test func `a certificate for the package passes`() throws {
        let (certificate, package) = try certificate()
        try certificate.check(against: package)
    }

    @Test(arguments: [
        (["package": "0f9c1d2e3b4a59687786958493a2b1c0"], ProvisoError.Code.certificateTerms),
        (["terms": digest], .certificateTerms), (["manifest": digest], .certificateTerms),
        (["addressee": "press.example"], .certificateAddressee), (["issuer": "press.example"], .certificateIssuer),
        // The first of two faults is told.
        (["terms": digest, "issuer": "press.example"], .certificateTerms),
    ])
    func `a certificate for something else is refused`(changes: [String: String], code: ProvisoError.Code) throws {
        let (certificate, package) = try certificate(changes)
        let error = #expect(throws: ProvisoError.self) { try certificate.check(against: package) }
        #expect(error?.code == code)
    }

    @Test(
        arguments: [
            ("2027-02-23T10:00:00Z", 0), ("2027-02-23T10:00:01Z", 1), ("2027-02-24T10:00:00Z", 86_400),
        ] as [(String, Int64)])
    func `a sender learns how late it was`(erasedAt: String, seconds: Int64) throws {
        let (certificate, package) = try certificate(["erased-at": erasedAt, "created": "2027-03-01T00:00:00Z"])
        #expect(certificate.secondsLate(by: package.terms) == seconds)
    }

    @Test func `an erasure by a rule of the recipient's own that came earlier is not late`() throws {
        let (certificate, package) = try certificate([
            "rule": "closed-cases 3", "due": "2027-01-01T00:00:00Z", "erased-at": "2027-01-01T00:00:00Z",
        ])
        try certificate.check(against: package)
        #expect(certificate.secondsLate(by: package.terms) == 0)
    }

    // MARK: Making

    @Test func `a certificate counts in whole seconds, and never before the erasure`() throws {
        let item = try SampleItem.package(1, eraseBy: day(30))
        let status = RetainedItem(
            item: item, registered: day(0), scheduleVersion: 0, labels: item.labels, lastActivity: day(0),
            state: .erased, begun: day(30), decidedBy: .packageTerms, due: day(30), erased: day(30, plus: 1_999),
            evidence: [ErasureEvidence(count: 4, method: .filesUnlinked, verification: .filesAbsent)])
        let package = try #require(item.package)
        let certificate = try ErasureCertificate(status, package, issuer: Party("fiu.example"), now: day(0))
        #expect(certificate.erasedAt == day(30, plus: 1_000))
        #expect(certificate.created == day(30, plus: 1_000))
        #expect(certificate.due == day(30) && certificate.rule == .packageTerms)
        let other = try ErasureCertificate(status, package, issuer: Party("fiu.example"), now: day(0))
        #expect(other.id != certificate.id)
        #expect(try ErasureCertificate(statement: certificate.statement()) == certificate)
    }

    @Test func `of a package with other parts, a certificate tells of its files`() throws {
        let item = try SampleItem.package(1, eraseBy: day(30))
        let files = ErasureEvidence(count: 4, method: .filesUnlinked, verification: .filesAbsent)
        let status = RetainedItem(
            item: item, registered: day(0), scheduleVersion: 0, labels: item.labels, lastActivity: day(0),
            state: .erased, begun: day(30), decidedBy: .packageTerms, due: day(30), erased: day(30),
            evidence: [
                ErasureEvidence(count: 2, method: .keysDestroyed, verification: .keysAbsent),
                ErasureEvidence(count: 1, method: .recallIssued, verification: .noticeWritten), files,
            ])
        let package = try #require(item.package)
        let certificate = try ErasureCertificate(status, package, issuer: Party("fiu.example"), now: day(30))
        #expect(certificate.evidence == files)
        #expect(try ErasureCertificate(statement: certificate.statement()) == certificate)
    }

    // MARK: Helpers

    private static func text(_ changes: [String: String] = [:]) -> String {
        "proviso/certificate/v1\n" + fields.map { "\($0.key): \(changes[$0.key] ?? $0.value)\n" }.joined()
    }

    /// Reads a certificate the whole way: signed by whoever it names, and verified.
    private func read(_ text: String) throws -> ErasureCertificate {
        let signer = try NoteSigner.generate(name: "some.example/key")
        let issuer = text.split(separator: "\n")[2].dropFirst("issuer: ".count)
        let trust = try TrustPolicy([.init([.certificate], signer.verifier, for: Party(String(issuer)))])
        let note = SignedNote(text: text, signer: signer)
        return try ErasureCertificate(trust.verify(note.bytes, as: .certificate))
    }
}
