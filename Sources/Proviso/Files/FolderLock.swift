/// Keeps other processes and threads that lock the same folder out, until it goes away.
///
/// A folder is locked and not the file, because the file is replaced, and because one that is to be made is not there
/// yet.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Locks the folder that a file lies in, or is to lie in; nil if another has it and nobody wants to wait.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also where there is no such folder.
    static func take(around path: String, waits: Bool) throws(ProvisoError) -> FolderLock? {
        let folder = OutputFile.split(path).folder
        let descriptor: Int32
        do throws(ProvisoError) {
            descriptor = try CLibrary.openFile(folder.isEmpty ? "." : folder, for: .reading)
        } catch  where error.code == .storeMissing {
            throw ProvisoError(
                .storeFailed, "cannot be made: there is no such folder", remedy: "make it, or name another file",
                place: ProvisoError.Place(source: path))
        }
        let lock = FolderLock(descriptor: descriptor)
        if waits {
            try CLibrary.waitForLock(descriptor, path)
        } else if try !CLibrary.lock(descriptor, path) {
            return nil
        }
        return lock
    }

    deinit { CLibrary.closeFile(descriptor) }
}
