import Foundation
import TestSupport
import Testing

/// A folder with an identity `id`, made by the program, and files that are sealed to it.
struct SealedFiles {
    let workshop: Workshop
    let recipient: String

    static let passphrase = "correct horse battery staple"
    /// The sentence in the files of `Tests/Vectors/age`.
    static let sentence = "share the least, to a named recipient\n"
    static let hasAge = Programs.exists("age") && Programs.exists("age-keygen")

    init() throws {
        workshop = try Workshop(for: "proviso")
        let outcome = try workshop.run(["keys", "new", "identity", "id"])
        expectDone(outcome)
        recipient = outcome.output.replacing("\n", with: "")
    }

    /// Four chunks of age, of which the last is not full.
    static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 >> 8) }

    /// More than is kept in memory and more than pipes hold, ending with a full chunk.
    static let largeContent = (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 >> 8) }

    /// A file of `Tests/Vectors/age`.
    static func vector(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: Programs.repository.appending(path: "Tests/Vectors/age/\(name)")))
    }

    func proviso(_ arguments: String..., input: Workshop.Input = .stream(.null)) throws -> Workshop.Outcome {
        try workshop.run(arguments, input: input)
    }

    /// Seals content into a file, and gives its bytes.
    @discardableResult
    func seal(_ content: [UInt8], into name: String = "sealed.age", _ arguments: String...) throws -> [UInt8] {
        try workshop.write("content", content)
        let recipients = arguments.contains("--passphrase-file") ? [] : ["-r", recipient]
        expectDone(try workshop.run(["seal", "-o", name, "content"] + recipients + arguments), output: "")
        return try workshop.readBytes(name)
    }

    func writePassphrase(_ text: String = passphrase, to name: String = "passphrase") throws {
        try workshop.write(name, text + "\n")
    }

    /// Each way in which a file gets into the program and its content out of it, with the bytes that came out.
    ///
    /// - Parameter old: what is in the file before that `-o` names.
    func unsealings(of sealed: [UInt8], old: [UInt8]) throws -> [(way: String, outcome: Workshop.Outcome, out: [UInt8])]
    {
        try workshop.write("in.age", sealed)
        try workshop.write("out", old)
        let file = try proviso("unseal", "-i", "id", "in.age")
        let redirected = try proviso("unseal", "-i", "id", input: .stream(.file(workshop.path(of: "in.age"))))
        let piped = try workshop.bash("cat in.age | proviso unseal -i id -")
        let replaced = try proviso("unseal", "-i", "id", "-o", "out", "in.age")
        return [
            ("a file", file, file.bytes), ("a file as standard input", redirected, redirected.bytes),
            ("a pipe", piped, piped.bytes), ("a new file", replaced, try workshop.readBytes("out")),
        ]
    }

    /// Where each part of a sealed file without armor ends.
    static func header(of sealed: [UInt8]) throws -> Int {
        let mark = Array("\n--- ".utf8)
        let start = try #require(sealed.indices.first { sealed[$0...].starts(with: mark) })
        return try #require(sealed[(start + 1)...].firstIndex(of: UInt8(ascii: "\n"))) + 1
    }
}
