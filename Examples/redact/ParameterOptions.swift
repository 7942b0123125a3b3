import ArgumentParser
import Proviso
import Shared

/// What the parameters of the policy stand for.
struct ParameterOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "What a parameter of the policy stands for. Others on this machine may see it; see --set-file.",
            valueName: "NAME=TEXT"))
    var texts: [String] = []

    @Option(
        name: .customLong("set-file"),
        help: ArgumentHelp(
            "The same from a file, of which the first line counts.", valueName: "NAME=FILE"))
    var textFiles: [String] = []

    /// The files that are read.
    var files: [String] { textFiles.compactMap { Self.pair($0)?.text } }

    var isEmpty: Bool { texts.isEmpty && textFiles.isEmpty }

    func parameters() throws -> PolicyParameters {
        var texts: [String: String] = [:]
        func add(_ name: String, _ text: String) throws(Ending) {
            guard texts.updateValue(text, forKey: name) == nil else {
                throw .usage("the parameter \(Ending.quoted(name)) is given twice", remedy: "give it once")
            }
        }
        for option in self.texts {
            guard let (name, text) = Self.pair(option) else {
                throw Ending.usage("--set without a name", remedy: "write NAME=TEXT")
            }
            try add(name, text)
        }
        for option in textFiles {
            guard let (name, file) = Self.pair(option) else {
                throw Ending.usage("--set-file without a name", remedy: "write NAME=FILE")
            }
            try add(name, try Self.firstLine(of: file))
        }
        return PolicyParameters(texts)
    }

    /// What stands before and behind the first `=`.
    private static func pair(_ option: String) -> (name: String, text: String)? {
        guard let sign = option.firstIndex(of: "="), sign > option.startIndex else { return nil }
        return (String(option[..<sign]), String(option[option.index(after: sign)...]))
    }

    private static func firstLine(of path: String) throws -> String {
        var file = try InputFile(path)
        var bytes: [UInt8] = []
        let limit = 64 * 1024
        while bytes.count <= limit, !bytes.contains(UInt8(ascii: "\n")),
            try file.readBlock({ block in for index in block.indices { bytes.append(block[index]) } })
        {}
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard text.count <= limit, let result = String(validating: text, as: UTF8.self) else {
            throw Ending.usage(
                "\(Ending.quoted(path)) has no line of UTF-8 of at most 64 KiB", remedy: "write one text into it")
        }
        return result
    }
}
