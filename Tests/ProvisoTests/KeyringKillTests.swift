#if os(Linux)
import Foundation
import Testing

@testable import Proviso

/// A process that is killed while it rotates leaves the old ring or the new one.
@Suite struct KeyringKillTests {
    /// Two hundred processes rotate without end and are killed somewhere. They are forks of one that does nothing else:
    /// to start a program for each would take minutes.
    @Test func `two hundred processes that are killed while they rotate leave the old ring or the new one`()
        async throws
    {
        let folder = try TemporaryFolder()
        let identityPath = folder.path("a.identity")
        let recipient = try AgeIdentityFile.create(identityPath, at: Keyrings.instant())
        let path = folder.path("a.keyring")
        let memory = folder.path("seen")
        try KeyringEditor.create(
            path, for: [recipient], at: Keyrings.instant(), rollback: .remembered(in: memory))
        await #expect(processExitsWith: .success) {
            [path = path as String, identityPath = identityPath as String, memory = memory as String] in
            try KeyringKillTests.killEach(of: 200, rotating: path, identityPath, memory)
        }
        #expect(try folder.names.filter { !$0.hasPrefix(".") } == ["a.identity", "a.keyring", "seen"])
    }

    private static func killEach(of count: Int, rotating path: String, _ identityPath: String, _ memory: String) throws
    {
        let identity = try AgeIdentityFile.read(identityPath)
        let rollback = RollbackCheck.remembered(in: memory)
        var generator = SeededGenerator(seed: testSeed)
        var generation = 1
        var interruptedCount = 0
        for _ in 0..<count {
            let child = try Fork.run { report in
                while true {
                    var editor = try KeyringEditor(path, identity: identity, rollback: rollback)
                    try editor.rotate(at: Keyrings.instant())
                    // So that a ring stays small.
                    for version in editor.versions where version.status == .retired {
                        try editor.destroy(version.number)
                    }
                    report()
                    try editor.commit()
                }
            }
            // It is about to write, and is killed somewhere in this rotation or the next few. Nothing depends on how
            // far it comes.
            child.waitForReport()
            usleep(UInt32(generator.next() % 8000))
            child.kill()

            let names = try FileManager.default.contentsOfDirectory(
                atPath: URL(filePath: path).deletingLastPathComponent().path)
            if names.contains(where: { $0.hasPrefix(".a.keyring.proviso-") }) { interruptedCount += 1 }
            // Whatever was left there: it opens, is no older than before, and its active version has a key.
            let ring = try Keyring(path, identity: identity, rollback: rollback)
            #expect(ring.generation >= generation)
            generation = ring.generation
            #expect(ring.versions.count == generation)
            #expect(try ring.withActiveKey { version, _ in Int(version.number) } == generation)
        }
        // Some came through, and some were interrupted between beginning the new file and putting it into place.
        #expect(generation > 1)
        #expect(interruptedCount > 0)
        _ = try KeyringEditor(path, identity: identity, rollback: rollback, whenBusy: .fail)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path)
        #expect(!names.contains { $0.hasPrefix(".a.keyring.proviso-") })
    }
}

/// A copy of this process that does something until it is killed. Only for a process that has nothing else to do.
private struct Fork {
    let id: pid_t
    private let reports: Int32

    /// Runs `body` in a copy of this process; `report` tells this one that it has come so far.
    static func run(_ body: (_ report: () -> Void) throws -> Void) throws -> Fork {
        var ends: [Int32] = [0, 0]
        // Sound: the array has room for two descriptors.
        let status = unsafe pipe(&ends)
        try #require(status == 0)
        let (reading, writing) = (ends[0], ends[1])
        // Swift hides `fork`, because threads are not copied. This process has none that hold a lock.
        // Sound: the symbol is the C library's function of this type.
        let fork = unsafe unsafeBitCast(dlsym(nil, "fork"), to: (@convention(c) () -> pid_t).self)
        let id = fork()
        if id == 0 {
            close(reading)
            do {
                var byte: UInt8 = 1
                // Sound: one byte is written from one byte.
                try body { unsafe _ = write(writing, &byte, 1) }
            } catch {
                print("the copy failed: \(error)")
            }
            _exit(1)
        }
        close(writing)
        try #require(id > 0)
        return Fork(id: id, reports: reading)
    }

    /// Waits until the copy reports.
    func waitForReport() {
        var byte: UInt8 = 0
        // Sound: one byte is read into one byte.
        _ = unsafe read(reports, &byte, 1)
    }

    /// Kills the copy, and waits until it is gone.
    func kill() {
        _ = Glibc.kill(id, SIGKILL)
        var status: Int32 = 0
        // Sound: the call fills the number that it is given.
        _ = unsafe waitpid(id, &status, 0)
        #expect(status & 0x7f == SIGKILL, "the copy ended by itself")
        close(reports)
    }
}
#endif
