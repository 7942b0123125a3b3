/// What a file system says of a file.
struct FileStatus {
    /// The permission bits.
    let permissions: UInt32
    /// The disk that it lies on.
    let device: UInt64
    /// Its number there.
    let number: UInt64
}

/// Which file it is that a path leads to: another one under the same name is another file.
package struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64

    /// The file at a path; nil if there is none.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeFailed``, also for anything but a file.
    package init?(ofFileAt path: String) throws(ProvisoError) {
        guard let status = try CLibrary.status(ofFileAt: path) else { return nil }
        device = status.device
        number = status.number
    }
}
