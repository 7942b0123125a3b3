internal import ProvisoCrypto

/// Counts the records and subjects that were disclosed, as far as the policy's limit asks for it.
struct DisclosureLimiter {
    let limit: DisclosureLimit
    private var recordCount = 0
    /// The subjects so far, as digests: a list of identifiers is not kept.
    private var subjects: Set<ContentDigest> = []

    init(_ limit: DisclosureLimit) {
        self.limit = limit
    }

    /// Whether one more record may be disclosed, which is then counted.
    mutating func admitsRecord() -> Bool {
        if let records = limit.records, recordCount == records { return false }
        recordCount += 1
        return true
    }

    /// The same for a record of a subject; nil is not known.
    mutating func admitsRecord(of subject: ContentDigest?) -> Bool {
        guard let subject else { return false }
        if let most = limit.subjects, subjects.count == most, !subjects.contains(subject) { return false }
        guard admitsRecord() else { return false }
        subjects.insert(subject)
        return true
    }
}
