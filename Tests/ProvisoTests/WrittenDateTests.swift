import Testing

@testable import Proviso

@Suite struct WrittenDateTests {
    /// The days of one date of every form: a leap day that is a Saturday, the 60th of its year.
    static let isoDays = ["2020-02-29", "20200229", "2020-060", "2020060", "2020-W09-6", "2020W096"]

    static let isoTimes = [
        "10", "1000", "10:00", "100000", "10:00:00", "23:59:60", "235960", "10.5", "10,5", "10:00.5", "1000,25",
        "10:00:00.123456789012345678901234567890", "10:00:00,5", "100000.5", "00:00", "24", "2400", "24:00", "24:00:00",
        "240000", "24:00:00.000", "24,0",
    ]

    static let isoOffsets = ["", "Z", "z", "+01", "-01", "+0100", "+01:00", "-12:30", "+23:59", "-00:00"]

    @Test func `every form of a day goes with every form of time and offset`() throws {
        let day = WrittenDate.Value.day(try CalendarDay("2020-02-29"))
        for date in Self.isoDays {
            #expect(Self.read(date, .iso)?.value == day, "\(date)")
            for time in Self.isoTimes {
                for offset in Self.isoOffsets {
                    for separator in ["T", "t", " "] {
                        let text = date + separator + time + offset
                        let read = Self.read(text, .iso)
                        if read?.value != day { Issue.record("\(text)") }
                        // The rest can stay only behind the form that a moved day is written in.
                        let rest = date == "2020-02-29" ? 10..<text.utf8.count : nil
                        if read?.rest != rest { Issue.record("\(text)") }
                    }
                }
            }
        }
    }

    @Test func `the forms of the standard are forms of ISO 8601 too`() {
        for text in DateTransformTests.forms + ["2020", "2020-02"] {
            let read = Self.read(text, .standard)
            #expect(read != nil)
            #expect(Self.read(text, .iso) == read, "\(text)")
            #expect(Self.read(text, .standard, .iso) == read, "\(text)")
        }
    }

    @Test func `years, months and weeks alone are dates without a day`() {
        #expect(Self.read("2020", .iso)?.value == .year(2020))
        #expect(Self.read("2020-02", .iso)?.value == .month(year: 2020, month: 2))
        #expect(Self.read("2020-W53", .iso)?.value == .week(year: 2020, week: 53))
        #expect(Self.read("2020W53", .iso)?.value == .week(year: 2020, week: 53))
        #expect(Self.read("9999-W52", .iso)?.value == .week(year: 9999, week: 52))
        for text in ["2020", "2020-02", "2020-W53", "2020W53"] {
            #expect(Self.read(text, .iso)?.rest == nil && Self.read(text, .iso)?.day == nil)
        }
    }

    @Test(arguments: [
        ("2021-W01-1", "2021-01-04"), ("2020-W53-7", "2021-01-03"), ("2009W011", "2008-12-29"),
        ("2020-366", "2020-12-31"),
        ("2021365", "2021-12-31"), ("2021-001", "2021-01-01"), ("0001-W01-1", "0001-01-01"),
        ("9999-W52-5", "9999-12-31"),
        ("9999-365", "9999-12-31"), ("00010101", "0001-01-01"),
    ])
    func `weeks and numbers of the year name days`(text: String, day: String) throws {
        #expect(Self.read(text, .iso)?.day == (try CalendarDay(day)))
    }

    @Test(arguments: [
        "", " ", "2", "202", "20200", "202002", "0000", "0000-W01", "0000001", "2020-", "2020-2", "2020-00", "2020-13",
        "2020-W", "2020-W9", "2020-W00", "2021-W53", "2020-W54", "2020-w09", "2020-W09-", "2020-W09-0", "2020-W09-8",
        "2020W0960",
        "2020-W096", "2020W09-6", "2020-W09-66", "9999-W52-6", "2020-000", "2021-366", "2020-367", "2020367",
        "2020-0601",
        "2020-60", "20200230", "20201301", "2020-0229", "202002-29", "2020-02-30", "+2020-02-29", "-2020-02-29",
        "+002020-02-29",
        "2020-02-29Z", "2020-02-29+01:00", "20200229Z", "2020-02-29T", "2020-02-29 ", "2020-02-29  10:00",
        "2020-02-29_10:00",
        "2020T10", "2020-02T10", "2020-W09T10", "2020-02-29T1", "2020-02-29T100", "2020-02-29T10000",
        "2020-02-29T1000000",
        "2020-02-29T10:", "2020-02-29T10:0", "2020-02-29T10:00:", "2020-02-29T10:00:0", "2020-02-29T1000:00",
        "2020-02-29T10:0000", "2020-02-29T10.5:00", "2020-02-29T10:00.", "2020-02-29T10:00,", "2020-02-29T10:00.5.5",
        "2020-02-29T10:00.5:00", "2020-02-29T25", "2020-02-29T24:01", "2020-02-29T24:00:01", "2020-02-29T24:00:00.001",
        "2020-02-29T24.1", "2020-02-29T10:60", "2020-02-29T1060", "2020-02-29T10:00:61", "2020-02-29T10:00+1",
        "2020-02-29T10:00+24",
        "2020-02-29T10:00+01:60", "2020-02-29T10:00+01:", "2020-02-29T10:00+010", "2020-02-29T10:00+01000",
        "2020-02-29T10:00 Z",
        "2020-02-29T10:00ZZ", "2020-02-29T10:00Z+01:00", "2020-02-29T10:00\u{2212}01:00",
        "2020-02-29T10:00[Europe/Berlin]",
        "2020-02-29\u{A0}10:00", "20200229100000", "1582900000", "2020-Q1", "29.02.2020", "2020/02/29", "2020-02-29\n",
        "2020-02-29T10:00:00\u{0}", "２０２０", "2020-02-2\u{FF19}", "2020-02-29/2020-03-01", "P1Y", "R/2020",
    ])
    func `what is no date of the calendar is none`(text: String) {
        #expect(Self.read(text, .iso) == nil)
        #expect(Self.read(text, .standard) == nil)
    }

    @Test(arguments: [
        "20200229", "2020-060", "2020-W09-6", "2020-W09", "2020-02-29 10:00", "2020-02-29t10:00", "2020-02-29T10:00z",
        "2020-02-29T10", "2020-02-29T1000", "2020-02-29T10:00+01", "2020-02-29T10:00+0100", "2020-02-29T10:00:00,5",
        "2020-02-29T24:00", "2020-02-29T10:00.5",
    ])
    func `the other forms of ISO 8601 are read only where they are asked for`(text: String) {
        #expect(Self.read(text, .standard) == nil)
        #expect(Self.read(text, .iso) != nil)
    }

    @Test func `a format reads its days, and nothing behind them`() throws {
        let form = DateForm.format("D.M.YYYY")
        #expect(Self.read("9.2.1980", form) == WrittenDate(value: .day(try CalendarDay("1980-02-09")), rest: nil))
        for text in ["1980", "1980-02-09", "9.2.1980 10:00", " 9.2.1980", "30.2.1980", ""] {
            #expect(Self.read(text, form) == nil)
        }
    }

    @Test func `of several forms the one counts that reads the text, and two days are none`() throws {
        let day = try CalendarDay("1980-02-01")
        #expect(Self.read("01/02/1980", .format("DD/MM/YYYY"), .iso)?.day == day)
        #expect(Self.read("1980-032", .format("DD/MM/YYYY"), .iso)?.day == day)
        #expect(Self.read("01/02/1980", .format("DD/MM/YYYY"), .format("MM/DD/YYYY")) == nil)
        #expect(
            Self.read("13/02/1980", .format("DD/MM/YYYY"), .format("MM/DD/YYYY"))?.day
                == (try CalendarDay("1980-02-13")))
        #expect(
            Self.read("02/02/1980", .format("DD/MM/YYYY"), .format("MM/DD/YYYY"))?.day
                == (try CalendarDay("1980-02-02")))
        // 1011-10-12 or 10 November 1012.
        #expect(Self.read("10111012", .iso, .format("DDMMYYYY")) == nil)
        #expect(Self.read("10111012", .iso)?.day == (try CalendarDay("1011-10-12")))
        #expect(Self.read("10111012") == nil)
    }

    @Test func `of forms that read one day the first says what can stay`() {
        #expect(Self.read("2020-02-29", .iso, .format("YYYY-MM-DD"))?.rest == 10..<10)
        #expect(Self.read("2020-02-29", .format("YYYY-MM-DD"), .iso)?.rest == nil)
    }

    @Test func `no random change of a date makes a day that the calendar lacks`() {
        var generator = SeededGenerator(seed: testSeed)
        let alphabet = Array("0123456789-:TtWZz+., /".utf8)
        var count = 0
        for _ in 0..<100_000 {
            let date = Self.isoDays.randomElement(using: &generator)!
            var bytes = Array((date + ["", "T10:00:00.5+01:00", " 1000Z"].randomElement(using: &generator)!).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = bytes.indices.randomElement(using: &generator)!
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[index] = alphabet.randomElement(using: &generator)!
                case 1: bytes.insert(alphabet.randomElement(using: &generator)!, at: index)
                default: if bytes.count > 1 { bytes.remove(at: index) }
                }
            }
            guard let read = WrittenDate.read(bytes.span, forms: [.iso]) else { continue }
            count += 1
            let year =
                switch read.value {
                case .year(let year), .month(let year, _), .week(let year, _): year
                case .day(let day): day.year
                }
            // The year of a week can begin or end up to three days elsewhere.
            let written = Int(String(decoding: bytes.prefix(4), as: UTF8.self)) ?? -9
            #expect(abs(year - written) <= 1, "seed \(testSeed): \(String(decoding: bytes, as: UTF8.self))")
            if let rest = read.rest { #expect(rest.lowerBound == 10 && rest.upperBound == bytes.count) }
        }
        #expect(count > 1000)
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python reads the same days in the forms that it knows`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let texts = (0..<6000).map { _ -> String in
            func number(_ range: ClosedRange<Int>, _ count: Int) -> String {
                let text = "\(Int.random(in: range, using: &generator))"
                return String(repeating: "0", count: max(count - text.count, 0)) + text
            }
            let year = number(0...9999, 4)
            return switch Int.random(in: 0...3, using: &generator) {
            case 0: "\(year)-\(number(0...13, 2))-\(number(0...32, 2))"
            case 1: "\(year)\(number(0...13, 2))\(number(0...32, 2))"
            case 2: "\(year)-W\(number(0...54, 2))-\(number(0...8, 1))"
            default: "\(year)W\(number(0...54, 2))\(number(0...8, 1))"
            }
        }
        let program = """
            import sys, json, datetime
            def answer(text):
                try: return datetime.date.fromisoformat(text).isoformat()
                except ValueError: return None
            json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
            """
        let theirs = try Python.run(program, input: texts, as: [String?].self)
        #expect(theirs.count == texts.count && theirs.count { $0 != nil } > 2000)
        for (text, theirs) in zip(texts, theirs) {
            #expect(Self.read(text, .iso)?.day?.description == theirs, "seed \(testSeed): \(text)")
        }
    }

    private static func read(_ text: String, _ forms: DateForm...) -> WrittenDate? {
        WrittenDate.read(Array(text.utf8).span, forms: forms)
    }
}
