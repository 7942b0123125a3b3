import Foundation
import Proviso
import Testing

/// The filter against a few lines of Python, which read and write with the modules `json` and `csv` and share no code
/// with it: output and counts are the same for NDJSON, JSON documents and tables.
@Suite(.enabled(if: !Python.isMissing, "there is no python3 on the search path"))
struct FilterDifferentialTests {
    /// One input, with what the filter made of it.
    private struct Job: Encodable {
        let format: String
        var delimiter = ","
        let input: String
        let output: String
        let records: [String: Int]
        /// For every rule how many values were matched, changed, dropped and unhandled.
        let rules: [String: [Int]]
    }

    /// Applies the policy below, and says for every input what differs, if anything does.
    private static let program = #"""
        import csv, datetime, io, json, re, sys
        from fractions import Fraction

        csv.field_size_limit(1 << 24)
        UNHANDLED = object()

        class Number(str):
            pass

        def read(text):
            return json.loads(text, parse_int=Number, parse_float=Number)

        NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")

        def value(text):
            """The value of a JSON number, if it is small enough to be computed with."""
            if len(text) > 64 or not NUMBER.fullmatch(text):
                return None
            mantissa, _, exponent = text.lower().partition("e")
            exponent = int(exponent or "0")
            # Of zero too, an exponent that is out of all bounds is one.
            if not mantissa.strip("-0."):
                return Fraction(0) if abs(exponent) <= 10**15 else None
            if abs(exponent) > 200:
                return None
            number = Fraction(mantissa) * Fraction(10) ** exponent
            return number if Fraction(1, 10**64) <= abs(number) < 10**64 else None

        def rounded(number, step):
            count, rest = divmod(abs(number), step)
            if 2 * rest >= step:
                count += 1
            magnitude = count * step
            text = str(magnitude.numerator // magnitude.denominator)
            rest = magnitude - int(text)
            digits = ""
            while rest:
                digit, rest = divmod(rest * 10, 1)
                digits += str(digit)
            text += "." + digits if digits else ""
            return "-" + text if number < 0 and magnitude else text

        DATE = re.compile(
            r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
            r"(?:Z|[+-]([0-9]{2}):([0-9]{2}))?)?)?)?")

        def year(text):
            match = DATE.fullmatch(text)
            if not match:
                return UNHANDLED
            year, month, day, hour, minute, second, hours, minutes = (int(x or 0) for x in match.groups())
            try:
                datetime.date(year, month if match[2] else 1, day if match[3] else 1)
            except ValueError:
                return UNHANDLED
            if hour > 23 or minute > 59 or second > 60 or hours > 23 or minutes > 59:
                return UNHANDLED
            return match[1]

        def keep(x):
            return UNHANDLED if isinstance(x, (dict, list)) else x

        def round_quarter(x):
            number = value(x) if isinstance(x, str) else None
            if number is None:
                return UNHANDLED
            text = rounded(number, Fraction(1, 4))
            return Number(text) if isinstance(x, Number) else text

        def truncate(x):
            return x[:5] if isinstance(x, str) and not isinstance(x, Number) and x else UNHANDLED

        def generalize(x):
            return year(x) if isinstance(x, str) and not isinstance(x, Number) else UNHANDLED

        RULES = {
            "keep": keep, "gone": None, "fixed": lambda x: "fixed", "round": round_quarter, "cut": truncate,
            "date": generalize,
        }

        class Counts:
            def __init__(self):
                self.records = {"read": 0, "written": 0, "nothing-left": 0}
                self.rules = {}

            def apply(self, path, rule, x):
                """The members or elements that are left of a value: one, or none."""
                counts = self.rules.setdefault(path, [0, 0, 0, 0])
                counts[0] += 1
                if rule is None:
                    counts[2] += 1
                    return []
                result = rule(x)
                if result is UNHANDLED:
                    counts[2] += 1
                    counts[3] += 1
                    return []
                if rule is not keep:
                    counts[1] += 1
                return [result]

            def record(self, record):
                result = {}
                for name, x in record.items():
                    if name in RULES:
                        for y in self.apply("$." + name, RULES[name], x):
                            result[name] = y
                    elif name == "sub" and isinstance(x, dict):
                        if "keep" in x and (sub := self.apply("$.sub.keep", keep, x["keep"])):
                            result[name] = {"keep": sub[0]}
                    elif name == "list" and isinstance(x, list):
                        elements = [
                            {"date": y}
                            for element in x if isinstance(element, dict) and "date" in element
                            for y in self.apply("$.list[*].date", generalize, element["date"])]
                        if elements:
                            result[name] = elements
                self.records["read"] += 1
                self.records["written" if result else "nothing-left"] += 1
                return result

        def tagged(x):
            """A value of which numbers differ from strings, and objects with members in another order too."""
            if isinstance(x, Number):
                return ["number", str(x)]
            if isinstance(x, dict):
                return ["object", [[name, tagged(y)] for name, y in x.items()]]
            if isinstance(x, list):
                return ["array", [tagged(y) for y in x]]
            return x

        def table(text, delimiter):
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            return [row for row in rows if row]

        def check(job):
            counts = Counts()
            text, output = job["input"], job["output"]
            if job["format"] == "ndjson":
                records = [read(line) for line in text.split("\n") if line.strip(" \t\r")]
                expected = [x for x in (counts.record(record) for record in records) if x]
                if not output.endswith("\n") and output:
                    return "the last line has no end"
                found = [read(line) for line in output.split("\n")[:-1]]
            elif job["format"] == "json":
                document = read(text)
                if isinstance(document, dict):
                    expected = counts.record(document)
                else:
                    expected = [x for x in map(counts.record, document) if x]
                found = read(output)
            else:
                header, *rows = table(text, job["delimiter"])
                columns = [name for name in header if name in RULES and RULES[name]]
                expected = [columns]
                for row in rows:
                    # A cell in which nothing is left stays empty.
                    record = counts.record(dict(zip(header, row)))
                    if record:
                        expected.append([record.get(name, "") for name in columns])
                found = table(output, job["delimiter"])
            if tagged(found) != tagged(expected):
                return f"{found!r}, not {expected!r}"
            if counts.records != job["records"]:
                return f"{job['records']}, not {counts.records}"
            rules = {path: job["rules"][path] for path in counts.rules}
            if rules != counts.rules or any(any(x) for path, x in job["rules"].items() if path not in counts.rules):
                return f"{job['rules']}, not {counts.rules}"
            return None

        print(json.dumps([check(job) for job in json.load(sys.stdin)]))
        """#

    private static let columnRules = """
          "$.keep": keep
          "$.gone": drop
          "$.fixed": { constant: fixed }
          "$.round": { round: 0.25 }
          "$.cut": { truncate: 5 }
          "$.date": { generalize: year }
        """
    private static let memberRules =
        columnRules + """

              "$.sub.keep": keep
              "$.list[*].date": { generalize: year }
            """

    // MARK: - Records

    private static let dates = [
        "2020", "2020-03", "2020-03-09", "2020-02-30", "2021-02-29", "2024-02-29", "0000-01-01", "0001-01-01",
        "9999-12-31",
        "2020-3-09", "20200309", "2020-03-09T24:00", "2020-03-09T23:59:60.5+01:00", "2020-03-09t10:00", " 2020",
        "2020-03-09T10:00Z", "2020-03-09T10:00-23:60", "2020-W10", "२०२०",
    ]
    private static let numbers = [
        "0", "-0", "0.125", "-0.125", "0.1249999999999999999999", "12.375", "1e2", "1E-2", "-1.5e+3", "01", "+1", ".5",
        "1.",
        "1e63", "1e64", "9.99e-65", "1e-64", "1e999999999", "0e999999999", "NaN", "-", "1 ", "0.375", "-0.375e1",
        "123456789012345678901234567890.625", "9999999999999999999999999999999999999999999999999999999999.875",
        "12345678901234567890123456789012345678901234567890123456789012345",
    ]

    private static func isNumber(_ text: String) -> Bool {
        text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: dates.randomElement(using: &generator)!
        case 1: numbers.randomElement(using: &generator)!
        default: String(String.UnicodeScalarView(RandomJSON.content(using: &generator)))
        }
    }

    private static func value(depth: Int, using generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &generator) {
        case 0...2: return RandomJSON.string(Array(text(using: &generator).unicodeScalars), using: &generator)
        case 3:
            let number = numbers.randomElement(using: &generator)!
            return isNumber(number) ? number : "0.5"
        case 4: return RandomJSON.number(using: &generator)
        case 5, 6: return ["true", "false", "null", "\"\""].randomElement(using: &generator)!
        case 7:
            let elements = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                object(["date", "keep"], depth: depth - 1, using: &generator)
            }
            return "[" + elements.joined(separator: " ,") + "]"
        case 8: return "[" + value(depth: depth - 1, using: &generator) + " ]"
        default: return object(["keep", "date"], depth: depth - 1, using: &generator)
        }
    }

    private static func object(_ names: [String], depth: Int, using generator: inout SeededGenerator) -> String {
        let members = names.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }.shuffled(using: &generator)
            .map { name in
                let written = RandomJSON.string(Array(name.unicodeScalars), using: &generator)
                return written + [":", ": ", " :\t"].randomElement(using: &generator)!
                    + value(depth: depth, using: &generator)
            }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private static func record(using generator: inout SeededGenerator) -> String {
        if Int.random(in: 0..<8, using: &generator) == 0 {
            return "{\"unnamed\":1, \"list\":[ {} ], \"sub\":{\"a\":2}}"
        }
        return object(
            ["keep", "gone", "fixed", "round", "cut", "date", "sub", "list", "other"], depth: 3, using: &generator)
    }

    private static func records(using generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in record(using: &generator) }
    }

    // MARK: - Comparing

    private static func filters(_ format: RecordFormat, rules: String) throws -> [RecordFilter] {
        try (1...2).map { try makeFilter(policy: policyText(fields: rules), format: format, jobs: $0) }
    }

    private static func job(_ format: String, _ input: [UInt8], delimiter: String = ",", _ filter: RecordFilter) -> Job
    {
        let result = filter.run(input, blockSize: 512)
        guard let report = result.report else {
            preconditionFailure("\(result.error?.description ?? ""), seed \(testSeed)")
        }
        let records = report.records
        return Job(
            format: format, delimiter: delimiter, input: String(decoding: input, as: UTF8.self), output: result.text,
            records: [
                "read": records.read, "written": records.written, "nothing-left": records.leftOutWithNothingLeft,
            ],
            rules: Dictionary(
                uniqueKeysWithValues: report.rules.map { rule in
                    (rule.path, [rule.matched, rule.changed, rule.dropped, rule.unhandled])
                }))
    }

    private func expectSame(_ jobs: [Job]) throws {
        let answers = try Python.run(Self.program, input: jobs, as: [String?].self)
        #expect(answers.count == jobs.count)
        for (job, answer) in zip(jobs, answers) where answer != nil {
            Issue.record("\(answer!), for \(job.input.debugDescription), seed \(testSeed)")
        }
        // Most rules had something to do, and most of what can become of a value became of some.
        let sums = jobs.reduce(into: [0, 0, 0, 0]) { sums, job in
            for counts in job.rules.values { for index in 0..<4 { sums[index] += counts[index] } }
        }
        #expect(sums.allSatisfy { $0 > 100 }, "\(sums), seed \(testSeed)")
        #expect(jobs.reduce(0) { $0 + $1.records["written"]! } > 100)
    }

    @Test func `of NDJSON the same is left as for Python`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let filters = try Self.filters(.ndjson, rules: Self.memberRules)
        let jobs = (0..<250).map { number in
            let lines = Self.records(using: &generator)
            let end = ["\n", "\r\n", "\n\n \t\r\n"].randomElement(using: &generator)!
            return Self.job("ndjson", Array(lines.map { $0 + end }.joined().utf8), filters[number % 2])
        }
        try expectSame(jobs)
    }

    @Test func `of JSON documents the same is left as for Python`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let filters = try Self.filters(.json, rules: Self.memberRules)
        let jobs = (0..<250).map { number in
            let document =
                Int.random(in: 0..<3, using: &generator) == 0
                ? Self.record(using: &generator)
                : "[\n" + Self.records(using: &generator).joined(separator: " ,\r\n\t") + "]"
            return Self.job("json", Array((document + "\n").utf8), filters[number % 2])
        }
        try expectSame(jobs)
    }

    @Test func `of tables the same is left as for Python`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let columns = ["keep", "gone", "fixed", "round", "cut", "date", "é", ""]
        var jobs: [Job] = []
        for delimiter in [",", "\t", ";"] as [Unicode.Scalar] {
            let options = RecordFormat.TableOptions(delimiter: Character(delimiter))
            let filters = try Self.filters(.csv(options), rules: Self.columnRules)
            for number in 0..<80 {
                let header = columns.shuffled(using: &generator)
                let rows = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                    header.map { _ in
                        switch Int.random(in: 0..<3, using: &generator) {
                        case 0: RandomRows.cell(using: &generator)
                        case 1: Self.numbers.randomElement(using: &generator)!
                        default: Self.dates.randomElement(using: &generator)!
                        }
                    }
                }
                let file = RandomRows.file([header] + rows, delimiter: delimiter, using: &generator)
                jobs.append(Self.job("csv", file, delimiter: String(delimiter), filters[number % 2]))
            }
        }
        try expectSame(jobs)
    }

    /// What stands between the records of a document, and how its output is laid out, Python does not look at.
    @Test func `a document is written with a record a line`() throws {
        let filter = try Self.filters(.json, rules: Self.memberRules)[0]
        #expect(
            filter.run(" [ {\"keep\" : 1 } , {\"keep\":[]},{\"keep\":\"2\"}] ").text
                == "[\n{\"keep\":1},\n{\"keep\":\"2\"}\n]\n")
        #expect(filter.run("[ ]").text == "[]\n")
        #expect(filter.run("{ \"keep\" : 1 }").text == "{\"keep\":1}\n")
        #expect(filter.run("{ \"a\" : 1 }").text == "{}\n")
    }
}
