/// The report for programs and for people.
extension FilterReport {
    /// The report as JSON, in a fixed order, with a line feed at the end.
    ///
    /// - **Source**: `Formats/Report`.
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
                Self.write("hierarchies", hierarchies, &writer)
                Self.write("redaction-files", redactionFiles, &writer)
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
            if !findings.isEmpty { writeFindings(&writer) }
            writer.member("notice", Self.notice)
            if hasRedactions { writer.member("text-notice", Self.textNotice) }
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
        for rule in rules where !rule.found.isEmpty {
            let rows = rule.found.map { [$0.type.description, String($0.count), "\($0.counts[0].from.percent) %"] }
            text += "\n" + Self.table(["found in " + Self.title(rule), "count", "confidence from"], rows)
        }
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
        return text + Self.notice + "\n" + (hasRedactions ? Self.textNotice + "\n" : "")
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
            if !rule.found.isEmpty {
                writer.object("found") { writer in
                    for found in rule.found { Self.write(found, &writer) }
                }
            }
        }
    }

    private static func write(_ name: String, _ files: [String: ContentDigest], _ writer: inout JSONWriter) {
        if files.isEmpty { return }
        writer.object(name) { writer in
            for (file, digest) in files.sorted(by: { $0.key < $1.key }) { writer.member(file, digest.description) }
        }
    }

    /// How many there were, and how many of each band of confidence.
    private static func write(_ found: FoundCount, _ writer: inout JSONWriter) {
        writer.object(found.type.description) { writer in
            writer.member("count", found.count)
            writer.object("confidence") { writer in
                for (from, count) in found.counts { writer.member("\(from.percent)", count) }
            }
        }
    }

    private func writeFindings(_ writer: inout JSONWriter) {
        writer.array("findings") { writer in
            for finding in findings {
                writer.object { writer in
                    if finding.input > 0 { writer.member("input", finding.input + 1) }
                    writer.member("path", finding.path)
                    writer.member("line", finding.line)
                    if let column = finding.column { writer.member("column", column) }
                    writer.member("start", finding.start)
                    writer.member("end", finding.end)
                    writer.member("type", finding.type.description)
                    writer.member("confidence", finding.confidence.percent)
                }
            }
        }
        if unlistedFindingCount > 0 { writer.member("findings-not-listed", unlistedFindingCount) }
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
