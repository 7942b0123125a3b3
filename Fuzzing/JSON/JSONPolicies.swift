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
            text: """
                kinds:
                  - when: { any: [ { "$.a": { above: 1.5, at-most: 100 } }, { "$.b.c": { at-least: 2020-01-01 } } ] }
                    fields: { "$.a": keep, "$.b.c": keep }
                  - when: { none: [ { "$.list[*].v": { in: [x, "1"] } }, { "$.a": { present: yes } } ] }
                    fields: { "$.list[*].v": keep, "$.list[*].w": set-null }
                  - when: { all: [ { "$.open": { present: yes } }, { "$.a": { below: 0 } }, { "$.t": { below: 2020-01-01 } } ] }
                    fields: { "$.open": keep, "$.a": { round: 10 } }
                """, dropsCanary: true),
        Policy(
            text: """
                subject: { path: "$.id", canonical: alphanumeric }
                require:
                  "$.a": [integer, string, "null"]
                  "$.t": { type: date, optional: yes }
                  "$.list[*].v": { type: [number, boolean, object], optional: yes }
                limit: { records: 4, subjects: 2, otherwise: drop }
                fields:
                  "$.a": keep
                  "$.list[*].v": keep
                  "$.t": { derive: { t: { generalize: year }, age: { generalize: month }, raw: keep } }
                  "$.codes[*]": { only-elements: { in: [x, "1"] } }
                  "$.low[*]": { only-elements: { below: 10 }, then: { round: 2 } }
                  "$.secret": { derive: { first: { truncate: 2 }, masked: { mask: { length: 3 } } } }
                """),
    ]

    static let filters = all.map { filter($0.text) }
}
