import ProvisoCrypto
import Testing

@testable import Proviso

/// `RedactionFiles`: watch lists and context words that a policy names.
@Suite struct RedactionFilesTests {
    /// A filter under a policy that lies in a folder and redacts `$.a`.
    private func filter(_ redaction: String, in folder: borrowing TemporaryFolder) throws -> RecordFilter {
        let path = try folder.write(policyText(rule: "{ redact: \(redaction) }"), to: "policy.yaml")
        return try RecordFilter(MinimizationPolicy(contentsOfFile: path))
    }

    /// Why there is no such filter.
    private func refusal(_ redaction: String, in folder: borrowing TemporaryFolder) throws -> ProvisoError? {
        do {
            _ = try filter(redaction, in: folder)
            return nil
        } catch let error as ProvisoError {
            return error
        }
    }

    private func redacted(_ text: String, by filter: RecordFilter) -> String {
        let result = filter.run("{\"a\":\"\(text)\"}\n")
        #expect(result.error == nil)
        return String(result.text.dropFirst(6).dropLast(3))
    }

    // MARK: - Watch lists

    @Test func `a watch list lies beside the policy's file, and has a value on each line`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("# names\nJana Roth\n\n  \nBert Klee", to: "names.txt")
        let filter = try filter("{ find: [known], watch-list: names.txt }", in: folder)
        #expect(redacted("Roth, Bert Klee, names and Ute", by: filter) == "[known], [known], names and Ute")
    }

    @Test func `a whole path is taken as it is`() throws {
        let folder = try TemporaryFolder()
        let other = try TemporaryFolder()
        let path = try other.write("Jana Roth\n", to: "names.txt")
        let filter = try filter("{ find: [known], watch-list: \"\(path)\" }", in: folder)
        #expect(redacted("Roth", by: filter) == "[known]")
    }

    @Test func `lines may end as on Windows`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("# names\r\nAB-1234\r\n\r\nCD-5678\r\n", to: "files.txt")
        let filter = try filter("{ find: [known], watch-list: { file: files.txt, kind: exact } }", in: folder)
        #expect(redacted("AB-1234, ab1234, CD-5678; CD-56789", by: filter) == "[known], [known], [known]; CD-56789")
    }

    @Test func `a byte order mark is no part of the first value`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("\u{FEFF}Jana Roth\n", to: "names.txt")
        _ = try folder.write("\u{FEFF}# no name\nUte Laurin\n", to: "more.txt")
        let filter = try filter("{ find: [known], watch-list: [names.txt, more.txt] }", in: folder)
        #expect(redacted("Jana Roth, no name, Laurin", by: filter) == "[known], no name, [known]")
    }

    @Test func `the kind says how the values of a list are looked for`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("Jana Roth\n", to: "names.txt")
        let asNames = try filter("{ find: [known], watch-list: { file: names.txt, kind: name } }", in: folder)
        #expect(redacted("Roth, jana roth", by: asNames) == "[known], [known]")
        let exact = try filter("{ find: [known], watch-list: { file: names.txt, kind: exact } }", in: folder)
        #expect(redacted("Roth, jana roth", by: exact) == "Roth, [known]")
    }

    @Test func `an empty list is a list without values`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("# none yet\n", to: "names.txt")
        #expect(redacted("Jana", by: try filter("{ find: [known], watch-list: names.txt }", in: folder)) == "Jana")
    }

    @Test(arguments: ["ab", "a.b", "--", "1 2"])
    func `a value that is too short is refused with its line, and not shown`(value: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("# names\r\nJana Roth\n\n\(value)\n", to: "names.txt")
        let error = try #require(try refusal("{ watch-list: names.txt }", in: folder))
        #expect(error.code == .policyRedaction)
        #expect(
            error.description
                == "\(path):4: a value of fewer than three letters or digits (rule $.a); "
                + "leave it out; it would be found everywhere")
    }

    @Test func `a list that is not UTF-8 is refused`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("Jana M".utf8) + [0xFC] + Array("ller\n".utf8), to: "names.txt")
        for options in ["{ watch-list: names.txt }", "{ context-words: [names.txt] }"] {
            let error = try #require(try refusal(options, in: folder))
            #expect(error.code == .policyRedaction)
            #expect(
                error.description
                    == "\(path): a list that is not UTF-8 (rule $.a); convert it with iconv -t UTF-8")
        }
    }

    @Test func `a list that is not there is missing`() throws {
        let folder = try TemporaryFolder()
        for options in ["{ watch-list: none.txt }", "{ context-words: [none.txt] }"] {
            let error = try #require(try refusal(options, in: folder))
            #expect(error.code == .storeMissing)
            #expect(error.description.contains(folder.path("none.txt")))
        }
    }

    // MARK: - Context words

    @Test func `context words stand beside those that are built in`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("language: mul\nde-tax-id: Wurzelzahl\n", to: "words.txt")
        let (text, number) = ("die Wurzelzahl ", "86095742719")
        let without = try filter("{ find: [de-tax-id], threshold: 85 }", in: folder)
        let with = try filter("{ find: [de-tax-id], threshold: 85, context-words: [words.txt] }", in: folder)
        #expect(redacted(text + number, by: without) == text + number)
        #expect(redacted(text + number, by: with) == text + "[de-tax-id]")
        #expect(redacted("Steuer-ID " + number, by: with) == "Steuer-ID [de-tax-id]")
        // Lines may end as on Windows here too.
        _ = try folder.write("\u{FEFF}language: mul\r\n# one word\r\nde-tax-id: Wurzelzahl\r\n", to: "words.txt")
        let again = try filter("{ find: [de-tax-id], threshold: 85, context-words: [words.txt] }", in: folder)
        #expect(redacted(text + number, by: again) == text + "[de-tax-id]")
    }

    @Test(arguments: [
        ("iban: x", ": the words name no language (rule $.a); begin with `language: en`"),
        ("language: en\nibna: account", ":2: no type is called 'ibna' (rule $.a); did you mean 'iban'?"),
        ("language: en\n\niban account", ":3: no colon (rule $.a); write TYPE: word, word"),
    ])
    func `context words that are wrong are refused with file, line and rule`(text: String, problem: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text + "\n", to: "words.txt")
        let error = try #require(try refusal("{ context-words: [words.txt] }", in: folder))
        #expect(error.code == .redactionWords)
        #expect(error.description == path + problem)
    }

    // MARK: - The report

    @Test func `the report has the digest of each file, once, as the policy names it`() throws {
        let folder = try TemporaryFolder()
        let (names, words) = ("Jana Roth\n", "language: en\niban: account\n")
        _ = try folder.write(names, to: "names.txt")
        _ = try folder.write(words, to: "words.txt")
        let filter = try filter("{ watch-list: [names.txt, names.txt], context-words: [words.txt] }", in: folder)
        let report = try #require(filter.run("{\"a\":\"x\"}").report)
        #expect(
            report.redactionFiles == [
                "names.txt": ContentDigest(of: Array(names.utf8)), "words.txt": ContentDigest(of: Array(words.utf8)),
            ])
        #expect(
            try JSONValue(report.json)["policy"]?["redaction-files"]
                == .object([
                    "names.txt": .string(ContentDigest(of: Array(names.utf8)).description),
                    "words.txt": .string(ContentDigest(of: Array(words.utf8)).description),
                ]))
        for text in [report.json, report.description] { #expect(!text.contains("Jana")) }
    }

    @Test func `a policy without files has none in its report`() throws {
        let report = try #require(makeFilter("\"$.a\": { redact: everything }").run("{\"a\":\"x\"}").report)
        #expect(report.redactionFiles.isEmpty)
        #expect(try JSONValue(report.json)["policy"]?["redaction-files"] == nil)
    }
}
