#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A folder of new files that appears whole or not at all.
///
/// The files are written, with mode 0600, into a folder beside the target, with mode 0700, which ``commit()`` renames.
///
/// - **Guarantees**: after ``commit()`` files and folder are on the disk; without it nothing is left. A target that is there is not
///   replaced. Of two processes with the same target, one is refused.
/// - **Does not guarantee**: that a killed process leaves nothing: it leaves `.NAME.proviso-staged`, which only its owner can enter, and which the
///   next one with the same target clears.
struct StagedFolder: ~Copyable {
    private let target: String
    private let path: String
    private let descriptor: Int32
    private var isCommitted = false

    /// Begins a folder.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed`` if there is something at the target, if the folder around it is not there, or if
    ///   another process has the same target.
    init(_ target: String) throws(ProvisoError) {
        var target = target
        while target.utf8.count > 1, target.utf8.last == UInt8(ascii: "/") { target.removeLast() }
        let (folder, name) = OutputFile.split(target)
        guard !name.isEmpty, name != ".", name != ".." else {
            throw ProvisoError(
                .storeFailed, "cannot be made", remedy: "name a new folder", place: ProvisoError.Place(source: target))
        }
        if try CLibrary.exists(target) { throw Self.occupied(target) }
        let path = Self.stagedPath(folder, name)
        let descriptor = try Self.openLocked(path, target: target)
        do throws(ProvisoError) {
            // What a killed process left was never given out.
            try Self.clear(path)
        } catch {
            CLibrary.closeFile(descriptor)
            throw error
        }
        self.target = target
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if !isCommitted { try? FileManager.default.removeItem(atPath: path) }
        // Only now, so that nobody clears what we are removing.
        CLibrary.closeFile(descriptor)
    }

    /// Where the files are made, as long as the folder is staged.
    struct Files {
        fileprivate let path: String
        fileprivate let target: String

        /// Makes a new file and gives its descriptor; whoever asked for it closes it.
        func create(_ name: String) throws(ProvisoError) -> Int32 {
            try CLibrary.createFile(path + "/" + name, shownAs: target + "/" + name)
        }

        /// Makes a new file with some content and brings it to the disk.
        func write(_ bytes: Span<UInt8>, to name: String) throws(ProvisoError) {
            let descriptor = try create(name)
            do throws(ProvisoError) {
                try CLibrary.writeAll(descriptor, target, bytes)
                try CLibrary.synchronize(descriptor, target)
            } catch {
                CLibrary.closeFile(descriptor)
                throw error
            }
            try CLibrary.closeWritten(descriptor, target)
        }
    }

    /// Where the files are made.
    var files: Files { Files(path: path, target: target) }

    /// Puts the folder in its place.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``; then nothing is left.
    consuming func commit() throws(ProvisoError) {
        try CLibrary.synchronize(descriptor, target)
        // To rename onto a folder with something in it fails, and an empty one holds nothing to lose.
        if try CLibrary.exists(target) { throw Self.occupied(target) }
        try CLibrary.renameFile(path, to: target)
        isCommitted = true
        CLibrary.synchronizeFolder(of: target)
    }

    /// Removes what a killed process left of a folder with this target, which nobody was given; false if a process is making
    /// one now.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``.
    static func removeRemains(of target: String) throws(ProvisoError) -> Bool {
        let (folder, name) = OutputFile.split(target)
        let path = stagedPath(folder, name)
        while let descriptor = try CLibrary.openFolder(path) {
            defer { CLibrary.closeFile(descriptor) }
            guard try CLibrary.lock(descriptor, path) else { return false }
            // What was locked can have been put in its place or removed meanwhile.
            guard CLibrary.isOpen(path, as: descriptor) else { continue }
            try clear(path)
            guard try CLibrary.removeFolder(path) else { return false }
        }
        return true
    }

    private static func stagedPath(_ folder: String, _ name: String) -> String {
        // A name has at most 255 bytes.
        folder + "." + String(decoding: name.utf8.prefix(200), as: UTF8.self) + ".proviso-staged"
    }

    private static func openLocked(_ path: String, target: String) throws(ProvisoError) -> Int32 {
        while true {
            let isNew = try CLibrary.makeFolder(path, shownAs: target)
            // Not through a link, which somebody else can have put here. Without a folder, another process has put it in its
            // place or removed it.
            guard let descriptor = try CLibrary.openFolder(path) else { continue }
            do throws(ProvisoError) {
                if try isLocked(descriptor, path, target) {
                    if !isNew { try requireOurs(descriptor, path) }
                    return descriptor
                }
            } catch {
                CLibrary.closeFile(descriptor)
                throw error
            }
            CLibrary.closeFile(descriptor)
        }
    }

    /// Locks a folder; false if it was renamed or removed meanwhile.
    private static func isLocked(_ descriptor: Int32, _ path: String, _ target: String) throws(ProvisoError) -> Bool {
        guard try CLibrary.lock(descriptor, target) else {
            throw ProvisoError(
                .storeFailed, "another process is making this folder", remedy: "let it finish",
                place: ProvisoError.Place(source: target))
        }
        return CLibrary.isOpen(path, as: descriptor)
    }

    private static func requireOurs(_ descriptor: Int32, _ path: String) throws(ProvisoError) {
        guard try CLibrary.claimFolder(descriptor, path) else {
            throw ProvisoError(
                .storeFailed, "a folder of somebody else, who could change what is put there",
                remedy: "see who made it, and name a folder elsewhere", place: ProvisoError.Place(source: path))
        }
    }

    private static func clear(_ path: String) throws(ProvisoError) {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                try FileManager.default.removeItem(atPath: path + "/" + name)
            }
        } catch {
            throw ProvisoError(
                .storeFailed, "cannot be cleared of what a killed process left", remedy: "remove it and run again",
                place: ProvisoError.Place(source: path))
        }
    }

    private static func occupied(_ target: String) -> ProvisoError {
        ProvisoError(
            .storeFailed, "there is already something of this name", remedy: "name a new folder; it is never replaced",
            place: ProvisoError.Place(source: target))
    }
}
