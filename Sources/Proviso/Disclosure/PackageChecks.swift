internal import ProvisoCrypto

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Checks the members of a package while they are read, and hands their bytes on to files that nobody else sees yet.
///
/// - **Source**: `Formats/Package`, *Opening* and *Refusals*.
struct PackageChecks: ArchiveReceiver, ~Copyable {
    private let trust: TrustPolicy
    private let now: Instant
    /// Whose key opened the package; nil if it was opened before.
    private let recipient: AgeRecipient?
    private let source: String
    private let files: StagedFolder.Files?

    private var terms: DisclosureTerms?
    private var termsDigest: StatementDigest?
    private var manifest: PackageManifest?
    private var manifestDigest: StatementDigest?
    /// What was read, in its order.
    private var members: [Member] = []
    /// What the reports on the streams are about.
    private var reports: [StreamName: ReportSubject] = [:]

    private var name = MemberName.terms
    /// The time in the archive; a folder has none.
    private var time: Int64?
    /// The content of a note or report, which is small.
    private var content = ByteBuffer()
    private var hasher = ContentHasher()
    private var byteCount = 0
    private var lastByte: UInt8 = 0
    private var descriptor: Int32?

    private struct Member {
        let name: MemberName
        let byteCount: Int
        let digest: ContentDigest
        let endsWithLineFeed: Bool
    }

    init(trust: TrustPolicy, now: Instant, recipient: AgeRecipient?, source: String, files: StagedFolder.Files?) {
        self.trust = trust
        self.now = now
        self.recipient = recipient
        self.source = source
        self.files = files
    }

    deinit {
        if let descriptor { CLibrary.closeFile(descriptor) }
    }

    // MARK: - Members

    mutating func beginMember(_ name: MemberName, size: Int, time: Int64) throws {
        self.name = name
        self.time = time
        content.removeAll()
        hasher = ContentHasher()
        byteCount = 0
        lastByte = 0
        descriptor = try files.map { files throws in try files.create(name.text) }
    }

    mutating func receive(_ bytes: Span<UInt8>) throws {
        guard !bytes.isEmpty else { return }
        switch name {
        case .terms, .manifest, .report: content.append(bytes)
        case .part: break
        }
        hasher.update(bytes)
        byteCount += bytes.count
        lastByte = bytes[bytes.count - 1]
        if let descriptor { try CLibrary.writeAll(descriptor, source, bytes) }
    }

    mutating func endMember() throws {
        if let descriptor = descriptor.take() {
            do {
                try CLibrary.synchronize(descriptor, source)
            } catch {
                CLibrary.closeFile(descriptor)
                throw error
            }
            try CLibrary.closeWritten(descriptor, source)
        }
        switch name {
        case .terms: try checkTerms()
        case .manifest: try checkManifest()
        case .part, .report:
            if case .report(let stream) = name { reports[stream] = ReportSubject(json: content.array) }
            members.append(
                Member(
                    name: name, byteCount: byteCount, digest: takeHasher().finalize(),
                    endsWithLineFeed: lastByte == UInt8(ascii: "\n")))
        }
    }

    /// Everything has passed.
    consuming func finish(folder: String?) throws -> VerifiedPackage {
        VerifiedPackage(
            terms: terms!, termsDigest: termsDigest!, manifest: manifest!, manifestDigest: manifestDigest!,
            folder: folder)
    }

    private mutating func takeHasher() -> ContentHasher {
        var next = ContentHasher()
        swap(&next, &hasher)
        return next
    }

    // MARK: - Terms

    private mutating func checkTerms() throws {
        let statement = try trust.verify(content.array, as: .terms, source: place(.terms)).statement
        let terms = try DisclosureTerms(statement: statement, place: ProvisoError.Place(source: place(.terms)))
        if let recipient, !terms.recipients.contains(where: { $0.key == recipient }) {
            throw failure(
                .termsRecipient, "the key that opened the package is not among its recipients",
                "do not use it: somebody passed on what was meant for others")
        }
        // Clocks differ a little.
        if terms.created.millisecondsSinceEpoch > now.millisecondsSinceEpoch + 5 * 60_000 {
            throw failure(.termsNotYet, "made at \(terms.created), which has not come", "check the clock")
        }
        if let notBefore = terms.notBefore, notBefore > now {
            throw failure(.termsNotYet, "not to be opened before \(notBefore)", "wait until then")
        }
        // What was opened in time and has been forgotten must be known to whoever erases it.
        if recipient != nil, terms.eraseBy <= now {
            throw failure(
                .termsExpired, "to be erased by \(terms.eraseBy), which has passed",
                "erase it; ask the sender for another if you still need it")
        }
        if let time, time != terms.created.secondsSinceEpoch {
            throw failure(.tarTime, "the member 'terms.note' has another time than the terms", Self.askAgain)
        }
        self.terms = terms
        termsDigest = statement.digest
    }

    // MARK: - Manifest

    private mutating func checkManifest() throws {
        let terms = terms!
        let statement = try trust.verify(content.array, as: .manifest, source: place(.manifest)).statement
        let manifest = try PackageManifest(
            statement: statement, place: ProvisoError.Place(source: place(.manifest)))
        guard PackageManifest.belongs(statement, to: terms, digest: termsDigest!) else {
            throw failure(.manifestTerms, "its manifest is for other terms", Self.askAgain)
        }
        guard manifest.members.map(\.name) == members.map(\.name.text) else {
            throw failure(.manifestMembers, "its manifest lists other members than there are", Self.askAgain)
        }
        for (listed, found) in zip(manifest.members, members) {
            guard listed.byteCount == found.byteCount else {
                throw failure(.manifestSize, "'\(listed.name)' has another size than the manifest lists", Self.askAgain)
            }
            guard listed.digest == found.digest else {
                throw failure(
                    .manifestDigest, "'\(listed.name)' has another digest than the manifest lists", Self.askAgain)
            }
        }
        try checkRecords(manifest)
        self.manifest = manifest
        manifestDigest = statement.digest
    }

    private func checkRecords(_ manifest: PackageManifest) throws {
        let streams = members.compactMap { member -> StreamName? in
            if case .report(let stream) = member.name { stream } else { nil }
        }
        guard manifest.records.map(\.name) == streams else {
            throw failure(.manifestRecords, "its manifest lists other streams of records than there are", Self.askAgain)
        }
        for records in manifest.records
        where reports[records.name]?.policy != records.policy.description
            || reports[records.name]?.fingerprint != records.fingerprint?.description
        {
            throw failure(
                .manifestRecords,
                "the report on '\(records.name)' is for another policy or key than the manifest lists",
                Self.askAgain)
        }
        for member in members {
            if case .part = member.name, !member.endsWithLineFeed {
                throw failure(
                    .manifestRecords, "'\(member.name.text)' does not end with a line feed", Self.askAgain)
            }
        }
    }

    // MARK: - Refusals

    private static let askAgain = "do not use it; ask the sender for another"

    private func place(_ name: MemberName) -> String { "\(source)(\(name.text))" }

    private func failure(_ code: ProvisoError.Code, _ message: String, _ remedy: String) -> ProvisoError {
        ProvisoError(code, message, remedy: remedy, place: ProvisoError.Place(source: source))
    }
}

extension PackageChecks {
    /// Reads the files of a folder as the members that they were.
    mutating func readFolder(_ folder: String) throws {
        let descriptor = try CLibrary.openFile(folder, for: .reading)
        defer { CLibrary.closeFile(descriptor) }
        try readFile(folder, .terms, descriptor)
        // What the manifest lists is read, and then compared with it like the members of an archive.
        let note = try trust.verify(
            contents(folder, .manifest, descriptor), as: .manifest, source: place(.manifest))
        let listed = try PackageManifest(
            statement: note.statement, place: ProvisoError.Place(source: place(.manifest)))
        for member in listed.members { try readFile(folder, MemberName(member.name)!, descriptor) }
        try readFile(folder, .manifest, descriptor)
        try requireNoMoreRecords(folder, beside: Set(listed.members.map(\.name)))
    }

    /// Whoever joins the parts of a stream would join a file of that kind with them. Other files are no matter.
    private func requireNoMoreRecords(_ folder: String, beside listed: Set<String>) throws {
        let notes = [MemberName.terms.text, MemberName.manifest.text]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".ndjson") || MemberName(name) != nil {
            guard listed.contains(name) || notes.contains(name) else {
                // What somebody else calls a file can be personal data.
                throw failure(
                    .manifestMembers, "a file that is named as records are, and that its manifest does not list",
                    "see who put it there, and move it away")
            }
        }
    }

    /// A pipe would never end, and a link can lead elsewhere the next time.
    private func requireFile(_ folder: String, _ name: MemberName, _ descriptor: Int32) throws {
        guard try CLibrary.entry(name.text, in: descriptor, folder) != .other else {
            throw failure(.manifestMembers, "'\(name.text)' is not a file", "see what is there instead")
        }
    }

    private mutating func readFile(_ folder: String, _ name: MemberName, _ descriptor: Int32) throws {
        try requireFile(folder, name, descriptor)
        var file = try InputFile(folder + "/" + name.text)
        try beginMember(name, size: 0, time: 0)
        time = nil
        while try file.readBlock({ block in
            try receive(block)
            guard byteCount <= name.sizes.upperBound else { throw tooLarge(name) }
        }) {}
        guard name.sizes.contains(byteCount) else {
            throw failure(.manifestSize, "'\(name.text)' is empty", Self.askAgain)
        }
        try endMember()
    }

    private func tooLarge(_ name: MemberName) -> ProvisoError {
        let isNote = name == .terms || name == .manifest
        return failure(
            isNote ? .noteSize : .manifestSize, "'\(name.text)' is larger than it may be", Self.askAgain)
    }

    private func contents(_ folder: String, _ name: MemberName, _ descriptor: Int32) throws -> [UInt8] {
        try requireFile(folder, name, descriptor)
        guard let bytes = try InputFile(folder + "/" + name.text).contents(limit: SignedNote.byteLimit) else {
            throw tooLarge(name)
        }
        return bytes
    }
}

/// What a filter report says of the policy and key that it is about.
private struct ReportSubject: Decodable {
    let policy: String
    let fingerprint: String?

    /// Reads a report; nil for anything else, also for JSON that another program could read otherwise.
    init?(json: [UInt8]) {
        guard JSONScanner.isStrict(json.span),
            let subject = try? JSONDecoder().decode(ReportSubject.self, from: Data(json))
        else { return nil }
        self = subject
    }

    init(from decoder: any Decoder) throws {
        let report = try decoder.container(keyedBy: Key.self)
        policy = try report.nestedContainer(keyedBy: Key.self, forKey: .policy).decode(String.self, forKey: .digest)
        fingerprint = try report.decodeIfPresent(String.self, forKey: .fingerprint)
    }

    private enum Key: String, CodingKey {
        case policy
        case digest = "blake2b-256"
        case fingerprint = "key-fingerprint"
    }
}
