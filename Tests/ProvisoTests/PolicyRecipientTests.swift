import Proviso
import Testing

/// The recipient of a policy, who is a party and so has a name of bounded length.
@Suite struct PolicyRecipientTests {
    @Test func `a recipient's name may have 256 bytes, and one with more is a problem that is told`() {
        let longest = String(repeating: "r", count: 256)
        func text(_ name: String) -> String { policyText(rule: "keep").replacing("test.example\n", with: name + "\n") }
        #expect(problems(text(longest)) == [])
        #expect(
            problems(text(longest + "r")) == ["policy.yaml:3:12: recipient has more than 256 bytes; say it shorter"])
        #expect(
            problems { try MinimizationPolicy(purpose: "p", recipient: longest + "r") { FieldRule("$.a", .keep) } }
                == ["recipient has more than 256 bytes; say it shorter"])
    }
}
