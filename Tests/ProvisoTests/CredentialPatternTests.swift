import Testing

@testable import Proviso

/// Every token is made up, and put together of two pieces, so that no scanner takes it for a real one.
@Suite struct CredentialPatternTests {
    private let keys = PatternExamples(.apiKey, .word { CredentialPattern.match(in: $0, word: $1) })
    private let webTokens = PatternExamples(.jsonWebToken, .word { CredentialPattern.match(in: $0, word: $1) })
    private let privateKeys = PatternExamples(.privateKey, .word { CredentialPattern.match(in: $0, word: $1) })

    /// Characters of a token, of which the first are `count`.
    private static func token(_ count: Int) -> String {
        String("q7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXo".prefix(count))
    }

    private static func hex(_ count: Int) -> String { String("0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c".prefix(count)) }

    @Test func `tokens are found by how they begin`() {
        let (t16, t20, t35, t36) = (Self.token(16), Self.token(20), Self.token(35), Self.token(36))
        keys.expect(
            .distinct,
            [
                "⟦AK" + "IAQ7RW2XT9BK4MZ1VN⟧", "id=⟦AS" + "IAQ7RW2XT9BK4MZ1VN⟧,", "⟦gh" + "p_\(t36)⟧",
                "token: ⟦gh" + "s_\(t36)⟧.", "⟦git" + "hub_pat_\(t20)_\(t36)⟧", "⟦gl" + "pat-\(t20)⟧",
                "⟦xo" + "xb-1234567890-\(t20)⟧", "⟦xa" + "pp-1-\(t20)⟧", "⟦sk" + "_live_\(t20)⟧",
                "⟦sk" + "_test_\(t16)⟧", "⟦rk" + "_live_\(t20)⟧", "⟦pk" + "_live_\(t20)⟧", "key=⟦AI" + "za\(t35)⟧&x",
                "⟦ya" + "29.\(t36)⟧", "⟦sk" + "-\(t36)⟧", "⟦sk" + "-ant-api03-\(t36)_\(t20)-A⟧",
                "⟦sk" + "-proj-\(t36)⟧", "⟦S" + "G.\(t20).\(t36)⟧", "⟦S" + "K\(Self.hex(32))⟧",
                "⟦A" + "C\(Self.hex(32))⟧;",
                "⟦np" + "m_\(t36)⟧", "⟦py" + "pi-\(t36)\(t36)⟧", "/⟦1234567890:A" + "A\(Self.token(33))⟧/",
                "\"⟦gh" + "o_\(t36)⟧\"",
            ])
    }

    @Test func `what begins like a token and is none is not found`() {
        let (t16, t20, t34, t36) = (Self.token(16), Self.token(20), Self.token(34), Self.token(36))
        keys.expectNone([
            "AK" + "IA", "AK" + "IAQ7RW2XT9BK4MZ1V", "AK" + "IAQ7RW2XT9BK4MZ1VNX", "AK" + "IAXXXXXXXXXXXXXXXX",
            "gh" + "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "gh" + "p_\(t20)", "gh" + "x_\(t36)",
            "x_gh" + "p_\(t36)", "ghp", "github_pat_", "gl" + "pat-short", "xo" + "xb-token", "xo" + "xz-\(t36)",
            "sk" + "_live_key", "sk" + "_live_xxxxxxxxxxxxxxxx", "sk_learn", "sk-learn-a-very-long-name-of-something",
            "sk-1", "pk_live_example", "AI" + "za\(t34)", "ya29", "SG.", "S" + "K\(Self.hex(31))",
            "SK" + "0f1e2d3c4b5a69788796A5B4C3D2E1F0", "np" + "m_run_build", "npm", "pypi-package",
            "1234567890:AB\(t36)",
            "1234567:A" + "A\(Self.token(33))", "12345678:A" + "A\(t16)", "eyebrow", "AGE",
            "A" + "C00000000000000000000000000000000", "S" + "G.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "_AK" + "IAQ7RW2XT9BK4MZ1VN",
            "éAK" + "IAQ7RW2XT9BK4MZ1VN", "version 12:AA", "sk" + "-ant-test",
        ])
    }

    // MARK: JWT

    private static let header = "ey" + "JhbGciOiJIUzI1NiJ9"
    private static let claims = "ey" + "JzdWIiOiJqYW5hIn0"

    @Test func `tokens of claims are found with their signatures`() {
        let (header, claims, signature) = (Self.header, Self.claims, Self.token(36))
        webTokens.expect(
            .distinct,
            [
                "⟦\(header).\(claims).\(signature)⟧", "token=⟦\(header).\(claims).\(signature)⟧;",
                "(⟦\(header).\(claims).\(signature)-_⟧).", "⟦\(header).\(claims).⟧ unsigned",
                "⟦\(header).\(signature).\(signature).\(signature).\(signature)⟧",
                "令牌⟦\(header).\(claims).\(signature)⟧。",
            ])
        webTokens.expectNone([
            header, "\(header).\(claims)", "\(header).x.y", "\(header)..\(signature)",
            "ey" + "J.\(claims).\(signature)", "x\(header).\(claims).\(signature)", "\(header) .\(claims).\(signature)",
            "\(header).\(signature).\(signature)", "eyelid.eyebrow.eyelash", "_\(header).\(claims).\(signature)",
            "\(header).\(claims).x",
        ])
    }

    // MARK: Keys

    @Test func `keys of age and of Proviso are found`() {
        let identity = "AGE-SECRET-KEY" + "-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGP23"
        let rootKey = "proviso-key" + "-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
        privateKeys.expect(
            .distinct, ["⟦\(identity)⟧", "# secret\n⟦\(identity)⟧\n", "⟦\(rootKey)⟧", "key: ⟦\(rootKey)⟧."])
        privateKeys.expectNone([
            "AGE-SECRET-KEY" + "-1", "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgp",
            "AGE-SECRET-KEY" + "-1XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "proviso-key" + "-v1:",
            "proviso-key" + "-v1:AAECAwQF", "proviso-key" + "-v2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "xproviso-key" + "-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
        ])
    }

    @Test func `a first byte that begins no form is refused before anything else`() {
        for byte in UInt8.min ... .max where !CredentialPattern.mayBegin(byte) {
            for rest in ["KIAQ7RW2XT9BK4MZ1VN", "hp_\(Self.token(36))", "yJ", "k-\(Self.token(36))"] {
                let text = [byte] + Array(rest.utf8)
                let found = CredentialPattern.match(in: text.span, word: 0..<text.count)
                #expect(found == nil)
            }
        }
        #expect("ASegnprsxy0123456789".utf8.allSatisfy(CredentialPattern.mayBegin))
    }
}
