/// Takes what a filter lets through.
///
/// The filter pushes: it owns the buffers, and a sink is called once for each block of input and not for each record.
public protocol RecordSink: ~Copyable {
    /// Takes the next part of the output: whole records with their line ends, and what the format has around them, such as the header of a
    /// table or the brackets of a JSON document. The bytes are lent for the call.
    ///
    /// It is called in the order of the input, and never with part of a record or with anything of a bad one. If it throws, the
    /// filter stops and throws the same.
    mutating func receive(_ records: Span<UInt8>) throws

    /// Hands on what was received and held back, because nothing more may come for a while. A sink that holds nothing back does nothing,
    /// and that is the default.
    mutating func flush() throws
}

extension RecordSink where Self: ~Copyable {
    public mutating func flush() {}
}

/// Collects records in memory.
public struct MemorySink: RecordSink, ~Copyable {
    /// The records so far.
    public private(set) var bytes: [UInt8] = []

    /// A sink without records.
    public init() {}

    public mutating func receive(_ records: Span<UInt8>) {
        // Sound: the span is lent for the call.
        unsafe records.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }
}

extension OutputFile: RecordSink {
    public mutating func receive(_ records: Span<UInt8>) throws {
        try write(records)
    }
}
