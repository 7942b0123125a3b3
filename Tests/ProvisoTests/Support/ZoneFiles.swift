import Foundation

@testable import Proviso

/// The time zone files of this machine, and such as no government has thought of.
enum ZoneFiles {
    /// Where Debian, macOS through a link, and most others have them.
    static let folder = URL(filePath: "/usr/share/zoneinfo")

    /// Whether this machine has no zone data, so that tests about real zones have nothing to read.
    static var isMissing: Bool { (try? CalendarZone("Europe/Berlin")) == nil }

    /// Where Python looks too, if its files are in the usual place.
    static var isFolderMissing: Bool {
        !FileManager.default.fileExists(atPath: folder.appending(path: "Europe/Berlin").path)
    }

    /// Whether there is a Python without `zoneinfo`, which came with 3.9.
    static let isPythonTooOld: Bool = {
        let program = """
            try:
                import zoneinfo
                print("false")
            except ImportError:
                print("true")
            """
        return !Python.isMissing && (try? Python.run(program, input: [0], as: Bool.self)) != false
    }()

    static func bytes(of identifier: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: identifier)))
    }

    /// Some zones that differ from one another in what they do to their clocks.
    static let identifiers = [
        "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg", "Africa/Monrovia",
        "America/Argentina/San_Luis",
        "America/Asuncion", "America/Caracas", "America/Havana", "America/Los_Angeles", "America/Mexico_City",
        "America/New_York", "America/Nuuk",
        "America/Santiago", "America/Sao_Paulo", "America/Scoresbysund", "America/St_Johns", "Antarctica/Casey",
        "Antarctica/Troll", "Asia/Amman",
        "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Pyongyang",
        "Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores",
        "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul",
        "Europe/Lisbon", "Europe/London",
        "Europe/Moscow", "Pacific/Apia", "Pacific/Chatham", "Pacific/Easter", "Pacific/Kiritimati",
        "Pacific/Kwajalein",
    ]

    static func zone(_ bytes: [UInt8], _ identifier: String = "Test/Zone") throws -> CalendarZone {
        CalendarZone(identifier: identifier, file: try TimeZoneFile(bytes, name: identifier))
    }

    /// A zone with changes within hours of one another, forward and back over up to a day, which go on in a rule. All in whole minutes.
    static func randomZone(using generator: inout SeededGenerator) throws -> CalendarZone {
        func offset() -> Int32 {
            let limit: Int32 = Bool.random(using: &generator) ? 120 : 1400
            return Int32.random(in: -limit...limit, using: &generator) * 60
        }
        var file = ZoneFileText()
        file.version = "3"
        file.types = (0..<Int.random(in: 2...12, using: &generator)).map { _ in ZoneFileText.Kind(offset: offset()) }
        // The last type is the rule's.
        file.types.append(ZoneFileText.Kind(offset: -3600))
        var time = Int64.random(in: -10_000...15_000_000, using: &generator) * 60
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            let pause: Int64 = Bool.random(using: &generator) ? 300_000 : 1000
            time += Int64.random(in: 1...pause, using: &generator) * 60
            let type = UInt8.random(in: 0..<UInt8(file.types.count), using: &generator)
            file.changes.append(ZoneFileText.Change(time: time, type: type))
        }
        // A day in June, when the rule's other offset does not hold.
        let june = try CalendarDay("2030-06-15").daysSinceEpoch * 86_400
        file.changes.append(ZoneFileText.Change(time: june, type: UInt8(file.types.count - 1)))
        let back = Int.random(in: -20...20, using: &generator)
        file.rule = "<-01>1XYZ\(back),M10.5.0/\(Int.random(in: -99...99, using: &generator)),J20/13"
        return try zone(file.bytes)
    }
}

/// A time zone file in its parts.
struct ZoneFileText {
    struct Change {
        var time: Int64
        var type: UInt8
    }

    struct Kind {
        var offset: Int32
        var isDaylight: UInt8 = 0
        var name: UInt8 = 0
    }

    var magic = "TZif"
    var version: Character = "2"
    var secondVersion: Character?
    var changes: [Change] = []
    var types = [Kind(offset: 3600), Kind(offset: 7200, isDaylight: 1)]
    var names = Array("ABC\0".utf8)
    var leapCount: UInt32 = 0
    var isStandard: [UInt8] = []
    var isUT: [UInt8] = []
    var rule = "<+01>-1"
    var end = "\n"

    var bytes: [UInt8] {
        let counts = [isUT.count, isStandard.count, Int(leapCount), changes.count, types.count, names.count]
        var result = Array("\(magic)\(version)".utf8) + [UInt8](repeating: 0, count: 15)
        // What readers of version 1 see is one offset.
        for count in [0, 0, 0, 0, 1, 1] { result += Self.bytes(UInt32(count)) }
        result += [0, 0, 0, 0, 0, 0, 0]
        result += Array("\(magic)\(secondVersion ?? version)".utf8) + [UInt8](repeating: 0, count: 15)
        for count in counts { result += Self.bytes(UInt32(count)) }
        for change in changes { result += Self.bytes(UInt64(bitPattern: change.time)) }
        result += changes.map(\.type)
        for type in types { result += Self.bytes(UInt32(bitPattern: type.offset)) + [type.isDaylight, type.name] }
        result += names
        result += [UInt8](repeating: 0, count: 12 * Int(leapCount))
        return result + isStandard + isUT + Array("\n\(rule)\(end)".utf8)
    }

    private static func bytes(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
