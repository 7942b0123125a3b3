/// A file for its owner alone that another library opens by its path.
package enum PrivateFile {
    /// Makes a file, empty, with mode 0600, if it is not there, and keeps other processes and threads out of here while
    /// the body runs, as long as their files lie in the same folder.
    ///
    /// A file that is there is not opened: for SQLite, closing it again would drop the locks of this process.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMode`` for a file that its group or others can read or write;
    ///   ``ProvisoError/Code/storeFailed``; what the body throws.
    package static func prepare<R>(_ path: String, _ body: () throws -> R) throws -> R {
        let lock = try FolderLock.take(around: path, waits: true)
        if try !isThere(path) { CLibrary.closeFile(try CLibrary.createFile(path)) }
        let result = try body()
        _ = consume lock
        return result
    }

    /// Whether there is a file at a path, which then must be for its owner alone.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeMode`` for one that its group or others can read or write;
    ///   ``ProvisoError/Code/storeFailed``, also for anything but a file.
    @discardableResult
    package static func isThere(_ path: String) throws(ProvisoError) -> Bool {
        guard let mode = try CLibrary.status(ofFileAt: path)?.permissions else { return false }
        if mode & 0o077 != 0 {
            throw ProvisoError(
                .storeMode, "mode \(SecretFile.octal(mode)) lets others reach it",
                remedy: "run: chmod 600 \(printable(path))", place: ProvisoError.Place(source: path))
        }
        return true
    }

    /// The path of a file from the root, without links.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, ``ProvisoError/Code/storeMissing``.
    package static func resolved(_ path: String) throws(ProvisoError) -> String {
        try CLibrary.resolved(path)
    }
}
