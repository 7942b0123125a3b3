import Testing

@testable import ProvisoCrypto

/// Armor, on and off.
@Suite struct AgeArmorTests {
    private static let begin = "-----BEGIN AGE ENCRYPTED FILE-----"
    private static let end = "-----END AGE ENCRYPTED FILE-----"
    /// 64 characters, for 48 zeros.
    private static let full = String(repeating: "A", count: 64)

    // MARK: On

    @Test(arguments: [1, 2, 3, 47, 48, 49, 96, 97, 32768, 100_000])
    func `armor is base64 in lines of 64 characters between two marks`(byteCount: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let bytes = generator.bytes(count: byteCount)
        let text = String(decoding: Self.encode(bytes, pieceByteCount: .max), as: UTF8.self)
        var expected = Self.begin + "\n"
        // Python's textwrap does the same with what base64 prints.
        var left = Substring(Base64.encode(bytes.span, .standard))
        while !left.isEmpty {
            expected += left.prefix(64) + "\n"
            left = left.dropFirst(64)
        }
        #expect(text == expected + Self.end + "\n")
        for pieceByteCount in [1, 2, 15, 16, 17, 47, 48, 49, 65535] {
            #expect(Self.encode(bytes, pieceByteCount: pieceByteCount) == Array(text.utf8))
        }
        #expect(try Self.decode(text) == bytes)
    }

    @Test func `a file is sealed with armor and opened without being told`() throws {
        let identity = try AgeIdentity.generate()
        let passphrase = try AgeFiles.passphrase("hunter2")
        var generator = SeededGenerator(seed: testSeed)
        for byteCount in [0, 1, 65535, 65536, 65537, 200_000] {
            let content = generator.bytes(count: byteCount)
            var identities = AgeIdentities(identity)
            identities.append(passphrase: passphrase)
            let files = [
                try AgeFiles.seal(content, to: [identity.recipient], pieceByteCount: 1000, isArmored: true),
                try AgeFiles.seal(content, passphrase: passphrase, isArmored: true),
            ]
            for file in files {
                #expect(file.starts(with: Self.begin.utf8))
                for pieceByteCount in [Int.max, 1, 2, 15, 16, 17, 65535, 65536, 65537] {
                    if pieceByteCount == 1, byteCount > 65536 { continue }
                    let opened = try AgeFiles.open(file, with: identities, pieceByteCount: pieceByteCount)
                    #expect(opened.error == nil)
                    #expect(opened.content == content)
                }
            }
        }
    }

    @Test func `the file that age armored is opened`() throws {
        let opened = try AgeFiles.open(AgeVector.carried("armored.age"), with: AgeVector.carriedIdentity())
        #expect(opened.error == nil)
        #expect(opened.content == Array("share the least, to a named recipient\n".utf8))
    }

    @Test func `armor is accepted only where it may be`() throws {
        let identity = try AgeIdentity.generate()
        let armored = try AgeFiles.seal([1], to: [identity.recipient], isArmored: true)
        let plain = try AgeFiles.seal([1], to: [identity.recipient])
        var opener = AgeOpener(identity: identity, acceptsArmor: false)
        #expect(throws: CryptoError.headerInvalid) { try opener.write(armored.span) { _ in } }
        opener = AgeOpener(identity: identity, acceptsArmor: false)
        try opener.write(plain.span) { _ in }
        var content: [UInt8] = []
        try opener.finish { AgeFiles.append($0, to: &content) }
        #expect(content == [1])
        // What is armored twice is not an age file.
        let twice = Self.encode(armored, pieceByteCount: .max)
        #expect(try AgeFiles.open(twice, with: identity).error == .headerInvalid)
    }

    @Test func `a large armored file passes through buffers that do not grow`() throws {
        let identity = try AgeIdentity.generate()
        let block = [UInt8](repeating: 1, count: 100_003)
        var sealer = try AgeSealer(to: [identity.recipient], isArmored: true)
        var opener = AgeOpener(identity: identity)
        var received = 0
        for _ in 0..<50 {
            try sealer.write(block.span) { try opener.write($0) { received += $0.count } }
            #expect(sealer.bufferedByteCapacity < 256 * 1024)
            #expect(opener.bufferedByteCapacity < 256 * 1024)
        }
        try sealer.finish { try opener.write($0) { received += $0.count } }
        try opener.finish { received += $0.count }
        #expect(received == 50 * block.count)
    }

    // MARK: Off

    @Test(arguments: [
        begin + "\nAAAA\n" + end + "\n", begin + "\nAAAA\n" + end, begin + "\r\nAAAA\r\n" + end + "\r\n",
        begin + "\r\nAAAA\r\n" + end, begin + "\nAAAA\n" + end + "\r", begin + "\nAAAA\n" + end + "\n\n \t\r\n ",
        "\n \t\r\n\r\n" + begin + "\nAAAA\n" + end + "\n",
        String(repeating: "\n", count: 1024) + begin + "\nAAAA\n" + end + "\n" + String(repeating: " ", count: 1024),
    ])
    func `whitespace may stand around armor, and lines may end with CRLF`(text: String) throws {
        #expect(try Self.decode(text) == [0, 0, 0])
    }

    @Test func `a last line may be full or not`() throws {
        #expect(try Self.decode("\(Self.begin)\n\(Self.full)\n\(Self.end)\n").count == 48)
        #expect(try Self.decode("\(Self.begin)\n\(Self.full)\n\(Self.full)\n\(Self.end)\n").count == 96)
        #expect(try Self.decode("\(Self.begin)\n\(Self.full)\nAA==\n\(Self.end)\n").count == 49)
        #expect(try Self.decode("\(Self.begin)\n\(Self.full.dropLast(2))==\n\(Self.end)\n").count == 46)
        #expect(try Self.decode("\(Self.begin)\n\(Self.end)\n").isEmpty)
    }

    @Test(arguments: nothing + wrongMarks + wrongLines + wrongBase64 + wrongEndings + wrongSurroundings + headers)
    func `other armor is refused`(text: String) {
        #expect(throws: AgeArmorFault.self) { _ = try Self.decode(text) }
    }

    @Test func `what stands before damage is handed on, whatever the pieces`() throws {
        let lines = String(repeating: Self.full + "\n", count: 3)
        for damage in ["AB==\n", "*", "A*AA\n", Self.full + "\r\n", "\n"] {
            let text = Array("\(Self.begin)\n\(lines)\(damage)".utf8)
            for pieceByteCount in [Int.max, 1, 2, 15, 16, 17, 64, 65, 66] {
                var decoder = AgeArmorDecoder()
                var count = 0
                var isRefused = false
                do {
                    try AgeFiles.forEachPiece(of: text.count, pieceByteCount) { piece in
                        try decoder.write(text.span.extracting(piece)) { count += $0.count }
                    }
                    try decoder.finish()
                } catch is AgeArmorFault { isRefused = true }
                #expect(isRefused && count == 144, "\(damage), pieces of \(pieceByteCount) bytes")
            }
        }
    }

    @Test func `damage to armor is damage to what it carries`() throws {
        let identity = try AgeIdentity.generate()
        let content = [UInt8](repeating: 3, count: 70_000)
        let file = try AgeFiles.seal(content, to: [identity.recipient], isArmored: true)
        // The header and the nonce take 184 bytes: three lines and a part of the fourth.
        for (line, error) in [
            (0, CryptoError.headerInvalid), (1, .headerInvalid), (4, .headerInvalid), (5, .payloadInvalid),
        ] {
            var damaged = file
            damaged[line * 65 - (line == 0 ? 0 : 65 - 35) + 10] = UInt8(ascii: "*")
            let opened = try AgeFiles.open(damaged, with: identity)
            #expect(opened.error == error, "line \(line)")
            #expect(opened.content.isEmpty)
        }
        // Behind the first chunk, that chunk has been handed on; behind the end, no more than that.
        let files: [[UInt8]] = [file.dropLast(100) + [0], file.dropLast(2), file + [UInt8(ascii: "x")]]
        for damaged in files {
            let opened = try AgeFiles.open(damaged, with: identity)
            #expect(opened.error == .payloadInvalid)
            #expect(opened.content == Array(content.prefix(65536)))
        }
    }

    // MARK: Armor that is wrong

    private static let blanks = String(repeating: " ", count: 1024)
    private static let lineFeeds = String(repeating: "\n", count: 1024)

    // Nothing, or no armor.
    private static let nothing: [String] = [
        "",
        " \n",
        "AAAA\n",
        "\(begin)",
        "\(end)\n",
        "\(begin)\n",
        "\(begin)\nAAAA\n",
        "\(begin)\n\(full)\n\(full)",
    ]

    // The marks.
    private static let wrongMarks: [String] = [
        "\(begin.lowercased())\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end.lowercased())\n",
        "\(begin.dropLast())\nAAAA\n\(end)\n",
        "\(begin)-\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end)-\n",
        "\(begin)\nAAAA\n\(end.dropLast())\n",
        "\(begin) \nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end) \n",
        "\(begin)\nAAAA\n \(end)\n",
        " \(begin)\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\(end)\n",
        "\(begin)AAAA\n\(end)\n",
        "\(begin)\n\(begin)\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end)\(end)",
        "\(begin)\nAAAA\n\(begin)\n",
    ]

    // The lines.
    private static let wrongLines: [String] = [
        "\(begin)\n\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\n\(end)\n",
        "\(begin)\nAAAA\nAAAA\n\(end)\n",
        "\(begin)\n\(full)A\n\(end)\n",
        "\(begin)\n\(full)AAAA\n\(end)\n",
        "\(begin)\n\(full)\(full)\n\(end)\n",
        "\(begin)\n AAAA\n\(end)\n",
        "\(begin)\nAAAA \n\(end)\n",
        "\(begin)\nAA AA\n\(end)\n",
        "\(begin)\n\(full.dropLast(4))AA==\nAAAA\n\(end)\n",
    ]

    // Base64.
    private static let wrongBase64: [String] = [
        "\(begin)\nAAA\n\(end)\n",
        "\(begin)\nAA\n\(end)\n",
        "\(begin)\nA===\n\(end)\n",
        "\(begin)\nAB==\n\(end)\n",
        "\(begin)\nAAB=\n\(end)\n",
        "\(begin)\nAA==AAAA\n\(end)\n",
        "\(begin)\nAA-_\n\(end)\n",
        "\(begin)\nAAAA=\n\(end)\n",
        "\(begin)\nA*AA\n\(end)\n",
        "\(begin)\nAA\u{e9}\n\(end)\n",
        "\(begin)\n====\n\(end)\n",
    ]

    // Line endings: one kind in a file, and no others.
    private static let wrongEndings: [String] = [
        "\(begin)\r\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\r\n\(end)\n",
        "\(begin)\r\nAAAA\r\n\(end)\n",
        "\(begin)\r\n\(full)\n\(end)\r\n",
        "\(begin)\n\(full)\r\n\(end)\n",
        "\(begin)\rAAAA\r\(end)\r",
        "\(begin)\n\rAAAA\n\(end)\n",
        "\(begin)\r\nAAAA\r\r\n\(end)\r\n",
    ]

    // What stands around.
    private static let wrongSurroundings: [String] = [
        "x\n\(begin)\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end)\nx",
        "\(begin)\nAAAA\n\(end)\n\(blanks)x",
        "\(lineFeeds)\n\(begin)\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end)\n\(blanks) ",
        "\u{a0}\n\(begin)\nAAAA\n\(end)\n",
        "\u{feff}\(begin)\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n\(end)\n\0",
    ]

    // Headers, as PGP and PEM have them.
    private static let headers: [String] = [
        "\(begin)\nVersion: 1\n\nAAAA\n\(end)\n",
        "\(begin)\nAAAA\n=AAAA\n\(end)\n",
    ]

    // MARK: Helpers

    static func encode(_ bytes: [UInt8], pieceByteCount: Int) -> [UInt8] {
        var text: [UInt8] = []
        var encoder = AgeArmorEncoder()
        AgeFiles.forEachPiece(of: bytes.count, pieceByteCount) { piece in
            encoder.write(bytes.span.extracting(piece)) { AgeFiles.append($0, to: &text) }
        }
        encoder.finish { AgeFiles.append($0, to: &text) }
        return text
    }

    /// Decodes as a whole and in pieces, which must give the same.
    static func decode(_ text: String) throws -> [UInt8] {
        let text = Array(text.utf8)
        var results: [[UInt8]?] = []
        for pieceByteCount in [Int.max, 1, 2, 15, 16, 17, 64, 65, 66] {
            var bytes: [UInt8] = []
            do {
                var decoder = AgeArmorDecoder()
                try AgeFiles.forEachPiece(of: text.count, pieceByteCount) { piece in
                    try decoder.write(text.span.extracting(piece)) { AgeFiles.append($0, to: &bytes) }
                }
                try decoder.finish()
                results.append(bytes)
            } catch is AgeArmorFault { results.append(nil) }
        }
        #expect(results.allSatisfy { $0 == results[0] })
        guard let result = results[0] else { throw AgeArmorFault() }
        return result
    }
}
