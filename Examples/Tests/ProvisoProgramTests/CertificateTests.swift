import TestSupport
import Testing

/// `certificate verify`.
@Suite struct CertificateTests {
    let exchange: Exchange
    private let id: String
    private var workshop: Workshop { exchange.workshop }

    init() throws {
        exchange = try Exchange()
        id = try exchange.share()
        try exchange.confirmClock()
        try exchange.answer(Exchange.sweeping, at: Exchange.afterDue)
    }

    private func verifying(_ arguments: String...) -> [String] {
        ["certificate", "verify", "--trust", "trust"] + arguments
    }

    @Test func `a certificate is compared with what was sent`() throws {
        let answer = try exchange.answer(
            verifying("--sent", "case.sent", exchange.certificate(id)), at: Exchange.afterDue)
        #expect(answer["package"]?.text == id)
        #expect(answer["issuer"]?.text == "fiu.example")
        #expect(answer["addressee"]?.text == "police.example")
        #expect(answer["erased-files"]?.number == 4)
        #expect(answer["backups"]?.text == "not-covered")
        #expect(answer["compared-with-sent"] == .boolean(true))
        #expect(answer["seconds-late"]?.number == 300)
        let outcome = try exchange.proviso(verifying("--sent", "case.sent", exchange.certificate(id)))
        expectDone(outcome)
        #expect(outcome.output.contains("300 seconds after the date in the terms"))
        #expect(outcome.output.contains("backups not covered"))
    }

    @Test func `without what was sent, the answer says what was not checked`() throws {
        let outcome = try exchange.proviso(verifying(exchange.certificate(id)))
        expectDone(outcome)
        #expect(outcome.output.contains("Only signature, form and party were checked"))
        let answer = try exchange.answer(verifying(exchange.certificate(id)))
        #expect(answer["compared-with-sent"] == .boolean(false))
        #expect(answer["seconds-late"] == nil)
    }

    @Test func `a certificate for another package is refused`() throws {
        try exchange.answer(exchange.sealing("--keep", "other.sent", to: "other.age"))
        try exchange.expectRefusal(
            verifying("--sent", "other.sent", exchange.certificate(id)), ExitCode.badData, "certificate-terms",
            exchange.certificate(id) + ": ")
    }

    @Test func `a certificate that was changed or is nobody's is refused`() throws {
        let note = try workshop.read(exchange.certificate(id))
        try workshop.write("changed", note.replacing("erased-files: 4", with: "erased-files: 3"))
        try exchange.expectRefusal(verifying("changed"), ExitCode.badData, "note-signature", "changed: ")
        try workshop.write("cut", String(note.dropLast()))
        try exchange.expectRefusal(verifying("cut"), ExitCode.badData, "note-form", "cut: ")
        try workshop.write("large", String(repeating: "x", count: 1 << 20) + "\n")
        try exchange.expectRefusal(verifying("large"), ExitCode.badData, "note-size", "large: ")
        try exchange.expectRefusal(
            verifying("case.sent/terms.note"), ExitCode.badData, "statement-type", "case.sent/terms.note:1: ")
        try workshop.write("nobody", "")
        try exchange.expectRefusal(
            verifying(exchange.certificate(id)) + ["--trust", "nobody"], ExitCode.badData, "note-unknown-signer")
    }

    @Test func `a key vouches for the party that it is listed for`() throws {
        let trust = try workshop.read("trust")
        try workshop.write("other", trust.replacing(" fiu.example\n", with: " Interpol\n"))
        try exchange.expectRefusal(
            verifying(exchange.certificate(id)) + ["--trust", "other"], ExitCode.badData, "statement-party")
        // Kept notes are the sender's own statements, and prove nothing unless the sender's key is believed.
        let certificates = trust.split(separator: "\n").filter { $0.hasPrefix("certificate") }.joined()
        try workshop.write("other", certificates + "\n")
        try exchange.expectRefusal(
            verifying("--sent", "case.sent", exchange.certificate(id)) + ["--trust", "other"], ExitCode.badData,
            "note-unknown-signer", "case.sent/terms.note: ")
    }

    @Test func `a certificate of a sweep is checked too, by whoever trusts its issuer for that`() throws {
        try exchange.initialize()
        try exchange.add("a", "log")
        let time = "2027-03-10T00:00:00Z"
        let swept = try exchange.answer(Exchange.sweeping, at: time)
        let file = try #require(swept["certificates"]?.list?.first?["file"]?.text)
        try exchange.expectRefusal(verifying(file), ExitCode.badData, "statement-party", file + ": ")
        let trust = try workshop.read("trust")
        try workshop.write("trust", trust.replacing("\ncertificate ", with: "\ncertificate,sweep-certificate "))
        let answer = try exchange.answer(verifying(file))
        #expect(
            answer.names == [
                "certificate", "file", "verifier", "issuer", "category", "rule", "items", "due", "erased-from",
                "erased-until", "methods", "verifications", "backups", "created",
            ])
        #expect(answer["items"]?.number == 1)
        #expect(answer["category"]?.text == "log")
        #expect(answer["rule"]?.text == "cases/logs 1")
        #expect(answer["methods"] == .array([.text("files-unlinked")]))
        let outcome = try exchange.proviso(verifying(file))
        expectDone(outcome)
        #expect(outcome.output.contains("fiu.example certifies"))
        #expect(outcome.output.contains("1 of log, due from"))
        try exchange.expectRefusal(verifying("--sent", "case.sent", file), ExitCode.usage, "usage", file + ": ")
        try workshop.write("changed", workshop.read(file).replacing("items: 1", with: "items: 2"))
        try exchange.expectRefusal(verifying("changed"), ExitCode.badData, "note-signature", "changed: ")
    }

    @Test(arguments: [
        (["nowhere"], ExitCode.inputMissing, "store-missing"),
        (["--sent", "nowhere", "certificate"], ExitCode.inputMissing, "store-missing"),
        (["--trust", "nowhere", "certificate"], ExitCode.inputMissing, "store-missing"),
        ([""], ExitCode.usage, "usage"), (["--sent", "", "certificate"], ExitCode.usage, "usage"),
        (["trust"], ExitCode.usage, "usage"), ([], ExitCode.usage, "usage"),
    ])
    func `a file that cannot serve is told`(_ arguments: [String], _ code: Int32, _ word: String) throws {
        try workshop.write("certificate", try workshop.readBytes(exchange.certificate(id)))
        try exchange.expectRefusal(["certificate", "verify", "--trust", "trust"] + arguments, code, word)
    }
}
