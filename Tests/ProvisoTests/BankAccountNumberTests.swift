import Testing

@testable import Proviso

@Suite struct BankAccountNumberTests {
    /// The examples that banks and the standard's registry print.
    @Test(arguments: [
        ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"), ("gb29nwbk60161331926819", "GB29NWBK60161331926819"),
        ("DE89-3704-0044-0532-0130-00", "DE89370400440532013000"), ("BE68 5390 0754 7034", "BE68539007547034"),
        ("FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"), ("NO93 8601 1117 947", "NO9386011117947"),
        ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84MALT011000012345MTLCAST001S"),
        ("LC55 HEMM 0001 0001 0012 0012 0002 3015", "LC55HEMM000100010012001200023015"),
        ("\u{A0}CH93 0076 2011 6238 5295 7\u{200B}", "CH9300762011623852957"),
        ("SE45 5000 0000 0583 9825 7466", "SE4550000000058398257466"),
    ])
    func `a right number is written without spaces and in capitals`(text: String, expected: String) {
        #expect(Canonicalization.iban.form(of: text) == expected)
    }

    @Test(arguments: [
        // A digit wrong, two exchanged, one too few, one too many.
        "NL91ABNA0417164301", "NL91ABNA0417164030", "NL91ABNA041716430", "NL91ABNA04171643000",
        // A country that gives out none, and one that is none.
        "US91ABNA0417164300", "XX91ABNA0417164300", "9191ABNA0417164300",
        // Not the form.
        "", "NL91", "NL", "NLABNA0417164300", "IBAN NL91ABNA0417164300", "NL9\u{661}ABNA0417164300",
        "NL91ABN\u{C4}0417164300",
        "\u{FF2E}L91ABNA0417164300", "NL91ABNA0417164300\u{378}",
    ])
    func `a number whose country, length or check digits are wrong is unhandled`(text: String) {
        #expect(Canonicalization.iban.form(of: text) == nil)
    }

    /// By 97 they leave what 97, 98 and 02 leave, and no bank gives them out.
    @Test(arguments: [("97", "00"), ("98", "01"), ("02", "99")])
    func `check digits that are never given out are unhandled`(right: String, wrong: String) throws {
        // Some account for which the right check digits come out.
        let accounts = (0..<97).map { number in "BE\(right)00000000" + (number < 10 ? "000\(number)" : "00\(number)") }
        let account = try #require(accounts.first { Canonicalization.iban.form(of: $0) != nil })
        #expect(Canonicalization.iban.form(of: "BE\(wrong)" + account.dropFirst(4)) == nil)
    }

    @Test func `every change of a digit or letter and every exchange of two neighbors is noticed`() {
        let right = Array("GB29NWBK60161331926819")
        let (digits, letters) = ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for index in 2..<right.count {
            for other in digits.contains(right[index]) ? digits : letters where other != right[index] {
                var text = right
                text[index] = other
                #expect(Canonicalization.iban.form(of: String(text)) == nil)
            }
            if index + 1 < right.count, right[index] != right[index + 1] {
                var text = right
                text.swapAt(index, index + 1)
                #expect(Canonicalization.iban.form(of: String(text)) == nil)
            }
        }
    }
}
