import Foundation
import TestSupport
import Testing

/// What a README tells people to type works.
struct ReadmeTests {
    let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func `the shell blocks of the README of redact run in its folder`() throws {
        let folder = URL(filePath: Programs.examples + "/redact")
        try FileManager.default.copyItem(at: folder, to: URL(filePath: workshop.path(of: "redact")))
        let blocks = try Readme.blocks(of: folder.appending(path: "README.md"))
        #expect(blocks.count >= 4)
        try Readme.run(blocks, in: "redact", of: workshop)
    }

    @Test func `the shell blocks of the main README that are marked run in an empty folder`() throws {
        let blocks = try Readme.blocks(of: Programs.repository.appending(path: "README.md")).filter(\.isMarked)
        #expect(!blocks.isEmpty)
        try workshop.makeFolder("empty")
        try Readme.run(blocks, in: "empty", of: workshop)
    }
}
