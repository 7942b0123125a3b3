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
            text: """
                kinds:
                  - when: { b: { at-least: 10 } }
                    fields: { a: keep, b: { bucket: { bounds: [18, 65], labels: ["\\"<,", "-", "\\r\\n"] } } }
                  - when: { any: [ { b: x }, { a: { present: no } } ] }
                    fields: { t: { generalize: month }, a: set-null }
                """),
        Policy(
            text: """
                subject: { path: a, canonical: trimmed }
                require: { b: [integer, string], t: { type: [date, "null"], optional: yes } }
                limit: { records: 4, subjects: 2, otherwise: drop }
                fields:
                  b: keep
                  t: { derive: { t: { generalize: year }, raw: keep } }
                  a: { truncate: 2 }
                """),
    ]

    static let filters = all.map { filter($0.text) }
}
