import Foundation

@testable import Proviso

/// A keyring in a folder of its own, with an observer, for tests of pseudonyms of several versions.
struct PseudonymRing: ~Copyable {
    let folder: TemporaryFolder
    let identity: AgeIdentity
    let observer: CountingObserver
    let domain: PseudonymizationDomain
    private(set) var ring: Keyring

    private var path: String { folder.path("a.keyring") }

    /// A ring with version 1, which is active.
    init() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let ring = try KeyringEditor.create(
            folder.path("a.keyring"), for: [identity.recipient], at: Keyrings.instant(), rollback: .unchecked)
        let domain = try PseudonymizationDomain(id: "police.example", epoch: "2026")
        self.folder = folder
        self.identity = identity
        self.ring = ring
        self.domain = domain
        observer = CountingObserver()
    }

    /// Changes the ring; the new one is used from then on.
    mutating func change(_ body: (inout KeyringEditor) throws -> Void) throws {
        var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
        try body(&editor)
        ring = try editor.commit()
    }

    func pseudonymizer() throws -> ReversiblePseudonymizer {
        try ReversiblePseudonymizer("person", canonicalization: .trimmed, in: domain, keyring: ring)
    }

    func reidentifier(
        in other: PseudonymizationDomain? = nil, canonicalization: Canonicalization = .trimmed,
        type: PseudonymType = "person", expecting fingerprint: KeyFingerprint? = nil
    ) throws -> Reidentifier {
        try Reidentifier(
            type, canonicalization: canonicalization, in: other ?? domain, keyring: ring, expecting: fingerprint,
            observer: observer)
    }
}
