import Foundation
import ProvisoTesting
import Testing

@testable import Proviso

@Suite struct RecallFolderTests {
    /// A folder with the notices for two packages, of which the second is due first and has two addressees.
    private struct Case: ~Copyable {
        let folder: TemporaryFolder
        let first: RecallNotice
        let second: RecallNotice
        let recalls: RecallFolder

        init() throws {
            let folder = try TemporaryFolder()
            let signer = try makeSigner("police.example/disclosure")
            let first = try Recall.read(Recall.text(["package": String(repeating: "1", count: 32)]))
            let second = try Recall.read(
                Recall.text([
                    "package": String(repeating: "2", count: 32), "erase-by": "2027-01-02T10:00:00Z",
                    "addressee": "fiu.example\naddressee: prosecutor.example",
                ]))
            for notice in [first, second] {
                _ = try folder.write(notice.signed(by: signer).bytes, to: "\(notice.package).recall.note")
            }
            var entries = [TrustPolicy.Entry([.recall], signer.verifier, for: try Party("police.example"))]
            for party in ["fiu.example", "prosecutor.example", "press.example"] {
                entries.append(
                    .init([.certificate], try makeSigner("\(party)/retention").verifier, for: try Party(party)))
            }
            let trust = try TrustPolicy(entries)
            recalls = RecallFolder(folder.url.path, trust: trust)
            self.folder = folder
            self.first = first
            self.second = second
        }

        func answer(_ notice: RecallNotice, by issuer: String, _ changes: [String: String] = [:]) throws -> [UInt8] {
            try Recall.certificate(for: notice, issuer: issuer, changes).note
        }

        /// The packages that are outstanding, by their first digit, with who has not answered.
        var outstanding: [String] {
            get throws {
                try recalls.outstanding().map { recall in
                    "\(recall.notice.package.description.prefix(1)): "
                        + recall.parties.map(\.description).joined(separator: ", ")
                }
            }
        }
    }

    // MARK: Answers

    @Test func `what was not answered by everybody is outstanding, the earliest date first`() throws {
        let test = try Case()
        #expect(try test.outstanding == ["2: fiu.example, prosecutor.example", "1: fiu.example"])
        #expect(try test.recalls.notice(for: test.first.package) == test.first)
        try test.recalls.recordAnswer(test.answer(test.second, by: "fiu.example"))
        #expect(try test.outstanding == ["2: prosecutor.example", "1: fiu.example"])
        let certificate = try test.recalls.recordAnswer(test.answer(test.first, by: "fiu.example"))
        #expect(certificate.package == test.first.package)
        #expect(try test.outstanding == ["2: prosecutor.example"])
        try test.recalls.recordAnswer(test.answer(test.second, by: "prosecutor.example"))
        #expect(try test.outstanding == [])
        #expect(
            try test.recalls.answers(for: test.second.package).map(\.issuer.description).sorted()
                == ["fiu.example", "prosecutor.example"])
    }

    @Test func `the same answer once more changes nothing, and another of the same id takes no place`() throws {
        let test = try Case()
        let answer = try test.answer(test.first, by: "fiu.example")
        for _ in 0..<2 { try test.recalls.recordAnswer(answer) }
        #expect(try test.recalls.answers(for: test.first.package).count == 1)
        // Ids are made by whoever signs.
        try test.recalls.recordAnswer(test.answer(test.second, by: "prosecutor.example"))
        try test.recalls.recordAnswer(test.answer(test.second, by: "fiu.example"))
        #expect(try test.recalls.answers(for: test.second.package).count == 2)
        #expect(try test.outstanding == [])
    }

    @Test func `what is no answer is refused, and nothing is kept of it`() throws {
        let test = try Case()
        let before = try test.folder.names
        func word(_ bytes: [UInt8]) -> ProvisoError.Code? { refusal { try test.recalls.recordAnswer(bytes) } }
        #expect(try word(test.answer(test.first, by: "press.example")) == .certificateIssuer)
        #expect(try word(test.answer(test.first, by: "prosecutor.example")) == .certificateIssuer)
        #expect(
            try word(test.answer(test.first, by: "fiu.example", ["addressee": "press.example"]))
                == .certificateAddressee)
        #expect(
            try word(
                test.answer(test.first, by: "fiu.example", ["terms": "sha256:" + String(repeating: "0b", count: 32)]))
                == .certificateTerms)
        #expect(
            try word(test.answer(test.first, by: "fiu.example", ["package": String(repeating: "3", count: 32)]))
                == .recallUnknown)
        #expect(try word(test.answer(test.first, by: "stranger.example")) == .noteUnknownSigner)
        var changed = try test.answer(test.first, by: "fiu.example")
        changed[changed.firstIndex(of: UInt8(ascii: "4"))!] = UInt8(ascii: "5")
        #expect(word(changed) == .noteSignature)
        let notice = try Array(test.folder.read("\(test.first.package).recall.note"))
        #expect(word(notice) == .statementType)
        #expect(word([]) == .noteForm)
        #expect(try test.folder.names == before)
    }

    // MARK: What lies in the folder

    @Test func `other files are no matter`() throws {
        let test = try Case()
        for name in ["notes.txt", ".x.recall.note.proviso-1", "x.recall.note", "archive.zip"] {
            _ = try test.folder.write("mine", to: name)
        }
        try test.recalls.recordAnswer(test.answer(test.first, by: "fiu.example"))
        #expect(try test.outstanding == ["2: fiu.example, prosecutor.example"])
    }

    @Test func `a file that is not what its name says stops the work, and is named`() throws {
        let test = try Case()
        try test.recalls.recordAnswer(test.answer(test.first, by: "fiu.example"))
        let name = try #require(try test.folder.names.first { $0.hasSuffix(".certificate.note") })
        let answer = try test.folder.read(name)
        func fault() -> ProvisoError? {
            do {
                _ = try test.recalls.outstanding()
                return nil
            } catch { return error as? ProvisoError }
        }
        // A certificate of another party's erasure, and one that was changed.
        _ = try test.folder.write(test.answer(test.first, by: "press.example"), to: name)
        #expect(fault()?.code == .certificateIssuer)
        _ = try test.folder.write(answer.dropLast(40) + answer.suffix(39), to: name)
        #expect(fault()?.place.source == test.folder.path(name))
        _ = try test.folder.write(answer, to: name)
        #expect(fault() == nil)
        // A notice under the name of another package.
        let notice = try test.folder.read("\(test.second.package).recall.note")
        _ = try test.folder.write(notice, to: "\(test.first.package).recall.note")
        #expect(fault()?.code == .recallTerms)
        #expect(fault()?.place.source == test.folder.path("\(test.first.package).recall.note"))
    }

    @Test func `a notice that nobody may have signed is not believed`() throws {
        let test = try Case()
        let stranger = try makeSigner("press.example/retention")
        _ = try test.folder.write(
            test.first.signed(by: stranger).bytes, to: "\(test.first.package).recall.note")
        #expect(refusal { _ = try test.recalls.outstanding() } == .statementParty)
        #expect(
            refusal { try test.recalls.recordAnswer(test.answer(test.first, by: "fiu.example")) } == .statementParty)
    }

    @Test func `without the folder nothing is said`() throws {
        let trust = try TrustPolicy([])
        let recalls = RecallFolder("/nonexistent/recalls", trust: trust)
        #expect(refusal { _ = try recalls.outstanding() } == .storeMissing)
        #expect(
            refusal { _ = try recalls.notice(for: StatementID(String(repeating: "1", count: 32))) } == .recallUnknown)
    }
}
