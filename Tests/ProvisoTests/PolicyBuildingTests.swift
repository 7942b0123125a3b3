import Testing

@testable import Proviso

@Suite struct PolicyBuildingTests {
    @Test func `a policy in Swift is the same as one in YAML`() throws {
        let built = try MinimizationPolicy(
            purpose: "Money-laundering inquiry #26/114", legalBasis: ["LED art. 8"], recipient: "fiu.example",
            domain: PseudonymizationDomain(id: "fiu.example/case-114", epoch: "2026-q4"),
            keyFingerprint: KeyFingerprint("fp_enxzi5sp7a5rlighp5vdlxkoiq"),
            onlyIf: ["$.role": .isIn(["suspect", "convicted"]), "$.closed": "false"],
            terms: HandlingTerms(eraseAfter: RetentionPeriod("P90D"), handling: ["TLP:AMBER"])
        ) {
            FieldRule("$.case_id", .keep)
            FieldRule("$.id", .pseudonymize(as: "person", canonicalization: .alphanumeric), otherwise: .stop)
            FieldRule("$.ip", .truncateIP(), .mask(keepFirst: 2, length: 4))
            FieldRule(
                "$.entry[*]",
                .kinds {
                    RecordKind(when: ["@.type": "Patient"]) { FieldRule("@.gender", .keep) }
                    RecordKind(when: nil) { FieldRule("@.type", .keep) }
                })
        }
        let read = try MinimizationPolicy(
            text: """
                proviso: policy/v1
                purpose: "Money-laundering inquiry #26/114"
                legal-basis: LED art. 8
                recipient: fiu.example
                domain: { id: fiu.example/case-114, epoch: 2026-q4 }
                key-fingerprint: fp_enxzi5sp7a5rlighp5vdlxkoiq
                only-if: { "$.role": { in: [suspect, convicted] }, "$.closed": false }
                terms: { erase-after: P90D, handling: ["TLP:AMBER"] }
                fields:
                  "$.case_id": keep
                  "$.id": { pseudonymize: { as: person, canonical: alphanumeric }, otherwise: stop }
                  "$.ip": [ { truncate-ip: {} }, { mask: { keep-first: 2, length: 4 } } ]
                  "$.entry[*]": { kinds: [
                    { when: { "@.type": Patient }, fields: { "@.gender": keep } },
                    { when: always, fields: { "@.type": keep } } ] }
                """)
        #expect(built.says(theSameAs: read))
        #expect(built.jsonText == read.jsonText)
        #expect(built.source == nil)
        #expect(built.digest == ContentDigest(of: built.jsonText))
        #expect(try MinimizationPolicy(text: built.jsonText).says(theSameAs: built))
    }

    @Test func `kinds of records are written in Swift, too`() throws {
        let policy = try MinimizationPolicy(purpose: "p", recipient: "r") {
            RecordKind(when: ["$.t": "a"]) { FieldRule("$.a", .keep) }
            for type in ["b", "c"] {
                RecordKind(when: ["$.t": .equals(type)]) { FieldRule("$.\(type)", .keepSubtree) }
            }
        }
        guard case .kinds(let kinds) = policy.content else {
            Issue.record("no kinds")
            return
        }
        #expect(kinds.count == 3)
        #expect(try MinimizationPolicy(text: policy.jsonText).says(theSameAs: policy))
    }

    @Test func `all problems are told at once, with their rules and without lines`() {
        let lines = problems {
            try MinimizationPolicy(
                purpose: " ", legalBasis: ["a\nb"], recipient: "",
                keyFingerprint: KeyFingerprint("fp_enxzi5sp7a5rlighp5vdlxkoiq"), onlyIf: ["$.v": .isIn([])],
                terms: HandlingTerms(handling: ["\u{202E}"])
            ) {
                FieldRule("$.a", .keep)
                FieldRule("$.a.b", .drop)
                FieldRule("$.a-b", .drop)
                FieldRule("$['a']", .drop)
                FieldRule("$.p", .pseudonymize(as: "person", prefixes: [""]), .mask())
                FieldRule("$.k", .kinds {})
                FieldRule("$.l", .kinds { RecordKind(when: [:]) {} })
                FieldRule("$.t")
                FieldRule("@.o", .keep)
            }
        }
        let keepRemedy =
            "`keep` passes single values only, so name the members one by one, or write keep-subtree: then rules below it may "
            + "take away"
        #expect(
            lines == [
                "purpose is empty; say it in words",
                "recipient is empty; say it in words",
                "legal-basis holds an invisible character; remove it",
                "handling holds an invisible character; remove it",
                "in needs at least one text (rule $.v); list the texts that are allowed",
                "overlaps with $.a (rule $.a.b); \(keepRemedy)",
                "'$.a-b' is not a path; a name with '-' in it is written $['a-b']",
                "the same path as $.a (rule $['a']); keep one of them",
                "pseudonymize must be the last transform (rule $.p); move it to the end",
                "pseudonyms without a domain (rule $.p); add `domain:`; it names where pseudonyms may be linked",
                "an empty prefix (rule $.p); remove it",
                "an empty list of kinds (rule $.k); write at least one: { when: …, fields: … }",
                "an empty condition (rule $.l); write at least one test, like \"$.role\": suspect",
                "no field is named (rule $.l); name at least one, like \"$.id\": keep",
                "an empty list of transforms (rule $.t); write at least one",
                "'@.o' is not a path; a path here starts with $ (the record)",
                "key-fingerprint without a domain; add `domain:`; the fingerprint is that of a key in a domain",
            ])
    }

    @Test func `a policy without fields or kinds is none`() {
        #expect(
            problems { try MinimizationPolicy(purpose: "p", recipient: "r", fields: {}) } == [
                "no field is named; name at least one, like \"$.id\": keep"
            ])
        #expect(
            problems { try MinimizationPolicy(purpose: "p", recipient: "r", kinds: {}) } == [
                "an empty list of kinds; write at least one: { when: …, fields: … }"
            ])
    }

    @Test func `two tests on one path are refused, because a text cannot say them`() {
        let lines = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", onlyIf: ["$.a": "x", "$.a": "y"]) {
                FieldRule("$.b", .keep)
            }
        }
        #expect(lines == ["'$.a' a second time in a condition; keep one of them"])
    }

    @Test func `everything that a policy can say is said in Swift, too`() throws {
        let built = try MinimizationPolicy(
            purpose: "p", recipient: "r", domain: PseudonymizationDomain(id: "d"), parameters: ["subject", "since"],
            subject: SubjectField("$.id", canonicalization: .digits, prefixes: ["u:"]),
            require: [
                FieldRequirement("$.id", .string, .integer), FieldRequirement("$.dob", .date, optional: true),
                FieldRequirement("$.list[*].x", .boolean),
            ],
            onlyIf: .all([
                ["$.id": "${subject}"], .none([["$.closed": .isPresent]]),
                .any([["$.n": .isAbove(1).and(.isAtMost("2.5"))], ["$.day": .isBelow(try CalendarDay("2026-07-01"))]]),
            ]),
            limit: DisclosureLimit(records: 1000, subjects: 10, otherwise: .drop),
            specialCategories: [
                SpecialCategoryFields(.health, fields: ["$.dx", "$.rx[*]"], safeguard: "DPIA 2026-3"),
                SpecialCategoryFields(.unionMembership, fields: ["$.union"]),
            ]
        ) {
            FieldRule("$.id", .pseudonymize(as: "person", of: ["$.id", "$.dob"]))
            FieldRule(
                "$.dob",
                .derive(["year": [.generalize(to: .year)], "dob": [.shiftDate(by: "$.id", days: 9)], "raw": []]))
            FieldRule("$.codes[*]", .onlyElements(.isIn(["a", "${since}"])))
            FieldRule("$.more[*]", .onlyElements("b", .mask(), otherwise: .stop))
            FieldRule("$.dx", .constant("dx ${subject}"))
        }
        let read = try MinimizationPolicy(
            text: """
                proviso: policy/v1
                purpose: p
                recipient: r
                domain: d
                parameters: [subject, since]
                subject: { path: "$.id", canonical: digits, prefixes: ["u:"] }
                require:
                  "$.id": [string, integer]
                  "$.dob": { type: date, optional: yes }
                  "$.list[*].x": { optional: no, type: [boolean] }
                only-if:
                  all:
                    - "$.id": ${subject}
                    - none: [ { "$.closed": { present: yes } } ]
                    - any: [ { "$.n": { above: 1, at-most: 2.5 } }, { "$.day": { below: 2026-07-01 } } ]
                limit: { records: 1000, subjects: 10, otherwise: drop }
                special-categories:
                  health: { fields: ["$.dx", "$.rx[*]"], safeguard: DPIA 2026-3 }
                  union-membership: { fields: ["$.union"] }
                fields:
                  "$.id": { pseudonymize: { as: person, of: ["$.id", "$.dob"] } }
                  "$.dob": { derive: { year: { generalize: year }, dob: { shift-date: { by: "$.id", days: 9 } }, raw: keep } }
                  "$.codes[*]": { only-elements: { in: [a, "${since}"] } }
                  "$.more[*]": { only-elements: b, then: { mask: {} }, otherwise: stop }
                  "$.dx": { constant: "dx ${subject}" }
                """)
        #expect(built.says(theSameAs: read))
        #expect(built.jsonText == read.jsonText)
        #expect(try MinimizationPolicy(text: built.jsonText).says(theSameAs: built))
    }

    @Test func `what a text cannot say is refused`() throws {
        let reserved = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r") { FieldRule("$.a", .constant("${x}")) }
        }
        #expect(
            reserved == [
                "'${x}' is no parameter of the policy (rule $.a); declare it: `parameters: [x]`"
            ])
        let combination = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", onlyIf: ["any": "x"]) { FieldRule("$.a", .keep) }
        }
        #expect(combination == ["'any' is no path in a condition; write $['any']"])
        let long = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r") {
                FieldRule("$.a", .constant(String(repeating: "a", count: 1 << 20)))
            }
        }
        #expect(long == ["a policy of more than 1 MiB; share the data under several policies"])
        let authorization = try StatementDigest(bytes: [UInt8](repeating: 1, count: 32))
        let domain = try PseudonymizationDomain(id: "d", authorization: authorization)
        let bound = problems {
            try MinimizationPolicy(purpose: "p", recipient: "r", domain: domain) { FieldRule("$.a", .keep) }
        }
        #expect(
            bound == ["a domain with an authorization digest, which a policy cannot state yet; leave the digest out"])
    }
}
