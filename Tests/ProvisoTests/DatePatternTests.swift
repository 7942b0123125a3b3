import Testing

@testable import Proviso

@Suite struct DatePatternTests {
    private let dates = PatternExamples(.writtenDate) { DatePattern.match(in: $0, at: $1) }
    private let months = PatternExamples(.writtenDate, .letters { DatePattern.match(in: $0, atMonth: $1) })

    // MARK: Numbers

    @Test func `dates in numbers are found, those of ISO with their times`() {
        dates.expect(
            .likely,
            [
                "⟦2024-03-05⟧", "born ⟦1984-02-29⟧.", "⟦2024-03-05T12:30:00Z⟧", "⟦2024-03-05T12:30:00.123+01:00⟧ INFO",
                "⟦2024-03-05 12:30:00,123⟧ [main]", "⟦2024-03-05T12:30⟧", "⟦2024/03/05⟧", "⟦2024-3-5⟧", "⟦05.03.2024⟧",
                "am ⟦5.3.2024⟧.", "⟦5. 3. 2024⟧", "⟦05/03/2024⟧", "⟦12/31/2024⟧", "⟦3/5/2024⟧, ", "⟦05-03-2024⟧",
                "日期⟦2024-03-05⟧。", "⟦20240305T123000Z⟧", "a-⟦2024-03-05⟧-b", "(⟦2024-03-05⟧)",
                "⟦2024-03-05 12:30:00 +0000⟧", "⟦2024-03-05⟧ 12", "log.⟦2024-03-05⟧.gz",
            ])
        dates.expect(
            .likely,
            [
                "⟦2024年3月5日⟧", "生年月日：⟦2024年03月05日⟧生まれ", "于⟦2024 年 3 月 5 日⟧签署", "⟦2024년 3월 5일⟧", "(⟦2024년3월5일⟧)",
            ])
    }

    @Test func `numbers that may be versions are possible only`() {
        dates.expect(
            .possible,
            ["⟦5.3.24⟧", "⟦3/5/24⟧", "⟦10.12.15⟧", "⟦05-03-24⟧", "⟦31/12/99⟧", "⟦2024.03.05⟧", "⟦2024-03-05⟧-001"])
        dates.expect(.weak, ["⟦20240305⟧", "IMG ⟦19991231⟧.jpg"])
    }

    @Test func `numbers that are no day are no date`() {
        dates.expectNone([
            "31.02.2024", "2023-02-29", "2024-13-01", "32/01/2024", "13/13/2024", "0.0.2024", "2024-00-05", "1.2.3",
            "1.2.3.4", "05.03.2024.1", "1.05.03.2024", "192.0.2.24", "2024-03", "12:30:45", "1.234.567", "5.3",
            "20241305", "18991231", "5.3.0024", "3024-03-05", "x2024-03-05", "2024-03-05x", "2024_03_05", "2024-03/05",
            "05.03-2024", "123.03.2024", "05.03.20245", "2024-03-055", "1/2", "24/7", "1.0.24", "12345678", "202403051",
            "2024-03-05:1", "2024年13月5日", "2024年3月", "2024 3 5", "3月5日", "5Emars", "99.99.99", "15.13.2024",
            "5. 3.2024", "5.  3. 2024",
        ])
    }

    // MARK: Names of months

    @Test func `a day, the name of a month and a year are found in ten languages`() {
        dates.expect(
            .likely,
            [
                "⟦5 March 2024⟧", "⟦5th March 2024⟧,", "⟦5th of March, 2024⟧", "⟦1 Jan 2024⟧", "⟦5-Mar-2024⟧",
                "⟦12 июля 1997⟧", "родился ⟦7 июня 1938⟧ г.", "⟦5-Mar-24⟧", "Tue, ⟦05 Mar 2024⟧ 12:30:00 GMT",
                "[⟦05/Mar/2024:12:30:00 +0000⟧]", "⟦05/Mar/2024⟧",
                "am ⟦5. März 2024⟧ in", "⟦5. JÄNNER 2024⟧", "⟦05. Sept. 2024⟧", "le ⟦1er mars 2024⟧.", "⟦14 août 2024⟧",
                "⟦5 de marzo de 2024⟧", "⟦5 de dic. de 2024⟧", "⟦5 marzo 2024⟧", "⟦1º gennaio 2024⟧", "⟦5 maart 2024⟧",
                "⟦5 mei 2024⟧", "⟦5 de março de 2024⟧", "⟦5 marca 2024⟧ r.", "⟦5 Października 2024⟧",
                "⟦5 березня 2024⟧ року", "⟦5 ЛИСТОПАДА 2024⟧", "⟦5 مارس 2024⟧", "⟦٥ مارس ٢٠٢٤⟧",
                "⟦5 كانون الثاني 2024⟧", "⟦5 تشرين الأول 2024⟧", "⟦5\u{A0}mars\u{A0}2024⟧", "⟦29 Feb 1984⟧",
            ])
        dates.expect(.weak, ["⟦5 March⟧", "am ⟦5. März⟧.", "le ⟦14 juillet⟧", "⟦29 Feb⟧", "⟦5 may⟧ be", "⟦5 Mar⟧ 24"])
    }

    @Test func `words that are no month and days that are none are no date`() {
        dates.expectNone([
            "31 April 2024", "29 Feb 2023", "30. Februar 2024", "5 Marsh 2024", "5 months 2024", "0 March 2024",
            "32 March", "5 Marchx 2024", "x5 March 2024", "5March2024", "100 March 2024", "5 de 2024", "5/Mar 2024",
            "5-Mar", "05/Xyz/2024", "5 mARCH 2024", "5  March 2024",
        ])
    }

    @Test func `the name of a month can come first`() {
        months.expect(
            .likely,
            [
                "⟦March 5, 2024⟧", "on ⟦March 5th, 2024⟧.", "⟦Mar. 5, 2024⟧", "⟦MARCH 5 2024⟧",
                "Tue ⟦Mar  5 12:30:45 2024⟧", "Tue ⟦Mar 5 12:30:45 UTC 2024⟧", "⟦marzo 5, 2024⟧", "⟦May 31, 1999⟧",
                "(⟦February 29, 1984⟧)", "⟦Dec 31, 2024⟧ 23:59", "⟦Mar  5 12:30:45⟧ host", "⟦Mar 15 12:30:45⟧: x",
            ])
        months.expect(
            .weak,
            [
                "⟦March 2024⟧", "⟦März 2024⟧", "⟦March 5⟧", "⟦Mar  5⟧ 12:30 host", "⟦May 5⟧", "in ⟦mars 2024⟧.",
                "⟦Mar 5⟧ 12:30",
            ])
        months.expectNone([
            "March", "March on", "March 32, 2024", "February 30, 2024", "March 5.5", "Marching 5, 2024", "March, 5",
            "March-5", "xMarch 5, 2024", "March 50", "March 500", "April 31", "Sunday 5, 2024", "March 3024",
            "May be 5", "May   5", "1March 5, 2024", "Feb 29, 2023", "_March 5, 2024",
        ])
    }

    @Test func `every month has its names in all languages and cases`() {
        let names: [[String]] = [
            ["january", "Januar", "JANVIER", "enero", "gennaio", "januari", "janeiro", "stycznia", "Січня", "يناير"],
            [
                "February", "februar", "Février", "FEBRERO", "febbraio", "februari", "fevereiro", "lutego", "лютого",
                "فبراير",
            ],
            ["March", "März", "mars", "Marzo", "marzo", "maart", "MARÇO", "marca", "березня", "مارس"],
            ["april", "APRIL", "avril", "Abril", "aprile", "april", "abril", "kwietnia", "КВІТНЯ", "أبريل"],
            ["may", "Mai", "MAI", "mayo", "maggio", "mei", "maio", "maja", "Травня", "مايو"],
            ["june", "Juni", "juin", "junio", "giugno", "juni", "junho", "czerwca", "червня", "يونيو"],
            ["july", "Juli", "juillet", "julio", "LUGLIO", "juli", "julho", "lipca", "липня", "يوليو"],
            ["august", "August", "août", "agosto", "AGOSTO", "augustus", "agosto", "Sierpnia", "серпня", "أغسطس"],
            [
                "september", "Sept", "SEPTEMBRE", "septiembre", "settembre", "september", "setembro", "września",
                "вересня", "سبتمبر",
            ],
            [
                "october", "Oktober", "octobre", "octubre", "ottobre", "oktober", "outubro", "PAŹDZIERNIKA", "жовтня",
                "أكتوبر",
            ],
            [
                "november", "November", "novembre", "noviembre", "Novembre", "november", "novembro", "listopada",
                "листопада", "نوفمبر",
            ],
            [
                "december", "Dezember", "DÉCEMBRE", "diciembre", "dicembre", "december", "dezembro", "grudnia",
                "грудня", "ديسمبر",
            ],
        ]
        for (index, words) in names.enumerated() {
            for word in words {
                let bytes = Array(word.utf8)
                let month = MonthNames.month(bytes.span, 0..<bytes.count)
                #expect(month == index + 1, "\(word)")
            }
        }
        for word in ["", "a", "marc", "Marchs", "jAN", "monday", "décembr", "листопадаа", "\u{FF}\u{FF}"] {
            let bytes = Array(word.utf8)
            let month = MonthNames.month(bytes.span, 0..<bytes.count)
            #expect(month == nil, "\(word)")
        }
    }
}
