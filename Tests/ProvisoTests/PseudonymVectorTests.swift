import Foundation
import Proviso
import Testing

/// The pseudonym vectors, checked in two ways: with a keyed hash and the canonical encoding alone, which is what the
/// format says, and through ``Pseudonymizer``.
@Suite struct PseudonymVectorTests {
    /// A row that only the format has, because its identifier is empty.
    private static func isBelowTheAPI(_ row: PseudonymVector) -> Bool {
        row.identifier.isEmpty
    }

    @Test func `the transcribed rows come out`() throws {
        let rows = try PseudonymVector.transcribed()
        #expect(rows.count == 13)
        #expect(rows.filter(Self.isBelowTheAPI).count == 1)
        for row in rows { try Self.expectVector(row) }
    }

    @Test(
        .enabled(if: TestData.hasAllPseudonyms, "the folder ../shared/vectors with all rows is not on this machine"))
    func `all rows come out`() throws {
        let rows = try PseudonymVector.all()
        #expect(rows.count == 160)
        #expect(rows.filter { $0.canonicalization == "email" }.count == 8)
        #expect(rows.filter(Self.isBelowTheAPI).count == 8)
        #expect(rows.filter { $0.identifier.isEmpty }.count == 8)
        for row in rows { try Self.expectVector(row) }
    }

    @Test(
        .enabled(if: TestData.hasAllPseudonyms, "the folder ../shared/vectors with all rows is not on this machine"))
    func `the transcribed rows are rows of the whole file`() throws {
        let all = Set(try PseudonymVector.all().map(\.everything))
        for row in try PseudonymVector.transcribed() { #expect(all.contains(row.everything), "\(row.testDescription)") }
    }

    private static func expectVector(_ row: PseudonymVector) throws {
        try expectFormat(row)
        let identifier = String(decoding: row.identifier, as: UTF8.self)
        let domain = try PseudonymizationDomain(
            id: row.domain, epoch: row.epoch,
            authorization: row.authorizationBytes.map { try StatementDigest(bytes: $0) })
        let key = try RootKey(copying: row.rootBytes.span)
        let canonicalization = try Canonicalization(text: row.canonicalization)
        for (byteCount, expected) in [(16, row.linkable), (20, row.linkable20)] {
            let pseudonymizer = try Pseudonymizer(
                PseudonymType(row.type), canonicalization: canonicalization, in: domain, key: key,
                version: row.keyVersion, byteCount: byteCount)
            // A fingerprint is of the domain, whatever is made there.
            #expect(pseudonymizer.fingerprint.description == row.fingerprint, "\(row.testDescription)")
            if identifier.isEmpty {
                #expect(throws: ProvisoError.self) { try pseudonymizer.pseudonym(for: identifier) }
            } else {
                #expect(try pseudonymizer.pseudonym(for: identifier).description == expected, "\(row.testDescription)")
            }
        }
    }

    @Test func `the reversible pseudonyms of the transcribed rows come out, and go back`() throws {
        for row in try PseudonymVector.transcribed() { try Self.expectReversible(row) }
    }

    @Test(
        .enabled(if: TestData.hasAllPseudonyms, "the folder ../shared/vectors with all rows is not on this machine"))
    func `those of all rows come out, and go back`() throws {
        for row in try PseudonymVector.all() { try Self.expectReversible(row) }
    }

    private static func expectReversible(_ row: PseudonymVector) throws {
        guard !isBelowTheAPI(row) else { return }
        let canonicalization = try Canonicalization(text: row.canonicalization)
        let identifier = String(decoding: row.identifier, as: UTF8.self)
        let domain = try PseudonymizationDomain(
            id: row.domain, epoch: row.epoch,
            authorization: row.authorizationBytes.map { try StatementDigest(bytes: $0) })
        let key = try RootKey(copying: row.rootBytes.span)
        let pseudonymizer = try ReversiblePseudonymizer(
            PseudonymType(row.type), canonicalization: canonicalization, in: domain, key: key, version: row.keyVersion,
            expecting: KeyFingerprint(row.fingerprint))
        let pseudonym = try pseudonymizer.pseudonym(for: identifier)
        #expect(pseudonym.description == row.reversible, "\(row.testDescription)")
        #expect(pseudonym == (try ReversiblePseudonym(row.reversible)))
        let reidentifier = try Reidentifier(
            PseudonymType(row.type), canonicalization: canonicalization, in: domain, key: key, version: row.keyVersion,
            observer: CountingObserver())
        let back = try reidentifier.identifier(
            of: pseudonym, for: Purpose("a test"), requestedBy: Party("police.example"))
        #expect(back == identifier, "\(row.testDescription)")
        #expect(try KeyFingerprint(of: key).description == row.keyringFingerprint)
    }

    /// `Formats/Pseudonyms`, line by line.
    private static func expectFormat(_ row: PseudonymVector) throws {
        func domainKey(_ role: String) throws -> [UInt8] {
            let roleKey = try derive(row.rootBytes, Personalization("proviso-role---1"), [Array(role.utf8)])
            return try derive(
                roleKey, Personalization("proviso-domain-1"),
                [Array(row.domain.utf8), row.epoch.map { Array($0.utf8) }, row.authorizationBytes])
        }
        let typeKey = try derive(
            domainKey("linkable"), Personalization("proviso-type---1"),
            [Array(row.type.utf8), Array(row.canonicalization.utf8)])
        #expect(hex(typeKey) == row.typeKey, "\(row.testDescription)")

        let key = try HashingKey(copying: typeKey.span)
        let personalization = Personalization("proviso-pseudo-1")
        var long = [UInt8](repeating: 0, count: 20)
        var span = long.mutableSpan
        key.hash(row.identifier.span, personalization: personalization, into: &span)
        let short = array(key.hash128(row.identifier, personalization: personalization))
        #expect(text(row, short) == row.linkable, "\(row.testDescription)")
        #expect(text(row, long) == row.linkable20, "\(row.testDescription)")

        let fingerprintBytes = try domainKey("fingerprint")
        let fingerprintKey = try HashingKey(copying: fingerprintBytes.span)
        let fingerprint = array(fingerprintKey.hash128("", personalization: Personalization("proviso-finger-1")))
        #expect("fp_" + base32(fingerprint) == row.fingerprint, "\(row.testDescription)")
    }

    private static func derive(
        _ key: [UInt8], _ personalization: Personalization, _ items: [[UInt8]?]
    ) throws -> [UInt8] {
        var encoder = CanonicalEncoder()
        for item in items { encoder.append(item) }
        let hashingKey = try HashingKey(copying: key.span)
        return array(hashingKey.hash256(encoder.bytes, personalization: personalization))
    }

    private static func text(_ row: PseudonymVector, _ bytes: [UInt8]) -> String {
        "\(row.type)_\(row.keyVersion)_" + base32(bytes)
    }

    /// Written once more and in another way, so that a mistake of the library's does not cancel out.
    private static func base32(_ bytes: [UInt8]) -> String {
        let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String(
            stride(from: 0, to: bits.count, by: 5).map { start in
                alphabet[(0..<5).reduce(0) { $0 << 1 | (start + $1 < bits.count ? Int(bits[start + $1]) : 0) }]
            })
    }
}

extension PseudonymVector {
    /// All of a row that counts, for comparison.
    fileprivate var everything: [String] {
        [
            hex(rootBytes), keyVersion.description, domain, epoch ?? "absent",
            authorizationBytes.map { hex($0) } ?? "absent",
            type, canonicalization, hex(identifier), typeKey, linkable, linkable20, reversible,
            fingerprint, keyringFingerprint,
        ]
    }
}
