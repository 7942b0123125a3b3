import TestSupport
import Testing

/// `kill -9` at random moments: what a command was to do has happened or not, never by halves, and the next run does
/// the rest.
@Suite struct KillTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }
    init() throws { exchange = try Exchange() }

    @Test func `a package is sealed or not`() throws {
        try workshop.write("cases.ndjson", String(repeating: Exchange.records, count: 1000))
        func sealing(_ round: Int, _ keep: String) -> [String] {
            exchange.sealing("--keep", keep, "cases.ndjson", to: "\(round).age")
        }
        func check(_ round: Int) throws {
            let comment: Comment = "round \(round), seed \(Killing.seed)"
            var keep = "\(round).sent"
            if workshop.exists(keep) {
                // The notes appear first, and whole.
                for name in ["terms", "manifest"] {
                    #expect(try workshop.read("\(keep)/\(name).note").contains("\n\n— police.example/"), comment)
                }
            } else {
                #expect(!workshop.exists("\(round).age"), comment)
            }
            if !workshop.exists("\(round).age") {
                // Whoever kept notes of a package that did not appear gives the next ones another name.
                if workshop.exists(keep) { keep = "\(round).again" }
                expectDone(try exchange.proviso(sealing(round, keep)))
            }
            let package = try exchange.answer([
                "disclose", "inspect", "--identity", "fiu.identity", "--trust", "trust", "\(round).age",
            ])
            #expect(
                package["package"]?.text.map { try? workshop.read("\(keep)/terms.note").contains($0) } == true, comment)
        }
        try exchange.killing({ sealing($0, "\($0).sent") }, at: Exchange.created, check: check)
    }

    @Test func `a package is opened and registered or not`() throws {
        try workshop.write("cases.ndjson", String(repeating: Exchange.records, count: 1000))
        try exchange.answer(exchange.sealing("cases.ndjson"))
        // Stores that are there; whether one is made whole has a test of its own.
        try exchange.share("first")
        expectDone(
            try workshop.bash("for round in {0..\(Killing.standardCount * 4)}; do cp -p store store-$round; done"))
        func opening(_ round: Int) -> [String] {
            Exchange.opening("case.age", into: "case-\(round)", "--store", "store-\(round)")
        }
        func check(_ round: Int) throws {
            let comment: Comment = "round \(round), seed \(Killing.seed)"
            if !workshop.exists("case-\(round)") { expectDone(try exchange.proviso(opening(round))) }
            // Checks every byte of the folder.
            try exchange.answer(["retain", "add", "--store", "check-\(round)", "--trust", "trust", "case-\(round)"])
            let items = try exchange.answer(["retain", "explain", "--store", "store-\(round)"])["items"]?.list
            let folders = Set(items?.compactMap { $0["parts"]?.list?.first?.text } ?? [])
            let expected = ["first", "case-\(round)"].map { "package-folder:" + workshop.path(of: $0) }
            #expect(folders == Set(expected), comment)
            let left = try workshop.names.filter { $0.hasPrefix(".case-\(round).") }
            #expect(left == [], comment)
        }
        try exchange.killing(opening, at: Exchange.created, check: check)
    }

    @Test func `a file is unsealed over an old one or not`() throws {
        let content = SealedFiles.largeContent
        let old = Array("old\n".utf8)
        try workshop.write("content", content)
        expectDone(try exchange.proviso("seal", "-r", exchange.recipient, "-o", "sealed.age", "content"))
        var replacedCount = 0
        try exchange.killing(
            { _ in ["unseal", "-i", "fiu.identity", "-o", "out", "sealed.age"] }, at: Exchange.created,
            prepare: { try workshop.write("out", old) },
            check: { round in
                let found = try workshop.readBytes("out")
                #expect(found == old || found == content, "round \(round), seed \(Killing.seed)")
                if found == content { replacedCount += 1 }
            })
        #expect(replacedCount > 0)
        // What a killed run leaves is for its owner alone, and is no obstacle.
        for name in try workshop.names where name.hasPrefix(".out.proviso-") {
            #expect(try workshop.mode(name) == 0o600)
        }
        expectDone(try exchange.proviso("unseal", "-i", "fiu.identity", "-o", "out", "sealed.age"))
        #expect(try workshop.readBytes("out") == content)
    }

    @Test func `what is due is erased and certified or still to be`() throws {
        let ids = try ["one", "two", "three"].map { try exchange.share($0) }
        try exchange.confirmClock()
        expectDone(try workshop.bash("mkdir before && cp -Rp one two three store certificates before"))
        try exchange.killing(
            { _ in Exchange.sweeping }, at: Exchange.afterDue,
            prepare: {
                expectDone(try workshop.bash("rm -rf one two three store* certificates && cp -Rp before/* ."))
            },
            check: { round in
                let comment: Comment = "round \(round), seed \(Killing.seed)"
                for (name, id) in zip(["one", "two", "three"], ids) {
                    let state = try exchange.item(id, at: Exchange.afterDue)["state"]?.text
                    switch state {
                    case "kept": #expect(try workshop.bash("diff -r \(name) before/\(name)").output == "", comment)
                    case "erasing": break
                    case "erased", "certified": #expect(!workshop.exists(name), comment)
                    default: Issue.record("the state \(state ?? "none"), \(comment)")
                    }
                    if workshop.exists(exchange.certificate(id)) { #expect(state == "certified", comment) }
                }
                // Another one waits until it is known that nobody sweeps any more.
                let waiting = try exchange.proviso(Exchange.sweeping + ["--json"], at: Exchange.afterDue)
                if waiting.ending != .exit(ExitCode.done) {
                    #expect(waiting.ending == .exit(ExitCode.inputOutput), comment)
                    #expect(try JSON(waiting.output)["error"]?["code"]?.text == "retention-sweeping", comment)
                }
                expectDone(try exchange.proviso(Exchange.sweeping, at: "2027-02-23T10:11:00Z"))
                for (name, id) in zip(["one", "two", "three"], ids) {
                    #expect(!workshop.exists(name), comment)
                    try exchange.answer([
                        "certificate", "verify", "--trust", "trust", "--sent", "\(name).sent", exchange.certificate(id),
                    ])
                }
            })
    }
}
