import Proviso

extension PlantedRule {
    /// Every transform of the policy language, and dropping.
    static let all: [PlantedRule] = simple + texts + dates + numbers + identifiers + steps

    private static func unhandled(_ maker: inout CanaryMaker) -> PlantedValue {
        let word = maker.letters()
        return .text("\"" + word, word, gives: .withheld)
    }

    /// A number where only texts are handled. In a table every cell is a text, so that this is of JSON alone.
    private static func number(_ maker: inout CanaryMaker) -> PlantedValue {
        let digits = maker.digits()
        return .json(digits, digits, gives: .withheld)
    }

    // MARK: - Rules that look at no value

    private static let simple: [PlantedRule] = [
        PlantedRule("drop") { maker in
            let (word, digits) = (maker.letters(), maker.digits())
            return [.text(word, word, gives: .withheld), .number(digits, digits, gives: .withheld)]
        },
        PlantedRule("{ constant: fixed }") { maker in
            let (word, digits) = (maker.letters(), maker.digits())
            return [.text(word, word, gives: .text("fixed")), .number(digits, digits, gives: .text("fixed"))]
        },
        PlantedRule("set-null") { maker in
            let (word, digits) = (maker.letters(), maker.digits())
            return [.text(word, word, gives: .null), .number(digits, digits, gives: .null)]
        },
        // The age format pads a value to a size, and everything in it is encrypted.
        PlantedRule("{ encrypt: { to: age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj } }") { maker in
            let (word, digits) = (maker.letters(), maker.digits())
            return [.text(word, word, gives: .something), .number(digits, digits, gives: .something)]
        },
        // `InitialTransform` takes texts alone.
        PlantedRule("{ custom: initial }") { maker in
            let word = maker.letters()
            return [.text("Q" + word, word, gives: .text("Q")), number(&maker)]
        },
        PlantedRule("{ custom: nothing }") { maker in
            let (word, digits) = (maker.letters(), maker.digits())
            return [.text(word, word, gives: .withheld), .number(digits, digits, gives: .withheld)]
        },
    ]

    // MARK: - Texts

    private static let texts: [PlantedRule] = [
        PlantedRule("{ mask: {} }") { maker in
            let (start, end, digits) = (maker.letters(), maker.letters(), maker.digits())
            return [
                .text(start + "\"é" + end, start, end, gives: .text(String(repeating: "*", count: 34))),
                .number(digits, digits, gives: .text(String(repeating: "*", count: 17))),
                .number("-" + digits + ".5e3", digits, gives: .text(String(repeating: "*", count: 22))),
            ]
        },
        PlantedRule("{ mask: { keep-first: 2, keep-last: 3, with: \"#\", length: 4 } }") { maker in
            let (word, short, digits) = (maker.letters(), maker.letters(9), maker.digits())
            return [
                .text("AB" + word + "XYZ", word, gives: .text("AB####XYZ")),
                .number("12" + digits + "345", digits, gives: .text("12####345")),
                // To show five of nine characters would show more than it hides.
                .text(short, short, gives: .text("####")),
            ]
        },
        PlantedRule("{ truncate: 3 }") { maker in
            let (start, end) = (maker.letters(), maker.letters())
            return [.text("A/C" + start + "\"" + end, start, end, gives: .text("A/C")), number(&maker)]
        },
        PlantedRule("{ truncate-ip: { v4: 16 } }") { maker in
            let groups = maker.groups()
            return [
                .text("203.0.113.77", "113.77", gives: .text("203.0.0.0")),
                .text("2001:db8:1:2:3:" + groups, groups, gives: .text("2001:db8:1::")),
                .text("203.0.113.77:80", "113.77", gives: .withheld),
                .text("[2001:db8::2:\(groups)]", groups, gives: .withheld), unhandled(&maker), number(&maker),
            ]
        },
        PlantedRule("{ generalize: { to: postcode, first: 2 } }") { maker in
            let (rest, long) = (maker.letters(9), maker.letters())
            return [
                .text("sw1" + rest, rest, gives: .text("SW")), .text("SW1 " + long, long, gives: .withheld),
                unhandled(&maker), number(&maker),
            ]
        },
        PlantedRule("{ url: host }") { maker in
            let word = maker.letters()
            return [
                .text(
                    "https://\(word):\(word)@example.org:8443/\(word)?\(word)#\(word)", word,
                    gives: .text("example.org")),
                .text("/\(word)?q=\(word)", word, gives: .withheld),
                .text("https://exa mple.org/\(word)", word, gives: .withheld), unhandled(&maker), number(&maker),
            ]
        },
        PlantedRule("{ url: origin }") { maker in
            let word = maker.letters()
            return [
                .text("https://\(word)@example.org:8443/\(word)", word, gives: .text("https://example.org:8443")),
                .text("https://a@\(word)@example.org/", word, gives: .withheld), unhandled(&maker), number(&maker),
            ]
        },
        PlantedRule("{ url: path }") { maker in
            let word = maker.letters()
            return [
                .text(
                    "https://\(word)@example.org/a/b?\(word)#\(word)", word, gives: .text("https://example.org/a/b")),
                .text("/a/b?q=\(word)", word, gives: .text("/a/b")), .text("//\(word)/a", word, gives: .withheld),
                unhandled(&maker), number(&maker),
            ]
        },
    ]

    // MARK: - Dates

    private static let dates: [PlantedRule] =
        ["year": "2020", "quarter": "2020-Q1", "month": "2020-03", "week": "2020-W11", "day": "2020-03-09"]
        .sorted { $0.key < $1.key }.map { precision, expected in
            PlantedRule("{ generalize: \(precision) }") { maker in
                let (digits, word) = (maker.digits(), maker.letters())
                return [
                    .text("2020-03-09T11:22:33.\(digits)Z", "11:22", digits, gives: .text(expected)),
                    .text("2020-03-09" + word, word, gives: .withheld), unhandled(&maker), number(&maker),
                ]
            }
        } + [
            PlantedRule("{ generalize: { to: year, written: [D.M.YYYY, iso] } }") { maker in
                let (digits, word) = (maker.digits(), maker.letters())
                return [
                    .text("2020-069T11.\(digits)", digits, gives: .text("2020")),
                    .text("9.3.2020", "9.3.2020", gives: .text("2020")),
                    .text("9.3.2020 " + word, word, gives: .withheld),
                ]
            },
            PlantedRule("{ generalize: { to: age-band, at: 2026-07-01 } }") { maker in
                let digits = maker.digits()
                // The birthday is still to come.
                return [
                    .text("1984-07-19T11:22:33.\(digits)Z", "1984-07", digits, gives: .text("40-49")),
                    .text("1901-01-01T11:22:33.\(digits)", "1901-01", digits, gives: .text("90+")),
                    .text("1984-07", "1984-07", gives: .withheld), unhandled(&maker), number(&maker),
                ]
            },
            // No shift is zero, and all records here are about different people.
            PlantedRule("{ shift-date: { by: SUBJECT, days: 30 } }") { maker in
                let word = maker.letters()
                return [
                    .text("1987-03-09T11:22", "1987-03-09", gives: .something),
                    .text("1911-03", "1911-03", gives: .withheld),
                    .text("1911-03-09T" + word, word, "1911-03", gives: .withheld), unhandled(&maker), number(&maker),
                ]
            },
        ]

    // MARK: - Numbers

    private static let numbers: [PlantedRule] = [
        PlantedRule("{ round: 10 }") { maker in
            let digits = maker.digits()
            return [
                .number("124." + digits, digits, gives: .number("120")),
                .text("-125." + digits, digits, gives: .text("-130")), .text("0" + digits, digits, gives: .withheld),
                .number(digits + "e99", digits, gives: .withheld), unhandled(&maker),
            ]
        },
        PlantedRule("{ top-code: 10 }") { maker in
            let digits = maker.digits()
            return [
                .number(digits, digits, gives: .number("10")), .text(digits + ".5", digits, gives: .text("10")),
                .text("+" + digits, digits, gives: .withheld), unhandled(&maker),
            ]
        },
        PlantedRule("{ bottom-code: -10 }") { maker in
            let digits = maker.digits()
            return [
                .number("-" + digits, digits, gives: .number("-10")),
                .text("-\(digits)e2", digits, gives: .text("-10")),
                .text("-" + digits + "%", digits, gives: .withheld), unhandled(&maker),
            ]
        },
        PlantedRule("{ bucket: { bounds: [18, 65] } }") { maker in
            let digits = maker.digits()
            return [
                .number(digits, digits, gives: .text(">=65")), .text("-" + digits, digits, gives: .text("<18")),
                .number("18." + digits, digits, gives: .text("[18,65)")), .text(digits + " ", digits, gives: .withheld),
                unhandled(&maker),
            ]
        },
        PlantedRule("{ bucket: { bounds: [18], labels: [young, old] } }") { maker in
            let digits = maker.digits()
            return [
                .number(digits, digits, gives: .text("old")), .text("17." + digits, digits, gives: .text("young")),
                unhandled(&maker),
            ]
        },
        PlantedRule("{ bucket: { size: 10 } }") { maker in
            let digits = maker.digits()
            return [.number("5." + digits, digits, gives: .text("[0,10)")), unhandled(&maker)]
        },
        PlantedRule("{ round-geo: { decimals: 2 } }") { maker in
            let (digits, word) = (maker.digits(), maker.letters())
            return [
                .number("52.371" + digits, digits, gives: .number("52.37")),
                .text("52.371\(digits), -4.891\(digits)", digits, gives: .text("52.37, -4.89")),
                .json("[4.891\(digits), [52.371\(digits)]]", digits, gives: .json("[4.89,[52.37]]")),
                .json("[4.891\(digits),\"\(word)\"]", digits, word, gives: .withheld),
                .text("52.371\(digits)N", digits, gives: .withheld), unhandled(&maker),
            ]
        },
    ]

    // MARK: - Identifiers

    private static func pseudonym(
        of identifier: String, _ canonicalization: Canonicalization = .exact
    ) throws -> String {
        let domain = try PseudonymizationDomain(id: "test.example/case-1")
        return try Pseudonymizer("person", canonicalization: canonicalization, in: domain, key: testKey())
            .pseudonym(for: identifier).description
    }

    private static let identifiers: [PlantedRule] = [
        PlantedRule("{ pseudonymize: { as: person } }") { maker in
            let (start, end, digits) = (maker.letters(), maker.letters(), maker.digits())
            let name = start + "\"é " + end
            return [
                .text(name, start, end, gives: .text(try pseudonym(of: name))),
                .number(digits, digits, gives: .text(try pseudonym(of: digits))),
            ]
        },
        PlantedRule("{ pseudonymize: { as: person, canonical: alphanumeric, prefixes: [\"Patient/\"] } }") { maker in
            let word = maker.letters()
            return [
                .text("Patient/\(word)", word, gives: .text("Patient/" + (try pseudonym(of: word, .alphanumeric)))),
                .text("patient " + word, word, gives: .text(try pseudonym(of: "patient" + word, .alphanumeric))),
                .text(word + "é", word, gives: .withheld),
            ]
        },
        PlantedRule("{ pseudonymize: { as: person, canonical: digits } }") { maker in
            let (digits, word) = (maker.digits(), maker.letters())
            return [
                .text("+" + digits + " x", digits, gives: .text(try pseudonym(of: digits, .digits))),
                .number(digits, digits, gives: .text(try pseudonym(of: digits, .digits))),
                .json(digits + ".0", digits, gives: .withheld), .text(word, word, gives: .withheld),
            ]
        },
        PlantedRule("{ pseudonymize: { as: person, canonical: trimmed } }") { maker in
            let word = maker.letters()
            return [.text("  \(word) ", word, gives: .text(try pseudonym(of: word, .trimmed)))]
        },
        PlantedRule("{ pseudonymize: { as: person, canonical: email } }") { maker in
            let word = maker.letters()
            return [
                .text("\(word)@Example.ORG", word, gives: .text(try pseudonym(of: word + "@example.org", .email))),
                .text(word, word, gives: .withheld),
            ]
        },
        PlantedRule("{ pseudonymize: { as: person, canonical: iban } }") { maker in
            let word = maker.letters()
            return [
                .text(
                    "GB82 WEST 1234 5698 7654 32", "5698 7654",
                    gives: .text(try pseudonym(of: "gb82west12345698765432", .iban))),
                .text("GB82 " + word, word, gives: .withheld),
            ]
        },
        PlantedRule("{ pseudonymize: { as: person, of: [SUBJECT, VALUE] } }") { maker in
            let (word, digits) = (maker.letters(), maker.digits())
            return [.text(word, word, gives: .something), .number(digits, digits, gives: .something)]
        },
    ]

    // MARK: - Several steps

    private static let steps: [PlantedRule] = [
        PlantedRule("[ { truncate: 20 }, { mask: { with: x } } ]") { maker in
            let word = maker.letters(30)
            return [.text(word, word, gives: .text(String(repeating: "x", count: 20)))]
        },
        PlantedRule("[ { mask: { keep-first: 1 } }, { pseudonymize: { as: person } } ]") { maker in
            let word = maker.letters()
            let masked = String(word.prefix(1)) + String(repeating: "*", count: 15)
            return [.text(word, word, gives: .text(try pseudonym(of: masked)))]
        },
        // What the second step cannot handle does not come out as the first one made it.
        PlantedRule("[ { truncate: 20 }, { generalize: year } ]") { maker in
            let word = maker.letters(20)
            return [.text(word, word, gives: .withheld)]
        },
        PlantedRule("[ { url: path }, { url: host }, { constant: fixed } ]") { maker in
            let word = maker.letters()
            return [
                .text("https://example.org/\(word)?\(word)", word, gives: .text("fixed")),
                .text("/" + word, word, gives: .withheld),
            ]
        },
    ]
}
