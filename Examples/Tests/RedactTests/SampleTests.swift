import TestSupport
import Testing

/// The sample records and the sample policies.
struct SampleTests {
    let workshop: Workshop
    private let samples = Programs.examples + "/redact/sample"

    init() throws { workshop = try Workshop() }

    @Test func `the same seed gives the same records, and another seed others`() throws {
        let first = try workshop.sampleRecords("--seed", "7", "200")
        expectDone(first)
        #expect(first.output.split(separator: "\n").count == 200)
        #expect(try workshop.sampleRecords("200", "--seed", "7").bytes == first.bytes)
        #expect(try workshop.sampleRecords("--seed", "8", "200").bytes != first.bytes)
        #expect(try workshop.sampleRecords("200").bytes == workshop.sampleRecords("--seed", "1", "200").bytes)
    }

    @Test func `a long file begins with a short one`() throws {
        let short = try workshop.sampleRecords("20").bytes
        let long = try workshop.sampleRecords("200").bytes
        #expect(long.starts(with: short))
        expectDone(try workshop.sampleRecords("0"), output: "")
    }

    @Test(arguments: [
        [], ["-1"], ["x"], ["1", "2"], ["--seed"], ["--seed", "1"], ["--seed", "x", "1"], ["--seed", "-1", "1"],
        ["--seed", "1", "--seed", "1", "1"], ["--help"], ["1.5"], [""], ["99999999999999999999"],
    ])
    func `wrong arguments give one line`(_ arguments: [String]) throws {
        let outcome = try workshop.bash("sample-records " + arguments.map { "'\($0)'" }.joined(separator: " "))
        #expect(outcome.ending == .exit(ExitCode.usage))
        #expect(outcome.output == "")
        #expect(outcome.problems.count == 1)
        #expect(outcome.errors.hasPrefix("sample-records: usage: "))
    }

    @Test func `a reader of the samples who has enough is left in peace`() throws {
        let outcome = try workshop.bash("sample-records 100000 | head -n 1 | wc -l")
        #expect(outcome.output.contains("1"))
        expectDone(outcome)
    }

    @Test(.enabled(if: Programs.hasFullDevice))
    func `samples that do not fit are told`() throws {
        let outcome = try workshop.sampleRecords("5", output: .file("/dev/full"))
        #expect(outcome.ending == .exit(ExitCode.inputOutput))
        #expect(outcome.errors == "sample-records: standard output cannot be written\n")
    }

    @Test func `the sample policy takes every sample record, and lets no name through`() throws {
        let records = try workshop.sampleRecords("3000")
        let outcome = try workshop.redact(
            ["--policy", samples + "/policy.yaml", "--key-file", "case.key", "--report", "report.json"],
            input: .bytes(records.bytes))
        expectDone(outcome)
        let report = try JSON(workshop.read("report.json"))
        #expect(
            report["records"]
                == .object(["read": .number(3000), "written": .number(3000), "left-out": .object([:])]))
        guard case .array(let rules) = report["rules"] else {
            Issue.record("no rules")
            return
        }
        #expect(rules.count == 10)
        for rule in rules {
            #expect(rule["matched"] != .number(0), "\(rule)")
            #expect(rule["unhandled"] == .number(0), "\(rule)")
        }
        for name in ["\"name\"", "\"note\"", "\"street\"", "\"imsi\""] {
            #expect(!outcome.output.contains(name), "\(name)")
        }
        #expect(outcome.output.contains("\"national_id\":\"person_0_"))
    }

    @Test func `the sample policy for health records joins what belongs together`() throws {
        let records = """
            {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1984-07-19","name":[{"family":"CANARY"}]}
            {"resourceType":"Encounter","id":"e1","status":"finished","subject":{"reference":"urn:uuid:p1","display":"CANARY"},\
            "period":{"start":"2020-03-04T05:06:07Z"}}
            {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p1"},\
            "encounter":{"reference":"urn:uuid:e1"},"valueQuantity":{"value":1.50,"unit":"kg"}}
            {"resourceType":"Practitioner","id":"CANARY"}
            """
        let outcome = try workshop.redact(
            ["--policy", samples + "/fhir.yaml", "--key-file", "case.key"], input: .text(records))
        expectDone(outcome)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 3)
        let patients = outcome.output.matches(of: /patient_0_[a-z2-7]{26}/).map { String($0.output) }
        let encounters = outcome.output.matches(of: /encounter_0_[a-z2-7]{26}/).map { String($0.output) }
        #expect(patients.count == 3 && Set(patients).count == 1)
        #expect(encounters.count == 2 && Set(encounters).count == 1)
        #expect(outcome.output.contains("\"birthDate\":\"1984\""))
        #expect(outcome.output.contains("\"value\":1.50"))
        #expect(!outcome.output.contains("CANARY"))
    }
}
