import Foundation
import Testing

@testable import Proviso

@Suite struct NoteKeysTests {
    @Test func `a verifier key has the text of C2SP`() throws {
        let verifier = try NoteVerifier(SignedNoteTests.exampleKey)
        #expect(verifier.name == "example.com/foo")
        #expect(hex(verifier.keyID) == "530d903a")
        #expect(verifier.description == SignedNoteTests.exampleKey)
    }

    @Test(arguments: [
        "", "example.com/foo", "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
        "example.com/foo+530d903a+6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ=",
        "example.com/foo +530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
    func `any other text is no verifier key`(text: String) {
        #expect(refusal { _ = try NoteVerifier(text) } == .keyInvalid)
    }

    @Test(arguments: ["", "a b", "a+b", "a\u{2009}b", "a\u{200B}b", "a\n"])
    func `a name without form cannot name a key`(name: String) {
        #expect(refusal { _ = try makeSigner(name) } == .valueInvalid)
    }

    @Test func `a key is written to a file, read again, and signs the same`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("police.key")
        let verifier = try SigningKeyFile.create(path, name: "police.example/disclosure")
        #expect(try folder.mode("police.key") == 0o600)
        let signer = try SigningKeyFile.read(path)
        #expect(signer.verifier == verifier)
        let text = "proviso/test/v1\n"
        #expect(verifier.isValid(signer.signature(of: text), of: text))
        #expect(refusal { _ = try SigningKeyFile.create(path, name: "another") } == .storeFailed)
        #expect(try SigningKeyFile.read(path).verifier == verifier)
        // The form in which Go writes it.
        let parts = String(decoding: try folder.read("police.key"), as: UTF8.self).split(separator: "+", maxSplits: 4)
        #expect(parts.prefix(3) == ["PRIVATE", "KEY", "police.example/disclosure"])
        #expect(parts[3] == hex(verifier.keyID)[...])
        #expect(Data(base64Encoded: String(parts[4].dropLast()))?.count == 33)
    }

    @Test func `a base64 that begins with a plus is read too`() throws {
        // The type is the byte 01, so the base64 of a key begins with an A; a plus can stand from the second character on.
        for seed in UInt8(0)..<64 {
            let signer = try makeSigner("a.example", seed: seed)
            let line = signer.exportLine(because: "a test") { line in (0..<line.count).map { line[$0] } }
            #expect(try NoteSigner.fromLine(line.span).verifier == signer.verifier)
        }
    }

    @Test(arguments: [
        "", "\n", "PRIVATE+KEY+", "PRIVATE+KEY+a.example", "PRIVATE+KEY+a.example+00000000", "proviso-key-v1:AAAA",
        "PRIVATE+KEY+a.example+00000000+AQ==", "two\nlines",
    ])
    func `a file with anything else is no signing key`(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "bad.key")
        #expect(refusal { _ = try SigningKeyFile.read(path) } == .keyInvalid)
    }

    @Test func `the name and the id of a signing key belong to it`() throws {
        let signer = try makeSigner("a.example")
        let line = signer.exportLine(because: "a test") { line in
            String(decoding: (0..<line.count).map { line[$0] }, as: UTF8.self)
        }
        let renamed = Array(line.replacing("a.example", with: "b.example").utf8)
        #expect(refusal { _ = try NoteSigner.fromLine(renamed.span) } == .keyInvalid)
    }

    @Test func `a name that makes a file too long to be read is refused, and leaves no file`() throws {
        let folder = try TemporaryFolder()
        let longest = String(repeating: "n", count: 1024)
        let verifier = try SigningKeyFile.create(folder.path("a.key"), name: longest)
        #expect(try SigningKeyFile.read(folder.path("a.key")).verifier == verifier)
        #expect(refusal { _ = try SigningKeyFile.create(folder.path("b.key"), name: longest + "n") } == .valueInvalid)
        #expect(try folder.names == ["a.key"])
    }

    @Test func `a signing key that others can read is refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.key")
        _ = try SigningKeyFile.create(path, name: "a.example")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(refusal { _ = try SigningKeyFile.read(path) } == .storeMode)
        #expect(refusal { _ = try SigningKeyFile.read(folder.path("none")) } == .storeMissing)
    }

    @Test func `no word of a signing key stands in an error`() throws {
        let folder = try TemporaryFolder()
        _ = try SigningKeyFile.create(folder.path("a.key"), name: "a.example")
        let text = String(decoding: try folder.read("a.key"), as: UTF8.self)
        let secret = try #require(text.split(separator: "+", maxSplits: 4).last).dropLast()
        let path = try folder.write(text + "more", to: "b.key")
        let error = #expect(throws: ProvisoError.self) { _ = try SigningKeyFile.read(path) }
        #expect(error?.description.contains(secret.prefix(12)) == false)
    }
}
