public import Proviso

/// Makes a filter under a policy that is written in YAML: its `fields` or `kinds`, and what else goes before them.
public func filter(_ lines: String) -> RecordFilter {
    let text = "proviso: policy/v1\npurpose: test\nrecipient: test.example\ndomain: test.example/case-1\n" + lines
    do {
        return try filter(MinimizationPolicy(text: text, source: "policy.yaml"))
    } catch {
        fatalError("\(error)")
    }
}

/// A filter under a policy, with a key that everybody knows.
public func filter(_ policy: MinimizationPolicy) throws -> RecordFilter {
    let bytes = [UInt8](0..<32)
    return try RecordFilter(policy, key: RootKey(copying: bytes.span))
}
