internal import ProvisoCrypto

extension RecordFilter {
    /// Filters records that arrive in pieces, as they arrive.
    ///
    /// ```swift
    /// for try await records in filter.minimize(request.body) { try await response.write(records) }
    /// ```
    ///
    /// - Parameters:
    ///   - source: the input in pieces of any size: byte buffers, arrays, `Data`.
    ///   - whenDone: is given the report when the input has ended.
    /// - **Guarantees**: the output does not depend on the pieces. At a bad record all before it is given, and then the error is thrown.
    /// - **Cost**: one copy of what is let through; the input is not held, but for a record that is cut off.
    public func minimize<Source: AsyncSequence>(
        _ source: Source, whenDone: @escaping @Sendable (FilterReport) -> Void = { _ in }
    ) -> MinimizedSequence<Source> where Source.Element: Sequence<UInt8> {
        MinimizedSequence(filter: self, source: source, whenDone: whenDone)
    }

    /// Filters records that arrive byte by byte, as from `URL.resourceBytes`.
    ///
    /// - Parameters:
    ///   - source: the input.
    ///   - whenDone: is given the report when the input has ended.
    /// - **Guarantees**: those for an input in pieces.
    public func minimize<Source: AsyncSequence>(
        _ source: Source, whenDone: @escaping @Sendable (FilterReport) -> Void = { _ in }
    ) -> MinimizedSequence<ByteLines<Source>> where Source.Element == UInt8 {
        MinimizedSequence(filter: self, source: ByteLines(source: source), whenDone: whenDone)
    }
}

/// What a filter lets through of an input that arrives in pieces.
public struct MinimizedSequence<Source: AsyncSequence>: AsyncSequence where Source.Element: Sequence<UInt8> {
    fileprivate let filter: RecordFilter
    fileprivate let source: Source
    fileprivate let whenDone: @Sendable (FilterReport) -> Void

    /// An iterator, which begins to filter.
    public func makeAsyncIterator() -> Iterator {
        Iterator(run: Run(filter), source: source.makeAsyncIterator(), whenDone: whenDone)
    }

    /// Gives the output piece by piece: whole records, with what the format has around them.
    public struct Iterator: AsyncIteratorProtocol {
        private let run: Run
        private var source: Source.AsyncIterator
        private let whenDone: @Sendable (FilterReport) -> Void

        fileprivate init(run: Run, source: Source.AsyncIterator, whenDone: @escaping @Sendable (FilterReport) -> Void) {
            self.run = run
            self.source = source
            self.whenDone = whenDone
        }

        /// The next part of the output, or nil at its end.
        ///
        /// - **Throws**: what the source throws, and as ``FilterRun/write(_:into:)``.
        public mutating func next() async throws -> [UInt8]? {
            while true {
                if let failure = run.failure { throw failure }
                guard !run.isOver else { return nil }
                let output: [UInt8]
                if let piece = try await source.next() {
                    output = run.write(piece)
                } else {
                    output = run.finish(whenDone)
                }
                // What came before a fault is given first.
                if !output.isEmpty { return output }
            }
        }
    }

    /// A run, which cannot be copied, in a place that an iterator can hold.
    fileprivate final class Run {
        private var run: FilterRun?
        private(set) var failure: (any Error)?

        init(_ filter: RecordFilter) {
            run = filter.start()
        }

        var isOver: Bool { run == nil }

        func write(_ piece: some Sequence<UInt8>) -> [UInt8] {
            var sink = MemorySink()
            do {
                let bytes = Array(piece)
                try run!.write(bytes.span, into: &sink)
            } catch {
                failure = error
            }
            return sink.bytes
        }

        func finish(_ whenDone: (FilterReport) -> Void) -> [UInt8] {
            var sink = MemorySink()
            do {
                let run = self.run.take()!
                whenDone(try run.finish(into: &sink))
            } catch {
                failure = error
            }
            return sink.bytes
        }
    }
}

/// It can be handed to another task before it is begun, such as the one that writes a response.
extension MinimizedSequence: Sendable where Source: Sendable {}

/// Bytes that arrive one by one, in pieces that end with a line.
public struct ByteLines<Source: AsyncSequence>: AsyncSequence where Source.Element == UInt8 {
    fileprivate let source: Source

    /// An iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(source: source.makeAsyncIterator())
    }

    /// Gives the bytes in pieces.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var source: Source.AsyncIterator

        /// A piece must not grow with its line.
        private static var largestByteCount: Int { 64 * 1024 }

        /// The bytes up to the next line feed, or as many as a piece may have; nil at the end.
        public mutating func next() async throws -> [UInt8]? {
            var piece: [UInt8] = []
            while piece.count < Self.largestByteCount, let byte = try await source.next() {
                piece.append(byte)
                if byte == UInt8(ascii: "\n") { break }
            }
            return piece.isEmpty ? nil : piece
        }
    }
}

/// As its source.
extension ByteLines: Sendable where Source: Sendable {}
