import Testing

@testable import Proviso

@Suite struct DateFormatTests {
    private static func form(_ text: String, _ formats: [String]) throws -> String? {
        try Canonicalization.date(formats: formats.map { try .init($0) }).form(of: text)
    }

    @Test(
        arguments: [
            ("1980-02-29", ["YYYY-MM-DD"], "1980-02-29"), (" 29.02.1980\n", ["DD.MM.YYYY"], "1980-02-29"),
            ("19800229", ["YYYYMMDD"], "1980-02-29"), ("29021980", ["DDMMYYYY"], "1980-02-29"),
            ("9.2.1980", ["D.M.YYYY"], "1980-02-09"), ("09.02.1980", ["D.M.YYYY"], "1980-02-09"),
            ("9.02.1980", ["D.M.YYYY"], "1980-02-09"), ("2/9/1980", ["M/D/YYYY"], "1980-02-09"),
            ("9. 2. 1980", ["D. M. YYYY"], "1980-02-09"), ("1980. 02. 09.", ["YYYY. MM. DD."], "1980-02-09"),
            ("0001-01-01", ["YYYY-MM-DD"], "0001-01-01"), ("9999-12-31", ["YYYY-MM-DD"], "9999-12-31"),
            ("2000-02-29", ["YYYY-MM-DD"], "2000-02-29"),
            // Several formats: the one that reads it counts.
            ("09.02.1980", ["YYYY-MM-DD", "DD.MM.YYYY"], "1980-02-09"),
            ("1980-02-09", ["YYYY-MM-DD", "DD.MM.YYYY"], "1980-02-09"),
            ("13/02/1980", ["DD/MM/YYYY", "MM/DD/YYYY"], "1980-02-13"),
            ("02/13/1980", ["DD/MM/YYYY", "MM/DD/YYYY"], "1980-02-13"),
            ("02/02/1980", ["DD/MM/YYYY", "MM/DD/YYYY"], "1980-02-02"),
        ] as [(String, [String], String)])
    func `a date is read in its format`(text: String, formats: [String], expected: String) throws {
        #expect(try Self.form(text, formats) == expected)
    }

    @Test(arguments: [
        // Two readings.
        ("03/02/1980", ["DD/MM/YYYY", "MM/DD/YYYY"]), ("10111012", ["YYYYMMDD", "DDMMYYYY"]),
        // Days that no calendar has.
        ("1981-02-29", ["YYYY-MM-DD"]), ("1900-02-29", ["YYYY-MM-DD"]), ("1980-00-01", ["YYYY-MM-DD"]),
        ("1980-13-01", ["YYYY-MM-DD"]), ("1980-04-31", ["YYYY-MM-DD"]), ("1980-01-00", ["YYYY-MM-DD"]),
        ("0000-01-01", ["YYYY-MM-DD"]), ("0.1.1980", ["D.M.YYYY"]),
        // Another form.
        ("", ["YYYY-MM-DD"]), ("1980", ["YYYY-MM-DD"]), ("1980-2-9", ["YYYY-MM-DD"]), ("80-02-09", ["YYYY-MM-DD"]),
        ("1980-02-09T00:00:00Z", ["YYYY-MM-DD"]), ("1980-02-09x", ["YYYY-MM-DD"]), ("x1980-02-09", ["YYYY-MM-DD"]),
        ("1980/02/09", ["YYYY-MM-DD"]), ("11980-02-09", ["YYYY-MM-DD"]), ("1980-02-009", ["YYYY-MM-D"]),
        ("9.2.1980", ["DD.MM.YYYY"]), ("9 .2.1980", ["D.M.YYYY"]), ("1980-02-09.", ["YYYY-MM-DD"]),
        ("1980\u{2010}02\u{2010}09", ["YYYY-MM-DD"]), ("\u{FF11}980-02-09", ["YYYY-MM-DD"]),
        ("1980- 2-09", ["YYYY-MM-DD"]),
        ("9. 2. 1980", ["D.M.YYYY"]), ("9 Feb 1980", ["D M YYYY"]),
    ])
    func `what is no date, or more than one, is unhandled`(text: String, formats: [String]) throws {
        #expect(try Self.form(text, formats) == nil)
    }

    @Test(arguments: [
        "YYYY-MM-DD", "DD.MM.YYYY", "D.M.YYYY", "M/D/YYYY", "YYYYMMDD", "DDMMYYYY", "YYYYMM-D", "D.MMYYYY",
        "D - M/.-YYYY",
        "YYYY. MM. DD.", "DD MM YYYY",
    ])
    func `a format keeps its text`(text: String) throws {
        #expect(try Canonicalization.DateFormat(text).description == text)
    }

    @Test(arguments: [
        "", "YYYY", "YYYY-MM", "MM-DD", "YY-MM-DD", "YYY-MM-DD", "YYYYY-MM-DD", "YYYY-MMM-DD", "YYYY-MM-DDD",
        "YYYY-MM-MM",
        "YYYY-MM-DD-YYYY", "YYYYMDD", "DMYYYY", "YYYYMMD", "DMM-YYYY", "YYYY-MM-DDThh", "YYYY,MM,DD", "YYYY:MM:DD",
        "-YYYY-MM-DD", "YYYY-MM-DD ", " YYYY-MM-DD", "YYYY----MM-DD", "YYYY年MM月DD日", "\u{FF39}YYY-MM-DD", "D MMM YYYY",
        String(repeating: "Y", count: 10_000),
    ])
    func `a text that is no format is refused`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try Canonicalization.DateFormat(text) }
        #expect(error?.code == .valueInvalid)
        #expect(
            error?.remedy == "write YYYY, MM or M, and DD or D, once each, with - . / or spaces between them")
    }

    @Test func `a format in small letters is said in capitals`() {
        let text = "dd.mm.yyyy"
        let error = #expect(throws: ProvisoError.self) { try Canonicalization.DateFormat(text) }
        #expect(error?.description == "a date format cannot be 'dd.mm.yyyy'; did you mean 'DD.MM.YYYY'?")
    }

    @Test func `every day is read as it is written, in every format`() throws {
        let formats = ["YYYY-MM-DD", "DD.MM.YYYY", "D/M/YYYY", "YYYYMMDD", "M-D-YYYY"]
        for year in [1, 1899, 1900, 1999, 2000, 2024, 9999] {
            for month in 1...12 {
                for day in 1...31 {
                    func padded(_ number: Int, _ length: Int) -> String {
                        String(repeating: "0", count: length - "\(number)".count) + "\(number)"
                    }
                    let (y, m, d) = (padded(year, 4), padded(month, 2), padded(day, 2))
                    let last = [
                        31, year % 4 == 0 && year % 100 != 0 || year % 400 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30,
                        31, 30, 31,
                    ]
                    let expected = day <= last[month - 1] ? "\(y)-\(m)-\(d)" : nil
                    let texts = [
                        "\(y)-\(m)-\(d)", "\(d).\(m).\(y)", "\(day)/\(month)/\(y)", "\(y)\(m)\(d)",
                        "\(month)-\(day)-\(y)",
                    ]
                    for (format, text) in zip(formats, texts) { #expect(try Self.form(text, [format]) == expected) }
                }
            }
        }
    }
}
