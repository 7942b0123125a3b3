/// How much a policy lets through, so that a targeted request cannot become bulk access.
public struct DisclosureLimit: Hashable, Sendable {
    /// How many records may be disclosed.
    public let records: Int?
    /// Of how many different subjects records may be disclosed; a record whose subject is not known is left out.
    public let subjects: Int?
    /// What happens at the first record beyond: the filter stops, or this record and all others beyond are left out and counted.
    public let otherwise: Otherwise

    /// The most that a limit may be: the subjects are held in memory.
    static let range = 1...1_000_000

    /// A limit on records, on subjects, or on both.
    public init(records: Int? = nil, subjects: Int? = nil, otherwise: Otherwise = .stop) {
        precondition(records != nil || subjects != nil, "DisclosureLimit: a limit of records or of subjects")
        precondition(
            [records, subjects].allSatisfy { $0.map(Self.range.contains) ?? true },
            "DisclosureLimit: a limit lies between 1 and 1000000")
        (self.records, self.subjects, self.otherwise) = (records, subjects, otherwise)
    }
}
