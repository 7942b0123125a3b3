import Testing

@testable import Proviso

@Suite struct SweepCertificateTests {
    private static let fields: [(key: String, value: String)] = [
        ("id", "4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f50"), ("issuer", "fiu.example"), ("class", "case-record/message"),
        ("rule", "cases/messages 3"), ("items", "17"), ("due", "2027-02-23T10:00:00Z"),
        ("erased-from", "2027-02-23T10:05:12Z"), ("erased-until", "2027-02-23T10:06:00Z"),
        ("method", "files-unlinked"), ("method", "row-deleted"), ("verification", "files-absent"),
        ("backups", "not-covered"), ("created", "2027-02-23T10:06:01Z"),
    ]

    private static func text(_ changes: [String: String] = [:]) -> String {
        "proviso/sweep-certificate/v1\n" + fields.map { "\($0.key): \(changes[$0.key] ?? $0.value)\n" }.joined()
    }

    /// Reads a certificate the whole way: signed by whoever it names, and verified.
    private func read(_ text: String) throws -> SweepCertificate {
        let signer = try NoteSigner.generate(name: "some.example/key")
        let trust = try TrustPolicy([.init([.sweepCertificate], signer.verifier, for: Party("fiu.example"))])
        let note = SignedNote(text: text, signer: signer)
        return try SweepCertificate(trust.verify(note.bytes, as: .sweepCertificate))
    }

    // MARK: Reading

    @Test func `a certificate is read, and written again to the same text`() throws {
        let certificate = try read(Self.text())
        #expect(certificate.issuer.description == "fiu.example" && certificate.category == "case-record/message")
        #expect(certificate.rule.description == "cases/messages 3" && certificate.itemCount == 17)
        #expect(certificate.due.description == "2027-02-23T10:00:00Z")
        #expect(certificate.erasedFrom.description == "2027-02-23T10:05:12Z")
        #expect(certificate.erasedUntil.description == "2027-02-23T10:06:00Z")
        #expect(certificate.methods.map(\.description) == ["files-unlinked", "row-deleted"])
        #expect(certificate.verifications == [.filesAbsent])
        #expect(certificate.created.description == "2027-02-23T10:06:01Z")
        #expect(try certificate.statement().text == Self.text())
    }

    @Test(arguments: [
        ["erased-from": "2027-02-23T09:59:59Z"], ["erased-until": "2027-02-23T10:05:11Z"],
        ["created": "2027-02-23T10:05:59Z"], ["rule": "messages"], ["rule": "messages 0"], ["class": "Case"],
        ["class": "case/"], ["items": "0"], ["items": "-1"], ["items": "01"],
        ["verification": ""], ["backups": "covered"], ["due": "2027-02-23"],
    ])
    func `a certificate with a value that is not of its form, or that contradicts another, is refused`(
        changes: [String: String]
    ) {
        #expect(refusal { _ = try read(Self.text(changes)) } == .statementValue)
    }

    @Test func `a method is a word, and stands in it once`() {
        let text = Self.text()
        #expect(refusal { _ = try read(text.replacing("row-deleted", with: "Row")) } == .statementValue)
        #expect(refusal { _ = try read(text.replacing("row-deleted", with: "files-unlinked")) } == .statementField)
    }

    @Test func `dates that are all the same second are read`() throws {
        let second = "2027-02-23T10:00:00Z"
        let certificate = try read(
            Self.text(["erased-from": second, "erased-until": second, "created": second]))
        #expect(certificate.due == certificate.created)
    }

    @Test func `a statement of another type is no certificate of a sweep`() throws {
        let package = try SampleItem.package(1, eraseBy: day(0))
        let certificate = try ErasureCertificate(
            retained(package), #require(package.package), issuer: Party("fiu.example"), now: day(1))
        let signer = try NoteSigner.generate(name: "fiu.example/key")
        let note = SignedNote(text: try certificate.statement().text, signer: signer)
        let trust = try TrustPolicy([.init([.certificate], signer.verifier, for: Party("fiu.example"))])
        let verified = try trust.verify(note.bytes, as: .certificate)
        #expect(refusal { _ = try SweepCertificate(verified) } == .statementType)
    }

    // MARK: Making

    private func retained(
        _ item: RetentionItem, due: Instant = day(0), erased: Instant = day(0),
        _ evidence: [ErasureEvidence] = [ErasureEvidence(count: 1, method: .filesUnlinked, verification: .filesAbsent)]
    ) -> RetainedItem {
        RetainedItem(
            item: item, registered: day(0), scheduleVersion: 1, labels: item.labels, lastActivity: day(0),
            state: .erased, begun: due, decidedBy: .packageTerms, due: due, erased: erased, evidence: evidence)
    }

    @Test
    func
        `it says until when there may be backups, where that is known, never too early, and else that it does not cover them`()
        throws
    {
        let item = retained(try SampleItem.note("a"), erased: day(5, plus: 1))
        let group = try #require(ErasedGroup(item))
        func backups(_ period: RetentionPeriod?) throws -> BackupCoverage {
            let certificate = try SweepCertificate(
                group, issuer: Party("fiu.example"), backupsKeptFor: period, now: day(5))
            #expect(try SweepCertificate(statement: certificate.statement()) == certificate)
            return certificate.backups
        }
        #expect(try backups(nil) == .notCovered)
        #expect(try backups(.days(30)) == .until(day(35, plus: 1000)))
        #expect(try backups(.years(9999)) == .notCovered)
        for text in ["until", "until tomorrow", "until ", "gone", "until 2027-02-23T10:05:13Z 2"] {
            #expect(throws: ProvisoError.self) { try BackupCoverage(text) }
        }
    }

    @Test func `it tells the first and the last date of its items, in whole seconds, and holds nothing of theirs`()
        throws
    {
        let method = try ErasureEvidence.Method("row-deleted")
        let items = try [
            retained(SampleItem.note("secret-1", subject: "anna"), due: day(3, plus: 900), erased: day(5, plus: 1_999)),
            retained(
                SampleItem.note("secret-2", caseName: "26/114"), due: day(2, plus: 100), erased: day(4, plus: 700),
                [
                    ErasureEvidence(count: 1, method: method, verification: ErasureEvidence.Verification("row-absent")),
                    ErasureEvidence(count: 1, method: .filesUnlinked, verification: .filesAbsent),
                ]),
        ]
        // The clock has stepped back since.
        var groups = ErasedGroups()
        for item in items { groups.add(item) }
        let group = try #require(groups.removeAll().first)
        let certificate = try SweepCertificate(group, issuer: Party("fiu.example"), now: day(1))
        #expect(certificate.itemCount == 2 && certificate.due == day(2))
        #expect(certificate.erasedFrom == day(4) && certificate.erasedUntil == day(5, plus: 1_000))
        #expect(certificate.created == day(5, plus: 1_000))
        #expect(certificate.methods.map(\.description) == ["files-unlinked", "row-deleted"])
        #expect(certificate.verifications.map(\.description) == ["files-absent", "row-absent"])
        let text = try certificate.statement().text
        for secret in ["secret", "anna", "26/114"] { #expect(!text.contains(secret)) }
        #expect(try SweepCertificate(statement: certificate.statement()) == certificate)
        #expect(try SweepCertificate(group, issuer: Party("fiu.example"), now: day(1)).id != certificate.id)
    }
}
