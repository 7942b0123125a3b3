import Proviso
import Shared

/// Opens sealed files, and says of one that does not open what was missing.
struct SealedFileOpener {
    private let identities: AgeIdentities
    private let isPassphrase: Bool
    private let threadCount: Int

    init(_ identities: AgeIdentities, isPassphrase: Bool, _ threadCount: Int) {
        self.identities = identities
        self.isPassphrase = isPassphrase
        self.threadCount = threadCount
    }

    /// Opens a file from its beginning to its end, and says whose identity did; nil where it was a passphrase.
    func open(_ file: consuming InputFile, _ take: (Span<UInt8>) throws -> Void) throws -> AgeRecipient? {
        let name = file.name
        var reader = AgeReader(file, identities: identities, threadCount: threadCount)
        do {
            while try reader.readBlock(take) {}
        } catch let error as ProvisoError where error.code == .ageNoIdentity {
            throw refusal(error, isUnderPassphrase: reader.isUnderPassphrase == true, name)
        }
        return reader.openedBy
    }

    /// Whether a file is sealed under a passphrase, of which no more than the beginning is read.
    ///
    /// - Throws: ``ProvisoError/Code/ageHeader`` for a file that is not sealed.
    static func isUnderPassphrase(_ file: consuming InputFile) throws -> Bool {
        // Nothing is sealed to an identity that was made just now.
        let stranger = try AgeIdentity.generate()
        var reader = AgeReader(file, identity: stranger)
        do {
            while try reader.readBlock({ _ in }) {}
        } catch let error as ProvisoError where error.code == .ageNoIdentity {}
        return reader.isUnderPassphrase == true
    }

    private func refusal(_ error: ProvisoError, isUnderPassphrase: Bool, _ name: String) -> ProvisoError {
        let (message, remedy) =
            switch (isPassphrase, isUnderPassphrase) {
            case (false, false):
                (
                    "sealed to other keys than those that were given",
                    "give the identity whose recipient the sender has"
                )
            case (false, true):
                ("sealed under a passphrase, and not to keys", "give -p or --passphrase-file instead of -i")
            case (true, false):
                ("sealed to keys, and not under a passphrase", "give the identity of one of them with -i FILE")
            case (true, true): ("sealed under another passphrase", "check it and try again")
            }
        return ProvisoError(error.code, message, remedy: remedy, place: error.place)
    }
}
