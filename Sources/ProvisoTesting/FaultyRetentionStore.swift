public import Proviso
internal import Synchronization

/// A retention store that does something of yours before or after one of its calls: throws, kills the process, calls
/// another store.
///
/// ```swift
/// let store = FaultyRetentionStore(InMemoryRetentionStore(), at: .init(call: 3, moment: .after))
/// ```
public final class FaultyRetentionStore: RetentionStore {
    /// A place between two steps.
    public struct Place: Hashable, Sendable, CustomStringConvertible {
        /// Before a call reaches the store, or after it has been carried out and before the caller knows.
        public enum Moment: String, Hashable, Sendable, CaseIterable {
            /// The store knows nothing of the call.
            case before
            /// The call is carried out, and its answer is lost.
            case after
        }

        /// Which call, from 1 on.
        public let call: Int
        /// Before or after it.
        public let moment: Moment

        /// A place before or after a call.
        public init(call: Int, moment: Moment) {
            self.call = call
            self.moment = moment
        }

        /// Every place around so many calls.
        public static func all(calls: Int) -> [Place] {
            (0..<calls).flatMap { call in Moment.allCases.map { Place(call: call + 1, moment: $0) } }
        }

        /// The place, for test names.
        public var description: String { "\(moment) call \(call)" }
    }

    private let store: any RetentionStore
    private let place: Place?
    private let fault: @Sendable () throws -> Void
    private let count = Mutex(0)

    /// A store around another one. Without a place it only counts.
    public init(
        _ store: any RetentionStore, at place: Place?,
        fault: @escaping @Sendable () throws -> Void = { throw InjectedFault() }
    ) {
        self.store = store
        self.place = place
        self.fault = fault
    }

    /// How many calls there were.
    public var callCount: Int { count.withLock { $0 } }

    /// One transaction that looks.
    public func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        try call { try store.read(body) }
    }

    /// One transaction that looks and acts.
    public func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R {
        try call { try store.write(body) }
    }

    /// Removes what was deleted from the store's files.
    public func scrub() throws { try call { try store.scrub() } }

    private func call<R>(_ body: () throws -> R) throws -> R {
        let number = count.withLock { count in
            count += 1
            return count
        }
        if place == Place(call: number, moment: .before) { try fault() }
        let result = try body()
        if place == Place(call: number, moment: .after) { try fault() }
        return result
    }
}

/// The error of a call that a test wanted to fail.
public struct InjectedFault: Error, Hashable, Sendable {
    /// An error.
    public init() {}
}
