import Testing

@testable import Proviso

@Suite struct RunScopedPseudonymizerTests {
    private static func domain(epoch: String? = nil) throws -> PseudonymizationDomain {
        try PseudonymizationDomain(id: "fiu.example", epoch: epoch)
    }

    private static func ring(_ folder: borrowing TemporaryFolder, _ status: String) throws -> Keyring {
        let identity = try AgeIdentity.generate()
        let samples = [Keyrings.Sample(1, "retired"), Keyrings.Sample(2, status)]
        let payload = try Keyrings.payload(samples, recipients: [identity.recipient])
        let path = try folder.write(Keyrings.seal(payload, to: [identity.recipient]), to: "a.keyring")
        return try Keyring(path, identity: identity, rollback: .unchecked)
    }

    @Test func `a run says what it was made with`() throws {
        let run = try RunScopedPseudonymizer(
            "device", canonicalization: .digits, in: Self.domain(), key: testKey(), version: KeyVersion(9),
            byteCount: 20)
        #expect(run.type == "device")
        #expect(run.canonicalization == .digits)
        #expect(run.version == KeyVersion(9))
        #expect(run.byteCount == 20)
        let other = try Pseudonymizer("device", in: Self.domain(), key: testKey())
        #expect(run.memoryLocking == other.memoryLocking)
    }

    @Test func `inside a run, the same identifier has the same pseudonym, in every copy`() throws {
        let run = try RunScopedPseudonymizer(
            "person", canonicalization: .alphanumeric, in: Self.domain(), key: testKey())
        let copy = run
        let pseudonym = try run.pseudonym(for: "NL 1234")
        #expect(try copy.pseudonym(for: "nl-1234") == pseudonym)
        #expect(try run.pseudonym(for: "NL1235") != pseudonym)
        #expect(pseudonym.type == "person" && pseudonym.version == .bareKeyFile)
        #expect(try LinkablePseudonym(pseudonym.description) == pseudonym)
    }

    @Test func `no two runs link, nor does a run with the domain, under one key`() throws {
        let key = try testKey()
        let lasting = try Pseudonymizer("person", in: Self.domain(), key: key)
        var pseudonyms: Set = [try lasting.pseudonym(for: "Ana")]
        var fingerprints: Set = [lasting.fingerprint]
        for _ in 0..<100 {
            let run = try RunScopedPseudonymizer("person", in: Self.domain(), key: key)
            pseudonyms.insert(try run.pseudonym(for: "Ana"))
            fingerprints.insert(run.fingerprint)
        }
        #expect(pseudonyms.count == 101)
        #expect(fingerprints.count == 101)
    }

    @Test func `the epoch of a run is not in anything that it shows`() throws {
        let run = try RunScopedPseudonymizer("person", in: Self.domain(), key: testKey())
        var everything = "\(run) \(String(reflecting: run)) "
        dump(run, to: &everything)
        #expect(everything.contains("person"))
        #expect(!everything.contains("run-"))
    }

    @Test func `a domain with an epoch of its own is refused`() throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder, "active")
        for make in [
            { _ = try RunScopedPseudonymizer("person", in: Self.domain(epoch: "2026"), key: testKey()) },
            { _ = try RunScopedPseudonymizer("person", in: Self.domain(epoch: "2026"), keyring: ring) },
        ] as [() throws -> Void] {
            let error = #expect(throws: ProvisoError.self) { try make() }
            #expect(error?.code == .valueInvalid)
            #expect(
                error?.description == "a run makes its own epoch, and the domain has one already; "
                    + "give a domain without an epoch, or use a Pseudonymizer to link beyond one run")
        }
    }

    @Test func `a run under a keyring uses the active version, and needs one`() throws {
        let folder = try TemporaryFolder()
        let ring = try Self.ring(folder, "active")
        let run = try RunScopedPseudonymizer("person", in: Self.domain(), keyring: ring)
        #expect(run.version == KeyVersion(2))
        #expect(try run.pseudonym(for: "Ana").version == KeyVersion(2))
        let shaped = try ShapedPseudonymizer("person", shape: .uuid, in: Self.domain(), keyring: ring)
        #expect(shaped.version == KeyVersion(2))

        let retired = try Self.ring(folder, "retired")
        for make in [
            { _ = try RunScopedPseudonymizer("person", in: Self.domain(), keyring: retired) },
            { _ = try ShapedPseudonymizer("person", shape: .uuid, in: Self.domain(), keyring: retired) },
        ] as [() throws -> Void] {
            let error = #expect(throws: ProvisoError.self) { try make() }
            #expect(error?.code == .keyRetired)
        }
    }

    @Test func `an identifier without a canonical form has no pseudonym, and is not said`() throws {
        let run = try RunScopedPseudonymizer("person", canonicalization: .digits, in: Self.domain(), key: testKey())
        let error = #expect(throws: ProvisoError.self) { try run.pseudonym(for: "Ana Secret") }
        #expect(error?.code == .valueInvalid)
        #expect(error?.description.contains("Secret") == false)
    }
}
