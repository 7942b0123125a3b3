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
                only-if: { status: { at-least: 200, below: 500 } }
                fields:
                  host: { pseudonymize: { as: host } }
                  user: { pseudonymize: { as: person, canonical: casefolded-u15 }, otherwise: stop }
                  time: { shift-date: { by: host, days: 30 } }
                  method: { mask: { with: "/" } }
                  target: { mask: { keep-first: 2, with: " " } }
                  protocol: { constant: "HTTP/9" }
                  referer: { url: host }
                """, hidden: [.ident, .agent]),
        Policy(
            text: """
                kinds:
                  - when: { method: { in: [GET, HEAD] }, referer: { present: yes } }
                    fields: { target: { truncate: 5 }, referer: { url: origin }, time: { generalize: week } }
                  - when: { none: [ { agent: x y } ] }
                    fields: { agent: { mask: { with: '"', length: 3 } }, bytes: { bucket: { size: 100 } }, user: set-null }
                """, hidden: [.host, .ident], makesOtherForms: true),
        Policy(
            text: """
                subject: host
                require: { time: date, bytes: { type: [integer, string], optional: yes } }
                limit: { records: 4, subjects: 2, otherwise: drop }
                fields:
                  target: keep
                  status: keep
                  time: { derive: { time: { generalize: month } } }
                  agent: { truncate: 3 }
                  bytes: { derive: { bytes: { round: 10 } } }
                """, hidden: [.ident, .user, .referer], makesOtherForms: true),
    ]

    static let filters = all.map { filter($0.text) }
}
