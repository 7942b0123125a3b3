import Testing

@testable import Proviso

@Suite struct CredentialPatternBlocksTests {
    private let blocks = PatternExamples(.privateKey) { CredentialPattern.matchKeyBlock(in: $0, at: $1) }
    private let headers = PatternExamples(.apiKey, .word { CredentialPattern.matchAuthorization(in: $0, word: $1) })

    private static let line = "MIIB" + "Vq7Rw2xT9bK4mZ1vN8cLs5YdG3hJf6PaE0uXoQ7rW2Xt9Bk4Mz1Vn8ClS5yD"

    private static func begin(_ label: String) -> String { "-----BEGIN " + label + "-----" }
    private static func end(_ label: String) -> String { "-----END " + label + "-----" }
    private static func key(_ label: String) -> String { "\(begin(label))\n\(line)\n\(line)\nq7Rw2w==\n\(end(label))" }

    @Test func `private keys are found whole`() {
        for label in [
            "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
        ] {
            blocks.expect(.distinct, ["⟦\(Self.key(label))⟧", "key: ⟦\(Self.key(label))⟧\nmore"])
        }
        let pgp =
            "\(Self.begin("PGP PRIVATE KEY BLOCK"))\nVersion: x 1.0 (y)\n\n\(Self.line)\n=aBcD\n\(Self.end("PGP PRIVATE KEY BLOCK"))"
        let legacy =
            "\(Self.begin("RSA PRIVATE KEY"))\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0F1E2D3C\n\n\(Self.line)\n"
            + Self.end("RSA PRIVATE KEY")
        blocks.expect(
            .distinct,
            [
                "⟦\(pgp)⟧ behind", "⟦\(legacy)⟧\n",
                "{\"key\":\"⟦\(Self.begin("PRIVATE KEY"))\\n\(Self.line)\\n\(Self.end("PRIVATE KEY"))⟧\\n\"}",
                "KEY=⟦\(Self.begin("PRIVATE KEY")) \(Self.line) \(Self.line) \(Self.end("PRIVATE KEY"))⟧ x",
                "⟦\(Self.key("PRIVATE KEY"))⟧\n⟦\(Self.key("EC PRIVATE KEY"))⟧",
                "  ⟦\(Self.begin("PRIVATE KEY"))\r\n  \(Self.line)\r\n  \(Self.end("PRIVATE KEY"))⟧",
            ])
    }

    @Test func `a key that is cut off ends with its last line`() {
        let begin = Self.begin("PRIVATE KEY")
        blocks.expect(
            .distinct,
            [
                "⟦\(begin)\n\(Self.line)\n\(Self.line)⟧", "⟦\(begin)\n\(Self.line)\nq7Rw2w==⟧; and so on",
                "⟦\(begin)\n\(Self.line)⟧ [truncated]", "⟦\(begin)\n\(Self.line)⟧\n\(Self.begin("CERTIFICATE"))",
            ])
        let long = begin + String(repeating: "\n" + Self.line, count: 300)
        let bytes = Array(long.utf8)
        let match = CredentialPattern.matchKeyBlock(in: bytes.span, at: 0)
        #expect(match?.range == 0..<16 << 10)
    }

    @Test func `what is no private key is not found`() {
        blocks.expectNone([
            Self.key("PUBLIC KEY"), Self.key("CERTIFICATE"), Self.key("RSA PUBLIC KEY"),
            Self.key("CERTIFICATE REQUEST"), Self.key("PGP PUBLIC KEY BLOCK"), Self.key("PGP MESSAGE"),
            Self.key("PRIVATE KEYS"),
            Self.begin("PRIVATE KEY"), "\(Self.begin("PRIVATE KEY")) is how a key begins",
            "\(Self.begin("PRIVATE KEY"))\n...\n\(Self.end("PRIVATE KEY"))", "-----BEGIN PRIVATE KEY\n\(Self.line)",
            "----BEGIN PRIVATE KEY-----\n\(Self.line)", "-----BEGIN-----\n\(Self.line)", "-----BEGIN \n\(Self.line)",
            "-----END PRIVATE KEY-----\n\(Self.line)", "-----begin private key-----\n\(Self.line)",
            String(repeating: "-", count: 80),
        ])
    }

    // MARK: HTTP

    @Test func `the credentials of HTTP are found without the word before them`() {
        let token = "q7Rw2xT9bK4m" + "Z1vN8cLs5YdG3hJf"
        headers.expect(
            .distinct,
            [
                "Authorization: Bearer ⟦\(token)⟧", "authorization: bearer ⟦\(token)⟧\r\n",
                "-H 'Authorization: Bearer ⟦\(token)⟧'", "\"Authorization\": \"Bearer ⟦\(token)⟧\"",
                "Bearer ⟦\(token)⟧.", "Bearer ⟦4\(token)⟧ was taken",
                "Authorization: Bearer ⟦abcdefgh⟧", "Bearer ⟦\(token)+/~._-==⟧", "Authorization=Bearer ⟦secrettoken⟧",
                "Authorization: Basic ⟦amFu" + "YTpzZWNyZXQ=⟧", "Basic ⟦amFuYTpz" + "ZWNyZXQx⟧,",
                "basic ⟦dTpw" + "dzEyMw==⟧",
                "Proxy-Authorization: Basic ⟦amFu" + "YTpzZWNyZXQ=⟧",
            ])
        headers.expectNone([
            "Bearer token", "Bearer of this letter", "the bearer authentication scheme", "Bearer", "Bearer ",
            "Bearer  \(token)", "Authorization: Bearer xxxxxxxxxxxx", "Authorization: Bearer <token>",
            "Bearer aaaaaaaaaaaaaaaaaaaaaaaa1", "Basic training", "Basic knowledge of chemistry", "Basic 12345678",
            "Basic amFuYQ==",
            "Basics amFuYTpzZWNyZXQ=", "xBearer \(token)", "Basic amFuYTpzZWNyZX", "Bearer responsibilities",
            "BASIC programming", "Bearer 12345678901234567890",
        ])
    }

    @Test func `a token of claims behind Bearer is one`() {
        let token = "ey" + "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5hIn0.q7Rw2xT9bK4mZ1vN8cLs5YdG3hJf"
        PatternExamples(.jsonWebToken, .word { CredentialPattern.matchAuthorization(in: $0, word: $1) }).expect(
            .distinct, ["Authorization: Bearer ⟦\(token)⟧", "bearer ⟦\(token)⟧,"])
    }
}
