import Testing

@testable import Proviso

@Suite struct SurrogateTests {
    private static func surrogate(_ type: RecognizedType, _ text: some Sequence<UInt8>) -> String? {
        var output = ByteBuffer()
        let bytes = Array(text)
        guard Surrogate.append(type, bytes.span, to: &output) else { return nil }
        return String(decoding: output.array, as: UTF8.self)
    }

    private static func surrogate(_ word: String, _ text: String) -> String? {
        surrogate(RecognizedType(word)!, text.utf8)
    }

    /// Addresses and days, which have one surrogate each.
    private static let fixed: Set<String> = ["email", "url", "ipv4", "ipv6", "date"]

    @Test func `addresses are those that are set aside for documentation`() {
        #expect(Self.surrogate("email", "jana@beispiel.de") == "user@example.com")
        #expect(Self.surrogate("url", "ftp://u:p@beispiel.de/x?y") == "https://example.com/")
        #expect(Self.surrogate("ipv4", "10.1.2.3") == "192.0.2.0")
        #expect(Self.surrogate("ipv6", "fe80::1%eth0") == "2001:db8::")
        #expect(Self.surrogate("mac-address", "a4:83:e7:12:34:56") == "00:00:5E:00:53:00")
        #expect(Self.surrogate("mac-address", "A483.E712.3456") == "0000.5E00.5300")
        #expect(Self.surrogate("mac-address", "a4-83-e7-ff-fe-12-34-56") == "00-00-5E-00-53-00-00-00")
        #expect(Self.surrogate("date", "5. März 2024") == "0000-00-00")
        #expect(Self.surrogate("coordinates", "52.5200° N, 13.4050° E") == "99.9999° X, 99.9999° X")
        #expect(Self.surrogate("phone", "+49 (0) 30/123-45") == "+00 (0) 00/000-00")
        #expect(
            Self.surrogate("uuid", "12345678-1234-4234-8234-123456789abc") == "00000000-0000-0000-0000-000000000xxx")
        #expect(Self.surrogate("known", "Jana Müller, Žižkov 3, 张三") == "Xxxx Xxxxxx, xxxxxx 0, xx")
        #expect(Self.surrogate("private-key", "-----BEGIN") == nil)
    }

    @Test func `separators stay, also those of typesetters`() {
        #expect(Self.surrogate("phone", "+49\u{A0}30\u{2011}1234567") == "+00\u{A0}00\u{2011}0000000")
        #expect(Self.surrogate("known", "“Jana” – Müller…") == "“Xxxx” – Xxxxxx…")
    }

    /// What a text looks like: its length, where its digits and letters stand, and what stands between them.
    private static func shape(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar in
                if ("0"..."9").contains(scalar) { return "0" }
                if scalar.properties.isAlphabetic || !scalar.isASCII && scalar.properties.numericType != nil {
                    return "x"
                }
                return Character(scalar)
            })
    }

    private static func expectInvalid(_ type: RecognizedType, _ text: [UInt8], _ surrogate: String) {
        let compact = surrogate.utf8.filter { isASCIIDigit($0) || isASCIILetter($0) }
            .map { isASCIILetter($0) ? $0 & ~0x20 : $0 }
        for rule in IdentifierRules.rules(of: type) where rule.strength == .checked {
            #expect(!rule.accepts(compact), "\(type): \(String(decoding: text, as: UTF8.self)) became \(surrogate)")
        }
    }

    @Test func `the surrogate of an identifier keeps its shape and has no check digit`() throws {
        for (type, texts) in IdentifierVectors.right {
            for text in texts {
                let surrogate = try #require(Self.surrogate(type, text))
                #expect(Self.shape(surrogate) == Self.shape(String(decoding: text, as: UTF8.self)), "\(type)")
                Self.expectInvalid(type, text, surrogate)
            }
        }
    }

    @Test func `what stands in the corpus becomes nothing that is recognized again as sure as that`() throws {
        var count = 0
        for entry in RedactionCorpus.entries {
            let bytes = Array(entry.text.utf8)
            for label in entry.findings where !label.isOptional && label.type != "password-in-url" {
                let type = try #require(RecognizedType(label.type))
                let text = bytes[label.range]
                guard let surrogate = Self.surrogate(type, text) else {
                    #expect(type == .privateKey)
                    continue
                }
                count += 1
                Self.expectInvalid(type, Array(text), surrogate)
                if Self.fixed.contains(label.type) { continue }
                // Its digits can be letters.
                if type == .macAddress { continue }
                #expect(
                    Self.shape(surrogate) == Self.shape(String(decoding: text, as: UTF8.self)),
                    "\(type): \(String(decoding: text, as: UTF8.self)) became \(surrogate)")
                // Nobody has a number of zeros, but it is in groups as those of telephones are, and 9.9 degrees are a latitude.
                if type == .phoneNumber || type == .coordinates { continue }
                for finding in usualRedactor.findings(in: surrogate) {
                    #expect(finding.type != type, "\(type): \(surrogate)")
                }
            }
        }
        #expect(count > 5000)
    }

    @Test func `equal shapes get equal surrogates, so that nothing is told by them`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for rule in IdentifierRules.all {
            let form = rule.forms[0]
            let texts = (0..<5).map { _ in form.randomCompact(using: &generator) }
            for text in texts {
                let others = texts.filter {
                    Self.shape(String(decoding: $0, as: UTF8.self))
                        == Self.shape(String(decoding: text, as: UTF8.self))
                }
                #expect(Set(others.map { Self.surrogate(rule.type, $0) }).count == 1, "\(rule.type), seed \(testSeed)")
            }
        }
    }

    @Test func `any bytes have one`() {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                UInt8.random(in: 0 ... .max, using: &generator)
            }
            for type in [RecognizedType.knownValue, .phoneNumber, .bankAccount, .macAddress, .coordinates] {
                #expect(Self.surrogate(type, text) != nil, "seed \(testSeed)")
            }
        }
    }
}
