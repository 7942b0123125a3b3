internal import Synchronization

/// The schedules that were read from a store, so that each is read once.
final class ScheduleCache: Sendable {
    private let schedules = Mutex<[String: RetentionSchedule]>([:])

    /// The versions that a transaction sees.
    ///
    /// - **Throws**: ``ProvisoError/Code/storeDamaged`` for a text that is no schedule: it was one when it was adopted.
    func versions(in store: any RetentionTransaction) throws -> AdoptedVersions {
        AdoptedVersions(
            all: try store.schedules().map { adopted in
                (adopted, try schedule(adopted))
            })
    }

    private func schedule(_ adopted: AdoptedSchedule) throws -> RetentionSchedule {
        if let known = schedules.withLock({ $0[adopted.text] }) { return known }
        guard let schedule = try? RetentionSchedule(text: adopted.text), schedule.version == adopted.version else {
            throw ProvisoError(
                .storeDamaged, "version \(adopted.version) of the schedule cannot be read",
                remedy: "install the time zones that it names, or restore the database from a backup")
        }
        schedules.withLock { $0[adopted.text] = schedule }
        return schedule
    }
}
