import Foundation
import Proviso
import Testing

/// A worked case of `Tests/Testkit/policy-cases`, as far as the tests of filtering need it.
struct FilterCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let policy: String
    /// The word behind `--format`.
    let format: String
    let delimiter: String
    let keyFile: String?
    let arguments: [String]
    let expectedExit: Int
    let expectedOutput: String
    let expectedReport: [String: JSONValue]?
    let expectedErrors: [String]
    let mustNotAppear: [String]
    private let text: String?
    private let base64: Data?

    private enum CodingKeys: String, CodingKey {
        case name, policy, format, delimiter
        case keyFile = "key_file"
        case arguments = "args"
        case expectedExit = "expected_exit"
        case expectedOutput = "expected_output"
        case expectedReport = "expected_report_subset"
        case expectedErrors = "expected_errors"
        case mustNotAppear = "must_not_appear"
        case text = "input"
        case base64 = "input_base64"
    }

    var input: [UInt8] { base64.map(Array.init) ?? Array((text ?? "").utf8) }

    /// All cases of the library, by name; exit code 64 is about the arguments of a program.
    static let all: [FilterCase] = {
        do {
            return try FileManager.default.contentsOfDirectory(
                at: TestData.folder.appending(path: "Testkit/policy-cases"), includingPropertiesForKeys: nil
            )
            .filter { $0.pathExtension == "json" }
            .map { try JSONDecoder().decode(FilterCase.self, from: Data(contentsOf: $0)) }
            .filter { $0.expectedExit != 64 }
            .sorted { $0.name < $1.name }
        } catch {
            fatalError("Tests/Testkit/policy-cases: \(error)")
        }
    }()

    var recordFormat: RecordFormat {
        switch format {
        case "json": .json
        case "text": .text
        case "csv": .csv(RecordFormat.TableOptions(delimiter: Character(delimiter)))
        default: .ndjson
        }
    }

    var testDescription: String { name }
}
