import Foundation
import Testing

/// A worked case of `Tests/Testkit/policy-cases`, as far as the tests of reading need it.
struct PolicyCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let policy: String
    let expectedExit: Int
    let expectedErrors: [String]
    let referenceErrors: [String]
    let mustNotAppear: [String]

    private enum CodingKeys: String, CodingKey {
        case name, policy
        case expectedExit = "expected_exit"
        case expectedErrors = "expected_errors"
        case referenceErrors = "reference_stderr"
        case mustNotAppear = "must_not_appear"
    }

    /// All cases, by name.
    static let all: [PolicyCase] = {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Testkit/policy-cases")
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "json" }
                .map { try JSONDecoder().decode(PolicyCase.self, from: Data(contentsOf: $0)) }
                .sorted { $0.name < $1.name }
        } catch {
            fatalError("Tests/Testkit/policy-cases: \(error)")
        }
    }()

    /// Whether the policy itself is wrong; a valid one can lack its key.
    var isInvalid: Bool { expectedExit == 78 && name != "policy-no-key" }

    static let valid = all.filter { !$0.isInvalid }
    static let invalid = all.filter(\.isInvalid)

    var testDescription: String { name }
}
