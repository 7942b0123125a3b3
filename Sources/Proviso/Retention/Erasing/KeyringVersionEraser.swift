/// Destroys single versions of keyrings: at its sunset a key goes, and what was made with it can never be computed, recognized or reversed again.
///
/// The locator of a part is the keyring's path from the root of the file system, `#` and the number of the version.
///
/// ```swift
/// let sunset = KeyringVersionEraser { path in
///     try KeyringEditor(path, identity: AgeIdentityFile.read("fiu.identity"), rollback: .remembered(in: path + ".seen"))
/// }
/// let engine = RetentionEngine(store: store, erasers: [KeyringVersionEraser.name: sunset])
/// let part = try KeyringVersionEraser.part(KeyVersion(3), of: "/srv/keys/case.keyring")
/// ```
///
/// - **Guarantees**: as for ``KeyringEditor``: after a crash there is the old ring or the new one, and the new one does not have the key. It ends well only after
///   the ring was opened once more, and says that the version is destroyed. The active version is never destroyed: rotate the ring in time.
/// - **Does not guarantee**: that older copies of the file are gone, from backups, snapshots and blocks of the disk that were not written over, or that a program that
///   has the ring open lets go of the key: see `Formats/Keyrings`, *What destroying a version does*. That nothing needs the version any more: ``KeyInventory`` counts
///   the pseudonyms of a version, and ``ShredVault/rewrap(limit:)`` the keys of a vault.
public struct KeyringVersionEraser: Eraser {
    /// The name by which parts ask for it.
    public static let name = "keyring-version"

    private let open: @Sendable (_ path: String) throws -> KeyringEditor

    /// An eraser of versions of keyrings.
    ///
    /// - Parameter open: Opens the keyring at a path, to change it. It is called twice for each version, and reads the identity or the passphrase only then.
    public init(_ open: @escaping @Sendable (_ path: String) throws -> KeyringEditor) {
        self.open = open
    }

    /// The part that a version of a keyring is.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for a path that does not begin at the root, has `.` or `..` in it, or is too long.
    public static func part(_ version: KeyVersion, of path: String) throws(ProvisoError) -> ErasablePart {
        let part = try ErasablePart(eraser: name, locator: "\(path)#\(version)")
        _ = try KeyLocator(part)
        return part
    }

    /// Refuses a locator of another form.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public func check(_ part: ErasablePart, of item: RetentionItem) throws {
        _ = try KeyLocator(part)
    }

    /// Destroys a version.
    ///
    /// - **Throws**: ``ProvisoError/Code/keyActive`` for the version that makes pseudonyms; ``ProvisoError/Code/keyUnknown`` for one that the ring does not have;
    ///   ``ProvisoError/Code/erasureIncomplete`` if there is no ring at the path; what opening and ``KeyringEditor/commit()`` throw.
    public func erase(_ part: ErasablePart, of item: RetentionItem) throws -> ErasureEvidence {
        let key = try KeyLocator(part)
        guard try CLibrary.exists(key.path) else {
            throw ProvisoError(
                .erasureIncomplete, "the keyring is not there, so nobody can see whether the key is gone",
                remedy: "bring it back, or its disk", place: ProvisoError.Place(source: key.path))
        }
        var method = ErasureEvidence.Method.keysDestroyed
        do {
            try destroy(key)
        } catch let error as ProvisoError where error.code == .keyDestroyed {
            method = .foundAbsent
        }
        guard try isDestroyed(key) else {
            throw ProvisoError(
                .erasureIncomplete, "the key of version \(key.version) is there again",
                remedy: "see who restores the keyring", place: ProvisoError.Place(source: key.path))
        }
        return ErasureEvidence(count: 1, method: method, verification: .keysAbsent)
    }

    // An editor keeps others out, this process too, so each lives in a function of its own.

    private func destroy(_ key: KeyLocator) throws {
        var editor = try open(key.path)
        try editor.destroy(key.version)
        try editor.commit()
    }

    private func isDestroyed(_ key: KeyLocator) throws -> Bool {
        let editor = try open(key.path)
        return editor.versions.contains { $0.number == key.version && $0.status == .destroyed }
    }
}

/// Which version of which keyring a part is: `PATH#VERSION`.
private struct KeyLocator {
    let path: String
    let version: KeyVersion

    init(_ part: ErasablePart) throws(ProvisoError) {
        // A path can have the character too, and a number cannot.
        let mark = part.locator.utf8.lastIndex(of: UInt8(ascii: "#"))
        let digits = mark.map { String(part.locator[part.locator.utf8.index(after: $0)...]) } ?? ""
        guard let mark, let number = UInt32(digits), String(number) == digits,
            isPathFromRoot(String(part.locator[..<mark]))
        else {
            throw ProvisoError(
                .valueInvalid, "not a version of a keyring",
                remedy: "write the path of the keyring from the root, without . and .., then # and the version",
                place: ProvisoError.Place(source: part.locator))
        }
        path = String(part.locator[..<mark])
        version = KeyVersion(number)
    }
}
