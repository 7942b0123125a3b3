import Foundation
import TestSupport
import Testing

/// `pseudonyms make`, `verify`, `reverse`, `rewrap`, `translate` and `map`.
@Suite struct PseudonymsTests {
    let exchange: Exchange
    private var workshop: Workshop { exchange.workshop }

    /// The key of the vectors in `Formats/Pseudonyms`.
    private static let keyFile = "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"
    private static let byKey = ["--type", "person", "--domain", "fiu.example", "--key-file", "key"]
    private static let byRing =
        ["--type", "person", "--domain", "fiu.example/case-114", "--epoch", "2026", "--keyring", Exchange.ring]
        + Exchange.opening
    private static let reason = ["--because", "Warrant 26/114", "--requested-by", "police.example"]

    init() throws {
        exchange = try Exchange()
        try workshop.write("key", Self.keyFile)
    }

    private func lines(
        _ command: String, _ options: [String], of input: String, _ more: [String] = []
    ) throws -> [String] {
        let outcome = try exchange.proviso(["pseudonyms", command] + options + more, input: .text(input))
        expectDone(outcome)
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    // MARK: - Making and verifying

    @Test func `identifiers become the pseudonyms of the vectors`() throws {
        // Version 0 stands for a key file, and the bodies are those of the page.
        #expect(try lines("make", Self.byKey, of: "Ana\n") == ["person_0_emfdyj4fpopzgh44tspvjekkv4"])
        #expect(
            try lines("make", Self.byKey, of: "Ana", ["--reversible"]) == [
                "person_0r_waxfrydfbqdfjqks6oz7vczbene4enc2xz4bpdevfg4cpmrljjfghsimyjauqhttxt7nzcczjzq5pybr65dhhzmr74"
            ])
        #expect(
            try lines("make", Self.byKey, of: "Ana\n", ["--key-fingerprint", "fp_qfqow36gcvirj65fy3dvqqtc54"]).count
                == 1)
    }

    @Test func `a file becomes a file with as many lines, whatever the number of jobs`() throws {
        let identifiers = (0..<40_000).map { "person \($0)\n" }.joined()
        try workshop.write("ids", identifiers)
        for jobs in ["1", "2", "5"] {
            let answer = try exchange.answer(
                ["pseudonyms", "make"] + Self.byKey + ["--jobs", jobs, "-o", "out\(jobs)", "ids"])
            #expect(answer["lines"]?.number == 40_000)
            #expect(answer["fingerprint"]?.text == "fp_qfqow36gcvirj65fy3dvqqtc54")
        }
        #expect(try workshop.readBytes("out1").count { $0 == 10 } == 40_000)
        #expect(try workshop.readBytes("out1") == workshop.readBytes("out2"))
        #expect(try workshop.readBytes("out1") == workshop.readBytes("out5"))
        #expect(try workshop.mode("out1") == 0o600)
    }

    @Test func `claims are verified, whichever version made the pseudonym`() throws {
        try exchange.makeRing()
        let old = try lines("make", Self.byRing, of: "Ana\n")[0]
        try exchange.answer(["keys", "rotate", Exchange.ring] + Exchange.opening)
        let new = try lines("make", Self.byRing, of: "Ana\n")[0]
        #expect(
            try lines("verify", Self.byRing, of: "Ana\t\(old)\nIvo\t\(old)\nAna\t\(new)\n") == [
                "true", "false", "true",
            ])
        #expect(
            try lines("verify", Self.byKey, of: "Ana\tperson_0_emfdyj4fpopzgh44tspvjekkv4\n") == ["true"])
        _ = try exchange.destroy(1)
        try exchange.expectRefusal(
            ["pseudonyms", "verify"] + Self.byRing + ["-o", "out"], input: .text("Ana\t\(old)\n"),
            ExitCode.badData, "key-destroyed", "-:1: the key of version 1 was destroyed")
    }

    // MARK: - The way back

    @Test func `pseudonyms are turned back for a reason, which is announced first`() throws {
        let made = try lines("make", Self.byKey, of: "Ana\nŁukasz\n", ["--reversible"]).map { $0 + "\n" }.joined()
        let outcome = try exchange.proviso(
            ["pseudonyms", "reverse"] + Self.byKey + Self.reason, input: .text(made))
        #expect(outcome.ending == .exit(ExitCode.done))
        #expect(outcome.output == "Ana\nŁukasz\n")
        #expect(
            outcome.errors
                == "proviso: reidentification under fp_qfqow36gcvirj65fy3dvqqtc54, requested by police.example, for:"
                + " Warrant 26/114\n")
    }

    @Test func `without a reason, or without somebody who has it, nothing is turned back`() throws {
        for (missing, beginning) in [
            ("--because", "pseudonyms are not turned back without a reason"),
            ("--requested-by", "it was not said who wants to know"),
        ] {
            var options = Self.reason
            options.removeSubrange(options.firstIndex(of: missing)!...(options.firstIndex(of: missing)! + 1))
            try exchange.expectRefusal(
                ["pseudonyms", "reverse"] + Self.byKey + options + ["-o", "out"], ExitCode.usage, "usage", beginning)
        }
        #expect(try !workshop.names.contains("out"))
    }

    @Test func `a pseudonym of another key or domain is refused, and nothing is written`() throws {
        let made = try lines("make", Self.byKey, of: "Ana\n", ["--reversible"])[0]
        let other = Self.byKey.map { $0 == "fiu.example" ? "court.example" : $0 }
        let outcome = try exchange.proviso(
            ["pseudonyms", "reverse"] + other + Self.reason + ["-o", "out"], input: .text(made))
        #expect(outcome.ending == .exit(ExitCode.badData))
        #expect(outcome.errors.contains("proviso: -:1: a pseudonym that version 0 of this key has not made"))
        #expect(!outcome.errors.contains(made.dropFirst(10)))
        #expect(!workshop.exists("out"))
        try exchange.expectRefusal(
            ["pseudonyms", "make"] + other + ["--key-fingerprint", "fp_qfqow36gcvirj65fy3dvqqtc54", "-o", "out"],
            ExitCode.configuration, "key-fingerprint", "the key or the domain is not the one of fp_qfqow36gcv")
    }

    // MARK: - Versions and domains

    @Test func `reversible pseudonyms in any text move to the active version, and the old one can go`() throws {
        try exchange.makeRing()
        let old = try lines("make", Self.byRing, of: "Ana\nIvo\n", ["--reversible"])
        try workshop.write("cases", "{\"who\":\"\(old[0])\",\"note\":\"met \(old[1])\"}\nnobody\n")
        try exchange.answer(["keys", "rotate", Exchange.ring] + Exchange.opening)
        let answer = try exchange.answer(["pseudonyms", "rewrap"] + Self.byRing + ["-o", "moved", "cases"])
        #expect(answer["translated"]?.number == 2 && answer["lines"]?.number == 2 && answer["version"]?.number == 2)
        let new = try lines("make", Self.byRing, of: "Ana\nIvo\n", ["--reversible"])
        #expect(try workshop.read("moved") == "{\"who\":\"\(new[0])\",\"note\":\"met \(new[1])\"}\nnobody\n")
        let inventory = try exchange.answer(
            ["keys", "inventory", "--keyring", Exchange.ring] + Exchange.opening + ["moved"])
        #expect(inventory["versions"]?.list?.map { $0["pseudonyms"]?.number } == [0, 2])
        _ = try exchange.destroy(1)
        #expect(try lines("rewrap", Self.byRing, of: new[0]) == [new[0]])
    }

    @Test func `reversible pseudonyms are translated into another domain without an identifier`() throws {
        try exchange.makeRing()
        let made = try lines("make", Self.byRing, of: "Ana\n", ["--reversible"])[0]
        let court = ["--to-domain", "court.example", "--to-epoch", "2026"]
        let translated = try lines("translate", Self.byRing, of: made, court)
        let options =
            ["--type", "person", "--domain", "court.example", "--epoch", "2026", "--keyring", Exchange.ring]
            + Exchange.opening
        #expect(try translated == lines("make", options, of: "Ana\n", ["--reversible"]))
    }

    @Test func `a translation file leads from one version to another`() throws {
        try exchange.makeRing()
        let old = try lines("make", Self.byRing, of: "Ana\nIvo\n")
        try exchange.answer(["keys", "rotate", Exchange.ring] + Exchange.opening)
        let new = try lines("make", Self.byRing, of: "Ana\nIvo\n")
        #expect(
            try lines("map", Self.byRing, of: "Ana\nIvo\n", ["--from", "1"]) == zip(old, new).map { "\($0),\($1)" })
        #expect(
            try lines("map", Self.byRing, of: "Ana\n", ["--from", "2", "--to", "1"]) == ["\(new[0]),\(old[0])"])
        try exchange.expectRefusal(
            ["pseudonyms", "map"] + Self.byRing + ["--from", "7", "-o", "out"], ExitCode.configuration, "key-unknown")
    }

    // MARK: - Bad lines and interruptions

    @Test func `a bad line stops the work, or is left empty`() throws {
        let options = Self.byKey + ["--canonical", "digits"]
        let outcome = try exchange.proviso(["pseudonyms", "make"] + options, input: "12\nCANARY\n34\n")
        #expect(outcome.ending == .exit(ExitCode.badData))
        #expect(outcome.output.count { $0 == "\n" } == 1)
        #expect(outcome.problems.count == 1 && outcome.errors.hasPrefix("proviso: -:2: an identifier that 'digits'"))
        let skipped = try exchange.proviso(
            ["pseudonyms", "make"] + options + ["--on-error", "empty"], input: "12\nCANARY\n34\n")
        #expect(skipped.ending == .exit(ExitCode.done))
        #expect(
            skipped.output.split(separator: "\n", omittingEmptySubsequences: false).map(\.isEmpty) == [
                false, true, false, true,
            ])
        #expect(skipped.errors == "proviso: 1 of 3 lines were left empty\n")
        try workshop.write("in", "12\nCANARY\n")
        _ = try exchange.proviso(["pseudonyms", "make"] + options + ["-o", "out", "in"])
        #expect(!workshop.exists("out"))
    }

    @Test func `work that is killed again and again is finished by those who resume it`() throws {
        let count = 60_000
        try workshop.write("ids", (0..<count).map { "person \($0)\n" }.joined())
        let plain = ["pseudonyms", "make"] + Self.byKey + ["--reversible"]
        try exchange.answer(plain + ["-o", "whole", "ids"])
        let resuming = plain + ["--resume", "-o", "out", "ids"]
        func check(_ round: Int) throws {
            // Either there is no result yet, or it is whole.
            guard workshop.exists("out") else { return }
            #expect(try workshop.readBytes("out") == workshop.readBytes("whole"))
            try FileManager.default.removeItem(atPath: workshop.path(of: "out"))
        }
        try exchange.killing({ _ in resuming }, at: Exchange.created, times: 12, check: check)
        let answer = try exchange.answer(resuming)
        #expect(answer["lines"]?.number == 60_000)
        #expect(try workshop.readBytes("out") == workshop.readBytes("whole"))
        #expect(try !workshop.names.contains("out.partial"))
    }

    @Test func `what another key has begun is not gone on with`() throws {
        try workshop.write("ids", "Ana\nIvo\n")
        try workshop.write("out.partial", "person_0_aaaaaaaaaaaaaaaaaaaaaaaaaa\n")
        try exchange.expectRefusal(
            ["pseudonyms", "make"] + Self.byKey + ["--resume", "-o", "out", "ids"], ExitCode.inputOutput,
            "store-failed", "out.partial: begun with another input or another key")
        #expect(!workshop.exists("out"))
    }

    // MARK: - Arguments

    @Test(arguments: [
        (["make", "--type", "person", "--domain", "d"], "no key was named"),
        (["make", "--type", "person", "--key-file", "key"], "pseudonyms are made in a domain"),
        (["make", "--type", "Person", "--domain", "d", "--key-file", "key"], "--type: a pseudonym type cannot be"),
        (["make"] + byKey + ["--canonical", "nfc"], "--canonical: no canonicalization is called 'nfc'"),
        (["make"] + byKey + ["--on-error", "skip"], "--on-error cannot be 'skip'"),
        (["make"] + byKey + ["--resume"], "--resume goes on with a file"),
        (["make"] + byKey + ["--jobs", "0", "-o", "x"], "--jobs 0 is out of range"),
        (["rewrap"] + byKey, "a key file has one version"),
        (["make"] + byKey + ["-o", "key"], "-o and the key file"),
    ])
    func `mistakes in the arguments are found before anything is read`(arguments: [String], beginning: String) throws {
        let outcome = try workshop.run(["pseudonyms"] + arguments, input: "Ana\n")
        #expect(outcome.ending == .exit(ExitCode.usage), "\(outcome.errors)")
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(beginning), "\(outcome.errors)")
        #expect(try workshop.read("key") == Self.keyFile)
    }
}
