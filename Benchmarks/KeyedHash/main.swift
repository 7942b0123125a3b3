// keyed-hash: what a keyed hash of a short identifier costs from Swift, as a ratio to the C loop in the same run.
//
//     keyed-hash ROUNDS [MESSAGES] [RESULTS.jsonl]

import Loops
import Proviso
import Support

let arguments = CommandLine.arguments
let rounds = arguments.count > 1 ? Int(arguments[1]) ?? 9 : 9
let messageCount = arguments.count > 2 ? Int(arguments[2]) ?? 200_000 : 200_000
let messageLength = 32

let personalization = Personalization("proviso-pseudo-1")
let messages = try RandomBytes.array(count: messageCount * messageLength).map { $0 % 64 + 32 }
let texts = (0..<messageCount).map { index in
    String(decoding: messages[index * messageLength..<(index + 1) * messageLength], as: UTF8.self)
}
let arrays = texts.map { Array($0.utf8) }
let keyBytes = try RandomBytes.array(count: 32)
let key = try HashingKey(copying: keyBytes.span)
let prepared256 = try PreparedHashingKey(
    HashingKey(copying: keyBytes.span), personalization: personalization, outputByteCount: 32)
let prepared128 = try PreparedHashingKey(
    HashingKey(copying: keyBytes.span), personalization: personalization, outputByteCount: 16)

/// Every variant hashes all messages and gives the exclusive or of the first bytes, which must agree where the outputs do.
let variants: [Variant] = [
    Variant("C loop, one-shot, 32 bytes out", family: "32 bytes", operations: messageCount) {
        loop_keyed_hash(messages, messageCount, messageLength, keyBytes, 32)
    },
    Variant("Swift, one-shot, Span", family: "32 bytes", operations: messageCount) {
        var result: UInt8 = 0
        let span = messages.span
        for index in 0..<messageCount {
            let message = span.extracting(index * messageLength..<(index + 1) * messageLength)
            result ^= key.hash256(message, personalization: personalization)[0]
        }
        return result
    },
    Variant("Swift, one-shot, [UInt8]", family: "32 bytes", operations: messageCount) {
        var result: UInt8 = 0
        for array in arrays { result ^= key.hash256(array, personalization: personalization)[0] }
        return result
    },
    Variant("Swift, one-shot, String", family: "32 bytes", operations: messageCount) {
        var result: UInt8 = 0
        for text in texts { result ^= key.hash256(text, personalization: personalization)[0] }
        return result
    },
    Variant("Swift, prepared key, Span", family: "32 bytes", operations: messageCount) {
        var result: UInt8 = 0
        let span = messages.span
        for index in 0..<messageCount {
            result ^= prepared256.hash256(span.extracting(index * messageLength..<(index + 1) * messageLength))[0]
        }
        return result
    },
    Variant("Swift, prepared key, String", family: "32 bytes", operations: messageCount) {
        var result: UInt8 = 0
        for text in texts { result ^= prepared256.hash256(text)[0] }
        return result
    },
    Variant("C loop, one-shot, 16 bytes out", family: "16 bytes", operations: messageCount) {
        loop_keyed_hash(messages, messageCount, messageLength, keyBytes, 16)
    },
    Variant("Swift, prepared key, 16 bytes out, Span", family: "16 bytes", operations: messageCount) {
        var result: UInt8 = 0
        let span = messages.span
        for index in 0..<messageCount {
            result ^= prepared128.hash128(span.extracting(index * messageLength..<(index + 1) * messageLength))[0]
        }
        return result
    },
]

try Comparison(
    "keyed-hash", title: "Keyed BLAKE2b of 32 bytes, \(messageCount) a round", variants, rounds: rounds
).run(resultsPath: arguments.count > 3 ? arguments[3] : nil)
