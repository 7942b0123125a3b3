#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The notices by which packages were recalled, and the certificates that answered them, in one folder.
///
/// ```swift
/// let recalls = RecallFolder("recalls", trust: try TrustPolicy(contentsOfFile: "trust.txt"))
/// try recalls.recordAnswer(certificate)
/// for recall in try recalls.outstanding() { print(recall.notice.package, recall.notice.eraseBy, recall.parties) }
/// ```
///
/// A notice is `PACKAGE-ID.recall.note`, and a certificate `PACKAGE-ID.DIGEST.certificate.note`. The trust file must list the own key for `recall` too, and keep the keys of
/// those who have answered.
///
/// - **Guarantees**: everything is verified each time that it is read. A file that is not what its name says stops the work, and is named.
/// - **Does not guarantee**: that a notice was sent, or that a certificate is true. What somebody took out of the folder is not known any more.
/// - **Cost**: a few files and signatures for each notice; memory for what is outstanding.
public struct RecallFolder: Sendable {
    /// A recall that not everybody has answered.
    public struct Outstanding: Hashable, Sendable {
        /// The notice.
        public let notice: RecallNotice
        /// Who has not answered.
        public let parties: [Party]
    }

    private let path: String
    private let trust: TrustPolicy

    /// A folder that a ``RecallEraser`` writes into.
    public init(_ path: String, trust: TrustPolicy) {
        self.path = path
        self.trust = trust
    }

    /// The notice for a package.
    ///
    /// - **Throws**: ``ProvisoError/Code/recallUnknown`` if there is none; the words of notes and statements; ``ProvisoError/Code/recallTerms`` for one of another package under
    ///   this name; ``ProvisoError/Code/storeFailed``.
    public func notice(for package: StatementID) throws -> RecallNotice {
        let file = Self.noticePath(of: package, in: path)
        guard try CLibrary.exists(file) else {
            throw ProvisoError(
                .recallUnknown, "the package \(package) was not recalled",
                remedy: "check the certificate against the record of the package",
                place: ProvisoError.Place(source: path))
        }
        let notice = try RecallNotice(trust.verify(Self.bytes(file), as: .recall, source: file))
        guard notice.package == package else {
            throw ProvisoError(
                .recallTerms, "the notice is for another package than its name says", remedy: "see who renamed it",
                place: ProvisoError.Place(source: file))
        }
        return notice
    }

    /// Verifies the certificate of a recipient, checks that it answers a notice, and keeps it beside that. The same once more changes nothing.
    ///
    /// - **Throws**: the words of notes and statements; as ``notice(for:)`` and ``RecallNotice/check(answer:)``; ``ProvisoError/Code/storeFailed``.
    @discardableResult
    public func recordAnswer(_ certificate: [UInt8], source: String? = nil) throws -> ErasureCertificate {
        let statement = try trust.verify(certificate, as: .certificate, source: source)
        let answer = try ErasureCertificate(statement)
        try notice(for: answer.package).check(answer: answer)
        var file = try OutputFile(
            "\(path)/\(Self.answerName(of: answer.package, statement.statement.digest))")
        try file.write(certificate.span)
        try file.commit()
        return answer
    }

    /// The certificates that answered the notice for a package.
    ///
    /// - **Throws**: as ``recordAnswer(_:source:)``.
    public func answers(for package: StatementID) throws -> [ErasureCertificate] {
        let notice = try notice(for: package)
        return try answers(to: notice, names().filter { Self.isAnswer($0, for: package) })
    }

    /// The recalls that not everybody has answered, the one with the earliest date first.
    ///
    /// - **Throws**: as ``answers(for:)``; ``ProvisoError/Code/storeMissing`` without the folder.
    public func outstanding() throws -> [Outstanding] {
        let names = try names()
        var answerNames: [Substring: [String]] = [:]
        for name in names where name.hasSuffix(Self.answerSuffix) {
            answerNames[name.prefix { $0 != "." }, default: []].append(name)
        }
        var outstanding: [Outstanding] = []
        for name in names {
            guard name.hasSuffix(Self.noticeSuffix),
                let package = try? StatementID(name.droppingSuffix(Self.noticeSuffix))
            else { continue }
            let notice = try notice(for: package)
            let answers = try answers(to: notice, answerNames[package.description[...]] ?? [])
            let parties = notice.addressees.filter { party in !answers.contains { $0.issuer == party } }
            if !parties.isEmpty { outstanding.append(Outstanding(notice: notice, parties: parties)) }
        }
        return outstanding.sorted {
            ($0.notice.eraseBy, $0.notice.package.description) < ($1.notice.eraseBy, $1.notice.package.description)
        }
    }

    // MARK: - Files

    private static let noticeSuffix = ".recall.note"
    private static let answerSuffix = ".certificate.note"

    static func noticePath(of package: StatementID, in folder: String) -> String {
        "\(folder)/\(package)\(noticeSuffix)"
    }

    /// By its digest, so that nobody's certificate takes the place of another's.
    private static func answerName(of package: StatementID, _ digest: StatementDigest) -> String {
        "\(package).\(digest.description.dropFirst("sha256:".count))\(answerSuffix)"
    }

    private static func isAnswer(_ name: String, for package: StatementID) -> Bool {
        name.hasPrefix("\(package).") && name.hasSuffix(answerSuffix)
    }

    private func answers(to notice: RecallNotice, _ names: [String]) throws -> [ErasureCertificate] {
        try names.map { name in
            let file = "\(path)/\(name)"
            let answer = try ErasureCertificate(trust.verify(Self.bytes(file), as: .certificate, source: file))
            try notice.check(answer: answer)
            return answer
        }
    }

    private func names() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw ProvisoError(
                .storeMissing, "the folder of the recalls cannot be read", remedy: "check the name and its mode",
                place: ProvisoError.Place(source: path))
        }
    }

    private static func bytes(_ file: String) throws -> [UInt8] {
        guard let bytes = try InputFile(file).contents(limit: SignedNote.byteLimit) else {
            throw ProvisoError(
                .noteSize, "a signed note of more than 1 MiB", remedy: "see what it is, and move it away",
                place: ProvisoError.Place(source: file))
        }
        return bytes
    }
}

extension String {
    fileprivate func droppingSuffix(_ suffix: String) -> String { String(dropLast(suffix.count)) }
}
