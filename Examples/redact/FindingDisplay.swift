import Proviso
import Shared

/// Prints texts with what is found in them highlighted, for people who review a policy.
///
/// Control characters of the text are printed as escapes, so that it cannot steer the terminal.
struct FindingDisplay {
    private let redactor: Redactor
    private let isForTerminal: Bool

    /// A text is shown whole, and so is read whole.
    private static let byteLimit = 256 * 1024 * 1024

    init(_ redactor: Redactor) {
        self.redactor = redactor
        isForTerminal = System.outputGoesToTerminal
    }

    /// Shows an input; `-` is standard input.
    func show(_ input: String) throws {
        var file = input == "-" ? InputFile.standardInput() : try InputFile(input)
        var bytes: [UInt8] = []
        while try file.readBlock({ block in for index in block.indices { bytes.append(block[index]) } }) {
            guard bytes.count <= Self.byteLimit else {
                throw Ending.usage("a text of more than 256 MiB", remedy: "show a part of it")
            }
        }
        var output = OutputFile.standardOutput()
        var position = 0
        var text = ""
        for finding in redactor.findings(in: bytes.span) {
            text += Self.visible(bytes[position..<finding.range.lowerBound])
            text += highlighted(finding, Self.visible(bytes[finding.range]))
            position = finding.range.upperBound
        }
        text += Self.visible(bytes[position...])
        try output.write(text.utf8Span.span)
        try output.flush()
    }

    private func highlighted(_ finding: Finding, _ value: String) -> String {
        let note = "\(finding.type) \(finding.confidence.percent)"
        return isForTerminal
            ? "\u{1B}[7m\(value)\u{1B}[0m\u{1B}[2m \(note) \u{1B}[0m" : "⟦\(value)|\(note)⟧"
    }

    /// The text with control characters, but for line ends and tabs, as escapes.
    private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
        var result = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if Self.canSteer(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Control characters, but for line ends and tabs, and format characters, which turn a line around.
    private static func canSteer(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\t" && scalar != "\r"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
