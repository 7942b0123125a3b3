import Testing

@testable import Proviso

@Suite struct DecimalTransformTests {
    // MARK: Rounding

    @Test(arguments: [
        ("150", "100", "200"), ("149.99", "100", "100"), ("-150", "100", "-200"), ("1.5e2", "100", "200"),
        ("250", "100", "300"), ("12345678901234567890150", "100", "12345678901234567890200"), ("-0", "100", "0"),
        ("49", "100", "0"), ("-49", "100", "0"), ("-0.0e5", "100", "0"), ("50", "100", "100"), ("-50", "100", "-100"),
        ("1.024", "0.05", "1"), ("1.025", "0.05", "1.05"), ("2", "0.05", "2"), ("0.1", "0.05", "0.1"),
        ("0.024999999999999999999999999999999999999", "0.05", "0"), ("0.025", "0.05", "0.05"), ("2.50", "0.05", "2.5"),
        ("7", "3", "6"), ("7.49", "3", "6"), ("7.5", "3", "9"), ("7.4999999", "3", "6"), ("8", "3", "9"),
        ("1000", "1000", "1000"), ("1499", "1000", "1000"), ("1500", "1000", "2000"), ("999.5", "1", "1000"),
        ("9.995", "0.01", "10"), ("9.994", "0.01", "9.99"), ("1", "0.0000000001", "1"), ("5", "1000000", "0"),
        ("1e3", "1", "1000"), ("1E+3", "1", "1000"), ("123e-2", "1", "1"), ("123e-2", "0.1", "1.2"),
        ("37.5", "12.5", "37.5"), ("43.75", "12.5", "50"), ("43.74", "12.5", "37.5"), ("0.3", "0.10", "0.3"),
        ("2.5", "1.0", "3"), ("1e63", "1", "1" + String(repeating: "0", count: 63)), ("1e-64", "1", "0"),
        ("5e-1", "1", "1"), ("4.9999999e-1", "1", "0"), ("6e63", "70", "6" + String(repeating: "0", count: 61) + "20"),
    ])
    func `a number becomes the nearest multiple of the step, and halves go away from zero`(
        number: String, step: String, expected: String
    ) throws {
        #expect(try Self.rounded(number, step) == expected)
    }

    @Test func `the longest numbers and steps are computed with exactly`() throws {
        let nines = String(repeating: "9", count: 64)
        let smallest = "0." + String(repeating: "0", count: 61) + "1"
        let zeros = String(repeating: "0", count: 63)
        #expect(try Self.rounded(nines, "1") == nines)
        #expect(try Self.rounded(nines, "2") == "1" + zeros + "0")
        #expect(try Self.rounded(nines, nines) == nines)
        #expect(try Self.rounded("4" + String(repeating: "9", count: 63), nines) == "0")
        #expect(try Self.rounded("5" + zeros, nines) == nines)
        #expect(try Self.rounded("9e63", smallest) == "9" + zeros)
        #expect(try Self.rounded("5e-63", smallest) == smallest)
        #expect(try Self.rounded("4.9e-63", smallest) == "0")
        #expect(try Self.rounded(smallest, smallest) == smallest)
        // 9·10^125 leaves 3 when it is divided by 7, which is less than half.
        let step = "0." + String(repeating: "0", count: 61) + "7"
        let nearest = "8" + String(repeating: "9", count: 63) + "." + String(repeating: "9", count: 61) + "7"
        #expect(try Self.rounded("9e63", step) == nearest)
    }

    @Test func `rounding agrees with whole numbers`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for round in 0..<20_000 {
            // Number and step in units of 10^-places.
            let places = Int.random(in: 0...6, using: &generator)
            let digits = Int.random(in: 1...15, using: &generator)
            let value = Int.random(in: -Self.power(digits)...Self.power(digits), using: &generator)
            let step = Int.random(
                in: 1...Self.power(Int.random(in: 1...digits, using: &generator)), using: &generator)
            // Away from zero in the middle: a whole number of halves, rounded up.
            let multiples = (2 * abs(value) + step) / (2 * step)
            let expected = value.signum() * multiples * step
            let texts = (Self.plain(value, places), Self.plain(step, places))
            #expect(
                try Self.rounded(texts.0, texts.1) == Self.shortened(expected, places),
                "seed \(testSeed), round \(round): \(texts)")
            let size = Int(step)
            let lower = (value - ((value % size) + size) % size)
            #expect(
                try Self.range(texts.0, texts.1)
                    == "[\(Self.shortened(lower, places)),\(Self.shortened(lower + size, places)))",
                "seed \(testSeed), round \(round): \(texts)")
        }
    }

    @Test(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
    func `Python's decimals agree, over all lengths and magnitudes`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let cases = (0..<4000).map { _ in
            let step = Self.randomLiteral(&generator, longest: 62, exponents: nil)
            return [
                Self.randomLiteral(&generator, longest: 55, exponents: -70...70),
                step.contains { "123456789".contains($0) } ? step.replacing("-", with: "") : "1",
            ]
        }
        let program = """
            import sys, json, decimal as d
            d.getcontext().prec = 400
            def plain(x):
                text = format(x, 'f')
                if '.' in text: text = text.rstrip('0').rstrip('.')
                return '0' if text in ('-0', '') else text
            def answer(number, step):
                x, s = d.Decimal(number), d.Decimal(step)
                if x != 0 and not (d.Decimal('1e-64') <= abs(x) < d.Decimal('1e64')): return [None, None]
                n = (abs(x) / s).to_integral_value(d.ROUND_DOWN)
                rest = abs(x) - n * s
                if 2 * rest >= s: n += 1
                r = n * s if x >= 0 else -n * s
                k = (x / s).to_integral_value(d.ROUND_FLOOR)
                return [plain(r), '[' + plain(k * s) + ',' + plain((k + 1) * s) + ')']
            json.dump([answer(*case) for case in json.load(sys.stdin)], sys.stdout)
            """
        let theirs = try Python.run(program, input: cases, as: [[String?]].self)
        #expect(theirs.count == cases.count && theirs.count { $0[0] != nil } > 2000)
        for (numbers, theirs) in zip(cases, theirs) {
            #expect(try Self.rounded(numbers[0], numbers[1]) == theirs[0], "seed \(testSeed): \(numbers)")
            #expect(try Self.range(numbers[0], numbers[1]) == theirs[1], "seed \(testSeed): \(numbers)")
        }
    }

    // MARK: Bounds

    @Test(arguments: [
        ("50000", "50000"), ("50000.00", "50000.00"), ("5e4", "5e4"), ("50000.0000000001", "50000"),
        ("5.1E+4", "50000"), ("-1e9", "-1e9"), ("-0", "-0"), ("0.10", "0.10"), ("9e63", "50000"), ("1e-64", "1e-64"),
    ])
    func `a number above the greatest becomes it, and others stay as they are written`(number: String, expected: String)
    {
        #expect(Self.topCoded(number, at: "50000") == expected)
        #expect(Self.topCoded(number, at: "50000.00") == expected)
    }

    @Test(arguments: [
        ("-12", "-0.5"), ("-0.50", "-0.50"), ("-5e-1", "-5e-1"), ("-0.51", "-0.5"), ("0", "0"), ("12.340", "12.340"),
        ("-9e63", "-0.5"), ("-1e-64", "-1e-64"), ("-0", "-0"),
    ])
    func `a number below the least becomes it, and others stay as they are written`(number: String, expected: String) {
        #expect(Self.bottomCoded(number, at: "-0.5") == expected)
        #expect(Self.bottomCoded(number, at: "-0.500") == expected)
    }

    @Test func `a bound is written plainly`() {
        #expect(Self.topCoded("7", at: "-1.50") == "-1.5")
        #expect(Self.topCoded("7", at: "0.0") == "0")
        #expect(Self.topCoded("7", at: "-0") == "0")
        #expect(Self.bottomCoded("7", at: "100.0") == "100")
        #expect(Self.bottomCoded("-7", at: "0") == "0")
    }

    // MARK: Ranges

    @Test(arguments: [
        ("17.999", "<18", "minor"), ("-1e9", "<18", "minor"), ("18", "[18,65.0)", "adult"),
        ("1.8e1", "[18,65.0)", "adult"),
        ("64.9999999999999999999999999999", "[18,65.0)", "adult"), ("65", ">=65.0", "senior"),
        ("1e2", ">=65.0", "senior"), ("9e63", ">=65.0", "senior"), ("0", "<18", "minor"),
    ])
    func `a number falls into the range that it lies in, named by its bounds or its label`(
        number: String, range: String, label: String
    ) {
        #expect(
            Self.applied { DecimalTransform.bucket($0, bounds: [18, "65.0"], labels: nil, into: &$1) }(number) == range)
        let labels = ["minor", "adult", "senior"].map { Array($0.utf8) }
        #expect(
            Self.applied { DecimalTransform.bucket($0, bounds: [18, "65.0"], labels: labels, into: &$1) }(number)
                == label)
    }

    @Test func `a single bound makes two ranges`() {
        let range = Self.applied { DecimalTransform.bucket($0, bounds: ["-0.50"], labels: nil, into: &$1) }
        #expect(range("-0.5") == ">=-0.50")
        #expect(range("-0.51") == "<-0.50")
    }

    @Test(arguments: [
        ("-1", "10", "[-10,0)"), ("20", "10", "[20,30)"), ("29.9", "10", "[20,30)"), ("0", "10", "[0,10)"),
        ("-0", "10", "[0,10)"), ("-10", "10", "[-10,0)"), ("-10.01", "10", "[-20,-10)"), ("-20", "10", "[-20,-10)"),
        ("9.99", "10", "[0,10)"), ("-0.001", "10", "[-10,0)"), ("0.3", "0.1", "[0.3,0.4)"),
        ("0.25", "0.1", "[0.2,0.3)"),
        ("7", "2.5", "[5,7.5)"), ("-7", "2.50", "[-7.5,-5)"), ("1e3", "1000", "[1000,2000)"), ("99", "100", "[0,100)"),
        ("95", "5", "[95,100)"), ("1e-64", "1", "[0,1)"), ("-1e-64", "1", "[-1,0)"),
    ])
    func `ranges of one size begin at its multiples, also below zero`(number: String, size: String, range: String)
        throws
    {
        #expect(try Self.range(number, size) == range)
    }

    // MARK: Anything else

    @Test(arguments: [
        "", " ", "-", "x", "n/a", " 1", "1 ", "1\n", "+1", "01", "1.", ".5", "1e", "0x10", "1,5", "1.2.3", "NaN",
        "Infinity", "true",
        "１", "--1", "1e5e5", "1\u{0}", "1e999999999", "1e64", "-1e64", "1e-65", "0.1e-64", "10e63", "99e63",
        "1e99999999999999999999",
        "1e-999999999", "0." + String(repeating: "0", count: 70) + "1", String(repeating: "1", count: 65),
        "1." + String(repeating: "0", count: 63), "0e99999999999999999999", "1e" + String(repeating: "0", count: 63),
    ])
    func `what is no number, or too long, too great or too small, is not handled`(text: String) {
        #expect(Self.applied { DecimalTransform.round($0, to: 1, into: &$1) }(text) == nil)
        #expect(Self.topCoded(text, at: "1") == nil)
        #expect(Self.bottomCoded(text, at: "1") == nil)
        #expect(Self.applied { DecimalTransform.bucket($0, bounds: [1], labels: nil, into: &$1) }(text) == nil)
        #expect(Self.applied { DecimalTransform.bucket($0, size: 1, into: &$1) }(text) == nil)
    }

    @Test func `numbers of 64 characters are handled`() {
        let number = "-1." + String(repeating: "0", count: 61)
        #expect(Self.applied { DecimalTransform.round($0, to: 1, into: &$1) }(number) == "-1")
        #expect(Self.topCoded(number, at: "1") == number)
        #expect(Self.applied { DecimalTransform.round($0, to: 1, into: &$1) }("0e-999999999") == "0")
    }

    @Test func `the number is written behind what is there`() {
        var output = ByteBuffer()
        output.append("about ")
        let isHandled = DecimalTransform.round(Array("149".utf8).span, to: 100, into: &output)
        #expect(isHandled && output.text == "about 100")
    }

    // MARK: Helpers

    private static func applied(_ transform: @escaping (Span<UInt8>, inout ByteBuffer) -> Bool) -> (String) -> String? {
        { text in
            var output = ByteBuffer()
            return transform(Array(text.utf8).span, &output) ? output.text : nil
        }
    }

    private static func rounded(_ number: String, _ step: String) throws -> String? {
        let step = try PlainDecimal(step)
        return applied { DecimalTransform.round($0, to: step, into: &$1) }(number)
    }

    private static func range(_ number: String, _ size: String) throws -> String? {
        let size = try PlainDecimal(size)
        return applied { DecimalTransform.bucket($0, size: size, into: &$1) }(number)
    }

    private static func topCoded(_ number: String, at bound: StaticString) -> String? {
        let bound = PlainDecimal(stringLiteral: bound)
        return applied { DecimalTransform.topCode($0, at: bound, into: &$1) }(number)
    }

    private static func bottomCoded(_ number: String, at bound: StaticString) -> String? {
        let bound = PlainDecimal(stringLiteral: bound)
        return applied { DecimalTransform.bottomCode($0, at: bound, into: &$1) }(number)
    }

    private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// So many units of 10^-places, with all places.
    private static func plain(_ value: Int, _ places: Int) -> String {
        let digits = "\(abs(value))"
        let padded = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
        let text = places == 0 ? padded : "\(padded.dropLast(places)).\(padded.suffix(places))"
        return (value < 0 ? "-" : "") + text
    }

    /// So many units of 10^-places, without zeros at the end.
    private static func shortened(_ value: Int, _ places: Int) -> String {
        var text = plain(value, places)
        if places > 0 {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }

    private static func randomLiteral(
        _ generator: inout SeededGenerator, longest: Int, exponents: ClosedRange<Int>?
    ) -> String {
        let count = Int.random(in: 1...longest, using: &generator)
        let places = Int.random(in: 0..<count, using: &generator)
        // Nines, fives and zeros carry and tie.
        let digits = (0..<count).map { _ in "0123456789000555999".randomElement(using: &generator)! }
        var whole = String(digits.prefix(count - places))
        while whole.hasPrefix("0"), whole.count > 1 { whole.removeFirst() }
        let fraction = places == 0 ? "" : "." + String(digits.suffix(places))
        let exponent = exponents.map {
            Bool.random(using: &generator) ? "" : "e\(Int.random(in: $0, using: &generator))"
        }
        return (Bool.random(using: &generator) ? "-" : "") + whole + fraction + (exponent ?? "")
    }
}
