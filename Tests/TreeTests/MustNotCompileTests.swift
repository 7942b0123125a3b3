import Foundation
import Testing

/// Programs that the compiler must refuse: that is how a key is kept from being printed, copied or encoded.
@Suite struct MustNotCompileTests {
    private static let folder = Repository.root.appending(path: "Tests/MustNotCompile")

    /// One of the programs, by the name of its file.
    struct Program: CustomTestStringConvertible {
        let file: URL
        var testDescription: String { file.deletingPathExtension().lastPathComponent }
    }

    static let refused = folder.files(withExtension: "swift").map(Program.init)
        .filter { $0.testDescription != "Control" }

    @Test func `the programs are there`() {
        #expect(Self.refused.count >= 15)
    }

    /// If this one is refused, the others may be refused for its reason.
    @Test func `the control program compiles`() async throws {
        let result = try await Toolchain.compile(Self.folder.appending(path: "Control.swift"))
        #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
    }

    @Test(arguments: refused)
    func `a program is refused on the line and with the words that it names`(program: Program) async throws {
        let text = try String(contentsOf: program.file, encoding: .utf8)
        let line = try #require(Self.header("line", in: text).flatMap { Int($0) }, "no '// line: N'")
        let words = try #require(Self.header("error", in: text), "no '// error: TEXT'")

        let result = try await Toolchain.compile(program.file)
        #expect(result.status != 0, "it compiles")
        let errors = result.output.split(separator: "\n").filter { $0.contains(" error: ") }
        #expect(errors.contains { $0.contains(words) }, "other words:\n\(result.output)")
        // An error elsewhere would be another reason to be refused.
        let place = "\(program.file.lastPathComponent):\(line):"
        #expect(errors.allSatisfy { $0.contains(place) }, "another line:\n\(result.output)")
    }

    private static func header(_ name: String, in text: String) -> String? {
        let start = "// \(name): "
        return text.split(separator: "\n").first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }
}
