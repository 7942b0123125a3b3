import Testing

@testable import Proviso

@Suite struct CanonicalizationTextTests {
    @Test(arguments: [
        ("exact", "exact"), ("trimmed", "trimmed"), ("digits", "digits"), ("alphanumeric", "alphanumeric"),
        ("casefolded-u15", "casefolded-u15"), ("email", "email"), ("iban", "iban"), ("phone:NL", "phone"),
        ("date:DD.MM.YYYY", "date"), ("date:D. M. YYYY,YYYY-MM-DD", "date"),
    ])
    func `a canonicalization is read from its text and says it again`(text: String, name: String) throws {
        let canonicalization = try Canonicalization(text: text)
        #expect(canonicalization.description == text)
        #expect(canonicalization.name == name)
    }

    @Test func `equal texts are equal canonicalizations, and others are not`() throws {
        for one in Canonicalization.samples {
            #expect(try Canonicalization(text: one.description) == one)
        }
        #expect(Set(Canonicalization.samples).count == Canonicalization.samples.count)
        #expect(try Canonicalization(text: "phone:DE") != .phone(defaultCountry: "NL"))
    }

    @Test(arguments: [
        (
            "fone",
            "no canonicalization is called 'fone'; one of: exact, trimmed, digits, alphanumeric, casefolded-u15, email, "
                + "phone:COUNTRY, iban, date:FORMAT,…"
        ),
        (
            "",
            "no canonicalization is called ''; one of: exact, trimmed, digits, alphanumeric, casefolded-u15, email, "
                + "phone:COUNTRY, iban, date:FORMAT,…"
        ),
        ("phone", "phone lacks its default country; write phone:COUNTRY, like phone:NL"),
        ("date", "date lacks its formats; write date:FORMAT,…, like date:DD.MM.YYYY"),
        ("email:x", "email has no options; write email"), ("exact:", "exact has no options; write exact"),
        ("phone:nl", "no telephone numbers are known for a country 'nl'; did you mean 'NL'?"),
        (
            "phone:",
            "no telephone numbers are known for a country ''; write the two capital letters of ISO 3166, like NL"
        ),
        ("date:dd.mm.yyyy", "a date format cannot be 'dd.mm.yyyy'; did you mean 'DD.MM.YYYY'?"),
        (
            "date:YYYY-MM-DD,",
            "a date format cannot be ''; write YYYY, MM or M, and DD or D, once each, with - . / or spaces between them"
        ),
        ("date:YYYY-MM-DD,YYYY-MM-DD", "date has the format 'YYYY-MM-DD' twice; leave one out"),
        (
            "date:YYYYMMDD,YYYY-MM-DD,YYYY.MM.DD,YYYY/MM/DD,YYYY MM DD,DD.MM.YYYY,DD/MM/YYYY,DD-MM-YYYY,DD MM YYYY",
            "date has 9 formats; write 1 to 8"
        ),
    ])
    func `a text that is none says what to write`(text: String, message: String) {
        let error = #expect(throws: ProvisoError.self) { try Canonicalization(text: text) }
        #expect(error?.code == .valueInvalid)
        #expect(error?.description == message)
    }

    /// Two parties with different default countries or formats share pseudonyms of what both can read.
    @Test func `default country and formats are no part of the key`() throws {
        let domain = try PseudonymizationDomain(id: "fiu.example")
        func pseudonym(_ canonicalization: Canonicalization, _ identifier: String) throws -> String {
            try Pseudonymizer("a", canonicalization: canonicalization, in: domain, key: testKey())
                .pseudonym(for: identifier).description
        }
        let number = try pseudonym(.phone(defaultCountry: "NL"), "020 123 4567")
        #expect(try pseudonym(.phone(defaultCountry: "US"), "011 31 20 1234567") == number)
        let day = try pseudonym(.date(formats: ["YYYY-MM-DD"]), "1980-02-09")
        #expect(try pseudonym(.date(formats: ["D.M.YYYY", "YYYYMMDD"]), "9.2.1980") == day)
        #expect(try pseudonym(.exact, "1980-02-09") != day)
    }

    @Test func `the error for an identifier says the canonicalization and not the identifier`() throws {
        let domain = try PseudonymizationDomain(id: "fiu.example")
        let numbers = try Pseudonymizer("a", canonicalization: .phone(defaultCountry: "NL"), in: domain, key: testKey())
        let error = #expect(throws: ProvisoError.self) { try numbers.pseudonym(for: "5551234") }
        #expect(
            error?.description == "an identifier that 'phone:NL' cannot normalize; "
                + "give an identifier with content, or another canonicalization")
    }
}
