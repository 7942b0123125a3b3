import Foundation
import Proviso
import Testing

@Suite struct PolicyCaseTests {
    @Test(arguments: FilterCase.all)
    func `a case gives its output, report and errors`(filterCase: FilterCase) throws {
        let outcome = try Self.outcome(of: filterCase)
        #expect(outcome.exit == filterCase.expectedExit)
        #expect(outcome.result.text == filterCase.expectedOutput)
        #expect(outcome.result.output == Array(filterCase.expectedOutput.utf8))
        for expected in filterCase.expectedErrors {
            #expect(outcome.errors.contains(expected), "\(expected) is not in \(outcome.errors)")
        }
        #expect(outcome.errors.isEmpty == (filterCase.expectedExit == 0))
        // The purpose is the policy's own text and stands in every report.
        let purpose = outcome.result.report?.purpose.description ?? "-"
        for secret in filterCase.mustNotAppear {
            for text in outcome.result.everything + [outcome.errors] {
                #expect(!text.replacing(purpose, with: "").contains(secret), "\(secret) is in \(text)")
            }
        }
        guard let expected = filterCase.expectedReport else { return }
        let report = try JSONValue(try #require(outcome.result.report).json)
        for (name, value) in expected { #expect(report[name] == value, "\(name)") }
    }

    @Test(arguments: FilterCase.all.filter { $0.expectedExit != 78 })
    func `a case gives the same wherever its input is cut`(filterCase: FilterCase) throws {
        let filter = try Self.filter(of: filterCase)
        let whole = filter.run(filterCase.input)
        for blockSize in Array(1...64) + [67, 97, 251, 509, 1021, 4093] {
            #expect(filter.run(filterCase.input, blockSize: blockSize) == whole, "blocks of \(blockSize)")
        }
        let several = try Self.filter(of: filterCase, jobs: 3)
        for blockSize in [1, 7, 4093] {
            #expect(several.run(filterCase.input, blockSize: blockSize) == whole, "3 jobs, blocks of \(blockSize)")
        }
    }

    @Test(arguments: FilterCase.all.filter { $0.expectedExit == 0 && $0.format == "ndjson" })
    func `filtering what was filtered again finds nothing malformed`(filterCase: FilterCase) throws {
        let filter = try makeFilter("\"$.*\": keep-subtree")
        let result = filter.run(filterCase.expectedOutput)
        #expect(result.error == nil)
        #expect(result.text == filterCase.expectedOutput)
    }

    private struct Outcome {
        var exit: Int
        var result = FilterResult()
        var errors = ""
    }

    /// What `redact` would do: read the policy and the key, filter, and turn an error into its exit code.
    private static func outcome(of filterCase: FilterCase) throws -> Outcome {
        do {
            let filter = try filter(of: filterCase)
            let result = filter.run(filterCase.input)
            guard let error = result.error else { return Outcome(exit: 0, result: result) }
            return Outcome(
                exit: [.recordMalformed, .recordStopped].contains(error.code) ? 65 : -1, result: result,
                errors: error.description)
        } catch let error as PolicyError {
            return Outcome(exit: 78, errors: error.description)
        } catch let error as ProvisoError where error.code == .policyKey {
            return Outcome(exit: 78, errors: error.description)
        }
    }

    private static func filter(of filterCase: FilterCase, jobs: Int = 1) throws -> RecordFilter {
        let policy = try MinimizationPolicy(text: filterCase.policy, source: "policy.yaml")
        let options = RecordFilter.Options(
            format: filterCase.recordFormat,
            onBadRecord: filterCase.arguments == ["--on-error", "skip"] ? .skip : .stop,
            jobs: jobs)
        guard let keyFile = filterCase.keyFile else { return try RecordFilter(policy, options: options) }
        let folder = try TemporaryFolder()
        return try RecordFilter(
            policy, key: KeyFile.read(folder.write(keyFile, to: "case.key")), options: options)
    }
}
