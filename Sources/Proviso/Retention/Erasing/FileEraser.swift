/// Removes single files.
///
/// The locator of a part is the file's path, from the root of the file system.
///
/// - **Guarantees**: nothing but a regular file is removed: not a folder, not a link, and nothing through a link in the place of the
///   folder around it. It ends well only after the file system has the file no more, and that is on the disk.
/// - **Does not guarantee**: that the bytes are gone from the disk, from backups and snapshots, and from copies under other names. A file that two items name goes with the first of them, also if a hold keeps the other: name each once. Of a file that is not there it says
///   just that, `found-absent`.
public struct FileEraser: Eraser {
    /// The name by which parts ask for it.
    public static let name = "file"

    /// An eraser of files.
    public init() {}

    /// Refuses a path that does not begin at the root or has `.` or `..` in it.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {
        guard isPathFromRoot(part.locator) else {
            throw ProvisoError(
                .valueInvalid, "not the path of a file from the root",
                remedy: "write a path that begins with /, and has no . or .. in it",
                place: ProvisoError.Place(source: part.locator))
        }
    }

    /// Erases a file.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureRefused`` for what is no file, or lies in no folder; ``ProvisoError/Code/erasureIncomplete`` if the folder around it is not
    ///   there, or the file is there again; ``ProvisoError/Code/storeFailed``.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try check(part, of: item)
        let (around, name) = OutputFile.split(part.locator)
        var parent = around
        // With a slash at its end, the name of a link is that of the folder that it leads to.
        while parent.utf8.count > 1, parent.utf8.last == UInt8(ascii: "/") { parent.removeLast() }
        guard let folder = try openFolder(parent, part) else {
            // A disk that is not there now would hide the file, and bring it back.
            throw ProvisoError(
                .erasureIncomplete, "the folder around it is not there, so nobody can see whether it is gone",
                remedy: "bring back the disk, or make the folder \(printable(parent)) if it was removed",
                place: ProvisoError.Place(source: part.locator))
        }
        defer { CLibrary.closeFile(folder) }
        var method = ErasureEvidence.Method.foundAbsent
        switch try CLibrary.entry(name, in: folder, parent) {
        case .absent: break
        case .file:
            try CLibrary.removeFile(name, in: folder, parent)
            method = .filesUnlinked
        case .other:
            throw ProvisoError(
                .erasureRefused, "it is not a file", remedy: "see what is there, and remove it by hand",
                place: ProvisoError.Place(source: part.locator))
        }
        try CLibrary.synchronize(folder, parent)
        guard case .absent = try CLibrary.entry(name, in: folder, parent) else {
            throw ProvisoError(
                .erasureIncomplete, "it is there again", remedy: "see who makes it",
                place: ProvisoError.Place(source: part.locator))
        }
        return ErasureEvidence(count: 1, method: method, verification: .filesAbsent)
    }

    private func openFolder(_ path: String, _ part: ErasablePart) throws -> Int32? {
        do throws(ProvisoError) {
            return try CLibrary.openFolder(path)
        } catch {
            throw ProvisoError(
                .erasureRefused, "what should be the folder around it: \(error.message)", remedy: error.remedy,
                place: ProvisoError.Place(source: part.locator))
        }
    }
}
