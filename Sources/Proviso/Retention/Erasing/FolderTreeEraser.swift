/// Removes folders with everything that is in them: the folder of a case, an upload, an export.
///
/// The locator of a part is the folder's path, from the root of the file system and at least two names long.
///
/// ```swift
/// let part = try ErasablePart(eraser: FolderTreeEraser.name, locator: "/srv/cases/114")
/// ```
///
/// - **Guarantees**: no link is followed: one in the folder is removed as a link, and one in the place of the folder, or of any folder on the
///   way to it, is refused. Nothing is removed from where something else is mounted: such a folder is refused whole, and so is one that is deeper than
///   128 levels. A killed erasure leaves fewer files, and the next one goes on. It ends well only after the file system has the
///   folder no more, and that is on the disk.
/// - **Does not guarantee**: that the bytes are gone from the disk, from backups and snapshots, from copies under other names, and from programs that have a file
///   open. What other items name inside of it goes too, also if a hold keeps them. What was moved away before, or is moved away meanwhile, is not looked for. Of a folder that is not there it says just that, `found-absent`.
/// - **Cost**: two walks, the first of which only looks; memory and one descriptor for each level.
public struct FolderTreeEraser: Eraser {
    /// The name by which parts ask for it.
    public static let name = "folder-tree"

    /// Is told before each removal how many there were, so that a test can be killed there, or be in the way.
    private let progress: @Sendable (_ removedCount: Int) throws -> Void

    /// An eraser of folders.
    public init() {
        self.init(progress: { _ in })
    }

    init(progress: @escaping @Sendable (_ removedCount: Int) throws -> Void) {
        self.progress = progress
    }

    /// Refuses a path that does not begin at the root, has `.` or `..` in it, or names a folder directly in the root; and one with a link on the
    /// way, as far as the folders are there already.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``, ``ProvisoError/Code/erasureRefused``.
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {
        let tree = try FolderTree(part, progress)
        do throws(ProvisoError) {
            if let folder = try tree.openFolderAround() { CLibrary.closeFile(folder) }
        } catch  where error.code != .erasureRefused {
            // Whoever sweeps may see what whoever registers does not.
        }
    }

    /// Erases a folder.
    ///
    /// The evidence counts what it removed itself, folders aside: after a kill, what was left.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureRefused`` for what is no folder, for a link on the way, and for something that is mounted in it or too deep; then nothing
    ///   is removed. ``ProvisoError/Code/erasureIncomplete`` if the folder around it is not there, or while somebody puts something into it;
    ///   ``ProvisoError/Code/storeFailed``.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        try FolderTree(part, progress).erase()
    }
}

/// A folder that goes with everything in it.
private struct FolderTree {
    let path: String
    /// The names on the way from the root, of which the last is the folder's.
    let steps: [String]
    let progress: (Int) throws -> Void

    /// How many folders may lie in one another, the first included: each takes a descriptor while it is being read.
    private static let levelLimit = 128
    /// How often a folder is read again in which there is something when it should be empty.
    private static let attemptLimit = 3

    init(_ part: ErasablePart, _ progress: @escaping (Int) throws -> Void) throws(ProvisoError) {
        path = part.locator
        steps = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        self.progress = progress
        // A mistake is not to cost all of /home.
        guard isPathFromRoot(path), steps.count >= 2 else {
            throw ProvisoError(
                .valueInvalid, "not the path of a folder from the root, at least two names long",
                remedy: "write a path that begins with /, has no . or .. in it, and is no folder directly in /",
                place: ProvisoError.Place(source: path))
        }
    }

    func erase() throws -> ErasureEvidence {
        guard let around = try openFolderAround() else {
            // A disk that is not there now would hide the folder, and bring it back.
            throw failure(
                .erasureIncomplete, "the folder around it is not there, so nobody can see whether it is gone",
                "bring back the disk, or make the folder around it if it was removed")
        }
        defer { CLibrary.closeFile(around) }
        let name = CLibrary.EntryName(steps[steps.count - 1])
        var tally = Tally()
        var method = ErasureEvidence.Method.foundAbsent
        switch try CLibrary.removable(name, in: around, path) {
        case .absent: break
        case .folder:
            let mount = try CLibrary.mount(of: around, path)
            // Before anything is gone, see whether everything may go.
            try look(name, in: around, level: 1, mount, &tally)
            try remove(name, in: around, level: 1, mount, &tally)
            method = .filesUnlinked
        case .other:
            throw failure(.erasureRefused, "it is not a folder", "see what is there, and remove it by hand")
        }
        try CLibrary.synchronize(around, path)
        guard case .absent = try CLibrary.removable(name, in: around, path) else {
            throw failure(.erasureIncomplete, "it is there again", "see who makes it, then sweep again")
        }
        return ErasureEvidence(count: tally.removed, method: method, verification: .filesAbsent)
    }

    /// Opens the folder around it, and on the way there every folder from the root on by its own name; nil if one of them is not there.
    ///
    /// - **Throws**: ``ProvisoError/Code/erasureRefused`` for a link.
    func openFolderAround() throws(ProvisoError) -> Int32? {
        var folder = try CLibrary.openRoot()
        for (index, step) in steps.dropLast().enumerated() {
            let passed = folder
            defer { CLibrary.closeFile(passed) }
            let isAround = index == steps.count - 2
            switch try CLibrary.openFolder(
                CLibrary.EntryName(step), in: folder, for: isAround ? .reading : .passing, path)
            {
            case .opened(let next):
                if isAround { return next }
                folder = next
            case .absent: return nil
            case .other:
                throw failure(
                    .erasureRefused,
                    "/\(printable(steps[...index].joined(separator: "/"))) is a link, or no folder, and is not followed",
                    "name the folder by a path without links")
            }
        }
        return nil
    }

    // MARK: Walking

    private struct Tally {
        /// How many files, links and the like a first look has found.
        var found = 0
        var removed = 0
        /// Whether so much came meanwhile that this would perhaps never end.
        var isRunningAway: Bool { removed > 2 * found + 1000 }
    }

    private func look(
        _ name: CLibrary.EntryName, in folder: Int32, level: Int, _ mount: CLibrary.Mount, _ tally: inout Tally
    ) throws {
        guard let descriptor = try enter(name, in: folder, level: level, mount) else { return }
        try CLibrary.readNames(inAndClosing: descriptor, path) { entry in
            switch try CLibrary.removable(entry, in: descriptor, path) {
            case .absent: break
            case .folder: try look(entry, in: descriptor, level: level + 1, mount, &tally)
            case .other: tally.found += 1
            }
        }
    }

    private func remove(
        _ name: CLibrary.EntryName, in folder: Int32, level: Int, _ mount: CLibrary.Mount, _ tally: inout Tally
    ) throws {
        // Some file systems leave names out while others are being removed, and somebody may still be writing.
        for _ in 0..<Self.attemptLimit {
            guard let descriptor = try enter(name, in: folder, level: level, mount) else { return }
            try CLibrary.readNames(inAndClosing: descriptor, path) { entry in
                switch try CLibrary.removable(entry, in: descriptor, path) {
                case .absent: break
                case .folder: try remove(entry, in: descriptor, level: level + 1, mount, &tally)
                case .other:
                    try progress(tally.removed)
                    if try CLibrary.removeEntry(entry, in: descriptor, path) { tally.removed += 1 }
                    if tally.isRunningAway { throw stillGrowing() }
                }
            }
            if try CLibrary.removeFolder(name, in: folder, path) { return }
        }
        throw stillGrowing()
    }

    private func stillGrowing() -> ProvisoError {
        failure(
            .erasureIncomplete, "something is put into it while it is being erased",
            "end what writes there, then sweep again")
    }

    /// Opens a folder in which the walk may go on; nil if it is gone, or none any more.
    private func enter(
        _ name: CLibrary.EntryName, in folder: Int32, level: Int, _ mount: CLibrary.Mount
    ) throws(ProvisoError) -> Int32? {
        guard level <= Self.levelLimit else {
            throw failure(
                .erasureRefused, "more than \(Self.levelLimit) folders lie in one another in it",
                "see what that is, and remove it by hand")
        }
        guard case .opened(let descriptor) = try CLibrary.openFolder(name, in: folder, for: .reading, path) else {
            return nil
        }
        do throws(ProvisoError) {
            guard try CLibrary.mount(of: descriptor, path) == mount else {
                throw failure(
                    .erasureRefused, "something else is mounted on it, or in it", "unmount that, then sweep again")
            }
        } catch {
            CLibrary.closeFile(descriptor)
            throw error
        }
        return descriptor
    }

    private func failure(_ code: ProvisoError.Code, _ message: String, _ remedy: String) -> ProvisoError {
        ProvisoError(code, message, remedy: remedy, place: ProvisoError.Place(source: path))
    }
}
