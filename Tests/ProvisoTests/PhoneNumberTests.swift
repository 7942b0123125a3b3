import Foundation
import Testing

@testable import Proviso

@Suite struct PhoneNumberTests {
    private static func form(_ text: String, _ country: String) throws -> String? {
        try Canonicalization.phone(defaultCountry: .init(country)).form(of: text)
    }

    @Test(
        arguments: [
            // With a plus the default country does not matter.
            ("+31 20 123 4567", "NL", "+31201234567"), ("+31201234567", "US", "+31201234567"),
            ("+ 44 20 7946 0000", "NL", "+442079460000"), ("(+44) 20 7946 0000", "NL", "+442079460000"),
            ("+1 (212) 555-0100", "NL", "+12125550100"), ("+1.212.555.0100", "NL", "+12125550100"),
            // Behind an international prefix it does.
            ("0031 20 1234567", "NL", "+31201234567"), ("011 31 20 1234567", "US", "+31201234567"),
            ("0011 31 20 1234567", "AU", "+31201234567"), ("010 31 20 1234567", "JP", "+31201234567"),
            ("8~10", "RU", nil), ("810 31 20 1234567", "RU", "+31201234567"),
            ("990 31 201234567", "FI", "+31201234567"),
            ("0 31 20 1234567", "WS", "+31201234567"), ("001 31 20 1234567", "KR", "+31201234567"),
            // Trunk prefixes.
            ("020 123 45 67", "NL", "+31201234567"), ("(020) 1234567", "NL", "+31201234567"),
            ("030/1234567", "DE", "+49301234567"), ("06 1 234 5678", "HU", "+3612345678"),
            ("8 (495) 123-45-67", "RU", "+74951234567"), ("(495) 123-45-67", "RU", "+74951234567"),
            ("8 812 1234567", "RU", "+78121234567"), ("812 1234567", "RU", "+78121234567"),
            ("1-212-555-0100", "US", "+12125550100"), ("212-555-0100", "CA", "+12125550100"),
            ("8 029 123-45-67", "BY", "+375291234567"), ("8 (017) 123-45-67", "BY", "+375171234567"),
            ("029 1234567", "BY", "+375291234567"), ("8 612 34567", "LT", "+37061234567"),
            ("0 612 34567", "LT", "+37061234567"),
            ("138 1234 5678", "CN", "+8613812345678"), ("010 1234 5678", "CN", "+861012345678"),
            ("(11) 91234-5678", "BR", "+5511912345678"), ("011 91234-5678", "BR", "+5511912345678"),
            // No trunk prefix; Italy keeps its zero.
            ("912 345 678", "ES", "+34912345678"), ("06 1234 5678", "IT", "+390612345678"),
            ("06 698 12345", "VA", "+390669812345"), ("0549 886377", "SM", "+3780549886377"),
            ("06 123 4567", "CG", "+242061234567"), ("12 34 56 78", "DK", "+4512345678"),
            // What is dialed inside a country only, in parentheses.
            ("+44 (0)20 7946 0000", "NL", "+442079460000"), ("0044 (0) 20 7946 0000", "NL", "+442079460000"),
            ("(+44)(0)20 7946 0000", "NL", "+442079460000"), ("+49-(0)30-1234567", "NL", "+49301234567"),
            ("+7 (8) 495 1234567", "NL", "+74951234567"), ("+36 (06) 1 234 5678", "NL", "+3612345678"),
            ("+39 (0)6 1234 5678", "NL", "+390612345678"), ("+7 (812) 123-45-67", "NL", "+78121234567"),
            // Codes that belong to no country.
            ("+800 1234 5678", "NL", "+80012345678"), ("+870 77 123 4567", "NL", "+870771234567"),
            // Every separator.
            (" \u{A0}+31\u{A0}20\u{2009}1\u{202F}2-3\u{2010}4\u{2011}5\u{2012}6\u{2013}7./()\n", "NL", "+31201234567"),
            // The shortest and the longest.
            ("+683 4000", "NU", "+6834000"), ("4000", "NU", "+6834000"),
            ("+49 1234567890123", "DE", "+491234567890123"),
        ] as [(String, String, String?)])
    func `a number is read as it is dialed from its country`(text: String, country: String, expected: String?) throws {
        #expect(try Self.form(text, country) == expected)
        if let expected { #expect(try Self.form(expected, country) == expected) }
    }

    @Test(arguments: [
        ("", "NL"), ("+", "NL"), (" ", "NL"), ("()", "NL"), ("112", "NL"), ("1234567", "NL"),
        // Without the trunk prefix it may be a part of a number.
        ("20 123 4567", "NL"), ("555-0100", "US"), ("30 1234567", "DE"),
        // The zero is not dialed behind a calling code, and nothing says that it was meant so.
        ("+44 020 7946 0000", "NL"), ("0044 020 7946 0000", "NL"), ("+34 (0)91 234 5678", "NL"),
        ("+44 (02)0 7946 0000", "NL"),
        ("+44 ((0)20) 7946 0000 0000 0000", "NL"),
        // A calling code, but not of anybody, or nothing behind it.
        ("+0 20 1234567", "NL"), ("+0031 20 1234567", "NL"), ("+999 1234567", "NL"), ("+210 1234567", "NL"),
        ("+31", "NL"),
        ("00", "NL"), ("0031", "NL"), ("0000 31 20 1234567", "NL"),
        // Other characters: letters, extensions, dial strings, digits of other scripts, invisible ones.
        ("+1 800 FLOWERS", "US"), ("020 1234567 x12", "NL"), ("020 1234567;ext=12", "NL"), ("tel:+31201234567", "NL"),
        ("020 1234567,,12", "NL"), ("*31#0201234567", "NL"), ("020\t1234567", "NL"), ("\u{FF10}20 1234567", "NL"),
        ("\u{FF0B}31 20 1234567", "NL"), ("\u{660}20 1234567", "NL"), ("\u{202A}+31201234567\u{202C}", "NL"),
        ("020_1234567", "NL"), ("020 1234567 / 020 7654321", "NL"), ("02[0] 1234567", "NL"),
        ("020\u{2014}1234567", "NL"),
        ("++31201234567", "NL"), ("0+31201234567", "NL"), ("31+201234567", "NL"),
        // Too short and too long.
        ("+31 20", "NL"), ("+683 400", "NL"), ("+49 12345678901234", "DE"), ("020 12345", "NL"),
        ("020 123456789", "NL"),
        (String(repeating: "1", count: 33), "US"), (String(repeating: "0", count: 100_000), "NL"),
        // Behind 00 a carrier is chosen in Brazil.
        ("00 15 31 20 1234567", "BR"), ("0 15 11 91234-5678", "BR"),
    ])
    func `what is no number, or not only one, is unhandled`(text: String, country: String) throws {
        #expect(try Self.form(text, country) == nil)
    }

    // MARK: The table

    @Test func `the table is what its columns say`() throws {
        #expect(NumberingPlan.all.count == 245)
        #expect(Set(NumberingPlan.all.map(\.country)).count == 245)
        for plan in NumberingPlan.all {
            #expect(plan.country.utf8.count == 2 && plan.country.utf8.allSatisfy { (0x41...0x5A).contains($0) })
            #expect((1...999).contains(plan.callingCode))
            for prefix in plan.internationalPrefixes + plan.trunkPrefixes {
                #expect((1...4).contains(prefix.count) && prefix.allSatisfy { $0 < 10 }, "\(plan.country)")
            }
            let lengths = (0..<32).filter(plan.hasLength)
            let digits = String(plan.callingCode).utf8.count
            #expect(!lengths.isEmpty && lengths[0] + digits >= 6, "\(plan.country)")
            #expect(lengths.last! + digits <= 15, "\(plan.country)")
            #expect(plan.keepsZero == false || plan.trunkPrefixes.isEmpty, "\(plan.country)")
            // Countries with one calling code have one way to write what follows it.
            let first = try #require(NumberingPlan.plan(ofCallingCode: plan.callingCode))
            #expect(first.trunkPrefixes == plan.trunkPrefixes && first.keepsZero == plan.keepsZero, "\(plan.country)")
        }
    }

    /// Both tables stand in the specification too.
    @Test func `the tables are those of the page`() throws {
        let file = TestData.folder.appending(path: "../Sources/Proviso/Proviso.docc/Formats/NumberingPlans.md")
        let blocks = try String(contentsOf: file, encoding: .utf8).split(separator: "```")
        try #require(blocks.count == 5)
        #expect(blocks[1].dropFirst("text\n".count).dropLast() == NumberingPlan.table)
        #expect(blocks[3].dropFirst("text\n".count).dropLast() == BankAccountNumber.registry)
    }

    @Test func `no calling code is the beginning of another one`() {
        let codes = (0...999).filter(NumberingPlan.isCallingCode).map(String.init)
        #expect(codes.count == Set(NumberingPlan.all.map(\.callingCode)).count + 9)
        for code in codes { #expect(!codes.contains { $0 != code && $0.hasPrefix(code) }, "\(code)") }
    }

    /// With and without the zero, a national number is the same subscriber.
    @Test func `every country reads its own numbers in the three ways that it dials them`() throws {
        for plan in NumberingPlan.all {
            for length in (0..<32).filter(plan.hasLength) where length + String(plan.callingCode).utf8.count >= 7 {
                let national = "2" + String(repeating: "3", count: length - 1)
                let expected = "+\(plan.callingCode)\(national)"
                var texts = [expected]
                for prefix in plan.internationalPrefixes {
                    texts.append(prefix.map { "\($0)" }.joined() + "\(plan.callingCode)\(national)")
                }
                for trunk in plan.trunkPrefixes { texts.append(trunk.map { "\($0)" }.joined() + national) }
                if plan.takesNumbersWithoutTrunk { texts.append(national) }
                for text in texts { #expect(try Self.form(text, plan.country) == expected, "\(plan.country)") }
            }
        }
    }

    @Test(arguments: [
        ("nl", "did you mean 'NL'?"), ("UK", "did you mean 'GB'?"), ("uk", "did you mean 'GB'?"),
        ("XX", "write the two capital letters of ISO 3166, like NL"),
        ("", "write the two capital letters of ISO 3166, like NL"),
        ("NLD", "write the two capital letters of ISO 3166, like NL"),
        ("31", "write the two capital letters of ISO 3166, like NL"),
    ])
    func `a country that the table lacks is refused`(code: String, remedy: String) {
        let error = #expect(throws: ProvisoError.self) { try Canonicalization.PhoneCountry(code) }
        #expect(error?.code == .valueInvalid)
        #expect(error?.description == "no telephone numbers are known for a country '\(code)'; \(remedy)")
    }

    @Test func `all countries are listed by their codes`() {
        #expect(Canonicalization.PhoneCountry.all.map(\.description) == NumberingPlan.all.map(\.country))
        #expect(Canonicalization.PhoneCountry.all.contains("NL"))
    }

    @Test func `random texts stop nothing, and what has a form keeps it`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let characters = Array("0123456789+()-./ \u{A0}x")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in characters.randomElement(using: &generator)!
                })
            let phone = Canonicalization.phone(
                defaultCountry: Canonicalization.PhoneCountry.all.randomElement(using: &generator)!)
            guard let form = phone.form(of: text) else { continue }
            #expect(phone.form(of: form) == form, "seed \(testSeed), \(text)")
            #expect((8...16).contains(form.utf8.count))
        }
    }
}
