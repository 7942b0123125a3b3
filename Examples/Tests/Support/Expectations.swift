// A build without tests comes by here too, and then Testing cannot be seen.
#if canImport(Testing)

package import Testing

/// The exit codes of sysexits.h that the programs use.
package enum ExitCode {
    package static let done: Int32 = 0
    package static let usage: Int32 = 64
    package static let badData: Int32 = 65
    package static let inputMissing: Int32 = 66
    package static let inputOutput: Int32 = 74
    package static let fileMode: Int32 = 77
    package static let configuration: Int32 = 78
}

/// A run that ends well and says nothing on standard error.
package func expectDone(
    _ outcome: Workshop.Outcome, output: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.ending == .exit(ExitCode.done), sourceLocation: sourceLocation)
    #expect(outcome.errors == "", sourceLocation: sourceLocation)
    if let output { #expect(outcome.output == output, sourceLocation: sourceLocation) }
}

/// A run that ends with a code, and with one line for every problem: each begins with the program and the text given
/// for it, says what to do after a semicolon, and holds nothing that could steer a terminal.
package func expectProblems(
    _ outcome: Workshop.Outcome, _ code: Int32, _ beginnings: String..., output: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.ending == .exit(code), "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.output == output, sourceLocation: sourceLocation)
    #expect(outcome.problems.count == beginnings.count, "\(outcome.errors)", sourceLocation: sourceLocation)
    for (problem, beginning) in zip(outcome.problems, beginnings) {
        #expect(problem.hasPrefix("\(outcome.program): " + beginning), "\(problem)", sourceLocation: sourceLocation)
    }
    expectForm(outcome, sourceLocation: sourceLocation)
}

/// Every line of standard error has the form `PROGRAM: what is wrong; what to do`.
package func expectForm(_ outcome: Workshop.Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
    for problem in outcome.problems {
        let hasForm =
            problem.hasPrefix("\(outcome.program): ")
            && problem.dropFirst(outcome.program.count + 2).wholeMatch(of: /\S.*; \S.*[^.\s]/) != nil
        #expect(hasForm, "\(problem)", sourceLocation: sourceLocation)
        let isVisible = problem.unicodeScalars.allSatisfy {
            switch $0.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        #expect(isVisible, "\(problem.debugDescription)", sourceLocation: sourceLocation)
    }
    let isEnded = outcome.errors.isEmpty || outcome.errors.hasSuffix("\n")
    #expect(isEnded, sourceLocation: sourceLocation)
}

#endif
