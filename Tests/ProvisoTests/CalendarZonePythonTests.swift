import Testing

@testable import Proviso

/// Zones and ends of periods against Python's `zoneinfo`, which reads the same files with code that is not ours.
@Suite(
    .disabled(if: Python.isMissing, "there is no python3 on the search path"),
    .disabled(if: ZoneFiles.isFolderMissing, "there are no time zone files"),
    .disabled(if: ZoneFiles.isPythonTooOld, "this python3 has no zoneinfo"))
struct CalendarZonePythonTests {
    /// What both are asked about one zone.
    private struct Questions: Encodable {
        let zone: String
        let instants: [Int64]
        let locals: [Int64]
        let anchors: [Int64]
        let periods: [[Int]]
    }

    private struct Answers: Decodable {
        let offsets: [Int64]
        let last: [Int64]
        let first: [Int64]
        let ends: [Int64]
        let dayEnds: [Int64]
    }

    /// `start` is found by halving where midnight is skipped, and by asking what a second before was where it comes twice.
    private static let program = """
        import json, sys
        from datetime import date, datetime, timedelta, timezone
        from zoneinfo import ZoneInfo
        zoneinfo_folder = "/usr/share/zoneinfo"
        epoch = datetime(1970, 1, 1)

        def load(name):
            with open(zoneinfo_folder + "/" + name, "rb") as file:
                return ZoneInfo.from_file(file, key=name)

        def at(zone, second):
            aware = (epoch + timedelta(seconds=second)).replace(tzinfo=timezone.utc).astimezone(zone)
            return aware

        def local(zone, second):
            return int((at(zone, second).replace(tzinfo=None) - epoch).total_seconds())

        def both(zone, local):
            naive = epoch + timedelta(seconds=local)
            return sorted(local - int(naive.replace(tzinfo=zone, fold=fold).utcoffset().total_seconds()) for fold in (0, 1))

        def start(zone, midnight):
            first, last = both(zone, midnight)
            if first == last:
                return first
            if local(zone, first) == midnight:
                return last if local(zone, last - 1) < midnight else first
            while last - first > 1:
                middle = (first + last) // 2
                if local(zone, middle) < midnight:
                    first = middle
                else:
                    last = middle
            return last

        def add(day, period):
            years, months, weeks, days = period
            months += day.year * 12 + day.month - 1 + 12 * years
            for number in range(day.day, 0, -1):
                try:
                    return date(months // 12, months % 12 + 1, number) + timedelta(weeks=weeks, days=days)
                except ValueError:
                    pass

        def answer(question):
            zone = load(question["zone"])
            result = {
                "offsets": [int(at(zone, s).utcoffset().total_seconds()) for s in question["instants"]],
                "last": [both(zone, s)[1] for s in question["locals"]],
                "first": [start(zone, s) for s in question["locals"]],
                "ends": [], "dayEnds": [],
            }
            for second, period in zip(question["anchors"], question["periods"]):
                then = at(zone, second).replace(tzinfo=None)
                day = (add(then.date(), period) - date(1970, 1, 1)).days * 86400
                result["ends"].append(both(zone, day + then.hour * 3600 + then.minute * 60 + then.second)[1])
                result["dayEnds"].append(start(zone, day + 86400))
            return result

        print(json.dumps([answer(question) for question in json.load(sys.stdin)]))
        """

    @Test func `Python finds the same offsets, instants of local times and ends of periods`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let zones = try ZoneFiles.identifiers.map { try CalendarZone($0) }
        let questions = zones.map { Self.questions($0, using: &generator) }
        let answers = try Python.run(Self.program, input: questions, as: [Answers].self)
        #expect(answers.count == zones.count)
        for (zone, (questions, answers)) in zip(zones, zip(questions, answers)) {
            let shown = "seed \(testSeed): \(zone)"
            #expect(answers.offsets.count == questions.instants.count)
            for (second, offset) in zip(questions.instants, answers.offsets) {
                #expect(zone.file.offset(at: second) == offset, "\(shown), \(second)")
            }
            #expect(answers.last.count == questions.locals.count && answers.first.count == questions.locals.count)
            for (local, (first, last)) in zip(questions.locals, zip(answers.first, answers.last)) {
                #expect(zone.milliseconds(atEndOfTimesBefore: local * 1000) == first * 1000, "\(shown), local \(local)")
                #expect(zone.milliseconds(lastShowing: local * 1000) == last * 1000, "\(shown), local \(local)")
            }
            #expect(answers.ends.count == questions.anchors.count && answers.dayEnds.count == questions.anchors.count)
            for (index, second) in questions.anchors.enumerated() {
                let parts = questions.periods[index]
                let period = try RetentionPeriod("P\(parts[0])Y\(parts[1])M\(parts[2])W\(parts[3])D")
                let anchor = try #require(Instant(millisecondsSinceEpoch: second * 1000))
                for (ends, expected) in [
                    (RetentionCalendar.PeriodEnd.instant, answers.ends), (.day, answers.dayEnds),
                ] {
                    let end = try RetentionCalendar(zone: zone, ends: ends).end(of: period, from: anchor)
                    #expect(end.secondsSinceEpoch == expected[index], "\(shown), \(anchor) \(period) \(ends)")
                }
            }
        }
    }

    /// Half of all times lie within hours of a change, and some behind the end of all tables.
    private static func questions(_ zone: CalendarZone, using generator: inout SeededGenerator) -> Questions {
        let changes = zone.file.stretches(from: 0, through: 4_000_000_000).map(\.start)
        func time() -> Int64 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: Int64.random(in: 1_000_000...4_000_000_000, using: &generator)
            case 1: Int64.random(in: 4_000_000_000...250_000_000_000, using: &generator)
            default:
                max(
                    200_000,
                    changes.randomElement(using: &generator)!
                        + [-1, 0, 1, Int64.random(in: -90_000...90_000, using: &generator)]
                        .randomElement(using: &generator)!)
            }
        }
        let periods = (0..<120).map { _ in
            [(0...20), (0...30), (0...9), (0...99)].map { Int.random(in: $0, using: &generator) }
        }
        return Questions(
            zone: zone.identifier, instants: (0..<200).map { _ in time() }, locals: (0..<200).map { _ in time() },
            anchors: periods.map { _ in time() }, periods: periods)
    }
}
