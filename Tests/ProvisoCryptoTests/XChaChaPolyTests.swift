import ProvisoCrypto
import Testing

@Suite struct XChaChaPolyTests {
    // MARK: Known answers

    private struct Group: WycheproofGroup {
        struct Case: Decodable {
            let tcId: Int
            let key, iv, aad, msg, ct, tag: String
            let result: Wycheproof.Verdict
        }
        let ivSize: Int
        let tests: [Case]
    }

    /// A nonce of another length, with which nothing can be opened, is a mistake in the program here: see below.
    @Test(.enabled(if: Wycheproof.isHere, Wycheproof.whereItIsMissing))
    func `every valid case of Wycheproof opens and seals, no invalid one opens`() throws {
        var counts: [Bool: Int] = [:]
        for group in try Wycheproof.groups(of: "xchacha20_poly1305") as [Group] where group.ivSize == 192 {
            for test in group.tests {
                let key = try SealingKey(copying: bytes(hex: test.key).span)
                let (nonce, context) = (bytes(hex: test.iv), bytes(hex: test.aad))
                let isValid = test.result == .valid
                counts[isValid, default: 0] += 1
                let ciphertext = bytes(hex: test.ct + test.tag)
                let opened = Self.open(ciphertext, key: key, nonce: nonce, context: context)
                #expect(opened.map { hex($0) } == (isValid ? test.msg : nil), "case \(test.tcId)")
                let sealed = Self.seal(bytes(hex: test.msg), key: key, nonce: nonce, context: context)
                #expect((sealed == ciphertext) == isValid, "case \(test.tcId)")
            }
        }
        #expect(counts == [true: 246, false: 60])
    }

    // MARK: Sealing and opening

    /// The lengths around the ends of ChaCha20's blocks and Poly1305's, and one of several blocks.
    @Test(arguments: [0, 1, 15, 16, 17, 63, 64, 65, 255, 4096], [0, 1, 16, 64])
    func `what was sealed opens, and the ciphertext has 16 bytes more`(length: Int, contextLength: Int) throws {
        var generator = SeededGenerator(seed: testSeed)
        let message = generator.bytes(count: length)
        let (nonce, context) = (generator.bytes(count: 24), generator.bytes(count: contextLength))
        let key = try SealingKey.generate()
        let ciphertext = Self.seal(message, key: key, nonce: nonce, context: context)
        #expect(ciphertext.count == length + XChaChaPoly.tagByteCount)
        let opened = Self.open(ciphertext, key: key, nonce: nonce, context: context)
        #expect(opened == message)
    }

    @Test(arguments: [0, 1, 40])
    func `a change of any bit is found out`(length: Int) throws {
        let key = try SealingKey.generate()
        let (nonce, context) = ([UInt8](repeating: 1, count: 24), Array("context".utf8))
        let ciphertext = Self.seal([UInt8](repeating: 2, count: length), key: key, nonce: nonce, context: context)
        func changed(_ bytes: [UInt8]) -> [[UInt8]] {
            (0..<bytes.count * 8).map { bit in
                var copy = bytes
                copy[bit / 8] ^= 1 << (bit % 8)
                return copy
            }
        }
        for other in changed(ciphertext) {
            #expect(Self.open(other, key: key, nonce: nonce, context: context) == nil)
        }
        for other in changed(nonce) { #expect(Self.open(ciphertext, key: key, nonce: other, context: context) == nil) }
        for other in changed(context) { #expect(Self.open(ciphertext, key: key, nonce: nonce, context: other) == nil) }
        let otherKey = try SealingKey.generate()
        #expect(Self.open(ciphertext, key: otherKey, nonce: nonce, context: context) == nil)
    }

    @Test func `a byte that moves from the message to the context is found out`() throws {
        let key = try SealingKey.generate()
        let nonce = [UInt8](repeating: 1, count: 24)
        let ciphertext = Self.seal([2, 3], key: key, nonce: nonce, context: [4])
        #expect(Self.open(ciphertext, key: key, nonce: nonce, context: [4, ciphertext[0]]) == nil)
        #expect(Self.open(Array(ciphertext.dropFirst()), key: key, nonce: nonce, context: [4, ciphertext[0]]) == nil)
    }

    @Test(arguments: 0...15)
    func `a ciphertext that is shorter than a tag does not open`(length: Int) throws {
        let key = try SealingKey.generate()
        let ciphertext = Self.seal([], key: key, nonce: [UInt8](repeating: 1, count: 24), context: [])
        let cut = Array(ciphertext[..<length])
        #expect(Self.open(cut, key: key, nonce: [UInt8](repeating: 1, count: 24), context: []) == nil)
    }

    // MARK: Mistakes in the program

    @Test(arguments: [0, 12, 23, 25, 32])
    func `a nonce of another length than 24 bytes stops the program`(length: Int) async {
        await #expect(processExitsWith: .failure) { [length] in
            let key = try SealingKey.generate()
            _ = XChaChaPolyTests.seal([1], key: key, nonce: [UInt8](repeating: 1, count: length), context: [])
        }
        await #expect(processExitsWith: .failure) { [length] in
            let key = try SealingKey.generate()
            let nonce = [UInt8](repeating: 1, count: length)
            _ = XChaChaPolyTests.open([UInt8](repeating: 1, count: 20), key: key, nonce: nonce, context: [])
        }
    }

    @Test(arguments: [-1, 1])
    func `an output of another length stops the program`(excess: Int) async {
        await #expect(processExitsWith: .failure) { [excess] in
            let key = try SealingKey.generate()
            let (message, nonce) = ([UInt8](repeating: 1, count: 20), [UInt8](repeating: 1, count: 24))
            var output = [UInt8](repeating: 0, count: 36 + excess)
            var span = output.mutableSpan
            XChaChaPoly.seal(message.span, key: key, nonce: nonce.span, authenticating: Span(), into: &span)
        }
        await #expect(processExitsWith: .failure) { [excess] in
            let key = try SealingKey.generate()
            let (ciphertext, nonce) = ([UInt8](repeating: 1, count: 36), [UInt8](repeating: 1, count: 24))
            var output = [UInt8](repeating: 0, count: 20 + excess)
            var span = output.mutableSpan
            _ = XChaChaPoly.open(ciphertext.span, key: key, nonce: nonce.span, authenticating: Span(), into: &span)
        }
    }

    // MARK: Helpers

    static func seal(_ message: [UInt8], key: borrowing SealingKey, nonce: [UInt8], context: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0xAA, count: message.count + 16)
        var span = output.mutableSpan
        XChaChaPoly.seal(message.span, key: key, nonce: nonce.span, authenticating: context.span, into: &span)
        return output
    }

    /// The message, or nil; then the output must be as it was, or zeros.
    static func open(
        _ ciphertext: [UInt8], key: borrowing SealingKey, nonce: [UInt8], context: [UInt8]
    ) -> [UInt8]? {
        let before = [UInt8](repeating: 0xAA, count: max(0, ciphertext.count - 16))
        var output = before
        var span = output.mutableSpan
        let isRight = XChaChaPoly.open(
            ciphertext.span, key: key, nonce: nonce.span, authenticating: context.span, into: &span)
        if isRight { return output }
        #expect(output == before || output.allSatisfy { $0 == 0 })
        return nil
    }
}
