// `redaction findings FILE`: what the redactor finds in the texts of a labelled corpus, a line of JSON for each.
// `redaction redact FILE`: how fast it redacts a file that is in memory, with everything on, by CPU time.
// `redaction known FILE NAMES`: the same with a watch list, one name a line.

import Foundation
import Loops
import Proviso

func contents(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

/// Prints the findings of each text: byte offsets, types and confidences.
func printFindings(_ path: String) throws {
    struct Entry: Decodable {
        let id: Int
        let text: String
    }
    var options = Redactor.Options()
    // Everything is listed; who compares applies a threshold.
    options.threshold = Confidence(percent: CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3])! : 50)
    let redactor = try Redactor(options)
    for line in try contents(path).split(separator: UInt8(ascii: "\n")) {
        let entry = try JSONDecoder().decode(Entry.self, from: Data(line))
        let findings = redactor.findings(in: entry.text).map { finding in
            """
            {"type": "\(finding.type)", "start": \(finding.range.lowerBound), "end": \(finding.range.upperBound), \
            "confidence": \(finding.confidence.percent)}
            """
        }
        print("{\"id\": \(entry.id), \"findings\": [\(findings.joined(separator: ", "))]}")
    }
}

/// Prints CPU time and speed, round after round.
func measure(_ text: [UInt8], _ redactor: Redactor, rounds: Int = 5) {
    for _ in 0..<rounds {
        let start = cpu_nanoseconds()
        let redacted = redactor.redact(text.span)
        let seconds = Double(cpu_nanoseconds() - start) / 1e9
        print(
            """
            {"bytes": \(text.count), "findings": \(redacted.findings.count), "cpu_seconds": \(seconds), \
            "megabytes_per_second": \(Double(text.count) / 1e6 / seconds)}
            """)
    }
}

let arguments = CommandLine.arguments
switch arguments.count > 2 ? arguments[1] : "" {
case "findings": try printFindings(arguments[2])
case "redact": measure(try contents(arguments[2]), try Redactor())
case "known":
    var options = Redactor.Options()
    let names = String(decoding: try contents(arguments[3]), as: UTF8.self)
    options.knownValues = names.split(separator: "\n").map { KnownValue(String($0)) }
    measure(try contents(arguments[2]), try Redactor(options))
default:
    print("usage: redaction findings CORPUS [THRESHOLD] | redact FILE | known FILE NAMES")
    exit(64)
}
