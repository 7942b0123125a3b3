/// Cuts a stream of records into parts.
struct PartSink: RecordSink, ~Copyable {
    private let archive: ArchiveWriter
    private let name: StreamName
    private var part = ByteBuffer(capacity: 64 * 1024)
    private var number = 0

    /// No part is larger, unless it is one record.
    static let byteLimit = 8 * 1024 * 1024

    init(archive: ArchiveWriter, name: StreamName) {
        self.archive = archive
        self.name = name
    }

    mutating func receive(_ records: Span<UInt8>) throws {
        var start = 0
        while start < records.count {
            let room = Self.byteLimit - part.count
            if records.count - start <= room {
                part.append(records, start..<records.count)
                return
            }
            let end = Self.endOfRecords(records, from: start, within: room)
            if end > start { part.append(records, start..<end) }
            start = end
            if part.count == 0 {
                // One record that is larger than a part has a part of its own.
                takeRecord(records, &start)
            }
            try writePart()
        }
    }

    mutating func finish() throws {
        if part.count > 0 { try writePart() }
    }

    private mutating func takeRecord(_ records: Span<UInt8>, _ start: inout Int) {
        let lineFeed = CLibrary.lineFeed(in: records, from: start) ?? records.count - 1
        part.append(records, start..<lineFeed + 1)
        start = lineFeed + 1
    }

    /// Where the last whole record ends that fits; `start` if none does.
    private static func endOfRecords(_ records: Span<UInt8>, from start: Int, within room: Int) -> Int {
        var index = start + room
        while index > start {
            if records[index - 1] == UInt8(ascii: "\n") { return index }
            index -= 1
        }
        return start
    }

    private mutating func writePart() throws {
        number += 1
        guard number <= MemberName.partLimit else {
            throw ProvisoError(
                .valueInvalid, "more than \(MemberName.partLimit) parts of records",
                remedy: "split them into several packages")
        }
        try part.withSpan { try archive.add(.part(stream: name, number: number), $0) }
        part.removeAll()
    }
}
