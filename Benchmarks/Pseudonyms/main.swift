// pseudonyms: what linkable and reversible pseudonyms cost from Swift, as text, as a ratio to C loops of libsodium's calls in the
// same run.
//
//     pseudonyms ROUNDS [IDENTIFIERS] [RESULTS FOLDER]

import Foundation
import Loops
import Proviso
import Support

let arguments = CommandLine.arguments
let rounds = arguments.count > 1 ? Int(arguments[1]) ?? 9 : 9
let count = arguments.count > 2 ? Int(arguments[2]) ?? 20000 : 20000

// MARK: What is worked on

/// Identifiers of 11 to 20 bytes as people write them, their canonical forms, and both as C takes them.
struct Identifiers {
    let texts: [String]
    let bytes: [UInt8]
    let ends: [Int]

    init(_ texts: [String]) {
        self.texts = texts
        bytes = texts.flatMap { Array($0.utf8) }
        var end = 0
        ends = texts.map { text in
            end += text.utf8.count
            return end
        }
    }
}

let canonical = Identifiers(
    (0..<count).map { index in
        // A step that visits all numbers below 10^9, without an order.
        let number = String(String(1_000_000_000 + index * 618_033_989 % 1_000_000_000).dropFirst())
        return ["NL", "DE", "FRX", "ESXY", "ITPQRSTU"][index % 5] + number
    })
let written = Identifiers(
    canonical.texts.map { text in
        let (issuer, number) = (text.dropLast(9), text.suffix(9))
        return "\(issuer) \(number.prefix(4)).\(number.dropFirst(4).prefix(2))-\(number.suffix(3))"
    })

let rootBytes = try RandomBytes.array(count: 32)
let root = try RootKey(copying: rootBytes.span)
let domain = try PseudonymizationDomain(id: "fiu.example/case-114", epoch: "2026-q4")
let type: PseudonymType = "person"

/// The key of the type, derived here once more for the C loops, as the specification says.
func typeKey(_ role: String, _ canonicalization: Canonicalization) throws -> [UInt8] {
    var key = rootBytes
    for (personalization, items) in [
        (Personalization("proviso-role---1"), [role]),
        (Personalization("proviso-domain-1"), [domain.id, domain.epoch, nil]),
        (Personalization("proviso-type---1"), [type.description, canonicalization.name]),
    ] as [(Personalization, [String?])] {
        var context = CanonicalEncoder()
        for item in items { context.append(item) }
        let hash = try HashingKey(copying: key.span).hash256(
            context.bytes, personalization: personalization)
        key = hash.indices.map { hash[$0] }
    }
    return key
}

// MARK: Linkable

let exact = try Pseudonymizer(type, in: domain, key: root)
let alphanumeric = try Pseudonymizer(type, canonicalization: .alphanumeric, in: domain, key: root)
let exactKey = try typeKey("linkable", .exact)
let alphanumericKey = try typeKey("linkable", .alphanumeric)

/// The five bits for which a character of base32 stands.
@inline(__always)
nonisolated func digit(_ character: UInt8) -> UInt8 { character >= 97 ? character &- 97 : character &- 24 }

nonisolated func linkable(_ pseudonymizer: Pseudonymizer, _ texts: [String]) -> UInt8 {
    var result: UInt8 = 0
    for text in texts {
        let pseudonym = try! pseudonymizer.pseudonym(for: text).description
        result ^= digit(pseudonym.utf8Span.span["person_0_".utf8.count])
    }
    return result
}

// C hashes the canonical forms, of which it must make no text; the five high bits of its results are those of the first characters.
let linkables: [Variant] = [
    Variant("C loop, one-shot hash", family: "exact", operations: count) {
        loop_linkable(canonical.bytes, canonical.ends, count, exactKey) >> 3
    },
    Variant("Proviso, exact, text to text", family: "exact", operations: count) { linkable(exact, canonical.texts) },
    Variant("C loop, one-shot hash of the canonical form", family: "alphanumeric", operations: count) {
        loop_linkable(canonical.bytes, canonical.ends, count, alphanumericKey) >> 3
    },
    Variant("Proviso, alphanumeric, text to text", family: "alphanumeric", operations: count) {
        linkable(alphanumeric, written.texts)
    },
]

// MARK: Reversible

struct Silent: ProcessingObserver {
    func willPerform(_ operation: ProcessingOperation) {}
}

let reversible = try ReversiblePseudonymizer(type, in: domain, key: root)
let reidentification = try Reidentifier(type, in: domain, key: root, observer: Silent()).begin(
    for: Purpose("a benchmark"), requestedBy: Party("bench.example"))
let macKey = try typeKey("reversible-mac", .exact)
let encryptionKey = try typeKey("reversible-enc", .exact)
let pseudonyms = try canonical.texts.map { try reversible.pseudonym(for: $0) }
let reversiblePrefixCount = "person_0r_".utf8.count
let textCount = pseudonyms[0].description.utf8.count
var lines = [CChar](repeating: 0, count: count * (textCount + 1))
let texts = pseudonyms.map { $0.description + "\n" }.joined().utf8.map { CChar($0) }

let folder = FileManager.default.temporaryDirectory.path + "/proviso-pseudonyms-" + UUID().uuidString
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
defer { try? FileManager.default.removeItem(atPath: folder) }
func write(_ texts: [String], _ name: String) throws -> String {
    var file = try OutputFile("\(folder)/\(name)")
    try file.write(texts.map { $0 + "\n" }.joined())
    try file.commit()
    return "\(folder)/\(name)"
}
let identifierFile = try write(canonical.texts, "identifiers")
let pseudonymFile = try write(pseudonyms.map(\.description), "pseudonyms")

/// What the C loop makes its result of: a character of the tag and one of what is encrypted.
@inline(__always)
nonisolated func summary(_ text: Span<UInt8>, from start: Int) -> UInt8 { digit(text[start]) ^ digit(text[start + 40]) }

func inBulk(_ bulk: BulkPseudonyms, _ path: String, _ receive: (Span<UInt8>) -> Void) {
    var input = try! InputFile(path)
    _ = try! bulk.run(over: &input) { receive($0) }
}

let reversibles: [Variant] = [
    Variant("Reversible, C loop, with base32", family: "make", operations: count) {
        loop_reversible(canonical.bytes, canonical.ends, count, macKey, encryptionKey, "person_0r_", &lines) >> 3
    },
    Variant("Reversible, C loop, bytes only", family: "make", operations: count) {
        loop_reversible(canonical.bytes, canonical.ends, count, macKey, encryptionKey, "person_0r_", nil) >> 3
    },
    Variant("Reversible, Proviso, one by one", family: "make", operations: count) {
        var result: UInt8 = 0
        let prefixCount = reversiblePrefixCount
        for text in canonical.texts {
            let pseudonym = try! reversible.pseudonym(for: text)
            result ^= summary(pseudonym.description.utf8Span.span, from: prefixCount)
        }
        return result
    },
    Variant("Reversible, Proviso, bulk, file to lines", family: "make", operations: count) {
        var result: UInt8 = 0
        let (prefixCount, textCount) = (reversiblePrefixCount, textCount)
        inBulk(BulkPseudonyms(making: reversible), identifierFile) { lines in
            for start in stride(from: 0, to: lines.count, by: textCount + 1) {
                result ^= summary(lines, from: start + prefixCount)
            }
        }
        return result
    },
    Variant("Turning back, C loop, with base32", family: "back", operations: count) {
        loop_reverse(texts, textCount, reversiblePrefixCount, count, macKey, encryptionKey)
    },
    Variant("Turning back, Proviso, one by one", family: "back", operations: count) {
        var result: UInt8 = 0
        for pseudonym in pseudonyms {
            let identifier = try! reidentification.identifier(of: pseudonym)
            let bytes = identifier.utf8Span.span
            result ^= bytes[0] ^ bytes[bytes.count - 1]
        }
        return result
    },
    Variant("Turning back, Proviso, bulk, file to lines", family: "back", operations: count) {
        var result: UInt8 = 0
        inBulk(BulkPseudonyms(reversing: reidentification), pseudonymFile) { lines in
            var isFirst = true
            var last: UInt8 = 0
            for index in lines.indices {
                let byte = lines[index]
                if isFirst { result ^= byte }
                isFirst = byte == UInt8(ascii: "\n")
                if isFirst { result ^= last }
                last = byte
            }
        }
        return result
    },
]

// MARK: Report

let resultsPath = arguments.count > 3 ? arguments[3] : nil
try Comparison(
    "linkable", title: "Linkable pseudonym of 11 to 20 bytes, \(count) a round", linkables, rounds: rounds
).run(resultsPath: resultsPath.map { $0 + "/linkable-pseudonyms.jsonl" })
try Comparison(
    "reversible", title: "Reversible pseudonym of 11 to 17 bytes, \(count) a round", reversibles, rounds: rounds
).run(resultsPath: resultsPath.map { $0 + "/reversible-pseudonyms.jsonl" })
