import Foundation
import Testing

@testable import Proviso

@Suite struct CalendarZoneTests {
    private static func error(_ identifier: String, folders: [String]) -> ProvisoError? {
        #expect(throws: ProvisoError.self) { try CalendarZone(identifier, folders: folders) }
    }

    private static func milliseconds(_ text: String) throws -> Int64 {
        try Instant(text).millisecondsSinceEpoch
    }

    // MARK: Names

    @Test func `universal time needs no file`() throws {
        for identifier in ["UTC", "Etc/UTC"] {
            let zone = try CalendarZone(identifier, folders: [])
            #expect(zone.description == identifier)
            #expect(zone.offset(at: .last) == 0)
        }
        #expect(try CalendarZone("UTC", folders: []) == .utc)
        #expect(try CalendarZone("Etc/UTC", folders: []) != .utc)
        #expect(CalendarZone.utc.largestStepBack == 0)
    }

    @Test(arguments: [
        "", "/", "/UTC", "UTC/", "Europe//Berlin", "..", "../Berlin", "Europe/../Berlin", "./UTC", "Europe/Berlin.txt",
        "Europe/Ber lin", "Europe\\Berlin", "Europe/Berlin\n",
        "Europe/Berlin\0", "Zürich", "\u{202E}UTC", "C:UTC", String(repeating: "a", count: 65),
    ])
    func `what is not the name of a zone is refused before anything is read`(identifier: String) throws {
        let error = Self.error(identifier, folders: ["/"])
        #expect(error?.code == .valueInvalid)
        #expect(error?.message.hasSuffix("' is not the name of a time zone") == true)
        #expect(error?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" } == true)
    }

    @Test(arguments: ["localtime", "posixrules", "Factory"])
    func `names of settings are refused`(identifier: String) throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(ZoneFileText().bytes, to: identifier)
        let error = Self.error(identifier, folders: [folder.url.path])
        #expect(error?.message == "'\(identifier)' is not a time zone but what a machine is set to")
    }

    @Test func `a zone that the machine does not have is refused, with what to do`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("Europe"), withIntermediateDirectories: false)
        // The name of a folder is not that of a zone, also through a link.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("Link"), withDestinationPath: folder.path("Europe"))
        for identifier in ["Europe/Atlantis", "Europe", "Link", "Europe/Berlin/Mitte"] {
            let error = Self.error(identifier, folders: ["/nonexistent", folder.url.path])
            #expect(error?.code == .valueInvalid)
            #expect(error?.message == "this machine has no time zone '\(identifier)'")
        }
        let error = Self.error("Europe/Berlin", folders: ["/nonexistent"])
        #expect(error?.code == .valueInvalid)
        #expect(error?.message == "this machine has no time zone data, so 'Europe/Berlin' means nothing")
        #expect(error?.remedy == "install tzdata, or write UTC")
    }

    @Test func `the first folder that has a zone counts`() throws {
        let folder = try TemporaryFolder()
        for (name, offset) in [("one", 1), ("two", 2)] {
            try FileManager.default.createDirectory(
                atPath: folder.path("\(name)/Test"), withIntermediateDirectories: true)
            var file = ZoneFileText()
            file.rule = "ABC-\(offset)"
            _ = try folder.write(file.bytes, to: "\(name)/Test/Zone_+1")
        }
        let folders = ["/nonexistent", folder.path("two"), folder.path("one")]
        #expect(try CalendarZone("Test/Zone_+1", folders: folders).offset(at: .last) == 7200)
    }

    @Test func `a file that is damaged or too large is refused at its place`() throws {
        let folder = try TemporaryFolder()
        let whole = ZoneFileText().bytes
        for bytes in [Array(whole.dropLast()), [], whole + [UInt8](repeating: 0, count: 1 << 20)] {
            let path = try folder.write(bytes, to: "Zone")
            let error = Self.error("Zone", folders: [folder.url.path])
            #expect(error?.code == .valueInvalid)
            #expect(error?.place.source == path)
            #expect(error?.remedy == "install the time zone data (tzdata) again")
        }
    }

    @Test func `zones are equal if their names are`() throws {
        let one = try ZoneFiles.zone(ZoneFileText().bytes, "One")
        var other = ZoneFileText()
        other.rule = "ABC0"
        #expect(one == (try ZoneFiles.zone(other.bytes, "One")))
        #expect(one.hashValue == (try ZoneFiles.zone(other.bytes, "One")).hashValue)
        #expect(one != (try ZoneFiles.zone(ZoneFileText().bytes, "Two")))
    }

    // MARK: Offsets

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600), ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
            ("Africa/Monrovia", "1971-01-01T00:00:00Z", -2670),
            ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000), ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
            ("Pacific/Kwajalein", "1993-08-20T00:00:00Z", -43_200),
            ("Pacific/Kwajalein", "1993-08-22T00:00:00Z", 43_200),
            ("Africa/Casablanca", "2024-03-20T00:00:00Z", 0), ("Africa/Casablanca", "2024-07-01T00:00:00Z", 3600),
            ("Asia/Tehran", "2022-07-01T00:00:00Z", 16_200), ("Asia/Tehran", "2023-07-01T00:00:00Z", 12_600),
            // Behind every table, by the rule.
            ("Europe/Berlin", "2500-07-01T00:00:00Z", 7200), ("Europe/Berlin", "2500-12-01T00:00:00Z", 3600),
            ("Europe/Dublin", "2500-07-01T00:00:00Z", 3600), ("Europe/Dublin", "2500-01-01T00:00:00Z", 0),
            ("America/Nuuk", "2500-07-01T00:00:00Z", -3600), ("America/Nuuk", "2500-01-01T00:00:00Z", -7200),
            ("Australia/Lord_Howe", "2500-01-01T00:00:00Z", 39_600),
            ("Australia/Lord_Howe", "2500-07-01T00:00:00Z", 37_800),
            ("Europe/Berlin", "9999-12-31T23:59:59Z", 3600), ("Australia/Lord_Howe", "9999-12-31T23:59:59Z", 39_600),
        ])
    func `clocks show what was decided`(identifier: String, text: String, offset: Int64) throws {
        #expect(try CalendarZone(identifier).offset(at: Instant(text)) == offset)
    }

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            ("Europe/Berlin", 3600), ("Europe/Dublin", 3600), ("Asia/Kolkata", 0),
            // Until 1985 it was an hour, and is half of one since.
            ("Australia/Lord_Howe", 3600),
            // Two hours of summer time, and a base that moved from the east of the date line to its west at once.
            ("Antarctica/Troll", 7200), ("Pacific/Apia", 3600),
        ])
    func `clocks go back by so much at most`(identifier: String, seconds: Int64) throws {
        #expect(try CalendarZone(identifier).largestStepBack == seconds)
    }

    @Test func `the largest step back is found in the rule too, and steps in a row are added up`() throws {
        var file = ZoneFileText()
        file.rule = "ABC-1DEF-3,M3.5.0,M10.5.0"
        #expect(try ZoneFiles.zone(file.bytes).largestStepBack == 7200)
        file.rule = "ABC-1"
        file.types = [3600, 7200, 10_800].map { ZoneFileText.Kind(offset: $0) }
        file.changes = [
            ZoneFileText.Change(time: 1_000_000, type: 2), ZoneFileText.Change(time: 1_000_600, type: 1),
            ZoneFileText.Change(time: 1_001_200, type: 0),
        ]
        #expect(try ZoneFiles.zone(file.bytes).largestStepBack == 7200)
        file.changes[2].time = 9_000_000
        #expect(try ZoneFiles.zone(file.bytes).largestStepBack == 3600)
        // Before 1970 nothing is counted.
        file.changes = [ZoneFileText.Change(time: -9_000_000, type: 2), ZoneFileText.Change(time: -8_000_000, type: 0)]
        #expect(try ZoneFiles.zone(file.bytes).largestStepBack == 0)
    }

    // MARK: Local time

    @Test(
        .disabled(if: ZoneFiles.isMissing, "there are no time zone files"),
        arguments: [
            // Skipped, and moved forward by an hour.
            ("Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z"),
            ("Europe/Berlin", "2026-03-29T02:00:00Z", "2026-03-29T01:00:00Z"),
            ("Europe/Berlin", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z"),
            ("Europe/Berlin", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z"),
            // Twice, and the second one.
            ("Europe/Berlin", "2026-10-25T02:00:00Z", "2026-10-25T01:00:00Z"),
            ("Europe/Berlin", "2026-10-25T02:59:59Z", "2026-10-25T01:59:59Z"),
            ("Europe/Berlin", "2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z"),
            ("Europe/Berlin", "2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z"),
            ("Australia/Lord_Howe", "2026-04-05T01:45:00Z", "2026-04-04T15:15:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:10:00Z", "2026-10-03T15:40:00Z"),
            ("Pacific/Apia", "2011-12-30T12:00:00Z", "2011-12-30T22:00:00Z"),
            ("America/Havana", "2018-11-04T00:00:00Z", "2018-11-04T05:00:00Z"),
        ])
    func `a local time is its last instant, or is moved over the gap`(zone: String, local: String, instant: String)
        throws
    {
        let zone = try CalendarZone(zone)
        #expect(try zone.milliseconds(lastShowing: Self.milliseconds(local)) == Self.milliseconds(instant))
    }

    /// Zones of which no clockmaker would approve, against the definitions.
    @Test func `local times lead back to instants by their definitions, whatever a zone does`() throws {
        var generator = SeededGenerator(seed: testSeed)
        for _ in 0..<25 {
            let zone = try ZoneFiles.randomZone(using: &generator)
            let changes = zone.file.stretches(from: 0, through: 2_000_000_000).dropFirst()
            for _ in 0..<10 {
                let near = try #require(changes.randomElement(using: &generator)).start
                let local = near + Int64.random(in: -1500...1500, using: &generator) * 60
                // Everything happens in whole minutes.
                var shown: Int64?
                var end = Int64.min
                for time in stride(from: local - 93_600, through: local + 90_000, by: 60) {
                    let difference = time + zone.file.offset(at: time) - local
                    if difference == 0 { shown = time }
                    if difference < 0 { end = time + 60 }
                }
                #expect(zone.milliseconds(atEndOfTimesBefore: local * 1000) == end * 1000, "seed \(testSeed)")
                let last = zone.milliseconds(lastShowing: local * 1000) / 1000
                #expect(last >= end && last >= shown ?? end, "seed \(testSeed)")
                if last != shown {
                    // It was skipped, and is read with the offset before.
                    let skips = changes.contains { change in
                        let before = zone.file.offset(at: change.start - 1)
                        return last == local - before && last >= change.start && change.start + change.offset > local
                    }
                    #expect(skips, "seed \(testSeed)")
                }
            }
        }
    }
}
