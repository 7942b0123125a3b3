import Foundation
import Testing

@testable import Proviso

@Suite struct TrustPolicyTests {
    private let certificate = StatementTests.certificate

    private func line(_ types: String, _ name: String, _ party: String, seed: UInt8 = 0) throws -> String {
        "\(types) \(try makeSigner(name, seed: seed).verifier) \(party)"
    }

    @Test func `a certificate by a listed key for the party that it names is verified`() throws {
        let trust = try TrustPolicy(lines: line("certificate", "fiu.example/retention", "fiu.example"))
        let note = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention"))
        let verified = try trust.verify(note.bytes, as: .certificate)
        #expect(verified.statement.text == certificate)
        #expect(verified.signer.description == "fiu.example")
        #expect(verified.verifier.name == "fiu.example/retention")
    }

    @Test func `in a long trust file, what contradicts the first line is found in the last`() throws {
        let lines = try (0..<1000).map { try line("terms", "k\($0).example", "party \($0)") }
        #expect(try TrustPolicy(utf8: Array(lines.joined(separator: "\n").utf8)).entries.count == 1000)
        let other = try line("manifest", "k0.example", "party 1")
        let word = refusal { _ = try TrustPolicy(utf8: Array((lines + [other]).joined(separator: "\n").utf8)) }
        #expect(word == .trustInvalid)
        let entries = try (lines + [try line("manifest", "k0.example", "party 0")]).map { text throws in
            try TrustPolicy(lines: text).entries[0]
        }
        #expect(try TrustPolicy(entries).entries.count == 1001)
    }

    @Test func `signatures of unknown keys are passed over, also ones of the same name or id`() throws {
        let trust = try TrustPolicy(lines: line("certificate", "fiu.example/retention", "fiu.example"))
        var note = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention", seed: 1))
        #expect(refusal { _ = try trust.verify(note.bytes, as: .certificate) } == .noteUnknownSigner)
        try note.sign(makeSigner("somebody"))
        try note.sign(makeSigner("fiu.example/retention"))
        #expect(try trust.verify(note.bytes, as: .certificate).signer.description == "fiu.example")
    }

    @Test func `one bad signature of a known key refuses the note, however good the others are`() throws {
        let trust = try TrustPolicy(
            lines: line("certificate", "fiu.example/retention", "fiu.example"), line("terms", "b.example", "b.example"))
        let good = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention"))
        let other = SignedNote(text: "another text\n", signer: try makeSigner("b.example"))
        let forged = try #require(String(decoding: other.bytes, as: UTF8.self).split(separator: "\n").last)
        let note = String(decoding: good.bytes, as: UTF8.self) + forged + "\n"
        #expect(refusal { _ = try trust.verify(Array(note.utf8), as: .certificate) } == .noteSignature)
    }

    @Test func `a change of the text makes the signature bad, before anything is read of it`() throws {
        let trust = try TrustPolicy(lines: line("certificate", "fiu.example/retention", "fiu.example"))
        let note = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention"))
        for (old, new) in [("files-absent", "files-absent "), ("erased-files: 4", "erased-files: 5"), ("v1", "v2")] {
            let changed = String(decoding: note.bytes, as: UTF8.self).replacing(old, with: new, maxReplacements: 1)
            #expect(refusal { _ = try trust.verify(Array(changed.utf8), as: .certificate) } == .noteSignature)
        }
    }

    @Test func `a key counts for its types and its party alone`() throws {
        let note = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention")).bytes
        let otherType = try TrustPolicy(lines: line("terms,manifest", "fiu.example/retention", "fiu.example"))
        #expect(refusal { _ = try otherType.verify(note, as: .certificate) } == .statementParty)
        let otherParty = try TrustPolicy(lines: line("certificate", "fiu.example/retention", "court.example"))
        #expect(refusal { _ = try otherParty.verify(note, as: .certificate) } == .statementParty)
        // It looks alike, and is another party.
        let accented = certificate.replacing("issuer: fiu.example", with: "issuer: fi\u{FA}.example")
        let lookalike = SignedNote(text: accented, signer: try makeSigner("fiu.example/retention")).bytes
        let decomposed = try TrustPolicy(lines: line("certificate", "fiu.example/retention", "fiu\u{301}.example"))
        #expect(refusal { _ = try decomposed.verify(lookalike, as: .certificate) } == .statementParty)
    }

    @Test func `the type that is wanted is the type that it must be`() throws {
        let trust = try TrustPolicy(lines: line("certificate,terms,manifest", "fiu.example/retention", "fiu.example"))
        let note = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention")).bytes
        #expect(refusal { _ = try trust.verify(note, as: .terms) } == .statementType)
    }

    @Test func `the key that may sign counts, also if another known key signed first`() throws {
        let trust = try TrustPolicy(
            lines: line("certificate", "a.example", "a.example"),
            line("certificate", "fiu.example/retention", "fiu.example"))
        var note = SignedNote(text: certificate, signer: try makeSigner("a.example"))
        #expect(refusal { _ = try trust.verify(note.bytes, as: .certificate) } == .statementParty)
        try note.sign(makeSigner("fiu.example/retention"))
        #expect(try trust.verify(note.bytes, as: .certificate).signer.description == "fiu.example")
    }

    // MARK: - The file

    @Test func `comments, empty lines, tabs and the names of parties with spaces are read`() throws {
        let key = try makeSigner("a.example").verifier
        let other = try makeSigner("b.example").verifier
        let text =
            "# Whom we believe.\n\n  terms,manifest\t\(key)   Police of the North\r\n\tcertificate \(other) b.example"
        let trust = try TrustPolicy(utf8: Array(text.utf8))
        #expect(trust.entries.map(\.party.description) == ["Police of the North", "b.example"])
        #expect(trust.entries[0].types == [.terms, .manifest])
        #expect(trust.entries.map(\.verifier) == [key, other])
    }

    static let key = try! makeSigner("a.example").verifier.description

    @Test(arguments: [
        "terms", "terms \(key)", "\(key) terms a.example", "term \(key) a.example", "terms, \(key) a.example",
        "terms,terms \(key) a.example", "terms manifest \(key) a.example", "terms a.example+00000000+AAAA a.example",
        "terms \(key) a\u{202E}b", "terms \(key) two  spaces", "terms \(key) a\tb", "Terms \(key) a.example",
    ])
    func `a line that is not understood refuses the file, with its number`(line: String) {
        let error = #expect(throws: ProvisoError.self) {
            try TrustPolicy(utf8: Array("# a comment\n\(line)\n".utf8), source: "trust.txt")
        }
        #expect(error?.code == .trustInvalid)
        #expect(error?.description.hasPrefix("trust.txt:2: ") == true)
    }

    @Test func `a key belongs to one party, and may stand on several lines`() throws {
        let key = try makeSigner("a.example").verifier
        #expect(refusal { _ = try TrustPolicy(lines: "terms \(key) a", "manifest \(key) b") } == .trustInvalid)
        #expect(try TrustPolicy(lines: "terms \(key) a", "manifest \(key) a").entries.count == 2)
        #expect(
            refusal {
                _ = try TrustPolicy([
                    TrustPolicy.Entry([.terms], key, for: Party("a")),
                    TrustPolicy.Entry([.terms], key, for: Party("b")),
                ])
            } == .trustInvalid)
    }

    @Test func `a file that is not UTF-8, too large or missing is refused`() throws {
        #expect(refusal { _ = try TrustPolicy(utf8: [0x23, 0xFF]) } == .trustInvalid)
        let folder = try TemporaryFolder()
        let path = try folder.write("#" + String(repeating: "a", count: 1 << 20), to: "trust.txt")
        #expect(refusal { _ = try TrustPolicy(contentsOfFile: path) } == .trustInvalid)
        #expect(refusal { _ = try TrustPolicy(contentsOfFile: folder.path("none")) } == .storeMissing)
    }

    @Test func `an empty file trusts nobody`() throws {
        let trust = try TrustPolicy(utf8: [])
        let note = SignedNote(text: certificate, signer: try makeSigner("fiu.example/retention")).bytes
        #expect(refusal { _ = try trust.verify(note, as: .certificate) } == .noteUnknownSigner)
    }
}
