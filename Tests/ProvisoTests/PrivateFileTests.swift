import Foundation
import Testing

@testable import Proviso

@Suite struct PrivateFileTests {
    @Test func `a new file is empty and for its owner alone`() throws {
        let folder = try TemporaryFolder()
        let result = try PrivateFile.prepare(folder.path("a")) { "done" }
        #expect(result == "done")
        #expect(try folder.mode("a") == 0o600)
        #expect(try folder.read("a").isEmpty)
    }

    @Test func `a file that is there stays as it is`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("text", to: "a", mode: 0o400)
        try PrivateFile.prepare(path) {}
        #expect(try folder.read("a") == Array("text".utf8))
        #expect(try folder.mode("a") == 0o400)
    }

    @Test(arguments: [0o604, 0o640, 0o602, 0o620, 0o610, 0o644, 0o777])
    func `a file that others can reach is refused`(mode: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("text", to: "a", mode: mode)
        let error = #expect(throws: ProvisoError.self) {
            try PrivateFile.prepare(path) { Issue.record("the body runs") }
        }
        #expect(error?.code == .storeMode)
        #expect(error?.remedy.contains("chmod 600") == true)
    }

    @Test func `a folder, and a file in a folder that is not there, are refused`() throws {
        let folder = try TemporaryFolder()
        for path in [folder.url.path, folder.path("nowhere/a")] {
            let error = #expect(throws: ProvisoError.self) {
                try PrivateFile.prepare(path) { Issue.record("the body runs") }
            }
            #expect(error?.code == .storeFailed)
        }
        #expect(try folder.names.isEmpty)
    }

    @Test func `an error of the body comes through, and the file can be prepared again`() throws {
        struct Fault: Error {}
        let folder = try TemporaryFolder()
        #expect(throws: Fault.self) { try PrivateFile.prepare(folder.path("a")) { throw Fault() } }
        try PrivateFile.prepare(folder.path("a")) {}
    }
}
