import Foundation
import Testing

@testable import Proviso

@Suite struct TimeZoneFileTests {
    private static func change(_ time: Int64, _ type: UInt8) -> ZoneFileText.Change {
        ZoneFileText.Change(time: time, type: type)
    }

    /// Two changes, and summer time from then on.
    private static var example: ZoneFileText {
        var file = ZoneFileText()
        file.changes = [change(1_000_000, 1), change(10_000_000, 0)]
        file.rule = "CET-1CEST,M6.1.0,M8.1.0/3"
        return file
    }

    private static func message(_ bytes: [UInt8]) -> String? {
        do {
            _ = try TimeZoneFile(bytes, name: "/zones/Test")
            return nil
        } catch {
            #expect(error.code == .valueInvalid)
            #expect(error.place.source == "/zones/Test")
            return error.message
        }
    }

    // MARK: Reading

    @Test func `offsets are those of the first type, of the changes, and then of the rule`() throws {
        let file = try TimeZoneFile(Self.example.bytes, name: "")
        let times: [(Int64, Int64)] = [
            (-10_000_000_000, 3600), (999_999, 3600), (1_000_000, 7200), (9_999_999, 7200), (10_000_000, 3600),
            // 1970-06-07T01:00:00Z
            (13_568_399, 3600), (13_568_400, 7200),
        ]
        for (time, offset) in times { #expect(file.offset(at: time) == offset) }
        #expect(file.lastListedChange == 10_000_000)
        let stretches = file.stretches(from: 500_000, through: 13_568_400)
        #expect(stretches.map(\.start) == [500_000, 1_000_000, 10_000_000, 13_568_400])
        #expect(stretches.map(\.offset) == [3600, 7200, 3600, 7200])
    }

    @Test func `a file without changes has its rule at all times`() throws {
        var text = ZoneFileText()
        text.rule = "CET-2CEST,M6.1.0,M8.1.0/3"
        let file = try TimeZoneFile(text.bytes, name: "")
        #expect(file.offset(at: 0) == 7200)
        #expect(file.offset(at: 15_000_000) == 10_800)
        #expect(file.stretches(from: -100, through: 40_000_000).count == 3)
    }

    @Test(arguments: ["2", "3", "4"] as [Character])
    func `versions with 64 bits are read`(version: Character) throws {
        var file = Self.example
        file.version = version
        #expect(Self.message(file.bytes) == nil)
    }

    @Test(.disabled(if: ZoneFiles.isFolderMissing, "there are no time zone files"))
    func `every file of this machine is read, but for those that count leap seconds`() throws {
        let paths = try #require(FileManager.default.enumerator(atPath: ZoneFiles.folder.path))
        var counts = (read: 0, leap: 0)
        for case let path as String in paths {
            guard let data = try? Data(contentsOf: ZoneFiles.folder.appending(path: path)),
                data.starts(with: "TZif".utf8)
            else { continue }
            let message = Self.message(Array(data))
            if message?.hasSuffix("it counts leap seconds") == true, path.hasPrefix("right/") {
                counts.leap += 1
            } else {
                #expect(message == nil, "\(path)")
                counts.read += 1
            }
        }
        #expect(counts.read > 100)
    }

    // MARK: Refusing

    private static let faults: [(String, @Sendable (inout ZoneFileText) -> Void)] = [
        ("it does not begin with TZif", { $0.magic = "TZIF" }),
        ("it is of version 1, which ends in 2038", { $0.version = "\0" }),
        ("it is of an unknown version", { $0.version = "1" }),
        ("it is of an unknown version", { $0.version = "5" }),
        ("it has two versions", { $0.secondVersion = "3" }),
        ("it counts leap seconds", { $0.leapCount = 1 }),
        ("its changes are not in order", { $0.changes[1].time = 1_000_000 }),
        ("its changes are not in order", { $0.changes[0].time = .max }),
        ("it names no offset for a change", { $0.changes[0].type = 2 }),
        ("it has an offset that cannot be", { $0.types[0].offset = 93_600 }),
        ("it has an offset that cannot be", { $0.types[0].offset = -90_000 }),
        ("it has an offset that cannot be", { $0.types[0].offset = .min }),
        ("it has an offset that cannot be", { $0.types[0].isDaylight = 2 }),
        ("it has an offset that cannot be", { $0.types[0].name = 4 }),
        ("it has an offset that cannot be", { $0.names = Array("ABC".utf8) }),
        ("its indicators are not those of its offsets", { $0.isStandard = [1] }),
        ("its indicators are not those of its offsets", { $0.isUT = [1, 0] }),
        ("its indicators are not those of its offsets", { ($0.isUT, $0.isStandard) = ([1, 0], [0, 1]) }),
        ("its indicators are not those of its offsets", { ($0.isUT, $0.isStandard) = ([0, 0], [0, 2]) }),
        ("it does not say what follows its last change", { $0.rule = "" }),
        ("its last line is not a rule", { $0.rule = "CET" }),
        ("its last line is not a rule", { $0.rule = "CET-1\nCET-1" }),
        ("its last line is not a rule", { $0.rule = "CET-1CEST,M6.1.0/-1,M8.1.0/3" }),
        ("its rule does not continue its last change", { $0.rule = "CET-2" }),
        ("it does not end with its rule", { $0.end = "" }),
        ("it does not end with its rule", { $0.end = "\nmore" }),
        ("it has no offset", { ($0.types, $0.changes) = ([], []) }),
    ]

    @Test(arguments: faults.indices)
    func `what the format does not allow, or does not say, is refused with its reason`(index: Int) {
        let (expected, spoil) = Self.faults[index]
        var file = Self.example
        spoil(&file)
        #expect(Self.message(file.bytes) == "not a time zone file that can be used: \(expected)")
    }

    @Test func `indicators that are complete are read over`() {
        var file = Self.example
        (file.isUT, file.isStandard) = ([1, 0], [1, 1])
        #expect(Self.message(file.bytes) == nil)
    }

    @Test func `counts that no file can have are refused without counting`() {
        let bytes = Self.example.bytes
        // Both headers: six counts of four bytes each.
        let headers = [20, 44 + 7 + 20]
        for start in headers {
            for place in stride(from: start, to: start + 24, by: 4) {
                var spoiled = bytes
                spoiled.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
                #expect(Self.message(spoiled) == "not a time zone file that can be used: it ends early")
            }
        }
    }

    @Test func `a file of the largest size is read, and a larger one is not`() {
        var file = Self.example
        file.names += [UInt8](repeating: 0, count: TimeZoneFile.byteCountLimit - file.bytes.count)
        #expect(Self.message(file.bytes) == nil)
        file.names.append(0)
        #expect(Self.message(file.bytes)?.hasSuffix("it has more than 1048576 bytes") == true)
    }

    // MARK: Hostile bytes

    private static var originals: [[UInt8]] {
        get throws {
            var result = [example.bytes]
            if !ZoneFiles.isFolderMissing {
                for name in ["Europe/Berlin", "America/Nuuk", "Etc/UTC"] {
                    result.append(try ZoneFiles.bytes(of: name))
                }
            }
            return result
        }
    }

    @Test func `a file that was cut anywhere is refused`() throws {
        for bytes in try Self.originals {
            for count in bytes.indices { #expect(Self.message(Array(bytes.prefix(count))) != nil) }
            #expect(Self.message(bytes) == nil)
        }
    }

    /// Everything that is asked of a zone, at the ends of time and in between.
    private static func use(_ zone: CalendarZone, using generator: inout SeededGenerator) throws {
        let last = Instant.last.millisecondsSinceEpoch
        let period = try RetentionPeriod("P1Y1M1W1D")
        for end in RetentionCalendar.PeriodEnd.allCases {
            let calendar = RetentionCalendar(zone: zone, ends: end)
            for milliseconds in [0, Int64.random(in: 0...last, using: &generator), last] {
                let instant = try #require(Instant(millisecondsSinceEpoch: milliseconds))
                #expect(TimeZoneFile.offsets.contains(zone.offset(at: instant)))
                let day = calendar.day(of: instant)
                _ = calendar.startOfDay(day)
                if let end = try? calendar.end(of: period, from: instant) { #expect(end > instant) }
                _ = calendar.latestAnchor(ofPeriod: period, endingBy: instant)
            }
        }
        #expect(zone.largestStepBack >= 0)
    }

    @Test func `a file with changed bytes is refused, or is a zone that answers`() throws {
        var generator = SeededGenerator(seed: testSeed)
        let originals = try Self.originals
        var counts = (read: 0, refused: 0)
        for round in 0..<4000 {
            var bytes = originals[round % originals.count]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator)!
                case 1 where bytes.count > 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                }
            }
            guard let zone = try? ZoneFiles.zone(bytes) else {
                counts.refused += 1
                continue
            }
            counts.read += 1
            try Self.use(zone, using: &generator)
        }
        #expect(counts.read > 200 && counts.refused > 200, "seed \(testSeed): \(counts)")
    }

    @Test func `a change at any time that can be written is survived`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for time: Int64 in [.min, -1 << 59, -62_135_596_800, -1, 0, 253_402_300_799, 1 << 59, .max - 1, .max] {
            var file = ZoneFileText()
            file.changes = [Self.change(time, 0)]
            try Self.use(try ZoneFiles.zone(file.bytes), using: &generator)
        }
    }

    @Test func `a change in every second of a month is survived`() throws {
        var generator = SeededGenerator(seed: testSeed)
        var file = ZoneFileText()
        file.types += [ZoneFileText.Kind(offset: -89_999), ZoneFileText.Kind(offset: 93_599)]
        file.changes = (0..<100_000).map { Self.change(800_000_000 + $0, UInt8($0 % 4)) }
        file.changes.append(Self.change(900_000_000, 0))
        let zone = try ZoneFiles.zone(file.bytes)
        try Self.use(zone, using: &generator)
        let calendar = RetentionCalendar(zone: zone)
        let instant = try #require(Instant(millisecondsSinceEpoch: 800_050_000_000))
        #expect(try calendar.end(of: RetentionPeriod("P0D"), from: instant) > instant)
    }
}
