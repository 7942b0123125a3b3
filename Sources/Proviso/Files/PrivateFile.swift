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
        if let mode = try CLibrary.permissions(ofFileAt: path) {
            if mode & 0o077 != 0 {
                throw ProvisoError(
                    .storeMode, "mode \(SecretFile.octal(mode)) lets others reach it",
                    remedy: "run: chmod 600 \(printable(path))", place: ProvisoError.Place(source: path))
            }
        } else {
            CLibrary.closeFile(try CLibrary.createFile(path))
        }
        let result = try body()
        _ = consume lock
        return result
    }
}
