public import ProvisoCrypto

/// Opens an age v1 file that was sealed to an identity or under a passphrase.
///
/// - **Guarantees**: every byte that is lent was sealed with the file's key and stands where it was sealed. That the last one was
///   reached is known only when ``readBlock(_:)`` gives false.
/// - **Does not guarantee**: who sealed it.
/// - **Cost**: memory for a block and two chunks of 64 KiB, whatever the size, and with several threads at most 4.4 MiB; with a passphrase also what its work factor asks for, 256 MiB
///   and a second as a rule, 4 GiB at most.
/// - **Source**: C2SP, *age*.
public struct AgeReader: ~Copyable {
    private var file: InputFile
    private var opener: AgeOpener?
    private var hasFailed = false
    private var wasOpenedBy: AgeRecipient?
    private var wasUnderPassphrase: Bool?

    /// Whose identity opened the file; nil before the first block, and where it was a passphrase.
    public var openedBy: AgeRecipient? {
        switch opener {
        case .some(let opener): opener.openedBy
        case .none: wasOpenedBy
        }
    }

    /// Whether the file says that it is sealed under a passphrase; nil before its header was read. It is known also where nothing that was given
    /// opens the file, and then tells what to ask for.
    public var isUnderPassphrase: Bool? {
        switch opener {
        case .some(let opener): opener.isUnderPassphrase
        case .none: wasUnderPassphrase
        }
    }

    /// Begins to open a file with an identity.
    public init(
        _ file: consuming InputFile, identity: borrowing AgeIdentity, acceptsArmor: Bool = true, threadCount: Int = 1
    ) {
        self.init(
            file, identities: AgeIdentities(identity), acceptsArmor: acceptsArmor, threadCount: threadCount)
    }

    /// Begins to open a file with whatever may open it, of which the first that does is used.
    ///
    /// A file with ASCII armor is known by its first byte, and read as one without, unless that is switched off. The bytes of a large file
    /// are opened by several threads if asked for, the calling one among them.
    public init(
        _ file: consuming InputFile, identities: AgeIdentities, acceptsArmor: Bool = true, threadCount: Int = 1
    ) {
        self.file = file
        opener = AgeOpener(identities: identities, acceptsArmor: acceptsArmor, threadCount: threadCount)
    }

    /// Lends what a block of the file holds, in pieces of at most 64 KiB; false after the end. After an error there is nothing more to read, and
    /// to go on is a mistake in the program, and stops it.
    ///
    /// - **Throws**: ``ProvisoError/Code/ageHeader``, ``ProvisoError/Code/ageNoIdentity``, ``ProvisoError/Code/agePayload``,
    ///   ``ProvisoError/Code/storeFailed``; `CryptoError` where there is no memory; and whatever `body` throws.
    public mutating func readBlock(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        precondition(!hasFailed, "AgeReader: nothing can be read after an error")
        guard opener != nil else { return false }
        var errorOfBody: (any Error)?
        // A function, because a closure in a constant would be one that outlives the call.
        func lend(_ piece: Span<UInt8>) throws {
            do { try body(piece) } catch {
                errorOfBody = error
                throw error
            }
        }
        do {
            if try file.readBlock({ block in try opener!.write(block, lend) }) { return true }
            wasOpenedBy = openedBy
            wasUnderPassphrase = isUnderPassphrase
            try opener.take()!.finish(lend)
            return false
        } catch {
            hasFailed = true
            if let errorOfBody { throw errorOfBody }
            if let refusal = ageFileRefusal(error, file.name) { throw refusal }
            throw error
        }
    }
}
