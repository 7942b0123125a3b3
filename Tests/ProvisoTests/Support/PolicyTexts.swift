import Proviso

/// A policy in YAML with everything but its fields; the fields begin in line 6.
func policyText(fields: String) -> String {
    """
    proviso: policy/v1
    purpose: test
    recipient: test.example
    domain: test.example/case-1
    fields:
    \(fields)
    """
}

/// A policy in YAML with one rule for `$.a`, which stands in line 6 and column 10.
func policyText(rule: String) -> String {
    policyText(fields: "  \"$.a\": \(rule)")
}

/// A policy in YAML with everything required and some more lines; these begin in line 6.
func policyText(adding lines: String) -> String {
    """
    proviso: policy/v1
    purpose: test
    recipient: test.example
    fields:
      "$.a": keep
    \(lines)
    """
}

/// The problems of a policy, a line each; none if it is valid.
func problems(_ text: String, source: String? = "policy.yaml") -> [String] {
    problems(Array(text.utf8), source: source)
}

/// The problems of a policy's bytes, a line each; none if it is valid.
func problems(_ utf8: [UInt8], source: String? = "policy.yaml") -> [String] {
    do {
        _ = try MinimizationPolicy(utf8: utf8, source: source)
        return []
    } catch {
        precondition(!error.problems.isEmpty, "an error without a problem")
        return error.problems.map(\.description)
    }
}

/// The problems of a policy that is written in Swift.
func problems(_ make: () throws -> MinimizationPolicy) -> [String] {
    do {
        _ = try make()
        return []
    } catch let error as PolicyError {
        precondition(!error.problems.isEmpty, "an error without a problem")
        return error.problems.map(\.description)
    } catch {
        return ["another error: \(error)"]
    }
}
