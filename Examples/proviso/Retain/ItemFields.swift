import Proviso
import Shared

/// What is said of an item on the command line, or on a line of a file: texts that nobody has checked.
struct ItemFields {
    /// What can be said of an item, by the name of its option and its member.
    enum Name: String, CaseIterable {
        case id, category, purpose
        case subjectCategory = "subject-category"
        case subject
        case caseReference = "case"
        case created, received
        case eraseBy = "erase-by"
        case validateBy = "validate-by"
        case authorization, parts
    }

    /// What is wrong with an item, and with which of its fields.
    struct Fault: Error {
        /// Nil if it is wrong with several of them together.
        let field: Name?
        let error: ProvisoError
    }

    var texts: [Name: String] = [:]
    /// Each an eraser, a colon and a locator.
    var parts: [String] = []

    /// The item.
    ///
    /// - Parameter created: when it came into being, if nothing is said of that.
    func item(created: Instant?) throws(Fault) -> RetentionItem {
        let id = try needed(.id) { text throws(ProvisoError) in try RetentionID(text) }
        let labels = try labels()
        let subject = try value(.subject) { text throws(ProvisoError) in try SubjectReference(text) }
        let caseReference = try value(.caseReference) { text throws(ProvisoError) in try CaseReference(text) }
        let stated = try instant(.created)
        guard let created = stated ?? created else { throw Self.missing(.created) }
        let dates = (
            received: try instant(.received), eraseBy: try instant(.eraseBy), validateBy: try instant(.validateBy)
        )
        let authorization = try value(.authorization) { text throws(ProvisoError) in try StatementDigest(text) }
        if parts.isEmpty { throw Self.missing(.parts) }
        var erasable: [ErasablePart] = []
        for text in parts { erasable.append(try Self.part(text)) }
        let item: RetentionItem
        do throws(ProvisoError) {
            item = try RetentionItem(
                id: id, labels: labels, subject: subject, caseReference: caseReference, created: created,
                received: dates.received, eraseBy: dates.eraseBy, validateBy: dates.validateBy,
                authorization: authorization, parts: erasable)
        } catch {
            throw Fault(field: nil, error: error)
        }
        try Self.check(item)
        return item
    }

    /// Each label by itself, so that it is known which one is wrong.
    private func labels() throws(Fault) -> RetentionLabels {
        var labels = try needed(.category) { text throws(ProvisoError) in try RetentionLabels(category: text) }
        let category = labels.category
        if let purpose = texts[.purpose] {
            labels = try needed(.purpose) { _ throws(ProvisoError) in
                try RetentionLabels(category: category, purpose: purpose)
            }
        }
        if let word = texts[.subjectCategory] {
            let purpose = labels.purpose
            labels = try needed(.subjectCategory) { _ throws(ProvisoError) in
                try RetentionLabels(category: category, purpose: purpose, subjectCategory: word)
            }
        }
        return labels
    }

    private static func part(_ text: String) throws(Fault) -> ErasablePart {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2, halves[0] == FileEraser.name else {
            throw Fault(
                field: .parts,
                error: ProvisoError(
                    .erasureRefused, "there is no eraser for a part",
                    remedy: "write \(FileEraser.name): and the path of a file, which begins with /"))
        }
        do throws(ProvisoError) {
            return try ErasablePart(eraser: halves[0], locator: halves[1])
        } catch {
            throw Fault(field: .parts, error: error)
        }
    }

    /// Asks the eraser about the parts, as an engine does, so that it is known that they are what is wrong.
    private static func check(_ item: RetentionItem) throws(Fault) {
        do {
            for part in item.parts { try FileEraser().check(part, of: item) }
        } catch let error as ProvisoError {
            // Without its place, which is the locator.
            throw Fault(field: .parts, error: ProvisoError(error.code, error.message, remedy: error.remedy))
        } catch {
            preconditionFailure("ItemFields: an eraser of files says in its own words what is wrong")
        }
    }

    // MARK: - Fields

    private func instant(_ name: Name) throws(Fault) -> Instant? {
        try value(name) { text throws(ProvisoError) in try Instant(text) }
    }

    private func needed<Value>(_ name: Name, _ make: (String) throws(ProvisoError) -> Value) throws(Fault) -> Value {
        guard let value = try value(name, make) else { throw Self.missing(name) }
        return value
    }

    private func value<Value>(_ name: Name, _ make: (String) throws(ProvisoError) -> Value) throws(Fault) -> Value? {
        guard let text = texts[name] else { return nil }
        do throws(ProvisoError) {
            return try make(text)
        } catch {
            throw Fault(field: name, error: error)
        }
    }

    private static func missing(_ name: Name) -> Fault {
        Fault(
            field: name,
            error: ProvisoError(
                .recordMalformed, "it is missing", remedy: "say it: no item is without"))
    }
}
