import Testing

@testable import Proviso

@Suite struct GeoTransformTests {
    @Test(arguments: [
        ("52.37021", 2, "52.37"), ("4.895168", 2, "4.9"), ("-0.1275", 3, "-0.128"), ("52.37021", 0, "52"),
        ("-0.4", 0, "0"),
        ("-0.5", 0, "-1"), ("179.9999999", 6, "180"), ("5.237021e1", 2, "52.37"), ("52", 6, "52"), ("52.10", 3, "52.1"),
        ("121687.321", 1, "121687.3"), ("0.0000005", 6, "0.000001"), ("0.0000004999999999999999999999", 6, "0"),
    ])
    func `a number is rounded to its decimals`(text: String, decimals: Int, expected: String) {
        #expect(Self.rounded(text, decimals) == expected)
        var output = ByteBuffer()
        let isHandled = GeoTransform.number(Array(text.utf8).span, decimals: decimals, into: &output)
        #expect(isHandled && output.text == expected)
    }

    @Test(arguments: [
        ",", ";", " ", "\t", "  ", " , ", ", ", " ,", ",\t", ";  ", " ; ", " \t ",
    ])
    func `two numbers are rounded each, and what stands between them stays`(separator: String) {
        #expect(Self.rounded("52.37021\(separator)-4.895168", 2) == "52.37\(separator)-4.9")
        #expect(Self.rounded("52\(separator)4.895168", 0) == "52\(separator)5")
    }

    @Test func `numbers of which one may be the decimals of the other are not handled`() {
        #expect(Self.rounded("52,3702157", 2) == nil)
        #expect(Self.rounded("-52,3", 0) == nil)
        #expect(Self.rounded("52,37e1", 0) == nil)
        #expect(Self.rounded("52, 4", 0) == "52, 4")
        #expect(Self.rounded("52;4", 0) == "52;4")
        #expect(Self.rounded("52.0,4", 0) == "52,4")
        #expect(Self.rounded("52,37 4,89", 1) == nil)
        #expect(Self.rounded("52,37;4,89", 1) == nil)
    }

    @Test(arguments: [
        "", " ", ",", ";", "x", "n/a", " 52.1", "52.1 ", "52.1,", ",52.1", "52.1,,4.9", "52.1;;4.9", "52.1,;4.9",
        "52.1 4.9 3.2", "52.1,4.9,3.2",
        "52.1/4.9", "52.1|4.9", "+52.1", "+52.1+004.9/", "52.1N", "52.1N 4.9E", "52°22'N", "52.1,4.9x", "(52.1,4.9)",
        "[52.1,4.9]", "POINT(4.9 52.1)",
        "52.1\n4.9", "52.1\u{A0}4.9", "52.1\u{2009}4.9", "052.1", "52.", ".5", "\u{2212}52.1", "５２.1", "1e999999999",
        "52.1,1e999999999", "1e64",
        "52.1,x", "x,4.9", "true", "null", "52.1\u{0}", "geo:52.1,4.9",
    ])
    func `anything else is not handled`(text: String) {
        for decimals in GeoTransform.decimals { #expect(Self.rounded(text, decimals) == nil) }
    }

    @Test func `no number has more decimals than are left, and none lies further away than half of the last`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<5000 {
            let millionths = Int.random(in: -180_000_000...180_000_000, using: &generator)
            let digits = "\(abs(millionths))"
            let padded = String(repeating: "0", count: max(7 - digits.count, 0)) + digits
            let text = (millionths < 0 ? "-" : "") + padded.dropLast(6) + "." + padded.suffix(6)
            for decimals in GeoTransform.decimals {
                let rounded = try #require(Self.rounded(text, decimals))
                let parts = rounded.split(separator: ".")
                let fraction = parts.count == 2 ? String(parts[1]) : ""
                #expect(fraction.count <= decimals)
                let whole = try #require(Int(parts[0])) * 1_000_000
                let rest = try #require(Int((fraction + "000000").prefix(6)))
                let value = rounded.hasPrefix("-") ? whole - rest : whole + rest
                let half = (0..<(6 - decimals)).reduce(1) { power, _ in power * 10 }
                #expect(2 * abs(value - millionths) <= half, "seed \(testSeed), round \(round): \(text)")
            }
        }
    }

    private static func rounded(_ text: String, _ decimals: Int) -> String? {
        var output = ByteBuffer()
        return GeoTransform.apply(Array(text.utf8).span, decimals: decimals, into: &output) ? output.text : nil
    }
}
