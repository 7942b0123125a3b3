import Testing

@testable import Proviso

/// How much of what is known in the sentences of the corpus is found, and how much else.
@Suite struct RedactionCorpusTests {
    private struct Count {
        var labels = 0
        var found = 0
        var findings = 0
        var right = 0

        var recall: Double { Double(found) / Double(labels) }
        var precision: Double { Double(right) / Double(findings) }
    }

    private static let findings = RedactionCorpus.entries.map { usualRedactor.findings(in: $0.text) }

    /// A label counts as found if a finding of its type covers four fifths of it.
    private static func covers(_ finding: Finding, _ label: RedactionCorpus.Label) -> Bool {
        label.allows(finding.type.description)
            && finding.range.clamped(to: label.range).count * 5 >= label.range.count * 4
    }

    /// What is found of each type, and altogether. What may be found or not does not count.
    private static let counts: (all: Count, types: [String: Count]) = {
        var all = Count()
        var types: [String: Count] = [:]
        for (entry, findings) in zip(RedactionCorpus.entries, findings) {
            let labels = entry.findings.filter { !$0.isOptional }
            for label in labels {
                let isFound = findings.contains { covers($0, label) }
                all.labels += 1
                all.found += isFound ? 1 : 0
                types[label.type, default: Count()].labels += 1
                types[label.type]!.found += isFound ? 1 : 0
            }
            for finding in findings {
                func touches(_ label: RedactionCorpus.Label) -> Bool { finding.range.overlaps(label.range) }
                let isOptional =
                    entry.findings.contains { $0.isOptional && touches($0) } && !labels.contains(where: touches)
                if isOptional { continue }
                all.findings += 1
                all.right += labels.contains { covers(finding, $0) } ? 1 : 0
            }
        }
        return (all, types)
    }()

    @Test func `98 of a hundred are found, and 99 of a hundred findings are right`() {
        let all = Self.counts.all
        #expect(all.labels == 5580)
        #expect(all.recall >= 0.98)
        #expect(all.precision >= 0.99)
    }

    @Test func `nothing is found in prose`() {
        let entries = zip(RedactionCorpus.entries, Self.findings).filter { $0.0.kind == "plain" }
        #expect(entries.count == 440)
        for (entry, findings) in entries {
            #expect(findings.isEmpty, "\(entry.id): \(entry.text)")
        }
    }

    /// How many of a type are missed where any are. They stand without a word that says what they are, or with one that nobody lists.
    private static let misses = [
        "api-key": 1, "br-cnpj": 1, "ca-sin": 1, "cl-rut": 2, "date": 4, "de-lanr": 4, "dk-cpr": 1, "ph-tin": 4,
        "phone": 10, "se-personal-number": 1, "ua-tax-number": 2, "us-aba": 2, "us-itin": 2,
    ]

    @Test func `of each type that has check digits or a form of its own, all but a few are found`() {
        let patterns = PatternType.allCases.map(\.recognizedType)
        let checked = Set(IdentifierRules.all.filter { $0.strength == .checked }.map(\.type)).union(patterns)
        #expect(checked.count > 75)
        for type in checked {
            guard let count = Self.counts.types[type.description] else {
                Issue.record("the corpus has no \(type)")
                continue
            }
            #expect(count.labels >= 16, "\(type)")
            #expect(count.labels - count.found <= Self.misses[type.description] ?? 0, "\(type)")
        }
    }

    @Test func `a password in a URL is found with it, always`() throws {
        let count = try #require(Self.counts.types["password-in-url"])
        #expect(count.found == count.labels && count.labels > 20)
    }
}
