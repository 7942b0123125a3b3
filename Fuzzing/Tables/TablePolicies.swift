import Proviso
import Support

/// The policies that an input can choose. None of them discloses anything telling of a column `secret`, nor of one that no
/// rule names.
enum TablePolicies {
    struct Policy {
        let text: String
        /// Whether it only keeps and drops, so that what it let through once passes whole.
        var isStable = false
        /// Whether nothing at all becomes of `secret`.
        var dropsCanary = true
        /// Whether a rule makes every cell of the output.
        var makesEveryCell = false
        var parts: UnwrittenParts?
    }

    static let all = [
        Policy(text: "fields: { a: keep, b: keep, secret: drop }", isStable: true),
        Policy(text: "fields: { a: keep }", isStable: true),
        Policy(
            text: """
                fields:
                  a: { mask: { keep-last: 1, with: "=" } }
                  b: [ { bottom-code: -5 }, { round: 0.5 } ]
                """, makesEveryCell: true),
        Policy(
            text: """
                only-if: { b: { in: [x, "1", ""] } }
                fields:
                  a: { pseudonymize: { as: person, canonical: alphanumeric }, otherwise: stop }
                  t: { shift-date: { by: a, canonical: trimmed, days: 30 } }
                  b: { keep: , otherwise: stop }
                  secret: { truncate: 3 }
                """, dropsCanary: false),
        Policy(
            text: "fields: { a: keep }",
            parts: UnwrittenParts(kinds: [
                RecordKind(when: ["b": .isAtLeast(10)]) {
                    FieldRule("a", .keep)
                    FieldRule("b", .bucket(bounds: [18, 65], labels: ["\"<,", "", "\r\n"]))
                },
                RecordKind(when: .any([["b": .equals("x")], ["a": .isAbsent]])) {
                    FieldRule("t", .generalize(to: .month))
                    FieldRule("a", .setNull)
                },
            ])),
        Policy(
            text: "fields: { b: keep }",
            parts: UnwrittenParts(
                subject: SubjectField("a", canonicalization: .trimmed),
                requirements: [
                    FieldRequirement("b", .integer, .string), FieldRequirement("t", .date, .null, optional: true),
                ],
                limit: DisclosureLimit(records: 4, subjects: 2, otherwise: .drop),
                rules: [
                    FieldRule("t", .derive(["t": [.generalize(to: .year)], "raw": []])),
                    FieldRule("a", .onlyElements(.isIn(["x", "1"]), .truncate(to: 2))),
                ])),
    ]

    static let filters = all.map { filter($0.text, $0.parts) }
}
