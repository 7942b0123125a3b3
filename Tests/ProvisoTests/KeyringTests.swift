import Foundation
import Testing

@testable import Proviso

/// Opening a keyring and lending its keys. The rings are made by hand.
@Suite struct KeyringTests {
    private static let samples = [
        Keyrings.Sample(1, "destroyed"), Keyrings.Sample(2, "retired"), Keyrings.Sample(3, "active"),
    ]

    private static func ring(
        _ samples: [Keyrings.Sample] = samples, in folder: borrowing TemporaryFolder,
        for identity: borrowing AgeIdentity
    ) throws -> Keyring {
        let payload = try Keyrings.payload(samples, generation: 5, recipients: [identity.recipient])
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        return try Keyring(path, identity: identity, rollback: .unchecked)
    }

    // MARK: Opening

    @Test func `a ring says what it holds`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let ring = try Self.ring(in: folder, for: identity)
        #expect(ring.generation == 5)
        #expect(ring.recipients == [identity.recipient])
        #expect(ring.versions.map(\.status) == [.destroyed, .retired, .active])
        #expect(ring.activeVersion?.number == KeyVersion(3))
        #expect(try ring.version(KeyVersion(1)).status == .destroyed)
        #expect(try ring.version(KeyVersion(2)).fingerprint.description == Self.samples[1].fingerprint)
        #expect(refusal { _ = try ring.version(KeyVersion(4)) } == .keyUnknown)
    }

    @Test func `what opening refuses has a word each`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let stranger = try AgeIdentity.generate()
        let good = try Keyrings.payload(Self.samples, recipients: [identity.recipient])
        func word(_ file: [UInt8], mode: Int = 0o600) throws -> ProvisoError.Code? {
            let path = try folder.write(file, to: "a.keyring", mode: mode)
            let error = #expect(throws: ProvisoError.self) {
                _ = try Keyring(path, identity: identity, rollback: .unchecked)
            }
            #expect(error?.place.source == path)
            #expect(error?.remedy.isEmpty == false)
            return error?.code
        }
        let sealed = try Keyrings.seal(good, to: [identity.recipient])
        #expect(try word(sealed, mode: 0o640) == .storeMode)
        #expect(try word(sealed, mode: 0o602) == .storeMode)
        #expect(try word(Keyrings.seal(good, to: [stranger.recipient])) == .ageNoIdentity)
        #expect(try word(Array(sealed.dropLast())) == .agePayload)
        #expect(try word(good) == .ageHeader)
        #expect(try word([]) == .ageHeader)
        #expect(try word([UInt8](repeating: 0, count: 4 * 1024 * 1024 + 1)) == .keyringForm)
        let later = Array(String(decoding: good.prefix { $0 != 10 }, as: UTF8.self).replacing("/v1", with: "/v2").utf8)
        #expect(try word(Keyrings.seal(later + [10, 1, 2], to: [identity.recipient])) == .keyringVersion)
        #expect(
            refusal { _ = try Keyring(folder.path("none"), identity: identity, rollback: .unchecked) } == .storeMissing)
    }

    @Test func `keys that are missing, to spare, changed or in another order are refused`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let line = Array(try Keyrings.line(Self.samples, recipients: [identity.recipient]).utf8)
        let (two, three) = (Self.samples[1].key, Self.samples[2].key)
        func isRefused(_ payload: [UInt8]) throws -> Bool {
            let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
            return refusal { _ = try Keyring(path, identity: identity, rollback: .unchecked) } == .keyringForm
        }
        _ = try Self.ring(in: folder, for: identity)
        var changed = three
        changed[31] ^= 1
        for keys in [[], two, two + three + [0], two + three.dropLast(), three + two, two + changed, two + three + two]
        {
            #expect(try isRefused(line + [10] + keys))
        }
        #expect(try isRefused(line))
        #expect(try isRefused([]))
        #expect(try isRefused([10]))
        #expect(try isRefused(line + [13, 10] + two + three))
        #expect(try isRefused([UInt8](repeating: 32, count: 1024 * 1024 + 1) + [10]))
    }

    @Test func `no error says anything of a key`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        // Keys in printable letters, where a line should be.
        let payload = [UInt8](repeating: UInt8(ascii: "K"), count: 64) + [10]
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        let error = #expect(throws: ProvisoError.self) {
            _ = try Keyring(path, identity: identity, rollback: .unchecked)
        }
        #expect(error?.description.contains("KK") == false)
    }

    // MARK: Lending

    @Test func `every living key is lent as it was written`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let ring = try Self.ring(in: folder, for: identity)
        #expect(try Keyrings.bytes(of: 2, in: ring) == Self.samples[1].key)
        #expect(try Keyrings.bytes(of: 3, in: ring) == Self.samples[2].key)
        let active = try ring.withActiveKey { version, key in
            #expect(version == KeyVersion(3))
            return key.exportCleartext(because: "a test compares a key") { bytes in bytes.indices.map { bytes[$0] } }
        }
        #expect(active == Self.samples[2].key)
    }

    @Test func `a version that cannot be used so is refused by name`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let ring = try Self.ring(in: folder, for: identity)
        let refused: [(UInt32, KeyUse, ProvisoError.Code)] = [
            (1, .making, .keyDestroyed), (1, .recognizing, .keyDestroyed), (2, .making, .keyRetired),
            (0, .making, .keyUnknown), (4, .recognizing, .keyUnknown),
        ]
        for (number, use, code) in refused {
            let error = #expect(throws: ProvisoError.self) {
                try ring.withKey(KeyVersion(number), for: use) { _ in _ = Issue.record("lent all the same") }
            }
            #expect(error?.code == code)
            #expect(error?.message.contains("version \(number)") == true)
        }
        try ring.withKey(KeyVersion(3), for: .making) { _ in }
    }

    @Test(arguments: ["retired", "destroyed"])
    func `a ring without an active version makes nothing`(status: String) throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let ring = try Self.ring([Keyrings.Sample(1, status)], in: folder, for: identity)
        #expect(ring.activeVersion == nil)
        #expect(refusal { try ring.withActiveKey { _, _ in _ = Issue.record("lent all the same") } } == .keyRetired)
    }

    @Test func `a thousand versions lie in one arena, each in its place`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        // Every tenth is destroyed, so that keys and lines do not go side by side.
        let samples = (1...1000).map { number in
            Keyrings.Sample(UInt32(number), number % 10 == 0 ? "destroyed" : "retired")
        }
        let ring = try Self.ring(samples, in: folder, for: identity)
        #expect(ring.versions.count == 1000)
        var ends: Set<UInt> = []
        for sample in samples where sample.status != "destroyed" {
            try ring.withKey(KeyVersion(sample.number), for: .recognizing) { key in
                ends.insert(key.addressOfGuardPage)
                let bytes = key.exportCleartext(because: "a test compares a key") { bytes in
                    bytes.indices.map { bytes[$0] }
                }
                #expect(bytes == sample.key)
            }
        }
        #expect(ends.count == 1)
    }

    // MARK: Pseudonyms

    @Test func `pseudonyms are made under the active version and carry its number`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let ring = try Self.ring(in: folder, for: identity)
        let domain = try PseudonymizationDomain(id: "fiu.example/case-114")
        let ours = try Pseudonymizer("person", canonicalization: .digits, in: domain, keyring: ring, byteCount: 20)
        let bytes = Self.samples[2].key
        let key = try RootKey(copying: bytes.span)
        let expected = try Pseudonymizer(
            "person", canonicalization: .digits, in: domain, key: key, version: KeyVersion(3), byteCount: 20)
        #expect(try ours.pseudonym(for: "12-34") == expected.pseudonym(for: "1234"))
        #expect(try ours.pseudonym(for: "12-34").description.hasPrefix("person_3_"))
        #expect(ours.fingerprint == expected.fingerprint)
    }

    @Test func `a filter uses the active version, and a ring without one has no filter`() throws {
        let folder = try TemporaryFolder()
        let identity = try AgeIdentity.generate()
        let policy = try MinimizationPolicy(
            text: """
                {"proviso": "policy/v1", "purpose": "a test", "legal-basis": ["none"], "recipient": "fiu.example",
                 "domain": {"id": "fiu.example/case-114"}, "fields": {"$.id": {"pseudonymize": {"as": "person"}}}}
                """)
        let ring = try Self.ring(in: folder, for: identity)
        let filter = try RecordFilter(policy, keyring: ring)
        let bytes = Self.samples[2].key
        let key = try RootKey(copying: bytes.span)
        let expected = try RecordFilter(policy, key: key, version: KeyVersion(3))
        #expect(try filter.minimize(#"{"id":"a"}"#).text == expected.minimize(#"{"id":"a"}"#).text)
        #expect(try filter.minimize(#"{"id":"a"}"#).text.contains("person_3_"))
        let retired = try Self.ring([Keyrings.Sample(1, "retired")], in: folder, for: identity)
        #expect(refusal { _ = try RecordFilter(policy, keyring: retired) } == .keyRetired)
    }

    @Test func `a key alone has the fingerprint that a ring gives it`() throws {
        let sample = Keyrings.Sample(1, "active")
        let key = try RootKey(copying: sample.key.span)
        #expect(try KeyFingerprint(of: key).description == sample.fingerprint)
    }

    // MARK: Memory

    #if os(Linux)
    /// The words of every key are looked for in the whole memory of a process that does nothing else but open the ring.
    @Test func `a ring's keys are nowhere but in its arena, and gone with it`() async throws {
        let folder = try TemporaryFolder()
        let identityPath = folder.path("a.identity")
        let recipient = try AgeIdentityFile.create(identityPath, at: Keyrings.instant())
        let path = folder.path("a.keyring")
        try KeyringEditor.create(path, for: [recipient], at: Keyrings.instant(), rollback: .unchecked)
        await #expect(processExitsWith: .success) { [path = path as String, identityPath = identityPath as String] in
            var scanner: MemoryScanner?
            do {
                let identity = try AgeIdentityFile.read(identityPath)
                let ring = try Keyring(path, identity: identity, rollback: .unchecked)
                try #require(ProcessState.holdFreedMemory() > 0)
                scanner = try ring.withActiveKey { _, key in
                    key.exportCleartext(because: "a test looks for a key in memory") { MemoryScanner(for: $0) }
                }
                #expect(try scanner?.occurrences() == [1, 1, 1, 1])
                withExtendedLifetime(ring) {}
            }
            #expect(try scanner?.occurrences() == [0, 0, 0, 0])
        }
    }

    @Test func `a ring that is refused leaves no key behind`() async throws {
        let folder = try TemporaryFolder()
        let identityPath = folder.path("a.identity")
        let recipient = try AgeIdentityFile.create(identityPath, at: Keyrings.instant())
        // The key of version 2 does not have its fingerprint, and that of version 1 was read before that was seen.
        let samples = [Keyrings.Sample(1, "retired"), Keyrings.Sample(2, "active")]
        let payload =
            Array(try Keyrings.line(samples, recipients: [recipient]).utf8) + [10] + samples[0].key + samples[0].key
        let path = try folder.write(Keyrings.seal(payload, to: [recipient]), to: "a.keyring")
        await #expect(processExitsWith: .success) { [path = path as String, identityPath = identityPath as String] in
            let identity = try AgeIdentityFile.read(identityPath)
            let word = farDownTheStack { refusal { _ = try Keyring(path, identity: identity, rollback: .unchecked) } }
            #expect(word == .keyringForm)
            try #require(ProcessState.holdFreedMemory() > 0)
            var key = Keyrings.Sample(1, "retired").key
            let scanner = MemoryScanner(for: key.span)
            wipe(&key)
            #expect(try scanner.occurrences() == [0, 0, 0, 0])
        }
    }
    #endif
}
