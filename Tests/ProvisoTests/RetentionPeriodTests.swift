import Proviso
import Testing

@Suite struct RetentionPeriodTests {
    @Test(arguments: [
        ("P90D", 0, 0, 0, 90, "P90D"), ("P1Y6M", 1, 6, 0, 0, "P1Y6M"), ("P2W", 0, 0, 2, 0, "P2W"),
        ("P1Y2M3W4D", 1, 2, 3, 4, "P1Y2M3W4D"), ("P0D", 0, 0, 0, 0, "P0D"), ("P0Y", 0, 0, 0, 0, "P0D"),
        ("P0Y5D", 0, 0, 0, 5, "P5D"), ("P007D", 0, 0, 0, 7, "P7D"), ("P999999D", 0, 0, 0, 999_999, "P999999D"),
    ])
    func `a period is read, and written in one way`(
        text: String, years: Int, months: Int, weeks: Int, days: Int, description: String
    ) throws {
        let period = try RetentionPeriod(text)
        #expect((period.years, period.months, period.weeks, period.days) == (years, months, weeks, days))
        #expect(period.description == description)
        #expect(try RetentionPeriod(description) == period)
    }

    @Test(arguments: [
        "", "P", "90", "90D", "P90", "p90d", "P90d", "PD", "P-1D", "P+1D", "P1.5D", "P1,5D", "PT1H", "P1DT1H", "P1D1D",
        "P1D2W", "P1M1Y",
        "P1000000D", "P99999999999999999999D", " P1D", "P1D ", "P１D", "P1D\n", "\u{202E}P1D", "P1Y 2M",
    ])
    func `what is not a period is refused`(text: String) {
        let error = #expect(throws: ProvisoError.self) { try RetentionPeriod(text) }
        #expect(error?.code == .valueInvalid)
        #expect(error?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" } == true)
    }
}
