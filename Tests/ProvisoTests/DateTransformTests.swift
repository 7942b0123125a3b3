import Testing

@testable import Proviso

@Suite struct DateTransformTests {
    /// One text in each accepted form, all of the same month.
    static let forms = [
        "2020-02-29", "2020-02-29T00:00", "2020-02-29T23:59", "2020-02-29T23:59Z", "2020-02-29T23:59+00:00",
        "2020-02-29T23:59-00:00",
        "2020-02-29T23:59:00", "2020-02-29T23:59:59Z", "2020-02-29T23:59:60", "2020-02-29T23:59:60Z",
        "2020-02-29T10:00:00.0",
        "2020-02-29T10:00:00.123456789012345678901234567890", "2020-02-29T10:00:00.5Z", "2020-02-29T10:00:00.500+23:59",
        "2020-02-29T10:00:00-12:30", "2020-02-29T00:30:00+14:00",
    ]

    @Test(arguments: forms)
    func `a date becomes its year, quarter or month, whatever its time and zone`(text: String) {
        #expect(generalized(text, .year) == "2020")
        #expect(generalized(text, .quarter) == "2020-Q1")
        #expect(generalized(text, .month) == "2020-02")
    }

    @Test(arguments: zip(1...12, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]))
    func `a month belongs to its quarter`(month: Int, quarter: Int) {
        let text = "1987-" + (month < 10 ? "0\(month)" : "\(month)")
        for date in [text, text + "-01", text + "-28T10:00Z"] {
            #expect(generalized(date, .year) == "1987")
            #expect(generalized(date, .quarter) == "1987-Q\(quarter)")
            #expect(generalized(date, .month) == text)
        }
    }

    @Test func `a date that is coarser already passes as it is`() {
        for precision in FieldTransform.DatePrecision.allCases { #expect(generalized("2020", precision) == "2020") }
        #expect(generalized("2020-11", .month) == "2020-11")
        #expect(generalized("2020-11", .quarter) == "2020-Q4")
    }

    @Test(arguments: ["0001", "0999", "1582", "9999"])
    func `years have four digits, from 0001 to 9999`(year: String) {
        #expect(generalized(year, .year) == year)
        #expect(generalized("\(year)-12-31T23:59:60Z", .quarter) == "\(year)-Q4")
        // The proleptic calendar has the days that 1582 lacked.
        #expect(generalized("\(year)-10-10", .month) == "\(year)-10")
    }

    // MARK: Days, weeks and other forms

    @Test(arguments: forms)
    func `a date becomes its day or week, whatever its time and zone`(text: String) {
        #expect(Self.generalized(text, to: .day) == "2020-02-29")
        #expect(Self.generalized(text, to: .week) == "2020-W09")
    }

    @Test(arguments: [
        ("2026-01-01", "2026-W01"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"),
        ("2010-01-03T23:59:60Z", "2009-W53"), ("0001-01-01", "0001-W01"), ("9999-12-31", "9999-W52"),
    ])
    func `a week stands with the year that it belongs to`(text: String, week: String) {
        #expect(Self.generalized(text, to: .week) == week)
    }

    @Test func `years and months pass where a week or day is asked for`() {
        for precision in [FieldTransform.DatePrecision.day, .week] {
            #expect(Self.generalized("2020", to: precision) == "2020")
            #expect(Self.generalized("2020-02", to: precision) == "2020-02")
        }
    }

    @Test(arguments: WrittenDateTests.isoDays + ["2020-02-29 10:00", "20200229t1000,5+01", "2020-060T24:00"])
    func `other forms of ISO 8601 are written in one form`(text: String) {
        let expected: [(FieldTransform.DatePrecision, String)] = [
            (.day, "2020-02-29"), (.week, "2020-W09"), (.month, "2020-02"), (.quarter, "2020-Q1"), (.year, "2020"),
        ]
        for (precision, date) in expected {
            #expect(Self.generalized(text, to: precision, .iso) == date)
            #expect(text == "2020-02-29" || Self.generalized(text, to: precision) == nil)
        }
    }

    @Test func `a week passes where a day or week is asked for, and becomes a month where it lies in one`() {
        for text in ["2020-W09", "2020W09"] {
            #expect(Self.generalized(text, to: .day, .iso) == "2020-W09")
            #expect(Self.generalized(text, to: .week, .iso) == "2020-W09")
            // 24 February to 1 March.
            #expect(Self.generalized(text, to: .month, .iso) == nil)
            #expect(Self.generalized(text, to: .quarter, .iso) == "2020-Q1")
            #expect(Self.generalized(text, to: .year, .iso) == "2020")
        }
        // 17 to 23 February.
        #expect(Self.generalized("2020-W08", to: .month, .iso) == "2020-02")
        // 30 March to 5 April.
        #expect(Self.generalized("2020-W14", to: .quarter, .iso) == nil)
        #expect(Self.generalized("2020-W14", to: .year, .iso) == "2020")
        // 28 December to 3 January.
        for precision in [FieldTransform.DatePrecision.month, .quarter, .year] {
            #expect(Self.generalized("2020-W53", to: precision, .iso) == nil)
        }
        #expect(Self.generalized("9999-W52", to: .year, .iso) == nil)
    }

    @Test func `a day in a format becomes a coarser date`() {
        let form = DateForm.format("D.M.YYYY")
        #expect(Self.generalized("29.2.2020", to: .day, form) == "2020-02-29")
        #expect(Self.generalized("29.2.2020", to: .week, form) == "2020-W09")
        #expect(Self.generalized("29.2.2020", to: .quarter, form) == "2020-Q1")
        #expect(Self.generalized("29.2.2021", to: .year, form) == nil)
        #expect(Self.generalized("2020-02-29", to: .year, form) == nil)
    }

    // MARK: The calendar

    @Test(arguments: [
        (4, true), (400, true), (1600, true), (1996, true), (2000, true), (2020, true), (2024, true), (2400, true),
        (9996, true),
        (1, false), (100, false), (200, false), (300, false), (1700, false), (1800, false), (1900, false),
        (2021, false),
        (2022, false), (2023, false), (2100, false), (2200, false), (2300, false), (9900, false),
    ])
    func `February has a 29th day in leap years only`(year: Int, isLeap: Bool) {
        let text = String(repeating: "0", count: 4 - "\(year)".count) + "\(year)"
        #expect((generalized("\(text)-02-29", .month) != nil) == isLeap)
        #expect((generalized("\(text)-02-29T00:00", .month) != nil) == isLeap)
        #expect(generalized("\(text)-02-28", .month) == "\(text)-02")
        #expect(generalized("\(text)-02-30", .month) == nil)
    }

    /// A cycle of the Gregorian calendar has 146,097 days, wherever it begins.
    @Test(arguments: [1, 1583, 2001, 9600])
    func `four hundred years have as many days as the calendar`(first: Int) {
        var count = 0
        for year in first..<first + 400 {
            for month in 0...13 {
                for day in 0...33 where isDate(year, month, day) { count += 1 }
            }
        }
        #expect(count == 146_097)
    }

    @Test func `months have the days that they have`() {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for month in 0...99 {
            for day in 0...99 {
                let exists = (1...12).contains(month) && day >= 1 && day <= days[month - 1]
                #expect(isDate(2021, month, day) == exists, "\(month), \(day)")
            }
        }
    }

    // MARK: Anything else

    @Test(arguments: [
        "", " ", "2", "20", "202", "20200", "0000", "0000-01-01", "-2020", "+2020", "12020-01-01", "-0001-01-01",
        "2020-", "2020-0", "2020-2",
        "2020-00", "2020-13", "2020-99", "2020-02-", "2020-02-0", "2020-02-00", "2021-02-29", "1900-02-29",
        "2020-02-30", "2020-04-31",
        "2020-06-31", "2020-09-31", "2020-11-31", "2020-01-32", "2020-2-9", "2020-02-9", "2020-2-09", "20200229",
        "202002", "2020/02/29",
        "2020.02.29", "29.02.2020", "02/29/2020", "29-02-2020", "2020 02 29", " 2020-02-29", "2020-02-29 ",
        "2020-02-29\n", "2020-02-29\u{0}",
        "\u{FEFF}2020", "2020\n", "2020Z", "2020-02Z", "2020-02-29Z", "2020-02T10:00", "2020T10:00", "2020-W09",
        "2020-W09-6", "2020-060", "2020-366",
        "2020-Q1", "2020-02-29T", "2020-02-29T1", "2020-02-29T10", "2020-02-29T10:", "2020-02-29T10:0",
        "2020-02-29T10Z", "2020-02-29T1000",
        "2020-02-29T10:00:", "2020-02-29T10:00:0", "2020-02-29T10:00:00.", "2020-02-29T10:00:00.Z",
        "2020-02-29T10:00:00,5", "2020-02-29T10:00.5",
        "2020-02-29T24:00", "2020-02-29T24:00:00Z", "2020-02-29T25:00", "2020-02-29T10:60", "2020-02-29T10:00:61",
        "2020-02-29T10:00:99",
        "2020-02-29t10:00", "2020-02-29 10:00", "2020-02-29_10:00", "2020-02-29T10:00z", "2020-02-29T10:00ZZ",
        "2020-02-29T10:00Z ",
        "2020-02-29T10:00 Z", "2020-02-29T10:00+", "2020-02-29T10:00+1", "2020-02-29T10:00+01", "2020-02-29T10:00+0100",
        "2020-02-29T10:00+01:",
        "2020-02-29T10:00+01:0", "2020-02-29T10:00+1:00", "2020-02-29T10:00+24:00", "2020-02-29T10:00+01:60",
        "2020-02-29T10:00+01:00Z",
        "2020-02-29T10:00+01:00:00", "2020-02-29T10:00Z+01:00", "2020-02-29T10:00\u{2212}01:00",
        "2020-02-29T10:00[Europe/Berlin]",
        "2020-02-29T-1:00", "2020-02-29T10:-1", "2020-02-29T+1:00", "2020-02-+1", "2020-+2", "20 0", "２０２０",
        "2020-０2-29", "202\u{663}", "2020-02-2\u{FF19}",
        "today", "2020-Feb-29", "2020-02-29T10:00:00.5.5", "2020-02-29T10:00:00.5e3", "2020-02-29T10:00:00.5+1:00",
        "2020-02-29/2020-03-01",
        "1582900000", "2020--02", "2020-02--1", "2O20",
    ])
    func `what is not a date of the calendar is refused, and nothing is written`(text: String) {
        for precision in FieldTransform.DatePrecision.allCases {
            var output = ByteBuffer()
            let isDate = DateTransform.apply(Array(text.utf8).span, to: precision, forms: [.standard], into: &output)
            #expect(!isDate && output.count == 0)
        }
    }

    @Test func `a date is cut off only where a shorter form ends`() {
        let text = "2020-02-29T23:59:60.25+23:59"
        // YYYY, -MM, -DD, Thh:mm, :ss, .f with one and two digits, and the zone.
        let ends: Set = [4, 7, 10, 16, 19, 21, 22, 28]
        for length in 0...text.count {
            #expect((generalized(String(text.prefix(length)), .month) != nil) == ends.contains(length), "\(length)")
        }
    }

    @Test func `no byte of a date can be another than a digit or its sign`() {
        let date = Array("2020-11-11T11:11:11.1+11:11".utf8)
        for index in date.indices {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(date[index])
            for byte in UInt8(0)...0xFF where byte != date[index] {
                // Another digit can make another date, and a zone has two signs.
                if isDigit, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { continue }
                if index == 21, byte == UInt8(ascii: "-") { continue }
                var changed = date
                changed[index] = byte
                var output = ByteBuffer()
                let isDate = DateTransform.apply(changed.span, to: .year, forms: [.standard], into: &output)
                #expect(!isDate, "byte \(byte) at \(index)")
            }
        }
    }

    @Test func `the coarser date is written behind what is there`() {
        var output = ByteBuffer()
        output.append("born ")
        let isFirst = DateTransform.apply(
            Array("1987-08-09".utf8).span, to: .quarter, forms: [.standard], into: &output)
        let isSecond = DateTransform.apply(Array("2020".utf8).span, to: .month, forms: [.standard], into: &output)
        #expect(isFirst && isSecond && output.text == "born 1987-Q32020")
    }

    // MARK: Helpers

    private static func generalized(
        _ text: String, to precision: FieldTransform.DatePrecision, _ form: DateForm = .standard
    ) -> String? {
        var output = ByteBuffer()
        return DateTransform.apply(Array(text.utf8).span, to: precision, forms: [form], into: &output)
            ? output.text : nil
    }

    private func generalized(_ text: String, _ precision: FieldTransform.DatePrecision) -> String? {
        var output = ByteBuffer()
        return DateTransform.apply(Array(text.utf8).span, to: precision, forms: [.standard], into: &output)
            ? output.text : nil
    }

    private func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: count - text.count) + text
        }
        return generalized("\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))", .year) != nil
    }
}
