import Foundation
import TestSupport
import Testing

/// What the README tells people to type works.
@Suite struct ReadmeTests {
    @Test func `the shell blocks of the README run in its folder`() throws {
        let workshop = try Workshop(for: "proviso")
        try workshop.makeFolder("Examples")
        for name in ["proviso", "redact"] {
            try FileManager.default.copyItem(
                atPath: Programs.examples + "/" + name, toPath: workshop.path(of: "Examples/\(name)"))
        }
        let blocks = try Readme.blocks(of: URL(filePath: Programs.examples + "/proviso/README.md"))
        #expect(blocks.count >= 4)
        try Readme.run(blocks, in: "Examples/proviso", of: workshop)
    }
}
