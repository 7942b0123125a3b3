import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RecallNoticeTests {
    // MARK: Reading

    @Test func `a notice is read, and written again to the same text`() throws {
        let text = Recall.text()
        let notice = try Recall.read(text)
        #expect(notice.id.description == "7e0c1d2a3b4c5d6e7f8091a2b3c4d5e6")
        #expect(notice.issuer.description == "police.example")
        #expect(notice.addressees.map(\.description) == ["fiu.example"])
        #expect(notice.package.description == "0f9c1d2e3b4a59687786958493a2b1c0")
        #expect(notice.termsDigest.description == Recall.digest && notice.manifestDigest.description == Recall.digest)
        #expect(notice.rule?.description == "case-records 3")
        #expect(notice.eraseBy.description == "2027-01-31T10:00:00Z")
        #expect(notice.created.description == "2027-01-01T10:00:00Z")
        #expect(try notice.statement().text == text)
    }

    @Test func `a notice needs no rule, can have several addressees, and can want the erasure at once`() throws {
        let text = Recall.text([
            "rule": nil, "addressee": "fiu.example\naddressee: prosecutor.example", "erase-by": "2027-01-01T10:00:00Z",
        ])
        let notice = try Recall.read(text)
        #expect(notice.rule == nil)
        #expect(notice.addressees.map(\.description) == ["fiu.example", "prosecutor.example"])
        #expect(try notice.statement().text == text)
    }

    @Test(arguments: [
        ["erase-by": "2027-01-01T09:59:59Z"], ["rule": "case-records"], ["rule": "case-records 0"], ["package": "0f9c"],
        ["terms": "sha256:00"], ["addressee": " fiu.example"], ["created": "2027-01-01"],
    ])
    func `a notice with a value that is not of its form, or that contradicts another, is refused`(
        changes: [String: String]
    ) {
        #expect(refusal { _ = try Recall.read(Recall.text(changes)) } == .statementValue)
    }

    @Test(arguments: [
        ["addressee": "fiu.example\naddressee: fiu.example"], ["rule": "a 1\nrule: b 1"],
        ["created": "2027-01-01T10:00:00Z\nreason: none"],
        ["addressee": nil], ["manifest": nil], ["erase-by": nil],
    ])
    func `a field that is missing, unknown or repeated refuses the notice`(changes: [String: String?]) {
        #expect(refusal { _ = try Recall.read(Recall.text(changes)) } == .statementField)
    }

    @Test func `a notice has at most as many addressees as terms have recipients`() throws {
        func parties(_ count: Int) -> String { (0..<count).map { "p\($0).example" }.joined(separator: "\naddressee: ") }
        #expect(try Recall.read(Recall.text(["addressee": parties(64)])).addressees.count == 64)
        #expect(refusal { _ = try Recall.read(Recall.text(["addressee": parties(65)])) } == .statementField)
    }

    @Test func `only whom the trust file allows to can recall, and a certificate is no notice`() throws {
        let signer = try makeSigner("police.example/disclosure")
        let note = SignedNote(text: Recall.text(), signer: signer).bytes
        let trust = try TrustPolicy(lines: "terms,manifest \(signer.verifier) police.example")
        #expect(refusal { _ = try trust.verify(note, as: .recall) } == .statementParty)
        let other = try TrustPolicy(lines: "recall \(signer.verifier) press.example")
        #expect(refusal { _ = try other.verify(note, as: .recall) } == .statementParty)
        let right = try TrustPolicy(lines: "terms,recall \(signer.verifier) police.example")
        #expect(refusal { _ = try right.verify(note, as: .certificate) } == .statementType)
        let verified = try right.verify(note, as: .recall)
        #expect(refusal { _ = try ErasureCertificate(verified) } == .statementType)
        let certificate = try Recall.certificate(for: RecallNotice(verified), issuer: "fiu.example")
        #expect(
            refusal { _ = try RecallNotice(certificate.trust.verify(certificate.note, as: .certificate)) }
                == .statementType)
    }

    // MARK: Making

    @Test func `a notice for what was sent names each recipient once, and counts in whole seconds`() throws {
        let policy = try MinimizationPolicy(purpose: "a test", recipient: "fiu.example") { FieldRule("$.a", .keep) }
        // Three keys of one party.
        let terms = try DisclosureTerms(
            under: policy, sender: Party("police.example"),
            recipients: (0..<3).map { _ in try AgeIdentity.generate().recipient }, created: day(0), eraseBy: day(100))
        let digest = try StatementDigest(Recall.digest)
        let notice = try RecallNotice(
            for: terms, termsDigest: digest, manifestDigest: digest, rule: RetentionRuleReference("forget 1"),
            eraseBy: day(1, plus: 999), created: day(1, plus: 1))
        #expect(notice.issuer == terms.sender && notice.addressees == [policy.recipient])
        #expect(notice.package == terms.id && notice.termsDigest == digest && notice.manifestDigest == digest)
        #expect(notice.eraseBy == day(1) && notice.created == day(1))
        #expect(try RecallNotice(statement: notice.statement()) == notice)
        let other = try RecallNotice(
            for: terms, termsDigest: digest, manifestDigest: digest, eraseBy: day(1), created: day(1))
        #expect(other.id != notice.id && other.rule == nil)
    }

    @Test func `a notice cannot ask for what is over`() throws {
        let folder = try TemporaryFolder()
        let package = try Recall.package(in: folder)
        #expect(
            refusal { _ = try RecallNotice(for: package.sealed, eraseBy: day(1), created: day(1, plus: 1000)) }
                == .valueInvalid)
    }

    // MARK: The recipient's check

    @Test func `a recipient finds that a notice is for what it holds`() throws {
        let folder = try TemporaryFolder()
        let package = try Recall.package(in: folder)
        let notice = try RecallNotice(for: package.sealed, eraseBy: day(2), created: day(1))
        try notice.check(against: package.opened)
        try notice.check(against: RetentionItem(package.opened))
    }

    @Test(arguments: [
        ("package", "0f9c1d2e3b4a59687786958493a2b1c0", ProvisoError.Code.recallTerms),
        ("terms", Recall.digest, .recallTerms),
        ("manifest", Recall.digest, .recallTerms), ("issuer", "press.example", .recallIssuer),
        ("addressee", "press.example", .recallAddressee),
        ("addressee", "fiu.example\naddressee: press.example", .recallAddressee),
    ])
    func `a notice for something else, or by or to somebody else, is refused`(
        key: String, value: String, code: ProvisoError.Code
    ) throws {
        let folder = try TemporaryFolder()
        let package = try Recall.package(in: folder)
        let text = try RecallNotice(for: package.sealed, eraseBy: day(2), created: day(1)).statement().text
        let changed = text.split(separator: "\n").map { $0.hasPrefix(key + ": ") ? "\(key): \(value)\n" : "\($0)\n" }
            .joined()
        let notice = try Recall.read(changed)
        #expect(refusal { try notice.check(against: package.opened) } == code)
        let item = try RetentionItem(package.opened)
        #expect(refusal { try notice.check(against: item) } == code)
    }

    @Test func `a notice is not for an item that is no package`() throws {
        let notice = try Recall.read(Recall.text())
        #expect(refusal { try notice.check(against: SampleItem.note("a")) } == .recallTerms)
    }

    // MARK: The answer

    @Test(
        arguments: [
            ([:], nil), (["package": "0f9c1d2e3b4a59687786958493a2b1c1"], ProvisoError.Code.certificateTerms),
            (["terms": "sha256:" + String(repeating: "0b", count: 32)], .certificateTerms),
            (["manifest": "sha256:" + String(repeating: "0b", count: 32)], .certificateTerms),
            (["addressee": "press.example"], .certificateAddressee), (["issuer": "press.example"], .certificateIssuer),
            // Erased before it was asked for, and after it should have been: both are answers.
            (["due": "2026-01-01T10:00:00Z", "erased-at": "2026-01-02T10:00:00Z"], nil),
            (["erased-at": "2027-03-01T10:00:00Z", "created": "2027-03-01T10:00:00Z"], nil),
        ] as [([String: String], ProvisoError.Code?)])
    func `a certificate of an addressee for this package answers it`(
        changes: [String: String], code: ProvisoError.Code?
    ) throws {
        let notice = try Recall.read(Recall.text())
        let (note, trust) = try Recall.certificate(for: notice, issuer: changes["issuer"] ?? "fiu.example", changes)
        let certificate = try ErasureCertificate(trust.verify(note, as: .certificate))
        #expect(refusal { try notice.check(answer: certificate) } == code)
    }
}
