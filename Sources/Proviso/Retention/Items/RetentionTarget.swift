/// What a hold or an event is about: one item, all items of a subject or a case, or everything.
public enum RetentionTarget: Hashable, Sendable, CustomStringConvertible {
    /// One item.
    case item(RetentionID)
    /// The items of a subject, also those that are registered later.
    case subject(SubjectReference)
    /// The items of a case, also those that are registered later.
    case `case`(CaseReference)
    /// Every item.
    case everything

    /// Its word and its name: `case 26/114`.
    public var description: String { name.isEmpty ? word : word + " " + name }

    /// Its kind as a stable word: for stores.
    public var word: String {
        switch self {
        case .item: "item"
        case .subject: "subject"
        case .case: "case"
        case .everything: "everything"
        }
    }

    /// What it is called among those of its kind; empty for everything: for stores.
    public var name: String {
        switch self {
        case .item(let id): id.description
        case .subject(let subject): subject.description
        case .case(let reference): reference.description
        case .everything: ""
        }
    }

    /// A target from its word and name: for stores.
    ///
    /// - **Throws**: ``ProvisoError/Code/valueInvalid``.
    public init(word: String, name: String) throws(ProvisoError) {
        switch word {
        case "item": self = .item(try RetentionID(name))
        case "subject": self = .subject(try SubjectReference(name))
        case "case": self = .case(try CaseReference(name))
        case "everything" where name.isEmpty: self = .everything
        default:
            throw ProvisoError(
                .valueInvalid, "not a target of holds and events",
                remedy: "write item, subject, case or everything")
        }
    }

    /// Whether it covers an item.
    public func covers(_ item: RetentionItem) -> Bool {
        switch self {
        case .item(let id): id == item.id
        case .subject(let subject): subject == item.subject
        case .case(let reference): reference == item.caseReference
        case .everything: true
        }
    }
}
