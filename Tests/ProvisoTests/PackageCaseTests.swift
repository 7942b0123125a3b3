import Foundation
import Testing

@testable import Proviso

/// The worked packages, which a program in another language made: they check the format and not our writer.
@Suite struct PackageCaseTests {
    @Test func `there are packages that open, and one for every word of the formats that refuses`() {
        let words: Set<String> = [
            "age-header", "age-no-identity", "age-payload", "tar-header", "tar-name", "tar-order", "tar-time",
            "tar-size",
            "tar-padding", "tar-truncated", "note-form", "note-signature", "note-unknown-signer", "statement-type",
            "statement-field", "statement-value", "statement-party", "terms-recipient", "terms-not-yet",
            "terms-expired", "manifest-terms", "manifest-members", "manifest-size", "manifest-digest",
            "manifest-records",
        ]
        #expect(PackageCase.good.count >= 8)
        #expect(PackageCase.bad.count >= 24)
        #expect(Set(PackageCase.bad.compactMap(\.refusal)) == words)
    }

    @Test(arguments: PackageCase.good)
    func `a good package opens, and its files are those that were packed`(packageCase: PackageCase) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(packageCase.package, to: "case.age")
        let reader = try packageCase.reader()

        let inspected = try reader.inspect(path, with: packageCase.makeIdentity())
        #expect(inspected.folder == nil)
        #expect(try folder.names == ["case.age"])

        let opened = try reader.open(path, with: packageCase.makeIdentity(), into: folder.path("opened"))
        #expect(opened.fileNames == packageCase.members.map { String($0.prefix { $0 != " " }) })
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("opened")).count == opened.fileNames.count)
        for member in packageCase.members {
            let parts = member.split(separator: " ").map(String.init)
            let content = try folder.read("opened/\(parts[0])")
            #expect("\(content.count)" == parts[1])
            #expect("blake2b-256:\(ContentDigest(of: content))" == parts[2])
            #expect(try folder.mode("opened/\(parts[0])") == 0o600)
        }
        #expect(try folder.mode("opened") == 0o700)
        #expect(try folder.names == ["case.age", "opened"])
        #expect(opened.terms == inspected.terms)

        let verified = try reader.verify(folder: folder.path("opened"))
        #expect(verified.terms == opened.terms)
        #expect(verified.manifestDigest == opened.manifestDigest)
    }

    @Test(arguments: PackageCase.bad)
    func `a bad package is refused by its word, and leaves nothing`(packageCase: PackageCase) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(packageCase.package, to: "case.age")
        let reader = try packageCase.reader()
        for opens in [true, false] {
            let error = #expect(throws: ProvisoError.self) {
                _ =
                    opens
                    ? try reader.open(path, with: packageCase.makeIdentity(), into: folder.path("opened"))
                    : try reader.inspect(path, with: packageCase.makeIdentity())
            }
            #expect(error?.code.description == packageCase.refusal, "\(error?.description ?? "")")
            #expect(error?.remedy.isEmpty == false)
            #expect(try folder.names == ["case.age"])
        }
    }

    @Test(arguments: PackageCase.all)
    func `a package gives the same wherever its archive is cut`(packageCase: PackageCase) throws {
        // What is wrong with the seal is not about the archive in it.
        if packageCase.refusal?.hasPrefix("age-") == true { return }
        let folder = try TemporaryFolder()
        let path = try folder.write(packageCase.package, to: "case.age")
        var archive: [UInt8] = []
        var sealed = try AgeReader(InputFile(path), identity: packageCase.makeIdentity())
        while try sealed.readBlock({ piece in for index in piece.indices { archive.append(piece[index]) } }) {}
        for size in [1, 2, 3, 7, 511, 512, 513, 1000, 4096] {
            #expect(try Self.check(archive, packageCase, blockSize: size) == packageCase.refusal, "blocks of \(size)")
        }
    }

    /// The word with which an archive is refused that arrives in blocks of one size.
    private static func check(_ archive: [UInt8], _ packageCase: PackageCase, blockSize: Int) throws -> String? {
        let trust = try TrustPolicy(utf8: Array(packageCase.trust.map { $0 + "\n" }.joined().utf8))
        let recipient = try packageCase.makeIdentity().recipient
        var checks = PackageChecks(
            trust: trust, now: try Instant(packageCase.at), recipient: recipient, source: "case", files: nil)
        var reader = ArchiveReader(source: "case")
        do {
            for first in stride(from: 0, to: archive.count, by: blockSize) {
                try reader.write(archive.span.extracting(first..<min(first + blockSize, archive.count)), into: &checks)
            }
            try reader.finish()
        } catch let error as ProvisoError {
            return error.code.description
        }
        _ = try checks.finish(folder: nil)
        return nil
    }

    @Test func `a package that is cut off anywhere is refused, and leaves nothing`() throws {
        let packageCase = try #require(PackageCase.good.min { $0.package.count < $1.package.count })
        let folder = try TemporaryFolder()
        let reader = try packageCase.reader()
        // The MAC and its line feed, and the nonce, without which there is no payload.
        let header = try #require(packageCase.package.firstRange(of: Array("\n---".utf8))).upperBound + 45 + 16
        // Every byte of an archive of this size would take a minute; its chunk is one, so that each cut meets the same check.
        let count = packageCase.package.count
        for count in Array(0..<header + 64) + stride(from: header + 64, to: count - 64, by: 61) + (count - 64..<count) {
            let path = try folder.write(Array(packageCase.package[..<count]), to: "case.age")
            let error = #expect(throws: ProvisoError.self) {
                try reader.open(path, with: packageCase.makeIdentity(), into: folder.path("opened"))
            }
            #expect(error?.code == (count < header ? .ageHeader : .agePayload), "\(count) bytes")
            #expect(try folder.names == ["case.age"])
        }
    }
}
