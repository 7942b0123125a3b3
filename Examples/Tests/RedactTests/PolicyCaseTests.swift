import TestSupport
import Testing

/// The worked cases, each through the whole program.
struct PolicyCaseTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func `there are worked cases`() {
        #expect(PolicyCase.all.count >= 90)
    }

    @Test(arguments: PolicyCase.all)
    func `a worked case ends as it says`(_ policyCase: PolicyCase) throws {
        try workshop.write("policy.yaml", policyCase.policy)
        var arguments = ["--policy", "policy.yaml", "--format", policyCase.format, "--report", "report.json"]
        if let key = policyCase.key {
            try workshop.write("case.key", key)
            arguments += ["--key-file", "case.key"]
        }
        let outcome = try workshop.redact(arguments + policyCase.arguments, input: .bytes(policyCase.input))

        #expect(outcome.ending == .exit(policyCase.expectedExit))
        #expect(outcome.output == policyCase.expectedOutput)
        #expect(outcome.problems.count == policyCase.referenceErrors.count, "\(outcome.errors)")
        for text in policyCase.expectedErrors { #expect(outcome.errors.contains(text)) }
        expectForm(outcome)

        // A run that fails leaves no report, and nothing else either.
        #expect(try workshop.names == (policyCase.expectedExit == 0 ? ["report.json"] : []))
        for text in policyCase.mustNotAppear {
            #expect(!outcome.output.contains(text))
            #expect(!outcome.errors.contains(text))
        }
        if let expected = policyCase.expectedReport {
            let report = try JSON(workshop.read("report.json"))
            for (name, value) in expected { #expect(report[name] == value, "\(name)") }
        }
    }
}
