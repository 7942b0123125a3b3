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
    /// The name by which parts ask for it.
    public static let name = "package-folder"

    /// An eraser of folders that packages were opened into.
    public init() {}

    /// Refuses a part that is not the folder of a package.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for an item that is no package, and for a path that does not begin at
    ///   the root or has `.` or `..` in it.
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {
        guard item.package != nil, isPathFromRoot(part.locator) else {
            throw ProvisoError(
                .valueInvalid, "not the folder of a package", remedy: "register the package that was opened into it")
        }
    }

    /// Erases the files of a package.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureRefused`` for another package, a link, or a folder in place of a file;
    ///   then nothing is removed. ``ProvisoError/Code/erasureIncomplete`` if the folder holds anything else, which is
    ///   left, if the folder around it is not there, or while a package is being opened into the folder;
    ///   ``ProvisoError/Code/storeFailed``.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try check(part, of: item)
        guard let package = item.package else { preconditionFailure("FolderEraser: checked above") }
        return try PackageFolder(path: part.locator, package: package).erase()
    }
}

/// Whether a text is a path from the root of the file system, without `.` and `..`.
func isPathFromRoot(_ text: String) -> Bool {
    let steps = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
    }
    return steps.count >= 2 && steps[0].isEmpty && !steps.dropFirst().contains { ["", ".", ".."].contains($0) }
        && !text.utf8.contains(0)
}

/// A folder that a package was opened into.
private struct PackageFolder {
    let path: String
    let package: PackageOrigin

    func erase() throws -> ErasureEvidence {
        // A package is registered before its folder appears. Whoever was killed in between has left it in another one.
        guard try StagedFolder.removeRemains(of: path) else {
            throw failure(
                .erasureIncomplete, "a package is being opened into the folder", "let it finish, then sweep again",
                path)
        }
        let parent = OutputFile.split(path).folder
        var method = ErasureEvidence.Method.foundAbsent
        if let folder = try openFolder(path) {
            defer { CLibrary.closeFile(folder) }
            if try removeFiles(in: folder) > 0 { method = .filesUnlinked }
            guard try CLibrary.removeFolder(path) else { throw leftovers() }
        } else if try !CLibrary.exists(parent) {
            // A disk that is not there now would hide the files, and bring them back.
            throw failure(
                .erasureIncomplete, "the folder around it is not there, so nobody can see whether it is gone",
                "bring back the disk, or make the folder \(printable(parent)) if it was removed", path)
        }
        CLibrary.synchronizeFolder(of: path)
        guard try !CLibrary.exists(path) else { throw leftovers() }
        return ErasureEvidence(count: package.fileNames.count, method: method, verification: .filesAbsent)
    }

    private func openFolder(_ path: String) throws -> Int32? {
        do throws(ProvisoError) {
            return try CLibrary.openFolder(path)
        } catch {
            throw failure(.erasureRefused, error.message, error.remedy, path)
        }
    }

    /// Removes the files that are there, and gives their number.
    private func removeFiles(in folder: Int32) throws -> Int {
        let present = try presentFiles(in: folder)
        if !present.isEmpty { try requireSamePackage(in: folder) }
        let notes = [MemberName.manifest.text, MemberName.terms.text]
        for name in present where !notes.contains(name) { try CLibrary.removeFile(name, in: folder, path) }
        // Only when the data are gone for good, what tells whose they were.
        try CLibrary.synchronize(folder, path)
        for name in notes where present.contains(name) { try CLibrary.removeFile(name, in: folder, path) }
        try CLibrary.synchronize(folder, path)
        guard try presentFiles(in: folder).isEmpty else {
            throw failure(.erasureIncomplete, "some of its files are there again", "see who makes them", path)
        }
        return present.count
    }

    private func presentFiles(in folder: Int32) throws -> [String] {
        try package.fileNames.filter { name in
            switch try CLibrary.entry(name, in: folder, path) {
            case .absent: return false
            case .file: return true
            case .other:
                throw failure(
                    .erasureRefused, "'\(name)' is not a file", "see what is there, and remove it by hand", path)
            }
        }
    }

    /// What lies in the folder must be what was registered: somebody may have opened another package there since.
    private func requireSamePackage(in folder: Int32) throws {
        var isKnown = false
        for (name, digest) in [(MemberName.terms, package.termsDigest), (.manifest, package.manifestDigest)] {
            guard let found = try Self.digest(path + "/" + name.text) else { continue }
            guard found == digest else {
                throw failure(
                    .erasureRefused, "another package lies in the folder",
                    "move it away; then nothing of this one is left here", path)
            }
            isKnown = true
        }
        if isKnown { return }
        // The notes go last, so without them there is nothing left, unless somebody took them away. Another sweeper can
        // have been faster.
        guard try presentFiles(in: folder).isEmpty else {
            throw failure(
                .erasureRefused, "its notes are missing, so nobody can tell whether the files are the package's",
                "remove them by hand if they are", path)
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

    private func leftovers() -> ProvisoError {
        let count = (try? FileManager.default.contentsOfDirectory(atPath: path).count) ?? 0
        let what = count == 1 ? "1 other file is" : "\(count) other files are"
        return failure(
            .erasureIncomplete, "the package's files are gone, but \(what) in the folder",
            "move or remove what is there, then sweep again", path)
    }

    private func failure(
        _ code: ProvisoError.Code, _ message: String, _ remedy: String, _ folder: String
    ) -> ProvisoError {
        ProvisoError(code, message, remedy: remedy, place: ProvisoError.Place(source: folder))
    }
}
