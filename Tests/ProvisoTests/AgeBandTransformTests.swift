import Testing

@testable import Proviso

@Suite struct AgeBandTransformTests {
    @Test(arguments: [
        ("1984-07-01", "40-44"), ("1984-07-02", "40-44"), ("1981-07-01", "45-49"), ("1981-07-02", "40-44"),
        ("1930-01-01", "85+"), ("1941-07-01", "85+"), ("1941-07-02", "80-84"), ("2026-07-01", "0-4"),
        ("2021-07-02", "0-4"),
        ("2021-07-01", "5-9"), ("0001-01-01", "85+"), ("1984-07-01T23:30:00-05:00", "40-44"),
    ])
    func `an age lies in its range, from the birthday on`(birth: String, band: String) {
        #expect(Self.band(birth, at: "2026-07-01", width: 5, top: 85) == band)
    }

    @Test(arguments: [
        "2026-07-02", "2027-01-01", "9999-12-31", "1984", "1984-07", "", "x", "1984-02-30", "19840701", " 1984-07-01",
        "1984-W27-7",
    ])
    func `who is not born yet, and what is no day, is not handled`(birth: String) {
        #expect(Self.band(birth, at: "2026-07-01", width: 5, top: 85) == nil)
    }

    @Test func `other forms are read where they are asked for, and partial dates never`() {
        #expect(Self.band("1.7.1984", at: "2026-07-01", width: 5, top: 85, .format("D.M.YYYY")) == "40-44")
        #expect(Self.band("19840701", at: "2026-07-01", width: 5, top: 85, .iso) == "40-44")
        #expect(Self.band("1984-W26", at: "2026-07-01", width: 5, top: 85, .iso) == nil)
        #expect(Self.band("1984", at: "2026-07-01", width: 5, top: 85, .iso) == nil)
    }

    @Test func `who is born on a leap day has a birthday in March where there is none`() {
        #expect(Self.band("2000-02-29", at: "2020-02-28", width: 10, top: 90) == "10-19")
        #expect(Self.band("2000-02-29", at: "2020-02-29", width: 10, top: 90) == "20-29")
        #expect(Self.band("2001-03-01", at: "2021-02-28", width: 10, top: 90) == "10-19")
        #expect(Self.band("2000-02-29", at: "2030-02-28", width: 10, top: 90) == "20-29")
        #expect(Self.band("2000-02-29", at: "2030-03-01", width: 10, top: 90) == "30-39")
    }

    @Test(arguments: [
        (10, 85, 80, "80-84"), (10, 85, 84, "80-84"), (10, 85, 85, "85+"), (10, 81, 80, "80"), (10, 81, 81, "81+"),
        (1, 90, 0, "0"), (1, 90, 89, "89"), (1, 90, 90, "90+"), (100, 100, 99, "0-99"), (100, 50, 49, "0-49"),
        (7, 90, 6, "0-6"), (7, 90, 7, "7-13"), (5, 5, 4, "0-4"), (1, 1, 0, "0"), (1, 1, 1, "1+"),
        (10, 200, 130, "130-139"),
    ])
    func `ranges begin at multiples of the width, and the top cuts the last one off`(
        width: Int, top: Int, age: Int, band: String
    ) {
        #expect(Self.band("\(2026 - age)-07-01", at: "2026-07-01", width: width, top: top) == band)
    }

    @Test func `ranges of one table hold every age once`() throws {
        for width in [1, 2, 5, 7, 10] {
            for top in [1, 18, 85, 90] {
                for age in 0...120 {
                    let band = try #require(
                        Self.band("\(2026 - age)-07-01", at: "2026-07-01", width: width, top: top))
                    if band.hasSuffix("+") {
                        #expect(band == "\(top)+" && age >= top)
                        continue
                    }
                    let bounds = band.split(separator: "-").compactMap { Int($0) }
                    let (first, last) = (try #require(bounds.first), try #require(bounds.last))
                    #expect(first <= age && age <= last && last < top && first % width == 0)
                    #expect(last == first + width - 1 || last == top - 1)
                }
            }
        }
    }

    private static func band(
        _ birth: String, at: String, width: Int, top: Int, _ form: DateForm = .standard
    ) -> String? {
        guard let at = try? CalendarDay(at) else { return nil }
        var output = ByteBuffer()
        let transform = AgeBandTransform(at: at, width: width, top: top)
        return transform.apply(Array(birth.utf8).span, forms: [form], into: &output) ? output.text : nil
    }
}
