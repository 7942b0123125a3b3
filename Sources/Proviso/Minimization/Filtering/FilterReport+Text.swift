/// The report for programs and for people.
extension FilterReport {
    /// The report as JSON, in a fixed order, with a line feed at the end.
    ///
    /// - **Source**: `Formats/FilterReport`.
    public var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("proviso", "report/v1")
            if let program {
                writer.object("program") { writer in
                    writer.member("name", program.name)
                    writer.member("version", program.version)
                    if let digest = program.digest { writer.member("blake2b-256", digest.description) }
                }
            }
            writer.object("policy") { writer in
                writer.member("purpose", purpose.description)
                writer.member("recipient", recipient.description)
                writer.member("blake2b-256", policyDigest.description)
                if !parameters.isEmpty {
                    writer.array("parameters") { writer in
                        for name in parameters { writer.string(name) }
                    }
                }
                if !hierarchies.isEmpty {
                    writer.object("hierarchies") { writer in
                        for (file, digest) in hierarchies.sorted(by: { $0.key < $1.key }) {
                            writer.member(file, digest.description)
                        }
                    }
                }
            }
            if let keyFingerprint { writer.member("key-fingerprint", keyFingerprint.description) }
            if let memoryLocking { writer.member("key-memory", memoryLocking.rawValue) }
            writer.object("records") { writer in
                writer.member("read", records.read)
                writer.member("written", records.written)
                writer.object("left-out") { writer in
                    for (reason, count) in leftOut { writer.member(reason, count) }
                }
            }
            writer.array("rules") { writer in
                for rule in rules { write(rule, &writer) }
            }
            writer.counts("unnamed", unnamed)
            writer.counts("no-kind", noKind)
            if records.bad > 0 { writeSkippedLines(&writer) }
            writer.member("notice", Self.notice)
        }
        return writer.text + "\n"
    }

    /// The report as a table, for a terminal.
    public var description: String {
        var text = "records: \(records.read) read, \(records.written) written"
        for (reason, count) in leftOut { text += ", \(count) left out (\(Self.sentence(reason)))" }
        text += "\n\n"
        let rows = rules.map { rule in
            [
                Self.title(rule), String(rule.matched), String(rule.kept), String(rule.changed), String(rule.dropped),
                String(rule.unhandled),
            ]
        }
        text += Self.table(
            ["rule", "matched", "disclosed unchanged", "changed", "withheld", "of them unhandled"], rows)
        if !unnamed.isEmpty {
            let rows = unnamed.sorted { $0.key < $1.key }.map { [printable($0.key), String($0.value)] }
            text += "\n" + Self.table(["named by no rule", "withheld"], rows)
        }
        for (path, count) in noKind.sorted(by: { $0.key < $1.key }) {
            text += "\nobjects of no kind at \(printable(path)): \(count) withheld\n"
        }
        text += "\npurpose    \(purpose) (stated, not verified)\n"
        text += "recipient  \(recipient) (stated, not verified)\n"
        text += "policy     \(policyDigest) (b2sum -l 256)\n"
        if let keyFingerprint { text += "key        \(keyFingerprint)\n" }
        if memoryLocking == .unlocked { text += "The keys could not be locked into memory: raise ulimit -l.\n" }
        return text + Self.notice + "\n"
    }

    /// Why records were left out, in a fixed order, without those that were not.
    private var leftOut: [(reason: String, count: Int)] {
        [
            ("only-if", records.leftOutByOnlyIf), ("no-kind", records.leftOutByNoKind),
            ("nothing-left", records.leftOutWithNothingLeft), ("limit", records.leftOutByLimit), ("bad", records.bad),
        ].filter { $0.1 > 0 }
    }

    private static func sentence(_ reason: String) -> String {
        switch reason {
        case "only-if": "only-if does not hold"
        case "no-kind": "of no kind"
        case "nothing-left": "nothing was left"
        case "limit": "beyond the limit"
        default: "bad"
        }
    }

    private static func title(_ rule: Rule) -> String {
        var title = printable(rule.path)
        if let name = rule.derivedName { title += " → " + printable(name) }
        if let kind = rule.kind { title = (rule.below.map { printable($0) + " " } ?? "") + "kind \(kind): " + title }
        return title
    }

    private func write(_ rule: Rule, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("path", rule.path)
            if let kind = rule.kind { writer.member("kind", kind) }
            if let below = rule.below { writer.member("below", below) }
            if let name = rule.derivedName { writer.member("derived", name) }
            writer.member("matched", rule.matched)
            writer.member("changed", rule.changed)
            writer.member("dropped", rule.dropped)
            writer.member("unhandled", rule.unhandled)
        }
    }

    /// Line numbers; with several inputs each with its input.
    private func writeSkippedLines(_ writer: inout JSONWriter) {
        let areSeveral = skippedLines.contains { $0.input != nil }
        writer.array("skipped-lines") { writer in
            for skipped in skippedLines {
                if areSeveral {
                    writer.object { writer in
                        writer.member("input", skipped.input ?? "")
                        writer.member("line", skipped.line)
                    }
                } else {
                    writer.number(skipped.line)
                }
            }
        }
        if unlistedSkippedCount > 0 { writer.member("skipped-lines-not-listed", unlistedSkippedCount) }
    }

    /// Columns of text: the first to the left, numbers to the right.
    private static func table(_ header: [String], _ rows: [[String]]) -> String {
        let lines = [header] + rows
        let widths = header.indices.map { column in lines.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        var text = ""
        for line in lines {
            for (column, cell) in line.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
                text += column == 0 ? cell + padding : "  " + padding + cell
            }
            text += "\n"
        }
        return text
    }
}
