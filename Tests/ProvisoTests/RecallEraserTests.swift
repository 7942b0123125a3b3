import Foundation
import ProvisoTesting
import Synchronization
import Testing

@testable import Proviso

@Suite struct RecallEraserTests {
    private static let name = "police.example/disclosure"

    /// A package that was sent, and a folder for notices.
    private struct Case: ~Copyable {
        let folder: TemporaryFolder
        let package: SamplePackage
        let outbox: String

        init() throws {
            let folder = try TemporaryFolder()
            let outbox = folder.path("recalls")
            try FileManager.default.createDirectory(atPath: outbox, withIntermediateDirectories: false)
            package = try Recall.package(in: folder)
            self.folder = folder
            self.outbox = outbox
        }

        var id: StatementID { package.sealed.terms.id }
        var path: String { "\(outbox)/\(id).recall.note" }
        var part: ErasablePart {
            get throws { try ErasablePart(eraser: RecallEraser.name, locator: id.description) }
        }

        func eraser(
            seed: UInt8 = 0, at instant: Instant = day(10), within period: RetentionPeriod = .days(30)
        ) -> RecallEraser {
            let record = package.sealed
            return RecallEraser(
                into: outbox, within: period, time: .fixed(instant),
                signer: { try makeSigner(RecallEraserTests.name, seed: seed) }, record: { _ in record })
        }

        var folderOfRecalls: RecallFolder {
            get throws {
                let verifier = try makeSigner(RecallEraserTests.name).verifier
                return RecallFolder(outbox, trust: try TrustPolicy([.init([.recall], verifier, for: package.sender)]))
            }
        }
    }

    private final class Count: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    private static let evidence = try? ErasureEvidence(
        count: 1, method: .init("recall-issued"), verification: .init("notice-written"))

    // MARK: What is written

    @Test func `a signed notice lies in the folder, for its owner alone, and names the package and the rule`() throws {
        let test = try Case()
        var retained = RetainedItem(try SampleItem.note("a"), registered: day(0), scheduleVersion: 1)
        retained = retained.with(state: .erasing, begun: day(10), decidedBy: try RetentionRuleReference("forget 1"))
        #expect(try test.eraser().erase(test.part, of: retained) == Self.evidence)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.outbox) == ["\(test.id).recall.note"])
        let mode = try FileManager.default.attributesOfItem(atPath: test.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let notice = try test.folderOfRecalls.notice(for: test.id)
        try notice.check(against: test.package.opened)
        #expect(notice.rule?.description == "forget 1")
        #expect(notice.created == day(10) && notice.eraseBy == day(40))
    }

    @Test func `called again it makes no other, and needs no record of the package any more`() throws {
        let test = try Case()
        _ = try test.eraser().erase(test.part, of: SampleItem.note("a"))
        let before = try Data(contentsOf: URL(filePath: test.path))
        let later = RecallEraser(
            into: test.outbox, time: .fixed(day(20)), signer: { try makeSigner(Self.name) },
            record: { _ in throw InjectedFault() })
        #expect(try later.erase(test.part, of: SampleItem.note("a")) == Self.evidence)
        #expect(try Data(contentsOf: URL(filePath: test.path)) == before)
    }

    @Test func `somebody else's signature below ours does no harm`() throws {
        let test = try Case()
        _ = try test.eraser().erase(test.part, of: SampleItem.note("a"))
        var note = try SignedNote(Array(try Data(contentsOf: URL(filePath: test.path))))
        try note.sign(try NoteSigner.generate(name: "clerk.example"))
        try Data(note.bytes).write(to: URL(filePath: test.path))
        #expect(try test.eraser().erase(test.part, of: SampleItem.note("a")) == Self.evidence)
    }

    @Test(arguments: [(10, 30, 40), (10, 365, 100), (99, 30, 100), (100, 30, 100), (150, 30, 150)])
    func `recipients are never given more time than the terms do, and never less than none`(
        now: Int, days: Int, end: Int
    ) throws {
        let test = try Case()
        _ = try test.eraser(at: day(now), within: .days(days)).erase(test.part, of: SampleItem.note("a"))
        #expect(try test.folderOfRecalls.notice(for: test.id).eraseBy == day(end))
    }

    @Test func `of many that recall a package at once, one makes the notice`() async throws {
        let test = try Case()
        let made = Count()
        let record = test.package.sealed
        let outbox = test.outbox
        let part = try test.part
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let eraser = RecallEraser(
                        into: outbox, time: .fixed(day(10)), signer: { try makeSigner(Self.name) },
                        record: { _ in
                            made.add()
                            return record
                        })
                    _ = try eraser.erase(part, of: SampleItem.note("a"))
                }
            }
            try await group.waitForAll()
        }
        #expect(made.value == 1)
        #expect(names(in: outbox) == ["\(test.id).recall.note"])
    }

    // MARK: What is refused

    @Test func `something else in the place of the notice is left alone`() throws {
        let test = try Case()
        func word(_ bytes: [UInt8]) throws -> ProvisoError.Code? {
            try Data(bytes).write(to: URL(filePath: test.path))
            let word = refusal { _ = try test.eraser().erase(test.part, of: SampleItem.note("a")) }
            #expect(try Array(Data(contentsOf: URL(filePath: test.path))) == bytes)
            return word
        }
        let signer = try makeSigner(Self.name)
        #expect(try word([]) == .erasureRefused)
        #expect(try word(Array("a note of mine\n".utf8)) == .erasureRefused)
        // Of another package, by another key, and a signature that is not good.
        #expect(try word(SignedNote(text: Recall.text(), signer: signer).bytes) == .erasureRefused)
        let notice = try RecallNotice(for: test.package.sealed, eraseBy: day(2), created: day(1))
        #expect(try word(notice.signed(by: makeSigner(Self.name, seed: 1)).bytes) == .erasureRefused)
        let changed = String(decoding: try notice.signed(by: signer).bytes, as: UTF8.self).replacing(
            "erase-by: \(notice.eraseBy)", with: "erase-by: \(day(3))")
        #expect(try word(Array(changed.utf8)) == .erasureRefused)
        #expect(try word(notice.signed(by: signer).bytes) == nil)
    }

    @Test func `without its folder, its key or the record of the package, nothing is said to be recalled`() throws {
        let test = try Case()
        let item = try SampleItem.note("a")
        let part = try test.part
        let record = test.package.sealed
        let noFolder = RecallEraser(
            into: test.outbox + "/none", signer: { try makeSigner(Self.name) }, record: { _ in record })
        #expect(refusal { _ = try noFolder.erase(part, of: item) } == .storeFailed)
        let noKey = RecallEraser(into: test.outbox, signer: { throw InjectedFault() }, record: { _ in record })
        #expect(throws: InjectedFault.self) { try noKey.erase(part, of: item) }
        let noRecord = RecallEraser(
            into: test.outbox, signer: { try makeSigner(Self.name) }, record: { _ in throw InjectedFault() })
        #expect(throws: InjectedFault.self) { try noRecord.erase(part, of: item) }
        let other = try ErasablePart(eraser: RecallEraser.name, locator: String(repeating: "0", count: 32))
        #expect(refusal { _ = try test.eraser().erase(other, of: item) } == .erasureRefused)
        #expect(names(in: test.outbox) == [])
    }

    @Test(arguments: ["a", "../../etc/passwd", "0F9C1D2E3B4A59687786958493A2B1C0", "0f9c1d2e3b4a59687786958493a2b1c0 "])
    func `a locator is the id of a package`(locator: String) throws {
        let test = try Case()
        let part = try ErasablePart(eraser: RecallEraser.name, locator: locator)
        #expect(refusal { try test.eraser().check(part, of: SampleItem.note("a")) } == .valueInvalid)
        #expect(refusal { _ = try test.eraser().erase(part, of: SampleItem.note("a")) } == .valueInvalid)
    }

    // MARK: From one end to the other

    @Test func `a case is erased, what was sent of it is recalled, and the recipient's certificate is the answer`()
        throws
    {
        let test = try Case()
        // The sender's case names what was sent of it.
        let sender = try RetentionBench()
        let senderEngine = RetentionEngine(
            store: sender.store, erasers: ["sent-package": test.eraser(), "fake": sender.eraser],
            time: sender.clock.source)
        try senderEngine.register(
            RetentionItem(
                id: RetentionID("case-114"), labels: RetentionLabels(category: "case-record"), created: day(0),
                parts: [test.part, ErasablePart(eraser: "fake", locator: "the case")]))
        // The recipient keeps the package.
        let recipient = try RetentionBench(nil)
        let fiu = try Recipient()
        try recipient.engine.register(test.package.opened)

        try sender.at(10)
        let signer = try makeSigner("police.example/retention")
        let report = try senderEngine.sweep(signer: signer, issuer: Party("police.example"))
        let note = try #require(report.certificates.first)
        let trust = try TrustPolicy(lines: "sweep-certificate \(signer.verifier) police.example")
        let certificate = try SweepCertificate(trust.verify(Array(note.utf8), as: .sweepCertificate))
        // It does not say more than what was done.
        #expect(certificate.methods.map(\.description) == ["files-unlinked", "recall-issued"])
        #expect(certificate.verifications.map(\.description) == ["files-absent", "notice-written"])

        let senderKey = try makeSigner(Self.name).verifier
        let recalls = RecallFolder(
            test.outbox,
            trust: try TrustPolicy([
                .init([.recall], senderKey, for: test.package.sender),
                .init([.certificate], fiu.signer.verifier, for: fiu.party),
            ]))
        #expect(try recalls.outstanding().map(\.parties) == [[fiu.party]])

        try recipient.at(11)
        let bytes = Array(try Data(contentsOf: URL(filePath: test.path)))
        let notice = try RecallNotice(
            TrustPolicy(lines: "terms,recall \(senderKey) police.example").verify(bytes, as: .recall))
        let item = try recipient.engine.explain(RetentionID(notice.package)).status.item
        try notice.check(against: item)
        try recipient.engine.shorten(
            item.id, until: notice.eraseBy, Justification(reason: "recall \(notice.id)", by: "clerk.example"))
        try recipient.at(39)
        #expect(try recipient.engine.sweep(signer: fiu.signer, issuer: fiu.party).certificates == [])
        try recipient.at(40)
        let answer = try #require(
            recipient.engine.sweep(signer: fiu.signer, issuer: fiu.party).certificates.first)
        try recalls.recordAnswer(Array(answer.utf8))
        #expect(try recalls.outstanding() == [])
        #expect(try recalls.answers(for: test.id).map(\.rule.description) == ["own-end 1"])
        #expect(names(in: test.folder.path("case-114")) == nil)
    }
}
