import Support

@testable import Proviso

/// The policies that an input can choose.
enum LogPolicies {
    struct Policy {
        let text: String
        /// The fields that no rule discloses and nothing reads, in the order of the line.
        let hidden: [CombinedLogField]
        /// Whether it only keeps and drops, so that what it let through once passes whole.
        var isStable = false
        /// Whether a rule makes a time, status or number of bytes that servers do not write.
        var makesOtherForms = false
        var parts: UnwrittenParts?
    }

    static let all = [
        Policy(
            text: """
                fields: { time: keep, method: keep, target: keep, protocol: keep, status: keep, bytes: keep, agent: keep }
                """, hidden: [.host, .ident, .user, .referer], isStable: true),
        Policy(
            text: """
                fields: { host: keep, ident: keep, user: keep, status: keep, referer: keep, agent: drop }
                """, hidden: [.agent], isStable: true),
        Policy(
            text: """
                fields:
                  host: { truncate-ip: { v4: 24, v6: 48 } }
                  time: { generalize: day }
                  target: { url: path }
                  status: { bucket: { bounds: [200, 400], labels: ["\\"\\\\ é\\n", "-", ""] } }
                  bytes: [ { round: 100 }, { top-code: 5000 } ]
                  agent: { truncate: 8 }
                """, hidden: [.ident, .user, .referer], makesOtherForms: true),
        Policy(
            text: """
                fields:
                  host: { pseudonymize: { as: host } }
                  user: { pseudonymize: { as: person, canonical: casefolded-u15 }, otherwise: stop }
                  time: { shift-date: { by: host, days: 30 } }
                  method: { mask: { with: "/" } }
                  target: { mask: { keep-first: 2, with: " " } }
                  protocol: { constant: "HTTP/9" }
                  referer: { url: host }
                """, hidden: [.ident, .agent],
            parts: UnwrittenParts(onlyIf: ["status": .isAtLeast(200).and(.isBelow(500))])),
        Policy(
            text: "fields: { host: keep }", hidden: [.host, .ident], makesOtherForms: true,
            parts: UnwrittenParts(kinds: [
                RecordKind(when: ["method": .isIn(["GET", "HEAD"]), "referer": .isPresent]) {
                    FieldRule("target", .truncate(to: 5))
                    FieldRule("referer", .url(.origin))
                    FieldRule("time", .generalize(to: .week))
                },
                RecordKind(when: .none([["agent": .equals("x y")]])) {
                    FieldRule("agent", .mask(with: "\"", length: 3))
                    FieldRule("bytes", .bucket(size: 100))
                    FieldRule("user", .setNull)
                },
            ])),
        Policy(
            text: "fields: { target: keep, status: keep }", hidden: [.ident, .user, .referer], makesOtherForms: true,
            parts: UnwrittenParts(
                subject: SubjectField("host"),
                requirements: [
                    FieldRequirement("time", .date), FieldRequirement("bytes", .integer, .string, optional: true),
                ],
                limit: DisclosureLimit(records: 4, subjects: 2, otherwise: .drop),
                rules: [
                    FieldRule("time", .derive(["time": [.generalize(to: .month)]])),
                    FieldRule("agent", .onlyElements(.isIn(["x", "x y"]))),
                    FieldRule("bytes", .derive(["bytes": [.round(to: 10)]])),
                ])),
    ]

    static let filters = all.map { filter($0.text, $0.parts) }
}
