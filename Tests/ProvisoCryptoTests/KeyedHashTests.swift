import ProvisoCrypto
import Testing

/// The personalizations of these tests; they are literals, because nothing else can become one.
let personalizations: [Personalization] = [
    .none, Personalization("proviso-test-one"), Personalization("proviso-test-two"),
    Personalization("\u{1}~ {}[]\"\\\n\t\r0zZ|"),
]
/// The same as bytes.
let personalizationBytes: [[UInt8]] = [
    [UInt8](repeating: 0, count: 16), Array("proviso-test-one".utf8), Array("proviso-test-two".utf8),
    Array("\u{1}~ {}[]\"\\\n\t\r0zZ|".utf8),
]

@Suite struct KeyedHashTests {
    // MARK: Known answers

    @Test func `the transcribed rows of the reference repository come out`() throws {
        let rows = try Vectors.transcribed()
        #expect(rows.count == 13)
        for row in rows { try Self.expectAnswer(row) }
    }

    @Test(.enabled(if: Vectors.hasPublished, "the folder ../shared/vectors with the whole file is not on this machine"))
    func `all keyed rows of the reference repository come out`() throws {
        let rows = try Vectors.publishedKeyed()
        #expect(rows.count == 256)
        for row in rows { try Self.expectAnswer(row) }
    }

    private static func expectAnswer(_ row: KnownAnswer) throws {
        let message = bytes(hex: row.in)
        let key = try HashingKey(copying: bytes(hex: row.key).span)
        #expect(hex(hash(message, key: key, count: 64)) == row.out, "message of \(message.count) bytes, one-shot")
        #expect(
            try hex(streamed(message, key: key, count: 64)) == row.out, "message of \(message.count) bytes, streamed")
        let prepared = try PreparedHashingKey(key, outputByteCount: 64)
        #expect(hex(hash(message, key: prepared)) == row.out, "message of \(message.count) bytes, prepared")
    }

    // MARK: One-shot, prepared, streamed

    private static let shapes = [16, 17, 32, 33, 63, 64].flatMap { output in [16, 32, 33, 64].map { (output, $0) } }

    /// One-shot and prepared hashes are compared at every length. A stream costs a guarded allocation, so of the lengths
    /// beyond three blocks every case takes an eighth; together the cases take all of them.
    @Test(arguments: Array(zip(shapes.indices, shapes)))
    func `one-shot, prepared and streamed hashes agree at every length up to 4096`(
        number: Int, shape: (outputByteCount: Int, keyByteCount: Int)
    ) throws {
        var generator = SeededGenerator(seed: testSeed &+ UInt64(number))
        let keyBytes = generator.bytes(count: shape.keyByteCount)
        let message = generator.bytes(count: 4096)
        let personalization = personalizations[number % personalizations.count]
        let key = try HashingKey(copying: keyBytes.span)
        let prepared = try PreparedHashingKey(
            HashingKey(copying: keyBytes.span), personalization: personalization, outputByteCount: shape.outputByteCount
        )
        #expect(prepared.outputByteCount == shape.outputByteCount)

        for length in 0...4096 {
            let part = Array(message[..<length])
            let expected = Self.hash(part, key: key, personalization: personalization, count: shape.outputByteCount)
            // The seed is printed once for the run.
            if Self.hash(part, key: prepared) != expected { Issue.record("prepared, \(length) bytes, shape \(shape)") }
            guard length <= 384 || length % 8 == number % 8 else { continue }
            var cuts = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                Int.random(in: 0...length, using: &generator)
            }
            cuts.sort()
            let streamed = try Self.streamed(
                part, cuts: cuts, key: key, personalization: personalization, count: shape.outputByteCount)
            if streamed != expected { Issue.record("streamed, \(length) bytes cut at \(cuts), shape \(shape)") }
        }
    }

    @Test func `a hash of 16 bytes is not the beginning of one of 32`() throws {
        let key = try HashingKey.generate()
        #expect(array(key.hash128("a message")) != Array(array(key.hash256("a message"))[..<16]))
    }

    @Test func `keys of a shared beginning and different lengths give different hashes`() throws {
        let short = try HashingKey(copying: [UInt8](repeating: 0, count: 32).span)
        let long = try HashingKey(copying: [UInt8](repeating: 0, count: 33).span)
        #expect(array(short.hash256("a message")) != array(long.hash256("a message")))
    }

    // MARK: Personalization and overloads

    @Test(arguments: [0, 1, 128, 129])
    func `every personalization gives another hash`(length: Int) throws {
        let keyBytes = try RandomBytes.array(count: 32)
        let message = [UInt8](repeating: 1, count: length)
        let key = try HashingKey(copying: keyBytes.span)
        var oneShot: Set<[UInt8]> = []
        var prepared: Set<[UInt8]> = []
        for personalization in personalizations {
            oneShot.insert(array(key.hash256(message, personalization: personalization)))
            let preparedKey = try PreparedHashingKey(
                HashingKey(copying: keyBytes.span), personalization: personalization, outputByteCount: 32)
            prepared.insert(array(preparedKey.hash256(message.span)))
        }
        #expect(oneShot.count == personalizations.count)
        #expect(prepared == oneShot)
    }

    @Test(arguments: ["", "a", "case-4711", "Zürich, 東京 🏔", String(repeating: "long ", count: 200)])
    func `spans, arrays and texts give one hash`(text: String) throws {
        let keyBytes = try RandomBytes.array(count: 48)
        let message = Array(text.utf8)
        let key = try HashingKey(copying: keyBytes.span)
        for personalization in personalizations {
            let expected256 = array(key.hash256(message.span, personalization: personalization))
            #expect(array(key.hash256(message, personalization: personalization)) == expected256)
            #expect(array(key.hash256(text, personalization: personalization)) == expected256)
            #expect(Self.hash(message, key: key, personalization: personalization, count: 32) == expected256)
            let prepared256 = try PreparedHashingKey(
                HashingKey(copying: keyBytes.span), personalization: personalization, outputByteCount: 32)
            #expect(array(prepared256.hash256(message.span)) == expected256)
            #expect(array(prepared256.hash256(message)) == expected256)
            #expect(array(prepared256.hash256(text)) == expected256)

            let expected128 = array(key.hash128(message.span, personalization: personalization))
            #expect(array(key.hash128(message, personalization: personalization)) == expected128)
            #expect(array(key.hash128(text, personalization: personalization)) == expected128)
            let prepared128 = try PreparedHashingKey(
                HashingKey(copying: keyBytes.span), personalization: personalization, outputByteCount: 16)
            #expect(array(prepared128.hash128(message.span)) == expected128)
            #expect(array(prepared128.hash128(message)) == expected128)
            #expect(array(prepared128.hash128(text)) == expected128)
        }
    }

    /// A text from a JSON parser can share its storage with a larger one.
    @Test func `a part of a text is hashed as that part alone`() throws {
        let key = try HashingKey.generate()
        let line = "name=Grüße from a long line that is stored outside of the string itself;rest"
        let part = String(line.dropFirst(5).prefix { $0 != ";" })
        #expect(array(key.hash256(part)) == array(key.hash256(Array(part.utf8))))
    }

    // MARK: Sharing and misuse

    @Test func `one prepared key serves many tasks at a time`() async throws {
        final class Holder: Sendable {
            let key: PreparedHashingKey
            init() throws { key = try PreparedHashingKey(HashingKey.generate(), outputByteCount: 32) }
        }
        let holder = try Holder()
        let expected = (0..<500).map { array(holder.key.hash256("message \($0)")) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<500).allSatisfy { array(holder.key.hash256("message \($0)")) == expected[$0] } }
            }
            for await isEqual in group { #expect(isEqual) }
        }
    }

    @Test(arguments: [0, 15, 65])
    func `another output length than 16 to 64 bytes stops the program`(count: Int) async {
        await #expect(processExitsWith: .failure) { [count] in
            _ = KeyedHashTests.hash([1], key: try HashingKey.generate(), count: count)
        }
        await #expect(processExitsWith: .failure) { [count] in
            _ = try PreparedHashingKey(HashingKey.generate(), outputByteCount: count)
        }
    }

    @Test func `asking a prepared key for another output length stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = try PreparedHashingKey(HashingKey.generate(), outputByteCount: 16).hash256("a message")
        }
        await #expect(processExitsWith: .failure) {
            _ = try PreparedHashingKey(HashingKey.generate(), outputByteCount: 32).hash128("a message")
        }
        await #expect(processExitsWith: .failure) {
            var output = [UInt8](repeating: 0, count: 31)
            var span = output.mutableSpan
            try PreparedHashingKey(HashingKey.generate(), outputByteCount: 32).hash([UInt8(1)].span, into: &span)
        }
    }

    // MARK: Another implementation

    /// What Python is asked to hash.
    private struct Case: Encodable {
        let key: String
        let person: String
        let size: Int
        let message: String
    }

    @Test(.enabled(if: Python.executable != nil, "there is no python3 on the search path"))
    func `Python's hashlib computes the same`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var cases: [Case] = []
        var ours: [String] = []
        for number in 0..<400 {
            let keyBytes = generator.bytes(count: Int.random(in: 16...64, using: &generator))
            // Mostly identifiers, some of the lengths around the ends of blocks, some long messages.
            let length =
                switch number % 4 {
                case 0, 1: Int.random(in: 0...48, using: &generator)
                case 2: 128 * Int.random(in: 1...4, using: &generator) + Int.random(in: -2...2, using: &generator)
                default: Int.random(in: 0...5000, using: &generator)
                }
            let message = generator.bytes(count: length)
            let size = Int.random(in: 16...64, using: &generator)
            let person = Int.random(in: personalizations.indices, using: &generator)
            cases.append(
                Case(key: hex(keyBytes), person: hex(personalizationBytes[person]), size: size, message: hex(message)))
            let prepared = try PreparedHashingKey(
                HashingKey(copying: keyBytes.span), personalization: personalizations[person], outputByteCount: size)
            ours.append(hex(Self.hash(message, key: prepared)))
            let key = try HashingKey(copying: keyBytes.span)
            #expect(
                hex(Self.hash(message, key: key, personalization: personalizations[person], count: size))
                    == ours[number])
        }
        let program = """
            import hashlib, json, sys
            print(json.dumps([
                hashlib.blake2b(bytes.fromhex(c["message"]), key=bytes.fromhex(c["key"]), person=bytes.fromhex(c["person"]),
                                digest_size=c["size"]).hexdigest() for c in json.load(sys.stdin)]))
            """
        let theirs = try Python.run(program, input: cases, as: [String].self)
        #expect(theirs.count == ours.count)
        for (number, pair) in zip(ours, theirs).enumerated() { #expect(pair.0 == pair.1, "case \(number)") }
    }

    // MARK: Helpers

    static func hash(
        _ message: [UInt8], key: borrowing HashingKey, personalization: Personalization = .none, count: Int
    ) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: count)
        var span = output.mutableSpan
        key.hash(message.span, personalization: personalization, into: &span)
        return output
    }

    static func hash(_ message: [UInt8], key: borrowing PreparedHashingKey) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: key.outputByteCount)
        var span = output.mutableSpan
        key.hash(message.span, into: &span)
        return output
    }

    /// `cuts` are ascending offsets; two equal ones give an empty piece.
    static func streamed(
        _ message: [UInt8], cuts: [Int] = [], key: borrowing HashingKey, personalization: Personalization = .none,
        count: Int
    ) throws -> [UInt8] {
        var stream = try KeyedHashStream(key, personalization: personalization, outputByteCount: count)
        var start = 0
        for end in cuts + [message.count] {
            stream.update(message.span.extracting(start..<end))
            start = end
        }
        return stream.finalize()
    }
}
