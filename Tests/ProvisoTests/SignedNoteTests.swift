import Testing

@testable import Proviso

@Suite struct SignedNoteTests {
    /// The example of the specification.
    static let example = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """
    static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    @Test func `the example of C2SP verifies`() throws {
        let note = try SignedNote(Array(Self.example.utf8))
        let verifier = try NoteVerifier(Self.exampleKey)
        #expect(note.text == "This is an example message.\n")
        let signature = try #require(note.signatures.first)
        #expect(note.signatures.count == 1)
        #expect(verifier.claims(signature))
        #expect(verifier.isValid(signature, of: note.text))
        #expect(!verifier.isValid(signature, of: note.text + "\n"))
        #expect(note.bytes == Array(Self.example.utf8))
    }

    @Test func `the text goes to the last empty line, and may hold others`() throws {
        let signer = try makeSigner("a.example")
        let note = SignedNote(text: "one\n\ntwo\n\n\nthree\n", signer: signer)
        let read = try SignedNote(note.bytes)
        #expect(read.text == "one\n\ntwo\n\n\nthree\n")
        #expect(read.signatures == note.signatures)
    }

    @Test func `many signatures are read in their order, up to 64`() throws {
        var note = SignedNote(text: "a\n", signer: try makeSigner("key-1"))
        for number in 2...64 { try note.sign(makeSigner("key-\(number)")) }
        let read = try SignedNote(note.bytes)
        #expect(read.signatures.map(\.name) == (1...64).map { "key-\($0)" })
        #expect(throws: ProvisoError.self) { try note.sign(makeSigner("key-65")) }
        let lines = String(decoding: note.bytes, as: UTF8.self)
        let line = try #require(lines.split(separator: "\n").last)
        #expect(Self.word(lines + line + "\n") == .noteForm)
    }

    static let line = "— a.example Uw2QOkn8srV1\n"

    @Test(arguments: [
        ("", "nothing"), ("\n", "a line feed"), ("a\n\n", "no signature"), ("a\n" + line, "no empty line"),
        ("\n" + line, "no text"), ("a\n\n" + line.dropLast(), "no line feed at the end"),
        ("a\n\n" + line + "\n", "an empty line behind"),
        ("a\n\n" + line + "b\n", "text behind"), ("a\r\n\r\n" + line, "carriage returns"), ("a\tb\n\n" + line, "a tab"),
        ("a\u{0}\n\n" + line, "a zero byte"), ("a\n\n-- a.example Uw2QOkn8srV1\n", "hyphens"),
        ("a\n\n—a.example Uw2QOkn8srV1\n", "no space"),
        ("a\n\n—  a.example Uw2QOkn8srV1\n", "two spaces"), ("a\n\n— a.example  Uw2QOkn8srV1\n", "two spaces later"),
        ("a\n\n— a.example\n", "no signature in the line"), ("a\n\n— a+b Uw2QOkn8srV1\n", "a plus in the name"),
        ("a\n\n— a\u{A0}b Uw2QOkn8srV1\n", "white space in the name"), ("a\n\n— a.example Uw2QOg==\n", "four bytes"),
        ("a\n\n— a.example Uw2QOkn8srV\n", "no padding"),
        ("a\n\n— a.example Uw2QOkn8srW=\n", "bits that belong to no byte"),
        ("a\n\n— a.example Uw2QOkn8srV1 \n", "a space behind"), ("a\n\n— a.example Uw2Q-kn8srV1\n", "another alphabet"),
    ])
    func `anything else is no note`(text: String, what: String) {
        #expect(Self.word(text) == .noteForm, "\(what)")
    }

    @Test func `bytes that are not UTF-8 are no note`() {
        #expect(throws: ProvisoError.self) { try SignedNote([0xFF] + Array(("a\n\n" + Self.line).utf8)) }
    }

    @Test func `a note has at most 1 MiB`() throws {
        let end = "\n\n" + Self.line
        let text = String(repeating: "a", count: SignedNote.byteLimit - end.utf8.count)
        #expect(Self.word(text + end) == nil)
        #expect(Self.word(text + "a" + end) == .noteSize)
    }

    private static func word(_ note: String) -> ProvisoError.Code? {
        do throws(ProvisoError) {
            _ = try SignedNote(Array(note.utf8))
            return nil
        } catch {
            return error.code
        }
    }
}
