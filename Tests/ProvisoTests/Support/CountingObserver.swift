import Proviso
import Synchronization

/// An observer that remembers what it was told, and refuses where a test wants it to.
final class CountingObserver: ProcessingObserver {
    struct Refusal: Error {}

    private let told = Mutex<[ProcessingOperation]>([])
    private let refuses: Bool

    init(refuses: Bool = false) {
        self.refuses = refuses
    }

    var operations: [ProcessingOperation] { told.withLock { $0 } }

    func willPerform(_ operation: ProcessingOperation) throws {
        told.withLock { $0.append(operation) }
        if refuses { throw Refusal() }
    }
}
