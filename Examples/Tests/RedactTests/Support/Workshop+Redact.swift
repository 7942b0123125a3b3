import TestSupport

/// A workshop with a policy and a key, for `redact`.
extension Workshop {
    /// The key of the worked cases.
    static let key = "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"

    /// A policy without pseudonyms.
    static let policy = policy(fields: "  \"$.a\": keep\n")

    /// A policy with a pseudonym.
    static let pseudonymPolicy = policy(fields: "  \"$.a\": { pseudonymize: { as: person } }\n")

    static func policy(fields: String) -> String {
        """
        proviso: policy/v1
        purpose: test
        recipient: test.example
        domain: test.example/case-1
        fields:
        \(fields)
        """
    }

    convenience init() throws {
        try self.init(for: "redact", files: ["policy.yaml": Self.policy, "case.key": Self.key])
    }

    /// Runs `redact` to its end.
    func redact(
        _ arguments: [String], input: Input = .stream(.null), output: ChildProcess.Stream? = nil
    ) throws -> Outcome {
        try run(arguments, input: input, output: output)
    }

    /// Runs `redact` under the workshop's policy.
    func filter(
        _ arguments: String..., input: Input = .stream(.null), output: ChildProcess.Stream? = nil
    ) throws -> Outcome {
        try redact(["--policy", "policy.yaml"] + arguments, input: input, output: output)
    }
}
