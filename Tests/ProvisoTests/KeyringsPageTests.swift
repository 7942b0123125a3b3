import Foundation
import Testing

@testable import Proviso

/// What the page `Formats/Keyrings` says is what the library does: its programs run, and its words are those of errors.
@Suite struct KeyringsPageTests {
    private static func page() throws -> String {
        let file = TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/Keyrings.md")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// The first block of code in a language that has some words in it.
    private static func block(_ language: String, with words: String) throws -> String {
        let blocks = try page().components(separatedBy: "```\(language)\n").dropFirst()
            .map { $0.components(separatedBy: "\n```")[0] }
        return try #require(blocks.first { $0.contains(words) })
    }

    private struct Version: Decodable, Equatable {
        let version: UInt32
        let status: String
        let created: String
        let fingerprint: String
    }

    private struct Ring: Decodable {
        let proviso: String
        let id: String
        let generation: Int
        let recipients: [String]
        let versions: [Version]
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `the page's program reads a ring, and finds the same fingerprints`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let path = folder.path("a.keyring")
        try KeyringEditor.create(path, for: [identity.recipient], at: Keyrings.instant(), rollback: .unchecked)
        var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        for _ in 0..<4 { try editor.rotate(at: Keyrings.instant()) }
        try editor.destroy(KeyVersion(2))
        let ring = try editor.commit()

        let payload = try Keyrings.open(folder.read("a.keyring"), with: identity)
        // A key in the wrong place is found too.
        let program = """
            \(try Self.block("python", with: "def keyring"))

            payload = bytes.fromhex(json.load(sys.stdin))
            ring = keyring(payload)
            try:
                keyring(payload[:-64] + payload[-32:] + payload[-64:-32])
                raise SystemExit("exchanged keys pass")
            except AssertionError:
                print(json.dumps(ring))
            """
        let read = try Python.run(program, input: hex(payload), as: Ring.self)
        #expect(read.proviso == "keyring/v1")
        #expect(read.id == ring.contents.id.description)
        #expect(read.generation == ring.generation)
        #expect(read.recipients == [identity.recipient.description])
        let expected = ring.versions.map {
            Version(
                version: $0.number.number, status: $0.status.rawValue, created: $0.created.description,
                fingerprint: $0.fingerprint.description)
        }
        #expect(read.versions == expected)
    }

    /// The wrapper that the tests run is the page's, but for the marks that this package's settings ask for.
    @Test func `the page's wrapper is the one that is tested`() throws {
        func normalized(_ text: String) -> [String] {
            text.split(separator: "\n").map { line in
                line.split(separator: " ").filter { $0 != "unsafe" }.joined(separator: " ")
            }.filter { !$0.isEmpty && !$0.hasPrefix("// Sound") }
        }
        let ours = try String(
            contentsOf: TestData.folder.appending(path: "ProvisoTests/KeyWrapperTests.swift"), encoding: .utf8)
        let start = try #require(ours.range(of: "private struct CommandWrapper")).lowerBound
        let tested = ours[start...].components(separatedBy: "\n}\n")[0] + "\n}"
        let shown = try Self.block("swift", with: "struct CommandWrapper")
        let withoutComments = shown.split(separator: "\n").map { $0.components(separatedBy: "  // \"")[0] }
            .joined(separator: "\n")
        #expect(normalized(String(tested.dropFirst("private ".count))) == normalized(withoutComments))
    }

    /// The words of the tables, as far as they are about keyrings and keys.
    @Test func `every word of a refusal stands on the page, and no other`() throws {
        let codes: [ProvisoError.Code] = [
            .storeMissing, .storeMode, .ageHeader, .agePayload, .ageNoIdentity, .keyringPassphrase, .keyringVersion,
            .keyringForm, .keyringGeneration, .keyringOther, .keyUnknown, .keyDestroyed, .keyRetired, .keyActive,
            .keyringBusy, .keyringRecipients, .keyringFull,
        ]
        let rows = try Self.page().split(separator: "\n").filter {
            $0.hasPrefix("| `") && !$0.contains("in the file |")
        }
        let words = rows.flatMap { row in
            row.split(separator: "|")[0].split(separator: "`").map(String.init).filter { $0.contains("-") }
        }
        #expect(words.sorted() == codes.map(\.description).sorted())
        #expect(try Self.page().contains("refused with `\(ProvisoError.Code.keyringMemory)`"))
    }
}
