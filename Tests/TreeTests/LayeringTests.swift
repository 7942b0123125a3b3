import Foundation
import Testing

/// What holds the tree in order. Each rule is tried on a planted tree too: a rule that finds nothing anywhere proves nothing.
@Suite struct LayeringTests {
    // MARK: Chapters

    @Test func `every folder of the module is a chapter of the list`() throws {
        expectNone(try TreeRules.foldersThatAreNoChapter(Repository.root))
        #expect(try TreeRules.prefixes(Repository.root).count > 1)
    }

    @Test func `a folder that is no chapter is found`() throws {
        let tree = try TemporaryFolder([
            "Sources/Proviso/Vocabulary/A.swift": "", "Sources/Proviso/Helpers/B.swift": "",
            "Sources/Proviso/Proviso.docc/C.md": "",
        ])
        #expect(
            try TreeRules.foldersThatAreNoChapter(tree.url) == ["Sources/Proviso/Helpers: not in the list of chapters"])
    }

    /// Every beginning of the list of chapters compiles on its own, with the later chapters left out.
    @Test(.tags(.slow)) func `no chapter uses a later one`() async throws {
        let prefixes = try TreeRules.prefixes(Repository.root)
        try await withThrowingTaskGroup(of: (String, Subprocess).self) { group in
            for (number, prefix) in prefixes.enumerated() {
                // Two compilers at a time.
                if number >= 2, let (last, result) = try await group.next() { Self.expectSuccess(last, result) }
                group.addTask { (prefix.last, try await Toolchain.typecheck(prefix.files)) }
            }
            for try await (last, result) in group { Self.expectSuccess(last, result) }
        }
    }

    private static func expectSuccess(_ last: String, _ result: Subprocess) {
        #expect(result.status == 0, "the chapters up to \(last) do not stand alone:\n\(result.output)")
    }

    @Test func `a chapter that uses a later one is found`() async throws {
        let tree = try TemporaryFolder([
            "Sources/Proviso/Exports.swift": "@_exported public import ProvisoCrypto\n",
            "Sources/Proviso/Keys/A.swift": "struct Earlier { var later: Later? }\n",
            "Sources/Proviso/Vocabulary/Word.swift": "struct Word {}\n",
            "Sources/Proviso/Pseudonyms/B.swift": "struct Later { var word: Word; var digest: ContentDigest }\n",
        ])
        let prefixes = try TreeRules.prefixes(tree.url)
        #expect(prefixes.map(\.last) == ["Vocabulary", "Keys", "Pseudonyms"])
        var statuses: [Int32] = []
        for prefix in prefixes {
            let result = try await Toolchain.typecheck(prefix.files)
            statuses.append(result.status)
            if result.status != 0 { #expect(result.output.contains("cannot find type 'Later' in scope")) }
        }
        // The whole compiles; what a compiler of the whole cannot see is that the arrow points up.
        #expect(statuses == [0, 1, 0])
    }

    // MARK: Imports

    @Test func `C modules stay in their targets, and Foundation stays out`() throws {
        expectNone(try TreeRules.wrongImports(Repository.root))
    }

    @Test func `a wrong import is found`() throws {
        let essentials = """
            #if canImport(FoundationEssentials)
            public import FoundationEssentials
            #else
            public import Foundation
            #endif

            """
        let tree = try TemporaryFolder([
            "Sources/ProvisoCrypto/Right.swift": "internal import CSodium\ninternal import CProvisoShims\n"
                + essentials,
            "Sources/ProvisoCrypto/Public.swift": "public import CSodium\n",
            "Sources/ProvisoCrypto/Bare.swift": "import CSodium\n",
            "Sources/ProvisoCrypto/One.swift": "@preconcurrency internal import func CSodium.sodium_init\n",
            "Sources/Proviso/Keys/Sodium.swift": "// import CSodium\ninternal import CSodium\n",
            "Sources/Proviso/Keys/YAML.swift": "#if YAML\n    internal import CYAML\n#endif\n",
            "Sources/Proviso/Minimization/YAML.swift": "#if YAML\n    internal import CYAML\n#endif\n",
            "Sources/Proviso/Retention/Database.swift": "internal import GRDB\n",
            "Sources/ProvisoSQLite/Right.swift": "internal import GRDB\n",
            "Sources/ProvisoSQLite/Public.swift": "public import GRDB\n",
            "Sources/ProvisoSQLite/SQLiteRowEraser.swift": "public import GRDB\n",
            "Sources/Proviso/Keys/Plain.swift": "internal import Foundation\n",
            "Sources/Proviso/Keys/Bare.swift": "internal import FoundationEssentials\n",
            "Sources/Proviso/Keys/One.swift": "import struct Foundation.Date\n",
            "Sources/Proviso/Keys/Network.swift": "internal import FoundationNetworking\n",
        ])
        #expect(
            try TreeRules.wrongImports(tree.url) == [
                "Sources/Proviso/Keys/Bare.swift:1: FoundationEssentials stands behind canImport",
                "Sources/Proviso/Keys/Network.swift:1: FoundationNetworking is not used here",
                "Sources/Proviso/Keys/One.swift:1: Foundation is only for where FoundationEssentials is missing",
                "Sources/Proviso/Keys/Plain.swift:1: Foundation is only for where FoundationEssentials is missing",
                "Sources/Proviso/Keys/Sodium.swift:2: CSodium belongs to Sources/ProvisoCrypto/",
                "Sources/Proviso/Keys/YAML.swift:2: CYAML belongs to Sources/Proviso/Minimization/",
                "Sources/Proviso/Retention/Database.swift:1: GRDB belongs to Sources/ProvisoSQLite/",
                "Sources/ProvisoCrypto/Bare.swift:1: CSodium is imported as 'internal import' alone",
                "Sources/ProvisoCrypto/One.swift:1: CSodium is imported as 'internal import' alone",
                "Sources/ProvisoCrypto/Public.swift:1: CSodium is imported as 'internal import' alone",
                "Sources/ProvisoSQLite/Public.swift:1: GRDB is imported as 'internal import' alone",
            ])
    }

    // MARK: Doors

    @Test func `secrets leave through the named doors alone`() throws {
        expectNone(try TreeRules.openDoors(Repository.root))
    }

    @Test func `a call through a door that is not its own is found`() throws {
        let tree = try TemporaryFolder([
            "Sources/ProvisoCrypto/Memory/SecretKey.swift": "key.exportCleartext(because: reason) { withSlot(slot) }\n",
            "Sources/ProvisoCrypto/Other.swift": "key\n    .exportCleartext(because: reason) {}\nwithState(slot) {}\n",
            "Sources/Proviso/Keys/KeyFile.swift": "try key.exportBase64URL(because: \"a key file\") { $0 }\n",
            "Sources/Proviso/Keys/Keyring.swift": "/// See exportBase64URL.\nlet export = key.exportBase64URL\n",
            "Sources/Proviso/Pseudonyms/Fast.swift":
                "arena.withSlot(slot) {}; key.withSecretPointer {}\nwithStateful()\n",
        ])
        #expect(
            try TreeRules.openDoors(tree.url) == [
                "Sources/Proviso/Keys/Keyring.swift:2: exportBase64URL is not for this file",
                "Sources/Proviso/Pseudonyms/Fast.swift:1: withSecretPointer is not for this file",
                "Sources/Proviso/Pseudonyms/Fast.swift:1: withSlot is not for this file",
                "Sources/ProvisoCrypto/Other.swift:2: exportCleartext is not for this file",
            ])
    }

    // MARK: Unsafe code

    @Test func `every unsafe expression says why it is sound`() throws {
        expectNone(try TreeRules.unexplainedUnsafe(Repository.root))
    }

    @Test func `an unsafe expression without a reason is found`() throws {
        let tree = try TemporaryFolder([
            "Sources/Proviso/Files/A.swift": """
            func explained() {
                // Sound: the buffer lives through the call, and
                // its length goes along.
                unsafe read(buffer) { bytes in
                    unsafe use(bytes)
                }
                let unsafeName = "unsafe in a text"
            }
            func unexplained() {
                unsafe read(buffer)
            }
            // Sound: what this function reads is its caller's.
            func explainedAbove() {
                unsafe read(buffer)
            }
            func allocated() {
                unsafe base = .allocate(capacity: 8)
            }
            func tooFar() {
                // Sound: it is not near.
                a()
                a()
                b()
                c()
                d()
                e()
                unsafe read(buffer)
            }

            """
        ])
        #expect(
            try TreeRules.unexplainedUnsafe(tree.url) == [
                "Sources/Proviso/Files/A.swift:10: unsafe, and no comment says why it is sound",
                "Sources/Proviso/Files/A.swift:27: unsafe, and no comment says why it is sound",
            ])
    }

    // MARK: Size and leftovers

    @Test func `no file is longer than 500 lines`() throws {
        expectNone(try TreeRules.longFiles(Repository.root))
    }

    @Test func `a file of 501 lines is found`() throws {
        let tree = try TemporaryFolder([
            "Sources/Proviso/Keys/A.swift": String(repeating: "\n", count: 500),
            "Sources/Proviso/Keys/B.swift": String(repeating: "\n", count: 501),
        ])
        #expect(try TreeRules.longFiles(tree.url) == ["Sources/Proviso/Keys/B.swift:501: more than 500 lines"])
    }

    @Test func `nothing is left to do`() throws {
        expectNone(try TreeRules.leftovers(Repository.root))
    }

    @Test func `something that is left to do is found`() throws {
        // In two parts, so that a search of the tests finds nothing either.
        let tree = try TemporaryFolder([
            "Sources/Proviso/Keys/A.swift": "let a = 1  // TO" + "DO: b\n/* FIX" + "ME */\n"
        ])
        #expect(
            try TreeRules.leftovers(tree.url) == [
                "Sources/Proviso/Keys/A.swift:1: TO" + "DO", "Sources/Proviso/Keys/A.swift:2: FIX" + "ME",
            ])
    }

    // MARK: The reader of sources

    @Test func `literals and comments are kept out of the code`() {
        let source = SourceText(
            text: #####"""
                let a = "unsafe \" // no comment" // unsafe
                let b = #"a " quote \"# /* one /* nested */
                unsafe */ let c = """
                    unsafe
                    """
                """#####)
        #expect(
            source.lines.map(\.code) == [#"let a = "" "#, #"let b = "" "#, " let c = ", "", #""""#])
        #expect(source.lines.allSatisfy { !$0.mentions("unsafe") })
        #expect(source.lines[0].comment == "// unsafe")
    }

    // MARK: Helpers

    /// One issue that shows every violation.
    private func expectNone(_ violations: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
}
