import Proviso
import Support

/// The policies that an input can choose. None of them discloses anything telling of a member `secret`, nor of one that no
/// rule names.
enum JSONPolicies {
    struct Policy {
        let text: String
        /// Whether it only keeps and drops, so that what it let through once passes whole.
        var isStable = false
        /// Whether a canary may stand anywhere: nothing is kept whole.
        var hidesEverywhere = true
        /// Whether nothing at all becomes of `secret`.
        var dropsCanary = false
        var parts: UnwrittenParts?
    }

    static let all = [
        Policy(
            text: """
                fields:
                  "$.a": keep
                  "$.b.c": keep
                  "$.b.d[*]": keep
                  "$.list[*].v": keep
                  "$.list[*].w.x": keep
                  "$.any.*.v": keep
                  "$['é\\\\n']": keep
                  "$.secret": drop
                """, isStable: true, dropsCanary: true),
        Policy(
            text: """
                fields:
                  "$.a": { pseudonymize: { as: person, canonical: alphanumeric, prefixes: ["p/", "p/q:"] } }
                  "$.b": { pseudonymize: { as: person, canonical: email } }
                  "$.c": [ { round: 0.5 }, { top-code: 100 }, { bottom-code: -2.5 } ]
                  "$.d": { generalize: { to: age-band, at: 2026-07-01 }, otherwise: stop }
                  "$.e": { generalize: week }
                  "$.f": { truncate-ip: {} }
                  "$.g": { url: path }
                  "$.h": { round-geo: { decimals: 2 } }
                  "$.i": { bucket: { bounds: [0, 18, 65] } }
                  "$.j": { shift-date: { by: "$.a", canonical: trimmed, days: 30 } }
                  "$.k": { mask: { keep-first: 1, keep-last: 2 } }
                  "$.l": { truncate: 3 }
                  "$.m": { generalize: { to: postcode } }
                  "$.n": { constant: "\\"\\n\\0é" }
                  "$.o": set-null
                  "$.p": { url: host }
                  "$.q": { bucket: { size: 2.5 } }
                  "$.r": { pseudonymize: { as: person, of: ["$.a", "$.b"] } }
                  "$.s": { generalize: { to: day, written: [D.M.YYYY, iso] } }
                  "$.secret": { mask: { length: 3 } }
                """),
        Policy(
            text: """
                only-if: { "$.open": "yes" }
                fields:
                  "$.a": keep
                  "$.must": { keep: , otherwise: stop }
                  "$.secret": { pseudonymize: { as: person, canonical: casefolded-u15 } }
                  "$.entry[*]":
                    kinds:
                      - when: { "@.t": p }
                        fields:
                          "@.t": keep
                          "@.name": { mask: {} }
                          "@.sub": { kinds: [ { when: { "@.u": q }, fields: { "@.u": keep } } ] }
                      - when: { "@.t": { in: [1, "true"] } }
                        fields:
                          "@.v": keep
                          "@.at": { shift-date: { by: "@.t", days: 9 } }
                """),
        Policy(
            text: """
                fields:
                  "$.tree": keep-subtree
                  "$.tree.secret": drop
                  "$.tree.list[*].v": { mask: {} }
                  "$.tree.deep.a.b": drop
                  "$.all[*]": keep-subtree
                  "$.secret": { generalize: year }
                """, hidesEverywhere: false),
        Policy(
            text: "fields: { a: keep }", dropsCanary: true,
            parts: UnwrittenParts(kinds: [
                RecordKind(
                    when: .any([["$.a": .isAbove("1.5").and(.isAtMost(100))], ["$.b.c": .isAtLeast(day)]])
                ) {
                    FieldRule("$.a", .keep)
                    FieldRule("$.b.c", .keep)
                },
                RecordKind(when: .none([["$.list[*].v": .isIn(["x", "1"])], ["$.a": .isPresent]])) {
                    FieldRule("$.list[*].v", .keep)
                    FieldRule("$.list[*].w", .setNull)
                },
                RecordKind(when: .all([["$.open": .isPresent], ["$.a": .isBelow(0)], ["$.t": .isBelow(day)]])) {
                    FieldRule("$.open", .keep)
                    FieldRule("$.a", .round(to: 10))
                },
            ])),
        Policy(
            text: """
                fields:
                  "$.a": keep
                  "$.list[*].v": keep
                """,
            parts: UnwrittenParts(
                subject: SubjectField("$.id", canonicalization: .alphanumeric),
                requirements: [
                    FieldRequirement("$.a", .integer, .string, .null),
                    FieldRequirement("$.t", .date, optional: true),
                    FieldRequirement("$.list[*].v", .number, .boolean, .object, optional: true),
                ],
                limit: DisclosureLimit(records: 4, subjects: 2, otherwise: .drop),
                rules: [
                    FieldRule(
                        "$.t", .derive(["t": [.generalize(to: .year)], "age": [.generalize(to: .month)], "raw": []])),
                    FieldRule("$.codes[*]", .onlyElements(.isIn(["x", "1"]))),
                    FieldRule("$.low[*].n", .onlyElements(.isBelow(10), .round(to: 2))),
                    FieldRule("$.secret", .derive(["first": [.truncate(to: 2)], "masked": [.mask(length: 3)]])),
                ])),
    ]

    static let filters = all.map { filter($0.text, $0.parts) }

    private static let day = CalendarDay(year: 2020, month: 1, day: 1)!
}
