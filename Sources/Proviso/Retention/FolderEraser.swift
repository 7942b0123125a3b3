#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Removes the files of a package, and its folder if nothing else is in it.
///
/// - **Guarantees**: only files that the item names are removed, and only if the notes among them are those of the
///   item: never a file that somebody put there, never another package, and nothing through a link. What a killed
///   opening left beside the folder goes too: nobody was given it. It ends well only after the file system has none of
///   the files any more, and no folder of the name. The notes go last, so that a killed erasure still knows what it was
///   erasing.
/// - **Does not guarantee**: that the bytes are gone from the disk, from backups and snapshots, from copies under other
///   names or from the package that the files came from. Of a folder that is not there it says just that, `found-absent`: somebody
///   may have moved it, its disk may not be mounted, or a killed erasure had removed it.
public struct FolderEraser: Eraser {
    /// An eraser of folders that packages were opened into.
    public init() {}

    /// Erases an item.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureRefused`` for another package, a link, or a folder in place of a file;
    ///   then nothing is removed. ``ProvisoError/Code/erasureIncomplete`` if the folder holds anything else, which is
    ///   left, if the folder around it is not there, or while a package is being opened into the folder;
    ///   ``ProvisoError/Code/storeFailed``.
    public func erase(_ item: RetentionItem) throws -> ErasureEvidence {
        // A package is registered before its folder appears. Whoever was killed in between has left it in another one.
        guard try StagedFolder.removeRemains(of: item.folder) else {
            throw failure(
                .erasureIncomplete, "a package is being opened into the folder", "let it finish, then sweep again",
                item.folder)
        }
        let parent = OutputFile.split(item.folder).folder
        var method = ErasureEvidence.Method.foundAbsent
        if let folder = try openFolder(item.folder) {
            defer { CLibrary.closeFile(folder) }
            if try removeFiles(of: item, in: folder) > 0 { method = .filesUnlinked }
            guard try CLibrary.removeFolder(item.folder) else { throw leftovers(item) }
        } else if try !CLibrary.exists(parent) {
            // A disk that is not there now would hide the files, and bring them back.
            throw failure(
                .erasureIncomplete, "the folder around it is not there, so nobody can see whether it is gone",
                "bring back the disk, or make the folder \(printable(parent)) if it was removed", item.folder)
        }
        CLibrary.synchronizeFolder(of: item.folder)
        guard try !CLibrary.exists(item.folder) else { throw leftovers(item) }
        return ErasureEvidence(fileCount: item.fileNames.count, method: method, verification: .filesAbsent)
    }

    private func openFolder(_ path: String) throws -> Int32? {
        do throws(ProvisoError) {
            return try CLibrary.openFolder(path)
        } catch {
            throw failure(.erasureRefused, error.message, error.remedy, path)
        }
    }

    /// Removes the files that are there, and gives their number.
    private func removeFiles(of item: RetentionItem, in folder: Int32) throws -> Int {
        let present = try presentFiles(of: item, in: folder)
        if !present.isEmpty { try requireSamePackage(item, in: folder) }
        let notes = [MemberName.manifest.text, MemberName.terms.text]
        for name in present where !notes.contains(name) { try CLibrary.removeFile(name, in: folder, item.folder) }
        // Only when the data are gone for good, what tells whose they were.
        try CLibrary.synchronize(folder, item.folder)
        for name in notes where present.contains(name) { try CLibrary.removeFile(name, in: folder, item.folder) }
        try CLibrary.synchronize(folder, item.folder)
        guard try presentFiles(of: item, in: folder).isEmpty else {
            throw failure(.erasureIncomplete, "some of its files are there again", "see who makes them", item.folder)
        }
        return present.count
    }

    private func presentFiles(of item: RetentionItem, in folder: Int32) throws -> [String] {
        try item.fileNames.filter { name in
            switch try CLibrary.entry(name, in: folder, item.folder) {
            case .absent: return false
            case .file: return true
            case .other:
                throw failure(
                    .erasureRefused, "'\(name)' is not a file", "see what is there, and remove it by hand", item.folder)
            }
        }
    }

    /// What lies in the folder must be what was registered: somebody may have opened another package there since.
    private func requireSamePackage(_ item: RetentionItem, in folder: Int32) throws {
        var isKnown = false
        for (name, digest) in [(MemberName.terms, item.termsDigest), (.manifest, item.manifestDigest)] {
            guard let found = try Self.digest(item.folder + "/" + name.text) else { continue }
            guard found == digest else {
                throw failure(
                    .erasureRefused, "another package lies in the folder",
                    "move it away; then nothing of this one is left here", item.folder)
            }
            isKnown = true
        }
        if isKnown { return }
        // The notes go last, so without them there is nothing left, unless somebody took them away. Another sweeper can
        // have been faster.
        guard try presentFiles(of: item, in: folder).isEmpty else {
            throw failure(
                .erasureRefused, "its notes are missing, so nobody can tell whether the files are the package's",
                "remove them by hand if they are", item.folder)
        }
    }

    private static func digest(_ path: String) throws -> StatementDigest? {
        let bytes: [UInt8]?
        do throws(ProvisoError) {
            bytes = try InputFile(path).contents(limit: SignedNote.byteLimit)
        } catch {
            if error.code == .storeMissing { return nil }
            throw error
        }
        let note = bytes.flatMap { try? SignedNote($0) }
        return StatementDigest(ofText: note?.text ?? "")
    }

    private func leftovers(_ item: RetentionItem) -> ProvisoError {
        let count = (try? FileManager.default.contentsOfDirectory(atPath: item.folder).count) ?? 0
        let what = count == 1 ? "1 other file is" : "\(count) other files are"
        return failure(
            .erasureIncomplete, "the package's files are gone, but \(what) in the folder",
            "move or remove what is there, then sweep again", item.folder)
    }

    private func failure(
        _ code: ProvisoError.Code, _ message: String, _ remedy: String, _ folder: String
    ) -> ProvisoError {
        ProvisoError(code, message, remedy: remedy, place: ProvisoError.Place(source: folder))
    }
}
