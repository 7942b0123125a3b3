import Foundation

/// The rules of this tree that no compiler checks. Each takes the root of a tree, so that it can be tried on a planted one, and
/// gives what breaks it as `file:line: what is wrong`.
enum TreeRules {
    // MARK: Chapters

    /// The chapters of the module `Proviso` in reading order: each may use only those before it.
    static let chapters = [
        "Vocabulary", "Encoding", "Files", "Statements", "Sealing", "Keys", "Oversight", "Pseudonyms", "Minimization",
        "Disclosure", "Retention", "Matching", "Accountability",
    ]

    /// Folders of the module that are no chapter of the list.
    static func foldersThatAreNoChapter(_ root: URL) throws -> [String] {
        try root.appending(path: "Sources/Proviso").folders()
            .filter { $0 != "Proviso.docc" && !chapters.contains($0) }
            .map { "Sources/Proviso/\($0): not in the list of chapters" }
    }

    /// The files of every prefix of the list of chapters that exist, with the files beside the chapters.
    static func prefixes(_ root: URL) throws -> [(last: String, files: [URL])] {
        let module = root.appending(path: "Sources/Proviso")
        let folders = try module.folders()
        var files = module.files(withExtension: "swift").filter { !$0.path(from: module).contains("/") }
        return chapters.filter(folders.contains).map { chapter in
            files += module.appending(path: chapter).files(withExtension: "swift")
            return (chapter, files)
        }
    }

    // MARK: Imports

    static func wrongImports(_ root: URL) throws -> [String] {
        try violations(root) { path, source in
            var conditions: [String] = []
            return source.lines.enumerated().compactMap { number, line in
                let words = line.code.split { $0 == " " || $0 == "\t" }
                switch words.first {
                case "#if": conditions.append(words.dropFirst().joined(separator: " "))
                case "#elseif", "#else": conditions[conditions.count - 1] = "not " + conditions[conditions.count - 1]
                case "#endif": conditions.removeLast()
                default: break
                }
                guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else { return nil }
                let module = words.last!.split(separator: ".").first.map(String.init) ?? ""
                return fault(ofImporting: module, as: words[..<keyword], in: path, under: conditions.last)
                    .map { (number, $0) }
            }
        }
    }

    private static func fault(
        ofImporting module: String, as modifiers: ArraySlice<Substring>, in path: String, under condition: String?
    ) -> String? {
        let homes = [
            "CSodium": "Sources/ProvisoCrypto/", "CProvisoShims": "Sources/ProvisoCrypto/",
            "CYAML": "Sources/Proviso/Minimization/", "CTextMask": "Sources/Proviso/Minimization/Scanning/",
            "CTextPlaces": "Sources/Proviso/Minimization/Redaction/Recognition/",
            "GRDB": "Sources/ProvisoSQLite/",
        ]
        // Where an application hands over a database that is its own.
        let publicHomes = [
            "GRDB": ["Sources/ProvisoSQLite/SQLiteRetentionStore.swift", "Sources/ProvisoSQLite/SQLiteRowEraser.swift"]
        ]
        if let home = homes[module] {
            if !path.hasPrefix(home) { return "\(module) belongs to \(home)" }
            if modifiers == ["public"], publicHomes[module]?.contains(path) ?? false { return nil }
            return modifiers == ["internal"] ? nil : "\(module) is imported as 'internal import' alone"
        }
        switch module {
        case "FoundationEssentials":
            return condition == "canImport(FoundationEssentials)" ? nil : "FoundationEssentials stands behind canImport"
        case "Foundation":
            return condition == "not canImport(FoundationEssentials)"
                ? nil : "Foundation is only for where FoundationEssentials is missing"
        default:
            return module.hasPrefix("Foundation") ? "\(module) is not used here" : nil
        }
    }

    // MARK: Doors to secrets

    /// Where a secret can leave guarded memory, and the only files that may go through. A folder ends in a slash.
    private static let doors = [
        "exportCleartext": [
            "Sources/ProvisoCrypto/Memory/SecretKey.swift", "Sources/Proviso/Keys/KeyFile.swift",
            "Sources/Proviso/Keys/KeyringFile.swift", "Sources/Proviso/Pseudonyms/Keyring+TypeKey.swift",
        ],
        "exportBase64URL": ["Sources/ProvisoCrypto/Memory/SecretKey.swift", "Sources/Proviso/Keys/KeyFile.swift"],
        "exportSeed": [
            "Sources/ProvisoCrypto/Signatures/SigningKey.swift", "Sources/Proviso/Statements/NoteSigner.swift",
        ],
        "exportText": [
            "Sources/ProvisoCrypto/Age/AgeIdentity.swift", "Sources/Proviso/Sealing/AgeIdentityFile.swift",
            "Sources/Proviso/Keys/KeyWrapper.swift",
        ],
        "sharedSecret": ["Sources/ProvisoCrypto/"],
        "withSecretBytes": ["Sources/ProvisoCrypto/"],
        "withSecretPointer": ["Sources/ProvisoCrypto/"],
        "withSlot": ["Sources/ProvisoCrypto/"],
        "withState": ["Sources/ProvisoCrypto/"],
    ]

    static func openDoors(_ root: URL) throws -> [String] {
        try violations(root) { path, source in
            source.lines.enumerated().flatMap { number, line in
                doors.keys.sorted().filter { door in
                    line.mentions(door)
                        && !doors[door]!.contains { path == $0 || ($0.hasSuffix("/") && path.hasPrefix($0)) }
                }.map { (number, "\($0) is not for this file") }
            }
        }
    }

    // MARK: Unsafe code

    /// Lines with `unsafe` that no comment with the word *Sound* stands above.
    ///
    /// A comment counts for the line after it and, through expressions that hang together, for those that follow: each at most
    /// six lines below the one before. Where another function begins, only the comment right above it counts. To allocate
    /// memory needs no reason.
    static func unexplainedUnsafe(_ root: URL) throws -> [String] {
        try violations(root) { _, source in
            let reach = 6
            var lastExplained = -reach - 1
            return source.lines.enumerated().compactMap { number, line in
                if beginsFunction(line), !commentAbove(number, in: source).contains("Sound") {
                    lastExplained = -reach - 1
                }
                if line.comment.contains("Sound") || ["allocate", "sodium_malloc"].contains(where: line.mentions) {
                    lastExplained = number
                }
                guard line.mentions("unsafe") else { return nil }
                if number - lastExplained > reach { return (number, "unsafe, and no comment says why it is sound") }
                lastExplained = number
                return nil
            }
        }
    }

    private static func beginsFunction(_ line: SourceText.Line) -> Bool {
        line.code.split(separator: " ").contains { word in
            word == "func" || word == "deinit" || (word == "var" && line.code.hasSuffix("{"))
                || ["init(", "init?(", "init<", "subscript(", "subscript<"].contains(where: word.hasPrefix)
        }
    }

    /// The lines of comment that end right above a line.
    private static func commentAbove(_ number: Int, in source: SourceText) -> String {
        source.lines[..<number].reversed()
            .prefix { !$0.comment.isEmpty && $0.code.allSatisfy(\.isWhitespace) }
            .map(\.comment).joined(separator: "\n")
    }

    // MARK: Size and leftovers

    static func longFiles(_ root: URL, limit: Int = 500) throws -> [String] {
        try violations(root) { _, source in
            // The text after the last line feed is no line.
            source.lines.count - 1 > limit ? [(limit, "more than \(limit) lines")] : []
        }
    }

    static func leftovers(_ root: URL) throws -> [String] {
        try violations(root) { _, source in
            source.lines.enumerated().flatMap { number, line in
                ["TODO", "FIXME"].filter { (line.comment + line.code).contains($0) }.map { (number, $0) }
            }
        }
    }

    // MARK: Helpers

    private static func violations(
        _ root: URL, _ check: (_ path: String, SourceText) -> [(line: Int, what: String)]
    ) throws -> [String] {
        try root.appending(path: "Sources").files(withExtension: "swift").flatMap { file in
            let path = file.path(from: root)
            return check(path, try SourceText(file)).map { "\(path):\($0.line + 1): \($0.what)" }
        }
    }
}
