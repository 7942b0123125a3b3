import Foundation
import Proviso

/// A folder for the files of one test, which is gone after it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "proviso-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in the folder.
    func path(_ name: String) -> String { path + "/" + name }

    /// Everything in a folder of this one; nil if there is no such folder.
    func names(in name: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

    /// Writes a file for its owner alone, and gives its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
        return path(name)
    }
}

/// The days on which the tests play.
enum Day {
    static let created = instant("2026-11-25T10:00:00Z")
    static let early = instant("2027-02-23T09:59:59Z")
    static let due = instant("2027-02-23T10:00:00Z")
    static let late = instant("2027-03-01T00:00:00Z")

    private static func instant(_ text: String) -> Instant {
        do { return try Instant(text) } catch { preconditionFailure("Day: \(error)") }
    }
}

enum SampleItem {
    /// An item without files.
    static func make(_ number: Int, eraseBy: Instant = Day.due) throws -> RetentionItem {
        let digits = String(number, radix: 16)
        return try RetentionItem(
            id: StatementID(String(repeating: "0", count: 32 - digits.count) + digits), sender: Party("police.example"),
            recipients: [Party("fiu.example")], termsDigest: StatementDigest(bytes: Array(repeating: 1, count: 32)),
            manifestDigest: StatementDigest(bytes: Array(repeating: 2, count: 32)), folder: "/srv/cases/\(number)",
            fileNames: ["terms.note", "cases.0001.ndjson", "cases.report.json", "manifest.note"], anchor: Day.created,
            rule: .packageTerms, eraseBy: eraseBy, authorization: nil)
    }

    static func hold(on item: RetentionItem) throws -> LegalHold {
        try LegalHold.new(on: item.id, reason: "an appeal", authority: "court.example", at: Day.created)
    }
}
