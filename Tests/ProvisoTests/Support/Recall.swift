import Foundation
import ProvisoTesting

@testable import Proviso

/// Notices and certificates for the tests of recalls.
enum Recall {
    static let digest = "sha256:" + String(repeating: "0a", count: 32)

    private static let fields: [(key: String, value: String)] = [
        ("id", "7e0c1d2a3b4c5d6e7f8091a2b3c4d5e6"), ("issuer", "police.example"), ("addressee", "fiu.example"),
        ("package", "0f9c1d2e3b4a59687786958493a2b1c0"), ("terms", digest), ("manifest", digest),
        ("rule", "case-records 3"), ("erase-by", "2027-01-31T10:00:00Z"), ("created", "2027-01-01T10:00:00Z"),
    ]

    /// The text of a notice, with some values changed or left out.
    static func text(_ changes: [String: String?] = [:]) -> String {
        "proviso/recall/v1\n"
            + fields.compactMap { field in
                (changes[field.key] ?? field.value).map { "\(field.key): \($0)\n" }
            }.joined()
    }

    /// Reads a notice the whole way: signed by whoever it names, and verified.
    static func read(_ text: String) throws -> RecallNotice {
        let signer = try makeSigner("some.example/key")
        let issuer = text.split(separator: "\n")[2].dropFirst("issuer: ".count)
        let trust = try TrustPolicy([.init([.recall], signer.verifier, for: Party(String(issuer)))])
        return try RecallNotice(trust.verify(SignedNote(text: text, signer: signer).bytes, as: .recall))
    }

    /// A certificate that answers a notice, with some values changed, and who is trusted to sign it.
    static func certificate(
        for notice: RecallNotice, issuer: String, _ changes: [String: String] = [:]
    ) throws -> (note: [UInt8], trust: TrustPolicy) {
        let fields: [(key: String, value: String)] = [
            ("id", "4d0b8a7c2f5e4e0f9f0c7b1a2d3e4f50"), ("issuer", issuer), ("addressee", "\(notice.issuer)"),
            ("package", "\(notice.package)"), ("terms", "\(notice.termsDigest)"),
            ("manifest", "\(notice.manifestDigest)"), ("class", "disclosure-package"), ("rule", "own-end 1"),
            ("due", "2027-01-02T10:00:00Z"), ("erased-at", "2027-01-02T10:00:01Z"), ("erased-files", "4"),
            ("method", "files-unlinked"), ("verification", "files-absent"), ("backups", "not-covered"),
            ("created", "2027-01-02T10:00:02Z"),
        ]
        let text = "proviso/certificate/v1\n" + fields.map { "\($0.key): \(changes[$0.key] ?? $0.value)\n" }.joined()
        let signer = try makeSigner("\(issuer)/retention")
        return (
            SignedNote(text: text, signer: signer).bytes,
            try TrustPolicy([.init([.certificate], signer.verifier, for: Party(issuer))])
        )
    }

    /// A package of 2026-01-10 that ends a hundred days later.
    static func package(in folder: borrowing TemporaryFolder) throws -> SamplePackage {
        try SamplePackage(in: folder.url.path, named: "case-114", created: day(0), eraseBy: day(100))
    }
}
