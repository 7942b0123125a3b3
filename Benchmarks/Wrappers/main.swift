// wrappers: what a call of libsodium costs from Swift, as a ratio to the C loop in the same run, and what is made of
// several such calls.
//
//     wrappers ROUNDS [RESULTS FOLDER]

import Foundation
import Loops
import Proviso
import Support

// Some wrappers are for Proviso's own use.
@testable import ProvisoCrypto

let arguments = CommandLine.arguments
let rounds = arguments.count > 1 ? Int(arguments[1]) ?? 9 : 9

// MARK: What is worked on

let bytes32 = try RandomBytes.array(count: 32)
let short = try RandomBytes.array(count: 64)
let page = try RandomBytes.array(count: 1024)
let chunk = try RandomBytes.array(count: 65536)

let signingKey = try SigningKey(seed: bytes32.span)
let verifyingKey = signingKey.publicKey
let signature = signingKey.signature(of: page)

let agreementKey = try AgreementKey(copying: bytes32.span)
let agreementPublicKey = agreementKey.publicKey
let otherPublicKey = try AgreementKey.generate().publicKey
let box = SealedBox.seal(short, to: agreementPublicKey)

let sealingKey = try SealingKey(copying: bytes32.span)
var sealedChunk = [UInt8](repeating: 0, count: chunk.count + ChaChaPoly.tagByteCount)
var output = sealedChunk
sealChunk(number: 0, into: &output)
sealedChunk = output
var opened = chunk

let hashingKey = try HashingKey(copying: bytes32.span)
let same = Array(bytes32)

func sealChunk(number: UInt8, into output: inout [UInt8]) {
    var nonce = [UInt8](repeating: 0, count: ChaChaPoly.nonceByteCount)
    nonce[0] = number
    var span = output.mutableSpan
    ChaChaPoly.seal(chunk.span, key: sealingKey, nonce: nonce.span, authenticating: Span(), into: &span)
}

/// A C loop and the wrapper, which are to compute the same.
func pair(
    _ name: String, times: Int, c: @escaping () -> UInt8, swift: @escaping () -> UInt8
) -> [Variant] {
    [
        Variant("\(name), C", family: name, operations: times, c),
        Variant("\(name), Proviso", family: name, operations: times, swift),
    ]
}

func sha256(_ name: String, _ message: [UInt8], times: Int) -> [Variant] {
    let expected = SHA256Digest(of: message)
    let expectedBytes = expected.bytes
    return pair("SHA-256 of \(name)", times: times) {
        loop_sha256(message, message.count, expectedBytes, times)
    } swift: {
        var result: UInt8 = 0
        for _ in 0..<times where SHA256Digest(of: message.span) == expected { result &+= 1 }
        return result
    }
}

func hmac(_ name: String, _ message: [UInt8], times: Int) -> [Variant] {
    pair("HMAC-SHA-256 of \(name)", times: times) {
        loop_hmac_sha256(message, message.count, bytes32, times)
    } swift: {
        var result: UInt8 = 0
        var tag = InlineArray<32, UInt8>(repeating: 0)
        for index in 0..<times {
            var span = tag.mutableSpan
            HMACSHA256.authenticate(message.span, key: bytes32.span, into: &span)
            result ^= tag[index % 32]
        }
        return result
    }
}

/// Beside the fastest C one that keeps its state where ours is, because that memory is what a stream costs.
func stream(_ name: String, pieces: Int, times: Int) -> [Variant] {
    let name = "Keyed hash stream of \(name)"
    let guarded = Variant("\(name), C in guarded memory", family: name, operations: times) {
        loop_keyed_stream(chunk, chunk.count, pieces, bytes32, 1, times)
    }
    let both = pair(name, times: times) {
        loop_keyed_stream(chunk, chunk.count, pieces, bytes32, 0, times)
    } swift: {
        var result: UInt8 = 0
        for index in 0..<times {
            var stream = try! KeyedHashStream(hashingKey, outputByteCount: 32)
            for _ in 0..<pieces { stream.update(chunk) }
            result ^= stream.finalize()[index % 32]
        }
        return result
    }
    return [both[0], guarded, both[1]]
}

func compare(_ name: String, _ left: [UInt8], times: Int) -> [Variant] {
    let right = left.map { $0 }
    return pair("Constant-time comparison of \(name)", times: times) {
        loop_compare(left, right, left.count, times)
    } swift: {
        var result: UInt8 = 0
        for _ in 0..<times where ConstantTime.areEqual(left.span, right.span) { result &+= 1 }
        return result
    }
}

// MARK: Each wrapper against its call

var wrappers = sha256("64 bytes", short, times: 4000) + sha256("64 KiB", chunk, times: 8)
wrappers += hmac("64 bytes", short, times: 2000) + hmac("1 KiB", page, times: 500)
wrappers += pair("Ed25519, signing 1 KiB", times: 80) {
    loop_sign(page, page.count, bytes32, 80)
} swift: {
    var result: UInt8 = 0
    for index in 0..<80 { result ^= signingKey.signature(of: page)[index % 64] }
    return result
}
wrappers += pair("Ed25519, checking 1 KiB", times: 40) {
    loop_verify(signature, page, page.count, verifyingKey.bytes, 40)
} swift: {
    var result: UInt8 = 0
    for _ in 0..<40 where verifyingKey.isValid(signature, of: page) { result &+= 1 }
    return result
}
wrappers += pair("X25519 agreement", times: 60) {
    loop_agree(bytes32, otherPublicKey.bytes, 60)
} swift: {
    var result: UInt8 = 0
    var secret = InlineArray<32, UInt8>(repeating: 0)
    for index in 0..<60 {
        var span = secret.mutableSpan
        if agreementKey.sharedSecret(with: otherPublicKey, into: &span) { result ^= secret[index % 32] }
    }
    return result
}
wrappers += pair("Sealed box, sealing 64 bytes", times: 40) {
    loop_box_seal(short, short.count, agreementPublicKey.bytes, 40)
} swift: {
    var result: UInt8 = 0
    for _ in 0..<40 where SealedBox.seal(short, to: agreementPublicKey).count == box.count { result &+= 1 }
    return result
}
wrappers += pair("Sealed box, opening 64 bytes", times: 60) {
    loop_box_open(box, box.count, agreementPublicKey.bytes, bytes32, 60)
} swift: {
    var result: UInt8 = 0
    for index in 0..<60 {
        result ^= try! agreementKey.open(sealedBox: box.span, publicKey: agreementPublicKey)[index % 8]
    }
    return result
}
wrappers += pair("ChaCha20-Poly1305, sealing 64 KiB", times: 50) {
    loop_chunk_seal(chunk, chunk.count, &output, bytes32, 50)
} swift: {
    var result: UInt8 = 0
    for index in 0..<50 {
        sealChunk(number: UInt8(index), into: &output)
        result ^= output[0]
    }
    return result
}
wrappers += pair("ChaCha20-Poly1305, opening 64 KiB", times: 50) {
    loop_chunk_open(sealedChunk, sealedChunk.count, &output, bytes32, 50)
} swift: {
    var result: UInt8 = 0
    let nonce = [UInt8](repeating: 0, count: ChaChaPoly.nonceByteCount)
    for index in 0..<50 {
        var span = opened.mutableSpan
        guard ChaChaPoly.open(sealedChunk.span, key: sealingKey, nonce: nonce.span, authenticating: Span(), into: &span)
        else { continue }
        result ^= opened[index]
    }
    return result
}
wrappers += stream("64 KiB", pieces: 1, times: 20) + stream("1 MiB", pieces: 16, times: 2)
wrappers += compare("32 bytes", bytes32, times: 40000) + compare("1 KiB", page, times: 2000)

// MARK: What is made of several calls, against its dearest part

let identity = try AgeIdentity.generate()
let recipientKey = identity.recipient.publicKey
let context = SealedValue.Context(policy: nil, path: try FieldPath("$.subject.phone"))
let phone = "+31 20 555 0100"
let sealedPhone = SealedValue(phone, to: identity.recipient, context: context)
let padded = [UInt8](repeating: 0, count: 128)

let folder = FileManager.default.temporaryDirectory.path + "/proviso-wrappers-" + UUID().uuidString
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
defer { try? FileManager.default.removeItem(atPath: folder) }
let small = try makeKeyring("\(folder)/small.keyring", versionCount: 1)
let large = try makeKeyring("\(folder)/large.keyring", versionCount: 1000)

/// Writes a keyring of so many living versions.
func makeKeyring(_ path: String, versionCount: Int) throws -> String {
    let now = TimeSource.system.now()
    try KeyringEditor.create(path, for: [identity.recipient], at: now, rollback: .unchecked)
    var editor = try KeyringEditor(path, identity: identity, rollback: .unchecked)
    for _ in 1..<versionCount { try editor.rotate(at: now) }
    try editor.commit()
    return path
}

func openKeyring(_ path: String, times: Int) -> UInt8 {
    var result: UInt8 = 0
    for _ in 0..<times {
        let ring = try! Keyring(path, identity: identity, rollback: .unchecked)
        if ring.activeVersion != nil { result &+= 1 }
    }
    return result
}

let compositions: [Variant] = [
    Variant("Sealed box of 128 bytes, C", family: "seal", operations: 40) {
        loop_box_seal(padded, padded.count, recipientKey.bytes, 40)
    },
    Variant("Sealed value, sealing", family: "seal", operations: 40) {
        var result: UInt8 = 0
        for _ in 0..<40 where SealedValue(phone, to: identity.recipient, context: context) != sealedPhone {
            result &+= 1
        }
        return result
    },
    Variant("Sealed value, opening", family: "open", operations: 40) {
        var result: UInt8 = 0
        for _ in 0..<40 { result ^= try! sealedPhone.open(with: identity, context: context)[0] }
        return result
    },
    Variant("Keyring of 1 version, opening", family: "ring", operations: 4) { openKeyring(small, times: 4) },
    Variant("Keyring of 1,000 versions, opening", family: "ring", operations: 4) { openKeyring(large, times: 4) },
]

let resultsPath = arguments.count > 2 ? arguments[2] : nil
try Comparison("wrappers", title: "A call of libsodium", wrappers, rounds: rounds).run(
    resultsPath: resultsPath.map { $0 + "/wrappers.jsonl" })
try Comparison("compositions", title: "What is made of several calls", compositions, rounds: rounds).run(
    resultsPath: resultsPath.map { $0 + "/compositions.jsonl" })
