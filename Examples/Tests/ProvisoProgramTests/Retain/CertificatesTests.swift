import Foundation
import TestSupport
import Testing

/// `retain certificate`.
@Suite struct CertificatesTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    init() throws { exchange = try Exchange() }

    private static let listing = ["retain", "certificate", "--store", "store"]

    private func list(_ arguments: String..., at time: String = Exchange.afterDue) throws -> [JSON] {
        try #require(try exchange.answer(Self.listing + arguments, at: time)["certificates"]?.list)
    }

    @Test func `certificates of packages and of other items are listed, and written under the names of a sweep`() throws
    {
        try exchange.initialize()
        let package = try exchange.share()
        for id in ["a", "b"] { try exchange.add(id, "log") }
        try exchange.confirmClock()
        let swept = try #require(try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)["certificates"]?.list)
        let listed = try list()
        #expect(listed.map { $0["number"]?.number } == [1, 2])
        #expect(Set(listed.compactMap { $0["certificate"]?.text }) == Set(swept.compactMap { $0["certificate"]?.text }))
        let ofPackage = try #require(listed.first { $0["package"] != nil })
        #expect(ofPackage.names == ["number", "certificate", "package", "rule", "due", "erased-at", "created"])
        #expect(ofPackage["package"]?.text == package)
        #expect(ofPackage["erased-at"]?.text == Exchange.afterDue)
        let ofItems = try #require(listed.first { $0["package"] == nil })
        #expect(
            ofItems.names == [
                "number", "certificate", "category", "rule", "items", "due", "erased-from", "erased-until", "created",
            ])
        #expect(ofItems["items"]?.number == 2)
        #expect(ofItems["due"]?.text == Exchange.logEnd)

        try workshop.makeFolder("copies")
        let written = try list("--write", "copies")
        #expect(
            Set(written.compactMap { $0["file"]?.text?.replacing("copies/", with: "") })
                == Set(swept.compactMap { $0["file"]?.text?.replacing("certificates/", with: "") }))
        expectDone(try workshop.bash("diff -r copies certificates"))
        // What is there stays.
        #expect(try list("--write", "copies").allSatisfy { $0["file"] == nil })
        try exchange.answer(
            ["certificate", "verify", "--trust", "trust", "--sent", "case.sent", "copies/\(package).certificate.note"])
    }

    @Test func `they are there of items of which the ledger alone is left, and need no keys`() throws {
        try exchange.initialize()
        try exchange.makeRing()
        try exchange.add("a", "log")
        try exchange.answer(
            Exchange.sweeping + ["--ledger-keys", Exchange.ring] + Exchange.opening, at: Exchange.logEnd)
        #expect(try list(at: Exchange.logEnd).map { $0["items"]?.number } == [1])
        let told = try exchange.proviso(Self.listing, at: Exchange.logEnd)
        expectDone(told)
        let hasForm =
            told.output.wholeMatch(
                of: /1  [0-9a-f]{32}  2026-12-06T00:00:00Z  1 of log: erased, by cases\/logs 1\.\n/) != nil
        #expect(hasForm, "\(told.output)")
    }

    @Test func `a list goes on after a number, and can be empty`() throws {
        try exchange.initialize()
        expectDone(try exchange.proviso(Self.listing), output: "There is no certificate.\n")
        for category in ["log", "log/access", "log/error"] {
            try exchange.add(category.replacing("/", with: "-"), category)
        }
        try exchange.answer(Exchange.sweeping, at: Exchange.logEnd)
        #expect(try list("--after", "1", at: Exchange.logEnd).map { $0["number"]?.number } == [2, 3])
        #expect(try list("--after", "3", at: Exchange.logEnd) == [])
    }

    @Test(arguments: [
        (["--after=-1"], ExitCode.usage, "usage"), (["--write", ""], ExitCode.usage, "usage"),
        (["--write", "nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--write", "records.ndjson"], ExitCode.inputOutput, "store-failed"),
    ])
    func `a list has its form, and a folder is there`(_ arguments: [String], _ code: Int32, _ word: String) throws {
        try exchange.initialize()
        try exchange.expectRefusal(Self.listing + arguments, code, word)
    }
}
