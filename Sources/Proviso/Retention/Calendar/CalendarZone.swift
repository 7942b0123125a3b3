/// A time zone of the IANA database, such as `Europe/Berlin`: what clocks there show at an instant, and when they show a day.
///
/// Two zones are equal if their identifiers are. `UTC` and `Etc/UTC` are two zones in this sense, and so are `Asia/Calcutta` and
/// `Asia/Kolkata`: which names mean the same changes from one version of the database to the next.
///
/// - **Guarantees**: what a zone says does not change while the program runs; the environment (`TZ`, `TZDIR`) has no influence.
/// - **Does not guarantee**: the same answers on two machines, or after an update: governments change their clocks, and the zone data of the
///   machine say what was decided when they were made. Days that lie years ahead can move by an hour or two.
/// - **Cost**: making one reads a file of about 2 KB; copying it is cheap.
/// - **Source**: RFC 9636; the files that are read are those of the operating system.
public struct CalendarZone: Hashable, Sendable, CustomStringConvertible {
    /// Universal time, `UTC`, which needs no file.
    public static let utc = CalendarZone(identifier: "UTC", file: .utc)

    /// Its name in the database.
    public let identifier: String
    let file: TimeZoneFile

    /// The zone of a name. `UTC` and `Etc/UTC` need no file; for others the operating system must have the zone data.
    ///
    /// Names are case-sensitive: parts of ASCII letters, digits, `_`, `+` and `-`, joined by `/`, of at most 64 bytes in all. `localtime`,
    /// `posixrules` and `Factory` are refused, because they stand for a machine's settings.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` for what is not such a name, for a zone that this machine does not have,
    ///   and for a file that is damaged or counts leap seconds; ``ProvisoError/Code/storeFailed`` if the operating system
    ///   refuses to read it.
    public init(_ identifier: String) throws(ProvisoError) {
        try self.init(identifier, folders: Self.folders)
    }

    /// The zone of a name, looked for in these folders, of which the first that has it counts.
    init(_ identifier: String, folders: [String]) throws(ProvisoError) {
        guard Self.isIdentifier(identifier) else {
            throw ProvisoError(
                .valueInvalid, "'\(printable(identifier))' is not the name of a time zone",
                remedy: "write a name like Europe/Berlin, or UTC")
        }
        if Self.settings.contains(identifier) {
            throw ProvisoError(
                .valueInvalid, "'\(identifier)' is not a time zone but what a machine is set to",
                remedy: "write a name like Europe/Berlin, or UTC")
        }
        if ["UTC", "Etc/UTC"].contains(identifier) {
            self.init(identifier: identifier, file: .utc)
            return
        }
        for folder in folders {
            if let file = try Self.file("\(folder)/\(identifier)") {
                self.init(identifier: identifier, file: file)
                return
            }
        }
        throw Self.unknown(identifier, hasData: folders.contains { Self.isFolder($0) })
    }

    init(identifier: String, file: TimeZoneFile) {
        self.identifier = identifier
        self.file = file
    }

    /// The identifier.
    public var description: String { identifier }

    /// Zones are equal if their identifiers are.
    public static func == (left: CalendarZone, right: CalendarZone) -> Bool {
        left.identifier == right.identifier
    }

    /// Hashes the identifier.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(identifier)
    }

    /// Seconds that clocks are ahead of UTC, or behind it if negative.
    func offset(at instant: Instant) -> Int64 {
        file.offset(at: instant.secondsSinceEpoch)
    }

    // MARK: Finding

    /// Where systems keep the database, those of Linux before that of macOS.
    private static let folders = [
        "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
        "/var/db/timezone/zoneinfo",
    ]

    /// Names in those folders that are not the database's.
    private static let settings = ["localtime", "posixrules", "Factory"]

    /// Without a dot, so that no name leads out of the folders.
    private static func isIdentifier(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return text.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        switch byte {
                        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
                            UInt8(ascii: "-"):
                            true
                        default: false
                        }
                    }
            }
    }

    /// The file at a path; nil if there is none, or a folder such as `Europe`.
    private static func file(_ path: String) throws(ProvisoError) -> TimeZoneFile? {
        let contents: [UInt8]?
        do throws(ProvisoError) {
            contents = try InputFile(path).contents(limit: TimeZoneFile.byteCountLimit)
        } catch {
            if error.code == .storeMissing || isFolder(path) { return nil }
            throw error
        }
        guard let contents else {
            throw ProvisoError(
                .valueInvalid, "not a time zone file: it is too large",
                remedy: "install the time zone data (tzdata) again", place: ProvisoError.Place(source: path))
        }
        return try TimeZoneFile(contents, name: path)
    }

    /// Also through a link.
    private static func isFolder(_ path: String) -> Bool {
        guard let descriptor = try? CLibrary.openFolder(path + "/.") else { return false }
        CLibrary.closeFile(descriptor)
        return true
    }

    private static func unknown(_ identifier: String, hasData: Bool) -> ProvisoError {
        hasData
            ? ProvisoError(
                .valueInvalid, "this machine has no time zone '\(identifier)'",
                remedy: "write a name like Europe/Berlin, or install newer time zone data (tzdata; tzdata-legacy for "
                    + "names that were given up)")
            : ProvisoError(
                .valueInvalid, "this machine has no time zone data, so '\(identifier)' means nothing",
                remedy: "install tzdata, or write UTC")
    }
}
