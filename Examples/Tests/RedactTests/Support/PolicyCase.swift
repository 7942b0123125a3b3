import Foundation
import TestSupport
import Testing

/// A worked case of `Tests/Testkit/policy-cases`.
struct PolicyCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let policy: String
    let format: String
    let key: String?
    let arguments: [String]
    let input: [UInt8]
    let expectedExit: Int32
    let expectedOutput: String
    let expectedReport: [String: JSON]?
    let expectedErrors: [String]
    let referenceErrors: [String]
    let mustNotAppear: [String]

    private enum CodingKeys: String, CodingKey {
        case name, policy, format, input
        case key = "key_file"
        case arguments = "args"
        case encodedInput = "input_base64"
        case expectedExit = "expected_exit"
        case expectedOutput = "expected_output"
        case expectedReport = "expected_report_subset"
        case expectedErrors = "expected_errors"
        case referenceErrors = "reference_stderr"
        case mustNotAppear = "must_not_appear"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        policy = try container.decode(String.self, forKey: .policy)
        format = try container.decode(String.self, forKey: .format)
        key = try container.decodeIfPresent(String.self, forKey: .key)
        arguments = try container.decode([String].self, forKey: .arguments)
        if let encoded = try container.decodeIfPresent(Data.self, forKey: .encodedInput) {
            input = Array(encoded)
        } else {
            input = Array(try container.decode(String.self, forKey: .input).utf8)
        }
        expectedExit = try container.decode(Int32.self, forKey: .expectedExit)
        expectedOutput = try container.decode(String.self, forKey: .expectedOutput)
        expectedReport = try container.decodeIfPresent([String: JSON].self, forKey: .expectedReport)
        expectedErrors = try container.decode([String].self, forKey: .expectedErrors)
        referenceErrors = try container.decode([String].self, forKey: .referenceErrors)
        mustNotAppear = try container.decode([String].self, forKey: .mustNotAppear)
    }

    /// All cases, by name.
    static let all: [PolicyCase] = {
        let folder = Programs.repository.appending(path: "Tests/Testkit/policy-cases")
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "json" }
                .map { try JSONDecoder().decode(PolicyCase.self, from: Data(contentsOf: $0)) }
                .sorted { $0.name < $1.name }
        } catch {
            fatalError("Tests/Testkit/policy-cases: \(error)")
        }
    }()

    var testDescription: String { name }
}
