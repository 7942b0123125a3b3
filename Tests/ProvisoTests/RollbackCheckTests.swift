import Foundation
import Testing

@testable import Proviso

/// Where the last state of a keyring is remembered, and what is refused because of it.
@Suite struct RollbackCheckTests {
    private static func contents(
        generation: Int, id: String = Keyrings.id, status: String = "active"
    ) throws -> KeyringContents {
        let line = try Keyrings.line([Keyrings.Sample(1, status)], generation: generation, id: id)
        return try KeyringContents(line: Array(line.utf8))
    }

    /// What opening a ring does.
    private static func accept(_ check: RollbackCheck, _ contents: KeyringContents, source: String) throws {
        let known = try check.recall()
        try known.check(contents, source: source)
        try known.remember(contents, source: source)
    }

    @Test func `a memory is made on first use, and follows the ring`() throws {
        let folder = try TemporaryFolder()
        let check = RollbackCheck.remembered(in: folder.path("seen"))
        let first = try Self.contents(generation: 3)
        try Self.accept(check, first, source: "a")
        #expect(try folder.mode("seen") == 0o600)
        #expect(try folder.names == ["seen"])
        let line = try Keyrings.line([Keyrings.Sample(1, "active")], generation: 3)
        let expected = "proviso-keyring-seen-v1 \(Keyrings.id) 3 \(SHA256Digest(of: line))\n"
        #expect(String(decoding: try folder.read("seen"), as: UTF8.self) == expected)
        try Self.accept(check, first, source: "a")
        try Self.accept(check, Self.contents(generation: 9), source: "a")
        #expect(String(decoding: try folder.read("seen"), as: UTF8.self).contains(" 9 "))
    }

    @Test func `an older state, another ring and another state of the same generation are refused`() throws {
        let folder = try TemporaryFolder()
        let check = RollbackCheck.remembered(in: folder.path("seen"))
        try Self.accept(check, Self.contents(generation: 3), source: "a")
        let before = try folder.read("seen")
        func word(_ contents: KeyringContents) -> ProvisoError.Code? {
            let error = #expect(throws: ProvisoError.self) { try Self.accept(check, contents, source: "a.keyring") }
            #expect(error?.place.source == "a.keyring")
            return error?.code
        }
        #expect(try word(Self.contents(generation: 2)) == .keyringGeneration)
        #expect(try word(Self.contents(generation: 3, status: "retired")) == .keyringOther)
        let otherID = String(repeating: "0", count: 32)
        #expect(try word(Self.contents(generation: 3, id: otherID)) == .keyringOther)
        #expect(try word(Self.contents(generation: 4, id: otherID)) == .keyringOther)
        #expect(try folder.read("seen") == before)
    }

    @Test func `a generation that the caller keeps is a lower bound`() throws {
        let check = RollbackCheck.atLeast(3)
        #expect(refusal { try Self.accept(check, Self.contents(generation: 2), source: "a") } == .keyringGeneration)
        try Self.accept(check, Self.contents(generation: 3), source: "a")
        try Self.accept(check, Self.contents(generation: 4), source: "a")
        try Self.accept(.unchecked, Self.contents(generation: 1), source: "a")
    }

    @Test func `a memory of another form is refused, and left as it is`() throws {
        let folder = try TemporaryFolder()
        let good = "proviso-keyring-seen-v1 \(Keyrings.id) 3 \(String(repeating: "0", count: 64))\n"
        let check = RollbackCheck.remembered(in: folder.path("seen"))
        _ = try folder.write(good, to: "seen")
        try check.recall().check(Self.contents(generation: 4), source: "a")
        for bad in [
            "", "\n", good.replacing("v1", with: "v2"), good.replacing(" 3 ", with: " 03 "),
            good.replacing(" 3 ", with: " -3 "), good.replacing(" 3 ", with: "  3 "), String(good.dropLast()),
            String(good.dropLast(2)) + "\n", good + good, good.replacing("\n", with: " x\n"),
            String(repeating: "a", count: 300),
        ] {
            _ = try folder.write(bad, to: "seen")
            #expect(refusal { try Self.accept(check, Self.contents(generation: 4), source: "a") } == .keyringMemory)
            #expect(String(decoding: try folder.read("seen"), as: UTF8.self) == bad)
        }
        _ = try folder.write(good, to: "seen", mode: 0o664)
        #expect(refusal { try Self.accept(check, Self.contents(generation: 4), source: "a") } == .storeMode)
    }

    @Test func `a memory that cannot be written is an error, not a ring without one`() throws {
        let folder = try TemporaryFolder()
        let check = RollbackCheck.remembered(in: folder.path("none/seen"))
        #expect(refusal { try Self.accept(check, Self.contents(generation: 4), source: "a") } == .storeFailed)
    }

    @Test func `a ring that was changed after it was read, and remembered as such, is no older copy`() throws {
        let folder = try TemporaryFolder()
        let check = RollbackCheck.remembered(in: folder.path("seen"))
        try Self.accept(check, Self.contents(generation: 3), source: "a")
        let reader = try check.recall()
        let read = try Self.contents(generation: 3)
        try Self.accept(check, Self.contents(generation: 5), source: "a")
        try reader.check(read, source: "a")
        try reader.remember(Self.contents(generation: 4), source: "a")
        #expect(String(decoding: try folder.read("seen"), as: UTF8.self).contains(" 5 "))
    }

    @Test func `threads that remember at once leave the highest generation`() async throws {
        let folder = try TemporaryFolder()
        let check = RollbackCheck.remembered(in: folder.path("seen"))
        let all = try (1...40).map { try Self.contents(generation: $0) }
        await withTaskGroup(of: Void.self) { group in
            // Whoever comes late is refused, which is right.
            for contents in all.shuffled() { group.addTask { try? Self.accept(check, contents, source: "a") } }
        }
        #expect(String(decoding: try folder.read("seen"), as: UTF8.self).contains(" 40 "))
    }
}
