import Foundation
import Testing

@testable import Proviso

/// The line of a keyring: one text for one state, and nothing else.
@Suite struct KeyringContentsTests {
    private static let samples = [
        Keyrings.Sample(1, "destroyed"), Keyrings.Sample(2, "retired"), Keyrings.Sample(3, "active"),
    ]

    private static func recipient() throws -> AgeRecipient { try AgeIdentity.generate().recipient }

    private static func refusal(_ line: String) -> ProvisoError.Code? {
        let error = #expect(throws: ProvisoError.self) { _ = try KeyringContents(line: Array(line.utf8)) }
        return error?.code
    }

    @Test func `a line is read, and written again as it was`() throws {
        let recipients = [try Self.recipient(), try Self.recipient()]
        let line = try Keyrings.line(Self.samples, generation: 7, recipients: recipients)
        let contents = try KeyringContents(line: Array(line.utf8))
        #expect(contents.id.description == Keyrings.id)
        #expect(contents.generation == 7)
        #expect(contents.recipients == recipients)
        #expect(contents.versions.map(\.number.number) == [1, 2, 3])
        #expect(contents.versions.map(\.status) == [.destroyed, .retired, .active])
        #expect(contents.versions.allSatisfy { $0.created.description == Keyrings.created })
        #expect(try contents.versions.map(\.fingerprint.description) == Self.samples.map { try $0.fingerprint })
        #expect(contents.activeVersion?.number == KeyVersion(3))
        #expect(contents.livingCount == 2)
        #expect(contents.line == line)
    }

    @Test(arguments: [
        [Keyrings.Sample(0, "active")], [Keyrings.Sample(0, "retired"), Keyrings.Sample(1, "active")],
        [Keyrings.Sample(1, "retired")], [Keyrings.Sample(1, "destroyed"), Keyrings.Sample(2, "destroyed")],
    ])
    func `a ring can begin with a bare key, and can have no active version`(samples: [Keyrings.Sample]) throws {
        let line = try Keyrings.line(samples, recipients: [Self.recipient()])
        #expect(try KeyringContents(line: Array(line.utf8)).line == line)
    }

    @Test(arguments: [
        [Keyrings.Sample(2, "active")],  // does not begin with 0 or 1
        [Keyrings.Sample(1, "retired"), Keyrings.Sample(3, "active")],  // a gap
        [Keyrings.Sample(1, "retired"), Keyrings.Sample(1, "active")],  // a number twice
        [Keyrings.Sample(2, "retired"), Keyrings.Sample(1, "active")],  // the wrong order
        [Keyrings.Sample(1, "active"), Keyrings.Sample(2, "active")],  // two that are active
        [Keyrings.Sample(1, "active"), Keyrings.Sample(2, "retired")],  // another than the last
    ])
    func `versions in another order than they were made in are refused`(samples: [Keyrings.Sample]) throws {
        #expect(Self.refusal(try Keyrings.line(samples)) == .keyringForm)
    }

    @Test func `two versions with the same key are refused`() throws {
        var second = Keyrings.Sample(2, "active")
        second.key = Keyrings.Sample(1, "retired").key
        #expect(Self.refusal(try Keyrings.line([Keyrings.Sample(1, "retired"), second])) == .keyringForm)
    }

    @Test(arguments: ["keyring/v2", "keyring/v10", "keyring/v1.1", "keyring/v"])
    func `a later form is named as such`(form: String) throws {
        let line = try Keyrings.line(Self.samples).replacing("keyring/v1", with: form)
        let error = #expect(throws: ProvisoError.self) { _ = try KeyringContents(line: Array(line.utf8)) }
        #expect(error?.code == .keyringVersion)
        #expect(error?.message.contains(form) == true)
    }

    /// Each is a change of a good line.
    @Test(arguments: [
        (#"{"proviso""#, #"{ "proviso""#), (#""keyring/v1""#, #""policy/v1""#), ("8e1f", "8E1F"), ("8e1f", "8e1"),
        (#""generation":7"#, #""generation":07"#), (#""generation":7"#, #""generation":0"#),
        (#""generation":7"#, #""generation":-1"#), (#""generation":7"#, #""generation":7.0"#),
        (#""generation":7"#, #""generation":"7""#), (#""generation":7"#, #""generation":9007199254740992"#),
        (#""generation":7"#, #""generation":99999999999999999999"#), (#","generation""#, #","x":1,"generation""#),
        (#","recipients":[]"#, ""), (#":[]"#, #":[""]"#), (#":[]"#, #":["age1x"]"#), (#":[]"#, #":null"#),
        (#""version":1"#, #""version":4294967297"#), (#""status":"active""#, #""status":"Active""#),
        (#""status":"active""#, #""status":"act\u0069ve""#), ("2026-01-08", "2026-02-30"), ("09:00:00Z", "09:00:00.5Z"),
        ("fp_", "fp-"), (#","created""#, #", "created""#), ("]}", "],\"x\":1}"), ("]}", "]} "), ("]}", "]"),
    ])
    func `a line of another form is refused`(old: String, new: String) throws {
        let line = try Keyrings.line(Self.samples, generation: 7)
        let range = try #require(line.firstRange(of: old))
        #expect(Self.refusal(line.replacingCharacters(in: range, with: new)) == .keyringForm)
    }

    @Test func `no beginning of a line is a line`() throws {
        let line = Array(try Keyrings.line(Self.samples, recipients: [Self.recipient()]).utf8)
        for count in 0..<line.count {
            #expect(throws: ProvisoError.self) { _ = try KeyringContents(line: Array(line[..<count])) }
        }
    }

    @Test func `recipients are sixty-four at most, each once`() throws {
        let recipients = try (0..<65).map { _ in try Self.recipient() }
        let sample = [Keyrings.Sample(1, "active")]
        _ = try KeyringContents(line: Array(Keyrings.line(sample, recipients: Array(recipients.prefix(64))).utf8))
        #expect(Self.refusal(try Keyrings.line(sample, recipients: recipients)) == .keyringForm)
        #expect(Self.refusal(try Keyrings.line(sample, recipients: [recipients[0], recipients[0]])) == .keyringForm)
    }

    @Test func `versions are 4096 at most`() throws {
        let samples = (1...4097).map { Keyrings.Sample(UInt32($0), "retired") }
        let line = try Keyrings.line(Array(samples.prefix(4096)))
        #expect(line.utf8.count <= KeyringContents.largestLineByteCount)
        #expect(try KeyringContents(line: Array(line.utf8)).versions.count == 4096)
        #expect(Self.refusal(try Keyrings.line(samples)) == .keyringForm)
    }

    @Test func `a version is found by its number, and another is unknown by name`() throws {
        let contents = try KeyringContents(line: Array(Keyrings.line(Self.samples).utf8))
        #expect(try contents.index(of: KeyVersion(1), source: "") == 0)
        #expect(try contents.index(of: KeyVersion(3), source: "") == 2)
        for number: UInt32 in [0, 4, .max] {
            let error = #expect(throws: ProvisoError.self) {
                try contents.index(of: KeyVersion(number), source: "a.keyring")
            }
            #expect(error?.code == .keyUnknown)
            #expect(error?.message.contains("version \(number)") == true)
            #expect(error?.place.source == "a.keyring")
        }
    }
}
