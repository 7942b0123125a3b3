/// Which versions of a key there are, without the keys: enough to say why one cannot be used.
struct KeyDirectory: Sendable {
    /// nil for a key that stands alone.
    private let ring: (contents: KeyringContents, source: String)?
    private let loneVersion: KeyVersion

    init(_ keyring: Keyring) {
        ring = (keyring.contents, keyring.source)
        loneVersion = .bareKeyFile
    }

    /// That of a key that stands alone.
    init(_ version: KeyVersion) {
        ring = nil
        loneVersion = version
    }

    /// Why a version has no key here: ``ProvisoError/Code/keyUnknown`` or ``ProvisoError/Code/keyDestroyed``.
    func refusal(of version: KeyVersion) -> ProvisoError {
        let unknown = ProvisoError(
            .keyUnknown, "a pseudonym of version \(version), and the key here is version \(loneVersion) alone",
            remedy: "use the keyring that has version \(version)")
        guard let ring else { return unknown }
        do throws(ProvisoError) {
            _ = try ring.contents.livingIndex(of: version, source: ring.source)
            return unknown
        } catch {
            return error
        }
    }
}
