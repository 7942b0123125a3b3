/// What a compiled time zone file says: the offset of local time from UTC at every instant.
///
/// It is read here because nothing else serves: Foundation's named zones need ICU, about 40 MB in a static program, and the C library
/// has one zone for the whole process, taken from its environment.
///
/// - **Guarantees**: a file that is not what the format allows is refused, whatever its bytes are; so is one whose answers would be
///   incomplete or other than ``Instant`` counts: of version 1 (it ends in 2038), without a rule for the time after its last
///   change, or with leap seconds (as in the folder `right`).
/// - **Source**: RFC 9636, and RFC 8536 before it.
struct TimeZoneFile: Sendable {
    /// The largest file that is read. Those of the IANA database have up to 4 KB.
    static let byteCountLimit = 1 << 20

    /// A time over which the offset is the same, up to the next one.
    struct Stretch: Hashable, Sendable {
        /// When it begins, in seconds since 1970.
        let start: Int64
        /// Seconds east of Greenwich.
        let offset: Int64
    }

    /// Universal time, of which there need not be a file.
    static let utc = TimeZoneFile(
        firstOffset: 0, stretches: [], rule: TimeZoneRule(standard: 0, daylight: nil))

    /// Before the first change that is listed.
    private let firstOffset: Int64
    /// What is listed, in order.
    private let stretches: [Stretch]
    /// From the last of them on; they agree about its beginning.
    private let rule: TimeZoneRule

    private init(firstOffset: Int64, stretches: [Stretch], rule: TimeZoneRule) {
        self.firstOffset = firstOffset
        self.stretches = stretches
        self.rule = rule
    }

    /// Reads a file.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid`` at the place `name`.
    init(_ bytes: [UInt8], name: String) throws(ProvisoError) {
        do throws(Fault) {
            self = try Self.read(bytes)
        } catch {
            throw ProvisoError(
                .valueInvalid, "not a time zone file that can be used: \(error.message)",
                remedy: "install the time zone data (tzdata) again", place: ProvisoError.Place(source: name))
        }
    }

    /// The offset at a time from some days before 1970 to some days after 9999.
    func offset(at seconds: Int64) -> Int64 {
        guard let last = stretches.last, seconds < last.start else { return rule.offset(at: seconds) }
        let next = indexOfFirst(after: seconds)
        return next == 0 ? firstOffset : stretches[next - 1].offset
    }

    /// When the last change is that is listed; changes after it follow a rule.
    var lastListedChange: Int64 { stretches.last?.start ?? 0 }

    /// What the offset is from one time through another: the first stretch begins at `first`, and no two begin together.
    func stretches(from first: Int64, through last: Int64) -> [Stretch] {
        var result = [Stretch(start: first, offset: offset(at: first))]
        var next = indexOfFirst(after: first)
        while next < stretches.count, stretches[next].start <= last {
            result.append(stretches[next])
            next += 1
        }
        let listed = stretches.last?.start ?? first
        for stretch in rule.stretches(after: max(first, listed), through: last) {
            if result[result.count - 1].start == stretch.start { result.removeLast() }
            result.append(stretch)
        }
        return result
    }

    private func indexOfFirst(after seconds: Int64) -> Int {
        var (low, high) = (0, stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].start > seconds { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

// MARK: Reading

extension TimeZoneFile {
    private struct Fault: Error {
        let message: String

        static let end = Fault(message: "it ends early")
    }

    /// Offsets that the format allows: less than 25 hours west, less than 26 hours east.
    static let offsets: ClosedRange<Int64> = -89_999...93_599

    private static func read(_ bytes: [UInt8]) throws(Fault) -> TimeZoneFile {
        if bytes.count > byteCountLimit { throw Fault(message: "it has more than \(byteCountLimit) bytes") }
        var cursor = Cursor(rest: bytes[...])
        // First comes what readers of version 1 understand, in 32 bits.
        let old = try header(&cursor)
        _ = try cursor.take(old.byteCount(timeByteCount: 4))
        let header = try header(&cursor)
        guard header.version == old.version else { throw Fault(message: "it has two versions") }
        let (firstOffset, stretches) = try stretches(&cursor, header)
        let rule = try rule(cursor.rest, header.version)
        if let last = stretches.last, CalendarDay.epochDays.contains(last.start / 86_400),
            rule.offset(at: last.start) != last.offset
        {
            throw Fault(message: "its rule does not continue its last change")
        }
        return TimeZoneFile(firstOffset: firstOffset, stretches: stretches, rule: rule)
    }

    private static func header(_ cursor: inout Cursor) throws(Fault) -> Header {
        guard try cursor.take(4).elementsEqual("TZif".utf8) else { throw Fault(message: "it does not begin with TZif") }
        let version = try cursor.number(1)
        switch UInt8(version) {
        case 0: throw Fault(message: "it is of version 1, which ends in 2038")
        case UInt8(ascii: "2")...UInt8(ascii: "4"): break
        default: throw Fault(message: "it is of an unknown version")
        }
        // Kept free for later versions.
        _ = try cursor.take(15)
        var counts: [Int] = []
        for _ in 0..<6 {
            let count = try cursor.number(4)
            // Each thing that is counted takes at least a byte, so sums of their sizes cannot overflow.
            guard count <= cursor.rest.count else { throw Fault.end }
            counts.append(Int(count))
        }
        return Header(
            version: UInt8(version), utCount: counts[0], standardCount: counts[1], leapCount: counts[2],
            changeCount: counts[3], typeCount: counts[4], nameByteCount: counts[5])
    }

    /// The data block with 64 bits (RFC 9636 section 3.2).
    private static func stretches(
        _ cursor: inout Cursor, _ header: Header
    ) throws(Fault) -> (firstOffset: Int64, stretches: [Stretch]) {
        var times: [Int64] = []
        for _ in 0..<header.changeCount { times.append(Int64(bitPattern: try cursor.number(8))) }
        guard zip(times, times.dropFirst()).allSatisfy(<) else {
            throw Fault(message: "its changes are not in order")
        }
        let kinds = try cursor.take(header.changeCount)
        guard kinds.allSatisfy({ $0 < header.typeCount }) else {
            throw Fault(message: "it names no offset for a change")
        }
        let types = try cursor.take(header.typeCount * 6)
        let names = try cursor.take(header.nameByteCount)
        guard header.leapCount == 0 else { throw Fault(message: "it counts leap seconds") }
        let isStandard = try cursor.take(header.standardCount)
        let isUT = try cursor.take(header.utCount)
        guard [0, header.typeCount].contains(isStandard.count), [0, header.typeCount].contains(isUT.count),
            (isStandard + isUT).allSatisfy({ $0 <= 1 }),
            // What was given in universal time was given in standard time.
            isUT.indices.allSatisfy({ isUT[$0] == 0 || isStandard.dropFirst($0 - isUT.startIndex).first == 1 })
        else { throw Fault(message: "its indicators are not those of its offsets") }

        var typeCursor = Cursor(rest: types)
        var offsets: [Int64] = []
        while !typeCursor.rest.isEmpty {
            let offset = Int64(Int32(truncatingIfNeeded: try typeCursor.number(4)))
            let isDaylight = try typeCursor.number(1)
            let name = names.dropFirst(Int(try typeCursor.number(1)))
            guard Self.offsets.contains(offset), isDaylight <= 1, name.contains(0) else {
                throw Fault(message: "it has an offset that cannot be")
            }
            offsets.append(offset)
        }
        guard let first = offsets.first else { throw Fault(message: "it has no offset") }
        let stretches = zip(times, kinds).map { Stretch(start: $0, offset: offsets[Int($1)]) }
        return (first, stretches)
    }

    private static func rule(_ footer: ArraySlice<UInt8>, _ version: UInt8) throws(Fault) -> TimeZoneRule {
        let lineFeed = UInt8(ascii: "\n")
        guard footer.count >= 2, footer.first == lineFeed, footer.last == lineFeed else {
            throw Fault(message: "it does not end with its rule")
        }
        let text = footer.dropFirst().dropLast()
        if text.isEmpty { throw Fault(message: "it does not say what follows its last change") }
        guard let rule = TimeZoneRule(text, extended: version > UInt8(ascii: "2")) else {
            throw Fault(message: "its last line is not a rule")
        }
        return rule
    }

    private struct Header {
        let version: UInt8
        let utCount: Int
        let standardCount: Int
        let leapCount: Int
        let changeCount: Int
        let typeCount: Int
        let nameByteCount: Int

        func byteCount(timeByteCount: Int) -> Int {
            changeCount * (timeByteCount + 1) + typeCount * 6 + nameByteCount + leapCount * (timeByteCount + 4)
                + standardCount + utCount
        }
    }

    private struct Cursor {
        private(set) var rest: ArraySlice<UInt8>

        mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
            guard count <= rest.count else { throw Fault.end }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        mutating func number(_ byteCount: Int) throws(Fault) -> UInt64 {
            try take(byteCount).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
