import Foundation
import Testing

@testable import Proviso

/// Values that are sealed to a recipient, and what they are bound to.
@Suite struct SealedValueTests {
    private static let policy = ContentDigest(of: "a policy")

    private static func context(_ path: String = "$.note", policy: ContentDigest? = policy) throws
        -> SealedValue.Context
    {
        SealedValue.Context(policy: policy, path: try FieldPath(path))
    }

    private static func randomBytes(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    @Test(arguments: [0, 1, 37, 38, 39, 165, 166, 167, 1000, 100_000])
    func `what was sealed opens, as a value and as a text`(byteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let value = Self.randomBytes(byteCount, &generator)
        let identity = try AgeIdentity.generate()
        let key = try AgreementKey.generate()
        let context = try Self.context()
        let forIdentity = SealedValue(value.span, to: identity.recipient, context: context)
        let forKey = SealedValue(value.span, to: key.publicKey, context: context)
        #expect(try forIdentity.open(with: identity, context: context) == value)
        #expect(try SealedValue(text: forIdentity.description).open(with: identity, context: context) == value)
        #expect(try SealedValue(text: forKey.description).open(with: key, context: context) == value)
        #expect(try SealedValue(text: forKey.description) == forKey)
    }

    @Test func `a text is sealed as its UTF-8`() throws {
        let identity = try AgeIdentity.generate()
        let context = try Self.context("$.subject.name")
        let sealed = SealedValue("Łukasz Østergård", to: identity.recipient, context: context)
        #expect(try sealed.open(with: identity, context: context) == Array("Łukasz Østergård".utf8))
    }

    /// The context for `$.note` has 89 bytes: 8 for the number of items, 25, 41 and 15.
    @Test func `the length tells the size class alone`() throws {
        let recipient = try AgeIdentity.generate().recipient
        let context = try Self.context()
        func textByteCount(_ byteCount: Int) -> Int {
            let value = [UInt8](repeating: 1, count: byteCount)
            return SealedValue(value.span, to: recipient, context: context).description.utf8.count
        }
        // A prefix of 18 characters, and the base64 of 128 or 256 bytes and 48 more.
        for byteCount in [0, 1, 20, 38] { #expect(textByteCount(byteCount) == 18 + 235) }
        for byteCount in [39, 100, 166] { #expect(textByteCount(byteCount) == 18 + 406) }
        #expect(textByteCount(167) == 18 + 427)
    }

    @Test func `two sealed values of one value have nothing in common`() throws {
        let recipient = try AgeIdentity.generate().recipient
        let one = SealedValue("a", to: recipient, context: try Self.context())
        let other = SealedValue("a", to: recipient, context: try Self.context())
        #expect(one != other)
        #expect(one.description.dropFirst(18).prefix(40) != other.description.dropFirst(18).prefix(40))
        #expect(one.description.suffix(40) != other.description.suffix(40))
    }

    @Test func `a value opens under its own context alone, and for its own recipient`() throws {
        let identity = try AgeIdentity.generate()
        let stranger = try AgeIdentity.generate()
        let other = ContentDigest(of: "another policy")
        let contexts = try [
            Self.context(), Self.context("$.notes"), Self.context("$.not"), Self.context("@.note"),
            Self.context(policy: nil), Self.context(policy: other), Self.context("$.*"), Self.context("$.a.note"),
        ]
        for (number, sealedUnder) in contexts.enumerated() {
            let sealed = SealedValue("v", to: identity.recipient, context: sealedUnder)
            for (otherNumber, context) in contexts.enumerated() where otherNumber != number {
                #expect(throws: CryptoError.payloadInvalid) { _ = try sealed.open(with: identity, context: context) }
            }
            #expect(try sealed.open(with: identity, context: sealedUnder) == [UInt8(ascii: "v")])
            #expect(throws: CryptoError.payloadInvalid) { _ = try sealed.open(with: stranger, context: sealedUnder) }
        }
    }

    @Test func `paths are the same whatever notation they were written in`() throws {
        let identity = try AgeIdentity.generate()
        let sealed = SealedValue("v", to: identity.recipient, context: try Self.context("$['note']"))
        #expect(try sealed.open(with: identity, context: Self.context("note")) == [UInt8(ascii: "v")])
    }

    @Test func `a changed bit is found wherever it is`() throws {
        let identity = try AgeIdentity.generate()
        let context = try Self.context()
        let text = SealedValue("v", to: identity.recipient, context: context).description
        let box = try #require(Base64.decode(String(text.dropFirst(18)), .urlUnpadded))
        for position in box.indices {
            // The top bit of a point is ignored, as RFC 7748 has it, but it enters the nonce.
            var changed = box
            changed[position] ^= 0x80
            let sealed = try SealedValue(text: "proviso-sealed-v1:" + Base64.encode(changed.span, .urlUnpadded))
            #expect(throws: CryptoError.payloadInvalid) { _ = try sealed.open(with: identity, context: context) }
        }
    }

    @Test func `no other text is a sealed value`() throws {
        let text = SealedValue("v", to: try AgeIdentity.generate().recipient, context: try Self.context()).description
        _ = try SealedValue(text: text)
        let body = text.dropFirst(18)
        let prefix = "proviso-sealed-v1:"
        let texts: [String] = [
            "", prefix, "\(body)", "proviso-sealed-v2:\(body)", "Proviso-sealed-v1:\(body)", " \(text)", "\(text) ",
            "\(text)\n", "\(text)=", "\(text)A", "\(text.dropLast())", "\(text.dropLast(4))", "\(text)AAAA",
            "\(text.dropLast())+", "\(text.dropLast())é",
            // 235 characters hold two bits that belong to no byte.
            "\(text.dropLast())B",
            "\(prefix)\(String(repeating: "A", count: 64))",
        ]
        for text in texts { #expect(refusal { _ = try SealedValue(text: text) } == .valueInvalid, "\(text)") }
    }

    // MARK: Made by other code

    private struct Row: Codable, CustomStringConvertible {
        let about, secretKey, path, text: String
        let policy, value: String?
        var description: String { about }

        func open() throws -> [UInt8] {
            let key = try AgreementKey(copying: bytes(hex: secretKey).span)
            let digest = policy.flatMap { ContentDigest(hexadecimal: $0) }
            let context = SealedValue.Context(policy: digest, path: try FieldPath(path))
            return try SealedValue(text: text).open(with: key, context: context)
        }
    }

    @Test func `the vectors of PyNaCl open, or are refused`() throws {
        let data = try Data(contentsOf: TestData.folder.appending(path: "Vectors/sealed-values.json"))
        let rows = try JSONDecoder().decode([Row].self, from: data)
        #expect(rows.count == 35)
        #expect(rows.filter { $0.value == nil }.count == 15)
        for row in rows {
            if let value = row.value {
                #expect(try row.open() == bytes(hex: value), "\(row)")
            } else {
                #expect(throws: CryptoError.payloadInvalid, "\(row)") { _ = try row.open() }
            }
        }
    }

    private static var lacksPyNaCl: Bool {
        Python.isMissing || (try? Python.run("import nacl.public; print('true')", input: 0, as: Bool.self)) != true
    }

    @Test(.enabled(if: !lacksPyNaCl, "there is no python3 with PyNaCl on the search path"))
    func `PyNaCl opens ours, and we open its`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var rows: [Row] = []
        for byteCount in [0, 1, 38, 39, 166, 167, 5000] {
            for (policy, path) in [(Self.policy, "$.note"), (nil, "$['message-id']"), (Self.policy, "$.Größe[*]")] {
                let secret = Self.randomBytes(32, &generator)
                let key = try AgreementKey(copying: secret.span)
                let value = Self.randomBytes(byteCount, &generator)
                let sealed = SealedValue(value.span, to: key.publicKey, context: try Self.context(path, policy: policy))
                rows.append(
                    Row(
                        about: "\(byteCount) bytes", secretKey: hex(secret), path: try FieldPath(path).description,
                        text: sealed.description, policy: policy?.description, value: hex(value)))
            }
        }
        let answers = try Python.run(
            SealedValuesPage.program() + Self.questions, input: rows, as: [Row].self)
        #expect(answers.count == rows.count)
        for (answer, row) in zip(answers, rows) {
            #expect(answer.value == row.value)
            #expect(answer.text != row.text)
            #expect(try answer.open() == bytes(hex: row.value!))
        }
    }

    /// Behind the page's program: opens what we have sealed, and seals it again.
    private static let questions = """

        import json, sys
        rows = json.load(sys.stdin)
        for row in rows:
            key = PrivateKey(bytes.fromhex(row["secretKey"]))
            policy = bytes.fromhex(row["policy"]) if row.get("policy") else None
            value = open_sealed(key, policy, row["path"], row["text"])
            row["value"] = value.hex()
            row["text"] = seal(key.public_key, policy, row["path"], value)
        print(json.dumps(rows))
        """
}

/// The page `Formats/SealedValues`.
enum SealedValuesPage {
    static func lines() throws -> [Substring] {
        let file = TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/SealedValues.md")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The page's Python, whose last lines check an example of its own.
    static func program() throws -> String {
        try lines().drop { $0 != "```python" }.dropFirst().prefix { $0 != "```" }.joined(separator: "\n")
    }
}

/// What the page says is what the library does.
@Suite struct SealedValuesPageTests {
    @Test func `the page's vectors open with the page's key`() throws {
        let lines = try SealedValuesPage.lines()
        let text = lines.joined(separator: "\n")
        let secret = [UInt8](1...32)
        let key = try AgreementKey(copying: secret.span)
        let place = try #require(text.range(of: "AGE-SECRET-KEY-1[A-Z0-9]{58}", options: .regularExpression))
        let identityText = Array(text[place].utf8)
        let identity = try AgeIdentity(text: identityText.span)
        #expect(text.contains("`\(identity.recipient)`"))
        #expect(AgeRecipient(publicKey: key.publicKey) == identity.recipient)
        let policy = ContentDigest(hexadecimal: hex([UInt8](0..<32)))
        let rows = lines.drop { $0 != "| Policy | Path | Value | Text |" }.dropFirst(2).prefix { $0.hasPrefix("|") }
        #expect(rows.count == 3)
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
            let path = try FieldPath(cells[1])
            let context = SealedValue.Context(policy: cells[0] == "given" ? policy : nil, path: path)
            let sealed = try SealedValue(text: cells[3])
            let value = Array((cells[2] == "empty" ? "" : cells[2]).utf8)
            #expect(try sealed.open(with: key, context: context) == value)
            #expect(try sealed.open(with: identity, context: context) == value)
        }
    }

    /// 98 bytes of context, so that 29 of value and one of padding fill 128.
    @Test func `the page's sizes come out`() throws {
        let recipient = try AgeIdentity.generate().recipient
        let context = SealedValue.Context(policy: ContentDigest(of: ""), path: try FieldPath("$.subject.phone"))
        let sizes = [29, 30, 157, 158].map { byteCount in
            let value = [UInt8](repeating: 1, count: byteCount)
            let text = SealedValue(value.span, to: recipient, context: context).description
            return Base64.decode(String(text.dropFirst(18)), .urlUnpadded)!.count - 48
        }
        #expect(sizes == [128, 256, 256, 272])
    }
}
