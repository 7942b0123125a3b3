import Proviso
import Synchronization

/// Calls several stores in turn: what one connection has done, the next one must see.
final class AlternatingStore: RetentionStore {
    private let stores: [any RetentionStore]
    private let next = Mutex(0)

    init(_ stores: [any RetentionStore]) {
        self.stores = stores
    }

    private var store: any RetentionStore {
        next.withLock { next in
            next += 1
            return stores[next % stores.count]
        }
    }

    func read<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R { try store.read(body) }
    func write<R>(_ body: (any RetentionTransaction) throws -> R) throws -> R { try store.write(body) }
}
