/// Takes an archive apart while its bytes arrive, in pieces of any size, and accepts the form of `Formats/Package` and nothing else.
///
/// It knows which member may follow which, and nothing of what is in them.
struct ArchiveReader: ~Copyable {
    private enum State {
        case header
        case content(remaining: Int)
        /// Zeros up to the end of a block.
        case filling(remaining: Int)
        /// Zeros after the manifest up to the archive's end.
        case padding(remaining: Int)
    }

    private var state = State.header
    private var block = ByteBuffer(capacity: TarHeader.blockByteCount)
    private var order = MemberOrder()
    private var member = MemberName.terms
    private var time: Int64?
    private var contentByteCount = 0
    /// Where the last block of the members so far ends.
    private var memberEnd = 0
    private let source: String?

    init(source: String?) {
        self.source = source
    }

    /// Takes the next piece.
    mutating func write<Receiver: ArchiveReceiver & ~Copyable>(
        _ bytes: Span<UInt8>, into receiver: inout Receiver
    ) throws {
        var start = 0
        while start < bytes.count {
            let left = bytes.count - start
            switch state {
            case .header:
                let count = min(TarHeader.blockByteCount - block.count, left)
                block.append(bytes, start..<start + count)
                start += count
                if block.count == TarHeader.blockByteCount {
                    try beginMember(into: &receiver)
                    block.removeAll()
                }
            case .content(let remaining):
                let count = min(remaining, left)
                try receiver.receive(bytes.extracting(start..<start + count))
                start += count
                state = .content(remaining: remaining - count)
                if remaining == count { try endContent(into: &receiver) }
            case .filling(let remaining):
                let count = min(remaining, left)
                try requireZeros(bytes, start..<start + count)
                start += count
                state = .filling(remaining: remaining - count)
                if remaining == count { beginBlock() }
            case .padding(let remaining):
                guard remaining > 0 else { throw wrongLength }
                let count = min(remaining, left)
                try requireZeros(bytes, start..<start + count)
                start += count
                state = .padding(remaining: remaining - count)
            }
        }
    }

    /// The archive has ended.
    consuming func finish() throws {
        switch state {
        case .padding(remaining: 0): break
        case .padding: throw wrongLength
        case .header, .content, .filling: throw truncated
        }
    }

    // MARK: - Members

    private mutating func beginMember<Receiver: ArchiveReceiver & ~Copyable>(into receiver: inout Receiver) throws {
        guard let header = block.withSpan({ TarHeader($0) }) else {
            throw failure(.tarHeader, "a header block in another form than a package has")
        }
        // What somebody else calls a file can be personal data, so only names that a member can have are told.
        guard let name = MemberName(String(decoding: header.name, as: UTF8.self)) else {
            throw failure(.tarName, "a member with a name that no member of a package has")
        }
        guard order.accepts(name) else {
            throw failure(.tarOrder, "the member '\(name.text)' where it may not stand")
        }
        if let time, time != header.time {
            throw failure(.tarTime, "the member '\(name.text)' with another time than the terms")
        }
        guard name.sizes.contains(header.size) else {
            throw failure(.tarSize, "the member '\(name.text)' with a size that it may not have")
        }
        time = header.time
        member = name
        try receiver.beginMember(name, size: header.size, time: header.time)
        state = .content(remaining: header.size)
        contentByteCount = header.size
        memberEnd += TarHeader.blockByteCount + TarHeader.paddedCount(header.size)
        if header.size == 0 { try endContent(into: &receiver) }
    }

    private mutating func endContent<Receiver: ArchiveReceiver & ~Copyable>(into receiver: inout Receiver) throws {
        try receiver.endMember()
        let filling = TarHeader.paddedCount(contentByteCount) - contentByteCount
        state = .filling(remaining: filling)
        if filling == 0 { beginBlock() }
    }

    /// What comes after a whole block: another member, or the padding after the last.
    private mutating func beginBlock() {
        state = member == .manifest ? .padding(remaining: ArchiveLength.padded(end: memberEnd) - memberEnd) : .header
    }

    // MARK: - Refusals

    private func requireZeros(_ bytes: Span<UInt8>, _ range: Range<Int>) throws {
        for index in range where bytes[index] != 0 {
            throw failure(.tarPadding, "something where zeros must be")
        }
    }

    private var wrongLength: ProvisoError {
        failure(.tarPadding, "an archive of another length than its padding gives it")
    }

    private var truncated: ProvisoError {
        failure(.tarTruncated, "an archive that ends before its manifest has")
    }

    private func failure(_ code: ProvisoError.Code, _ message: String) -> ProvisoError {
        ProvisoError(
            code, message, remedy: "do not use it; ask the sender for another",
            place: ProvisoError.Place(source: source))
    }
}

/// Takes the members of an archive, piece by piece.
protocol ArchiveReceiver: ~Copyable {
    /// A member begins.
    mutating func beginMember(_ name: MemberName, size: Int, time: Int64) throws
    /// The next piece of its content.
    mutating func receive(_ bytes: Span<UInt8>) throws
    /// It is complete.
    mutating func endMember() throws
}

/// Which member may follow which: the terms, streams of records with their parts and report, the manifest.
private struct MemberOrder {
    private var last: MemberName?
    private var streams: Set<StreamName> = []

    mutating func accepts(_ name: MemberName) -> Bool {
        guard follows(name) else { return false }
        last = name
        return true
    }

    private mutating func follows(_ name: MemberName) -> Bool {
        switch (last, name) {
        case (nil, .terms): return true
        case (.part(let stream, let number), .part(let next, let nextNumber)):
            return next == stream && nextNumber == number + 1
        case (.part(let stream, _), .report(let reported)): return reported == stream
        // A stream begins, with its first part or, without records, with its report.
        case (.terms, .part(let stream, 1)), (.report, .part(let stream, 1)), (.terms, .report(let stream)),
            (.report, .report(let stream)):
            return streams.insert(stream).inserted
        case (.report, .manifest): return true
        default: return false
        }
    }
}
